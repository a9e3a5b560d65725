"""Small exact values that know their own rules: counts, dates, periods, names, points, languages."""

from typing import TYPE_CHECKING

from sijill.values._later import later

if TYPE_CHECKING:
    from sijill.values._arabic import arabic_digits_to_ascii, normal_key
    from sijill.values._count_range import BackwardsRange, CountRange
    from sijill.values._dates import format_date, format_period
    from sijill.values._edtf import BackwardsDates
    from sijill.values._errors import SijillError
    from sijill.values._geo_point import GeoPoint, PlacePrecision
    from sijill.values._handle import MistypedHandle, handle_of, read_handle, unmarked
    from sijill.values._identifier import SCHEME, Identifier
    from sijill.values._isolate import isolate, plain, runs_right_to_left
    from sijill.values._language import Language, Term, message, message_n
    from sijill.values._messages import translate, translate_n
    from sijill.values._names import NameForm, NameKind, PersonName, script_of
    from sijill.values._numbers import (
        format_best,
        format_change,
        format_count,
        format_decimal,
        format_percent,
        format_range,
    )
    from sijill.values._partial_date import PartialDate
    from sijill.values._period import Period, UnreadablePeriod
    from sijill.values._unknown_word import UnknownWord
else:
    __getattr__ = later(__name__)

__all__ = [
    "SCHEME",
    "BackwardsDates",
    "BackwardsRange",
    "CountRange",
    "GeoPoint",
    "Identifier",
    "Language",
    "MistypedHandle",
    "NameForm",
    "NameKind",
    "PartialDate",
    "Period",
    "PersonName",
    "PlacePrecision",
    "SijillError",
    "Term",
    "UnknownWord",
    "UnreadablePeriod",
    "arabic_digits_to_ascii",
    "format_best",
    "format_change",
    "format_count",
    "format_date",
    "format_decimal",
    "format_percent",
    "format_period",
    "format_range",
    "handle_of",
    "isolate",
    "later",
    "message",
    "message_n",
    "normal_key",
    "plain",
    "read_handle",
    "runs_right_to_left",
    "script_of",
    "translate",
    "translate_n",
    "unmarked",
]
