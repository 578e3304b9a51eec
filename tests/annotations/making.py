"""Records of every kind for property tests, and a team at work on one article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from annotations.anchors import Anchor
from annotations.ids import UlidMaker
from annotations.model import (
    Basis,
    Check,
    Claim,
    ClaimKind,
    Decision,
    DecisionKind,
    Fact,
    Link,
    Medium,
    Note,
    Pin,
    Purpose,
    Record,
    Review,
    Source,
    SourceKind,
    Stance,
    Target,
    TargetKind,
)
from annotations.session import Session
from annotations.store import Change, Intent
from annotations.stores.memory import MemoryLibrary, MemoryStore
from annotations.ticks import Aspect, ItemKind, Tick, TickMark
from articles.model import Article, Block, BlockKind, Metadata, Origin, OriginKind, Revision, Span

if TYPE_CHECKING:
    from annotations.dossier import ClaimView, Dossier
    from annotations.store import Policy

ARTICLE = "the-ferry-7c1d"
THEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = (
    "The ferry\n\n"
    "The ferry carried 1,200 people on Monday. The harbour master did not see it leave.\n\n"
    "A new ferry is due in May."
)

words = st.text(st.characters(exclude_categories=()), max_size=12)
"""Any text at all, lone surrogates included."""

moments = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
"""To the millisecond, which is as exact as a record is kept."""


@st.composite
def anchors(draw: st.DrawFn) -> Anchor:
    exact, prefix, suffix = draw(words), draw(words), draw(words)
    if draw(st.booleans()):
        return Anchor(draw(words), exact, prefix, suffix)
    start = draw(st.integers(0, 999))
    return Anchor(draw(words), exact, prefix, suffix, start, start + draw(st.integers(0, 99)))


targets = st.builds(Target, st.sampled_from(TargetKind), words)
pins = st.builds(Pin, words, words)
ticks = st.builds(
    Tick,
    st.sampled_from(ItemKind),
    words,
    st.integers(0, 999),
    st.sampled_from(TickMark),
    st.sampled_from(Aspect),
)
bases = st.builds(Basis, words, words, words, st.lists(pins, max_size=3).map(tuple))
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
_EXTRA = st.dictionaries(st.text(max_size=6).map("x-{}".format), plain_json, max_size=2)
_COMMON: dict[str, st.SearchStrategy[Any]] = {
    "id": words,
    "author": words,
    "created": moments,
    "modified": moments,
    "rev": words,
    "ancestors": st.lists(words, max_size=3).map(tuple),
    "deleted": st.booleans(),
    "creator": words,
    "extra": _EXTRA,
}
_OWN: dict[type[Record], dict[str, st.SearchStrategy[Any]]] = {
    Claim: {
        "article": words,
        "anchor": anchors(),
        "text": words,
        "claimant": words,
        "kind": st.sampled_from(ClaimKind),
    },
    Link: {
        "article": words,
        "claim": words,
        "stance": st.sampled_from(Stance),
        "fact": words,
        "searched": words,
    },
    Note: {
        "article": words,
        "target": targets,
        "text": words,
        "purpose": st.sampled_from(Purpose),
        "anchor": st.none() | anchors(),
        "tags": st.lists(words, max_size=3).map(tuple),
        "to": words,
        "answered": st.booleans(),
        "old": words,
        "new": words,
    },
    Check: {
        "article": words,
        "anchor": anchors(),
        "ticks": st.lists(ticks, max_size=3).map(tuple),
        "published": words,
    },
    Review: {"article": words, "claim": words, "verdict": words, "reason": words, "rests_on": bases},
    Decision: {
        "article": words,
        "target": targets,
        "kind": st.sampled_from(DecisionKind),
        "value": words,
        "reason": words,
        "anchor": st.none() | anchors(),
        "on": st.lists(pins, max_size=2).map(tuple),
    },
    Source: {
        **dict.fromkeys(("url", "words", "title", "publisher", "person_named", "published"), words),
        **dict.fromkeys(("accessed", "archived", "article"), words),
        "medium": st.sampled_from(Medium),
        "kind": st.none() | st.sampled_from(SourceKind),
        "confidential": st.booleans(),
    },
    Fact: {
        **dict.fromkeys(("source", "statement", "quote", "translation", "locator"), words),
        "anchor": st.none() | anchors(),
    },
}
records: st.SearchStrategy[Record] = st.one_of(
    [st.builds(kind, **_COMMON, **own) for kind, own in _OWN.items()]
)
"""A record of any kind with anything in every field."""


class Clock:
    """Ticks a second whenever it is asked; can be put anywhere."""

    def __init__(self) -> None:
        self.now = THEN

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def a_revision(text: str = TEXT, *, article: str = ARTICLE, language: str = "en") -> Revision:
    """Return a revision with one paragraph a block."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(part))))
        at += len(part) + 2
    made = Article(text, tuple(blocks), metadata=Metadata(title="The ferry", language=language))
    origin = Origin(OriginKind.PATH, f"/home/anna/{article}.txt")
    return Revision(article, made.sha256, made, origin, "text/1", THEN, "anna")


def span_of(text: str, part: str) -> Span:
    """Return where `part` first stands in `text`."""
    start = text.index(part)
    return Span(start, start + len(part))


class Team:
    """Several people in one library in memory, with one rising clock."""

    def __init__(self, policy: Policy | None = None, text: str = TEXT) -> None:
        self.clock = Clock()
        self.ids = UlidMaker(self.clock)
        self.library = MemoryLibrary(policy)
        self.anna, self.bram = self.session("anna"), self.session("bram")
        self.publish(text)

    def session(self, reviewer: str) -> Session:
        store = MemoryStore(self.library, reviewer, self.clock, self.ids)
        return Session(store, clock=self.clock, new_id=self.ids)

    def publish(self, text: str, article: str = ARTICLE) -> None:
        """Give an article a new text."""
        self.anna.store.add_revision(a_revision(text, article=article), text.encode())

    @property
    def dossier(self) -> Dossier:
        return self.anna.dossier(ARTICLE)

    def claim(self, part: str = "1,200 people", by: str = "anna") -> Claim:
        dossier = self.dossier
        return self.session(by).add_claim(dossier, span_of(dossier.text, part))

    def view(self, claim: Claim) -> ClaimView:
        found = self.dossier.claim(claim.id)
        assert found is not None
        return found

    def judge(self, claim: Claim, verdict: str = "supported", by: str = "anna") -> Review:
        return self.session(by).review(self.dossier, self.view(claim), verdict)

    def put(self, *made: Record, by: str = "anna") -> None:
        """Commit first versions as they are."""
        self.session(by).store.commit([Change("", one) for one in made], Intent(ARTICLE, "put"))
