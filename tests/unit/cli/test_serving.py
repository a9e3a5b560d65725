"""What ``serve`` refuses before it starts."""

from __future__ import annotations

import pytest

from sijill.cli import main
from sijill.web.serving import refuse_several_at_work


@pytest.mark.parametrize(("language", "said"), [("en", "this system has no lock"), ("ar", "ليس في هذا النظام قفل")])
def test_several_processes_that_would_each_do_the_long_work_are_refused_where_no_lock_is(
    tmp_path, capsys, monkeypatch, language, said
):
    monkeypatch.setattr("sijill.adapters.files._durable.fcntl", None)  # as on Windows
    register = str(tmp_path / "register")
    main(["init", register, "--owner", "lead"])

    code = main(["--language", language, "serve", register, "--workers", "2"])

    told = capsys.readouterr().err
    assert code == 1
    assert said in told
    assert "--no-work" in told
    assert not (tmp_path / "register" / "desk.sqlite").exists()
    refuse_several_at_work(2, works=False)
    refuse_several_at_work(1, works=True)
