"""Which of the places of a sentence is where a counted thing happened, in either language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.language import PlaceMention

_IN_ONE_BREATH = 5  # "five dead and nine wounded in X": tokens from count to count


def happened_at(
    mentions: Sequence[PlaceMention], at: int, segments: Sequence[int], counts: Sequence[int]
) -> PlaceMention | None:
    """
    Return the place of what is counted at a token, or None where the sentence locates nothing.

    A place said to be where something happens comes first behind the count, up to the next count
    that is not of the same breath; then the nearest
    before it in its part of the sentence; then behind the next counts; then in an earlier part. ``segments`` are
    the tokens that begin a part with an event of its own (while, whereas), ``counts`` those of all counts.
    """
    located = list(heads(mentions))
    low = max((cut for cut in segments if cut <= at), default=0)
    high = min((cut for cut in segments if cut > at), default=1 << 30)
    following, last = high, at
    for count in sorted(count for count in counts if at < count < high):
        if count - last > _IN_ONE_BREATH:
            following = count
            break
        last = count
    behind = [one for one in located if at < one.start < high]
    before = [one for one in located if low <= one.start < at]
    near = [one for one in behind if one.start < following]
    ordered = [*near[:1], *before[::-1], *behind, *[one for one in located if one.start < low][::-1]]
    return ordered[0] if ordered else None


def heads(mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Yield the most specific place of each chain ("in Azaz, Aleppo province") that something happens at."""
    chain: list[PlaceMention] = []
    for mention in mentions:
        chain.append(mention)
        if mention.chained:
            continue
        there = [one for one in chain if one.located]
        if there:
            yield next((one for one in there if not one.broad), there[0])
        chain = []


def governorate_of(mentions: Sequence[PlaceMention], found: PlaceMention) -> str | None:
    """Return the governorate a place lies in by the gazetteer, or by the places the words say it lies in, if sure."""
    at = mentions.index(found)
    chain = [found]
    while chain[-1].chained and at + len(chain) < len(mentions):
        chain.append(mentions[at + len(chain)])
    left: set[str] = set()
    for one in reversed(chain):  # where the words say in which rural area it lies, a namesake elsewhere is not meant
        likely = {place.governorate for place in one.places if place.kind == one.places[0].kind}
        left = left & {place.governorate for place in one.places} or left or likely
    return left.pop() if len(left) == 1 else None
