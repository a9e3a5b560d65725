"""
Entries by hand and imports: one act of one person, one append, and the same rule at every door.

Everybody and everything entered here is invented.
"""

from __future__ import annotations

import json
import re

import pytest
from tests.age_keys import RECIPIENT, key_file
from tests.unit.web.conftest import _django, register, sign_in
from tests.unit.workspace.test_four_eyes import asking

from sijill.actions.entries import ManualEntry, NobodyNamed, NothingEntered, NotWaiting, WordsMissing
from sijill.actions.tables import NotAnImport
from sijill.actions.verdicts import SamePerson
from sijill.cli import main
from sijill.ledger import AppendIdReused, QueueQuery, RecordMovedOn, Stage, UnknownEntry
from sijill.model import Outcome
from sijill.model.cards import UnknownProperty
from sijill.model.figures import Note
from sijill.model.parties import UnknownParty
from sijill.records import UnknownSubjectKind
from sijill.values import UnknownWord

__all__ = ["_django", "register", "sign_in"]  # fixtures

WORDS = "Five people were killed when shells fell on Invented Town on 7 May 2016; Yusuf al-Mithal was one of them."
ENTRY = ManualEntry(
    words=WORDS,
    source="Invented Monitor",
    victim={"name": "Yusuf al-Mithal", "died_on": "2016-05-07", "civilian_status": "civilian"},
    incident={"title": "Invented shelling", "happened_on": "2016-05-07"},
)
FORM = {
    "name_en": "Yusuf al-Mithal",
    "civilian_status": "civilian",
    "title": "Invented shelling",
    "happened_on": "2016-05-07",
    "outcome": "killed",
    "source": "Invented Monitor",
    "words": WORDS,
}
TABLE = """Name,Date,Role
Invented Person One,2016-05-03,medical;media
Invented Person Two,2016-05-04,beekeeper
"""
MAPPING = """
kind = "victim"
source = "Invented list"
[columns]
"name.en" = "Name"
died_on = "Date"
groups = "Role"
[constants]
statuses = "killed"
civilian_status = "civilian"
"""


def said(capsys, *words):
    """Run a command and return the JSON document it wrote."""
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def by_command(register, capsys, *more):
    """Enter the invented entry at the command line."""
    values = ["name=Yusuf al-Mithal", "died_on=2016-05-07", "civilian_status=civilian"]
    shared = ["incident.title=Invented shelling", "incident.happened_on=2016-05-07"]
    sets = [word for one in (*values, *shared) for word in ("--set", one)]
    source = ["--words", WORDS, "--source", "Invented Monitor", "--actor", "documenter"]
    return said(capsys, "record", str(register.folder), "victim", *sets, *source, *more)


def by_form(register, sign_in, **more):
    """Send the invented entry as the desk's form."""
    return sign_in("documenter").post("/enter/", {**FORM, "append_id": register.new_id(), **more})


def enter(register, entry=ENTRY, who="documenter", **more):
    """Enter an entry in Python."""
    return register.acting_as(who).records.enter(entry, **more)


def bring_in(register, who="documenter", **more):
    """Import the invented table of two persons."""
    return register.acting_as(who).exchange.import_table(TABLE.encode(), MAPPING, name="invented.csv", **more)


def kinds(register):
    """Return the kinds of the records there are, in order."""
    return sorted(one.kind for one in register.records.all())


def of_kind(register, kind):
    """Return the records of a kind."""
    return [one for one in register.records.all() if one.kind == kind]


def killed(register):
    """Return how many were killed in May 2016, by the day they died, and what is told beside it."""
    toll = register.counts.toll("2016-05", clock="died")[1]
    return toll.total.figure.best, toll.notes


def waits(register):
    """Return how many things wait for a second person."""
    return register.review.queue.count(QueueQuery(stage=Stage.SECOND), most=9)


# -- one append ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["python", "command line", "desk"])
def test_a_whole_entry_is_one_append_at_every_door(door, register, capsys, sign_in):
    """DESIGN 3: one action, one append. Words, claim, person, incident and the act between them come in together."""
    before = register.seq

    match door:
        case "python":
            enter(register)
        case "command line":
            by_command(register, capsys)
        case "desk":
            by_form(register, sign_in)

    made = list(register.records.entries(after=before))
    assert len({entry.append_id for entry in made}) == 1
    assert [entry.kind for entry in made][:5] == ["item", "custody", "text", "claim", "judgement"]
    assert kinds(register) == ["act", "incident", "victim"]
    assert killed(register)[0] == 1


@pytest.mark.parametrize("door", ["python", "command line", "desk"])
def test_a_form_sent_twice_changes_nothing(door, register, capsys, sign_in):
    """DESIGN 4: the same append id again changes nothing and returns the first receipt."""
    form = register.new_id()

    for _ in range(2):
        match door:
            case "python":
                enter(register, append_id=form)
            case "command line":
                by_command(register, capsys, "--append-id", form)
            case "desk":
                assert by_form(register, sign_in, append_id=form).status_code == 302

    assert kinds(register) == ["act", "incident", "victim"]
    assert killed(register)[0] == 1


@pytest.mark.parametrize("door", ["python", "command line", "desk"])
def test_one_form_with_other_content_is_refused(door, register, capsys, sign_in):
    """DESIGN 4: the same append id with other content is refused."""
    form = register.new_id()
    enter(register, append_id=form)
    other = ManualEntry(WORDS, "Invented Monitor", victim={"name": "Somebody Else (invented)"})

    match door:
        case "python":
            with pytest.raises(AppendIdReused):
                enter(register, other, append_id=form)
        case "command line":
            command = ["record", str(register.folder), "victim", "--set", "name=Somebody Else", "--words", WORDS]
            assert main([*command, "--source", "Invented Monitor", "--actor", "documenter", "--append-id", form]) == 1
            assert "AppendIdReused" in capsys.readouterr().err
        case "desk":
            assert by_form(register, sign_in, append_id=form, name_en="Somebody Else").status_code == 400

    assert len(of_kind(register, "victim")) == 1


def test_what_was_entered_by_hand_waits_for_nobody_and_its_words_are_proposed_to_nobody(register):
    """
    Issue 8, 2: the claim of an entry by hand is judged by the entry itself.

    A claim that a machine found in the same words would have the same dead counted twice, also
    after the projections were made anew.
    """
    before = {claim.id for claim in register.review.claims()}

    done = enter(register)
    register.keeping.rebuild()

    assert {claim.id for claim in register.review.claims()} == before
    assert waits(register) == 0
    assert register.records.entry(done.judgement).actor == "documenter"


def test_nothing_is_put_into_the_mouth_of_who_enters(register, sign_in):
    """Issue 8, 2: a reason that nobody typed is nobody's."""
    by_form(register, sign_in)

    judged = [entry.body for entry in register.records.entries(kind="judgement")]
    assert [body["reason"] for body in judged] == [""]


def test_another_source_is_added_onto_a_record_only_as_it_was_seen(register):
    """DESIGN 4: of two who add to one record, the later sees what it holds now."""
    person = enter(register).subject
    seen = register.opened.ledger.last_seq(person)
    later = ManualEntry("He was 31, it was said.", "Invented Second", victim={"age": "31"}, onto=person)

    enter(register, later, expect={person: seen})

    held = register.records.of(person).held
    assert [one.value.low for one in held["age"]] == [31]
    assert len(held["documented_on"]) == 1
    with pytest.raises(RecordMovedOn):
        enter(register, ManualEntry("He was 32.", "Third", victim={"age": "32"}, onto=person), expect={person: seen})


def test_two_people_of_one_sentence_are_two_entries(register):
    """Words that name two people are entered once for each; the words are sealed once."""
    enter(register)
    items = len(register.evidence.items())

    enter(register, ManualEntry(WORDS, "Invented Monitor", victim={"name": "Salim Akhar (invented)"}))

    assert len(of_kind(register, "victim")) == 2
    assert len(register.evidence.items()) == items


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        (ManualEntry("  ", "Invented Monitor", victim={"name": "Yusuf"}), WordsMissing),
        (ManualEntry(WORDS, " ", victim={"name": "Yusuf"}), WordsMissing),
        (ManualEntry(WORDS, "Invented Monitor", victim={"sex": "male"}), NobodyNamed),
        (ManualEntry(WORDS, "Invented Monitor"), NothingEntered),
        (ManualEntry(WORDS, "Invented Monitor", victim={"name": "Yusuf"}, onto="nothing"), UnknownEntry),
        (ManualEntry(WORDS, "Invented Monitor", victim={"name": "Yusuf", "colour": "x"}), UnknownProperty),
        (ManualEntry(WORDS, "Invented Monitor", incident={"attribution": "martians"}), UnknownParty),
        (ManualEntry(WORDS, "Invented Monitor", incident={"civilian_status": "civilan"}), UnknownWord),
    ],
)
def test_a_half_entered_record_is_impossible(entry, refusal, register):
    """One action, one append: what is refused leaves nothing behind."""
    before = register.seq

    with pytest.raises(refusal):
        enter(register, entry)

    assert register.seq == before


@pytest.mark.parametrize(
    ("given", "at", "told"),
    [
        ({"words": ""}, "words", "Fill this in."),
        ({"words": "  "}, "words", "Fill this in."),
        ({"source": ""}, "source", "Fill this in."),
        ({"name_en": "", "sex": "male"}, "name_ar", "Give the name of the person in either script"),
        # Who says that somebody was a civilian speaks of a person, also where no title says what happened.
        ({"name_en": "", "title": ""}, "name_ar", "Give the name of the person in either script"),
        ({"name_en": "", "civilian_status": "", "title": ""}, "title", "Give a name in either script"),
    ],
)
def test_the_desk_says_what_an_entry_lacks_and_records_nothing(given, at, told, register, sign_in):
    """The same refusals at the desk, beside the field that lacks it, in the words of its page."""
    before = register.seq

    answer = by_form(register, sign_in, **given)

    assert answer.status_code == 400
    ((field, words),) = re.findall(r'<li><a href="#(\w+)">[^<]*</a>: ([^<]*)', answer.content.decode())
    assert (field, words[: len(told)]) == (at, told)
    assert register.seq == before


def test_a_party_that_the_tree_lacks_is_a_record_and_blames_nobody(register):
    """A party is filed only by the tree; a name that it lacks is kept as the source has it."""
    enter(register, ManualEntry(WORDS, "Invented Monitor", incident={"title": "x"}, party="Invented Brigade"))
    enter(register, ManualEntry("Other words.", "Invented Monitor", incident={"title": "y"}, party="Hizbollah"))

    first, second = of_kind(register, "incident")
    assert [one.noun.name for one in of_kind(register, "party")] == ["Invented Brigade"]
    assert first.noun.attribution is None
    assert second.noun.attribution.parties == ("hezbollah",)


# -- a second person -------------------------------------------------------------------------------------------------


@pytest.fixture
def four_eyes(register):
    """The register under a methodology that has a second person confirm everything."""
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    return register


@pytest.mark.parametrize("door", ["python", "command line", "desk"])
def test_an_entry_waits_for_a_second_person_where_the_methodology_asks(door, four_eyes, capsys, sign_in):
    """Issue 8, 2: until another confirms it nothing of it is counted or found; what waits is told beside figures."""
    match door:
        case "python":
            name = enter(four_eyes).judgement
        case "command line":
            name = by_command(four_eyes, capsys)["judgement"]
        case "desk":
            name = by_form(four_eyes, sign_in)["Location"].split("/")[-2]

    assert kinds(four_eyes) == []
    assert four_eyes.search("Mithal", kinds=["victim"]) == []
    assert killed(four_eyes) == (0, (Note("awaited_entries", 1),))

    match door:
        case "python":
            four_eyes.acting_as("second").review.confirm(name, reason="I read it")
        case "command line":
            said(capsys, "confirm", str(four_eyes.folder), name, "--reason", "I read it", "--actor", "second")
        case "desk":
            sign_in("second").get(f"/second/{name}/")
            sign_in("second").post(f"/second/{name}/confirm/", {"agrees": "yes", "reason": "I read it"})

    assert kinds(four_eyes) == ["act", "incident", "victim"]
    assert killed(four_eyes) == (1, ())


@pytest.mark.parametrize("door", ["python", "command line"])
def test_an_import_waits_whole_and_is_confirmed_by_its_id(door, four_eyes, capsys):
    """Issue 8, 2: an import is one act with its summary."""
    done = bring_in(four_eyes)

    assert done.waits
    assert kinds(four_eyes) == []
    assert killed(four_eyes) == (0, (Note("awaited_records", 2),))

    if door == "python":
        four_eyes.acting_as("second").review.confirm(done.append_id, reason="I read the table")
    else:
        folder = str(four_eyes.folder)
        assert [one["act"] for one in said(capsys, "claims", folder, "--second")["second"]] == ["import"]
        said(capsys, "confirm", folder, done.append_id, "--reason", "I read the table", "--actor", "second")

    assert kinds(four_eyes) == ["victim", "victim"]
    assert killed(four_eyes) == (2, ())
    assert waits(four_eyes) == 0


def test_a_value_stated_by_decision_waits_too(four_eyes, capsys):
    """Four eyes would be none if the same dead could be recorded by one person's decision."""
    values = ["--set", "statuses=killed", "--set", "died_on=2016-05-07", "--set", "civilian_status=civilian"]
    reason = ["--reason", "I saw him buried", "--actor", "documenter"]

    done = said(capsys, "record", str(four_eyes.folder), "victim", *values, *reason)

    assert (done["waits"], done["record"]) == (True, None)
    assert killed(four_eyes) == (0, (Note("awaited_entries", 1),))
    four_eyes.acting_as("second").review.confirm(done["judgement"], reason="I asked the family")
    assert killed(four_eyes) == (1, ())


@pytest.mark.parametrize("act", ["entry", "import", "values"])
@pytest.mark.parametrize("who", ["documenter", "Documenter"])
def test_nobody_confirms_what_they_entered_also_in_other_letters(act, who, four_eyes):
    """DESIGN 9: a second person is another person."""
    name = waiting(four_eyes, act)

    with pytest.raises(SamePerson):
        four_eyes.acting_as(who).review.confirm(name, reason="I read it")

    assert kinds(four_eyes) == []


@pytest.mark.parametrize("act", ["entry", "import", "values"])
def test_a_second_person_who_disagrees_ends_it(act, four_eyes):
    """What is refused never stands, and waits no more."""
    name = waiting(four_eyes, act)

    four_eyes.acting_as("second").review.confirm(name, reason="the words do not say so", agrees=False)

    assert (kinds(four_eyes), waits(four_eyes), killed(four_eyes)) == ([], 0, (0, ()))
    with pytest.raises(NotWaiting):
        four_eyes.acting_as("third").review.confirm(name, reason="I read it")


@pytest.mark.parametrize("act", ["entry", "import", "values"])
def test_what_was_entered_or_confirmed_can_be_taken_back(act, four_eyes):
    """Promise 2: taking back is one more entry. After it the first word waits again, and can be taken back itself."""
    name = waiting(four_eyes, act)
    confirmed = four_eyes.acting_as("second").review.confirm(name, reason="I read it").judgement

    four_eyes.acting_as("second").review.undo(confirmed, reason="too quick")

    assert (kinds(four_eyes), waits(four_eyes)) == ([], 1)
    four_eyes.acting_as("documenter").review.undo(name, reason="another person was meant")
    assert (kinds(four_eyes), waits(four_eyes)) == ([], 0)
    assert four_eyes.keeping.verify().holds


def waiting(register, act):
    """Have something of a kind wait, and return the name by which it is confirmed."""
    match act:
        case "entry":
            return enter(register).judgement
        case "import":
            return bring_in(register).append_id
        case _:
            values = {"title": "Invented shelling"}
            return register.acting_as("documenter").records.record("incident", values, reason="I was there").judgement


def test_an_import_is_undone_whole_before_and_after_it_was_confirmed(four_eyes, capsys):
    """``--undo IMPORT`` takes back the table, whether it waits or stands."""
    done = bring_in(four_eyes)
    four_eyes.acting_as("second").review.confirm(done.append_id, reason="I read the table")

    undone = said(capsys, "import", str(four_eyes.folder), "--undo", done.append_id, "--reason", "wrong list")

    assert undone["withdrawn"] == sum(1 for _ in four_eyes.records.entries(kind="statement"))
    assert (kinds(four_eyes), waits(four_eyes)) == ([], 0)
    with pytest.raises(NotAnImport):
        four_eyes.exchange.undo_import(done.append_id, reason="again")


def test_an_import_is_undone_by_the_common_word_too(register):
    """``undo`` takes the id of an import as it takes a verdict's."""
    done = bring_in(register)

    register.review.undo(done.append_id, reason="wrong list")

    assert kinds(register) == []


def test_a_dry_run_says_what_would_wait(four_eyes, tmp_path, capsys):
    """What an import would do is told before it is done."""
    (tmp_path / "list.csv").write_text(TABLE, "utf-8")
    (tmp_path / "list.toml").write_text(MAPPING, "utf-8")
    command = ["import", str(four_eyes.folder), str(tmp_path / "list.csv"), "--mapping", str(tmp_path / "list.toml")]

    tried = said(capsys, *command, "--dry-run")

    assert (tried["waits"], tried["records"], tried["seq"]) == (True, 2, None)
    assert waits(four_eyes) == 0


@pytest.mark.parametrize("act", ["entry", "import", "values"])
def test_what_waits_outlives_a_rebuild_and_goes_with_its_words(act, four_eyes):
    """What waits is in the log; destroying the document takes it along."""
    waiting(four_eyes, act)

    four_eyes.keeping.rebuild()
    before = waits(four_eyes)
    item = four_eyes.evidence.items()[-1].id
    four_eyes.keeping.destroy([item], reason="asked by the family", second_actor="second")

    assert (before, waits(four_eyes)) == (1, 0)
    assert four_eyes.keeping.verify().holds


def test_what_a_person_marked_comes_back_with_a_backup_and_still_waits(four_eyes, tmp_path, capsys):
    """A claim that waits stands in no log yet: quote, backup, restore and list it, by the commands alone."""
    (tmp_path / "note.txt").write_text("The shells killed 12 civilians in Invented Town on 7 May 2016.", "utf-8")
    folder, copy, kept = str(four_eyes.folder), str(tmp_path / "copy"), str(tmp_path / "kept.tar")
    (added,) = said(capsys, "add", folder, str(tmp_path / "note.txt"), "--source", "Invented Monitor")["added"]
    marked = said(capsys, "quote", folder, added["item"], "12 civilians", "--set", "number=12")
    before = said(capsys, "claims", folder)["waiting"]
    said(capsys, "backup", folder, kept, "--recipient", RECIPIENT)

    said(capsys, "restore", copy, kept, "--identity", key_file(tmp_path))

    assert said(capsys, "claims", copy)["waiting"] == before
    said(capsys, "rebuild", copy)
    assert said(capsys, "claims", copy)["waiting"] == before
    assert marked["claim"] in [one["id"] for one in before]


def test_what_waited_then_is_told_beside_the_figures_of_then(four_eyes):
    """As of an entry: the note stands on the same moment as the figure."""
    enter(four_eyes)
    then = four_eyes.seq
    four_eyes.acting_as("second").review.confirm(next(iter(ids(four_eyes))), reason="I read it")
    question, _ = four_eyes.counts.toll("2016-05", clock="died")

    counting = four_eyes.counts.counting(seq=then)
    toll = counting.toll(counting.question(question.window), axis="party")

    assert toll.notes == (Note("awaited_entries", 1),)


def ids(register):
    """Return the ids of what waits."""
    return [one.id for one in register.review.queue.page(QueueQuery(stage=Stage.SECOND), limit=9)]


@pytest.mark.parametrize("name", ["nothing", "import-0000", "item", "proposal"])
def test_a_word_on_nothing_or_on_another_kind_is_refused(name, four_eyes):
    """An id of nothing, of another kind, of another register."""
    names = {"item": four_eyes.evidence.items()[0].id, "proposal": four_eyes.review.claims()[0].id}

    with pytest.raises((UnknownEntry, NotWaiting)):
        four_eyes.acting_as("second").review.confirm(names.get(name, name), reason="I read it")


def test_the_desk_lists_what_waits_and_shows_what_would_be_recorded(four_eyes, sign_in):
    """Where claims wait for a second person, entries and imports are listed beside them, in both languages."""
    entered, imported = waiting(four_eyes, "entry"), bring_in(four_eyes)
    table = next(name for name in ids(four_eyes) if name != entered)

    queue = sign_in("second").get("/queue/?tab=second").content.decode()
    in_arabic = sign_in("second", "ar").get("/queue/?tab=second").content.decode()
    entry = sign_in("second").get(f"/second/{entered}/").content.decode()
    whole = sign_in("second").get(f"/second/{table}/").content.decode()

    assert imported.waits
    assert "entry by hand" in queue
    assert "imported table" in queue
    assert "إدخال يدوي" in in_arabic
    assert "Invented shelling" in entry
    assert "2 records of 2 rows" in whole


def test_the_desk_says_beside_a_toll_what_waits(four_eyes, sign_in):
    """Told beside figures, in both languages, never counted."""
    enter(four_eyes)

    english = sign_in("analyst").get("/tolls/?period=2016-05&clock=died").content.decode()
    arabic = sign_in("analyst", "ar").get("/tolls/?period=2016-05&clock=died").content.decode()

    assert "1 entry by hand waits for a second person and is not counted." in english
    assert "ينتظر إدخال يدوي واحد" in arabic


def test_only_what_the_methodology_calls_sensitive_waits(register):
    """``four_eyes = "sensitive"``: the kinds of claim that are named, and entries and tables of such things."""
    register.counts.adopt_methodology(asking('four_eyes = "sensitive"\nsensitive = ["detention"]'))

    assert not enter(register).waits
    assert not bring_in(register).waits


# -- the documented day ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["command line", "python", "entry", "import", "desk"])
def test_a_new_person_has_the_day_of_the_acceptance_as_documented_day(door, register, capsys, sign_in):
    """DESIGN 6, three clocks: the day documented is the record's own, else the day of the acceptance."""
    values = {"statuses": "killed", "died_on": "2016-05-07", "civilian_status": "civilian"}

    match door:
        case "command line":
            sets = [word for name, value in values.items() for word in ("--set", f"{name}={value}")]
            said(capsys, "record", str(register.folder), "victim", *sets, "--reason", "I saw it")
        case "python":
            register.records.record("victim", values, reason="I saw it")
        case "entry":
            enter(register)
        case "import":
            bring_in(register)
        case "desk":
            by_form(register, sign_in)

    days = {one.noun.documented_on.edtf for one in register.records.all() if one.kind != "act"}
    assert days == {register.opened.doing().today.isoformat()}


def test_a_stated_documented_day_is_kept_and_adding_to_a_record_sets_none(register):
    """Its own where stated; a record that exists was documented when it was made."""
    own = register.records.record("victim", {"sex": "male", "documented_on": "2016-06-01"}, reason="its file")
    register.records.record("victim", {"age": {"low": 3, "high": 3}}, subject=own.subject, reason="its file")

    assert [one.value.edtf for one in register.records.of(own.subject).held["documented_on"]] == ["2016-06-01"]


# -- the words of the vocabulary -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "values", "refusal", "meant"),
    [
        ("victm", {"sex": "male"}, UnknownSubjectKind, "victim"),
        ("victim", {"civilan_status": "civilian"}, UnknownProperty, "civilian_status"),
        ("victim", {"civilian_status": "civilan"}, UnknownWord, "civilian"),
        ("victim", {"statuses": "kiled"}, UnknownWord, "killed"),
        ("victim", {"groups": "mediacl"}, UnknownWord, "medical"),
        ("victim", {"cause": "tortur"}, UnknownWord, "torture"),
        ("incident", {"weapon": "barel_bomb"}, UnknownWord, "barrel_bomb"),
        (
            "incident",
            {"attribution": {"mode": "single", "parties": ["hezbolah"]}},
            UnknownParty,
            "hezbollah",
        ),
    ],
)
def test_a_misspelt_word_is_refused_with_the_word_that_is_meant(kind, values, refusal, meant, register, capsys):
    """Issue 8, 5: every code misspelt is refused with the word that is meant, in Python and at the command line."""
    with pytest.raises(refusal, match=meant):
        register.records.record(kind, values, reason="I saw it")

    (name, value), folder = next(iter(values.items())), str(register.folder)
    typed = value if isinstance(value, str) else json.dumps(value)
    assert main(["record", folder, kind, "--set", f"{name}={typed}", "--reason", "I saw it"]) == 1
    assert meant in capsys.readouterr().err


def test_martians_are_no_party(register, capsys):
    """A party is one of the tree, by slug or by any of its names."""
    command = ["record", str(register.folder), "incident", "--set", "attribution=martians", "--reason", "I saw it"]

    assert main(command) == 1
    assert "no party is called martians" in capsys.readouterr().err


@pytest.mark.parametrize("door", ["command line", "python", "entry", "import"])
def test_values_that_stand_together_are_separated(door, register, capsys):
    """A person may be of several groups: "medical,media" is two."""
    match door:
        case "command line":
            said(capsys, "record", str(register.folder), "victim", "--set", "groups=medical,media", "--reason", "known")
        case "python":
            register.records.record("victim", {"groups": "Media workers؛ medical"}, reason="known")
        case "entry":
            enter(register, ManualEntry(WORDS, "Invented", victim={"name": "Yusuf", "groups": "medical; media"}))
        case "import":
            bring_in(register)

    assert set(of_kind(register, "victim")[0].noun.groups) == {"medical", "media"}


@pytest.mark.parametrize(
    ("cell", "groups", "kept"),
    [
        ("medical media", {"medical", "media"}, set()),
        ("civil defence", {"civil_defence"}, set()),
        ("medical|beekeeper", {"medical"}, {"beekeeper"}),
        ("head of the village", set(), {"head of the village"}),
    ],
)
def test_an_imported_word_that_names_no_group_is_kept_beside_the_person(cell, groups, kept, register):
    """Issue 8, 5: the row is imported, its words are kept, listed and found."""
    table = f"Name,Date,Role\nInvented Person One,2016-05-03,{cell}\n"

    done = register.exchange.import_table(table.encode(), MAPPING, name="invented.csv")

    noun = of_kind(register, "victim")[0].noun
    assert set(noun.groups) == groups
    assert set(noun.groups_as_written) == kept == set(done.kept_words)
    assert bool(register.search("beekeeper")) is ("beekeeper" in cell)


def test_a_mapping_may_say_what_separates_the_values_of_a_cell(register):
    """A table has its own habits of writing."""
    table = "Name,Date,Role\nInvented Person One,2016-05-03,medical / media\n"

    register.exchange.import_table(table.encode(), MAPPING + '[separators]\ngroups = "/"\n', name="invented.csv")

    assert set(of_kind(register, "victim")[0].noun.groups) == {"medical", "media"}


def test_the_outcome_of_an_entry_is_one_of_the_list(register, capsys):
    """The act that joins a person and an incident has an outcome of the vocabulary."""
    done = by_command(register, capsys, "--set", "outcome=injured")

    assert of_kind(register, "act")[0].noun.outcome is Outcome.INJURED
    assert done["record"]
    sets = ["--set", "name=Yusuf", "--set", "outcome=injurd", "--words", WORDS, "--source", "Invented"]
    assert main(["record", str(register.folder), "victim", *sets]) == 1
    assert "injured" in capsys.readouterr().err
