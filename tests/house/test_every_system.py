"""Nothing fails at import where a system lacks what only Linux or only POSIX has."""

import subprocess
import sys
import textwrap

import pytest

ABSENT = (
    *("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "readline", "nis", "spwd", "crypt"),
    "pyseccomp",
)
EVERY_MODULE = """
    import contextlib, importlib, importlib.abc, json, os, pkgutil, select, signal, socket, sys, tempfile
    from pathlib import Path

    def every_module():
        import sijill
        from sijill.web.config import configure

        configure(Path(tempfile.mkdtemp()))
        failed, names = [], [one.name for one in pkgutil.walk_packages(sijill.__path__, "sijill.")]
        for name in names:
            if name.rpartition(".")[2] != "__main__":
                try:
                    importlib.import_module(name)
                except Exception as error:
                    failed.append(f"{name}: {type(error).__name__} {error}")
        return len(names) > 400, failed
"""
THEIRS = """
    every_module()
    print(json.dumps([name for name in sys.modules if name.partition(".")[0] not in ("sijill", "__main__")]))
"""
WITHOUT = f"""
    for name in json.loads(sys.argv[2]):  # what others wrote comes in as this system has it
        with contextlib.suppress(Exception):
            importlib.import_module(name)

    class Absent(importlib.abc.MetaPathFinder):
        def find_spec(self, name, path=None, target=None):
            if name in {ABSENT!r}:
                raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

    sys.meta_path.insert(0, Absent())
    for name in {ABSENT!r}:
        sys.modules.pop(name, None)
    sys.platform = sys.argv[1]
    for module, lacking in (
        (os, "fork fchmod getuid geteuid killpg memfd_create pipe2 O_DIRECTORY O_NOFOLLOW O_PATH setsid MFD_CLOEXEC"),
        (signal, "SIGKILL SIGALRM SIGXCPU SIGHUP SIGUSR1 alarm"),
        (select, "poll epoll"),
        (socket, "AF_UNIX SCM_RIGHTS recv_fds send_fds"),
    ):
        for name in lacking.split():
            module.__dict__.pop(name, None)
"""


def run(*code, arguments=()):
    """Run code in a Python of its own and return the last line that it printed."""
    done = subprocess.run(
        [sys.executable, "-c", "".join(map(textwrap.dedent, code)), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return (done.stdout.strip() or done.stderr.strip()).splitlines()[-1]


@pytest.fixture(scope="module")
def theirs():
    """Every module of other people's that a module of ours brings in, as JSON."""
    return run(EVERY_MODULE, THEIRS)


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_every_module_is_imported_without_what_only_linux_has(system, theirs):
    assert run(EVERY_MODULE, WITHOUT, "print(*every_module())", arguments=(system, theirs)) == "True []"
