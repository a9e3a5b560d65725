"""The words that tell what a printed number counts. English first, Arabic for the commonest nouns."""

from __future__ import annotations

import re
from functools import cache

# Nouns by class. A class is what makes two numbers comparable; "person" is the whole that holds the others.
_NOUNS: dict[str, str] = {
    "person": """people persons person individuals individual victims victim deaths death fatalities fatality dead
        casualties lives killed martyrs martyr bodies inhabitants residents human souls evacuees
        شخص شخصا أشخاص قتيل قتيلا قتلى ضحية ضحايا شهيد شهيدا شهداء""",
    "civilian": """civilians civilian non-combatants noncombatants villagers bystanders worshippers protesters
        demonstrators مدني مدنيا مدنيين مدنيون المدنيين""",
    "military": """fighters fighter militants militant soldiers soldier rebels rebel troops combatants combatant gunmen
        gunman jihadists jihadist insurgents insurgent terrorists terrorist militiamen militiaman servicemen
        serviceman officers officer personnel attackers attacker mercenaries mercenary guerrillas recruits commandos
        marines snipers sniper forces
        paramilitaries peshmerga conscripts attackers military مقاتل مقاتلا مقاتلين مقاتلون عنصر عنصرا عناصر
        جندي جنديا جنود مسلح مسلحا مسلحين داعشيا داعشي""",
    "child": "children child minors minor infants infant toddlers toddler babies baby طفل طفلا أطفال",
    "boy": "boys boy صبي فتى",
    "girl": "girls girl طفلة فتاة",
    "woman": "women woman females female امرأة نساء سيدة سيدات",
    "man": "men man males male رجل رجلا رجال",
    "adult": "adults adult بالغين",
    "medical": "medics medic doctors doctor nurses nurse paramedics paramedic",
    "media": "journalists journalist reporters reporter photographers photographer cameramen",
    "other_person": """workers worker prisoners prisoner detainees detainee hostages hostage captives captive refugees
        refugee policemen policeman police pilots pilot guards guard teachers teacher students student volunteers
        volunteer members member commanders commander advisors advisers advisor adviser citizens citizen nationals
        pows idps rescuers crewmen crew passengers elderly defectors leaders leader generals clerics bombers""",
    "group": """families family households villages village towns battalions battalion brigades groups group parties
        vehicles vehicle tanks tank trucks buses cars convoys convoy aircraft jets helicopters houses homes buildings
        schools hospitals raids strikes airstrikes strike airstrike attacks attack bombs shells rockets missiles sorties
        massacres massacre districts district neighborhoods neighbourhoods areas checkpoints countries states kilometers
        kilometres km meters metres miles hills bases positions engagements locations times percent explosives""",
    "time": """hours hour days day weeks week months month years year minutes minute seconds hour-long ساعة يوم أيام
        شهر شهرا أشهر سنة سنوات""",
}  # fmt: skip
CLASS_OF = {word: kind for kind, words in _NOUNS.items() for word in words.split()}
PERSON_CLASSES = frozenset(
    {
        "person", "civilian", "military", "child", "boy", "girl", "woman", "man", "adult", "medical", "media",
        "other_person",
    }
)  # fmt: skip

# Sets of classes that leave nobody out: their sum must be the whole.
COMPLETE_SETS: tuple[frozenset[str], ...] = (
    frozenset({"civilian", "military"}),
    frozenset({"man", "woman", "child"}),
    frozenset({"man", "woman", "boy", "girl"}),
    frozenset({"adult", "child"}),
    frozenset({"man", "woman"}),
)
# Which class can be a part of which: a part that is larger than its whole is an error only here.
_HOLDS_ANY = {"person", "other_person"}

DEMONYM = re.compile(
    r"(?:[A-Z]\w+(?:ians?|ans?|is|ese|ish|ch|ens|ks|bs|rds?|ghans|ghanis?|Turks|Uyghurs?|Palestinians?|Alawites?|Yazidis?))$"
)
KILLED = r"killed|dead|died|deaths?|fatalities|lives|slain|perished|executed|martyred|casualties killed|kill(?:s|ing)?"
STATUS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        (
            "killed_or_injured",
            r"(?:killed|dead|deaths|kill|killing|died) (?:and|or|and/or) (?:wounded|injur\w+|wounding)|"
            r"(?:wounded|injured|injuries) (?:and|or) (?:killed|dead)|casualties",
        ),
        ("injured", r"wounded|injured|injuries|injuring|wounding|hurt|maimed|مصاب|جريح"),
        ("missing", r"missing|disappeared|unaccounted"),
        ("detained", r"detained|arrested|detainees|imprisoned|behind bars|detaining|arresting"),
        ("abducted", r"abducted|kidnapped|taken hostage|kidnapping"),
        ("captured", r"captured|taken prisoner|prisoners of war|POWs|surrendered|capturing|capture"),
        ("evacuated", r"evacuated|evacuees|evacuating|evacuation|bussed"),
        ("displaced", r"displaced|fled|IDPs|displacing|fleeing|refugees|returned"),
        ("destroyed", r"destroyed|damaged|destroying"),
        ("killed", KILLED),
    )
)


@cache
def class_of(phrase: str) -> str:
    """Return the class of a noun phrase by its last known noun, or "" when none is known."""
    words = re.findall(r"[\w’'-]+", phrase)
    kinds = [_class_of_word(word) for word in words]
    both = {word.lower().rstrip("s") for word in words}
    if sex := next((word for word in ("male", "female") if word in both), ""):
        # "male adults", "adult females", "female children": age and sex together make the class.
        grown = not both & {"child", "children", "minor"}
        return ("man" if grown else "boy") if sex == "male" else ("woman" if grown else "girl")
    head = next((kind for kind in reversed(kinds) if kind), "")
    if head in {"person", "other_person"}:
        # "civilian deaths" and "military advisers": the qualifier says who they are.
        return next((kind for kind in kinds if kind in {"civilian", "military", "child", "woman"}), head)
    return head


def _class_of_word(word: str) -> str:
    plain = word.lower().strip("’'-")
    if kind := CLASS_OF.get(plain) or CLASS_OF.get(strip_arabic(plain)):
        return kind
    return "other_person" if DEMONYM.match(word) else ""


def strip_arabic(word: str) -> str:
    """Return an Arabic word without vowel marks, conjunction and final alif of the accusative."""
    bare = re.sub(r"[\u064b-\u0652]", "", word)
    if bare in CLASS_OF:
        return bare
    for form in (bare.removeprefix("و"), bare.removesuffix("ا"), bare.removeprefix("و").removesuffix("ا")):
        if form in CLASS_OF:
            return form
    return bare


def may_hold(whole: str, part: str) -> bool:
    """Test whether people of one class can all be members of another (children among civilians, not the reverse)."""
    if whole not in PERSON_CLASSES or part not in PERSON_CLASSES:
        return False
    return whole in _HOLDS_ANY or whole in {"civilian", "military", "adult"} or whole == part or part == "other_person"
