"""Say in plain lines why a claim was proposed: the rules that fired and the lexicon entries they used."""

from __future__ import annotations

from sijill.model import Claim

_RULES = {
    "verb-object": "the counted words are the object of the verb",
    "verb-subject": "the counted words are the subject of the verb",
    "counted-noun": "the noun itself counts the outcome",
    "noun-of": "a noun such as deaths or killing takes the counted words after it",
    "state": "a state such as dead or missing stands behind the number",
    "included": "part of a number named before it",
    "list-member": "member of a list; the verb stands with another member",
    "broken-down": "the total is broken down into its parts",
    "total": "a total of what was being counted",
    "itemised": "line of a list under a heading that counts",
    "of-these": "part of what the sentence before it counted",
    "among-them": "the dead or wounded are named first, the number follows",
    "beside-object": "counted beside someone who is named",
    "attribute": "the outcome stands as an adjective before the noun",
    "documented-zero": "the source looked and documented none",
    "one-person": "one person without a numeral",
    "ratio": "so many of one group for every one of another",
    "share": "a share of the dead",
    "unidentified": "the rest of the dead, not identified",
    "convoy": "vehicles that carry people away",
}
_FILES = {"unit": "outcomes", "noun": "people", "hedge": "hedges", "event": "control"}


def explain(claim: Claim) -> list[str]:
    """Return one line for each rule and lexicon entry that made this claim."""
    lines = [f"{claim.kind.value} found by {claim.extractor} at {claim.anchor.start}-{claim.anchor.end}"]
    for rule in claim.rules:
        name, _, value = rule.partition(":")
        if name in ("count", "control", "ceasefire", "attack", "departure", "damage", "voice"):
            lines.append(f"rule {rule}" + (f": {_RULES[value]}" if value in _RULES else ""))
        elif name == "verb":
            lines.append(f"verb {value!r} (lexicon/{_verb_file(claim)}.toml)")
        elif name in _FILES:
            lines.append(f"{name} {value!r} (lexicon/{_FILES[name]}.toml)")
        else:
            lines.append(f"rule {rule}")
    return lines


def _verb_file(claim: Claim) -> str:
    kind = claim.kind.value
    return (
        "control"
        if kind == "control"
        else "events"
        if kind in ("ceasefire", "attack", "damage")
        else "voice"
        if kind == "statement"
        else "outcomes"
    )
