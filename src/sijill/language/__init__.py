"""What words mean: pages, numbers, dates, places, weapons and the keys of search, English and Arabic side by side."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.language._dates import PrintedDate, printed_dates, read_dates
    from sijill.language._gazetteer import Gazetteer, PlaceEntry, PlaceFound, PlacesBroken
    from sijill.language._keys import asked, asked_by_sound, spans, terms, words
    from sijill.language._lexicon import lexicon, small_words
    from sijill.language._phrase import NumberPhrase, bounded, last_unit
    from sijill.language._printed import PrintedNumber, is_arabic, printed_numbers
    from sijill.language._protected import protected_class, tells_movement
    from sijill.language._weapons import Weapons, WeaponsBroken, weapon_label
else:
    __getattr__ = later(__name__)

__all__ = [
    "Gazetteer",
    "NumberPhrase",
    "PlaceEntry",
    "PlaceFound",
    "PlacesBroken",
    "PrintedDate",
    "PrintedNumber",
    "Weapons",
    "WeaponsBroken",
    "asked",
    "asked_by_sound",
    "bounded",
    "is_arabic",
    "last_unit",
    "lexicon",
    "printed_dates",
    "printed_numbers",
    "protected_class",
    "read_dates",
    "small_words",
    "spans",
    "tells_movement",
    "terms",
    "weapon_label",
    "words",
]
