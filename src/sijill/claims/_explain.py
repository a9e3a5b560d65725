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
    "nobody": "the words say that it happened to nobody",
    "by-party": "a toll broken down by who did it; each number keeps the doer of its own part",
    "ratio": "so many of one group for every one of another",
    "share": "a share of the dead",
    "unidentified": "the rest of the dead, not identified",
    "captured": "the subject takes the ground that is the object",
    "liberated": "the subject frees the ground of whom the words behind it name",
    "opened": "a road is opened",
    "fallen": "the ground is the subject of a verb of falling",
    "passed": "the ground goes over to whom the words behind the verb name",
    "recaptured": "the subject takes the ground back",
    "withdrew": "the subject leaves the ground",
    "lost": "the subject loses the ground, to whom the words behind it name",
    "handover": "the subject gives the ground to whom the words behind it name",
    "driven": "the subject drives the object out of the ground",
    "deprived": "the subject deprives the object of the ground",
    "flagged": "the subject raises its flag over the ground",
    "left": "the subject leaves the ground to whom the words behind it name",
    "received": "the subject receives the ground from whom the words behind it name",
    "stayed": "the ground stays with whom the words behind it name",
    "ringed": "the subject closes a ring around the ground",
    "advanced": "the subject moves towards or into the ground",
    "entered": "the subject enters or reaches the ground",
    "held": "the subject holds the ground",
    "supply_cut": "the subject cuts a road or a supply line",
    "surrounded": "the subject surrounds the ground",
    "enclosed": "the subject surrounds the object in the ground",
    "relieved": "the subject relieves ground that was besieged",
    "siege_lifted": "a siege of the ground is broken or lifted",
    "repelled": "an attack on the ground is beaten back",
    "contested": "the ground changes hands",
    "holding": "a state such as under the control of or in the hands of",
    "convoy": "vehicles that carry people away",
    "subject": "who did it is the subject of the verb, or whose act or weapon is",
    "by": "who did it stands behind by, at the hands of, or from",
    "in-act": "it happened in somebody's strike, raid or prison",
    "noun": "the noun that counts the dead says whose act it was",
    "done-by": "another clause says who carried it out, fired or planted it",
    "blamed-on": "another clause blames the act on somebody",
    "owned-up": "somebody claims the act in the same sentence",
    "accused": "somebody is accused of it",
    "given-to": "they surrendered to whoever holds them",
    "captors": "the captors are those to whom they had surrendered, or who had taken them",
    "when": "the sentence says when or after whose attack it happened",
    "before": "the clause before tells of the attack",
    "told-before": "the sentence before tells of the attack",
    "fought": "they died in clashes with the other side",
    "own-side": "they died in a fight of their own side",
    "two-sides": "the dead of two sides of one fight are each other's",
    "beaten-back": "they attacked and were killed by whom they attacked",
    "unknown": "the words say that nobody knows who did it",
    "attack:verb": "the verb says what happened",
    "attack:noun": "the noun itself says what happened",
    "ceasefire:verb": "a verb beside the truce says what became of it",
    "noun-and-word": "a word beside the noun says what became of it",
    "destroyed": "a thing that is said to be destroyed",
    "damaged": "a thing that is said to be damaged",
    "statement": "what a named source says",
    "denial": "a named source denies or disputes it",
    "arabic.happening": "the counted words stand behind the word of what happened to them",
    "arabic.subject_first": "the counted words stand before the verb of what happened to them",
    "arabic.counted_dead": "the noun itself counts the outcome",
    "arabic.found_so": "a word for the dead or wounded stands behind those counted",
    "arabic.listed": "item of a list whose heading says what became of those it counts",
    "arabic.and_also": "counted in the same breath as those before",
    "arabic.displaced": "families or many people who are called displaced",
    "arabic.things": "things counted beside a word of destruction",
    "arabic.truce": "a truce, and the nearest word that tells what became of it",
    "at": "its words stand behind in, at, near or a word like them",
    "object": "it is what was attacked, taken, defended or hit",
    "sentence": "an earlier sentence is about it and this one names no other",
    "section": "the heading of the section names it and the section no other",
    "title": "the title names it and this sentence no other",
    "act": "the words say whose act, weapon, prison or hand it was",
    "led_to": "the act of the doer led to it",
    "act_before": "the act of the doer stands right before it",
    "same_act": "the act is the one told of before",
    "denied": "the doer denies it",
    "claimed": "the doer claims it or set about it",
    "own_side": "the words say that it was their own side",
}
_FILES = {"unit": "outcomes", "noun": "people", "hedge": "hedges", "event": "ground"}


def explain(claim: Claim) -> list[str]:
    """Return one line for each rule and lexicon entry that made this claim."""
    lines = [f"{claim.kind.value} found by {claim.extractor} at {claim.anchor.start}-{claim.anchor.end}"]
    for rule in claim.rules:
        name, _, value = rule.partition(":")
        if name in ("count", "control", "ceasefire", "attack", "departure", "damage", "voice", "place", "doer"):
            lines.append(f"rule {rule}" + (f": {said}" if (said := _RULES.get(rule) or _RULES.get(value)) else ""))
        elif name == "verb":
            lines.append(f"verb {value!r} (lexicon/{_verb_file(claim)}.toml)")
        elif name in _FILES:
            lines.append(f"{name} {value!r} (lexicon/{_FILES[name]}.toml)")
        else:
            lines.append(f"rule {rule}" + (f": {_RULES[rule]}" if rule in _RULES else ""))
    return lines


def _verb_file(claim: Claim) -> str:
    kind = claim.kind.value
    return (
        "ground"
        if kind == "control"
        else "events"
        if kind in ("ceasefire", "attack", "damage")
        else "voice"
        if kind == "statement"
        else "outcomes"
    )
