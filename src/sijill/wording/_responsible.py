"""Who is held responsible, by name, and how several are responsible together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sijill.model import AttributionMode
from sijill.model.parties import Parties
from sijill.values import Language, message, translate

if TYPE_CHECKING:
    from sijill.methodology import Filing, Rules

TOGETHER: Mapping[str, str] = {
    AttributionMode.SINGLE: message("{parties}"),
    AttributionMode.JOINT: message("{parties} together, coordination proved"),
    AttributionMode.JOINT_UNDETERMINED: message("{parties}, shares not determined"),
    AttributionMode.ONE_OF_TWO: message("one of: {parties}"),
    AttributionMode.DISPUTED: message("disputed: {parties}"),
}


def responsible(filing: Filing, language: Language, rules: Rules) -> str:
    """Return who is held responsible where a methodology files a record: the parties, also those without a row."""
    mode = dict(filing.why.values).get("mode", AttributionMode.SINGLE.value)
    if mode not in TOGETHER or not filing.actors:
        return rules.bucket(filing.bucket).label[language.value]
    rows = {party: bucket.label[language.value] for bucket in rules.buckets for party in bucket.parties}
    return together(
        mode, (rows.get(one) or party_name(one, language, rules.parties) for one in filing.actors), language
    )


def together(mode: str, names: Iterable[str], language: Language) -> str:
    """Return the names of parties with how they are responsible."""
    return translate(language, TOGETHER[mode], parties=("، " if language.is_rtl else ", ").join(names))


def party_name(slug: str, language: Language, tree: Parties | None = None) -> str:
    """Return the house name of a party; what the tree does not know is shown as it is."""
    known = Parties.load() if tree is None else tree
    if slug not in known:
        return slug
    entry = known.get(slug)
    return entry.label_ar if language.is_rtl else entry.label_en
