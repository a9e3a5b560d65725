"""The API does what its OpenAPI document says, whatever is sent: the same requests on every run."""

from __future__ import annotations

import itertools
import re

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.unit.web.apis import proposal, token_of

pytestmark = pytest.mark.slow

EXAMPLES = 20
AS_DESCRIBED = [status_code_conformance, content_type_conformance, response_schema_conformance]
STATUSES = {200, 201, 400, 401, 403, 404, 405, 409, 422}

PLAIN = {"Accept-Encoding": "identity"}
"""What asks in this test unpacks no answer, so it asks for them as they are."""


@pytest.fixture
def schema(register):
    """Return the description, read over the real WSGI application, and nobody told to slow down."""
    from django.conf import settings as django
    from django.core.wsgi import get_wsgi_application

    usual, django.SIJILL_API_A_MINUTE = django.SIJILL_API_A_MINUTE, 10**9
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    django.SIJILL_API_A_MINUTE = usual


def repeated(strategy, check, *, examples=EXAMPLES):
    """Check examples of a strategy, the same ones every time."""
    bounded = settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    bounded(given(strategy)(check))()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_route_answers_as_described(mode, register, schema, incident, killed):
    figure = register.counts.toll("2016-05", clock="died")[1].total.figure.id
    held = {"subject": incident, "claim": killed, "sha256": register.evidence.items()[0].id, "figure": figure}
    token = token_of("lead")
    walked = set()

    for found in schema.get_all_operations():
        operation = found.ok()

        def check(drawn):
            case, real = drawn
            if real:  # an id of nothing would lead no further than to a 404
                case.path_parameters = {name: held[name] for name in case.path_parameters or {}}
                if "figure" in (case.query or {}):
                    case.query["figure"] = held["figure"]
            case.headers = PLAIN | {"Authorization": f"Bearer {token}", "Accept-Language": "ar" if real else "en"}
            answer = case.call()
            assert answer.status_code in STATUSES, (case.method, case.path, answer.status_code)
            checks = [schemathesis.checks.not_a_server_error]
            if answer.status_code != 405:
                checks += AS_DESCRIBED
            case.validate_response(answer, checks=checks)
            walked.add((case.method, case.path, answer.status_code))

        repeated(st.tuples(operation.as_strategy(generation_mode=mode), st.booleans()), check)

    if mode is GenerationMode.POSITIVE:
        answered = {(method, path) for method, path, status in walked if status == 200}
        assert len(answered) >= 10, answered


def test_no_route_answers_whoever_sends_another_token(register, schema):
    for found in schema.get_all_operations():
        operation = found.ok()

        def check(drawn):
            case, token = drawn
            case.headers = PLAIN | {"Authorization": f"Bearer {token}"}
            assert case.call().status_code == 401

        tokens = st.from_regex(re.compile(r"(sijill_)?[!-~]{0,60}", re.ASCII), fullmatch=True)
        repeated(st.tuples(operation.as_strategy(), tokens), check, examples=10)


def test_what_is_proposed_is_read_back_listed_and_proposed_but_once(register, schema):
    """The one road through the API that changes something, with every claim that the description allows."""
    token, item = token_of("lead"), register.evidence.items()[0].id
    propose = schema["/api/v1/claims"]["POST"]
    words = register.evidence.text(item).raw
    keys, numbers = [], itertools.count()

    def check(drawn):
        case, start, length = drawn
        end = min(len(words), start + length)
        place = {
            "item": item,
            "quote": words[start:end],
            "start": start,
            "end": end,
            "key": f"invented-{next(numbers)}",
        }
        body = case.body if isinstance(case.body, dict) else {}
        # What may be refused for what it says.
        unread = {"kind", "number", "date", "perpetrators", "targets", "population", "place", "governorate", "weapon"}
        case.body = proposal(item) | {name: value for name, value in body.items() if name not in unread} | place
        case.headers = PLAIN | {"Authorization": f"Bearer {token}"}
        first, again = case.call(), case.call()
        assert (first.status_code, again.status_code) == (201, 200), first.text
        case.validate_response(first, checks=AS_DESCRIBED)
        keys.append(first.json()["claim"]["id"])
        read = schema["/api/v1/claims/{claim}"]["GET"].Case(path_parameters={"claim": keys[-1]})
        read.headers = case.headers
        assert read.call().json() == first.json()["claim"]

    spans = st.tuples(propose.as_strategy(), st.integers(0, len(words) - 1), st.integers(1, 200))
    repeated(spans, check)

    assert set(keys) <= {claim.id for claim in register.review.claims(item=item)}
    assert len(keys) == len(set(keys))
