"""Who took, held, left, surrounded or failed to take a place, by the words of an Arabic sentence (DESIGN 11.4)."""

from __future__ import annotations

import pytest

from sijill.claims.arabic import find_claims_arabic
from sijill.model import ControlChange

_NAMES = {"syrian_gov": "قوات النظام", "rebels": "فصائل المعارضة"}


def _changes(text: str) -> list[ControlChange]:
    return [claim.control for claim in find_claims_arabic(text, item="i", theatre="syria") if claim.control is not None]


@pytest.mark.parametrize(
    ("text", "event", "place", "to_first", "from_second"),
    [
        ("انتزعت {a} قرية الدوالي من {b}.", "captured", "قرية الدوالي", True, True),
        ("سيطرة {a} على قرية الدوالي.", "captured", "قرية الدوالي", True, False),
        ("بسطت {a} نفوذها على تلة الزعتر.", "captured", "تلة الزعتر", True, False),
        ("سقطت قرية الدوالي بيد {a} بعد انسحاب {b}.", "captured", "قرية الدوالي", True, True),
        ("خسرت {b} قرية الدوالي لصالح {a}.", "captured", "قرية الدوالي", True, True),
        ("استعادت {a} السيطرة على قرية الدوالي.", "recaptured", "قرية الدوالي", True, False),
        ("دخلت {a} قرية الدوالي التي كانت تحت سيطرة {b}.", "advanced", "قرية الدوالي", True, False),
        ("فشلت {a} في السيطرة على قرية الدوالي.", "attempted", "قرية الدوالي", True, False),
        ("صدت {a} هجوماً لـ{b} على قرية الدوالي.", "repelled", "قرية الدوالي", True, True),
        ("أحبطت {a} محاولة تقدم لـ{b} على محور الدوالي.", "repelled", "محور الدوالي", True, True),
        ("حاصرت {a} قرية الدوالي الخاضعة لسيطرة {b}.", "surrounded", "قرية الدوالي", True, False),
        ("فرضت {a} حصاراً على قرية الدوالي.", "surrounded", "قرية الدوالي", True, False),
        ("قطعت {a} طريق الدوالي.", "supply_cut", "طريق الدوالي", True, False),
        ("فكت {a} الحصار عن قرية الدوالي.", "siege_lifted", "قرية الدوالي", True, False),
        ("تخضع قرية الدوالي لسيطرة {a}.", "held", "قرية الدوالي", True, False),
        ("لا تزال {a} تسيطر على قرية الدوالي.", "held", "قرية الدوالي", True, False),
        ("سلمت {b} قرية الدوالي إلى {a}.", "handover", "قرية الدوالي", True, True),
        ("طردت {a} {b} من قرية الدوالي.", "captured", "قرية الدوالي", True, True),
        ("تسلمت {a} قرية الدوالي من {b}.", "handover", "قرية الدوالي", True, True),
        ("انتقلت السيطرة على قرية الدوالي إلى {a}.", "captured", "قرية الدوالي", True, False),
        ("سيطرة كاملة لـ{a} على قرية الدوالي.", "captured", "قرية الدوالي", True, False),
        ("انسحبت {b} من قرية الدوالي.", "withdrew", "قرية الدوالي", False, True),
    ],
)
@pytest.mark.parametrize(("first", "second"), [("syrian_gov", "rebels"), ("rebels", "syrian_gov")])
def test_taker_and_loser_are_by_the_words_and_are_exchanged_with_the_parties(
    text: str, event: str, place: str, to_first: bool, from_second: bool, first: str, second: str
) -> None:
    (change,) = _changes(text.format(a=_NAMES[first], b=_NAMES[second]))

    assert (change.event, change.place) == (event, place)
    assert (change.to_party, change.from_party) == (first if to_first else None, second if from_second else None)


def test_each_place_of_a_list_is_a_change_of_its_own() -> None:
    found = _changes("سيطرت قوات النظام على قرى الدوالي والزعترية وتل الحصى بريف حلب.")

    assert [change.place for change in found] == ["الدوالي", "الزعترية", "تل الحصى"]


@pytest.mark.parametrize(
    "text",
    [
        "لم تسيطر قوات النظام على قرية الدوالي.",
        "تعتزم قوات النظام السيطرة على قرية الدوالي.",
        "قد تسيطر فصائل المعارضة على قرية الدوالي.",
        "قصفت قوات النظام قرية الدوالي الخاضعة لسيطرة فصائل المعارضة.",
        "سيطرت قوات النظام على الوضع.",
        "رفعت قوات النظام الجاهزية في قرية الدوالي.",
    ],
)
def test_what_did_not_happen_is_no_change(text: str) -> None:
    assert _changes(text) == []
