"""Notes tell all their works, each in full once; after that by the note that told it (S0.13). All is invented."""

from __future__ import annotations

import pytest
from tests.unit.reports import may_2020

from sijill.model.custody import Cited
from sijill.reports import SourceNote
from sijill.reports._endnotes import endnotes
from sijill.reports._writer import Writer
from sijill.values import Language, plain

WORKS = (
    SourceNote("watch", "On the shelling", "Invented Watch", "a1" * 32),
    SourceNote("film", "Press conference", "Invented TV", "b2" * 32, cited=Cited(minute="1:46:30")),
    SourceNote("paper-3", "The quarter", "Invented Daily", "c3" * 32, page="3", cited=Cited(issue="19388")),
    SourceNote("paper-7", "The quarter", "Invented Daily", "c3" * 32, page="7", cited=Cited(issue="19388")),
    SourceNote("arabic", "عن الهدنة", "جريدة مخترعة", "d4" * 32, url="https://example.org/a"),
)


@pytest.fixture(params=[Language.EN])
def w(request):
    """A writer whose material lists the works."""
    return Writer(may_2020.redacted(), request.param)


def notes(w: Writer, *cited: tuple[str, ...]) -> list[str]:
    w._sources = {one.key: one for one in WORKS}
    marks = [w.marks(keys) for keys in cited]
    assert all(len(mark) == 1 for mark in marks)
    (block,) = endnotes(w, None)
    return [plain("".join(run.text for run in item)) for item in block.items]


def test_several_works_are_one_note_and_the_same_works_again_are_the_same_note(w):
    assert notes(w, ("watch", "film"), ("film", "watch"), ("watch", "film")) == [
        "“On the shelling”, Invented Watch; “Press conference”, Invented TV, minute 1:46:30."
    ]


def test_what_the_note_before_told_is_not_told_again(w):
    assert notes(w, ("watch",), ("watch", "film"), ("paper-3",), ("watch", "paper-3"))[1:] == [
        "Ibid.; “Press conference”, Invented TV, minute 1:46:30.",
        "“The quarter”, Invented Daily, no. 19388, page 3.",
        "Ibid.; “On the shelling”, as in note 1.",
    ]


def test_another_page_of_a_work_names_the_page_alone(w):
    assert notes(w, ("paper-3",), ("paper-7",), ("watch",), ("paper-3", "paper-7"))[1] == ("Ibid., no. 19388, page 7.")


def test_a_title_of_the_other_direction_is_isolated_and_its_address_printed(w):
    w._sources = {one.key: one for one in WORKS}
    w.marks(["arabic"])
    (block,) = endnotes(w, None)
    told = "".join(run.text for run in block.items[0])

    assert "“\u2067عن الهدنة\u2069”" in told
    assert told.endswith("https://example.org/a.")


def test_what_may_not_be_known_is_one_note_without_a_name():
    material = may_2020.redacted()
    w = Writer(material, Language.AR)
    w._sources = {"hidden": SourceNote("hidden", "", "", "")}
    w.marks(["hidden"])
    (block,) = endnotes(w, None)

    assert "وثائق يحفظها السجل ولا يعرضها" in plain("".join(run.text for run in block.items[0]))
