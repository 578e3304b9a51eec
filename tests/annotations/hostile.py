"""Random dossiers full of words that try to break the files they are written to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from annotations.anchoring import describe
from annotations.anchors import Anchor, AnchorState, Resolution
from annotations.assembling import fold
from annotations.codec import to_json
from annotations.model import (
    Basis,
    Check,
    Claim,
    ClaimKind,
    Decision,
    DecisionKind,
    Fact,
    Link,
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
    article_of,
)
from annotations.revisions import following
from annotations.store import Snapshot
from annotations.ticks import ItemKind, Tick
from articles.model import Article, Block, BlockKind, Metadata, Origin, OriginKind, Revision, Span

if TYPE_CHECKING:
    from annotations.dossier import Dossier

ARTICLE = "bees-3f9a"
TEXT = "Bees are insects. There are 20,000 species of bees. A honey bee visits 100 flowers a trip."
_FRAGMENTS = (
    "```\n", "~~~", "# ", "\n# x", "\n## Claim 9 · figure\n", "<!-- postil:note {} -->", "-->", "<!--",
    "--", "%%", "[^bee]", "\n[^bee]: x", "^[note]", "[a]: http://x", "[!TIP]", "\n> [!TIP]\n> ", "> ",
    "\n>", "\\", "\\\\", "`", "*", "**", "_", "**Statement:** ", "\n**Text:**", "**Passage:** x",
    "**Verdict: x**", "·", " · ", "answered", "&#x20;", "&amp;", "&", "<b>", "</blockquote>", "<script>",
    "|", "\n---\n", "\n===\n", "\n- ", "1. ", "\n    code", "\t", "  ", " ", "\n", "\n\n", "\r", "\r\n",
    "\x00", "\x0b", "\x85", "\u2028", "\u202e", "é", "🐝", "עיר", "{", "}", '"', "'", "\n:::\n", "@bram",
    "$x$", "~", "http://x.y/_a_", "---\ntitle: x\n---", "word", "State: x", "!", "[", "]", "(", ")", "]:",
    "=", "#", ":", "-", "%", "<", ">", "^", "/",
)  # fmt: skip

_STAND_INS = {chr(0xE000 + number): fragment for number, fragment in enumerate(_FRAGMENTS)}
_OTHERS = "aZ09.,;?+ \x01\x1b\x7f\xa0\xad\u0301\u200d\u4e2d\ufeff\uffff\U0001f1f3\U000e0001"


def _spelled(drawn: str) -> str:
    return "".join(_STAND_INS.get(char, char) for char in drawn)


# A character stands in for a fragment: a string is one choice, a list of strings dozens, each at a cost.
words = st.one_of(
    st.text([*_STAND_INS, *_OTHERS], max_size=8).map(_spelled),
    st.text(max_size=8),
)
moments = st.integers(0, 10**9).map(lambda ms: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms))
ticks = st.lists(st.builds(Tick, st.sampled_from(ItemKind), words, st.integers(-9, 99)), max_size=2).map(
    tuple
)
people = st.one_of(st.sampled_from(("anna", "bram")), words.filter(bool))


def anchors() -> st.SearchStrategy[Anchor]:
    spans = st.tuples(st.integers(0, len(TEXT) - 9), st.integers(1, 8)).map(lambda at: Span(at[0], sum(at)))
    found = spans.map(lambda span: describe(TEXT, span, "r"))
    lost = st.builds(Anchor, st.just("r"), words.filter(lambda text: bool(text.strip())), words, words)
    return st.one_of(found, lost)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Draw a dossier of a few records of every kind."""
    made: list[Record] = []

    def fresh() -> dict[str, Any]:
        created = draw(moments)
        person = draw(people)
        return {
            "id": f"01KJ{len(made):022d}",
            "author": "anna",
            "creator": "" if person == "anna" else person,
            "created": created,
            "modified": draw(st.one_of(st.just(created), moments)),
            "extra": draw(st.sampled_from(({}, {"by": "--%%", "later": [1, {"x": "-->"}]}))),
        }

    def keep(record: Record) -> str:
        made.append(following(record, None))
        return record.id

    def some(most: int) -> range:
        return range(draw(st.integers(0, most)))

    sources = [
        keep(
            Source(
                **fresh(),
                url=draw(words),
                words=draw(words),
                title=draw(words),
                publisher=draw(words),
                person_named=draw(words),
                published=draw(words),
                accessed=draw(words),
                kind=draw(st.sampled_from((None, *SourceKind))),
            )
        )
        for _ in some(2)
    ]
    facts = [
        keep(
            Fact(
                **fresh(),
                source=draw(st.sampled_from((*sources, "01KJ9999999999999999999999"))),
                statement=draw(words),
                quote=draw(words),
                translation=draw(words),
                locator=draw(words),
            )
        )
        for _ in some(2)
    ]
    targets = [Target(TargetKind.ARTICLE, ARTICLE)]
    for _ in some(2):
        claim = Claim(
            **fresh(),
            article=ARTICLE,
            anchor=draw(anchors()),
            text=draw(words),
            claimant=draw(words),
            kind=draw(st.sampled_from(ClaimKind)),
        )
        keep(claim)
        targets.append(Target(TargetKind.CLAIM, claim.id))
        for _ in some(2):
            found = bool(facts) and draw(st.booleans())
            stances = tuple(one for one in Stance if one is not Stance.NOTHING_FOUND)
            fact = draw(st.sampled_from(facts)) if found else ""
            stance = draw(st.sampled_from(stances)) if found else Stance.NOTHING_FOUND
            link = Link(
                **fresh(), article=ARTICLE, claim=claim.id, stance=stance, fact=fact, searched=draw(words)
            )
            keep(link)
            if fact:
                targets.append(Target(TargetKind.FACT, fact))
        if draw(st.booleans()):
            basis = Basis(draw(words), draw(words), "r", (Pin(claim.id, "1-0"),))
            verdict = draw(words.filter(bool))
            keep(
                Review(
                    **fresh(),
                    article=ARTICLE,
                    claim=claim.id,
                    verdict=verdict,
                    reason=draw(words),
                    rests_on=basis,
                )
            )
    for _ in some(4):
        target = draw(st.sampled_from(targets))
        note = Note(
            **fresh(),
            article="" if target.kind is TargetKind.FACT else ARTICLE,
            target=target,
            text=draw(words),
            purpose=draw(st.sampled_from(Purpose)),
            anchor=draw(anchors()) if target.kind is TargetKind.ARTICLE and draw(st.booleans()) else None,
            tags=tuple(draw(st.lists(words, max_size=2))),
            to=draw(words),
            answered=False,
            old=draw(words),
            new=draw(words),
        )
        keep(note)
        targets.append(Target(TargetKind.NOTE, note.id))
    if draw(st.booleans()):
        ticked, published = draw(ticks), draw(words)
        keep(Check(**fresh(), article=ARTICLE, anchor=draw(anchors()), ticks=ticked, published=published))
        target = draw(st.sampled_from(targets))
        state = DecisionKind.STATE
        keep(Decision(**fresh(), article=ARTICLE, target=target, kind=state, reason=draw(words)))
    return folded(made, draw(words))


def folded(records: list[Record], title: str = "Bees") -> Dossier:
    """Return the dossier that records make."""
    article = Article(TEXT, (Block(BlockKind.PARAGRAPH, Span(0, len(TEXT))),), metadata=Metadata(title=title))
    origin = Origin(OriginKind.URL, "https://example.org/bees")
    added = datetime(2026, 1, 1, tzinfo=UTC)
    revision = Revision(ARTICLE, article.sha256, article, origin, "text/1", added, "anna")
    return fold(
        revision,
        Snapshot(tuple(one for one in records if article_of(one)), (), None),
        Snapshot(tuple(one for one in records if not article_of(one)), (), None),
        resolve=resolve,
    )


def resolve(anchor: Anchor) -> Resolution:
    """Return a place letter for letter: what is near needs no seeking here."""
    if anchor.span and anchor.span.cut(TEXT) == anchor.exact:
        return Resolution(AnchorState.EXACT, anchor.span, 1.0)
    return Resolution(AnchorState.ORPHAN, None, 0.0)


def content(record: Record) -> dict[str, Any]:
    """Return what a record says and whose it is, whoever's file it stands in."""
    data = to_json(record)
    return {name: held for name, held in data.items() if name not in {"author", "creator", "ancestors"}} | {
        "person": record.person
    }
