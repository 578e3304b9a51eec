"""A dossier as the object that `show --json` prints: flat, named as in the records, no text cut."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from annotations.codec import to_json, write_time
from annotations.ruling import holding
from annotations.weighing import all_evidence
from annotations.workflow import count_states

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotations.anchors import Anchor, Resolution
    from annotations.checking import CheckView
    from annotations.dossier import ClaimView, Dossier, Evidence, Judgement, Thread
    from annotations.model import Record, Source
    from annotations.store import ArticleEntry
    from annotations.ticks import Tick
    from articles.model import Retrieval


def dossier_object(dossier: Dossier) -> dict[str, Any]:
    """Return everything said about an article, with places as they are in this revision."""
    return {
        "article": _article(dossier),
        "claims": [_claim(dossier, view) for view in dossier.claims],
        "notes": _notes(dossier.notes, dossier),
        "checks": [_check(dossier, view) for view in dossier.checks],
        "counts": count_dossier(dossier),
        "problems": [{"where": one.where, "what": one.what, "hint": one.hint} for one in dossier.problems],
        "conflicts": list(dossier.conflicts),
    }


def entry_object(entry: ArticleEntry) -> dict[str, Any]:
    """Return an article of the library without its text."""
    meta = entry.metadata
    return {
        "id": entry.id,
        "title": meta.title,
        "author": meta.author,
        "publisher": meta.publisher,
        "published": meta.published,
        "url": meta.url,
        "language": meta.language,
        "origin": {"kind": str(entry.origin.kind), "value": entry.origin.value},
        "sha256": entry.newest.sha256,
        "revisions": len(entry.revisions),
        "added": write_time(entry.revisions[0].added),
        "changed": write_time(entry.newest.added),
    }


def record_object(record: Record) -> dict[str, Any]:
    """Return a record as files keep it, with what kind it is."""
    return {"kind_of_record": type(record).__name__.lower(), **to_json(record)}


def count_dossier(dossier: Dossier) -> dict[str, Any]:
    """Return how much was said: claims by state, and of everything else how many."""
    evidence = [one for view in dossier.claims for one in view.evidence]
    threads = [*dossier.notes, *(thread for view in dossier.claims for thread in _threads_of(view))]
    return {
        "claims": len(dossier.claims),
        "states": {
            str(state): count for state, count in count_states(one.state for one in dossier.claims).items()
        },
        "anchors": dict(Counter(str(view.place.state) for view in dossier.claims)),
        "facts": len({one.fact.id for one in evidence if one.fact}),
        "sources": len({one.source.id for one in evidence if one.source}),
        "links": len(evidence),
        "notes": len({thread.note.id for thread in _flat(threads)}),
        "reviews": sum(len(view.judgements) for view in dossier.claims),
        "ticks": sum(len(view.standing) for view in dossier.checks),
        **({"sentences": _sentences(dossier)} if dossier.checks else {}),
    }


def _sentences(dossier: Dossier) -> dict[str, int]:
    """Return how many sentences are how far; asked for only where somebody ticks them."""
    from annotations.check_objects import progress_object
    from annotations.checklist import Checklist
    from annotations.itemising import ArticleItems

    return progress_object(Checklist(dossier, ArticleItems(dossier.revision.article)).count_all())


def _threads_of(view: ClaimView) -> Iterable[Thread]:
    yield from view.notes
    for one in view.evidence:
        yield from one.notes


def _article(dossier: Dossier) -> dict[str, Any]:
    revision = dossier.revision
    meta = revision.article.metadata
    return {
        "id": revision.article_id,
        "title": meta.title,
        "author": meta.author,
        "publisher": meta.publisher,
        "published": meta.published,
        "url": meta.url,
        "language": meta.language,
        "origin": {"kind": str(revision.origin.kind), "value": revision.origin.value},
        "sha256": revision.sha256,
        "parser": revision.parser,
        "added": write_time(revision.added),
        "retrieval": _retrieval(revision.retrieval) if revision.retrieval else None,
        "notices": list(revision.article.notices),
        "text": dossier.text,
    }


def _retrieval(retrieval: Retrieval) -> dict[str, Any]:
    return {
        "asked": retrieval.asked,
        "address": retrieval.address,
        "at": write_time(retrieval.at),
        "sha256": retrieval.sha256,
        "headers": dict(retrieval.headers),
        "canonical": retrieval.canonical,
        "archived": retrieval.archived,
    }


def _claim(dossier: Dossier, view: ClaimView) -> dict[str, Any]:
    claim = view.claim
    return {
        **_whose(claim),
        "number": view.number,
        "text": claim.statement,
        "kind": str(claim.kind),
        "claimant": claim.claimant,
        "state": str(view.state),
        "anchor": _place(view.place, claim.anchor, dossier.text),
        "facts": [_fact(one, dossier) for one in view.evidence],
        "notes": _notes(view.notes, dossier),
        "reviews": [_review(one) for one in view.judgements],
        "decisions": [
            {**_whose(one), "state": one.value, "reason": one.reason, "holds": one == holding(view)}
            for one in view.rulings
        ],
        "all_evidence": all_evidence(view),
    }


def _check(dossier: Dossier, view: CheckView) -> dict[str, Any]:
    return {
        **_whose(view.check),
        "anchor": _place(view.place, view.check.anchor, dossier.text),
        "ticks": [{"start": one.span.start, "end": one.span.end, **_tick(one.tick)} for one in view.standing],
        "fallen": [_tick(one) for one in view.fallen],
    }


def _tick(tick: Tick) -> dict[str, str]:
    return {
        "kind": str(tick.kind),
        "aspect": str(tick.aspect),
        "text": tick.words,
        "mark": str(tick.mark),
    }


def _place(place: Resolution, anchor: Anchor, text: str) -> dict[str, Any]:
    span = place.span
    return {
        "state": str(place.state),
        "start": span.start if span else None,
        "end": span.end if span else None,
        "exact": span.cut(text) if span else anchor.exact,
        "made_on": anchor.exact,
        "score": round(place.score, 3),
        "alarms": [{"kind": str(one.kind), "was": one.was, "now": one.now} for one in place.alarms],
    }


def _fact(one: Evidence, dossier: Dossier) -> dict[str, Any]:
    fact, source = one.fact, one.source
    return {
        **({**_whose(fact)} if fact else {"id": one.link.fact, "author": ""}),
        "link": one.link.id,
        "linked_by": one.link.author,
        "stance": str(one.link.stance),
        "searched": one.link.searched,
        "statement": fact.statement if fact else "",
        "quote": fact.quote if fact else "",
        "translation": fact.translation if fact else "",
        "locator": fact.locator if fact else "",
        "source": _source(source) if source else None,
        "notes": _notes(one.notes, dossier),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        **_whose(source),
        "url": source.url,
        "words": source.words,
        "medium": str(source.medium),
        "title": source.title,
        "publisher": source.publisher,
        "person": source.person_named,
        "published": source.published,
        "accessed": source.accessed,
        "archived": source.archived,
        "kind": str(source.kind) if source.kind else "",
        "confidential": source.confidential,
        "article": source.article,
    }


def _review(one: Judgement) -> dict[str, Any]:
    review = one.review
    return {
        **_whose(review),
        "verdict": review.verdict,
        "reason": review.reason,
        "stale": one.stale,
        "new_evidence": one.new_evidence,
    }


def _notes(threads: Iterable[Thread], dossier: Dossier) -> list[dict[str, Any]]:
    return [_note(thread, dossier) for thread in _flat(threads)]


def _note(thread: Thread, dossier: Dossier) -> dict[str, Any]:
    note = thread.note
    made: dict[str, Any] = {
        **_whose(note),
        "text": "" if note.deleted else note.text,
        "tags": list(note.tags),
        "purpose": str(note.purpose),
        "to": note.to,
        "answered": note.answered,
        "reply_to": note.target.id if note.target.kind == "note" else None,
        "target": {"kind": str(note.target.kind), "id": note.target.id},
        "deleted": note.deleted,
    }
    if thread.place and thread.anchor:
        made["anchor"] = _place(thread.place, thread.anchor, dossier.text)
    return made


def _flat(threads: Iterable[Thread]) -> Iterable[Thread]:
    """Return notes and replies, each reply behind what it answers."""
    for thread in threads:
        yield thread
        yield from _flat(thread.replies)


def _whose(record: Record) -> dict[str, Any]:
    made = {"id": record.id, "author": record.author, "created": write_time(record.created)}
    return {**made, "creator": record.creator} if record.creator else made
