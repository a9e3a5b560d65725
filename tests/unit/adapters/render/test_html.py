"""The page: one file, no script, every number with its id, tables that say what their cells are."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.unit.reports import may_2020

from sijill import reports
from sijill.adapters.render import HtmlRenderer
from sijill.values import Language

BOTH = pytest.mark.parametrize("language", list(Language))


def page(language, **changes) -> LexborHTMLParser:
    """The parsed page of the month."""
    return LexborHTMLParser(
        HtmlRenderer().render(reports.compose(may_2020.redacted(**changes), language)).decode("utf-8")
    )


@BOTH
def test_the_page_states_its_language_and_direction(language):
    html = page(language).css_first("html")

    assert html.attributes["lang"] == language.value
    assert html.attributes["dir"] == language.direction


@BOTH
def test_nothing_is_loaded_and_nothing_runs(language):
    tree = page(language)

    assert not tree.css("script, link, img, iframe, object, embed, form, base")
    assert not [a for node in tree.css("*") for a in node.attributes if a.startswith("on")]
    assert [a.attributes["href"][0] for a in tree.css("a[href]") if not a.attributes["href"].startswith("#")] == []


@BOTH
def test_every_inner_link_has_its_one_target(language):
    tree = page(language)

    ids = [node.attributes["id"] for node in tree.css("[id]")]
    targets = {a.attributes["href"][1:] for a in tree.css("a[href]")}
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


@BOTH
def test_every_figure_carries_its_id(language):
    tree = page(language)

    other = [a.text() for a in tree.css('a[data-figure="killed/2020-05/documented/killed_in/party=other@snhr:1#412"]')]
    assert other
    assert set(other) == {"97"}


@BOTH
def test_tables_have_captions_and_every_cell_its_headings(language):
    for table in page(language).css("table"):
        columns = table.css("thead th[scope=col]")
        assert table.css_first("caption") is not None
        for row in table.css("tbody tr"):
            assert len(row.css("th[scope=row]")) == 1
            assert len(row.css("th, td")) == len(columns)


@BOTH
def test_a_chart_is_a_picture_with_title_and_description_and_a_table_after_it(language):
    figures = page(language).css("figure")

    assert len(figures) == 4
    for figure in figures:
        svg = figure.css_first("svg")
        assert svg.attributes["role"] == "img"
        assert svg.css_first("title").text()
        assert svg.css_first("desc").text()
        assert not svg.css("[aria-label], [aria-roledescription], [role^=graphics]")  # one image, told in our words
        following = figure.next
        while following.tag == "-text":
            following = following.next
        assert following.css_first("table") is not None


def test_what_comes_from_outside_is_escaped():
    publisher = {"en": '<script>alert(1)</script> & "co"', "ar": "-"}

    tree = page(Language.EN, publisher=publisher, context=(publisher,))

    assert not tree.css("script")
    assert tree.css_first(".publisher").text() == publisher["en"]


@BOTH
def test_the_same_document_gives_the_same_bytes(language):
    document = reports.compose(may_2020.redacted(), language)

    assert HtmlRenderer().render(document) == HtmlRenderer().render(document)
