"""What a machine's links would change of a count, told beside it where the register's settings say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sijill.linkage import FOR_PEOPLE, WEIGHED, AskedPair, counted_persons
from sijill.model.entries import Sameness
from sijill.model.figures import MACHINE_LINKS, Note
from sijill.model.outcomes import OUTCOMES
from sijill.tolls import people_counted
from sijill.workspace.alike._likely_pairs import pairs_decided
from sijill.workspace.settings._linkage_settings import COUNT

if TYPE_CHECKING:
    from sijill.tolls import Question
    from sijill.workspace._counts import Counts
    from sijill.workspace._opened import Opened
    from sijill.workspace.alike.waiting_pairs import WaitingPair


def machine_links(opened: Opened, counts: Counts, question: Question, pairs: Iterable[WaitingPair]) -> Iterator[Note]:
    """
    Give the persons of a question's total before and after the machine's links, where the settings count these.

    ``pairs`` are those that nobody decided. Nothing is told before records were compared, nor of incidents and
    massacres. Nothing is recorded, and no figure changes. A likeness is no probability: only what the engine weighed is
    linked, and never what has little to go by.
    """
    told = opened.settings.linkage
    if told.machine_links != COUNT or question.measure not in OUTCOMES:
        return
    if not opened.store.pairs.compared_upto("victim"):
        return
    definition = question.definition()
    counting = counts.counting_of(definition)
    persons = frozenset(people_counted(counting.figure(definition), counting.traceable(definition)))
    if not persons:
        return
    decided = pairs_decided(opened, opened.store.identities.canonical())
    found = counted_persons(
        persons,
        [
            AskedPair(one.left, one.right, one.likelihood / 100, _is_for_people(one))
            for one in pairs
            if one.kind == "victim"
        ],
        threshold=told.machine_links_from / 100,
        apart=[pair for pair, link in decided.items() if link.sameness is Sameness.DIFFERENT],
    )
    values = {"least": told.machine_links_from, "linked": found.linked, "fewest": found.fewest}
    yield Note(MACHINE_LINKS, found.decided, values=tuple((name, str(one)) for name, one in values.items()))


def _is_for_people(pair: WaitingPair) -> bool:
    return pair.unsure is not None or WEIGHED not in pair.why or not FOR_PEOPLE.isdisjoint(pair.why)
