"""A library to measure with: articles taken in, with claims, facts and notes as a session makes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from annotations.drafting import anchor_at
from annotations.ids import UlidMaker
from annotations.model import Claim, ClaimKind, Fact, Link, Note, Source, Stance, Target, TargetKind
from annotations.session import Session
from annotations.shelving import take_in
from annotations.stores.registry import open_store
from articles.reading import read_file
from articles.sentences import sentence_spans

if TYPE_CHECKING:
    from pathlib import Path

REVIEWER = "reader"


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def annotate(library: Path, path: Path, claims: int) -> str:
    """Take the article at `path` in, with `claims` claims spread over it, each with a fact; return its id."""
    ids = UlidMaker(now)
    session = Session(open_store(library, REVIEWER, clock=now, ids=ids), clock=now, new_id=ids)
    article = take_in(session.store, read_file(str(path)), clock=now).article
    dossier = session.dossier(article)
    read = dossier.revision.article
    sentences = sentence_spans(read.text, read.blocks, read.metadata.language)
    fresh: dict[str, Any] = {"author": REVIEWER, "created": now(), "modified": now()}
    source = Source(id=ids(), url="https://example.org/count", publisher="The Counting Office", **fresh)
    records: list[Claim | Source | Fact | Link | Note] = [source]
    for span in sentences[:: max(1, len(sentences) // claims)][:claims]:
        anchor = anchor_at(dossier, span, "a claim")
        claim = Claim(id=ids(), article=article, anchor=anchor, kind=ClaimKind.FIGURE, **fresh)
        fact = Fact(
            id=ids(), source=source.id, quote="Some sixty thousand were counted.", locator="p. 4", **fresh
        )
        link = Link(id=ids(), article=article, claim=claim.id, stance=Stance.QUALIFIES, fact=fact.id, **fresh)
        target = Target(TargetKind.CLAIM, claim.id)
        note = Note(id=ids(), article=article, target=target, text="Who counted, and when?", **fresh)
        records += [claim, fact, link, note]
    session.make(*records, label="claims made", article=article)
    return article
