"""A large register of another version says why it opens slowly; a small one says nothing."""

from __future__ import annotations

from sijill.cli._output import upgrading


def test_a_large_register_says_once_that_its_tables_are_made_anew(capsys):
    tell = upgrading()

    tell(5_000, 12_000)
    tell(10_000, 12_000)
    tell(12_000, 12_000)

    said = capsys.readouterr().err
    assert said.count("another version wrote this register") == 1
    assert "12,000 entries" in said
    assert "the next start begins again" in said


def test_a_small_register_says_nothing(capsys):
    upgrading()(3, 3)

    assert capsys.readouterr().err == ""
