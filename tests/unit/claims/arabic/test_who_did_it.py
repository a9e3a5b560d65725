"""Who did it by the words of an Arabic sentence (DESIGN 11.4), who says so, and what each rests on (DESIGN 11.3)."""

from __future__ import annotations

import pytest

from sijill.claims import explain
from sijill.claims.arabic import find_claims_arabic
from sijill.model import Claim, Stance
from sijill.model.slots import ResponsibilityMode as Mode

_LEFT, _RIGHT = "قوات النظام", "فصائل المعارضة"

# Each sentence names {a} as the doer; {b} is somebody else in it.
_DONE_BY_THE_FIRST = [
    "قتلت {a} سبعة مدنيين قرب الطاحون.",
    "{a} تقتل ثلاثة صيادين عند النهر.",
    "لقي أربعة أشخاص مصرعهم على يد {a} قرب مواقع {b}.",
    "مقتل خمسة أشخاص بقصف صاروخي من {a} على مناطق سيطرة {b}.",
    "أدى هجوم شنته {a} على حاجز إلى مقتل ستة أشخاص.",
    "قصفت {a} سوق البلدة، ما أسفر عن مقتل تسعة مدنيين.",
    "في غارة نفذتها {a} على الحي الخاضع لسيطرة {b} قُتل طفلان.",
    "استهدفت {a} رتلاً لـ{b} فقُتل أربعة مقاتلين.",
    "قُتل ثمانية أشخاص بقذائف مصدرها مناطق {a}.",
    "قُتل سبعة مقاتلين من {b} في كمين نصبته {a}.",
    "اتهمت {b} {a} بقتل ستة رعاة.",
    "{a} متهمة من قبل {b} بإعدام خمسة أسرى.",
    "حمّل ناشطون {a} مسؤولية مقتل ثلاثة معلمين.",
    "قالت {b} إن {a} قتلت خمسة مدنيين.",
    "أقدمت {a} على إعدام ثلاثة شبان.",
    "ليست {b} بل {a} هي التي قتلت خمسة مدنيين.",
    "قضى سجينان تحت التعذيب في سجون {a}.",
    "عثر الأهالي على جثث ثلاثة شبان أعدمتهم {a}.",
    "أعلنت {b} مقتل أربعة من عناصرها بنيران {a}.",
    "لقيت أم وأطفالها الثلاثة حتفهم بعد أن استهدفت مدفعية {a} منزلهم.",
    "نصبت {a} كميناً لحافلة تقل عناصر من {b}، فقتلت عشرين منهم.",
    "تبنت {a} تفجيراً قتل ستة أشخاص.",
    "اعترفت {a} بقتل أربعة رعاة.",
    "مجزرة جديدة لـ{a} في السوق: عشرة شهداء.",
    "على يد {a}، قُتل أربعة رعاة.",
    "خسرت {b} سبعة مقاتلين في كمين نصبته {a}.",
    "ردت {a} على هجوم لـ{b} وقتلت ثلاثة عناصر.",
]


def _only(text: str) -> Claim:
    return next(claim for claim in find_claims_arabic(text, item="i", theatre="syria") if claim.number is not None)


@pytest.mark.parametrize("sentence", _DONE_BY_THE_FIRST)
@pytest.mark.parametrize(("doer", "other"), [(_LEFT, _RIGHT), (_RIGHT, _LEFT)])
def test_the_doer_is_who_the_words_say_and_is_exchanged_with_the_parties(sentence: str, doer: str, other: str) -> None:
    claim = _only(sentence.format(a=doer, b=other))

    assert claim.perpetrators == (("syrian_gov",) if doer == _LEFT else ("rebels",))
    assert claim.mode is Mode.SINGLE


@pytest.mark.parametrize(
    "text",
    [
        "مقتل خمسة أشخاص في مناطق سيطرة قوات النظام.",
        "انفجار في مستودع لقوات سوريا الديمقراطية يوقع أربعة قتلى.",
        "قُتل ثلاثة أشخاص في اشتباكات بين قوات النظام وفصائل المعارضة.",
        "أصيب شخصان بانفجار لغم قرب خطوط قوات النظام.",
        "مقتل ثلاثة عناصر من قوات النظام برصاص في السوق.",
        "أفاد مشفى تابع لفصائل المعارضة بمقتل أربع ممرضات.",
        "قصفت قوات النظام البلدة رداً على مقتل خمسة مدنيين.",
        "استهداف دورية لقوات النظام يسفر عن إصابة ثلاثة أشخاص.",
        "قُتل مدنيان، أحدهما برصاص قوات النظام.",
        "قُتل ثلاثة أشخاص بقذائف روسية الصنع في السوق.",
    ],
)
def test_nearness_names_nobody(text: str) -> None:
    assert [claim.perpetrators for claim in find_claims_arabic(text, item="i", theatre="syria") if claim.number] == [()]


@pytest.mark.parametrize(
    ("text", "doers", "mode"),
    [
        ("قصف مشترك لقوات النظام والقوات الروسية يقتل أربعة.", {"syrian_gov", "russia"}, Mode.JOINT),
        ("قُتل أربعة أشخاص بنيران قوات النظام أو فصائل المعارضة.", {"syrian_gov", "rebels"}, Mode.ONE_OF),
        ("ثلاثة قتلى بغارة لا يُعرف إن كانت تركية أم روسية.", {"turkey", "russia"}, Mode.ONE_OF),
        ("يُشتبه بأن خلايا تنظيم داعش قتلت أربعة رعاة.", {"isis"}, Mode.SUSPECTED),
        ("قُتل أربعة أشخاص بقصف طيران يُعتقد أنه روسي.", {"russia"}, Mode.SUSPECTED),
        ("مسلحون مجهولون يقتلون ثلاثة تجار.", set(), Mode.UNKNOWN),
        ("لم تُعرف الجهة التي قتلت ثلاثة أطباء.", set(), Mode.UNKNOWN),
        ("نفت فصائل المعارضة قتل أربعة عمال.", {"rebels"}, Mode.DENIED),
        ("نفت قوات النظام مسؤوليتها عن مقتل أربعة عمال.", {"syrian_gov"}, Mode.DENIED),
        ("ميليشيات موالية للنظام السوري تقتل ثلاثة رعاة.", {"pro_gov_militia"}, Mode.SINGLE),
        ("القوات التركية والفصائل الموالية لها تقتل ثلاثة رعاة.", {"turkey", "sna"}, Mode.JOINT),
    ],
)
def test_several_doubted_unknown_and_denied_doers_keep_their_mode(text: str, doers: set[str], mode: Mode) -> None:
    claim = _only(text)

    assert (set(claim.perpetrators), claim.mode) == (doers, mode)
    assert (claim.stance is Stance.DENY) is (mode is Mode.DENIED)


@pytest.mark.parametrize(("adjective", "state"), [("روسي", "russia"), ("كيني", "kenya"), ("سوداني", "sudan")])
def test_an_act_is_of_the_state_whose_adjective_stands_beside_it(adjective: str, state: str) -> None:
    assert _only(f"مقتل ثلاثة أشخاص بقصف جوي {adjective} على السوق.").perpetrators == (state,)


def test_those_hit_are_the_targets_and_never_the_doers() -> None:
    claim = _only("قُتل ثلاثة عناصر من قوات النظام بهجوم لتنظيم داعش.")

    assert (claim.perpetrators, claim.targets) == (("isis",), ("syrian_gov",))


def test_a_side_that_shot_its_own_is_both() -> None:
    claim = _only("قُتل ثلاثة جنود من قوات النظام بنيران رفاقهم عن طريق الخطأ.")

    assert (claim.perpetrators, claim.targets) == (("syrian_gov",), ("syrian_gov",))


def test_this_shelling_is_the_one_the_sentence_before_told_of() -> None:
    text = "قصفت القوات التركية قرية عند النهر. وأسفر هذا القصف عن مقتل أربعة رعاة."

    claim = _only(text)

    assert claim.perpetrators == ("turkey",)
    assert [slot.inferred_from for slot in claim.slots if slot.name == "party"] == ["sentence"]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("أفاد مصدر طبي بمقتل ستة أشخاص في السوق.", "مصدر طبي"),
        ("شبكة السهل: مقتل ستة أشخاص في السوق.", "شبكة السهل"),
        ("مقتل ستة أشخاص في السوق، بحسب ناشطين محليين.", "ناشطين محليين"),
        ("نقلت وكالة النهر عن مصدر في الشرطة أن ستة أشخاص قُتلوا في السوق.", "مصدر في الشرطة"),
        ("قال المتحدث باسم قوات النظام إن ستة أشخاص قُتلوا في السوق.", "المتحدث باسم قوات النظام"),
        ("قال مصدر محلي إن السوق قُصف. وأضاف أن ستة أشخاص قُتلوا.", "مصدر محلي"),
        ("ستة قتلى حصيلة ما وصفته فصائل المعارضة بمجزرة ارتكبتها قوات النظام.", "فصائل المعارضة"),
        ("مقتل ستة أشخاص في السوق، وفق معلومات أولية.", None),
        ("مقتل ستة أشخاص في السوق.", None),
    ],
)
def test_a_source_stands_as_the_text_names_it(text: str, claimant: str | None) -> None:
    assert _only(text).claimant == claimant


def test_news_that_nobody_vouches_for_is_unverified() -> None:
    assert _only("أنباء غير مؤكدة عن مقتل ستة أشخاص في السوق.").stance is Stance.UNVERIFIED


def test_each_value_rests_on_its_own_words() -> None:
    text = "وفق مصدر طبي، قُتل ثلاثة عناصر من قوات النظام بصاروخ أطلقته خلايا تنظيم داعش."

    claim = _only(text)
    words = {slot.name: slot.exact for slot in claim.slots}

    assert words["claimant"] == "مصدر طبي"
    assert "تنظيم داعش" in str(words["party"])
    assert words["target"] == "قوات النظام"
    assert all(slot.exact == text[slot.start : slot.end] for slot in claim.slots)


def test_the_pattern_that_names_the_doer_is_explained() -> None:
    lines = explain(_only("قتلت قوات النظام سبعة مدنيين."))

    assert "rule doer:subject: who did it is the subject of the verb, or whose act or weapon is" in lines


@pytest.mark.parametrize("run", ["وقوات النظام ", "من قسد ومن ", "قال ", "بقصف من قوات النظام وقسد "])
def test_a_chain_without_end_names_nobody_and_ends(run: str) -> None:
    assert len(find_claims_arabic("قُتل خمسة مدنيين " + run * 3000, item="i", theatre="syria")) <= 1
