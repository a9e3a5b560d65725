"""One spelling for every way an Arabic word is written, with the way back to the original offsets."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from sijill.evidence import EvenRun, OffsetMap

# Vowel signs, tatweel, invisible joiners and direction marks carry no letter.
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\ufe70-\ufe7f"
_SILENT = f"{_MARKS}\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c"
_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\ufe80-\ufefc"

# Writers put dots, stars and tatweel inside "killed" and "shelling" so that platforms do not take the post down:
# with a tatweel beside it, a short run of signs or a space between two letters is such a mark and no word boundary.
_CENSORED = (
    rf"(?<=[{_LETTER}{_MARKS}])(?:"
    rf"\u0640{{1,8}}[ .*·•_\-/|~،,:’'^+=]{{1,4}}\u0640{{0,8}}(?=[{_LETTER}])"
    rf"|[ .*·•_\-/|~^+=]{{1,3}}\u0640{{1,8}}(?=[{_LETTER}])"
    rf"|[*•·_~^|]{{1,3}}(?=[{_LETTER}]))"
)
# A lone letter cut off by a dot (ق.تل); a dot between two longer words ends a sentence.
_DOTTED = rf"(?<![{_LETTER}{_MARKS}])(?P<lone>[{_LETTER}])\.(?=[{_LETTER}]{{2}})"
_LIGATURE = "[\ufef5-\ufefc]"
# ة only ends a word: a letter after it is the next word, glued on when a page was stripped.
_GLUED = f"ة(?=[{_LETTER}])"
_CHANGED = re.compile(
    rf"(?P<drop>{_CENSORED}|[{_SILENT}]+)|(?P<dotted>{_DOTTED})|(?P<lamalef>{_LIGATURE})|(?P<glued>{_GLUED})"
)

# The words of a hashtag hang together by underscores, which are no mark inside a word there.
_HASHTAG = re.compile(r"#\w+")
_PIECE = f"[{_LETTER}]{{1,8}}"
_CUT_UP = re.compile(rf"(?<![{_LETTER}{_MARKS}]){_PIECE}(?:[-./\\]{_PIECE}){{1,5}}(?![{_LETTER}{_MARKS}])")
_SIGNS = re.compile(r"[-./\\]")
_LEADS = ("", "و", "ف", "ب", "ل", "ال", "وال", "وب", "ول")
_WIDER = {"lamalef": "لا", "glued": "ه "}
_SECOND = frozenset(letters[1] for letters in _WIDER.values())

_ONE_LETTER = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳٵ", "ا"),
        **dict.fromkeys("ىیېۍئ", "ي"),
        **dict.fromkeys("ؤۇۆۋ", "و"),
        **dict.fromkeys("ةەۀہھۃ", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        "گ": "ك", "پ": "ب", "چ": "ج", "ڤ": "ف", "ژ": "ز",
        **{chr(0x0660 + n): str(n) for n in range(10)},
        **{chr(0x06F0 + n): str(n) for n in range(10)},
        "٫": ".", "٬": ",", "\u00a0": " ", "\u202f": " ", "\t": " ",
    }
)  # fmt: skip

# The shapes that old encodings store for a letter's place in the word, two or four a letter, in alphabet order.
_SHAPES = (
    "ءآآأأؤؤإإئئئئااببببةةتتتتثثثثججججححححخخخخددذذررززسسسسشششش"
    "صصصصضضضضططططظظظظععععغغغغففففققققككككللللممممننننههههووىىيييي"
)
_ONE_LETTER.update({0xFE80 + n: letter.translate(_ONE_LETTER) for n, letter in enumerate(_SHAPES)})


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in one spelling. ``span`` leads from its offsets back to those of the original."""

    text: str
    original: str
    home: OffsetMap

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` stands in the original, with the vowel signs on its last letter."""
        first, last = self.home.to_source(start, end)
        if end > start and self.text[start] in _SECOND and len(set(self.home.to_source(start, start + 1))) == 1:
            first -= 1  # the second letter of a ligature stands where the ligature does
        while last < len(self.original) and _IS_MARK.match(self.original[last]):
            last += 1
        return first, last


def _uncut(cut: str, hidden: Container[str]) -> str:
    """Return a cut-up word with its signs turned into tatweel when it is one of those that writers hide."""
    word = _SIGNS.sub("", cut).translate(_ONE_LETTER)
    known = any(word.startswith(lead) and word[len(lead) :] in hidden for lead in _LEADS)
    return _SIGNS.sub("\u0640", cut) if known else cut


_IS_MARK = re.compile(f"[{_MARKS}]")


def normalise(text: str, hidden: Container[str] = ()) -> Normalised:
    """
    Return the text without vowel signs, tatweel and censor marks, hamza and digits in one form.

    ``hidden`` are plain words that writers cut up with signs that also part words (ق-تل): they are put together.
    """
    original = text
    text = _HASHTAG.sub(lambda tag: tag.group().replace("_", " "), text)
    if hidden:
        text = _CUT_UP.sub(lambda found: _uncut(found.group(), hidden), text)
    kept: list[str] = []
    runs: list[EvenRun] = []
    done = 0
    for change in _CHANGED.finditer(text):
        if change.start() > done:
            kept.append(text[done : change.start()])
            runs.append(EvenRun(change.start() - done, 1, 1))
        letters = _WIDER.get(change.lastgroup or "", change["lone"] or "")
        if letters:
            kept.append(letters)
            runs.append(EvenRun(1, 1, 1))
        cut = change.end() - change.start() - bool(letters)
        runs += [EvenRun(len(letters) - 1, 1, 0)] if len(letters) > 1 else [EvenRun(1, 0, cut)] if cut else []
        done = change.end()
    if done < len(text):
        kept.append(text[done:])
        runs.append(EvenRun(len(text) - done, 1, 1))
    return Normalised("".join(kept).translate(_ONE_LETTER), original, OffsetMap(tuple(runs)))
