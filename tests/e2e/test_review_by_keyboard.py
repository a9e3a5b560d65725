"""Review in a real Chromium, in Arabic and by keyboard: ten claims, undo, split, merge, four eyes, a broken PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.e2e.documents import pdf, pdf_lines, pdf_pages
from tests.e2e.test_desk import CHROMIUM, PASSWORD, browser, desk, signed_in, sijill
from tests.e2e.walking import becomes, correcting, pressed, struck
from tests.unit.workspace.test_four_eyes import asking

from sijill.ledger import QueueQuery, Stage
from sijill.workspace import Register, open_register

__all__ = ["browser", "desk"]  # the fixtures of the walk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]

TOWNS = ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة")
NOTE = "ملاحظة مخترعة للاختبار.\n" + "\n".join(
    f"قُتل {n + 3} مدنيين في قصف على البلدة المخترعة {town} يوم {n + 1} أيار 2016، وفق مرصد مخترع."
    for n, town in enumerate(TOWNS)
)


def people(register: Path, folder: Path, *names: str) -> None:
    """Make verifiers with these names."""
    (folder / "password").write_text(PASSWORD, "utf-8")
    for name in names:
        sijill(
            "admin", str(register), "create", name, "--role", "verifier", "--password-file", str(folder / "password")
        )


def added(register: Path, folder: Path, name: str, content: bytes) -> None:
    """Seal a file as ``lead``."""
    (folder / name).write_bytes(content)
    sijill("add", str(register), str(folder / name), "--source", "Invented notes", "--actor", "lead")


def judgements(register: Register) -> list[str]:
    """Return every verdict in order."""
    return [str((entry.body or {})["verdict"]) for entry in register.records.entries(kind="judgement")]


def watched(page: Any) -> list[str]:
    """Return the list into which this page's errors go."""
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


def undone(page: Any) -> None:
    """Press the key of undoing, which leads to its reason, give one, and send it."""
    struck(page, "u")
    becomes(page, "document.activeElement.name", "reason")
    page.keyboard.type("على عجل")
    pressed(page, "Enter")


def test_ten_claims_are_reviewed_by_keyboard_in_arabic_and_one_is_undone(
    desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, folder = desk
    people(folder, tmp_path, "verifier")
    added(folder, tmp_path, "note.txt", NOTE.encode())
    page = signed_in(browser, base, "verifier", arabic=True)
    errors = watched(page)
    page.goto(f"{base}/queue/?kind=casualties")
    assert page.evaluate("document.documentElement.dir") == "rtl"

    pressed(page, "n")
    seen = []
    for n in range(10):
        seen.append(page.url.split("?")[0])
        assert page.locator(".source-text mark").count() >= 1
        assert page.locator("[data-desk=accept]").count() == 1
        if n == 4:  # a reason is typed, and the letters in it are no commands
            struck(page, "w")
            becomes(page, "document.activeElement.id", "reason")
            page.keyboard.type("ليست مجزرة arun")
            struck(page, "Escape", "r")
            page.wait_for_selector("[data-key=Digit6]")
            pressed(page, "6")
        elif n == 5:  # the number is corrected
            correcting(page)
            page.keyboard.press("Control+a")
            page.keyboard.type("٩")
            page.keyboard.press("Tab")
            page.keyboard.type("٩")
            struck(page, "Escape")
            struck(page, "w")
            becomes(page, "document.activeElement.id", "reason")
            page.keyboard.type("كذا في الجدول")
            struck(page, "Escape")
            pressed(page, "a")
        else:
            pressed(page, "a")
    with open_register(folder) as register:
        ten = judgements(register)
        records = len(list(register.records.all()))
    last = seen[-1]
    undone(page)

    assert len(set(seen)) == 10
    assert sorted(ten) == sorted(["accepted"] * 8 + ["rejected", "edited"])
    assert records == 9
    assert page.url.split("?")[0] == last
    assert page.locator("[data-desk=accept]").count() == 1
    with open_register(folder) as register:
        assert len(list(register.records.all())) == 8
        assert {one.noun.killed.low for one in register.records.all()} >= {9}
        assert judgements(register)[-1] == "withdrawn"
    assert errors == []


def test_a_claim_is_split_and_two_are_merged_by_keyboard(desk: tuple[str, Path], browser: Any, tmp_path: Path):
    base, folder = desk
    people(folder, tmp_path, "verifier")
    twice = "قُتل 7 مدنيين في قصف على البلدة المخترعة يوم 5 أيار 2016. أعلن مرصد مخترع أن 7 مدنيين قُتلوا هناك.\n"
    added(folder, tmp_path, "note.txt", twice.encode())
    page = signed_in(browser, base, "verifier", arabic=True)
    errors = watched(page)
    page.goto(f"{base}/queue/?kind=casualties")
    pressed(page, "n")
    page.goto(f"{page.url.split('?')[0]}?alone=1")

    struck(page, "s")
    becomes(page, "document.activeElement.id", "words-1")
    page.fill("#low-1", "3")
    page.fill("#high-1", "3")
    page.fill("#low-2", "4")
    page.fill("#high-2", "4")
    page.fill("#reason", "مكانان")
    page.focus("button[formaction$='/split/']")
    pressed(page, "Enter")
    with open_register(folder) as register:
        split = sorted(one.noun.killed.low for one in register.records.all())
    undone(page)
    page.goto(f"{page.url.split('?')[0]}?alone=1")
    struck(page, "g")
    becomes(page, "document.activeElement.name", "with")
    page.keyboard.press("Space")
    page.fill("#reason", "قيل مرتين")
    page.focus("button[formaction$='/merge/']")
    pressed(page, "Enter")

    with open_register(folder) as register:
        merged = [one.noun.killed.low for one in register.records.all()]
        assert judgements(register)[-2:] == ["merged", "merged"]
    assert split == [3, 4]
    assert merged == [7]
    assert errors == []


def test_a_second_person_confirms_by_keyboard(desk: tuple[str, Path], browser: Any, tmp_path: Path):
    base, folder = desk
    people(folder, tmp_path, "verifier", "second")
    added(folder, tmp_path, "note.txt", NOTE.encode())
    (tmp_path / "four.toml").write_bytes(asking('four_eyes = "always"'))
    sijill("methodology", "adopt", str(folder), str(tmp_path / "four.toml"))
    first = signed_in(browser, base, "verifier", arabic=True)
    first.goto(f"{base}/queue/?kind=casualties")
    pressed(first, "n")
    pressed(first, "a")

    second = signed_in(browser, base, "second", arabic=True)
    second.goto(f"{base}/queue/?tab=second")
    pressed(second, "n")
    assert "/second/" in second.url
    with open_register(folder) as register:
        before = len(list(register.records.all()))
    pressed(second, "a")

    with open_register(folder) as register:
        assert (before, len(list(register.records.all()))) == (0, 1)
        assert register.review.queue.count(QueueQuery(stage=Stage.SECOND), most=9) == 0


def test_a_printed_page_is_seen_beside_its_claim_and_a_broken_one_is_told_in_words(
    desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, folder = desk
    people(folder, tmp_path, "verifier")
    lines = ("Invented note.", "At least 12 civilians were killed in shelling on Invented Town on 5 May 2016.")
    for name, first in (("whole.pdf", "Invented one."), ("broken.pdf", "Invented two.")):
        added(folder, tmp_path, name, pdf(pdf_pages(pdf_lines(first, *lines))))
    with open_register(folder) as register:
        whole, broken = (
            next(c for c in register.review.claims(item=item.id) if c.number and c.number.unit == "killed")
            for item in register.evidence.items()
        )
        sealed = next(one for one in (folder / "vault").rglob(f"*{broken.item[4:]}*"))
    sealed.chmod(0o600)
    sealed.write_bytes(b"%PDF-1.4 cut sho")
    page = signed_in(browser, base, "verifier", arabic=True)
    errors = watched(page)

    page.goto(f"{base}/queue/{whole.id}/")
    folded = not page.evaluate("document.querySelector('.page-picture').open")
    struck(page, "p")
    becomes(page, "document.querySelector('.paper img').naturalWidth > 0", True)
    wide = page.evaluate("document.querySelector('.paper img').naturalWidth")
    page.goto(f"{base}/queue/{broken.id}/")

    assert wide > 500
    assert folded  # the words are the largest thing, and the picture comes when it is asked for
    assert "لا يمكن عرض هذه الصفحة" in page.locator("main").inner_text()
    assert page.locator(".source-text mark").first.inner_text() == broken.anchor.exact
    assert page.locator("[data-desk=accept]").count() == 1
    assert errors == []
