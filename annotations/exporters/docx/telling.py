"""What is said of a claim, as the plain words of a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.asking import open_questions
from annotations.codec import write_time
from annotations.exporters.markdown.blocks import PURPOSES, STANCES
from annotations.model import Purpose, Stance
from annotations.ruling import holding
from annotations.workflow import ClaimState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotations.dossier import ClaimView, Dossier, Evidence, Judgement, Thread
    from annotations.model import Decision, Note, Source
    from annotations.scales import Scale

ON_AUTHOR = "on-author"


def claim_words(view: ClaimView, text: str, scale: Scale) -> str:
    """Return a claim's state, verdicts, facts and sources; a line or an empty one each."""
    claim = view.claim
    lines = [f"Claim {view.number} · {view.state} · {claim.kind}"]
    now = view.span.cut(text) if view.span else ""
    if view.place.state is AnchorState.ORPHAN:
        lines.append("These words are no longer in the article.")
    elif now != claim.anchor.exact:
        lines.append(f"The claim was made on the words: “{claim.anchor.exact}”")
    lines += [claim.text] if claim.text else []
    lines += [f"Says {claim.claimant}"] if claim.claimant else []
    lines += [_verdict(one, scale) for one in view.judgements]
    if decision := holding(view):
        lines.append(_decision(decision))
    lines += map(_fact, view.evidence)
    return "\n".join(lines)


def note_words(note: Note) -> str:
    """Return what a note says, after what it is for."""
    head = PURPOSES[note.purpose]
    if note.purpose is Purpose.COMMENT:
        return note.text
    if note.to:
        head += f" to {note.to}"
    if note.purpose is Purpose.QUESTION:
        head += " (answered)" if note.answered else ""
    wording = [f"“{note.old}” → “{note.new}”"] if note.old or note.new else []
    return "\n".join([f"{head}:", *wording, *([note.text] if note.text else [])])


def flat(threads: Iterable[Thread]) -> Iterator[Note]:
    """Yield notes and the replies to them, without deleted ones."""
    for thread in threads:
        if not thread.note.deleted:
            yield thread.note
        yield from flat(thread.replies)


def notes_at(view: ClaimView) -> Iterator[Note]:
    """Yield the notes on a claim and on what bears on it."""
    yield from flat(view.notes)
    for evidence in view.evidence:
        yield from flat(evidence.notes)


def open_items(dossier: Dossier) -> Iterator[str]:
    """Yield what is left to do, a line each: what the author vouches for, open claims, open questions."""
    vouched = [view for view in dossier.claims if _is_on_author(view)]
    for view in vouched:
        yield f"On author: claim {view.number}, “{view.claim.statement}”"
    for view in dossier.claims:
        if not view.state.settled and view not in vouched:
            reasons = "; ".join(one.review.reason for one in view.judgements if one.review.reason)
            wanted = f" ({reasons})" if reasons and view.state is ClaimState.FIX else ""
            yield f"Claim {view.number}, {view.state}: “{view.claim.statement}”{wanted}"
    for note in {one.note.id: one.note for one in open_questions(dossier)}.values():
        yield f"{note.person} asks{f' {note.to}' if note.to else ''}: {' '.join(note.text.split())}"


def _is_on_author(view: ClaimView) -> bool:
    return any(one.review.verdict == ON_AUTHOR and not one.stale for one in view.judgements)


def _decision(decision: Decision) -> str:
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{decision.person} ({write_time(decision.modified)[:10]}): {decision.value}{reason}"


def _verdict(judgement: Judgement, scale: Scale) -> str:
    review = judgement.review
    stale = ", stale" if judgement.stale else ""
    reason = f": {review.reason}" if review.reason else ""
    return (
        f"{review.person} ({write_time(review.modified)[:10]}{stale}): {scale.label(review.verdict)}{reason}"
    )


def _fact(evidence: Evidence) -> str:
    link, fact, source = evidence.link, evidence.fact, evidence.source
    if link.stance is Stance.NOTHING_FOUND:
        return f"{STANCES[link.stance]}: {link.searched}"
    if fact is None:
        return f"{STANCES[link.stance]}: what was found is not part of this file."
    said = [fact.statement, f"“{fact.quote}”" if fact.quote else ""]
    said.append(f"(translated: “{fact.translation}”)" if fact.translation else "")
    said += [f"({fact.locator})" if fact.locator else "", f"[{_cited(source)}]" if source else ""]
    return f"{STANCES[link.stance]}: {' '.join(filter(None, said))}"


def _cited(source: Source) -> str:
    name = source.title or source.words or source.publisher or "a source without a name"
    parts = [name, source.publisher, source.person_named, source.published, source.url, source.archived]
    told = list(dict.fromkeys(filter(None, parts)))
    return ", ".join([*told, *(["confidential"] if source.confidential else [])])
