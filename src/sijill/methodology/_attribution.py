"""Under which row a record is filed: rows exclude each other, nobody is split or counted twice."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.methodology._rules import Bucket, Rules
from sijill.model import Attribution, AttributionMode
from sijill.records import AnyRecord


@dataclass(frozen=True, slots=True)
class Filing:
    """The row, the part under it (a sub-party or a cause class), and the rule that put it there."""

    bucket: str
    part: str | None
    cause: str | None
    rule: str
    says: str


def file_under(record: AnyRecord, rules: Rules) -> Filing:
    """Return where a record's dead are filed. A record whose source names nobody goes to the row that says so."""
    terms = rules.table("attribution")
    attribution: Attribution | None = record.noun.attribution
    cause = record.noun.cause or (attribution.cause_class if attribution else None)
    if attribution is None:
        return Filing(_special(rules, "not_stated").slug, None, cause, str(terms["unknown_rule"]), "no party stated")
    if attribution.mode is AttributionMode.SINGLE:
        return _single(attribution.parties[0], cause, rules)
    bucket = _bucket_of_mode(attribution.mode, rules)
    rule = str(terms.get(f"{attribution.mode.value}_rule") or terms.get("joint_rule" if bucket.joint else "unknown_rule"))
    part = cause if cause in rules.causes else None
    if attribution.mode is AttributionMode.ONE_OF_TWO and part is None and "one_of_two" in rules.causes:
        part = "one_of_two"
    return Filing(bucket.slug, _under_other(part, rules) if bucket.other else None, cause, rule, f"mode {attribution.mode.value}")


def _single(party: str, cause: str | None, rules: Rules) -> Filing:
    """File under the nearest bucket above the party, so that a sub-party with a row of its own stays there."""
    rule = str(rules.table("attribution").get("single_rule", "S1.22"))
    if party in rules.parties:
        for step in (party, *rules.parties.ancestors(party)):
            for bucket in rules.buckets:
                if step in bucket.parties:
                    part = party if bucket.show_parts and party not in bucket.parties else None
                    return Filing(bucket.slug, part, cause, rule, f"party {party}")
    other = _special(rules, "other")
    return Filing(other.slug, _under_other(cause, rules), cause, rule, f"party {party} has no row of its own")


def _under_other(cause: str | None, rules: Rules) -> str:
    return cause if cause in rules.causes else "other_cause"


def _bucket_of_mode(mode: AttributionMode, rules: Rules) -> Bucket:
    slug = str(rules.table("attribution").get(mode.value, "other"))
    return next((bucket for bucket in rules.buckets if bucket.slug == slug), _special(rules, "other"))


def _special(rules: Rules, role: str) -> Bucket:
    return next(bucket for bucket in rules.buckets if getattr(bucket, role))
