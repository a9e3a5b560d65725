"""No address of a report shows a private folder, file or person (E2, S1.36)."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.reports import may_2020

from sijill import reports
from sijill.reports._links import is_private
from sijill.values import Language


@pytest.mark.parametrize(
    "address",
    [
        "https://drive.google.com/file/d/abc/view",
        "https://team-my.sharepoint.com/personal/upload/Documents/2020",
        "https://1drv.ms/v/s!abc",
        "https://onedrive.live.com/?id=1",
        "https://www.dropbox.com/s/abc/video.mp4",
        "https://www.google.com/maps/place/@36.5,36.8",
        "https://maps.app.goo.gl/abc",
        "https://wa.me/123",
        "file:///home/team/archive",
        "ftp://example.org/a",
        "mailto:someone@example.org",
        "http://192.168.1.4/a",
        "http://archive/a",
        "https://user:secret@example.org/",
    ],
)
def test_share_links_maps_files_and_inner_hosts_are_private(address):
    assert is_private(address)


@pytest.mark.parametrize(
    "address", ["https://snhr.org/blog/2020/06/01/", "http://example.org:8080/a", "www.ohchr.org/en"]
)
def test_public_pages_are_not(address):
    assert not is_private(address)


def test_a_report_with_a_share_link_in_an_endnote_is_not_made_and_the_link_is_not_repeated():
    notes = may_2020.sources()
    leaky = dataclasses.replace(notes[2], url="https://drive.google.com/file/d/SECRET/view")

    with pytest.raises(reports.PrivateLink) as caught:
        reports.compose(may_2020.redacted(sources=(*notes[:2], leaky, notes[3])), Language.EN)

    assert "endnotes" in str(caught.value)
    assert "SECRET" not in str(caught.value)


def test_a_share_link_in_the_name_of_a_table_is_found_too():
    table = reports.PublishedTable({"en": "See 1drv.ms: https://1drv.ms/v/s!abc"}, ({"en": "Killed"},), ())

    with pytest.raises(reports.PrivateLink, match="published-1"):
        reports.compose(may_2020.redacted(published=(table,)), Language.EN)


def test_a_share_link_in_a_note_of_the_publisher_is_found_too():
    context = ({"en": "See https://docs.google.com/document/d/1 for more.", "ar": "-"},)

    with pytest.raises(reports.PrivateLink):
        reports.compose(may_2020.redacted(context=context), Language.EN)
