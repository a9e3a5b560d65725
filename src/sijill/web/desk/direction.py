"""Whether a count rose or fell: the word is the sign, and there is none where the ranges overlap (ST4)."""

from __future__ import annotations

from sijill import tolls
from sijill.model import Figure
from sijill.values import Language, format_change, format_percent, format_period, translate
from sijill.web.desk.charts import in_print, is_point


def change_in_words(now: Figure, before: Figure, lang: Language) -> str:
    """Return the change between two figures as a sentence; ranges that overlap have no direction."""
    stated = {"before": in_print(before, lang), "period": format_period(before.definition.window, lang)}
    apart = (now.low > (before.high if before.high is not None else now.low)) or (
        now.high is not None and now.high < before.low
    )
    if not apart and not (is_point(now) and is_point(before)):
        return translate(
            lang,
            "The count for {period} was {before}; the ranges overlap, so whether it rose or fell cannot be said.",
            **stated,
        )
    moved = tolls.change(now, before)
    stated |= {"change": format_change(moved.difference, lang)}
    if moved.share is None:
        return translate(lang, "The count rose against {period} ({before}): {change}.", **stated)
    stated |= {"share": format_percent(abs(moved.share), lang, places=1)}
    if moved.direction is tolls.Direction.ROSE:
        return translate(lang, "The count rose against {period} ({before}): {change}, or {share}.", **stated)
    if moved.direction is tolls.Direction.FELL:
        return translate(lang, "The count fell against {period} ({before}): {change}, or {share}.", **stated)
    return translate(lang, "The count is the same as for {period} ({before}).", **stated)
