"""The records people make about articles: claims, sources, facts, links, notes, checks, reviews, decisions.

Every record is frozen; a changed record is a new version with a new `rev` that
names the revs it came from.  Nobody edits another person's record: a reply, a
verdict or a decision is a record of one's own that names the other's id.
Times are aware datetimes in UTC.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from annotations.anchors import Anchor
from annotations.ticks import Tick
from articles.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


class ClaimKind(StrEnum):
    """What a claim is about, and so how it is checked."""

    FIGURE = "figure"
    QUOTE = "quote"
    NAME = "name"
    DATE = "date"
    EVENT = "event"
    OTHER = "other"


class Stance(StrEnum):
    """How a fact bears on a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    QUALIFIES = "qualifies"
    CONTEXT = "context"
    NOTHING_FOUND = "nothing-found"


class Medium(StrEnum):
    """By what way a source reached the person who cites it."""

    WEB = "web"
    DOCUMENT = "document"
    MAIL = "mail"
    PHONE = "phone"
    INTERVIEW = "interview"
    OBSERVATION = "own-observation"


class SourceKind(StrEnum):
    """How close a source stands to what it tells."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SELF_REPORTED = "self-reported"


class Purpose(StrEnum):
    """Why a note was written (W3C motivations commenting, questioning, editing, highlighting)."""

    COMMENT = "comment"
    QUESTION = "question"
    WORDING = "wording"
    HIGHLIGHT = "highlight"


class TargetKind(StrEnum):
    """What a note or a decision is about."""

    ARTICLE = "article"
    CLAIM = "claim"
    SOURCE = "source"
    FACT = "fact"
    LINK = "link"
    NOTE = "note"
    REVIEW = "review"


class DecisionKind(StrEnum):
    """What a person settled about a record."""

    STATE = "state"
    DISMISSED = "dismissed"
    REATTACHED = "reattached"
    GONE = "gone"
    BOUNDS = "bounds"
    VERSION = "version"
    SCALE = "scale"


@frozen
class Target:
    """What a record is about, by kind and id; an article's id where the kind is ARTICLE."""

    kind: TargetKind
    id: str


@frozen
class Pin:
    """One version of a record."""

    id: str
    rev: str


@frozen
class Basis:
    """What a verdict was given on; where any of it changed, the verdict is stale."""

    words: str = ""
    """The claim's words in the article as they stood."""
    text: str = ""
    """The claim's statement as it stood."""
    revision: str = ""
    """sha256 of the article's text."""
    evidence: tuple[Pin, ...] = ()
    """The links and facts that were linked."""


@frozen(kw_only=True)
class Record:
    """What all records have."""

    id: str
    """A ULID, made by the client, so that a retry is no second record."""
    author: str
    """Whose file it stands in, and who alone may change it."""
    created: datetime
    modified: datetime
    rev: str = ""
    """Generation and content hash, `3-9f2a1c04be71`; empty before it is first committed."""
    ancestors: tuple[str, ...] = ()
    """The revs it came from, newest first."""
    deleted: bool = False
    """A tombstone: replies to it survive."""
    creator: str = ""
    """Of an imported record: the person who made it."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Fields of a later version of the program, kept as they came."""

    @property
    def person(self) -> str:
        """Whose words these are: the creator of an imported record, else the author."""
        return self.creator or self.author


@frozen(kw_only=True)
class Claim(Record):
    """A checkable statement at a place in an article (schema.org `Claim`)."""

    article: str
    anchor: Anchor
    text: str = ""
    """What is claimed, where that differs from the words at the anchor."""
    claimant: str = ""
    """Who says so; empty where it is the article itself."""
    kind: ClaimKind = ClaimKind.OTHER

    @property
    def statement(self) -> str:
        """What is claimed, in one piece."""
        return self.text or self.anchor.exact


@frozen(kw_only=True)
class Source(Record):
    """Where something was found (schema.org `CreativeWork`), or who said it."""

    url: str = ""
    words: str = ""
    """What it is in free words, where there is no address or title."""
    medium: Medium = Medium.WEB
    title: str = ""
    publisher: str = ""
    person_named: str = ""
    """Its author, or the person who spoke or wrote."""
    published: str = ""
    accessed: str = ""
    archived: str = ""
    """The address of a copy in an archive."""
    kind: SourceKind | None = None
    confidential: bool = False
    article: str = ""
    """Its id where it is itself an article of the library."""


@frozen(kw_only=True)
class Fact(Record):
    """What a source says (W3C SpecificResource with TextQuoteSelector)."""

    source: str
    statement: str = ""
    quote: str = ""
    """The exact passage in the source, in the source's language."""
    translation: str = ""
    locator: str = ""
    """Where in the source: a page, a paragraph, a time."""
    anchor: Anchor | None = None
    """Its place, where the source is an article of the library."""


@frozen(kw_only=True)
class Link(Record):
    """Ties a fact to a claim with a stance (W3C `linking` and `classifying`).

    `fact` is empty where the stance is NOTHING_FOUND; `searched` then says where
    one looked, and `created` when.
    """

    article: str
    claim: str
    stance: Stance
    fact: str = ""
    searched: str = ""


@frozen(kw_only=True)
class Note(Record):
    """A person's Markdown on an article, a passage, a record or another note.

    `article` is empty where the note is on a source or fact, which belong to the
    library; `anchor` is the passage where the target is an article.
    """

    article: str
    target: Target
    text: str = ""
    purpose: Purpose = Purpose.COMMENT
    anchor: Anchor | None = None
    tags: tuple[str, ...] = ()
    to: str = ""
    """Of a QUESTION: who is asked."""
    answered: bool = False
    old: str = ""
    """Of a WORDING: the words as they stand."""
    new: str = ""
    """Of a WORDING: the words proposed."""


@frozen(kw_only=True)
class Check(Record):
    """What one person ticked in a sentence (W3C `moderating`); one per person and sentence."""

    article: str
    anchor: Anchor
    """The sentence."""
    ticks: tuple[Tick, ...] = ()
    published: str = ""
    """The day of publication, as `Metadata.published`, from which its relative dates counted."""


@frozen(kw_only=True)
class Review(Record):
    """One person's verdict on a claim (schema.org `ClaimReview`); one per person and claim."""

    article: str
    claim: str
    verdict: str
    """The id of a verdict on the library's scale."""
    reason: str = ""
    rests_on: Basis = field(default_factory=Basis)


@frozen(kw_only=True)
class Decision(Record):
    """What a person settled about a record: a state, a place, a version."""

    article: str
    target: Target
    kind: DecisionKind
    value: str = ""
    """The state, the rev that was chosen, or the id of a scale."""
    reason: str = ""
    anchor: Anchor | None = None
    """The new place or bounds."""
    on: tuple[Pin, ...] = ()
    """Of a state: the verdicts it was decided on, none of them stale."""


EVIDENCE: tuple[type[Record], ...] = (Source, Fact)
"""The kinds that belong to the library and not to one article."""

AnyRecord = TypeVar("AnyRecord", bound=Record)


def article_of(record: Record) -> str:
    """Return the id of the article that `record` belongs to; empty for the library's evidence."""
    if isinstance(record, EVIDENCE):
        return ""
    return str(getattr(record, "article", ""))
