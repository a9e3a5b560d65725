"""One question to the endpoint, with bounded patience."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from sijill.adapters.model_extractor._endpoint import Endpoint
from sijill.adapters.model_extractor._prompt import request_body
from sijill.values import SijillError, message

_TRY_AGAIN = frozenset({408, 429, 500, 502, 503, 504})


class ModelUnavailable(SijillError):
    """The endpoint gave no usable answer after the tries allowed."""


class _NotNow(Exception):
    """A failure that another try may mend."""


def ask(endpoint: Endpoint, passage: str, *, wait: Callable[[float], None]) -> list[Mapping[str, Any]]:
    """
    Return the claims the model lists for a passage, as it wrote them.

    Asks at most ``1 + retries`` times, waiting twice as long each time. A server that does
    not know JSON schemas is asked for plain JSON instead, once. Raises ModelUnavailable.
    """
    schema, problem = True, "no answer"
    for attempt in range(endpoint.retries + 1):
        try:
            status, answer = _post(endpoint, request_body(endpoint.model, passage, schema=schema))
            if status == 400 and schema:
                schema = False
                status, answer = _post(endpoint, request_body(endpoint.model, passage, schema=False))
            if status in _TRY_AGAIN:
                raise _NotNow(f"status {status}")
            if status != 200:
                raise ModelUnavailable(
                    message("the model's endpoint answered {status}; look at its address, key and model name"),
                    status=status,
                )
            return _claims(answer)
        except _NotNow as failure:
            problem = str(failure)
        if attempt < endpoint.retries:
            wait(2.0**attempt)
    tries = endpoint.retries + 1
    raise ModelUnavailable(
        message("the model gave no usable answer in {tries} tries ({problem}); is the server running?"),
        tries=tries,
        problem=problem,
    )


def _post(endpoint: Endpoint, body: Mapping[str, Any]) -> tuple[int, bytes]:
    # http.client follows no redirect and knows no proxy: the text goes to this host or nowhere.
    parts = urlsplit(endpoint.url)
    host, port = parts.hostname or "", parts.port
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, timeout=endpoint.timeout, context=context)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=endpoint.timeout)
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    try:
        payload = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        connection.request("POST", parts.path.rstrip("/") + "/chat/completions", payload, headers)
        response = connection.getresponse()
        answer = response.read(endpoint.longest_answer + 1)
    except (OSError, http.client.HTTPException) as failure:
        raise _NotNow(type(failure).__name__) from failure
    finally:
        connection.close()
    if len(answer) > endpoint.longest_answer:
        raise _NotNow("the answer is longer than allowed")
    return response.status, answer


def _claims(answer: bytes) -> list[Mapping[str, Any]]:
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
        claims = json.loads(content)["claims"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as failure:
        raise _NotNow("the answer is not the JSON asked for") from failure
    if not isinstance(claims, list):
        raise _NotNow("the answer is not a list of claims")
    return [claim for claim in claims if isinstance(claim, dict)]
