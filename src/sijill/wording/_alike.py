"""Why two rows may be one person, or may not, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.values import message

ALIKE_WORDS: Mapping[str, str] = {
    "same_given": message("the same given name"),
    "alike_given": message("given names that are spellings of one"),
    "near_given": message("given names that differ in part"),
    "other_given": message("different given names: a person decides"),
    "same_family": message("the same family name"),
    "alike_family": message("family names that are spellings of one"),
    "near_family": message("family names that differ in part"),
    "other_family": message("different family names"),
    "same_father": message("the same father's name"),
    "alike_father": message("fathers' names that are spellings of one"),
    "near_father": message("fathers' names that differ in part"),
    "other_father": message("different fathers' names"),
    "same_day": message("the same day of death"),
    "same_month": message("the same month of death, a day is not known"),
    "other_day": message("different days of death"),
    "same_community": message("the same community"),
    "other_community": message("different communities"),
    "same_district": message("the same district"),
    "other_district": message("different districts"),
    "same_governorate": message("the same governorate"),
    "other_governorate": message("different governorates"),
    "same_sex": message("the same sex"),
    "other_sex": message("different sexes"),
    "same_age": message("the same age"),
    "near_age": message("ages a few years apart"),
    "other_age": message("ages far apart"),
    "other_sex_and_age": message("different sexes and ages: a person decides"),
    "same_number": message("the same official number: evidence, and no proof"),
    "same_event_day": message("the same day"),
    "within_days": message("days that may be one, told less exactly"),
    "next_day": message("one day apart"),
    "same_place": message("the same place"),
    "place_within": message("one place lies within the other"),
    "near_places": message("places near each other"),
    "near_points": message("points near each other"),
    "place_in_governorate": message("the same governorate, one place is not told"),
    "same_party": message("the same party"),
    "other_party": message("different parties"),
    "same_weapon": message("the same weapon"),
    "other_weapon": message("different weapons"),
    "numbers_agree": message("numbers of dead that agree"),
    "numbers_near": message("numbers of dead that differ a little"),
    "numbers_apart": message("numbers of dead far apart"),
}
