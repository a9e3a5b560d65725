"""
Every ``--json`` document keeps to its schema, on the practice register.

The schemas leave room for keys to come, as docs/reference/json.md promises; here they are
closed, so that a key that came is described before it ships. Places and people are invented.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from PIL import Image
from tests.age_keys import RECIPIENT, key_file
from tests.conftest import copied

import cli_page
from sijill.cli import main
from sijill.methodology import shipped_bytes
from sijill.readings import declared_readings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]  # every verb is walked before the first test

SCHEMAS = Path(__file__).resolve().parents[2] / "docs/reference/schemas"
ELSEWHERE = {"admin", "capture"}
"""Documents that other tests look at: of accounts, and of a browser."""
WITHOUT_A_DOCUMENT = {"completion", "serve", "work", "ocr"}  # the last needs a program that a machine need not have
NOTE = (
    "Invented note. At least 12 civilians, including three children, were killed in shelling on Invented Town on "
    "5 May 2016, the Invented Monitor said. On 6 May 2016 two civilians were killed and a school was damaged.\n"
)
TABLE = "dead,day,town,more\n5,2016-05-01,Invented Town,x\nx,2016-05-02,Invented Town,x\n"
MAPPING = (
    'kind = "incident"\nsource = "Invented list"\n[columns]\nkilled = "dead"\nhappened_on = "day"\ntitle = "town"\n'
)
RULE = '[rules."F.1"]\nen = "Two persons read each claim."\nar = "يقرأ شخصان كل ادعاء."\nsource = "Invented practice"\n'
WARC = (
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2016-05-06T00:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Type: text/html\r\n"
    "Content-Length: 21\r\n\r\n<p>Invented words</p>\r\n\r\n"
)
Ask = Callable[..., Any]


def schema_of(name: str) -> dict[str, Any]:
    """Return a schema as it stands in the reference."""
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


def closed(schema: Any) -> Any:
    """Return a schema that allows no key that it does not describe."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(one) for key, one in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in inner else inner


@pytest.fixture(scope="module")
def documents(built_example, tmp_path_factory) -> dict[str, list[Any]]:
    """Every document of one walk through all verbs, by the name of its schema."""
    folder = tmp_path_factory.mktemp("walk")
    copied(built_example, folder / "example")
    found: dict[str, list[Any]] = {}

    def ask(name: str, *words: str) -> Any:
        output = folder / "output.json"
        before, was = Path.cwd(), sys.stdout
        os.chdir(folder)
        try:
            with output.open("w", encoding="utf-8") as sys.stdout:
                code = main([*words, "--json"])
        finally:
            sys.stdout = was
            os.chdir(before)
        assert code in (0, 1, 3), (words, code)
        document = json.loads(output.read_text("utf-8"))
        found.setdefault(name, []).append(document)
        return document

    walk(folder, ask)
    return found


def walk(folder: Path, ask: Ask) -> None:
    """Ask every verb for its document, those of one thing one after the other."""
    for name, text in {
        "note.txt": NOTE,
        "copy.txt": f"Repeated. {NOTE}",
        "lost.txt": "Invented words to go.",
        "t.csv": TABLE,
        "page.warc": WARC,
        "m.toml": MAPPING,
    }.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    Image.new("RGB", (9, 9), (255, 0, 0)).save(folder / "square.png")
    rules = shipped_bytes("snhr").decode().replace('version = "2"', 'version = "9"', 1)
    (folder / "four.toml").write_text(f'{rules}\n[review]\nrule = "F.1"\nfour_eyes = "always"\n{RULE}', "utf-8")
    ask("demo", "demo", "--into", ".")
    control(ask)
    ground(ask)
    readings(ask)
    recording(ask)
    reviewing(ask)
    reporting(folder, ask)
    keeping(folder, ask)


def control(ask: Ask) -> None:
    """Tell who held a quarter and the area that it is part of, and ask for it."""
    why = ("--actor", "second", "--reason", "a practice")
    for name in ("Invented East", "Invented Mill"):
        part = ("--set", "within=Invented East", "--set", "kind=quarter") if name == "Invented Mill" else ()
        ask("record", "record", "practice", "place", "--set", f"name={name}", *part, *why)
    for told in (
        ("place=Invented East", "state=held", "party=rebels", "valid_from=../2016-11-15"),
        ("place=Invented Mill", "state=contested", "holders=syrian_gov most", "by=syrian_gov", "valid_from=2016-11-30"),
        ("place=Invented Mill", "event=repelled", "by=rebels", "outcome=repelled", "valid_from=2016-12-01"),
        ("place=Invented Mill", "overlays=encircled", "against=rebels", "valid_from=2016-12-02"),
        ("place=Invented Mill", "state=held", "party=rebels", "said_by=rebels", "valid_from=2016-12-03"),
        (
            "place=Invented East",
            "state=partly_held",
            "holders=syrian_gov 60%",
            "denominator=the East",
            "valid_from=2016-12-03",
        ),
        ("place=Invented Mill", "state=held", "party=syrian_gov", "valid_from=2016-12"),
    ):
        ask("record", "record", "practice", "control", *(word for one in told for word in ("--set", one)), *why)
    for day in ("2016-11-01", "2016-12-03", "2016-12-06"):
        ask("control-at", "control", "at", "practice", day)
    ask("control-history", "control", "history", "practice", "invented mill")
    ask("control-share", "control", "share", "practice", "2016-12-06", "--of", "Invented East")
    ask("map", "map", "practice", "--date", "2016-12-06", "--out", "map.svg")


def ground(ask: Ask) -> None:
    """Record a truce, movements, damage and dated counts, all invented, and ask what is made of them."""
    why = ("--actor", "second", "--reason", "a practice")
    stages = (
        {"kind": "took_effect", "at": "2016-05-04", "time_text": "00:00", "said_by": "A", "hours": 48},
        {"kind": "took_effect", "at": "2016-05-05", "said_by": "B"},
        {"kind": "broken", "at": "2016-05-05", "place": "Invented Town", "by": ["rebels"]},
        {"kind": "ended", "at": "2016-05-06"},
    )
    set_ones = [f"stages={json.dumps(one)}" for one in stages]
    told = [
        ("agreement", "title=Invented deal", "zone=Invented Town", *set_ones),
        *(
            ("movement", "kind=evacuation", "moved_on=2016-05-05", "counting=cumulative", f"said_by={source}", number)
            for source, number in (("A", "people=9"), ("B", "people=12+"))
        ),
        ("damage", "survey=Invented", "damage_class=severe", "objects=3+", "examined=9"),
        ("damage", "title=Invented mill", "damage_class=destroyed"),
        ("dated_count", "measure=service", "value=8", "place=Invented Town", "counted_on=2016-05"),
        ("dated_count", "measure=population", "value=900", "place=Invented Town", "counted_on=2016-05"),
    ]
    for kind, *values in told:
        ask("record", "record", "practice", kind, *(word for one in values for word in ("--set", one)), *why)
    for verb in ("truces", "movements", "damage", "dated-counts"):
        ask(verb, verb, "practice")


def readings(ask: Ask) -> None:
    """Ask what reads and changes nothing."""
    toll = ask("toll", "toll", "practice", "--period", "2019-03")
    for axis in ("cause", "governorate", "month", "verification"):
        ask("toll", "toll", "practice", "--period", "2019-03", "--clock", "died", "--by", axis)
    for reason in ("waiting", "left_out", "no_number", "undated", "spanning", "counted_once", "oddities"):
        ask("toll-list", "toll", "practice", "--period", "2019-03", "--list", reason)
    traced = ask("trace", "trace", "practice", toll["total"]["figure"])
    shown = ask("show-register", "show", "practice")
    for item in shown["items"]:
        ask("show-item", "show", "practice", item["sha256"])
        ask("copies", "copies", "practice", item["sha256"])
        ask("take", "take", "practice", item["sha256"], "--out", "taken")
    ask("show-item", "show", "practice", shown["items"][0]["sha256"], "--words")
    ask("prove", "prove", "practice", shown["items"][0]["sha256"])
    to = ("--act", "copied", "--copy", "working", "--to", "Invented Lab", "--reason", "to enlarge", "--on", "2026-11")
    ask("custody", "custody", "practice", shown["items"][0]["sha256"], *to)
    ask("stamp", "stamp", "practice")
    ask("alike", "alike", "practice")
    ask("receive", "receive", "practice", "page.warc", "--source", "Invented Archive (invented)")
    drawn = ask("add", "add", "practice", "square.png", "--source", "Invented Monitor (invented)")["added"][0]["item"]
    hidden = ("--box", "0,0,500,500", "--authorised-by", "second", "--reason", "a practice")
    ask("redact", "redact", "practice", drawn, *hidden)
    ask("prove", "prove", "practice", shown["items"][0]["sha256"], "--out", "proof")
    for part in traced["parts"]:
        ask("show-record", "show", "practice", part["record"])
        ask("history", "history", "practice", part["record"])
        ask("methodology-explain", "methodology", "explain", "practice", part["record"])
    ask("show-statement", "show", "practice", traced["parts"][0]["statements"][0]["statement"])
    ask("history-access", "history", "practice", "--access")
    ask("search", "search", "practice", "Example Town 1")
    ask("compare", "compare", "practice")
    ask("audit", "audit", "practice")
    ask("audit", "audit", "practice", "--item", shown["items"][0]["sha256"])
    ask("schema", "schema")
    ask("methodology-list", "methodology", "list")
    ask("methodology-adopt", "methodology", "adopt", "practice", "ohchr", "--actor", "second")
    ask("methodology-diff", "methodology", "diff", "practice", "snhr", "ohchr", "--period", "2019-03")
    for reading in declared_readings():
        if not reading.verb:
            needed = ("--period", "2019-03") if any(one.required for one in reading.asks) else ()
            ask(reading.slug, reading.slug, "practice", *needed)


def reviewing(ask: Ask) -> None:
    """Add a note and its copy; accept, reject, split, merge, confirm and undo what they claim."""
    files = ("note.txt", "copy.txt", "bad.pdf")
    added = ask("add", "add", "practice", *files, "--source", "Invented Monitor (invented)")["added"]
    ask("claims-file", "claims", "note.txt")
    waiting = ask("claims", "claims", "practice")["waiting"]
    ask("claims-explained", "claims", "practice", "--explain", waiting[0]["id"])
    ask("claims-changed", "claims", "practice", "--changed")
    dead = [one for one in waiting if one.get("number", {}).get("unit") == "killed"]
    note, copy = ([one["id"] for one in dead if one["item"] == file["item"]] for file in added)
    words = ("--actor", "second", "--reason", "read")
    judged = ask("judge", "judge", "practice", note[0], "--accept", *words, "--set", "civilian_status=civilian")
    ask("undo", "undo", "practice", judged["judgement"], *words)
    ask("judge", "judge", "practice", note[0], "--reject", *words)
    other = next(one["id"] for one in waiting if one["item"] == added[0]["item"] and one["kind"] == "damage")
    done = ask("judge-passage", "judge", "practice", other, "--passage", "--accept", *words)
    ask("undo", "undo", "practice", done["judgement"], *words)
    parts = ("--part", "words=two civilians", "number=1", "--part", "words=were killed", "number=1")
    ask("split", "split", "practice", note[2], *words, *parts)
    ask("methodology-adopt", "methodology", "adopt", "practice", "four.toml", "--actor", "second")
    ask("merge", "merge", "practice", copy[0], copy[1], *words)
    ask("quote", "quote", "practice", added[0]["item"], "Invented Town", "--kind", "statement", *words)
    second = ask("claims-second", "claims", "practice", "--second")["second"]
    ask("confirm", "confirm", "practice", second[0]["judgement"], "--actor", "third", "--reason", "read")


def recording(ask: Ask) -> None:
    """Enter records by hand and from a table, join and part them, take a statement back, destroy words."""
    why = ("--actor", "second", "--reason", "a practice")
    dry = ("--mapping", "m.toml", "--skip-bad-rows", "--dry-run")
    ask("import", "import", "practice", "t.csv", *dry)
    imported = ask("import", "import", "practice", "t.csv", "--mapping", "m.toml", "--skip-bad-rows", *why)
    ask("import-undone", "import", "practice", "--undo", imported["import"], *why)
    first = ask("record", "record", "practice", "incident", "--set", "title=Invented Town", *why)
    second = ask("record", "record", "practice", "incident", "--set", "title=Invented Town", *why)
    pair = (first["record"], second["record"])
    for verb in ("apart", "same", "unsure", "unlink"):
        ask("link", verb, "practice", *pair, *why)
    ask("retract", "retract", "practice", second["statements"][0], *why)
    ask("destroy", "destroy", "practice", second["statements"][0], *why, "--second-actor", "third")
    lost = ask("add", "add", "practice", "lost.txt", "--source", "Invented Witness (invented)")["added"][0]["item"]
    ask("destroy", "destroy", "practice", lost, *why, "--second-actor", "third")
    ask("readmit", "readmit", "practice", "lost.txt", "--source", "Herself", *why, "--second-actor", "third")
    ask("classify", "classify", "practice", lost, "sealed", *why)
    died = ask("record", "record", "practice", "victim", "--set", "name=Invented Name", *why)["record"]
    agreed = ("--given-by", "relative", "--language", "ar", "--explained-by", "second", "--on", "2020-01-02")
    ask("consent", "consent", "practice", died, "--purpose", "publish", *agreed)
    ask("consent", "consent", "practice", died, "--purpose", "publish", "--withdraw", "--reason", "the family asked")
    ask("comment", "comment", "practice", died, "Invented: who has the second list?", "--actor", "second")
    ask("comments", "comments", "practice", "--about", died)


def reporting(folder: Path, ask: Ask) -> None:
    """Write a report's words, publish it and withdraw it."""
    for language in ("en", "ar"):
        (folder / language).write_text("An invented context." if language == "en" else "سياق مختلق.", "utf-8")
    month, why = ("--period", "2019-03"), ("--reason", "a practice")
    ask("compose", "compose", "practice", *month, "--part", "context", "--en", "en", "--ar", "ar", *why)
    ask("compose", "compose", "practice", *month)
    written = ask("report", "report", "practice", *month, "--format", "html")
    seen = ("--publish", "--seen", str(written["seq"]))
    published = ask("report", "report", "practice", *month, "--format", "html", *seen, *why)
    ask("report-withdrawn", "report", "practice", "--withdraw", published["publication"], *why)


def keeping(folder: Path, ask: Ask) -> None:
    """Begin a register, check, rebuild, back up and restore one, adopt a methodology, make an account and a token."""
    ask("init", "init", "fresh", "--owner", "lead")
    method = next((folder / "practice" / "methodology").glob("*.toml"))
    ask("methodology-check", "methodology", "check", str(method))
    ask("verify", "verify", "practice", "--figures")
    ask("rebuild", "rebuild", "example")
    ask("repair", "repair", "example")
    ask("backup", "backup", "practice", "practice.age", "--recipient", RECIPIENT)
    ask("restore", "restore", "restored", "practice.age", "--identity", key_file(folder))
    two = ("--reason", "a practice", "--second-actor", "second")
    ask("export", "export", "practice", "--format", "ged", "--audience", "internal", "--out", "practice-ged")
    ask("export-all", "export-all", "practice", "out.age", "--recipient", RECIPIENT, *two)
    town = ask("record", "record", "example", "incident", "--set", "title=Town", "--reason", "r")["record"]
    to = ("--for", "coi", "--recipient", RECIPIENT, "--record", town, "--out", "coi.age")
    ask("pack", "pack", "example", *to)
    (folder / "who.json").write_text('{"name": "Invented Name"}')
    sealed = ask("seal", "seal", "practice", "who.json")
    ask("reveal", "reveal", "practice", sealed["handle"], *two)
    (folder / "places.csv").write_text("name_en,name_ar,lat,lon\nInvented Town,بلدة مخترعة,10,20\n", "utf-8")
    ask("theatre", "theatre", "new", "ours")
    ask("theatre", "theatre", "check", "ours")
    ask("theatre-list", "theatre", "list")
    ask("theatre-import", "theatre", "import", "ours", "places.csv")
    (folder / "where.csv").write_text("where\nIdlib city\nMansoura\nInvented Town\n", "utf-8")
    (folder / "where.toml").write_text('[columns]\nplace = "where"\n', "utf-8")
    ask("mapping", "mapping", "guess", "where.csv")
    ask("mapping-list", "mapping", "list")
    ask("geocode", "geocode", "where.csv", "--mapping", "where.toml", "--out", "placed.csv")
    (folder / "people.csv").write_text("id,name\n1,Salem Omar\n2,Salem Omar\n", "utf-8")
    (folder / "people.toml").write_text('[columns]\nid = "id"\nname = "name"\n', "utf-8")
    ask("dedupe", "dedupe", "people.csv", "--mapping", "people.toml", "--out", "persons.csv")
    ask("link-lists", "link", "people.csv", "people.csv", "--mapping", "people.toml", "--out", "links.csv")
    ask("link-pairs", "link", "practice")
    (folder / "truth.csv").write_text("left_id,right_id\n1,1\n2,2\n", "utf-8")
    ask("measure-links", "measure-links", "links.csv", "--truth", "truth.csv")
    square = {"type": "Polygon", "coordinates": [[[37, 36], [37.1, 36], [37.1, 36.1], [37, 36.1], [37, 36]]]}
    drawn = [{"properties": {"name": name}, "geometry": square if name else None} for name in ("Oldgate", "")]
    (folder / "gates.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": drawn}), "utf-8")
    for name in ("Oldgate", "Oldgate Bridge"):
        ask("record", "record", "example", "place", "--set", f"name={name}", "--reason", "invented")
    ask("boundaries", "boundaries", "example", "gates.geojson", "--dataset", "Invented", "--version", "1")
    ask("keys", "keys", "practice")
    ask("clock", "clock", "practice")
    ask("clock", "clock", "practice", "--confirm")


def test_every_verb_with_a_document_is_walked_and_has_a_schema(documents):
    told = {name.split("-")[0] for name in documents} | set(documents)
    told |= {"apart", "same", "unsure", "unlink", *ELSEWHERE}

    assert set(cli_page.verbs()) - told == WITHOUT_A_DOCUMENT
    assert {path.stem for path in SCHEMAS.glob("*.json")} == set(documents) | ELSEWHERE


def failures(schema: dict[str, Any], found: list[Any]) -> Iterator[str]:
    """Yield where documents leave their schema, without their words."""
    validator = jsonschema_rs.Draft202012Validator(schema)
    for document in found:
        yield from (f"{list(one.instance_path)}: {one.message[:200]}" for one in validator.iter_errors(document))


@pytest.mark.parametrize("name", sorted(path.stem for path in SCHEMAS.glob("*.json") if path.stem not in ELSEWHERE))
def test_every_document_keeps_to_its_schema(documents, name):
    assert list(failures(closed(schema_of(name)), documents[name])) == []


def test_a_key_that_came_and_a_key_that_went_are_both_seen(documents):
    toll = documents["toll"][0]
    without_total = {key: value for key, value in toll.items() if key != "total"}

    assert list(failures(closed(schema_of("toll")), [{**toll, "weather": "dry"}]))
    assert list(failures(schema_of("toll"), [{**toll, "weather": "dry"}])) == []
    assert list(failures(schema_of("toll"), [without_total]))


def test_accounts_and_tokens_keep_to_their_schema(tmp_path):
    """In a process of its own: accounts belong to the desk, which is set up once a process."""
    main(["init", str(tmp_path / "register"), "--owner", "lead"])
    (tmp_path / "password").write_text("an invented long password", "utf-8")

    def admin(*words: str) -> Any:
        command = [sys.executable, "-m", "sijill", "admin", str(tmp_path / "register"), *words, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
        return json.loads(done.stdout)

    made = admin("create", "Keeper", "--password-file", str(tmp_path / "password"))
    token = admin("token", "Keeper", "--scope", "read")
    revoked = admin("revoke", token["id"])

    assert list(failures(closed(schema_of("admin")), [made, token, revoked])) == []
