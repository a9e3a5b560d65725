"""A mapping says what it means, and a slip in it is refused with the word that is meant."""

from __future__ import annotations

import pytest

from sijill.tables import MappingBroken, Melt, parse_mapping

MAPPING = """
kind = "victim"
source = "Invented list"
key = "identifiers.moh"
header = [2, 3]
sheet = "Names"
separator = ";"
totals = "skip"
skip = [7, { Status = ["duplicate"] }]
[columns]
"name.ar" = "Full\\n  name"
[identifiers]
moh = "ID"
[join]
incident = "event code"
[separators]
groups = "/"
[melt]
columns = ["Aleppo", "Idlib"]
into.name = "governorate"
into.value = "killed"
"""


def test_the_words_of_a_mapping() -> None:
    """Issue 15, point 5: every word is read, and its shorter ways of writing are the longer ones."""
    mapping = parse_mapping(MAPPING)

    assert mapping.columns == {
        "name.ar": "Full name",
        "identifiers.moh": "ID",
        "incident.key": "event code",
    }
    assert mapping.key == ("ID",)
    assert (mapping.header, mapping.sheet, mapping.totals) == ((2, 3), "Names", "skip")
    assert mapping.skip.lines == {7}
    assert mapping.skip.cells == {"Status": {"duplicate"}}
    assert (mapping.separator_of("groups"), mapping.separator_of("statuses")) == ("/", ";")
    assert mapping.melt == Melt(("Aleppo", "Idlib"), "governorate", "killed")


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ('kind = "victm"', "did you mean victim"),
        ("colums = {}", "did you mean columns"),
        ('[columns]\n"dead_on" = "Date"', "victim has no property 'dead_on'"),
        ('[columns]\ndied_no = "Date"', "did you mean died_on"),
        ('[columns]\nage = "Age"\n[values.sexx]\nM = "male"', "did you mean sex"),
        ('header = "2"', "header of a mapping is the number of a line"),
        ("columns = 3", "columns of a mapping is a part of its own"),
        ('totals = "maybe"', "one of: skip, keep"),
        ('[columns]\nage = "A"\n[melt]\ncolumns = ["A"]', "into.name"),
    ],
)
def test_a_slip_is_refused_with_the_word_that_is_meant(slip: str, meant: str) -> None:
    lines = ['source = "Invented list"', slip]
    if not slip.startswith("kind"):
        lines.insert(0, 'kind = "victim"')
    if "columns" not in slip:
        lines.append('[columns]\nage = "Age"')
    with pytest.raises(MappingBroken, match=meant):
        parse_mapping("\n".join(lines))
