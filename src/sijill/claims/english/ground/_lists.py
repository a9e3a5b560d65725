"""Read lists of ground, forwards from a verb and backwards from one (gold rule 9)."""

from __future__ import annotations

from sijill.claims.english.ground._phrases import _ADJECTIVES, _DETERMINERS, NOUNS, Ground, PhraseReader


class GroundReader(PhraseReader):
    """Reads the ground phrases of one sentence."""

    def after(self, place: int, closing: int = -1) -> list[Ground]:
        """Return the list of ground that begins at a token; a verb at ``closing`` is that of the whole list."""
        found: list[Ground] = []
        extent: str | None = None
        while place < len(self._run) and len(found) < 14:
            ground = self.one(place, extent)
            if ground is None:
                break
            if found and (
                (self._verb_follows(ground) and ground.end != closing)
                or (ground.back and ground.number is None and ground.extent is None)
            ):
                break
            if (
                found
                and ground.number is not None
                and self._run[place - 1].norm == ","
                and ground.number.unit != "area"
                and not found[0].back
                and found[-1].number is None
            ):
                break  # "Jibrin and Kafar Kalbin, two villages": the same ground again
            found.append(
                Ground(
                    ground.start,
                    ground.end,
                    ground.name,
                    ground.extent,
                    ground.number,
                    ground.back,
                    ground.owner,
                    bool(found),
                    ground.phrase,
                )
            )
            extent = ground.extent if ground.extent in ("part", "most", "full") and ground.phrase else None
            follow = self.separator(ground.end)
            if follow is None:
                break
            if self._run[follow - 1].norm in ("including", "namely", "particularly", "notably"):
                extent = None
            place = follow
        return found

    def before(self, place: int) -> list[Ground]:
        """Return the list of ground that ends right before a token (the subject of "was captured")."""
        end = place
        while end > 0 and (
            self._run[end - 1].norm
            in (
                "also",
                "which",
                "that",
                "had",
                "has",
                "have",
                "was",
                "were",
                "all",
                "both",
                "as",
                "already",
                "then",
                "later",
                ",",
                ")",
                "effectively",
                "now",
                "completely",
                "fully",
                "subsequently",
            )
            or self._run[end - 1].norm.endswith("ly")
        ):
            end -= 1
        best: list[Ground] = []
        for start in range(end - 1, max(-1, end - 30), -1):
            token = self._run[start]
            if token.norm in (";", ".", "while", "but", "after", "that") and start < end - 1:
                break
            if start in self._stops and start < end - 1:
                break
            if start > 0 and self._goes_on(start):
                continue
            grounds = self.after(start, end)
            if grounds and (
                grounds[-1].end == end or (self._run[grounds[-1].end].text == "(" and end - grounds[-1].end <= 4)
            ):
                best = grounds if len(grounds) >= len(best) else best
        return best

    def _goes_on(self, start: int) -> bool:
        """Test whether the token before belongs to the same phrase, so that it cannot begin here."""
        before = self._run[start - 1]
        if before.norm == "of":
            return self._run[start].norm in NOUNS
        return self._is_name(before, start - 1) or (before.norm in _ADJECTIVES | _DETERMINERS and before.norm != "some")

    def separator(self, end: int) -> int | None:
        """Return where the next member of a list begins."""
        run, place = self._run, end
        while place < len(run) and (run[place].norm in ("respectively", "too")):
            place += 1
        if place >= len(run):
            return None
        if run[place].text == "," or run[place].norm in ("and", "or", "including", "namely"):
            place += 1
            while place < len(run) and (
                run[place].norm in ("and", "namely", "including", "also", "both", "particularly", "notably")
                or run[place].text == ","
            ):
                place += 1
        elif run[place].norm not in ("as", "along", "together", "plus"):
            return None
        if tuple(t.norm for t in run[place : place + 3]) == ("as", "well", "as"):
            place += 3
        elif tuple(t.norm for t in run[place : place + 2]) in (("along", "with"), ("together", "with"), ("well", "as")):
            place += 2
        elif run[place - 1].text not in (",",) and run[place - 1].norm not in (
            "and",
            "or",
            "including",
            "namely",
            "also",
            "both",
            "particularly",
            "notably",
        ):
            return None
        return place if place < len(run) else None

    def _verb_follows(self, ground: Ground) -> bool:
        """Test whether a list member is really the subject of the next clause."""
        place = ground.end
        while place < len(self._run) and self._run[place].norm in (
            "also",
            "was",
            "were",
            "had",
            "has",
            "have",
            "is",
            "are",
            "then",
        ):
            if self._run[place].norm in ("was", "were", "is", "are", "had", "has", "have"):
                return True
            place += 1
        return place < len(self._run) and place in self._stops and not self._run[place].norm.endswith("ing")
