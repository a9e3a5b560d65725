"""A marked copy is one page without scripts or network, escaped, with every finding lit, listed and explained."""

from __future__ import annotations

import re

import pytest
from lxml import html

from sijill import audits
from sijill.adapters.render import marked_copy
from sijill.values import Language

ENGLISH = (
    "Invented update\n\nShelling killed 54 people: 20 men, 15 women and 10 children.\n"
    'A witness said: "<script>alert(1)</script> & more".\n\n'
    "The raid killed 45 people, 12 civilians and 33 fighters.\n"
)
ARABIC = "نشرة مخترعة\n\nأدى القصف إلى مقتل 45 شخصاً: 12 مدنياً و30 مقاتلاً.\n"


def page_of(text, language, name="invented.txt"):
    """Return the copy of an invented text, read as a page."""
    content = marked_copy(audits.check_document(text, name=name), language)
    return content.decode(), html.document_fromstring(content.decode())


def test_every_finding_is_listed_and_leads_to_its_words_and_back():
    _, page = page_of(ENGLISH, Language.EN)

    listed = page.xpath("//ol[@class='findings']/li")
    assert [one.get("class") for one in listed] == ["fails", "holds"]
    assert "20 + 15 + 10 = 45, printed 54" in listed[0].text_content()
    assert "Two digits of 54 may have changed places" in listed[0].text_content()
    ids = {one.get("id") for one in page.xpath("//*[@id]")}
    assert all(one.get("href")[1:] in ids for one in page.xpath("//a"))
    assert [one.text_content() for one in page.xpath("//mark[@class='fails whole']")] == ["54 people"]
    assert [one.text_content() for one in page.xpath("//div[@class='row first'][2]//mark[@class='fails']")] == [
        "20 men",
        "15 women",
        "10 children",
    ]


def test_what_a_finding_says_stands_beside_its_words():
    _, page = page_of(ENGLISH, Language.EN)

    (row,) = page.xpath("//div[contains(@class, 'row')][.//mark[@class='fails whole']]")
    assert "The difference is 9." in row.xpath("aside")[0].text_content()


def test_the_words_of_the_document_are_all_there_and_no_script_is():
    content, page = page_of(ENGLISH, Language.EN, name="<b>invented</b>.txt")

    assert not page.xpath("//script | //link | //img | //b")
    assert "default-src 'none'" in content
    shown = "".join(page.xpath("//div[contains(@class, 'line')]//text()[not(ancestor::sup)]"))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", ENGLISH)


def test_an_arabic_document_comes_back_in_arabic_from_right_to_left():
    content, page = page_of(ARABIC, audits.check_document(ARABIC).language)

    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert "12 + 30 = 42" in content
    assert "والمطبوع 45" in content
    assert not re.search(r"[A-Za-z]{4,}", "".join(page.xpath("//main//text()")).replace("invented.txt", ""))


@pytest.mark.parametrize("text", ["", "Invented words.\n", "\f\n\n\f"])
def test_a_document_without_figures_says_so(text):
    _, page = page_of(text, Language.EN)

    assert "This document prints no figures that can be set against each other." in page.text_content()


def test_characters_that_turn_a_line_around_are_shown():
    content, _ = page_of("Shelling killed 54 people\u202e: 20 men, 15 women and 10 children.\n", Language.EN)

    assert "\\u202e" in content


def test_numbers_that_share_words_show_the_worst_answer():
    text = (
        "Shelling killed 12 civilians, including 15 children. The raid killed 30 people, 12 civilians and 18 guards.\n"
    )
    _, page = page_of(text, Language.EN)

    assert page.xpath("//mark[@class='fails whole']")
