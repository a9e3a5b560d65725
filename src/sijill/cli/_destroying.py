"""Words that must go, and may come back by two persons: ``destroy``, ``readmit``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sijill.cli._output import file_bytes, opened, write
from sijill.cli._verb import REASON, SECOND_ACTOR, SENSITIVITIES, option, verb
from sijill.cli._voice import tell

SHOWN = 20
"""How many ids are printed under each heading."""


@verb(
    "destroy",
    "destroy words for good, by two persons; the chain keeps their digest",
    option(
        "entry",
        "ids of entries, or beginnings of them; an item takes along all that came of it",
        nargs="+",
        metavar="ENTRY",
    ),
    REASON,
    SECOND_ACTOR,
    example='destroy aleppo 3fa9c2d1 --reason "a witness asked" --second-actor lead',
)
def destroy(arguments: Namespace) -> int:
    """Destroy words for good, and say what is left of them."""
    from sijill.wording import LEFT

    with opened(arguments) as register:
        entries = [register.id_of(one, "entry") for one in arguments.entry]
        gone = register.keeping.destroy(entries, reason=arguments.reason, second_actor=arguments.second_actor)
    document = {
        "seq": gone.receipt.last_seq,
        "head": gone.receipt.head,
        "entries_that_lost_words": gone.lost,
        "backups_that_still_hold_the_words": list(gone.backups),
        "handed_over_with_the_words": list(gone.handovers),
        "publications_taken_away": list(gone.publications),
        "entries_that_name_it": list(gone.entries),
        "documents_that_repeat_it": list(gone.documents),
        "files_that_hold_it": list(gone.files),
        "encrypted_files_not_searched": list(gone.encrypted),
    }
    lines = [
        tell(
            "destroyed, recorded in entry {entry}; entries that lost words: {lost}",
            entry=str(gone.receipt.last_seq),
            lost=gone.lost,
        )
    ]
    for name, said in LEFT.items():
        if left := getattr(gone, name):
            lines += [tell(said), *(f"  {one}" for one in left[:SHOWN])]
            if left[SHOWN:]:
                lines.append(tell("  and {n} more, which --json lists", n=len(left) - SHOWN))
    write(arguments, document, lines)
    return 0


@verb(
    "readmit",
    "take in again a file that was destroyed, by two persons",
    option("path", "the file", metavar="FILE"),
    option("--source", "who published or handed it over", required=True),
    option("--sensitivity", "who may see it", choices=SENSITIVITIES, default="team"),
    REASON,
    SECOND_ACTOR,
    example='readmit aleppo note.txt --source "Invented Monitor" --reason "she agreed again" --second-actor lead',
)
def readmit(arguments: Namespace) -> int:
    """Take in again a file that was destroyed."""
    from sijill.actions import Provenance
    from sijill.model import Sensitivity

    content = file_bytes(arguments.path)
    with opened(arguments) as register:
        provenance = Provenance(
            arguments.source,
            Path(arguments.path).name,
            sensitivity=Sensitivity(arguments.sensitivity),
        )
        receipt = register.keeping.readmit(
            content, provenance, reason=arguments.reason, second_actor=arguments.second_actor
        )
    document = {"seq": receipt.last_seq, "head": receipt.head}
    write(arguments, document, [tell("taken in again, recorded in entry {entry}", entry=str(receipt.last_seq))])
    return 0
