"""What can be said of a count against the one before: the word is the sign, where the sign is certain (ST4)."""

from __future__ import annotations

from sijill.model.figures import Figure
from sijill.tolls import statistics
from sijill.tolls.statistics import Certainty, Direction
from sijill.values import Language, format_change, format_count, format_percent, format_period, message, translate
from sijill.web.desk.charts import in_print

SENTENCES = {
    (Certainty.EXACT, Direction.ROSE): message("The count rose against {period} ({before}): {change}, or {share}."),
    (Certainty.EXACT, Direction.FELL): message("The count fell against {period} ({before}): {change}, or {share}."),
    (Certainty.EXACT, Direction.UNCHANGED): message("The count is the same as for {period} ({before})."),
    (Certainty.APART, Direction.ROSE): message("The count rose against {period} ({before}), by at least {change}."),
    (Certainty.APART, Direction.FELL): message("The count fell against {period} ({before}), by at least {change}."),
    (Certainty.LOWER_BOUNDS, Direction.ROSE): message(
        "What is certain rose against {period} ({before}): {change}. Both counts are open, so this is a change of the "
        "lower bounds and says nothing of the totals."
    ),
    (Certainty.LOWER_BOUNDS, Direction.FELL): message(
        "What is certain fell against {period} ({before}): {change}. Both counts are open, so this is a change of the "
        "lower bounds and says nothing of the totals."
    ),
    (Certainty.LOWER_BOUNDS, Direction.UNCHANGED): message(
        "What is certain is the same as for {period} ({before}); both counts are open."
    ),
    (Certainty.OVERLAP, Direction.UNCHANGED): message(
        "The count for {period} was {before}; the ranges overlap, so whether it rose or fell cannot be said."
    ),
}
FROM_NOTHING = message("The count rose against {period} ({before}): {change}.")


def change_in_words(now: Figure, before: Figure, lang: Language) -> str:
    """Return the change between two figures as a sentence; ranges that overlap have no direction."""
    moved = statistics.change(now, before)
    stated = {
        "before": in_print(before, lang),
        "period": format_period(before.definition.window, lang),
        "change": format_change(moved.difference, lang),
    }
    if moved.certainty is Certainty.APART:
        stated["change"] = format_count(abs(moved.difference), lang)
    if moved.share is not None:
        stated["share"] = format_percent(abs(moved.share), lang, places=1)
    from_nothing = moved.certainty is Certainty.EXACT and moved.difference and moved.share is None
    sentence = FROM_NOTHING if from_nothing else SENTENCES[moved.certainty, moved.direction]
    return translate(lang, sentence, **stated)
