"""A kind of document is a list of blocks in a file. What is wrong in the file is said, and nothing is written."""

from __future__ import annotations

from importlib.resources import files

import pytest
from tests.unit.reports import may_2020

from sijill import reports
from sijill.reports import KindRefused, read_kind
from sijill.reports._blocks import BLOCKS, PARTS
from sijill.reports.document import Heading
from sijill.values import Language, translate

COVER = 'material = "month"\ncover = "deaths_of_month"\n'


def kind_of(folder, text, name="tried"):
    (folder / f"{name}.toml").write_text(text, "utf-8")
    return read_kind(name, folder)


def test_the_monthly_report_is_a_list_of_blocks_that_there_are():
    kind = read_kind()

    assert [line.block for line in kind.lines][:3] == ["register_notice", "one_person_notice", "purpose"]


def test_every_block_and_part_stands_in_a_kind_that_comes_with_the_program():
    folder = files("sijill.reports") / "kinds"
    kinds = [
        read_kind(file.name.removesuffix(".toml"), where)
        for where in (folder, folder / "packs")
        for file in where.iterdir()
        if file.name.endswith(".toml") and file.name != "apparatus.toml"
    ]

    assert {line.block for kind in kinds for line in kind.lines} == set(BLOCKS)
    assert {line.part for kind in kinds for line in kind.lines} - {""} == set(PARTS)


def test_what_may_be_left_out_is_said_in_the_file():
    assert set(read_kind().optional) == set(
        "context governorate origin torture groups massacres outcomes recommendations published".split()
    )


def test_a_part_left_out_takes_its_count_out_of_the_headline():
    without = read_kind().left_out(["massacres", "torture"])

    document = reports.compose(may_2020.redacted(**without), Language.EN)

    assert without == {"massacres": None, "torture": None}
    assert len(document.headline) == 1
    assert "massacres" not in [block.anchor for block in document.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize("part", ["late_entries", "revisions", "endnotes", "nonsense"])
def test_what_a_month_changed_is_never_left_out(part):
    """R-EC.12: late entries, restated months and corrections are published with the month."""
    with pytest.raises(reports.UnknownPart, match="cannot be left out"):
        read_kind().left_out([part])


def test_a_kind_of_its_own_needs_a_file_only(tmp_path):
    kind = kind_of(tmp_path, COVER + 'blocks = [{ part = "endnotes", blocks = ["endnotes"] }, "toll", "purpose"]')

    document = reports.compose(may_2020.redacted(), Language.EN, kind)

    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["I. Endnotes"]
    # Endnotes stand first here and hold what is cited after them all the same.
    assert document.blocks[1].items


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("blocks = [", "can be read"),
        (COVER, "without blocks"),
        (COVER + "blocks = []", "without blocks"),
        (COVER + 'blocks = ["toll", "weather"]', "names weather"),
        (COVER + 'blocks = [{ part = "weather", blocks = ["toll"] }]', "names weather"),
        (COVER + 'blocks = [{ part = "toll", blocks = [] }]', "without blocks"),
        (COVER + "blocks = [7]", "no block, no part"),
        (COVER + 'blocks = [{ block = "toll", color = "red" }]', "no block, no part"),
        (COVER + 'blocks = ["massacre"]', "once or for each"),
        (COVER + 'blocks = [{ block = "toll", each = "massacres.records" }]', "once or for each"),
        (COVER + 'blocks = [{ block = "massacre", each = "weather" }]', "once or for each"),
        (COVER + 'blocks = [{ include = "tried" }]', "includes itself"),
        (COVER + 'blocks = [{ include = "missing" }]', "missing.toml"),
        ('material = "month"\nblocks = ["toll"]', "needs a cover"),
    ],
)
def test_a_file_that_cannot_be_followed_is_refused_in_both_languages(tmp_path, text, told, language):
    with pytest.raises(KindRefused) as caught:
        kind_of(tmp_path, text)

    in_words = translate(language, caught.value.message, **caught.value.places)
    assert caught.value.places["kind"] in in_words
    assert told in str(caught.value)
    assert (in_words == str(caught.value)) is (language is Language.EN)


def test_a_circle_of_two_files_is_refused(tmp_path):
    (tmp_path / "second.toml").write_text('blocks = [{ include = "first" }]', "utf-8")

    with pytest.raises(KindRefused, match="includes itself"):
        kind_of(tmp_path, COVER + 'blocks = [{ include = "second" }]', "first")
