"""``sijill audit`` of files: one command, no register, no account; what it prints, writes and ends with. Invented."""

from __future__ import annotations

import json

import pytest

from sijill.cli import main

WRONG = "Invented update. Shelling killed 54 people: 20 men, 15 women and 10 children.\n"
RIGHT = "Invented note. The raid killed 45 people, 12 civilians and 33 fighters.\n"
ARABIC = "نشرة مخترعة. أدى القصف إلى مقتل 45 شخصاً: 12 مدنياً و30 مقاتلاً.\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Three invented documents in the working folder, which holds nothing else."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("wrong.txt", WRONG), ("right.txt", RIGHT), ("ar.txt", ARABIC)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_finding_is_told_with_its_sum_its_difference_a_cause_and_its_words(files, capsys):
    assert main(["audit", "wrong.txt"]) == 3

    assert capsys.readouterr().out == (
        "wrong.txt\n"
        "  1. ✗ does not add up: Parts and their sum\n"
        "     20 + 15 + 10 = 45, printed 54\n"
        "     The difference is 9.\n"
        "     Two digits of 54 may have changed places: the parts add up to 45.\n"
        "       Invented update. Shelling killed [54 people]: [20 men], [15 women] and [10 children].\n"
        "\n"
        "documents: 1; figures read: 4; checks: 1, of which add up: 0, within rounding: 0, cannot be decided: 0, do "
        "not add up: 1\n"
    )


def test_a_document_that_adds_up_ends_with_nought(files, capsys):
    assert main(["audit", "right.txt"]) == 0
    assert "✓ adds up" in capsys.readouterr().out


def test_several_files_are_summed_up_and_one_that_cannot_be_read_is_passed_over(files, capsys):
    assert main(["audit", "right.txt", "nowhere.txt", "wrong.txt"]) == 3

    told = capsys.readouterr()
    assert "sijill: nowhere.txt: NoSuchFile" in told.err
    assert told.out.index("right.txt") < told.out.index("wrong.txt")
    assert "documents: 2; figures read: 7; checks: 2" in told.out
    assert main(["audit", "right.txt", "nowhere.txt"]) == 1


def test_arabic_is_told_in_arabic(files, capsys):
    assert main(["--language", "ar", "audit", "ar.txt"]) == 3

    told = capsys.readouterr().out
    assert "غير متسق: الأجزاء ومجموعها" in told
    assert "12 + 30 = 42، والمطبوع 45" in told
    assert "[45 شخصاً]: [12 مدنياً] و[30 مقاتلاً]" in told


def test_the_json_document_has_findings_with_their_file_and_a_summary(files, capsys):
    assert main(["audit", "wrong.txt", "right.txt", "--json"]) == 3

    document = json.loads(capsys.readouterr().out)
    assert document["summary"] == {
        "documents": 2,
        "unreadable": 0,
        "figures": 7,
        "checks": 2,
        "holds": 1,
        "within_rounding": 0,
        "fails": 1,
        "undecidable": 0,
    }
    worst = document["findings"][0]
    assert (worst["file"], worst["verdict"], worst["difference"]) == ("wrong.txt", "fails", 9)
    assert worst["sum"]["en"] == "20 + 15 + 10 = 45, printed 54"
    assert [one["cause"] for one in worst["causes"]] == ["digits_swapped"]
    assert all(WRONG[one["start"] : one["end"]] == one["quote"] for one in worst["figures"])


def test_a_marked_copy_is_written_and_speaks_the_language_of_its_document(files, capsys):
    assert main(["audit", "ar.txt", "--html", "copy.html"]) == 3

    copy = files / "copy.html"
    assert 'lang="ar" dir="rtl"' in copy.read_text("utf-8")
    assert copy.stat().st_mode & 0o077 == 0
    assert "marked copy: copy.html" in capsys.readouterr().err


def test_copies_of_several_documents_lie_in_one_folder_also_where_two_have_one_name(files):
    (files / "other").mkdir()
    (files / "other" / "right.txt").write_text(WRONG, "utf-8")

    main(["audit", "right.txt", "other/right.txt", "--html", "copies"])

    assert sorted(one.name for one in (files / "copies").iterdir()) == ["right.txt-2.html", "right.txt.html"]


def test_a_copy_never_takes_the_place_of_the_document(files, capsys):
    assert main(["audit", "wrong.txt", "--html", "wrong.txt"]) == 2

    assert (files / "wrong.txt").read_text("utf-8") == WRONG
    assert "wrong.txt" in capsys.readouterr().err


def test_a_copy_of_several_takes_the_place_of_no_document_and_of_no_other_copy(files, capsys):
    for folder, name in (("one", "a.txt"), ("two", "a.txt"), ("two", "A.TXT"), ("two", "a.txt-2")):
        (files / folder).mkdir(exist_ok=True)
        (files / folder / name).write_text(RIGHT, "utf-8")
    named = ["one/a.txt", "two/a.txt", "two/a.txt-2", "two/A.TXT", "one/a.txt"]

    main(["audit", *named, "--html", "copies"])

    copies = sorted(one.name for one in (files / "copies").iterdir())
    assert copies == ["A.TXT-3.html", "a.txt-2-2.html", "a.txt-2.html", "a.txt.html"]
    (files / "wrong.txt.html").write_text(WRONG, "utf-8")
    capsys.readouterr()
    assert main(["audit", "wrong.txt", "wrong.txt.html", "--html", "."]) == 2
    assert (files / "wrong.txt.html").read_text("utf-8") == WRONG
    assert "wrong.txt.html" in capsys.readouterr().err


def test_a_register_is_named_alone(files, capsys):
    main(["init", "r", "--owner", "lead"])
    assert main(["audit", "r", "right.txt"]) == 2
    assert main(["audit", "r", "--html", "x.html"]) == 2
    assert "name it alone" in capsys.readouterr().err


def test_a_document_of_a_register_is_told_as_a_file_is(files, capsys):
    main(["init", "r", "--owner", "lead"])
    main(["add", "r", "wrong.txt", "--source", "Test notes"])
    capsys.readouterr()

    assert main(["audit", "r"]) == 3

    told = capsys.readouterr().out
    assert "20 + 15 + 10 = 45, printed 54" in told
    assert "wrong.txt" in told.splitlines()[0]


def test_what_nobody_reads_keeps_no_document_of_a_register_from_being_checked(files, capsys):
    main(["init", "r", "--owner", "lead"])
    (files / "holder.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    (files / "unread.rtf").write_bytes(b"{\\rtf1 Twelve invented people.}")
    for name in ("holder.zip", "unread.rtf", "wrong.txt"):
        main(["add", "r", name, "--source", "Test notes"])
    capsys.readouterr()

    assert main(["audit", "r"]) == 3

    told = capsys.readouterr()
    assert "20 + 15 + 10 = 45, printed 54" in told.out
    assert "UnsupportedMediaType" in told.err
    assert told.err.count("sijill:") == 1
    assert "documents that cannot be read and were not checked: 1" in told.out


def test_colour_is_for_terminals_only(files, capsys, monkeypatch):
    import sys

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    main(["audit", "wrong.txt"])
    assert "\x1b[31m✗ does not add up\x1b[0m" in capsys.readouterr().out

    monkeypatch.setenv("NO_COLOR", "1")
    main(["audit", "wrong.txt"])
    assert "\x1b" not in capsys.readouterr().out
