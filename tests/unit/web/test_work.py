"""Long work: asked for once, done beside the pages, begun again after a stop, and never more than the role allows."""

from __future__ import annotations

import io

import pytest
from django.test import RequestFactory
from tests.published import publish_at_the_desk
from tests.unit.web.test_reading_pages import words_of

CHUNK = 64 * 1024


def job(**told):
    """Return a piece of work as it stands in the table."""
    from django.utils import timezone

    from sijill.web.desk.work.models import Job

    return Job.objects.create(**{"append_id": "invented", "created_at": timezone.now(), **told})


def test_a_report_is_asked_for_and_its_work_leads_to_it(register, sign_in, incident):
    browser = sign_in("lead")

    answer = publish_at_the_desk(browser, "2016-05")
    page = browser.get("/work/").content.decode()

    assert answer["Location"] == "/work/"
    assert "Publish the report of May 2016 done" in words_of(page)
    assert 'href="/reports/"' in page.split('id="work"')[1]
    assert len(register.publishing.publications()[0]["head"]) == 64


def test_the_same_form_sent_twice_publishes_once(register, sign_in, incident):
    browser = sign_in("lead")
    browser.get("/reports/preview/en/?period=2016-05")
    form = {"period": "2016-05", "reason": "checked", "append_id": "invented-form", "seen": register.seq}

    browser.post("/reports/publish/", form)
    browser.post("/reports/publish/", form)

    assert len(register.publishing.publications()) == 1


def test_work_that_was_cut_off_after_it_recorded_is_not_recorded_again(register, sign_in, incident):
    from sijill.web.desk.work.doing import carry_out

    sign_in("lead").get("/reports/preview/en/?period=2016-05")
    told = {"period": "2016-05", "reason": "checked", "without": [], "seen": register.seq}
    first = job(kind="publish", person="lead", about="2016-05", asked=told)
    carry_out(first.pk)
    type(first).objects.filter(pk=first.pk).update(state="waiting", asked=told)

    carry_out(first.pk)

    first.refresh_from_db()
    assert first.state == "done"
    assert len(register.publishing.publications()) == 1


def test_work_cut_off_by_a_stop_begins_again_at_the_next_start(register, sign_in, incident):
    from sijill.web.desk.work import worker

    cut = job(kind="audit", person="lead", state="running", tries=1)

    worker.begin_again()

    cut.refresh_from_db()
    assert cut.state == "done"
    assert cut.tries == 2


def test_work_that_was_stopped_twice_says_so_with_the_next_step(register, sign_in):
    from sijill.web.desk.work import worker

    job(kind="audit", person="lead", state="running", tries=2)
    worker.begin_again()

    page = words_of(sign_in("lead", "ar").get("/work/").content.decode())

    assert "أُوقف المكتب مرتين" in page


def test_the_queue_in_the_database_is_worked_off(register, sign_in, incident, queue_of_the_database):
    from sijill.web.desk.work import worker

    browser = sign_in("analyst")
    browser.post("/work/audit/")
    waiting = words_of(browser.get("/work/").content.decode())

    worker.work_off()
    done = words_of(browser.get("/work/").content.decode())

    assert "Check the printed sums of all documents in line" in waiting
    assert "Check the printed sums of all documents done" in done
    assert (register.folder / "cache" / "audited.json").exists()


@pytest.fixture
def queue_of_the_database(monkeypatch):
    """Put work into the queue of the database, as the desk does."""
    from django_tasks_db import DatabaseBackend

    from sijill.web.desk.work import tasks

    backend = DatabaseBackend(alias="default", params={})
    monkeypatch.setattr(type(tasks.work), "get_backend", lambda self: backend)


def test_work_of_somebody_whose_role_changed_is_not_done(register, sign_in, incident):
    from sijill.web.desk.work.doing import carry_out

    begun = job(kind="publish", person="viewer", about="2016-05", asked={"period": "2016-05", "reason": "x"})

    carry_out(begun.pk)

    assert "Your role does not allow this any more" in words_of(sign_in("viewer").get("/work/").content.decode())
    assert register.publishing.publications() == []


def test_nobody_sees_or_removes_the_work_of_another(register, sign_in):
    held = job(kind="audit", person="lead", state="done")

    assert "You asked for no long work." in words_of(sign_in("analyst").get("/work/").content.decode())
    assert sign_in("analyst").post(f"/work/{held.pk}/forget/").status_code == 404
    assert sign_in("lead").post(f"/work/{held.pk}/forget/").status_code == 302


def test_a_page_with_work_that_goes_on_shows_progress_and_refreshes_without_script(register, sign_in):
    job(kind="publish", person="lead", about="2016-05", state="running", done=2, whole=6)

    page = sign_in("lead").get("/work/").content.decode()

    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert 'max="6" value="2"' in page
    assert "2 of 6" in words_of(page)


def test_a_large_upload_is_read_in_the_background_and_nothing_of_it_stays_beside_the_register(
    register, sign_in, monkeypatch
):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from sijill.web.desk.pages import add
    from sijill.web.desk.work.models import Job

    monkeypatch.setattr(add, "LONG", 10)
    file = SimpleUploadedFile("invented.txt", b"Invented note. At least 9 civilians were killed in Invented Town.\n")

    answer = sign_in("documenter").post("/add/", {"source": "Invented Source", "file": file, "sensitivity": "team"})

    assert answer["Location"] == "/work/"
    held = Job.objects.get(kind="read")
    assert held.state == "done"
    assert held.asked == {}
    assert held.result.startswith("/documents/")
    assert list((register.folder / "tmp").glob("*.upload")) == []


def test_a_failure_says_what_to_do_and_a_defect_says_nothing_of_its_words(register, sign_in):
    from sijill.web.desk.work.doing import carry_out

    empty = job(kind="publish", person="lead", asked={"period": "soon", "reason": "x"})
    carry_out(empty.pk)
    broken = job(kind="publish", person="lead", asked={}, append_id="another")
    carry_out(broken.pk)

    page = words_of(sign_in("lead").get("/work/").content.decode())

    assert "That period cannot be read. Write a month like 2020-05" in page
    assert "Something went wrong on our side" in page


class Endless(io.RawIOBase):
    """A body that counts what was read of it."""

    taken = 0
    largest = 0

    def read(self, size=-1):
        assert 0 < size <= CHUNK
        self.taken += size
        self.largest = max(self.largest, size)
        return b"x" * size


@pytest.mark.parametrize(("language", "words"), [("en", "the desk takes 50 MB"), ("ar", "يقبل المكتب 50 ميغابايت")])
def test_an_upload_of_300_mb_is_refused_in_the_language_of_the_page_before_a_byte_is_kept(
    language, words, register, sign_in
):
    body = Endless()
    browser = sign_in("documenter", language)
    before = sorted((register.folder / "tmp").rglob("*"))

    answer = browser.generic(
        "POST",
        "/add/",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * 1024 * 1024),
        **{"wsgi.input": body},
    )

    assert answer.status_code == 413
    assert words in answer.content.decode()
    assert body.largest <= CHUNK
    assert sorted((register.folder / "tmp").rglob("*")) == before


def test_a_request_without_a_length_has_none(register):
    from sijill.web.desk.work import limits

    assert limits.declared(RequestFactory().get("/")) == 0


def test_the_words_of_a_defect_reach_neither_the_queue_nor_the_log(
    register, sign_in, queue_of_the_database, monkeypatch, caplog, capfd
):
    from django_tasks_db.models import DBTaskResult

    from sijill.web.desk.work import doing, worker
    from sijill.web.desk.work.tasks import work

    def breaks(*_):
        raise KeyError("Invented Secretname")

    monkeypatch.setitem(doing.WORK, "audit", (doing.WORK["audit"][0], breaks))
    held = job(kind="audit", person="lead")
    work.enqueue(held.pk)

    worker.work_off()

    held.refresh_from_db()
    assert (held.state, held.failed_as) == ("failed", doing.DEFECT)
    told = caplog.text + "".join(capfd.readouterr()) + "".join(DBTaskResult.objects.values_list("traceback", flat=True))
    assert "Secretname" not in told
    assert "KeyError" in caplog.text
