"""Records of which some were assembled again: the others stay what they are."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.records._record import AnyRecord


def renew(known: Mapping[str, AnyRecord], fresh: Mapping[str, AnyRecord | None]) -> dict[str, AnyRecord]:
    """
    Return records with some of them replaced, in the very order in which ``assemble`` gives them.

    None says that nothing stands of a record any more. Order is by the first statement
    that stands, so records keep their place unless just that statement came or went.
    """
    result = dict(known)
    last = next(reversed(result.values())).first_seq if result else 0
    in_order = True
    for subject, record in sorted(fresh.items(), key=lambda pair: pair[1].first_seq if pair[1] else 0):
        before = result.get(subject)
        if record is None:
            result.pop(subject, None)
            continue
        result[subject] = record
        if before is None:
            in_order, last = in_order and record.first_seq > last, max(last, record.first_seq)
        else:
            in_order = in_order and record.first_seq == before.first_seq
    return result if in_order else dict(sorted(result.items(), key=lambda pair: pair[1].first_seq))
