"""What the API takes and gives, as its OpenAPI document says it; the documents are those of the command line."""

from __future__ import annotations

from decimal import Decimal
from types import GenericAlias
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, create_model, model_validator

from sijill.model import NOUNS, ClaimKind, Sensitivity, Stance
from sijill.model.comments import MOST_LETTERS
from sijill.model.consent import ConsentBasis, GivenBy, Purpose
from sijill.search import FACETS

ID = r"^[A-Za-z0-9._:-]{1,100}$"
UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
SHA256 = r"^[0-9a-f]{64}$"
FINDABLE = "^(" + "|".join((*NOUNS, "item", "claim", "publication")) + ")$"
PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"
"""No control characters: some stores cannot hold them, and no source writes them."""

Text = Annotated[str, Field(max_length=400, pattern=PLAIN)]
Quotation = Annotated[str, Field(min_length=1, max_length=20_000, pattern=PLAIN)]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]
FacetName = Annotated[str, Field(pattern="^(" + "|".join(FACETS) + ")$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]
Amount = Annotated[Decimal, Field(ge=0, le=10**9, decimal_places=3)]
Offset = Annotated[int, Field(ge=0, le=2**31 - 1)]
Day = Annotated[str, Field(max_length=40, description="EDTF: 2020-05-31, 2020-05, 2020, 2020-05-31~")]


class Sent(Schema):
    """What a program sends; a word that means nothing here is refused, since it may be a slip."""

    model_config = ConfigDict(extra="forbid")


class Number(Sent):
    """A number as the words have it: both bounds, or one where the other is open."""

    low: Amount | None = None
    high: Amount | None = None
    unit: Slug = "killed"
    hedge: Text | None = None
    approx: bool = False
    vague: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Number:
        if self.low is None and self.high is None:
            raise ValueError("a number without bounds says nothing")
        return self


class Days(Sent):
    """When it happened, from day to day."""

    start: Day | None = None
    end: Day | None = None


class Proposal(Sent):
    """A claim: what a document says, with the exact words and where they stand in it."""

    key: Key = Field(description="Your own name for this proposal; the same again changes nothing.")
    item: str = Field(pattern=SHA256, description="The document, by the SHA-256 of its bytes.")
    kind: ClaimKind
    quote: Quotation = Field(description="The words, letter for letter.")
    start: Offset = Field(
        description="Where they begin: code points of the document as GET /items/ID?words=true has it."
    )
    end: Offset = Field(description="Where they end; not counted in.")
    claimant: Text | None = Field(None, description="Who says it, when it is not the document itself.")
    via: Text | None = None
    stance: Stance = Stance.ASSERT
    number: Number | None = None
    population: list[Slug] = Field(default_factory=list, max_length=20)
    place: Text | None = None
    governorate: Text | None = None
    date: Days | None = None
    perpetrators: list[Slug] = Field(default_factory=list, max_length=20, description="Parties by their short names.")
    targets: list[Slug] = Field(default_factory=list, max_length=20)
    weapon: Slug | None = None
    victim: Text | None = Field(None, description="The name of the person it is about.")


class SpokenOf(Sent):
    """The record that an accepted claim speaks of: a new one of a kind, or one that exists by its id."""

    kind: Text = Field("", description="Of which kind a new record is; empty takes what the claim speaks of.")
    id: str | None = Field(None, pattern=ID)
    property: Text | None = Field(None, description="Which number it is; null takes what the words say.")
    values: dict[str, Any] = Field(default_factory=dict, description="Values by your own decision.")
    another: bool = Field(False, description="A new incident is another event than those of its place and day.")


class Answered(Sent):
    """The verdict on a claim, with what is corrected in it and the record it speaks of."""

    verdict: Text = Field(description="accepted, edited or rejected.")
    reason: Annotated[str, Field(max_length=4000, pattern=PLAIN)] = Field(
        "", description="Stays with the values; only an acceptance as it stands needs none."
    )
    changes: dict[str, Any] = Field(default_factory=dict, description="Fields of the claim, with edited.")
    record: SpokenOf | None = Field(None, description="null keeps the claim without a record.")
    append_id: str | None = Field(None, pattern=UUID, description="Your own name for this act; again changes nothing.")


class PartAnswered(Sent):
    """The verdict on one claim of a passage."""

    claim: str = Field(pattern=ID)
    verdict: Text = Field("accepted", description="accepted, edited or rejected.")
    reason: Annotated[str, Field(max_length=4000, pattern=PLAIN)] = ""
    changes: dict[str, Any] = Field(default_factory=dict, description="Fields of the claim, with edited.")
    property: Text | None = Field(None, description="Which number it is; null takes what the words say.")


class PassageAnswered(Sent):
    """Verdicts on claims of one passage in one act; all that is accepted speaks of one record."""

    answers: Annotated[list[PartAnswered], Field(min_length=1, max_length=400)]
    reason: Annotated[str, Field(max_length=4000, pattern=PLAIN)] = ""
    record: SpokenOf | None = Field(None, description="null keeps the claims without a record.")
    expect: dict[str, int] = Field(default_factory=dict, description="`seen` of each claim and record, as shown.")
    append_id: str | None = Field(None, pattern=UUID, description="Your own name for this act; again changes nothing.")


class Decision(Sent):
    """What a person, a family or a guardian agreed to for one purpose, or that it was taken back."""

    purpose: Purpose
    basis: ConsentBasis = ConsentBasis.CONSENT
    given_by: GivenBy | None = None
    given_on: Day | None = None
    language: Annotated[str, Field(max_length=3, pattern=r"^[a-z]*$")] = ""
    explained_by: Text = ""
    guardian: Text = ""
    withdrawn: bool = False
    reason: Text = ""
    append_id: str | None = Field(None, pattern=UUID, description="Your own name for this act; again changes nothing.")


class DecisionDocument(Schema):
    """The decision as it was recorded, with the editions and hand-overs that a withdrawal reaches."""

    consent: dict[str, Any]


class Said(Sent):
    """What somebody says to colleagues about a claim or a record."""

    about: Annotated[str, Field(min_length=1, max_length=100, pattern=PLAIN)] = Field(description="Its id or handle.")
    text: Annotated[str, Field(min_length=1, max_length=MOST_LETTERS)]
    append_id: str | None = Field(None, pattern=UUID, description="Your own name for this act; again changes nothing.")


class SaidDocument(Schema):
    """The comment's own entry."""

    comment: str
    seq: int
    head: str


class Classified(Sent):
    """How sensitive a document is from now on."""

    sensitivity: Sensitivity = Field(description="More than it is; less takes two persons, who hold the register.")
    reason: Annotated[str, Field(min_length=1, max_length=4000, pattern=PLAIN)] = Field(description="It stays.")
    append_id: str | None = Field(None, pattern=UUID, description="Your own name for this act; again changes nothing.")


class Query(Sent):
    """Words to search for. They travel in the body, since addresses end up in logs."""

    words: Annotated[str, Field(min_length=1, max_length=400, pattern=PLAIN)]
    kinds: list[Annotated[str, Field(pattern=FINDABLE)]] = Field(default_factory=list, max_length=20)
    only: dict[FacetName, Text] = Field(default_factory=dict, description="Only what has this value of a facet.")
    sort: Literal["best", "event", "added"] = "best"
    facets: bool = Field(False, description="How many there are of each value of each facet too.")
    limit: int = Field(20, ge=1, le=100)
    cursor: str | None = Field(None, max_length=400)


class Given(Schema):
    """A document of the API: keys may be added to it, none changes its meaning."""

    model_config = ConfigDict(extra="allow")


def _document(name: str, says: str, base: type[Given] = Given, /, **keys: Any) -> type[Given]:
    """Return the shape of a document: its name, what it says, and the type of each key with its default, if any."""
    fields: dict[str, Any] = {key: kind if isinstance(kind, tuple) else (kind, ...) for key, kind in keys.items()}
    return create_model(name, __base__=base, __doc__=says, __module__=__name__, **fields)


def _list_of(shape: type[Given]) -> GenericAlias:
    return GenericAlias(list, shape)


Document = dict[str, Any]
Ids = list[str]
Perhaps = str | None
PAGE: dict[str, Any] = {"next": Perhaps}
"""A page of a list; ``next`` is the cursor of the page after it, null at the end."""

ItemFacts = _document("ItemFacts", "What is known of a document.", id=str, media_type=str, size=int, source=str)
ItemDocument = _document(
    "ItemDocument",
    "One document; the reading, custody and words are the team's.",
    item=ItemFacts,
    reader=(Perhaps, None),
    pages=(int | None, None),
    derivations=(Ids | None, None),
    custody=(list[Document] | None, None),
    words=(Perhaps, None),
)
Anchor = _document(
    "Anchor",
    "Where words stand: the quotation, and code points of the document as stored.",
    exact=str,
    start=int,
    end=int,
)
ClaimDocument = _document(
    "ClaimDocument",
    "A claim; what is not said is left out. ``anchors`` and ``inferred`` tell what each value rests on.",
    id=str,
    item=str,
    kind=ClaimKind,
    anchor=Anchor,
    anchors=GenericAlias(dict, (str, Anchor)),
    inferred=dict[str, str],
)
Waiting = _document("Waiting", "Claims that wait for a judgement.", **PAGE, waiting=_list_of(ClaimDocument))
Proposed = _document("Proposed", "A claim that waits now for another person.", claim=ClaimDocument, repeated=bool)
ClassifiedDocument = _document(
    "ClassifiedDocument", "How sensitive a document was said to be.", item=str, sensitivity=str, seq=int, head=str
)
JudgedDocument = _document(
    "JudgedDocument",
    "What a verdict recorded; with ``waits`` nothing of it stands until a second person confirms it. ``likely`` are "
    "records that may be the same as a new one, likeliest first: a person decides whether they are one.",
    judgement=str,
    claim=Perhaps,
    record=Perhaps,
    statements=Ids,
    likely=Ids,
    seq=int,
    head=str,
    repeated=bool,
    waits=bool,
)
PassageDocument = _document(
    "PassageDocument",
    "The claims that tell of one event, with the verdicts that stand, and the records that may hold it, best first.",
    item=str,
    passage=int,
    of=int,
    claims=list[Document],
    matches=list[Document],
)
PassageJudgedDocument = _document(
    "PassageJudgedDocument",
    "What one act recorded of a passage: a part for each claim, all of one record; ``likely`` as of a verdict.",
    judgement=str,
    record=Perhaps,
    parts=list[Document],
    likely=Ids,
    seq=int,
    head=str,
    repeated=bool,
    waits=bool,
)
RecordDocument = _document(
    "RecordDocument",
    "A record with every value it holds, rivals side by side; ``former_ids`` are of records that are one with it.",
    id=str,
    handle=str,
    former_ids=Ids,
    kind=str,
    last_seq=int,
    value=Document,
    held=dict[str, list[Document]],
    disputed=Ids,
    counted=Document | None,
)
Records = _document(
    "Records", "Records in the order in which they were first recorded.", **PAGE, records=_list_of(RecordDocument)
)
Numbers = _document(
    "Numbers", "A figure: ``high`` null is an open end.", figure=str, low=int, best=int, high=int | None
)
Beside = _document(
    "Beside",
    "How many records stand beside a toll and why; ``undated`` marks those that the clock has no day for.",
    reason=str,
    code=Perhaps,
    rule=Perhaps,
    records=int,
    undated=bool,
    says=dict[str, str],
)
TollDocument = _document(
    "TollDocument",
    "A toll, as ``sijill toll --json`` prints it.",
    definition=Document,
    methodology=dict[str, str],
    as_of=Perhaps,
    seq=int,
    rows=_list_of(Numbers),
    total=Numbers,
    notes=Ids,
    not_counted=_list_of(Beside),
)
TraceDocument = _document(
    "TraceDocument",
    "The road from a figure to the words, a page of counted records at a time.",
    Numbers,
    definition=Document,
    parts=list[Document],
    **PAGE,
)
Hits = _document(
    "Hits",
    "What answers, best first; what is narrowed, sorted or counted says how many, with ``capped`` at the least.",
    **PAGE,
    hits=list[Document],
    total=(int | None, None),
    capped=(bool | None, None),
    unread=(int | None, None),
    facets=(dict[str, dict[str, int]] | None, None),
)
TokenDocument = _document(
    "TokenDocument", "What this token is good for.", token=str, scopes=Ids, role=str, expires_at=str
)
Problem = _document(
    "Problem",
    "A problem of RFC 9457: what happened, and what to do next.",
    type=str,
    title=str,
    status=int,
    detail=str,
    errors=(list[dict[str, str]], Field(default_factory=list)),
)
