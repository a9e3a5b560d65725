"""
Every door out of a document's process, tried from inside by the C library, past any guard in Python (issue 10, item 6).

Each try runs in a process confined as a document's is, on what lies outside of it; none may succeed.
"""

# ruff: noqa: E501 (a door is a list of calls, easier read on few lines)

import os
import platform
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from sijill.adapters.readers import Limits, Sandbox
from sijill.evidence import DOCX, HTML, JPEG, PDF, PNG, REFUSALS, read_content

MIB = 1024 * 1024
PREPARED = """
    import ctypes, errno, mmap, os, socket, struct, sys, time
    from sijill.adapters.readers import Limits, _confine

    libc = ctypes.CDLL(None, use_errno=True)
    given = sys.argv[1:]
    kept = [os.open(path, os.O_RDWR) for path in given[:1] if os.path.isfile(path)]
    _confine.leave_the_network()
    _confine.confine(Limits(memory=256 * 1024 * 1024, seconds=2), _confine.Rules.of_this_machine())

    def tried(name, *arguments):
        "Say of a call by its name, or by its number, that it was refused, or what it returned."
        ctypes.set_errno(0)
        if isinstance(name, int):
            arguments, name = (ctypes.c_long(name), *arguments), "syscall"
        result = getattr(libc, name)(*[one.encode() if isinstance(one, str) else one for one in arguments])
        if result < 0 and ctypes.get_errno() in (errno.EPERM, errno.EACCES):
            return "refused"
        return f"{name} gave {result}, {errno.errorcode.get(ctypes.get_errno())}"
"""


def confined(code, *arguments):
    """Run code as a document's process would, and return what it printed, or how it ended."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PREPARED) + textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    told = done.stdout.strip() or done.stderr.strip()
    return told.splitlines()[-1] if told else f"ended by {-done.returncode}"


def refused(calls, *arguments):
    """Test that each of these calls is refused, and show which were not."""
    told = confined(f"print([said for said in ({calls},) if said != 'refused'])", *arguments)
    return told == "[]" or told


@pytest.fixture
def secret(tmp_path):
    """A file such as a register's database, which the process that starts the reader may read and write."""
    path = tmp_path / "ledger.sqlite"
    path.write_text("secret")
    path.chmod(0o640)
    os.utime(path, (1_000_000, 1_000_000))
    return path


@pytest.fixture(scope="module")
def stranger():
    """A process that is neither parent nor child of a reader."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as process:
        yield process
        assert process.poll() is None
        process.kill()


def test_this_machine_confines_its_readers():
    with Sandbox() as sandbox:
        guards = sandbox.guards()

    assert guards["confined"]
    assert guards["calls"]
    assert guards["landlock"] > 0


FAMILIES = {
    name: int(getattr(socket, name))
    for name in dir(socket)
    if name.startswith("AF_") and name not in {"AF_UNSPEC", "AF_DECnet"}
}


@pytest.mark.parametrize("kind", [1, 2, 3, 5], ids=["stream", "datagram", "raw", "packets"])
def test_no_socket_of_any_family_can_be_made(kind):
    assert {"AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK"} <= FAMILIES.keys()
    families = ", ".join(
        f"tried('socket', {number}, {kind}, 0)" for number in sorted({*FAMILIES.values(), *range(1, 46)})
    )

    assert refused(families) is True


def test_no_connection_is_made_even_with_a_socket_already_there(tmp_path):
    with socket.socket(socket.AF_UNIX) as server, socket.create_server(("127.0.0.1", 0)) as tcp:
        server.bind(str(tmp_path / "listening"))
        server.listen()
        code = """
            import struct
            def unix(path):
                return b"\\x01\\x00" + path.encode() + b"\\0"
            address = struct.pack("=HH4s8x", 2, socket.htons(int(given[1])), bytes([127, 0, 0, 1]))
            print([tried("connect", held.fileno(), address, len(address)) for held, address in (
                (one, unix(given[0])), (two, unix("\\0abstract")), (three, address))],
                tried("sendto", four.fileno(), b"x", 1, 0, address, 16), tried("sendmsg", four.fileno(), b"0" * 56, 0),
                tried("bind", one.fileno(), unix(given[0] + "2"), 108), tried("socketpair", 1, 1, 0, b"0" * 8))
        """
        before = """
            import socket
            one, two, three = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX), socket.socket()
            four = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        """
        done = subprocess.run(
            [
                *(sys.executable, "-c", "".join(map(textwrap.dedent, (before, PREPARED, code)))),
                *(str(tmp_path / "listening"), str(tcp.getsockname()[1])),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert done.stdout.split("\n")[0] == f"{['refused'] * 3} refused refused refused refused", done.stderr


DOORS = {
    "a file's mode": "tried('chmod', given[0], 0o777), tried('fchmod', kept[0], 0o777), "
    "tried('fchmodat', -100, given[0], 0o777, 0), tried(452, -100, given[0], 0o777, 0)",
    "a file's owner": "tried('chown', given[0], 1, 1), tried('lchown', given[0], 1, 1), tried('fchown', kept[0], 1, 1), "
    "tried('fchownat', -100, given[0], 1, 1, 0)",
    "a file's times": "tried('utime', given[0], None), tried('utimes', given[0], None), "
    "tried('utimensat', -100, given[0], None, 0), tried('futimens', kept[0], None), tried('futimesat', -100, given[0], None)",
    "a file's attributes": "tried('setxattr', given[0], 'user.a', b'x', 1, 0), "
    "tried('lsetxattr', given[0], 'user.a', b'x', 1, 0), tried('fsetxattr', kept[0], 'user.a', b'x', 1, 0), "
    "tried('removexattr', given[0], 'user.a'), tried('fremovexattr', kept[0], 'user.a'), "
    "tried('getxattr', given[0], 'user.a', None, 0), tried('listxattr', given[0], None, 0)",
    "a file of the register": "*[tried('open', given[0], flags, 0o600) for flags in (0, 1, 2, 0o1000, 0o2001)], "
    "tried('openat', -100, given[0], 0, 0), tried(437, -100, given[0], b'\\0' * 24, 24)",
    "an open file's words": "tried('ftruncate', kept[0], 0), tried('fallocate', kept[0], 0, 0, 9), "
    "tried('pwrite64', kept[0], b'x', 1, 0), tried('sendfile', kept[0], kept[0], None, 9), "
    "tried('copy_file_range', kept[0], None, kept[0], None, 9, 0), tried('truncate', given[0], 0), "
    "tried('splice', kept[0], None, kept[0], None, 9, 0), tried('flock', kept[0], 2)",
    "a new file": "tried('open', given[0] + '2', 0o101, 0o600), tried('creat', given[0] + '2', 0o600), "
    "tried('open', '/tmp', 0o20200002, 0o600), tried('mknod', given[0] + '2', 0o10600, 0), tried('memfd_create', 'x', 0), "
    "tried('mkdir', given[0] + '2', 0o700), tried('open', '/dev/shm/x', 0o102, 0o600), tried('open', '/dev/null', 1, 0)",
    "a name": "tried('unlink', given[0]), tried('rename', given[0], given[0] + '2'), tried('link', given[0], given[0] + '2'), "
    "tried('symlink', given[0], given[0] + '2'), tried('rmdir', given[0]), tried('unlinkat', -100, given[0], 0), "
    "tried('renameat2', -100, given[0], -100, given[0] + '2', 0), tried('linkat', -100, given[0], -100, given[0] + '2', 0)",
    "files of the system": "*[tried('open', path, 0, 0) for path in ('/etc/passwd', '/etc/hosts', '/proc/self/environ', "
    "'/proc/self/mem', '/proc/1/cmdline', '/proc', '/tmp', '/root', '/home', '/var', '/sys', '/dev/zero')]",
    "a process of the system": "*[tried('open', f'/proc/{pid}/{name}', how, 0) for pid in given[1:] "
    "for name in ('environ', 'mem', 'maps', 'cmdline', 'fd', 'root') for how in (0, 2)]",
    "a program": "*[tried(name, '/bin/true', None, None) for name in ('execve', 'execv')], "
    "tried('execveat', kept[0], '', None, None, 0x1000), tried('execveat', -100, '/bin/true', None, None, 0)",
    "another process": "tried('fork'), tried(libc_clone, 17, 0, 0, 0, 0), "
    "tried(435, b'\\0' * 88, 88), *[tried('fork') for _ in range(200)]",
    "a signal": "*[tried('kill', int(pid), number) for pid in (*given[1:], -1, 0, os.getpid()) for number in (0, 15, 9)], "
    "*[tried(424, int(pid), 0, None, 0) for pid in given[1:]], *[tried(434, int(pid), 0) for pid in given[1:]]",
    "another's memory": "*[tried('ptrace', how, int(pid), None, None) for how in (0, 16, 0x4206) for pid in given[1:]], "
    "*[tried(name, int(pid), b'0' * 16, 1, b'0' * 16, 1, 0) for pid in given[1:] "
    "for name in ('process_vm_readv', 'process_vm_writev')]",
    "the kernel's rings": "tried(425, 8, b'\\0' * 120), tried(426, 3, 1, 1, 0, None, 0), tried(427, 3, 0, None, 0)",
    "the kernel's own keys and programs": "tried(bpf, 0, b'\\0' * 64, 64), tried(keyctl, 0, -3, 0), "
    "tried(perf, b'\\0' * 64, 0, -1, -1, 0), tried(userfaultfd, 0)",
    "a name space": "tried('mount', 'none', '/tmp', 'tmpfs', 0, None), tried('umount2', '/', 2), tried('unshare', 0x20000), "
    "tried('unshare', 0x10000000), tried('setns', kept[0], 0), tried('chroot', '/'), tried('chdir', '/tmp'), "
    "tried(428, -100, '/', 1), tried(429, -100, '/', -100, '/', 0), tried(430, 'tmpfs', 0), tried('pivot_root', '/', '/')",
    "its own limits": "tried('setrlimit', 9, b'\\xff' * 16), tried('prlimit64', 0, 1, b'\\xff' * 16, None), "
    "tried('prctl', 4, 1, 0, 0, 0), tried('prctl', 1, 0, 0, 0, 0), tried('setuid', 0), tried('setgid', 0), "
    "tried('personality', 0), tried('setpgid', 0, 0), tried('setsid'), "
    "tried('sigaction', 14, b'\\0' * 200, None)",
    "what others share": "tried('shmget', 1, 99, 0o1600), tried('msgget', 1, 0o1600), tried('semget', 1, 1, 0o1600), "
    "tried('mq_open', '/x', 0o102, 0o600, None), tried('inotify_init1', 0), tried('fanotify_init', 0, 0), "
    "tried('dup', kept[0]), tried('dup2', kept[0], 20), tried('fcntl', kept[0], 4, 0), tried('ioctl', kept[0], 0x5412, b'x')",
}
OF_PROCESSOR = {
    "x86_64": {"libc_clone": 56, "bpf": 321, "keyctl": 250, "perf": 298, "userfaultfd": 323},
    "aarch64": {"libc_clone": 220, "bpf": 280, "keyctl": 219, "perf": 241, "userfaultfd": 282},
}


@pytest.mark.parametrize("door", DOORS)
def test_a_door_is_shut(door, secret, stranger):
    numbers = OF_PROCESSOR.get(platform.machine())
    if numbers is None:
        pytest.skip("the numbers of this processor's calls are not known to the test")
    calls = DOORS[door]
    for name, number in numbers.items():
        calls = calls.replace(f"tried({name},", f"tried({number},")

    assert refused(calls, secret, os.getpid(), stranger.pid) is True
    about = secret.stat()
    assert (secret.read_text(), about.st_mode & 0o777, about.st_mtime) == ("secret", 0o640, 1_000_000)
    assert [path.name for path in secret.parent.iterdir()] == ["ledger.sqlite"]
    assert stranger.poll() is None


def test_nothing_is_written_to_a_file_that_was_open_before(secret):
    assert "File too large" in confined("os.write(kept[0], b'words')", secret)
    assert secret.read_text() == "secret"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="only this processor has a second way to call the kernel")
def test_the_ways_of_other_processors_into_the_kernel_end_the_process():
    """A 32-bit call has other numbers: 20 is getpid there and writev here."""
    code = """
        room = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        room.write(bytes.fromhex("b814000000cd80c3"))  # mov eax, 20; int 0x80; ret
        print(ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(room)))())
    """
    assert confined(code) == "ended by 31"
    assert confined("print(libc.syscall(ctypes.c_long(0x40000000 | 39)))") == "ended by 31"


def test_python_code_inside_cannot_ask_for_a_socket_or_a_program():
    assert "a reader does not use socket" in confined("socket.socket()")
    assert "a reader does not use subprocess" in confined("import subprocess; subprocess.run(['true'])")
    assert "a reader does not use os.fork" in confined("os.fork()")
    assert "a reader does not use os.system" in confined("os.system('true')")


def test_memory_is_bounded():
    assert "MemoryError" in confined("x = bytearray(400 * 1024 * 1024)")
    assert "Cannot allocate memory" in confined("x = mmap.mmap(-1, 400 * 1024 * 1024)")


def test_processor_time_is_bounded():
    began = time.monotonic()

    assert confined("while True: pass") in ("ended by 24", "ended by 9")
    assert time.monotonic() - began < 20


def test_a_reader_has_nothing_in_its_hands_but_the_document_and_the_answer():
    """What the server holds open, of which each document's process inherits all but the socket."""
    held = Path(__file__).open()  # noqa: SIM115 (left open while the reader runs)
    with held, socket.create_server(("127.0.0.1", 0)), Sandbox(Limits(seconds=3)) as sandbox:
        read_content(b"first", readers=[sandbox])
        children = [pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()]
        servers = [pid for pid in children if b"readers.child" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        open_there = [str(fd.readlink()) for pid in servers for fd in Path(f"/proc/{pid}/fd").iterdir()]

    assert servers
    assert [one for one in open_there if not one.startswith(("/dev/null", "socket:", "anon_inode:"))] == []
    assert sum(one.startswith("socket:") for one in open_there) == len(servers)


LACKING = """
    import os, sys, pyseccomp
    calls = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    calls.add_rule(pyseccomp.ERRNO(38), sys.argv[1])
    calls.load()
    from sijill.adapters.readers import Sandbox
    from sijill.evidence import Unreadable, read_content
    from tests.e2e.documents import word, pdf, pdf_pages, pdf_lines, WORDS

    def told(content, name, **how):
        try:
            return read_content(content, readers=[Sandbox(**how)], name=name).text.strip()
        except Unreadable as refusal:
            return type(refusal).__name__
    page = f"<html><body><p>{WORDS}</p></body></html>".encode()
    print([told(b"Own words.", name) for name in ("a.txt", "a.md", "a.csv")],
          {told(content, "x") for content in (word(), pdf(pdf_pages(pdf_lines(WORDS))), page, b"\\xff\\xd8\\xff" * 9)},
          {told(content, "x", accept_unconfined=True) for content in (word(), pdf(pdf_pages(pdf_lines(WORDS))), page)})
"""
SAID = (
    "['Own words.', 'Own words.', 'Own words.'] {'ReaderUnconfined'} {'Invented words, said by an invented witness.'}"
)


def lacking(code, call):
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), call], capture_output=True, text=True, check=False, timeout=120
    )
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize("call", ["landlock_create_ruleset", "seccomp"])
def test_a_machine_that_cannot_confine_reads_own_words_and_refuses_foreign_formats_unless_told_to(call):
    """A kernel without Landlock or without filters of calls, as this one is when it refuses to make them."""
    assert lacking(LACKING, call) == SAID


def test_a_system_without_such_processes_does_the_same():
    elsewhere = LACKING.replace("    from sijill.adapters", "    sys.platform = 'darwin'\n    from sijill.adapters", 1)

    assert lacking(elsewhere, "landlock_create_ruleset") == SAID


def test_the_refusal_says_the_next_step():
    refusal = str(REFUSALS["ReaderUnconfined"]("3fa9" * 16))

    assert "cannot keep the reader of a foreign document" in refusal
    assert "accept_unconfined = true" in refusal
    assert {PDF, DOCX, HTML, JPEG, PNG} <= Sandbox.media_types
