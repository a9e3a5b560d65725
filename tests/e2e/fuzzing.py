"""
Broken documents read one after the other in a confined process, many to a process, and what became of each.

A document of the register has a process for itself; here hundreds share one, as confined and with the same limit of
memory, since starting a million would take a day. One that hangs or dies is told by its number and read no further.
"""

import hashlib
import json
import os
import select
import signal
import warnings
from collections import Counter
from pathlib import Path

from tests.e2e import mutations

from sijill.adapters.readers import Limits, Sandbox, _confine
from sijill.adapters.readers._answering import answers, told_of
from sijill.evidence import PDF, media_type_of
from sijill.evidence.texts import text_from_json

BATCH = 400
SECONDS = 30
"""How long one document may take before it counts as hung."""


def fuzz(upto, state, *, rules):
    """Read the broken documents up to a number, going on where the state left off, and return the state."""
    so_far = _begun(state)
    for media_type in Sandbox.media_types:  # loaded once, before anything is taken away
        answers({"limits": Limits().to_json(), "media_type": media_type, "name": ""})
    while so_far["next"] < upto and len(so_far["bad"]) < 20:
        told, bad = _batch(so_far["next"], min(so_far["next"] + BATCH, upto), rules)
        so_far["next"] += len(told) + len(bad)
        so_far["results"] = dict(Counter(so_far["results"]) + Counter(told))
        so_far["bad"] += bad
        state.write_text(json.dumps(so_far, indent=1), "utf-8")
    return so_far


def _begun(state):
    """Return where an earlier run of these readers on these documents stopped."""
    made_of = hashlib.sha256(Path(mutations.__file__).read_bytes())
    for path in sorted(Path(_confine.__file__).parent.glob("*.py")):
        made_of.update(path.read_bytes())
    if state.exists() and (before := json.loads(state.read_text("utf-8")))["of"] == made_of.hexdigest():
        return before
    return {"of": made_of.hexdigest(), "next": 0, "results": {}, "bad": []}


def _batch(first, upto, rules):
    """Return the result of each document, and the one that ended its process, if any."""
    hears, tells = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(hears)
            _read_all(first, upto, tells, rules)
        finally:
            os._exit(0)
    os.close(tells)
    try:
        told = _heard(hears)
    except TimeoutError as late:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        (told,) = late.args
        return told, [[first + len(told), "hung"]]
    finally:
        os.close(hears)
    _, ended = os.waitpid(pid, 0)
    done = first + len(told)
    return told, [] if done == upto else [[done, f"died: {os.waitstatus_to_exitcode(ended)}"]]


def _heard(hears):
    """Return the lines that a process wrote until it ended. Raises TimeoutError with them when it falls silent."""
    whole = b""
    while True:
        if not select.select([hears], [], [], SECONDS)[0]:
            raise TimeoutError(whole.decode().split("\n")[:-1])
        piece = os.read(hears, 1 << 16)
        if not piece:
            return whole.decode().split("\n")[:-1]
        whole += piece


def _read_all(first, upto, tells, rules):
    warnings.simplefilter("ignore")
    _confine.leave_the_network()
    _confine.confine(Limits(seconds=3600), rules)
    for number in range(first, upto):
        kind, name, content = mutations.case(number)
        os.write(tells, f"{kind} {_result(content, name, number)}\n".encode())


def _result(content, name, number):
    """Return "read", or the name of the refusal; what failed in another way with its number."""
    media_type = media_type_of(content, name)
    request = {"limits": Limits(reading=1 << 24).to_json(), "media_type": media_type, "name": name}
    if media_type == PDF and number % 3 == 0:
        request["picture"] = {"what": "page", "page": 1, "start": 3, "end": 9}
    elif media_type.startswith("image/") and number % 3:
        request["picture"] = {"what": "photograph", "veiled": number % 2 == 0}
    made = told_of(answers(request), lambda: content)
    if made[:1] == b"+":
        if "picture" not in request:
            text = text_from_json(made[1:])
            assert text.to_source(0, len(text.text))[1] <= len(text.raw)
        return "read"
    refusal = made[1:].decode("ascii").partition(" ")
    return f"{refusal[0]} {refusal[2]} {number}" if refusal[0] in ("ReaderCrashed", "ReaderOutOfMemory") else refusal[0]
