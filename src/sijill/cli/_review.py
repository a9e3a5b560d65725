"""Verdicts on what waits: ``judge``, ``quote``, ``split``, ``merge``, ``confirm``, ``undo``."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from sijill.cli._output import about, opened, settings, write
from sijill.cli._verb import APPEND_ID, CLAIM_KINDS, INTO, NUMBER, REVIEW_REASON, SETTING, option, verb, whole_number
from sijill.cli._voice import say, tell, tell_n

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sijill.actions.verdicts import Judged, Part
    from sijill.model import Claim, Verdict
    from sijill.records import Named
    from sijill.workspace import Register

PROPOSAL = option("proposal", "a proposal's id, or its beginning", metavar="PROPOSAL")
CLAIM_ONLY = option("--claim-only", "accept the claim without making a record", action="store_true")
MADE = option(
    "--as",
    "make a record of this kind from it (default: what the claim speaks of)",
    dest="kind",
    choices=("incident", "victim", "tally", "control", "agreement", "movement", "damage", "dated_count"),
)
ANOTHER = option(
    "--another", "a new record, of another event than those held of that place and day", action="store_true"
)


@verb(
    "judge",
    "accept, edit or reject a proposal, with the reason",
    PROPOSAL,
    option(
        "--accept",
        "it says what its words say",
        only_one="verdict",
        dest="verdict",
        action="store_const",
        const="accepted",
    ),
    option(
        "--edit",
        "accept with --set changes to the claim",
        only_one="verdict",
        dest="verdict",
        action="store_const",
        const="edited",
    ),
    option(
        "--reject",
        "it does not say that",
        only_one="verdict",
        dest="verdict",
        action="store_const",
        const="rejected",
    ),
    option("--reason", "why; it stays with the values, and all but an acceptance needs it", default=""),
    MADE._replace(settings=MADE.settings | {"choices": (*MADE.settings["choices"], "published_figure")}),
    INTO,
    NUMBER,
    CLAIM_ONLY,
    ANOTHER,
    option("--passage", "all that waits of its passage, in one act about one record", action="store_true"),
    SETTING,
    APPEND_ID,
    example='judge aleppo 5d0c41 --edit --set date=2020-05-07 --reason "the report corrects its day"',
)
def judge(arguments: Namespace) -> int:
    """Accept, edit or reject one proposal."""
    from sijill.actions.verdicts import Target
    from sijill.cli._refusals import WhichVerdict, message
    from sijill.model import Verdict

    if arguments.verdict is None:
        raise WhichVerdict(message("say --accept, --edit or --reject"))
    verdict, given = Verdict(arguments.verdict), settings(arguments.set)
    if arguments.passage:
        return _judge_passage(arguments, verdict, given)
    with opened(arguments) as register:
        makes = verdict is not Verdict.REJECTED and not arguments.claim_only
        kind = _kind_of(register, arguments, arguments.proposal) if makes else None
        changes, values = _apart(kind, given, correcting=verdict is Verdict.EDITED)
        target = Target(str(kind), arguments.into, arguments.property, values, another=arguments.another)
        judged = register.review.judge(
            arguments.proposal,
            verdict=verdict,
            reason=arguments.reason,
            target=target if kind else None,
            changes=changes,
            append_id=arguments.append_id,
        )
        is_new = kind and not arguments.into and not judged.waits
        report_judged(arguments, judged, register, kind if is_new else None)
    return 0


def _kind_of(register: Register, arguments: Namespace, proposal: str) -> str:
    """Return of which kind the record is: that of the one named, the one asked for, or what the claim speaks of."""
    from sijill.actions.statements import record_kind_of

    if arguments.into:
        return register.records.of(arguments.into).kind
    return arguments.kind or record_kind_of(register.review.proposal(proposal))


def _judge_passage(arguments: Namespace, verdict: Verdict, given: dict[str, Any]) -> int:
    """Accept or reject all that waits of a passage; the record is the one named, else the surest match, else new."""
    from sijill.actions.verdicts import ClaimAnswer, Target
    from sijill.cli._refusals import WhichVerdict, message
    from sijill.model import Sensitivity
    from sijill.workspace.passage_documents import passage_judged_document

    if verdict == "edited" or given or arguments.property:
        raise WhichVerdict(message("a passage is accepted or rejected as it stands; correct a claim of it by itself"))
    with opened(arguments) as register:
        passage, target = register.review.passage(arguments.proposal), None
        if verdict == "accepted" and arguments.into:
            target = Target(register.records.of(arguments.into).kind, arguments.into)
        elif verdict == "accepted" and not arguments.claim_only:
            target = register.finding.chosen(passage, register.view(Sensitivity.SEALED), another=arguments.another)
        told = passage.waiting or passage.claims
        answers = [ClaimAnswer(one.claim.id, verdict) for one in told]
        judged = register.review.judge_passage(
            answers, target=target, reason=arguments.reason, append_id=arguments.append_id
        )
        is_new = target is not None and target.subject is None and not judged.waits
        likely = register.links.likely_there(target.kind, judged.subject) if target and is_new else []
        names = register.records.names([judged.subject, *likely]) if judged.subject and likely else {}
    outcomes = (f"{tell('judgement {judgement}', judgement=one.judgement)}: {_outcome(one)}" for one in judged.judged)
    entry = tell("judged in entry {entry}", entry=str(judged.receipt.last_seq))
    write(arguments, passage_judged_document(judged, likely), [entry, *outcomes])
    say_likely(names, judged.subject, likely)
    return 0


def _apart(
    kind: str | None, given: dict[str, Any], *, correcting: bool = True
) -> tuple[dict[str, Any], dict[str, Any]]:
    """
    Return what of the settings corrects the claim, and the values of its record by the person's own decision.

    Raises UnknownField for a word that is neither.
    """
    from sijill.actions.verdicts import UnknownField
    from sijill.model import properties
    from sijill.model.claim_words import claim_fields
    from sijill.records import noun_of

    known = properties(noun_of(kind)) if kind else {}
    fields = claim_fields() if correcting or not kind else ()
    for name in given:
        if fields and name not in fields and name not in known:
            raise UnknownField("field", name, (*fields, *known))
    values = {name: one for name, one in given.items() if name not in fields}
    return {name: one for name, one in given.items() if name in fields}, values_of(str(kind), values)


def report_judged(arguments: Namespace, judged: Judged, register: Register, new: str | None) -> None:
    """Write what a verdict recorded, or that it waits; of a record of the kind ``new``, also who may be the same."""
    from sijill.workspace.documents import judged_document

    likely = register.links.likely_there(new, judged.subject) if new else []
    names = register.records.names([judged.subject, *likely]) if judged.subject and likely else {}
    entry = tell("judged in entry {entry}", entry=str(judged.receipt.last_seq))
    write(arguments, judged_document(judged, likely), [f"{entry}: {_outcome(judged)}"])
    say_likely(names, judged.subject, likely)


def say_likely(names: Mapping[str, Named], subject: str | None, likely: Sequence[str]) -> None:
    """Say of each record that may be the same as a new one how to decide whether they are one."""
    for one in likely:
        say(
            "record {other} may be the same: are they one? sijill same REGISTER {handle} {other} --reason WHY, or "
            "sijill apart",
            other=names[one].handle,
            handle=names[subject or ""].handle,
        )


def _outcome(one: Judged) -> str:
    if one.waits:
        return tell("waits for a second person: sijill confirm REGISTER {judgement}", judgement=one.judgement)
    if not one.subject:
        return tell("no record changed")
    return tell_n("record {record}, {n} value", "record {record}, {n} values", len(one.statements), record=one.subject)


def values_of(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return values in JSON form: words as they are, "44", "44+" or "44-50" for counts, a party's name."""
    from sijill.actions.tables import typed_values

    found: dict[str, Any] = {}
    for name, value in given.items():
        with about(f"{kind}.{name}"):
            found |= typed_values(kind, {name: value})
    return found


@verb(
    "quote",
    "mark words as a claim, which waits for another person's verdict",
    option("item", "the item that holds the words", metavar="ITEM"),
    option("words", "the exact words", metavar="WORDS"),
    option("--at", "where they start, when they stand there more than once", type=whole_number),
    option("--kind", "what kind of claim it is", default="casualties", choices=CLAIM_KINDS),
    option("--claimant", "who says it"),
    option(
        "--set",
        "number, unit, place, date, perpetrators ...",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
    ),
    option("--reason", "why it is accepted, in a register of one person", default=""),
    option("--as", "the record to make, in a register of one person", dest="record_kind"),
    option("--into", "the record it speaks of, in a register of one person", metavar="RECORD"),
    option("--property", "which number it is"),
    example='quote aleppo 3fa9c2d1 "twelve people were killed" --set number=12',
)
def quote(arguments: Namespace) -> int:
    """Mark words as a claim: they are located and checked, and wait for another person's verdict."""
    from sijill.actions.verdicts import Target

    given = settings(arguments.set)
    with opened(arguments) as register:
        kind = register.records.of(arguments.into).kind if arguments.into else arguments.record_kind
        changes, values = _apart(kind, given)
        claim, judged = register.review.quote(
            register.id_of(arguments.item, "item"),
            arguments.words,
            kind=arguments.kind,
            changes={"claimant": arguments.claimant, **changes},
            start=arguments.at,
            reason=arguments.reason,
            target=Target(kind, arguments.into, arguments.property, values) if kind else None,
        )
        if judged is not None:
            report_judged(arguments, judged, register, kind if not arguments.into and not judged.waits else None)
            return 0
    # Whoever judges the claim decides these; the person who marks the words is told that they were not kept.
    deciding = {
        "--as": arguments.record_kind,
        "--into": arguments.into,
        "--property": arguments.property,
        "--reason": arguments.reason,
    }
    idle = [*(name for name, one in deciding.items() if one), *values]
    lines = [
        tell("claim {claim} waits for another person's verdict: sijill judge REGISTER {claim}", claim=claim.id),
        *(tell("not kept, for whoever judges it to say: {names}", names=", ".join(idle)) for _ in idle[:1]),
    ]
    write(arguments, {"claim": claim.id, "judgement": None, "waits": True, "not_kept": idle}, lines)
    return 0


@verb(
    "split",
    "accept one proposal as several claims",
    REVIEW_REASON,
    APPEND_ID,
    MADE,
    CLAIM_ONLY,
    ANOTHER,
    PROPOSAL,
    option(
        "--part",
        "one claim: words=TEXT, and what differs (number, place, date ...); give it once for each",
        action="append",
        nargs="+",
        default=[],
        metavar="FIELD=VALUE",
    ),
    example='split aleppo 5d0c41 --part "words=five in Town 2" number=5 --part "words=two in Town 4" number=2',
)
def split(arguments: Namespace) -> int:
    """Accept one proposal as several claims, each with its own words."""
    with opened(arguments) as register:
        found = register.review.proposal(arguments.proposal)
        parts = [_part(register, found, settings(pairs), arguments) for pairs in arguments.part]
        made = register.review.split(found.id, parts, reason=arguments.reason, append_id=arguments.append_id)
    receipt = made[0].receipt
    document = {
        "parts": [_part_document(one) for one in made],
        "seq": receipt.last_seq,
        "head": receipt.head,
        "repeated": receipt.repeated,
    }
    line = tell_n(
        "split into {n} claim in entry {entry}",
        "split into {n} claims in entry {entry}",
        len(made),
        entry=str(receipt.last_seq),
    )
    judgements = (f"{tell('judgement {judgement}', judgement=one.judgement)}: {_outcome(one)}" for one in made)
    write(arguments, document, [line, *judgements])
    return 0


def _part(register: Register, found: Claim, given: dict[str, object], arguments: Namespace) -> Part:
    from sijill.actions.statements import record_kind_of
    from sijill.actions.verdicts import Part, Target
    from sijill.cli._refusals import UnreadableSetting, message

    words = given.pop("words", None)
    if not isinstance(words, str):
        raise UnreadableSetting(message("each --part begins with its own words: --part words=TEXT number=5 place=TOWN"))
    kind = None if arguments.claim_only else arguments.kind or record_kind_of(found)
    changes, values = _apart(kind, given)
    anchor = register.review.anchor_of(found.item, words, near=found.anchor.start)
    return Part(anchor, changes, Target(kind, None, None, values, another=arguments.another) if kind else None)


def _part_document(one: Judged) -> dict[str, object]:
    return {
        "judgement": one.judgement,
        "claim": one.claim,
        "record": one.subject,
        "statements": list(one.statements),
        "waits": one.waits,
    }


@verb(
    "merge",
    "accept several proposals of a document as one claim",
    REVIEW_REASON,
    APPEND_ID,
    MADE,
    CLAIM_ONLY,
    option("proposal", "their ids, or beginnings of them, the one to keep first", nargs="+", metavar="PROPOSAL"),
    INTO,
    NUMBER,
    ANOTHER,
    SETTING,
    example='merge aleppo 5d0c41 77b1e0 --reason "both sentences tell of one attack"',
)
def merge(arguments: Namespace) -> int:
    """Accept several proposals of one document as one claim."""
    from sijill.actions.verdicts import Target

    given = settings(arguments.set)
    with opened(arguments) as register:
        kind = _kind_of(register, arguments, arguments.proposal[0])
        target = None
        if not arguments.claim_only:
            values = values_of(kind, given)
            target = Target(kind, arguments.into, arguments.property, values, another=arguments.another)
        ids = list(arguments.proposal)
        made = register.review.merge(ids, reason=arguments.reason, target=target, append_id=arguments.append_id)
        is_new = target is not None and not arguments.into and not made.waits
        report_judged(arguments, made, register, kind if is_new else None)
    return 0


@verb(
    "confirm",
    "give the second person's word on a verdict, an entry or an import",
    REVIEW_REASON,
    APPEND_ID,
    option("judgement", "what waits, as sijill claims REGISTER --second lists it", metavar="ENTRY|IMPORT"),
    option("--disagree", "it does not say that: nothing of it will stand", action="store_true"),
    example="confirm aleppo 9c21d4f0 --actor second",
)
def confirm(arguments: Namespace) -> int:
    """Give the second person's word on a judgement."""
    with opened(arguments) as register:
        made = register.review.confirm(
            register.id_of(arguments.judgement, "judgement"),
            reason=arguments.reason,
            agrees=not arguments.disagree,
            append_id=arguments.append_id,
        )
        kind = register.records.of(made.subject).kind if made.subject and not made.waits else None
        report_judged(arguments, made, register, kind)
    return 0


@verb(
    "undo",
    "take a verdict, an entry or an import back with all it recorded",
    REVIEW_REASON,
    APPEND_ID,
    option("judgement", "the verdict, entry or import; its proposals wait again", metavar="ENTRY|IMPORT"),
    example='undo aleppo 9c21d4f0 --reason "judged the wrong sentence"',
)
def undo(arguments: Namespace) -> int:
    """Take a verdict back with all that it recorded."""
    with opened(arguments) as register:
        judgement = register.id_of(arguments.judgement, "judgement")
        receipt = register.review.undo(judgement, reason=arguments.reason, append_id=arguments.append_id)
    taken = tell("taken back in entry {entry}", entry=str(receipt.last_seq))
    write(arguments, {"seq": receipt.last_seq, "head": receipt.head}, [taken])
    return 0
