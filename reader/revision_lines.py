"""The step from one revision of an article to the next, as lines of text and as an object; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.rewording import changed_paragraphs
from annotations.worddiff import PieceKind
from articles.frozen import frozen
from reader.accounts import alarm_words, untick_words
from reader.output import wrapped
from reader.words import _, called, number, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotations.accounting import Hit
    from annotations.dossier import Dossier
    from annotations.rechecking import CheckHit
    from annotations.revising import ComparedSentence, Comparison
    from annotations.rewording import ChangedParagraph
    from annotations.worddiff import Piece
    from articles.model import Span

CONTEXT = 66
"""Code points of the paragraph before a changed one that are shown, to find the place by."""

_MARKS = {PieceKind.SAME: ("", ""), PieceKind.GONE: ("[-", "-]"), PieceKind.NEW: ("{+", "+}")}


@frozen
class Step:
    """Two revisions of an article, numbered from 1, each with what is said about it."""

    before: Dossier
    after: Dossier
    older: int
    newer: int
    comparison: Comparison
    hits: tuple[Hit, ...]
    checks: tuple[CheckHit, ...] = ()


def step_lines(step: Step) -> Iterator[str]:
    """Return what changed, for people; blank lines are empty strings."""
    comparison = step.comparison
    steps = _("revision {older} → {newer}").format(older=step.older, newer=step.newer)
    yield f"{step.after.revision.article_id}: {steps}"
    if comparison.published_changed:
        was, now = (one.metadata.published or _("no date") for one in (comparison.old, comparison.new))
        yield f"{_('published')}: [-{was}-]{{+{now}+}}"
    paragraphs = changed_paragraphs(comparison)
    if not paragraphs:
        yield _("the words are the same")
    for paragraph in paragraphs:
        yield from _paragraph(comparison, paragraph)
    yield from _hits(step.hits)
    yield from _check_hits(step.checks)
    new, old = comparison.new.text, comparison.old.text
    yield from _sentences(_("New sentences"), [(one.span.cut(new), "") for one in comparison.added])
    yield from _sentences(_("Touched sentences"), [(one.span.cut(new), "") for one in comparison.touched])
    again = [
        (one.span.cut(new), _("because of: {words}").format(words=", ".join(one.again)))
        for one in comparison.again
    ]
    yield from _sentences(_("To read again"), again)
    yield from _sentences(_("Gone"), [(span.cut(old), "") for span in comparison.gone])


def marked(pieces: Sequence[Piece]) -> str:
    """Return a difference as text that shows without colour."""
    return "".join(f"{_MARKS[one.kind][0]}{one.text}{_MARKS[one.kind][1]}" for one in pieces)


def step_object(step: Step) -> dict[str, Any]:
    """Return what changed, for scripts."""
    comparison = step.comparison
    old, new = comparison.old.text, comparison.new.text
    return {
        "id": step.after.revision.article_id,
        "from": {"revision": step.older, "sha256": step.before.revision.sha256},
        "to": {"revision": step.newer, "sha256": step.after.revision.sha256},
        "published_changed": comparison.published_changed,
        "paragraphs": [
            {"old": _span(one.old), "new": _span(one.new), "diff": marked(one.pieces)}
            for one in changed_paragraphs(comparison)
        ],
        "claims": [_hit_object(one) for one in step.hits],
        "checks": [_check_object(one) for one in step.checks],
        "sentences": {
            "new": [_place(one.span, new) for one in comparison.added],
            "touched": [
                {**_place(one.span, new), "was": one.was.cut(old) if one.was else ""}
                for one in comparison.touched
            ],
            "again": [_again_object(one, new) for one in comparison.again],
            "gone": [_place(span, old) for span in comparison.gone],
        },
    }


def _paragraph(comparison: Comparison, paragraph: ChangedParagraph) -> Iterator[str]:
    yield ""
    if paragraph.after:
        yield f"  {_cut(paragraph.after.cut(comparison.new.text))}"
    yield wrapped(marked(paragraph.pieces), "  ", first="~ ")


def _cut(text: str) -> str:
    """Return the end of a paragraph, as much of it as a row holds."""
    words = " ".join(text.split())
    return words if len(words) <= CONTEXT else f"… {words[-CONTEXT:].partition(' ')[2]}"


def _hits(hits: Sequence[Hit]) -> Iterator[str]:
    if not hits:
        return
    yield ""
    yield _("Claims hit: {n}").format(n=number(len(hits)))
    for hit in hits:
        stale = sum(one.stale for one in hit.view.judgements)
        told = [
            called(hit.view.state),
            "; ".join(map(alarm_words, hit.alarms)),
            plural("{n} verdict stale", "{n} verdicts stale", stale) if stale else "",
        ]
        which = _("claim {n}").format(n=hit.view.number)
        yield f"  {which} {hit.view.id}  {' · '.join(filter(None, told))}"
        yield wrapped(f"“{' '.join((hit.now or hit.was).split())}”", "    ")


def _check_hits(hits: Sequence[CheckHit]) -> Iterator[str]:
    if not hits:
        return
    yield ""
    yield _("Checks hit: {n}").format(n=number(len(hits)))
    for hit in hits:
        yield f"  {untick_words(hit.view.check.person, hit.lost)}"
        yield wrapped(f"“{' '.join(hit.view.check.anchor.exact.split())}”", "    ")


def _sentences(heading: str, sentences: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not sentences:
        return
    yield ""
    yield f"{heading}: {number(len(sentences))}"
    for words, why in sentences:
        yield wrapped(" ".join(words.split()), "    ", first="  · ")
        if why:
            yield f"      {why}"


def _hit_object(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.view.id,
        "number": hit.view.number,
        "state": str(hit.view.state),
        "anchor": str(hit.view.place.state),
        "was": hit.was,
        "now": hit.now,
        "alarms": [{"kind": str(one.kind), "was": one.was, "now": one.now} for one in hit.alarms],
        "stale": sum(one.stale for one in hit.view.judgements),
    }


def _check_object(hit: CheckHit) -> dict[str, Any]:
    view = hit.view
    return {
        "id": view.id,
        "author": view.check.person,
        "anchor": str(view.place.state),
        "was": view.check.anchor.exact,
        "ticks": [{"kind": str(one.kind), "text": one.words, "mark": str(one.mark)} for one in hit.lost],
    }


def _again_object(one: ComparedSentence, text: str) -> dict[str, Any]:
    return {**_place(one.span, text), "because": list(one.again)}


def _place(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.cut(text)}


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
