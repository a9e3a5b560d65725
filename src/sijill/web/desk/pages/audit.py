"""Who recorded and who read what, and whether the chain, sealed bytes and published figures still hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill.ledger import Entry
from sijill.web.accounts.policy import Action
from sijill.web.requests import field, needs, register_of, whole
from sijill.wording import BEYOND, FAULTS

ENTRIES_SHOWN = 100
ENTRIES_VERIFIED = 200


@dataclass(frozen=True, slots=True)
class Worked:
    """How much one person recorded, by kind of entry."""

    name: str
    kinds: tuple[tuple[str, int], ...]


@needs(Action.SEE_AUDIT, "GET")
def audit(request: HttpRequest) -> HttpResponse:
    """Verify the chain and list the latest entries: kinds and ids, never words."""
    register = register_of(request)
    entries = list(register.records.entries(after=max(0, register.seq - ENTRIES_VERIFIED)))
    shown = {
        "verification": register.keeping.verify_chain(),
        "entries": entries[::-1],
        "shown": ENTRIES_VERIFIED,
        "clock_doubted": register.keeping.clock_doubted(),
        "now": register.now(),
    }
    return render(request, "desk/audit.html", shown)


@needs(Action.SEE_AUDIT, "POST")  # who may see the audit is a lead or an administrator
def confirm_clock(request: HttpRequest) -> HttpResponse:
    """Record that a person looked at a clock in doubt and found it right."""
    register_of(request).keeping.confirm_clock()
    return redirect("audit")


@needs(Action.SEE_AUDIT, "GET")
def recorded(request: HttpRequest) -> HttpResponse:
    """Show how much each person recorded, and the entries of one person or kind, newest first: ids, never words."""
    who, kind = field(request, "who"), field(request, "kind")
    before = whole(request, "before")
    sums: dict[str, Counter[str]] = {}
    found: list[Entry] = []
    upto = before - 1 if before > 0 else None
    for entry in register_of(request).records.entries():
        sums.setdefault(entry.actor, Counter())[entry.kind] += 1
        if who in ("", entry.actor) and kind in ("", entry.kind) and (upto is None or entry.seq <= upto):
            found.append(entry)
    shown = {
        "people": [Worked(name, tuple(kinds.most_common())) for name, kinds in sorted(sums.items())],
        "kinds": sorted({one for kinds in sums.values() for one in kinds}),
        "entries": found[: -ENTRIES_SHOWN - 1 : -1],
        "before": found[-ENTRIES_SHOWN].seq if len(found) > ENTRIES_SHOWN else None,
        "who": who,
        "kind": kind,
    }
    return render(request, "desk/recorded.html", shown)


@needs(Action.SEE_AUDIT, "GET")
def sealed(request: HttpRequest) -> HttpResponse:
    """Account for every file and table, and count every published figure again."""
    keeping = register_of(request).keeping
    found = keeping.verify()
    told = [(one.part, one.place, FAULTS[one.why], one.repair) for one in found.faults]
    shown = {"found": found, "faults": told, "beyond": BEYOND.values(), "moved": keeping.verify_figures()}
    return render(request, "desk/sealed.html", shown)
