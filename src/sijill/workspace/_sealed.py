"""What is sealed: identities of confidential sources under a key of their own, and what two persons may see."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.adapters.age import Decryption, Encryption, identities_in
from sijill.ledger import Draft, UnknownEntry
from sijill.model import Item, Sensitivity, properties
from sijill.model.custody import SealedIdentity
from sijill.records import noun_of
from sijill.values import Language, SijillError, message, translate

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened

SEALED_KEY = "sealed"
OF_AN_ITEM = ("source", "title", "original_name", "url", "published_on", "sensitivity")
OF_AN_IDENTITY = {
    "name": message("Name of the source"),
    "contact": message("How to reach the source"),
    "languages": message("Languages of the source"),
    "risks": message("Risks to the source"),
    "known_by": message("Who knows the source"),
}
"""What may be sealed of a source, and how it is asked for and shown."""


class IdentityUnfit(SijillError):
    """What was given as the identity of a source cannot be read, or has no name."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """What is sealed in one thing, by the names of its properties in both languages."""

    subject: str
    kind: str
    values: tuple[tuple[dict[str, str], tuple[Any, ...]], ...]


def read_identity(text: str) -> dict[str, str]:
    """Return the identity that a JSON or TOML text gives. Raises IdentityUnfit, which quotes nothing of it."""
    try:
        found = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not found.keys() <= OF_AN_IDENTITY.keys():
        raise IdentityUnfit(
            message("an identity is JSON or TOML with these fields: {fields}"), fields=", ".join(OF_AN_IDENTITY)
        )
    return {name: ", ".join(map(str, one)) if isinstance(one, list) else str(one) for name, one in found.items()}


def seal_identity(opened: Opened, identity: Mapping[str, str], recipient: str) -> str:
    """
    Encrypt an identity into ``sealed/`` and record that it was sealed; return the handle that stands for it.

    It is encrypted for the recipient, else for the one of the identity sealed last, else for the
    register's own key. Raises IdentityUnfit, UnreadableKey, KeyMissing, KeyExposed, VaultFull.
    """
    if not identity.get("name", "").strip():
        raise IdentityUnfit(message("an identity has a name; without one there is nothing to seal"))
    recipient = recipient or _recipient(opened)
    content = json.dumps(dict(identity)).encode()
    encrypted = Encryption.to([recipient]).of(content)
    handle = _new_handle(opened)
    doing = opened.doing()
    opened.begun.seal(handle)
    opened.identities.keep(handle, encrypted)
    sealed = SealedIdentity(handle, hashlib.sha256(encrypted).hexdigest(), recipient)
    doing.append([Draft.of("identity", sealed)])
    return handle


def _recipient(opened: Opened) -> str:
    """The log says for whom: a public key in a file could be exchanged for another's."""
    # Who was handed a register has no key for what its former owner sealed, nor for what is sealed next.
    ours = max(
        (one.seq for one in opened.ledger.entries(kind="access") if one.body and not one.body["lines"]), default=0
    )
    last = [one.body["recipient"] for one in opened.ledger.entries(kind="identity") if one.body and one.seq > ours]
    return str(last[-1] if last else opened.keyring.identity(SEALED_KEY).to_public())


def _new_handle(opened: Opened) -> str:
    taken = {one.id for one in opened.ledger.entries(kind="identity")}
    while (handle := f"source-{opened.ids.public()[:6]}") in taken:
        pass
    return handle


def revealed(
    opened: Opened,
    evidence: Evidence,
    view: Callable[[Sensitivity], View],
    subjects: Sequence[str],
    key: Path | None,
) -> list[Revealed]:
    """
    Return what is sealed in items, records and identities; the source of an item with it, where that is sealed.

    Raises UnknownEntry, NotInVault, WrongKey, FileCut, UnreadableKey, KeyMissing.
    """
    kinds = {one: _kind(opened, one) for one in subjects}
    items = {one: evidence.item(one) for one, kind in kinds.items() if kind == "item"}
    kinds |= {one.source: "identity" for one in items.values() if _kind(opened, one.source) == "identity"}
    return [
        _of_item(items[one])
        if kind == "item"
        else _of_identity(opened, one, key)
        if kind == "identity"
        else _of_record(view, one)
        for one, kind in kinds.items()
    ]


def _kind(opened: Opened, subject: str) -> str:
    try:
        return opened.ledger.entry(subject).kind
    except UnknownEntry:
        return ""


def _of_item(item: Item) -> Revealed:
    pairs = ((name, getattr(item, name)) for name in OF_AN_ITEM)
    values = ((_label(properties(Item), name), (value,)) for name, value in pairs if value is not None)
    return Revealed(item.id, "item", tuple(values))


def _of_identity(opened: Opened, handle: str, key: Path | None) -> Revealed:
    identities = identities_in(key) if key else _own_identities(opened)
    words = Decryption(identities).of(opened.identities.read(handle), handle)
    held = {name: value for name, value in json.loads(words).items() if value}
    return Revealed(handle, "identity", tuple((_in_both(OF_AN_IDENTITY[name]), (held[name],)) for name in held))


def _own_identities(opened: Opened) -> tuple[Any, ...]:
    made = dict(opened.keyring.names())
    return (opened.keyring.identity(SEALED_KEY),) if SEALED_KEY in made else ()


def _of_record(view: Callable[[Sensitivity], View], subject: str) -> Revealed:
    record = view(Sensitivity.SEALED).record(subject)
    cards, without = properties(noun_of(record.kind)), view(Sensitivity.RESTRICTED)
    held = [name for name in cards if name in record.held and not without.shows(record.kind, name)]
    values = ((_label(cards, name), tuple(one.value for one in record.held[name])) for name in held)
    return Revealed(subject, record.kind, tuple(values))


def _label(cards: Any, name: str) -> dict[str, str]:
    card = cards.get(name)
    return {"en": card.prop.label_en, "ar": card.prop.label_ar} if card else {"en": name, "ar": name}


def _in_both(sentence: str) -> dict[str, str]:
    return {language.value: translate(language, sentence) for language in (Language.EN, Language.AR)}
