"""Who asks, what they may do and see: every page says which action it is, and a test walks the addresses by it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sijill.access import View
from sijill.evidence import Text
from sijill.ledger import Entry
from sijill.methodology import MethodologyNotAdopted
from sijill.model import Claim, Item, Sensitivity
from sijill.records import Canonical
from sijill.tolls import CountedNumber, CountedNumbers
from sijill.values import Period
from sijill.web.accounts.fresh_sign_in import way_to_confirm
from sijill.web.accounts.people import person_of
from sijill.web.accounts.policy import CLEARANCE, Action, Person, can
from sijill.web.register_access import is_too_large_to_read, register_for
from sijill.workspace import Act, Register, Snapshot

P = ParamSpec("P")
Seen = TypeVar("Seen")
_MOST_DIGITS = 15
PageView = Callable[Concatenate[HttpRequest, P], HttpResponse]
_countings: WeakKeyDictionary[HttpRequest, dict[tuple[str | None, Period | None], Snapshot]] = WeakKeyDictionary()
"""The countings that one page asked for: all of it stands on one entry."""
_numbers_asked: WeakKeyDictionary[HttpRequest, CountedNumbers | None] = WeakKeyDictionary()
_views: WeakKeyDictionary[HttpRequest, View] = WeakKeyDictionary()


def needs(action: Action, *methods: str) -> Callable[[PageView[P]], PageView[P]]:
    """
    Return a decorator that lets only those in who may do this, and answers these methods where any are named.

    What is sent to do something of ``FRESH`` is done only for who showed lately that it is them (E12).
    """

    def guard(page: PageView[P]) -> PageView[P]:
        @functools.wraps(page)
        def guarded(request: HttpRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
            if not can(somebody(request), action):
                raise noted_refusal(request, action)
            sent = request.method not in ("GET", "HEAD", "OPTIONS")
            if sent:
                return way_to_confirm(request, action) or page(request, *args, **named)
            with Register.at_one_moment():
                return page(request, *args, **named)

        guarded.needs = action  # type: ignore[attr-defined]  # read by the test that walks every address
        return require_http_methods(list(methods))(guarded) if methods else guarded

    return guard


def noted_refusal(request: HttpRequest, action: Action) -> PermissionDenied:
    """Write down that somebody asked for what their role does not include, and return the refusal."""
    register_of(request).keeping.looked_at([f"action/{action}"], act=Act.REFUSED)
    return PermissionDenied()


def somebody(request: HttpRequest) -> Person:
    """Return who asks. Raises PermissionDenied when nobody is signed in."""
    person = person_of(request)
    if person is None:
        raise PermissionDenied
    return person


def register_of(request: HttpRequest) -> Register:
    """Return the register, with the signed-in person as the one who acts."""
    person = person_of(request)
    return register_for(settings.SIJILL_REGISTER, person.name if person else None)


def counting_of(request: HttpRequest, *, methodology: str | None = None, window: Period | None = None) -> Snapshot:
    """
    Return the counting of now, which the register moves along as it grows.

    What asks every record of a large register may hear StillReading.
    """
    asked = _countings.setdefault(request, {})
    if (methodology, window) not in asked:
        asked[methodology, window] = register_of(request).counts.counting(methodology_name=methodology, window=window)
    return asked[methodology, window]


def canonical_of(request: HttpRequest) -> Canonical:
    """Return which records are one, as the page's counting has it."""
    try:
        return counting_of(request).canonical
    except MethodologyNotAdopted:
        return register_of(request).records.canonical()


def counted_number(request: HttpRequest, record: str, *, as_of: str | None = None) -> CountedNumber | None:
    """Return a record as it is counted; None where nothing counts it. A large register is not read whole for it."""
    numbers = _counted_numbers(request) if as_of is None else None
    if numbers is not None:
        return numbers.of(record)
    try:
        return register_of(request).counts.counted_number(record, as_of=as_of)
    except MethodologyNotAdopted:
        return None


def _counted_numbers(request: HttpRequest) -> CountedNumbers | None:
    if request not in _numbers_asked:
        try:
            counting = counting_of(request)
        except MethodologyNotAdopted:
            _numbers_asked[request] = None
        else:
            _numbers_asked[request] = None if is_too_large_to_read(counting) else counting.counted_numbers
    return _numbers_asked[request]


def view_of(request: HttpRequest) -> View:
    """Return the register as whoever asks may see it: the one way to see, the same for the whole request."""
    if request not in _views:
        _views[request] = register_of(request).view(CLEARANCE[somebody(request).role])
    return _views[request]


def item_for(request: HttpRequest, sha256: str) -> Item:
    """Return an item that whoever asks may know of; another is not there for them. Raises Http404."""
    return _or_missing(view_of(request).item(sha256))


def readable_item(request: HttpRequest, sha256: str) -> Item:
    """Return an item whose words whoever asks may read. Raises Http404."""
    item = view_of(request).item(sha256)
    return _or_missing(item if view_of(request).reads(item) else None)


def words_of(request: HttpRequest, item: Item) -> Text:
    """Return the reading of an item as whoever asks may see it. Raises Http404, a kind of Unreadable ..."""
    return _or_missing(view_of(request).text(item))


def claim_for(request: HttpRequest, claim: str) -> Claim:
    """Return a claim whose words whoever asks may read; another is not there for them. Raises Http404."""
    return _or_missing(view_of(request).claim(claim))


def may_have_edition(request: HttpRequest, entry: Entry) -> bool:
    """Test whether a publication stands and was redacted for no more than whoever asks may see."""
    said = (entry.body or {}).get("audience", Sensitivity.PUBLIC)
    return bool(entry.body) and view_of(request).clears(Sensitivity(said))


def _or_missing(found: Seen | None) -> Seen:
    if found is None:
        raise Http404
    return found


def field(request: HttpRequest, name: str, default: str = "") -> str:
    """Return a posted or asked field as one trimmed text."""
    source: Any = request.POST if request.method == "POST" else request.GET
    return str(source.get(name, default)).strip()


def whole(request: HttpRequest, name: str, default: int = 0) -> int:
    """Return a whole number that was asked for; the default for other text, or for more digits than a count has."""
    text = field(request, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else default


def named_record(request: HttpRequest, text: str) -> str:
    """Return the id of the record that somebody names, as far as they may know of it. Raises UnknownEntry ..."""
    return view_of(request).record(text).id


def seen_of(request: HttpRequest, subject: str | None, name: str = "seen") -> dict[str, int] | None:
    """Return the entry at which a record was shown to whoever sent a form; None where the form does not say."""
    return {subject: whole(request, name)} if subject and field(request, name) else None
