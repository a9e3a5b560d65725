"""Under which row a record is filed: rows exclude each other, nobody is split or counted twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sijill.methodology._deciding import cause_of, cause_of_weapon
from sijill.methodology._grounds import NO_GROUNDS, Grounds
from sijill.methodology._rules import Bucket, Rules
from sijill.methodology._why import Why
from sijill.model import Attribution, AttributionMode
from sijill.records import AnyRecord, RecordedValue, order


@dataclass(frozen=True, slots=True)
class Filing:
    """
    The row, the part under it, and the rule that put it there.

    A part is a sub-party, a party without a row of its own, how two parties are responsible
    together, or a cause class. ``actors`` are the parties named by those who may decide.
    """

    bucket: str
    part: str | None
    cause: str | None
    why: Why
    actors: tuple[str, ...] = ()


def file_under(record: AnyRecord, rules: Rules, grounds: Grounds = NO_GROUNDS) -> Filing:
    """
    Return where a record's dead are filed. A record whose source names nobody goes to the row that says so.

    Sources that name different rows make the attribution disputed, unless a person
    preferred one; a party's word on itself or on its enemy never decides alone (R-EC.8).
    """
    held = record.usable("attribution")
    on = _day(record)
    said = _decided(_without_party_words(held, rules, grounds), rules, on)
    actors = tuple(party for party in (said.parties if said else ()) if not _is_nobody(party, rules))
    cause = cause_of(record, rules, grounds) or _cause_with_the_party(held)
    cause = cause or cause_of_weapon(record, rules, grounds, named=bool(actors))
    if not held:
        why = Why(rules.rule_of("attribution", "unknown_rule"), "not_stated")
        return Filing(_special(rules, "not_stated").slug, None, cause, why)
    if said is None:
        bucket = _bucket_of_mode(AttributionMode.UNKNOWN, rules)
        why = Why(rules.rule_of("attribution", "party_word_rule"), "party_word")
        return Filing(bucket.slug, _under_other(cause, rules) if bucket.other else None, cause, why)
    if said.mode is AttributionMode.SINGLE and actors:
        return _single(actors[0], cause, rules, on)
    return _by_mode(said, actors, cause, rules, on)


def _decided(deciding: Sequence[RecordedValue], rules: Rules, on: date | None) -> Attribution | None:
    """Return the attribution of those who may decide: what they agree on, a dispute, or None when nobody may."""
    if not deciding:
        return None
    agreed = _agreed(deciding, rules, on)
    if agreed is None and rules.table("attribution").get("rivals", "disputed") == "disputed":
        named = dict.fromkeys(party for one in deciding for party in one.value.parties)
        return Attribution(AttributionMode.DISPUTED, tuple(named))
    latest: Attribution = max(deciding, key=order).value
    return agreed or latest


def _is_nobody(party: str, rules: Rules) -> bool:
    return party in rules.parties and rules.parties.get(party).kind == "unknown"


def _without_party_words(held: Sequence[RecordedValue], rules: Rules, grounds: Grounds) -> tuple[RecordedValue, ...]:
    rule = rules.table("attribution").get("party_word", "never_alone")
    if rule == "decides":
        return tuple(held)
    deciding: list[RecordedValue] = []
    for one in held:
        voice = grounds.voice(one, rules)
        if voice is None or (rule == "admission_decides" and _names(one.value, voice, rules)):
            deciding.append(one)
    return tuple(deciding)


def _names(said: Attribution, voice: str, rules: Rules) -> bool:
    """Test whether a party speaks of itself: an admission weighs otherwise than an accusation."""
    return any(rules.bucket_of(party) == rules.bucket_of(voice) for party in said.parties)


def _agreed(held: Sequence[RecordedValue], rules: Rules, on: date | None) -> Attribution | None:
    """
    Return what the sources agree on, or None when they name different rows.

    Each source speaks with its latest word (C5), and "unknown" contradicts nobody. Two
    sources that name a party and a part of it agree on the row; the finer one is kept.
    """
    latest: dict[str, RecordedValue] = {}
    for one in sorted(held, key=order):
        latest[one.source or one.statement] = one
    words: list[Attribution] = [one.value for one in latest.values()]
    naming = [said for said in words if said.mode is not AttributionMode.UNKNOWN]
    if not naming:
        return words[-1]
    rows = {_by_mode_or_single(said, rules, on) for said in naming}
    if len(rows) > 1:
        return None
    fine = [said for said in naming if said.mode is AttributionMode.SINGLE]
    return max(fine, key=lambda said: _depth(said.parties[0], rules)) if fine else naming[-1]


def _by_mode_or_single(said: Attribution, rules: Rules, on: date | None) -> tuple[str, ...]:
    if said.mode is AttributionMode.SINGLE:
        bucket = rules.bucket_of(said.parties[0], on)
        return ("row", bucket.slug) if bucket else ("party", said.parties[0])
    shared = _shared_bucket(said, rules, on)
    return ("row", shared.slug) if shared else (said.mode.value, *sorted(said.parties))


def _depth(party: str, rules: Rules) -> int:
    return len(rules.parties.ancestors(party)) if party in rules.parties else 0


def _by_mode(said: Attribution, actors: tuple[str, ...], cause: str | None, rules: Rules, on: date | None) -> Filing:
    if (shared := _shared_bucket(said, rules, on)) is not None:
        # Whichever of them did it, the row is the same.
        why = Why.of(rules.rule_of("attribution", "single_rule"), "one_row", mode=said.mode.value)
        return Filing(shared.slug, None, cause, why, actors)
    mode = said.mode if actors or said.mode is not AttributionMode.SINGLE else AttributionMode.UNKNOWN
    bucket = _bucket_of_mode(mode, rules)
    part = cause if cause in rules.causes else None
    if mode is AttributionMode.ONE_OF_TWO and part is None and "one_of_two" in rules.causes:
        part = "one_of_two"
    # Proved coordination is another finding than shares that nobody determined (S1.3): each is a part of the row.
    under = _under_other(part, rules) if bucket.other else mode.value if bucket.joint else None
    return Filing(
        bucket.slug, under, cause, Why.of(_rule_of_mode(mode, bucket, rules), "mode", mode=mode.value), actors
    )


def _rule_of_mode(mode: AttributionMode, bucket: Bucket, rules: Rules) -> str:
    named = rules.table("attribution").get(f"{mode.value}_rule")
    return str(named or rules.rule_of("attribution", "joint_rule" if bucket.joint else "unknown_rule"))


def _single(party: str, cause: str | None, rules: Rules, on: date | None) -> Filing:
    """File under the nearest bucket above the party, so that a sub-party with a row of its own stays there."""
    rule = rules.rule_of("attribution", "single_rule")
    bucket = rules.bucket_of(party, on)
    if bucket is None:
        # A methodology that files nobody by party (ACLED does not) keeps the cause; any other names who it was.
        under = party if rules.rows else _under_other(cause, rules)
        why = Why.of(rule, "outsider" if rules.rows else "no_rows", party=party)
        return Filing(_special(rules, "other").slug, under, cause, why, (party,))
    part = party if bucket.other or (bucket.show_parts and party not in bucket.parties) else None
    return Filing(bucket.slug, part, cause, Why.of(rule, "party", party=party), (party,))


def _shared_bucket(said: Attribution, rules: Rules, on: date | None) -> Bucket | None:
    rows = [rules.bucket_of(party, on) for party in said.parties]
    first = rows[0] if len(rows) > 1 else None
    return first if first is not None and all(row is first for row in rows) else None


def _cause_with_the_party(held: Sequence[RecordedValue]) -> str | None:
    said: Attribution | None = max(held, key=order).value if held else None
    return said.cause_class if said else None


def _day(record: AnyRecord) -> date | None:
    """Return the day by which membership in an alliance is judged: the first day of the event."""
    for name in ("happened_on", "died_on", "window"):
        if (when := getattr(record.noun, name, None)) is not None:
            day: date | None = when.earliest
            return day
    return None


def _under_other(cause: str | None, rules: Rules) -> str:
    return cause if cause is not None and cause in rules.causes else "other_cause"


def _bucket_of_mode(mode: AttributionMode, rules: Rules) -> Bucket:
    return rules.bucket(str(rules.table("attribution")[mode.value]))


def _special(rules: Rules, role: str) -> Bucket:
    return next(bucket for bucket in rules.buckets if getattr(bucket, role))
