"""A small newsroom for tests: one article, three reviewers, one clock that is set by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from annotations.ids import UlidMaker
from annotations.model import ClaimKind, Medium, Purpose, Source, Stance, Target, TargetKind
from annotations.session import Session
from annotations.stores.memory import MemoryLibrary, MemoryStore
from articles.model import Article, Block, BlockKind, Origin, OriginKind, Revision, Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from annotations.dossier import ClaimView, Dossier
    from annotations.model import Claim, Note

NOW = datetime(2025, 3, 14, 15, 0, tzinfo=UTC)
ARTICLE = "de-bibliotheek-1a2b"
PARAGRAPHS = (
    "De bibliotheek gaat weer open",
    "Na twee jaar verbouwen opent de bibliotheek maandag haar deuren. De gemeente betaalde 14 miljoen euro.",
    "Volgens wethouder Vermeer komen er 2.300 bezoekers per dag. „Dat is meer dan ooit”, zei zij.",
    "De oude zaal aan de Kade is voorgoed dicht.",
)
TEXT = "\n\n".join(PARAGRAPHS)


def revision_of(text: str, article: str = ARTICLE) -> Revision:
    """Return a revision whose blocks are the paragraphs of `text`."""
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(paragraph))))
        start += len(paragraph) + 2
    made = Article(text, tuple(blocks))
    return Revision(
        article, made.sha256, made, Origin(OriginKind.PATH, "/library.txt"), "text/1", NOW, "anna"
    )


class Newsroom:
    """Reviewers who work on one article; `ago` sets the clock back for what is made next."""

    def __init__(self, text: str = TEXT) -> None:
        self._library = MemoryLibrary()
        self._now = NOW
        self._ids = UlidMaker(lambda: NOW)
        self.publish(text)

    def publish(self, text: str) -> None:
        """Give the article a new text."""
        self.of("anna").store.add_revision(revision_of(text), text.encode("utf-8", "surrogatepass"))

    def ago(self, **passed: float) -> Newsroom:
        """Set the clock to so long before `NOW`."""
        self._now = NOW - timedelta(**passed)
        return self

    def of(self, reviewer: str) -> Session:
        """Return a reviewer's session."""
        store = MemoryStore(self._library, reviewer, lambda: self._now, self._ids)
        return Session(store, clock=lambda: self._now, new_id=self._ids)

    @property
    def dossier(self) -> Dossier:
        """The article with everything said about it now."""
        return self.of("anna").dossier(ARTICLE)

    def view(self, claim: Claim) -> ClaimView:
        """Return a claim with all that hangs on it now."""
        view = self.dossier.claim(claim.id)
        assert view is not None
        return view

    def claim(
        self, words: str, *, claimant: str = "", kind: ClaimKind = ClaimKind.FIGURE, text: str = ""
    ) -> Claim:
        """Make a claim of the first place where the article has `words`."""
        dossier = self.dossier
        start = dossier.text.index(words)
        span = Span(start, start + len(words))
        return self.of("anna").add_claim(dossier, span, claimant=claimant, kind=kind, text=text)

    def fact(
        self, claim: Claim, stance: Stance, *, source: Mapping[str, Any] | None = None, **fact: str
    ) -> str:
        """Link a new fact of a new source; return the link's id."""
        session = self.of("anna")
        made: Source = session.draft_source(**(source or {"url": "https://www.example.org/a"}))
        linked = session.link_fact(claim, stance, source=made, fact=session.draft_fact(made, **fact))
        return linked.link.id

    def note(self, by: str, on: Claim | Note | None, text: str, **fields: object) -> Note:
        """Write a note on a claim, on another note, or on the article."""
        target = Target(TargetKind.ARTICLE, ARTICLE)
        if on is not None:
            kind = TargetKind.CLAIM if type(on).__name__ == "Claim" else TargetKind.NOTE
            target = Target(kind, on.id)
        return self.of(by).add_note(ARTICLE, target, text, **fields)  # type: ignore[arg-type]

    def judge(self, by: str, claim: Claim, verdict: str, reason: str = "") -> str:
        """Give a verdict; return the review's id."""
        return self.of(by).review(self.dossier, self.view(claim), verdict, reason=reason).id


class Library(Newsroom):
    """The newsroom with a claim that has something of everything."""

    def __init__(self) -> None:
        super().__init__()
        self.money = self.claim("De gemeente betaalde 14 miljoen euro")
        self.visitors = self.claim("2.300 bezoekers per dag", claimant="wethouder Vermeer")
        self.hall = self.claim("De oude zaal aan de Kade is voorgoed dicht", kind=ClaimKind.EVENT)
        self.support = self.fact(
            self.visitors,
            Stance.SUPPORTS,
            source={
                "url": "https://www.example.org/persbericht",
                "title": "Press release",
                "publisher": "City of Waterdam",
                "published": "2025-01-05",
                "accessed": "2025-03-01",
            },
            statement="The city expects 2,300 visitors on a day",
            quote="gemiddeld 2.300 bezoekers per dag",
            translation="on average 2,300 visitors a day",
            locator="par. 2",
        )
        self.call = self.fact(
            self.visitors,
            Stance.QUALIFIES,
            source={
                "medium": Medium.PHONE,
                "person_named": "B. Vos",
                "published": "2025-02-11",
                "confidential": True,
            },
            statement="The counters at the door count everybody twice, going in and going out, all year",
        )
        searching = self.ago(hours=30).of("bram")
        where = "the archive of the statistics office"
        self.search = searching.link_fact(self.visitors, Stance.NOTHING_FOUND, searched=where).link.id
        self.anna_says = self.ago(days=1, hours=2).judge(
            "anna", self.visitors, "supported", "counted twice over"
        )
        self.bram_says = self.judge("bram", self.visitors, "refuted")
        self.question = self.ago(hours=2).note(
            "bram", self.visitors, "Visitors or visits?", purpose=Purpose.QUESTION, to="anna"
        )
        self.answer = self.ago(minutes=5).note("anna", self.question, "Mailed them.")
        self.general = self.ago(days=3).note("anna", None, "Runs on Saturday.", tags=("weekend",))
        start = self.dossier.text.index("meer dan ooit")
        passage = (self.dossier, Span(start, start + 13))
        self.passage = self.ago(days=40).note("bram", None, "Ever?", passage=passage)
