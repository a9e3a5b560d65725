"""The ground beside control: ``truces``, ``movements``, ``damage``, ``dated-counts``."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from sijill.cli._output import opened, write
from sijill.cli._verb import AS_OF, SPEECH, find_answer, option, verb


def _tell(arguments: Namespace, name: str) -> int:
    """Write the document of a method of ``register.territory``, or the lines of the reading of that name."""
    if not arguments.json:
        return find_answer()(arguments, name)
    asked = {"agreement": arguments.agreement} if "agreement" in arguments else {}
    with opened(arguments) as register:
        write(arguments, getattr(register.territory, name)(as_of=arguments.as_of, **asked), ())
    return 0


verb(
    "truces",
    "tell of each truce its stages by each source, the hours it held and its breaches",
    AS_OF,
    SPEECH,
    example="truces aleppo --json",
    reading="truces",
)(partial(_tell, name="truces"))
verb(
    "movements",
    "tell who moved by each source, with its totals and how far they lie apart",
    option("--agreement", "only under this agreement: its id or its title"),
    AS_OF,
    SPEECH,
    example='movements aleppo --agreement "An invented deal" --json',
    reading="movements",
)(partial(_tell, name="movements"))
verb(
    "damage",
    "tell what surveys found damaged, as shares of what they examined",
    AS_OF,
    SPEECH,
    example="damage aleppo --json",
    reading="damage",
)(partial(_tell, name="damage"))
verb(
    "dated-counts",
    "tell how many fighters, services, residents, displaced and besieged there were on a day",
    AS_OF,
    SPEECH,
    example="dated-counts aleppo --json",
    reading="dated_counts",
)(partial(_tell, name="dated_counts"))
