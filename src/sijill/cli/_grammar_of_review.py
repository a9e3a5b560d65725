"""The verbs of review: ``split``, ``merge``, ``confirm``, ``copies``, ``undo``. Nothing heavy is imported here."""

from __future__ import annotations

from sijill.cli._verb import APPEND_HELP, Verb


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
