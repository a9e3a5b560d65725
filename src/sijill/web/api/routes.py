"""The routes of the API together, and the OpenAPI document that they make."""

from __future__ import annotations

import functools
import json
from typing import Any

from ninja import NinjaAPI

from sijill.web.api import counting, sending, tables
from sijill.web.api.problems import handle
from sijill.web.api.shapes import Problem

api = NinjaAPI(
    title="Sijill",
    version="1",
    description="Read a register, search it, and propose claims. Documents are those of the command line's --json.",
    openapi_url=None,  # our own view gives it, without ninja's page and its escaped letters
    docs_url=None,
    urls_namespace="api",
)
for router in (sending.router, counting.router, tables.readings_router):  # that of sending holds the readings too
    api.add_router("", router)
handle(api)

REFUSALS = (400, 401, 403, 404, 409, 422, 429, 503)


@functools.cache
def described() -> dict[str, Any]:
    """Return the OpenAPI document, with the problems that any route may answer."""
    document = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    document["components"]["schemas"]["Problem"] = Problem.model_json_schema(
        ref_template="#/components/schemas/{model}"
    )
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in document["paths"].values():
        for operation in methods.values():
            for status in REFUSALS:
                operation["responses"][str(status)] = {"description": "A problem (RFC 9457)", "content": content}
    return dict(document)
