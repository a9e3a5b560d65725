"""The page behind a text: zones, notes and sentences that furniture has cut; all words are invented."""

from __future__ import annotations

from sijill.language.page import blocks, sentences
from sijill.model import Zone


def _words(text: str) -> list[str]:
    return [" ".join(t.text for t in s.tokens) for s in sentences(text)]


def test_headings_captions_references_and_links_have_their_zone() -> None:
    text = (
        "# The Siege of Warda\n\nThe siege began in May.\n\nMap 4: The front in May\n\n"
        "https://example.org/a\n\n## References\n\n[1] Some headline about the siege\n"
    )
    zones = [b.zone for b in blocks(text)]
    assert zones == [Zone.TITLE, Zone.BODY, Zone.CAPTION, Zone.LINK, Zone.TITLE, Zone.REFERENCE]


def test_front_matter_gives_its_description_only() -> None:
    head = "---\nsubject: A siege\ndescription: The siege of Warda\n  lasted a year.\ntags:\n  - Siege\n---\n"
    text = head + "\nBody text here.\n"
    found = blocks(text)
    assert [b.zone for b in found] == [Zone.FRONTMATTER, Zone.BODY]
    assert text[found[0].start : found[0].end] == "The siege of Warda\n  lasted a year."


def test_a_sentence_cut_by_a_caption_comes_whole() -> None:
    text = "The monitor said that the\n\nMap 4: The front in May\n\narmy lost nine posts. Then it rained.\n"
    assert "The monitor said that the army lost nine posts ." in _words(text)


def test_note_marks_glued_to_words_are_taken_out() -> None:
    (sentence,) = list(sentences("Some 94 fighters died and 300 were wounded25 in the battle.26\n"))
    assert sentence.cites == ("25", "26")
    assert all(t.text not in ("25", "26") for t in sentence.tokens)


def test_a_line_end_hyphen_is_joined_but_a_compound_keeps_its_own() -> None:
    words = _words("The detain-\nees left the rebel-\nheld town.\n")[0].split()
    assert "detainees" in words
    assert "rebel-held" in words


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert len(_words("Brig. Gen. Warda spoke at 9 a.m. on Monday. He left.\n")) == 2
