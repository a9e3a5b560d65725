"""A route for each declared reading that has none of its own: its rows as documents, a page at a time."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from sijill.readings import Argument, Reading, declared_readings
from sijill.web.accounts.policy import Action
from sijill.web.api import counting, sending, shapes
from sijill.web.api.answers import PAGE, answer, cursor_at, place, unchanged
from sijill.web.api.gate import Bearer
from sijill.web.api.reading import Cursor, Limit
from sijill.web.api.tokens import Scope
from sijill.web.requests import register_of, view_of

readings_router = Router()


def _view_of(one: Reading, asks: tuple[Argument, ...]) -> Callable[..., HttpResponse]:
    """Return the view of a reading, with a signature by which the description and the checks are made."""

    def view(request: HttpRequest, limit: int = PAGE, cursor: str | None = None, **given: Any) -> HttpResponse:
        one.refuse_foreign(set(request.GET) - {"limit", "cursor"}, asks)
        asked = {name: value for name, value in given.items() if value not in (None, [])}
        listed = f"{one.name}/{sorted(asked.items())}"
        start = place(listed, cursor) or 0
        if one.steady and (same := unchanged(request)):
            return same
        table = one(register_of(request), audience=view_of(request).audience, **asked)
        if not one.paged:
            return answer(request, {one.name: table.documents()}, marked=one.steady)
        rows, following = table.page(start, limit)
        going_on = {"next": cursor_at(listed, following) if following else None}
        return answer(request, {one.name: [table.document(row) for row in rows]} | going_on, marked=one.steady)

    view.__name__, view.__doc__ = one.name, one.function.__doc__
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)]
    parameters += [_parameter(each) for each in asks]
    if one.paged:
        parameters += [
            inspect.Parameter("limit", keyword, default=PAGE, annotation=Limit),
            inspect.Parameter("cursor", keyword, default=None, annotation=Cursor),
        ]
    view.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return view


def _parameter(one: Argument) -> inspect.Parameter:
    text = Annotated[str, Query(max_length=400, pattern=shapes.PLAIN)]
    kind: Any = list[text] if one.several else text if one.required else text | None
    default: Any = inspect.Parameter.empty if one.required else [] if one.several else None
    annotation = Annotated[kind, Query(description=one.label)]
    return inspect.Parameter(one.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _offer_readings() -> None:
    # What is sent to an address and what is read at it are one view: the first router that knows the address answers.
    held = {address: some for some in (counting.router, sending.router) for address in some.path_operations}
    for one in declared_readings():
        address, asks = f"/{one.slug}", one.addressed
        router = held.get(address, readings_router)
        own = router.path_operations[address].operations if address in held else ()
        if asks is not None and not any("GET" in operation.methods for operation in own):
            guard = Bearer(Scope.READ, Action(one.action))
            router.get(address, auth=guard, response=shapes.Given, summary=one.title)(_view_of(one, asks))


_offer_readings()
