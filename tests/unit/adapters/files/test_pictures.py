"""Drawn pictures are kept for this user alone, only so many of them, and go with their item."""

from __future__ import annotations

from sijill.adapters.files import PictureShelf
from sijill.adapters.files._pictures import PICTURES_KEPT


def files(folder):
    """Return the names of everything kept."""
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())


def test_what_was_put_is_given_back_and_nobody_else_may_read_it(tmp_path):
    shelf = PictureShelf(tmp_path / "pictures")
    shelf.put("item", "page-1", b"drawn")

    assert shelf.get("item", "page-1") == b"drawn"
    assert shelf.get("item", "page-2") is None
    assert (tmp_path / "pictures/item/page-1").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "pictures/item").stat().st_mode & 0o777 == 0o700


def test_only_the_pictures_of_the_item_that_is_forgotten_go(tmp_path):
    shelf = PictureShelf(tmp_path)
    shelf.put("one", "page", b"1")
    shelf.put("two", "page", b"2")

    shelf.forget("one")

    assert files(tmp_path) == ["two/page"]


def test_those_drawn_longest_ago_are_let_go_when_there_are_too_many(tmp_path):
    shelf = PictureShelf(tmp_path)
    shelf.put("old", "page", b"1")
    for n in range(PICTURES_KEPT):
        shelf.put("new", f"page-{n}", b"2")

    assert shelf.get("old", "page") is None
    assert len(files(tmp_path)) == PICTURES_KEPT


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nobody(tmp_path):
    (tmp_path / "pictures").write_text("a file in the way", "utf-8")
    shelf = PictureShelf(tmp_path / "pictures")

    shelf.put("item", "page", b"drawn")

    assert shelf.get("item", "page") is None
    shelf.clear()
