"""What goes out as our own table comes in again the same, and GED's columns keep the sums. Everything is invented."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.sizes import often

from sijill.formats._own import attribution_text
from sijill.model import Attribution, AttributionMode, to_json
from sijill.wording.attribution import read_attribution
from sijill.workspace import Register, Settings

PARTIES = ("syrian_gov", "russia", "rebels", "isis", "sdf")
BESIDE = {"id", "counted.low", "counted.best", "counted.high", "verification", "disputed"}
SEVERAL = (AttributionMode.JOINT, AttributionMode.JOINT_UNDETERMINED, AttributionMode.DISPUTED)

few_parties = st.lists(st.sampled_from(PARTIES), min_size=2, max_size=3, unique=True).map(tuple)
asides = st.lists(st.sampled_from(PARTIES), max_size=1).map(tuple)
attributions = st.one_of(
    st.builds(Attribution.to, st.sampled_from(PARTIES)),
    st.builds(Attribution, st.sampled_from(SEVERAL), few_parties, claimed_by=asides, denied_by=asides),
    few_parties.map(lambda parties: Attribution(AttributionMode.ONE_OF_TWO, parties[:2])),
    st.just(Attribution.unknown()),
)
words = st.sampled_from(
    ("Invented Town", "بلدة مُخترَعة", "=1+1", "-2+3", "a; b", 'with "quotes"', "two\nlines", "'quoted'")
)
ranges = st.tuples(st.integers(0, 40), st.none() | st.integers(0, 9)).map(
    lambda ends: {"low": ends[0], "high": None if ends[1] is None else ends[0] + ends[1]}
)
incidents = st.fixed_dictionaries(
    {
        "title": words,
        "happened_on": st.sampled_from(("2016-05-05", "2016-05", "2016-05-05/2016-05-09", "2016~")),
        "documented_on": st.just("2016-09-01"),
        "place": words,
        "killed": ranges,
        "civilian_status": st.sampled_from(("civilian", "combatant")),
        "attribution": attributions,
    },
    optional={
        "governorate": st.sampled_from(("Aleppo", "Idlib")),
        "children": ranges,
        "violation": st.booleans(),
        "point": st.sampled_from(("near", "district")).map(
            lambda how: {"latitude": "36.5", "longitude": "-36.87", "precision": how}
        ),
        "groups": st.sampled_from((["medical"], ["media", "relief"])),
    },
)


def rows_of(folder, name):
    return list(csv.DictReader(io.StringIO((folder / name).read_text("utf-8"), newline="")))


@given(attributions)
def test_an_attribution_is_read_back_as_it_was_written(said):
    assert read_attribution(attribution_text(said)) == said


@given(st.lists(incidents, min_size=1, max_size=6))
# A register takes a second to make: what fails is shown as it came, not made smaller.
@settings(max_examples=often(40, 3), phases=[Phase.explicit, Phase.generate])
def test_our_own_table_of_incidents_comes_in_again_the_same(given_ones):
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        with (
            Register.init(folder / "one", settings=Settings(name="One", owner="lead")) as one,
            Register.init(folder / "two", settings=Settings(name="Two", owner="lead")) as two,
        ):
            for values in given_ones:
                told = values | {"attribution": to_json(values["attribution"])}
                one.records.record("incident", told, reason="invented", source="Invented Monitor")
            one.exchange.export("csv", folder / "a", audience="internal")
            two.exchange.import_table(
                (folder / "a" / "incident.csv").read_bytes(),
                (folder / "a" / "incident-mapping.toml").read_text("utf-8"),
                name="incident.csv",
            )
            two.exchange.export("csv", folder / "b", audience="internal")

        before, after = (rows_of(folder / each, "incident.csv") for each in ("a", "b"))
        kept_of = [{name: cell for name, cell in row.items() if name not in BESIDE} for row in before]
        assert kept_of == [{name: cell for name, cell in row.items() if name not in BESIDE} for row in after]
