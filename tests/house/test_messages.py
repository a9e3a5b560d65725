"""Every sentence a reader can meet exists in both languages."""

from __future__ import annotations

import re
import string

import messages


def test_every_message_of_the_code_has_an_arabic_translation():
    lacking = messages.missing(messages.messages_in(), messages.read_catalogue())

    assert not lacking, "run `just messages`, then translate:\n" + "\n".join(f"{m.place}: {m.text!r}" for m in lacking)


def test_a_translation_has_the_same_named_places_as_its_message():
    wrong = []
    for entry in messages.read_catalogue():
        texts = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        forms = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
        wanted = {place for text in texts for place in _places(text)}
        # A dual or singular form may say the number in its noun, so a plural may leave {n} out.
        wrong += [form for form in forms if form and entry.id and not (wanted - {"n"} <= _places(form) <= wanted)]

    assert wrong == []


def test_no_message_is_translated_twice():
    written = re.findall(r"^msgid ", messages.CATALOGUE.read_text("utf-8"), re.MULTILINE)

    # The first is the catalogue's own head, which it counts too.
    assert len(written) == len(messages.read_catalogue()) + 1


def test_a_message_has_one_translation():
    blocks = messages.CATALOGUE.read_text("utf-8").split("\n\n")

    assert [one for one in blocks if one.count("\nmsgstr ") > 1 or one.count("\nmsgid ") > 1] == []


def test_no_translation_is_left_without_a_message():
    used = {message.text for message in messages.messages_in()}
    held = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in messages.read_catalogue() if entry.id}

    assert held - used == set()


def test_an_entry_is_called_by_its_word_in_arabic():
    forms = [
        form
        for entry in messages.read_catalogue()
        for form in ([entry.string] if isinstance(entry.string, str) else entry.string)
    ]

    assert [form for form in forms if "مدخل" in form or "مداخل" in form] == []


def test_a_message_that_the_catalogue_lacks_is_found(tmp_path):
    (tmp_path / "room.py").write_text('translate(language, "nobody says this")\n', "utf-8")

    lacking = messages.missing(messages.messages_in(tmp_path), messages.read_catalogue())

    assert [(m.text, m.place) for m in lacking] == [("nobody says this", "room.py:1")]


def test_a_message_of_a_page_is_found_in_either_quotes_and_with_its_plural(tmp_path):
    page = """<p title="{% t 'one of a page' %}">{% t "another of {n}" n=n %} {% tn "{n} thing" "{n} things" n %}</p>"""
    (tmp_path / "page.html").write_text(page, "utf-8")

    found = messages.messages_in(tmp_path)

    assert [(m.text, m.plural) for m in found] == [
        ("one of a page", None),
        ("another of {n}", None),
        ("{n} thing", "{n} things"),
    ]


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
