"""One register behind its four doors, so that a rule can be tried through each: who is let in is the same person."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.unit.web.apis import Program, token_of

from sijill.actions.verdicts import Target
from sijill.cli import main
from sijill.values import SijillError
from sijill.workspace import Register

DOORS = ("command line", "Python", "desk", "API")


@dataclass(frozen=True)
class Refused:
    """What a door answered: the error's name, as each door gives it, and its sentence."""

    name: str
    sentence: str


@dataclass
class Doors:
    """The doors of one register, and who goes through them."""

    register: Register
    sign_in: Callable[[str], Any]
    capsys: Any

    def judge(self, door: str, person: str, claim: str, verdict: str, **given: Any) -> Refused | None:
        """Give a verdict through a door; return how it was refused, or None where it was recorded."""
        through = {"command line": self._cli, "Python": self._python, "desk": self._desk, "API": self._api}
        return through[door](person, claim, verdict, given)

    def _cli(self, person: str, claim: str, verdict: str, given: dict[str, Any]) -> Refused | None:
        flag = {"accepted": "--accept", "edited": "--edit", "rejected": "--reject"}[verdict]
        words = [
            "judge",
            str(self.register.folder),
            claim,
            flag,
            "--actor",
            person,
            "--reason",
            given.get("reason", ""),
        ]
        words += ["--claim-only"] if given.get("record") is None else ["--as", given["record"]]
        words += ["--property", given["property"]] if given.get("property") else []
        for name, value in given.get("changes", {}).items():
            words += ["--set", f"{name}={value}"]
        self.capsys.readouterr()
        if main(words) == 0:
            return None
        name, _, sentence = self.capsys.readouterr().err.removeprefix("sijill: ").partition(": ")
        return Refused(name, sentence.strip())

    def _python(self, person: str, claim: str, verdict: str, given: dict[str, Any]) -> Refused | None:
        target = Target(given["record"], property=given.get("property")) if given.get("record") else None
        try:
            self.register.acting_as(person).review.judge(
                claim,
                verdict=verdict,
                reason=given.get("reason", ""),
                target=target,
                changes=given.get("changes"),
            )
        except SijillError as refusal:
            return Refused(type(refusal).__name__, str(refusal))
        return None

    def _desk(self, person: str, claim: str, verdict: str, given: dict[str, Any]) -> Refused | None:
        browser = self.sign_in(person)
        sent = {"verdict": verdict, "reason": given.get("reason", ""), "into": given.get("record") or "claim"}
        sent |= {"number": given.get("property", "")}
        # The form of a passage names the claim beside what is asked of each.
        sent |= {f"seen-{claim}": str(self.register.opened.ledger.last_seq(claim))}
        changes = given.get("changes", {})
        sent |= {f"{name}-{claim}" if name in ("low", "high") else name: value for name, value in changes.items()}
        answer = browser.post(f"/queue/{claim}/judge/", sent)
        if answer.status_code == 302:
            return None
        return Refused("", _sentence(answer.content.decode()))

    def _api(self, person: str, claim: str, verdict: str, given: dict[str, Any]) -> Refused | None:
        document = {"verdict": verdict, "reason": given.get("reason", ""), "changes": given.get("changes", {})}
        document["record"] = None
        if given.get("record"):
            document["record"] = {"kind": given["record"], "property": given.get("property")}
        answer = Program(token_of(person)).post(f"/claims/{claim}/verdict", document)
        if answer.status_code == 200:
            return None
        problem = json.loads(answer.content)
        return Refused(problem["type"].removeprefix("urn:sijill:problem:"), problem["detail"])


def _sentence(page: str) -> str:
    from html import unescape
    from re import search

    found = search(r'<p[^>]*role="alert"[^>]*>(.*?)</p>', page, flags=16)
    return unescape(found[1]).strip() if found else page


def dashed(name: str) -> str:
    """Return the name of an error as the API spells it."""
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name).removeprefix("-")


def all_alike(refusals: dict[str, Refused | None], name: str, *, at_the_desk: str = "") -> str:
    """
    Check that every door refused by the same error with the same sentence, and return the sentence.

    The desk, where the claim stands on the page, shows the beginning of an id, or says what is given here.
    """
    assert None not in refusals.values(), refusals
    found = {door: one for door, one in refusals.items() if one is not None}
    names = {"command line": name, "Python": name, "desk": "", "API": dashed(name)}
    assert {door: one.name for door, one in found.items()} == {door: names[door] for door in found}
    (sentence,) = {one.sentence for door, one in found.items() if door != "desk"}
    assert "desk" not in found or found["desk"].sentence == (at_the_desk or shown(sentence))
    return sentence


def shown(sentence: str) -> str:
    """Return a sentence as the desk shows it: a person reads the first eight signs of an id."""
    return re.sub(r"\b([0-9a-f]{8})[0-9a-f]{56}\b", r"\1…", sentence)
