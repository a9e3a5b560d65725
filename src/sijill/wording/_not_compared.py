"""What is told of records that were not compared with all others: how many, why, and what lets them be compared."""

from __future__ import annotations

from sijill.ledger.pairs import NotComparedCount, NotComparedWhy
from sijill.values import Language, translate_n


def not_compared_words(one: NotComparedCount, language: Language) -> str:
    """Return one sentence or two on the records that one reason left out; no name and no day is said."""
    n, keys = one.records, one.keys
    match one.why:
        case NotComparedWhy.COMMON_NAME:
            return translate_n(
                language,
                "{n} person was not compared with all who bear the same name, for too many do (names: {keys}). Add a "
                "month of death or another part of the name, and look again.",
                "{n} persons were not compared with all who bear the same name, for too many do (names: {keys}). Add "
                "a month of death or another part of the name, and look again.",
                n,
                keys=keys,
            )
        case NotComparedWhy.NO_NAME:
            return translate_n(
                language,
                "{n} person was compared with nobody, for no name is told. Add one, and look again.",
                "{n} persons were compared with nobody, for no name is told. Add one, and look again.",
                n,
            )
        case NotComparedWhy.SHORT_NAME:
            return translate_n(
                language,
                "{n} person was compared with nobody, for one part of a name is too little to go by among so many. Add "
                "another part, or the day and the place of death, and look again.",
                "{n} persons were compared with nobody, for one part of a name is too little to go by among so many. "
                "Add another part, or the day and the place of death, and look again.",
                n,
            )
        case NotComparedWhy.CROWDED_DAY:
            return translate_n(
                language,
                "{n} incident was not compared with all of its days, for too many are told of them (first days: "
                "{keys}). Add a more exact day, and look again.",
                "{n} incidents were not compared with all of their days, for too many are told of them (first days: "
                "{keys}). Add a more exact day, and look again.",
                n,
                keys=keys,
            )
        case NotComparedWhy.NO_DAY:
            return translate_n(
                language,
                "{n} incident was compared with none, for no day within a month is told. Add one, and look again.",
                "{n} incidents were compared with none, for no day within a month is told. Add one, and look again.",
                n,
            )
