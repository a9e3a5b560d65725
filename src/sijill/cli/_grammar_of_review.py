"""The verbs of decisions and of review. Nothing heavy is imported here."""

from __future__ import annotations

from sijill.cli._verb import APPEND_HELP, CLAIM_KINDS, RECORD_HELP, STANCES, Verb, whole_number

DECISIONS = {
    "same": "decide that two records are one, which counts once",
    "apart": "decide that two records are two, so that nobody asks again",
    "unlink": "take back what was decided about two records",
}


def deciding(verbs: object) -> None:
    """Add the verbs of decisions to the grammar."""
    (
        Verb(verbs, "judge", "accept, edit or reject a proposal, with the reason", "_judging:judge")
        .arg("proposal", metavar="PROPOSAL", help="a proposal's id, or its beginning")
        .one_of(
            "verdict",
            accept=("accepted", "it says what its words say"),
            edit=("edited", "accept with --set changes to the claim"),
            reject=("rejected", "it does not say that"),
        )
        .arg("--reason", default="", help="why; it stays with the values, and all but an acceptance needs it")
        .arg(
            "--as",
            dest="kind",
            default="incident",
            choices=("incident", "victim", "tally", "published_figure"),
            help="make a record of this kind from it",
        )
        .arg("--into", metavar="RECORD", help="say it of this record instead")
        .arg("--property", help="which number it is (killed, children, women, men, injured)")
        .arg("--claim-only", action="store_true", help="accept the claim without making a record")
        .arg(
            "--set", action="append", default=[], metavar="PROPERTY=VALUE", help="a value you add by your own decision"
        )
        .arg("--append-id", help=APPEND_HELP)
    )
    (
        Verb(
            verbs,
            "record",
            "state values of a record, by claims, by words you enter, or by your decision",
            "_recording:record",
        )
        .arg("kind", metavar="KIND", help="incident, victim, act, tally, party, place ...")
        .arg("--into", metavar="RECORD", help="the record (default: a new one)")
        .arg(
            "--set",
            action="append",
            default=[],
            required=True,
            metavar="PROPERTY=VALUE",
            help="a value; may be repeated; with --words also incident.PROPERTY of a victim, and outcome",
        )
        .arg("--claim", action="append", default=[], help="the claims it rests on")
        .arg("--words", metavar="TEXT", help="the source's own words: they are sealed, and all of it rests on them")
        .arg("--party", metavar="NAME", help="with --words: whoever did it, as the words name them")
        .arg("--reason", help="why; it stays with the values, and what no claim says needs it")
        .arg("--source", help="who says it")
        .arg("--rank", choices=("preferred", "normal", "deprecated"), default="normal", help="among rival values")
        .arg("--stance", choices=STANCES, default="assert", help="how the source stands to it")
        .arg("--expect", type=whole_number, help="the last entry you saw of the record")
        .arg("--append-id", help=APPEND_HELP)
    )
    (
        Verb(verbs, "quote", "mark words as a claim, which waits for another person's verdict", "_judging:quote")
        .arg("item", metavar="ITEM", help="the item that holds the words")
        .arg("words", metavar="WORDS", help="the exact words")
        .arg("--at", type=whole_number, help="where they start, when they stand there more than once")
        .arg("--kind", default="casualties", choices=CLAIM_KINDS, help="what kind of claim it is")
        .arg("--claimant", help="who says it")
        .arg(
            "--set",
            action="append",
            default=[],
            metavar="FIELD=VALUE",
            help="number, unit, place, date, perpetrators ...",
        )
        .arg("--reason", default="", help="why it is accepted, in a register of one person")
        .arg("--as", dest="record_kind", help="the record to make, in a register of one person")
        .arg("--into", metavar="RECORD", help="the record it speaks of, in a register of one person")
        .arg("--property", help="which number it is")
    )
    (
        Verb(verbs, "retract", "withdraw a statement; it stays in the history", "_judging:retract")
        .arg("statement", metavar="STATEMENT", help="its id, as sijill show RECORD prints it")
        .arg("--reason", required=True, help="why; it stays in the history")
        .arg("--append-id", help=APPEND_HELP)
    )
    for name, does in DECISIONS.items():
        (
            Verb(verbs, name, does, "_linking:decide")
            .arg("left", metavar="A", help=RECORD_HELP)
            .arg("right", metavar="B", help="the other record, in the same way")
            .arg("--reason", required=True, help="why; it stays in the history")
            .arg("--append-id", help=APPEND_HELP)
        )
    (
        Verb(verbs, "import", "import a CSV table by a mapping, all rows or none", "_judging:import_")
        .arg("table", metavar="CSV", nargs="?", help="the table")
        .arg("--mapping", metavar="TOML", help="our word left, their column right")
        .arg("--dry-run", action="store_true", help="read everything, record nothing")
        .arg("--skip-bad-rows", action="store_true", help="import the rows that can be read, list the others")
        .arg("--undo", metavar="IMPORT", help="withdraw what this import recorded")
        .arg("--reason", help="why it is undone")
    )
    (
        Verb(
            verbs, "destroy", "destroy words for good, by two persons; the chain keeps their digest", "_judging:destroy"
        )
        .arg("entry", nargs="+", metavar="ENTRY", help="ids of entries; an item takes its claims along")
        .arg("--reason", required=True, help="why; it stays in the history")
        .arg("--second-actor", required=True, help="the second person")
    )


def reviewing(verbs: object) -> None:
    """Add the verbs of review to the grammar."""

    def said(verb: Verb) -> Verb:
        return verb.arg("--reason", default="", help="why; it stays in the history, and all but a yes needs it").arg(
            "--append-id", help=APPEND_HELP
        )

    def made(verb: Verb) -> Verb:
        return verb.arg(
            "--as", dest="kind", default="incident", choices=("incident", "victim", "tally"), help="what it makes"
        ).arg("--claim-only", action="store_true", help="accept without making a record")

    (
        made(said(Verb(verbs, "split", "accept one proposal as several claims", "_reviewing:split")))
        .arg("proposal", metavar="PROPOSAL", help="a proposal's id, or its beginning")
        .arg(
            "--part",
            action="append",
            nargs="+",
            default=[],
            metavar="FIELD=VALUE",
            help="one claim: words=TEXT, and what differs (number, place, date ...); give it once for each",
        )
    )
    (
        made(said(Verb(verbs, "merge", "accept several proposals of a document as one claim", "_reviewing:merge")))
        .arg("proposal", nargs="+", metavar="PROPOSAL", help="their ids, the one to keep first")
        .arg("--into", metavar="RECORD", help="say it of this record instead")
        .arg("--property", help="which number it is (killed, children, women, men, injured)")
        .arg("--set", action="append", default=[], metavar="PROPERTY=VALUE", help="a value by your own decision")
    )
    (
        said(
            Verb(
                verbs,
                "confirm",
                "give the second person's word on a verdict, an entry or an import",
                "_reviewing:confirm",
            )
        )
        .arg("judgement", metavar="ENTRY|IMPORT", help="what waits, as sijill claims REGISTER --second lists it")
        .arg("--disagree", action="store_true", help="it does not say that: nothing of it will stand")
    )
    (
        Verb(verbs, "copies", "the documents that one repeats, or that repeat it", "_reviewing:copies")
        .arg("item", metavar="ITEM", help="a document's SHA-256")
        .arg("--apart", metavar="OTHER", help="say that this other document is no copy: two origins from now on")
        .arg("--reason", default="", help="why; it stays in the history")
        .arg("--append-id", help=APPEND_HELP)
    )
    said(Verb(verbs, "undo", "take a verdict, an entry or an import back with all it recorded", "_reviewing:undo")).arg(
        "judgement", metavar="ENTRY|IMPORT", help="the verdict, entry or import; its proposals wait again"
    )
