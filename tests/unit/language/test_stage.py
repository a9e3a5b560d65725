"""Whom a text names (DESIGN 11.5): states by their forces, and generic words only where a theatre lets them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sijill.language import Stage
from sijill.model.parties import state_rows
from sijill.model.theatres import Theatre


def _named(text: str, theatre: str | Theatre = "auto") -> list[str]:
    return [found.key for found in Stage(text, theatre).mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled a market in Kassala, killing 12.",
        "In Burkina Faso, government forces burned two villages.",
        "Kenyan rebels and the Ugandan opposition met.",
        "In the winter of 1917 the government fell and the army went home.",
        "The opposition in Harare said the regime had killed six.",
        "Loyalist forces took the radio station at dawn.",
        "The coalition lost 19 men outside Kandahar.",
        "In Ramadi, the army was driven back.",
        "The Arakan Army and the Karen National Union joined hands.",
        "الجيش يقصف سوقاً في أم درمان",
        "قال ناشطون إن النظام في ميانمار أحرق القرية",
        "طيران التحالف العربي يستهدف الحديدة",
        "المعارضة الفنزويلية تتهم الحكومة",
        "الفصائل الليبية تتقدم نحو سرت",
    ],
)
def test_generic_words_mean_nobody_where_the_text_does_not_speak_of_the_war(text: str) -> None:
    assert not set(_named(text)) & Theatre.load("syria").own


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("The army shelled a market in Idlib, killing 12.", ["syrian_gov"]),
        ("Rebels shot down a government helicopter near Saraqib.", ["rebels", "syrian_gov"]),
        ("In rebel-held Azaz, the regime bombed a bakery.", ["rebels", "syrian_gov"]),
        ("الجيش يقصف سوقاً في إدلب", ["syrian_gov"]),
        ("المعارضة تأسر ستة من عناصر النظام في ريف حماة", ["rebels", "syrian_gov"]),
    ],
)
def test_generic_words_mean_parties_beside_a_place_of_the_war(text: str, slugs: list[str]) -> None:
    assert _named(text) == slugs


def test_the_paragraph_the_section_and_the_lead_tell_what_a_sentence_does_not() -> None:
    text = (
        "# A winter in Aleppo\n\nThe siege began early.\n\n" + "Bread was dear. " * 40 + "\n\nThe army took the hill."
    )
    at = text.index("The army")

    assert [one.key for one in Stage(text).mentions("The army took the hill.", at)] == ["syrian_gov"]


def test_a_paragraph_on_another_war_keeps_its_army_to_itself() -> None:
    text = (
        "Aleppo: shelling went on.\n\n"
        + "x " * 400
        + "Sudan, Khartoum, Sudan: fighting spread. The army took a bridge."
    )
    at = text.index("The army")

    assert Stage(text).mentions("The army took a bridge.", at) == []


def test_in_a_text_known_to_speak_of_the_war_only_another_state_in_the_sentence_is_asked() -> None:
    assert _named("The army took the hill.", "syria") == ["syrian_gov"]
    assert _named("In Khartoum, the army took the hill.", "syria") == []
    assert _named("Sudanese government forces took the hill.", "syria") == ["sudan"]


def test_without_a_theatre_only_states_are_named() -> None:
    assert _named("Near Idlib, Turkish artillery hit ISIS and the rebels.", "none") == ["turkey"]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Ukrainian drones hit a depot.", ["ukraine"]),
        ("Kenyan army helicopters fired on the camp.", ["kenya"]),
        ("Eritrean and Ethiopian soldiers burned the village.", ["eritrea", "ethiopia"]),
        ("Israel's air force struck the port.", ["israel"]),
        ("The Russians shelled the town.", ["russia"]),
        ("Syrian-Russian strikes hit Urem.", ["syrian_gov", "russia"]),
        ("Ukraine shelled the depot.", ["ukraine"]),
        ("القوات الحكومية الإثيوبية تنسحب", ["ethiopia"]),
        ("هجوماً كينياً على المخيم", ["kenya"]),
        ("بقصف مدفعي تركي", ["turkey"]),
        ("طائرات حربية روسية وسورية تقصف", ["russia", "syrian_gov"]),
        ("جيش تشاد يصد الهجوم", ["chad"]),
    ],
)
def test_a_state_is_named_by_its_forces_and_by_what_they_do(text: str, slugs: list[str]) -> None:
    assert _named(text) == slugs


@pytest.mark.parametrize(
    "text",
    [
        "Three Turkish teachers were killed in Turkey.",
        "A Russian journalist fled to Russia.",
        "Turkish-made drones were found.",
        "Rockets from Lebanon, near the border with Jordan, fell in northern Israel.",
        "Chad Winters, a driver, was killed.",
        "A convoy left Tripoli, Lebanon.",
        "مقتل ثلاثة معلمين أتراك في تركيا",
        "فصائل مدعومة من تركيا",
        "ميليشيا موالية لإيران",
        "نزح الآلاف إلى الأردن",
        "Kenya: gunmen killed four policemen.",
        "SANAA, Yemen - A mine killed two boys.",
        "اليمن: مقتل صيادين اثنين",
        "In Derna , Libya , a mine killed two.",
    ],
)
def test_a_state_is_not_named_by_its_people_its_goods_or_its_ground(text: str) -> None:
    assert _named(text, "none") == []


def test_a_text_about_years_before_the_war_names_none_of_its_parties_by_generic_words() -> None:
    text = "In June 1941 troops entered Syria and took Damascus. The rebels and the army fought on."

    assert _named(text) == []
    assert _named(text.replace("1941", "2013")) == ["rebels", "syrian_gov"]


def test_bare_army_is_a_party_only_before_its_forces_and_acts() -> None:
    assert _named("Army shelling near Aleppo killed two; an army of ants was seen.") == ["syrian_gov"]
    assert _named("Two boys were hit by army fire in Aleppo.") == ["syrian_gov"]


def test_in_capitals_is_and_us_are_no_parties() -> None:
    assert _named("THE TOWN IS QUIET AND NOBODY TOLD US") == []
    assert _named("SYRIAN ARMY SHELLS IDLIB") == ["syrian_gov"]


def test_two_languages_line_by_line_are_each_read_in_their_own_way() -> None:
    text = "The army shelled Idlib.\nالجيش السوداني يقصف أم درمان\nKenyan jets hit a camp."

    assert _named(text) == ["syrian_gov", "sudan", "kenya"]


def test_the_longest_name_is_found_and_not_a_part_of_it() -> None:
    text = "Shelling by the Syrian Arab Army and Jabhat al-Nusra."

    assert [text[one.start : one.end] for one in Stage(text).mentions(text)] == ["Syrian Arab Army", "Jabhat al-Nusra"]


def test_a_name_in_capitals_is_found_in_capitals_only_and_as_a_whole_word() -> None:
    assert _named("IS and SAA units") == ["isis", "syrian_gov"]
    assert _named("it is so; a saa of grain; rebellion, Turkeys and Russianness") == []


def test_a_line_break_inside_a_name_does_not_hide_it() -> None:
    assert _named("the Islamic\nState") == ["isis"]


@pytest.mark.parametrize("text", ["وقوات النظام", "لقوات النظام", "بقوات النظام", "قوات النظام", "قصف للنظام السوري"])
def test_arabic_is_found_with_a_conjunction_or_preposition_written_on_to_it(text: str) -> None:
    assert _named(text, "syria") == ["syrian_gov"]


def test_every_state_is_named_by_the_same_words_in_the_same_places() -> None:
    """DESIGN 11.4, E18: exchange the states in a sentence, and the answer is exchanged."""
    said = {
        form: slug
        for slug, row in reversed(state_rows().items())  # of the two Congos the larger one is "Congolese"
        for form in (
            *(f"{one} soldiers burned the village." for one in row.get("adjective", ())),
            *(f"{one.removeprefix('=')} shelled the village." for one in row["en"]),
            *(f"القوات ال{one}ة تقصف القرية" for one in row.get("nisba", ()) if " " not in one),
        )
    }

    assert len(said) > 500
    assert {text: _named(text, "none") for text in said} == {text: [slug] for text, slug in said.items()}


def test_an_army_of_something_is_a_unit_and_the_army_is_a_party() -> None:
    assert _named("The Army of Conquest shelled Idlib, where the army lost the Military Council.") == [
        "jaish_al_fatah",
        "syrian_gov",
    ]
    assert _named("قوات الجيش الوطني تدخل عفرين") == ["sna"]


def test_ground_that_fell_to_a_state_names_it() -> None:
    assert _named("Afrin fell to Turkey.") == ["turkey"]
    assert _named("The wounded were taken to Turkey from Afrin.") == []


def test_a_unit_called_after_a_party_or_a_place_is_not_that_party() -> None:
    assert _named("The Damascus Brigade and the Revolutionaries Brigade met in Idlib.") == []
    assert _named("لواء الثوار في إدلب") == []
    assert _named("The Sultan Murad Division entered Afrin.") == ["sultan_murad"]


def test_a_short_name_follows_its_full_name_also_abroad() -> None:
    text = "The US-led coalition said in Mosul that coalition aircraft had not flown."

    assert _named(text) == ["us_coalition", "us_coalition"]


def test_one_sentence_of_a_hundred_thousand_signs_is_read_in_bounded_time() -> None:
    text = "the rebels and Sudanese troops and the army in Idlib " * 2000

    began = time.monotonic()
    Stage(text).mentions(text)
    assert time.monotonic() - began < 3


def test_a_registers_own_theatre_adds_parties_and_names_in_both_scripts(tmp_path: Path) -> None:
    (tmp_path / "theatre.toml").write_text(
        """
        name = "ours"
        label_en = "Our war"
        label_ar = "حربنا"
        extends = "syria"
        [parties.rebels]
        generic_en = ["the lads"]
        [parties.cedar_guard]
        kind = "armed_group"
        label_en = "Cedar Guard"
        label_ar = "حرس الأرز"
        parent = "rebels"
        """,
        encoding="utf-8",
    )
    ours = Theatre.read(tmp_path)

    assert _named("The Cedar Guard and the lads met the army.", ours) == ["cedar_guard", "rebels", "syrian_gov"]
    assert _named("حرس الأرز يقصف الجيش", ours) == ["cedar_guard", "syrian_gov"]
