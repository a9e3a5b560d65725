"""What words mean: pages, numbers, dates, places, weapons and the keys of search, English and Arabic side by side."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.language._dates import PrintedDate, printed_dates, read_dates
    from sijill.language._gazetteer import Gazetteer, PlaceEntry, PlaceFound, PlacesBroken, consonants, place_key
    from sijill.language._keys import asked, asked_by_sound, name_terms, place_terms, spans, terms, words
    from sijill.language._lexicon import lexicon, small_words, word_sets
    from sijill.language._phrase import NumberPhrase, bounded, last_unit
    from sijill.language._place_mention import PlaceMention, place_words
    from sijill.language._printed import PrintedNumber, is_arabic, printed_numbers
    from sijill.language._protected import protected_class, tells_movement
    from sijill.language._weapons import Weapons, WeaponsBroken, weapon_label
    from sijill.language.stage import AUTO, NONE, Stage
else:
    __getattr__ = later(__name__)

__all__ = [
    "AUTO",
    "NONE",
    "Gazetteer",
    "NumberPhrase",
    "PlaceEntry",
    "PlaceFound",
    "PlaceMention",
    "PlacesBroken",
    "PrintedDate",
    "PrintedNumber",
    "Stage",
    "Weapons",
    "WeaponsBroken",
    "asked",
    "asked_by_sound",
    "bounded",
    "consonants",
    "is_arabic",
    "last_unit",
    "lexicon",
    "name_terms",
    "place_key",
    "place_terms",
    "place_words",
    "printed_dates",
    "printed_numbers",
    "protected_class",
    "read_dates",
    "small_words",
    "spans",
    "tells_movement",
    "terms",
    "weapon_label",
    "word_sets",
    "words",
]
