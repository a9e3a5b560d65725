"""Parts of pages that many people ask for alike: made once for each entry, each clearance and each language."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sijill.web.accounts.policy import Action, can
from sijill.web.figures_query import FiguresQuery
from sijill.web.requests import somebody, view_of
from sijill.web.templatetags.sijill import language

PARTS_KEPT = 400
"""How many parts are kept; one is some ten thousand letters."""


@dataclass(slots=True)
class _Part:
    """One part, made by whoever asks first while the others wait for it."""

    being_made: threading.Lock = field(default_factory=threading.Lock)
    text: SafeString | None = None


_parts_kept: OrderedDict[tuple[object, ...], _Part] = OrderedDict()
_one_at_a_time = threading.Lock()


def figures_part(
    request: HttpRequest,
    asked: FiguresQuery,
    template: str,
    about: tuple[object, ...],
    made: Callable[[], Mapping[str, object]],
) -> SafeString:
    """
    Return a part of a page that shows figures only, from the template and what ``made`` gives it.

    It is kept for those who may see the same, in one language, of one entry, one
    methodology and one question (``about`` says what else the page was asked). The
    template gets no request, so that nothing of the person who asked first can stand in it.
    """
    question = asked.question
    about = (question.rules.digest, question.window, question.clock, question.place_basis, *about)
    cell = tuple(sorted(question.cell.items()))
    return kept_part(request, question.seq, template, (*about, cell), lambda: {"question": question, **made()})


def kept_part(
    request: HttpRequest, seq: int, template: str, about: tuple[object, ...], made: Callable[[], Mapping[str, object]]
) -> SafeString:
    """Return a part of a page as the register stood at an entry, kept for those who may see the same."""
    may_trace = can(somebody(request), Action.TRACE)
    key = (settings.SIJILL_REGISTER, seq, view_of(request).audience, may_trace, language(), template, about)
    part = _kept_part(key)
    with part.being_made:
        if part.text is None:
            frame = {"trace": may_trace, "page_direction": language().direction}
            part.text = render_to_string(template, {**frame, **made()})
        return part.text


def _kept_part(key: tuple[object, ...]) -> _Part:
    with _one_at_a_time:
        if _parts_kept and next(reversed(_parts_kept))[:2] != key[:2]:
            _parts_kept.clear()  # the register moved on; what was destroyed may not stay in what was kept
        part = _parts_kept.setdefault(key, _Part())
        _parts_kept.move_to_end(key)
        while len(_parts_kept) > PARTS_KEPT:
            _parts_kept.popitem(last=False)
        return part
