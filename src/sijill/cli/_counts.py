"""Numbers and what they rest on: ``toll``, ``trace``, ``compare``, ``audit``, ``methodology``."""

from __future__ import annotations

from sijill.cli._verb import AS_OF, PERIOD, SPEECH, imported, option, verb, whole_number

WINDOW = PERIOD._replace(settings=PERIOD.settings | {"required": True})
RULES = (
    option("--clock", "documented, or the day itself: died, happened; default: the methodology's", metavar="CLOCK"),
    option("--methodology", "snhr, or snhr@1 to pin a version"),
    AS_OF,
)

verb(
    "toll",
    "count by a methodology",
    WINDOW,
    option(
        "--measure",
        "whom to count: killed, injured, detained, released, disappeared, died_in_detention, displaced; or massacres, "
        "incidents",
        default="killed",
        metavar="MEASURE",
    ),
    *RULES,
    option(
        "--by",
        "what the rows are: party, cause, governorate, month, verification, or any property of a record",
        default="party",
        metavar="AXIS",
    ),
    option("--place", "killed_in, happened_in or origin: which governorate a person is filed under", metavar="BASIS"),
    option("--cell", "only this part, e.g. cause=torture", action="append", default=[], metavar="AXIS=KEY"),
    option(
        "--list",
        "name the records beside the table instead: waiting, left_out, no_number, undated, spanning, counted_once, "
        "oddities, or the code of a rule",
        metavar="REASON",
    ),
    SPEECH,
    example="toll aleppo --period 2020-05 --by cause",
    reading="toll",
)(imported("_counting:count_toll"))
verb(
    "trace",
    "walk back from a figure to the words it rests on",
    option("figure", "a figure id as sijill toll prints it", metavar="FIGURE"),
    SPEECH,
    example="trace aleppo 'killed/2020-05/documented/killed_in/all@snhr:1#1204'",
    reading="trace",
)(imported("_counting:trace_figure"))
verb(
    "compare",
    "set source against source: shared records and printed numbers",
    option("--source", "only these sources (default: all)", action="append", default=[]),
    option("--days", "dates agree within so many days", type=whole_number, default=1),
    option("--methodology", "whose rows decide that two parties are one"),
    AS_OF,
    example='compare aleppo --source "Invented Monitor" --source "Invented Agency" --days 2',
    reading="comparison",
)(imported("_comparing:compare"))


verb(
    "audit",
    "check the arithmetic of documents, or of all a register holds; 3 where any of it fails",
    option("files", "further files", nargs="*", metavar="FILE"),
    option("--item", "only this item of the register"),
    option(
        "--html", "write a copy of the document with every finding marked; of several into this folder", metavar="OUT"
    ),
    SPEECH,
    register=option("register", "a register, a file, or - for standard input", metavar="REGISTER"),
    example="audit report.pdf --html report-marked.html",
    reading="findings",
)(imported("_audit:audit"))
verb(
    "methodology",
    "list, check, adopt, diff or explain methodologies",
    option("what", "what to do", choices=("list", "check", "adopt", "diff", "explain")),
    option(
        "arguments",
        "check FILE | adopt REGISTER ID-OR-FILE | diff REGISTER A B | explain REGISTER RECORD",
        nargs="*",
        metavar="ARG",
    ),
    PERIOD,
    register=None,
    example="methodology diff aleppo snhr@1 snhr@2 --period 2020",
)(imported("_methodologies:methodology"))
