"""Tell who acts and who they act against, with pronouns and unnamed opponents taken from the text before."""

from __future__ import annotations

from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import Verb
from sijill.language import lexicon, small_words
from sijill.model.parties import Parties

_SIDE_OF: dict[str, str] = {slug: name for name, slugs in lexicon("party_words")["sides"].items() for slug in slugs}
_GROUPS = small_words("sides", "groups")
_ASSAULTS = frozenset(
    "attack counterattack counter-attack offensive counteroffensive counter-offensive assault push advance operation "
    "raid".split()
)
_OFFICIALS = frozenset("official officials commander commanders spokesman spokeswoman minister ministry".split())
_TIMES = frozenset("day days morning evening night week month year hours later time afternoon".split())
_NOT_SUBJECT = frozenset("by against with between to over among versus for despite than".split())
_MEMBERS = frozenset(
    "fighters members forces units elements soldiers group groups most part parts militants rebels some".split()
)


def side(slug: str | None) -> str | None:
    """Return the side a party fights on: gov, opp, isis, kurd or west."""
    if slug is None:
        return None
    if slug in _SIDE_OF:
        return _SIDE_OF[slug]
    tree = Parties.load()
    if slug not in tree:
        return None
    for above in tree.ancestors(slug):
        if above in _SIDE_OF:
            return _SIDE_OF[above]
    entry = tree.get(slug)
    return "opp" if entry.kind in ("armed_group", "alliance") else None


def actor_of(scene: SentenceContext, verb: Verb, *, near: bool = True, object_too: bool = False) -> str | None:
    """Return the party that is the subject of a verb, through participles, relative clauses and pronouns."""
    run = scene.run
    if near:
        for place in range(verb.head - 1, max(-1, verb.head - 4), -1):
            if run[place].norm in ("they", "it"):
                if _own_words(scene, place):
                    return speaking_party(scene, place)
                return speaking_party(scene, place) or scene.thread.actor
            if run[place].norm in ("them",) and object_too:
                return _subject_left(scene, place) or scene.thread.actor
            if not (
                run[place].norm.endswith("ly")
                or run[place].norm in ("also", "had", "then", "later", "once", "again", "have", "has")
            ):
                break
    found = _relative(scene, verb.head) or _subject_left(scene, verb.head, beside=object_too)
    if found is not None or not near:
        return found
    if verb.voice == "participle":
        return _subject_right(scene, verb) or scene.thread.actor
    return scene.thread.actor if _points_back(scene, verb.head) else None


def speaking_party(scene: SentenceContext, place: int) -> str | None:
    """Return the party that "it" or "they" stands for right behind its own words: "the SDF said it had ..."."""
    for said in scene.said:
        if said.at < place <= said.at + 3:
            return next((p.slug for p in reversed(scene.parties) if said.at - 4 <= p.end <= said.at), None)
    return None


def _own_words(scene: SentenceContext, place: int) -> bool:
    """Test whether officials or commanders speak of themselves: their side is not the one told of before."""
    said = next((s for s in scene.said if s.at < place <= s.at + 3), None)
    return said is not None and bool(_OFFICIALS & set(said.claimant.lower().split()))


def _relative(scene: SentenceContext, head: int) -> str | None:
    """Return the party that "who" or "which" right before a verb stands for."""
    run = scene.run
    for place in range(head - 1, max(0, head - 7), -1):
        if run[place].norm in ("who", "which") and place > 1:
            back = place - 1 if run[place - 1].text == "," else place
            return next((p.slug for p in scene.parties if p.end == back and not p.owner), None)
        if run[place].text in (",", ";", "."):
            return None
    return None


def _subject_right(scene: SentenceContext, verb: Verb) -> str | None:
    """Return the subject that follows an opening participle: "After taking X, the rebels ..."."""
    run = scene.run
    comma = False
    for place in range(verb.end, len(run)):
        comma = comma or run[place].text == ","
        if comma:
            found = next((p for p in scene.parties if p.start == place and not p.owner), None)
            if found is not None and run[place - 1].norm not in ("by", "with", "from", "against", "and"):
                return found.slug
    return None


def _points_back(scene: SentenceContext, head: int) -> bool:
    """Test whether the subject points to the actor of the text before: the group, the militants, who."""
    run = scene.run
    for place in range(head - 1, -1, -1):
        word = run[place].norm
        if word in ("they", "it") or (head - place < 9 and word in ("who", "which")):
            return True
        if (
            head - place < 9
            and word in _BACK_HEADS
            and place > 0
            and run[place - 1].norm in ("the", "these", "this", "both", "two", "attacking", "allied")
        ):
            return True
        if run[place].text in (";", "."):
            return False
    return False


_BACK_HEADS = small_words("sides", "back_heads")
_ASIDE = small_words("sides", "aside")


def _asides(scene: SentenceContext, head: int) -> list[tuple[int, int]]:
    """Return what stands between commas or in brackets before a verb, and so holds no subject of it."""
    run, out = scene.run, []
    for place in range(head):
        if run[place].text == "," and place + 1 < head and run[place + 1].norm in _ASIDE:
            close = next((k for k in range(place + 1, min(head, place + 30)) if run[k].text == ","), None)
            if close is not None and (
                run[place + 1].norm not in ("the", "while")
                or not any(p.start in (place + 1, place + 2) for p in scene.parties)
            ):
                out.append((place, close))
        elif run[place].text == "(":
            close = next((k for k in range(place + 1, min(head, place + 20)) if run[k].text == ")"), None)
            if close is not None:
                out.append((place, close))
    return out


def _subject_left(scene: SentenceContext, head: int, beside: bool = False) -> str | None:
    run = scene.run
    asides = _asides(scene, head)
    mentions = [
        p
        for p in scene.parties
        if p.end <= head and not p.owner and not any(low < p.start < high for low, high in asides)
    ]
    for at in range(len(mentions) - 1, -1, -1):
        mention = mentions[at]
        if any(run[k].text in (".", ";") for k in range(mention.end, head)):
            return None
        before = run[mention.start - 1].norm if mention.start else ""
        deeper = run[mention.start - 2].norm if mention.start > 1 else ""
        word = (
            deeper
            if before in ("the", "a", "an", "some", "several", "two", "by", "its", "pro-government") and before != "by"
            else before
        )
        if "by" in (before, word) and _of_an_attack(scene, mention.start):
            return str(mention.slug)
        if (before in _NOT_SUBJECT or word in _NOT_SUBJECT) and not (
            beside and "with" in (before, word) and mention.end == head
        ):
            continue
        if _is_new_subject(scene, mention.end, head):
            return None
        if word in ("of", "from"):
            owner = run[mention.start - (3 if before == "the" else 2)].norm if mention.start > 2 else ""
            if owner not in _MEMBERS:
                continue
        if word in ("in", "on", "at", "into", "and") and word != "and":
            continue
        follow = run[mention.end] if mention.end < len(run) else None
        possessive = run[mention.end - 1].norm.endswith("'s") or run[mention.end - 1].norm.endswith("s'")
        if (
            follow is not None
            and mention.end < head
            and (
                possessive
                or (
                    follow.kind == "word"
                    and not follow.capital
                    and follow.norm not in _GROUPS
                    and _is_noun(follow.norm)
                )
            )
            and follow.norm not in ("advance", "offensive", "campaign", "push")
        ):
            continue
        return _first_of(scene, mentions, at)
    return None


def _of_an_attack(scene: SentenceContext, start: int) -> bool:
    """Test whether "by" before a party tells whose attack acts: "a counterattack by ISIL regained X"."""
    at = next((k for k in range(start - 1, max(-1, start - 4), -1) if scene.run[k].norm == "by"), 0)
    return at > 0 and scene.run[at - 1].norm in _ASSAULTS


def _is_new_subject(scene: SentenceContext, end: int, head: int) -> bool:
    """Test whether "and the military police" between a party and a verb names somebody else who acts."""
    run = scene.run
    joint = next((k for k in range(head - 1, end - 1, -1) if run[k].norm in ("and", "but", "while")), None)
    if joint is None or joint + 1 >= head or run[joint + 1].norm not in ("the", "a", "an"):
        return False
    words = [t for t in run[joint + 2 : head] if t.kind == "word"]
    nominal = bool(words) and len(words) <= 4 and words[-1].norm not in _TIMES and not words[-1].norm.endswith("ly")
    return nominal and all(t.kind == "word" for t in run[joint + 1 : head])


def _first_of(scene: SentenceContext, mentions: list, at: int) -> str:  # type: ignore[type-arg]
    """Return the first of parties joined by "and": the one a source names first leads."""
    run = scene.run
    while at > 0:
        gap = [t.norm for t in run[mentions[at - 1].end : mentions[at].start]]
        if not gap or (
            len(gap) <= 4
            and set(gap) & {"and", "along", "-"}
            and gap[0] in ("and", ",", "-", "along")
            and set(gap)
            <= {
                "and",
                ",",
                "the",
                "allied",
                "-",
                "along",
                "with",
                "its",
                "forces",
                "their",
                "pro-government",
                "militias",
            }
        ):
            at -= 1
        else:
            break
    return str(mentions[at].slug)


_NOUN_ENDS = (
    "tion",
    "ment",
    "ness",
    "ing",
    "als",
    "ial",
    "ers",
    "ons",
    "ity",
    "ies",
    "kes",
    "ions",
    "cer",
    "ers",
    "ces",
)
_VERBISH = small_words("sides", "verbish")


def _is_noun(word: str) -> bool:
    """Test whether a small word behind a party's name is a noun it describes ("rebel positions")."""
    if word in _VERBISH or word.endswith(("ed", "ly")):
        return False
    return word.endswith(
        (
            "s",
            "ion",
            "ment",
            "ing",
            "fire",
            "cial",
            "ack",
            "line",
            "er",
            "ory",
            "area",
            "or",
            "ault",
            "control",
            "rule",
            "side",
            "base",
            "town",
            "village",
            "raft",
            "stronghold",
            "held",
            "ence",
            "erence",
            "tack",
            "ce",
            "ly",
            "al",
            "y",
        )
    )


def by_agent(scene: SentenceContext, verb: Verb) -> str | None:
    """Return the party behind "by" after a passive verb."""
    run = scene.run
    for place in range(verb.end, min(verb.end + 10, len(run))):
        if run[place].norm == "by":
            found = next((p for p in scene.parties if p.start > place and p.start - place <= 6), None)
            return found.slug if found else None
        if run[place].norm in (".", ";", ",") and run[place].norm != ",":
            return None
    return None


def opponent_of(scene: SentenceContext, actor: str | None, place: int, owner: str | None = None) -> str | None:
    """Return the other side: the ground's owner, else the nearest party of another side, here or before."""
    own = side(actor)
    if owner is not None and side(owner) != own:
        return owner
    here = sorted((p for p in scene.parties if p.slug != actor), key=lambda p: abs(p.start - place))
    for mention in here:
        if side(mention.slug) not in (None, own, "west"):
            return mention.slug
    for slug in reversed(scene.thread.actors):
        if side(slug) not in (None, own, "west"):
            return _main_party(slug)
    return None


def _main_party(slug: str) -> str:
    return {"gov": "syrian_gov", "opp": "rebels"}.get(side(slug) or "", slug)
