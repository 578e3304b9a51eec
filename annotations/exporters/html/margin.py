"""What is said of a claim or passage, as a note in the margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.codec import write_time
from annotations.exporters.html.elements import paragraph, shown
from annotations.exporters.markdown.blocks import PURPOSES, STANCES
from annotations.model import Purpose, Stance
from annotations.ruling import holding
from annotations.scales import scale_of
from annotations.workflow import ClaimState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from annotations.anchors import Alarm
    from annotations.dossier import ClaimView, Dossier, Evidence, Judgement, Thread
    from annotations.model import Decision
    from annotations.scales import Scale

_ALARMING = {ClaimState.ALARM, ClaimState.CHANGED, ClaimState.AMBIGUOUS, ClaimState.ORPHAN}
_NOWHERE = {
    AnchorState.AMBIGUOUS: "Two places in the article fit.",
    AnchorState.ORPHAN: "These words are no longer in the article.",
}


def look_of(view: ClaimView) -> str:
    """Return the class that a claim's mark and margin note have: `settled`, `alarm` or `open`."""
    if view.state.settled:
        return "settled"
    return "alarm" if view.state in _ALARMING else "open"


class Margin:
    """Writes the notes of one dossier; `sources` has the number of each source by its id.

    Notes on a fact that bears on two claims show once.
    """

    def __init__(self, dossier: Dossier, sources: Mapping[str, int]) -> None:
        self._text = dossier.text
        self._sources = sources
        self._scale = scale_of(dossier.policy)
        self._seen: set[str] = set()

    def of_claim(self, view: ClaimView) -> str:
        """Return all that is said of a claim, with the number by which it is folded on a narrow screen."""
        name = f"c{view.number}"
        told = f"Claim {view.number}: {view.state}; {', '.join(_counts(view)) or 'nothing said yet'}"
        return _folded(name, str(view.number), told, look_of(view), "\n".join(self.claim_parts(view)))

    def of_passage(self, thread: Thread, number: int) -> str:
        """Return a note on a passage, and the replies to it."""
        told = f"{PURPOSES[thread.note.purpose]} by {thread.note.person}"
        sign = chr(ord("a") + number) if number < 26 else f"n{number}"  # noqa: PLR2004 - letters of the alphabet
        body = f'<p class="head"><a href="#tn{number}">{sign}</a></p>' + self.thread(thread)
        return _folded(f"n{number}", sign, told, "passage", body)

    def claim_parts(self, view: ClaimView) -> Iterator[str]:
        """Yield a claim's state, its verdicts, its facts and its notes."""
        claim, placed = view.claim, view.place.state not in _NOWHERE
        number = f'<a href="#t{view.number}">{view.number}</a>' if placed else str(view.number)
        yield f'<p class="head">{number} <b>{shown(view.state)}</b> {shown(claim.kind)}</p>'
        if not placed:
            yield paragraph(f"“{claim.anchor.exact}”", "words")
            yield f'<p class="remark">{_NOWHERE[view.place.state]}</p>'
        yield from self._changed(view)
        yield paragraph(claim.text, "said")
        if claim.claimant:
            yield f'<p class="who">Says <bdi>{shown(claim.claimant)}</bdi></p>'
        yield from (_verdict(one, self._scale) for one in view.judgements)
        if decision := holding(view):
            yield _decision(decision)
        for evidence in view.evidence:
            yield self._fact(evidence)
            yield from self.threads(evidence.notes)
        yield from self.threads(view.notes)

    def threads(self, threads: Iterable[Thread]) -> Iterator[str]:
        """Yield notes that did not show before."""
        for thread in threads:
            if thread.note.id not in self._seen:
                yield self.thread(thread)

    def thread(self, thread: Thread) -> str:
        """Return a note with the replies to it."""
        note = thread.note
        self._seen.add(note.id)
        replies = "\n".join(map(self.thread, thread.replies))
        if note.deleted:
            return f'<div class="note"><p class="who">A deleted note</p>{replies}</div>'
        who = f"{PURPOSES[note.purpose]} · {_person(note.person)}"
        if note.to:
            who += f" to <bdi>{shown(note.to)}</bdi>"
        who += f" · {_day(note.created)}"
        if note.purpose is Purpose.QUESTION:
            who += " · answered" if thread.answered else " · <b>open</b>"
        who += "".join(f" · <bdi>#{shown(tag)}</bdi>" for tag in note.tags)
        wording = "".join(
            f'<p class="{kind}"><{tag} dir="auto">{shown(words)}</{tag}></p>'
            for kind, tag, words in (("old", "del", note.old), ("new", "ins", note.new))
            if words
        )
        words = paragraph(note.text, "user")
        return f'<div class="note"><p class="who">{who}</p>{wording}{words}{replies}</div>'

    def _changed(self, view: ClaimView) -> Iterator[str]:
        span, was = view.span, view.claim.anchor.exact
        if view.place.state is AnchorState.AMBIGUOUS or span is None or span.cut(self._text) == was:
            return
        yield f'<p class="remark">The claim was made on the words <q dir="auto">{shown(was)}</q></p>'
        for alarm in view.place.alarms:
            yield f'<p class="remark"><b>{shown(_alarm(alarm))}</b></p>'

    def _fact(self, evidence: Evidence) -> str:
        link, fact, source = evidence.link, evidence.fact, evidence.source
        head = f'<p class="who"><b>{STANCES[link.stance]}</b> · {_person(link.person)}</p>'
        if link.stance is Stance.NOTHING_FOUND:
            body = paragraph(link.searched, "user")
        elif fact is None:
            body = '<p class="remark">What was found is not part of this page.</p>'
        else:
            body = paragraph(fact.statement, "user")
            body += f'<blockquote dir="auto">{shown(fact.quote)}</blockquote>' if fact.quote else ""
            body += paragraph(f"Translated: {fact.translation}" if fact.translation else "", "translation")
            cited = f'<a href="#s{self._sources[source.id]}">{_called(evidence)}</a>' if source else ""
            where = f'<span dir="auto">{shown(fact.locator)}</span>' if fact.locator else ""
            body += f'<p class="from">{", ".join(filter(None, (cited, where)))}</p>' if cited or where else ""
        return f'<div class="fact {link.stance}">{head}{body}</div>'


def _folded(name: str, sign: str, told: str, look: str, body: str) -> str:
    label = f'aria-label="{shown(told)}"'
    # What folds is beside the fold and not in it: only so can a wide page show it without a script.
    return (
        f'<a class="ref {look}" href="#{name}">{sign}</a>'
        f'<details class="fold {look}"><summary {label}>{sign}</summary></details>'
        f'<aside id="{name}" class="{look}" dir="ltr" tabindex="0" {label}>\n{body}\n</aside>'
    )


def _counts(view: ClaimView) -> Iterator[str]:
    notes = len(view.notes) + sum(len(one.notes) for one in view.evidence)
    for count, word in (
        (len(view.evidence), "fact"),
        (len(view.judgements), "verdict"),
        (notes, "note"),
    ):
        if count:
            yield f"{count} {word}{'' if count == 1 else 's'}"


def _decision(decision: Decision) -> str:
    """Return who decided that a claim is published, sent back and so on, and why."""
    who = f"<b>{shown(decision.value)}</b> · {_person(decision.person)} · {_day(decision.modified)}"
    return f'<div class="verdict"><p class="who">{who}</p>{paragraph(decision.reason, "user")}</div>'


def _verdict(judgement: Judgement, scale: Scale) -> str:
    review = judgement.review
    about = ""
    if judgement.stale:
        about = " · stale: what it rests on has changed since"
    elif judgement.new_evidence:
        about = " · there is new evidence since"
    label = shown(scale.label(review.verdict))
    who = f"<b>{label}</b> · {_person(review.person)} · {_day(review.modified)}{about}"
    return f'<div class="verdict"><p class="who">{who}</p>{paragraph(review.reason, "user")}</div>'


def _called(evidence: Evidence) -> str:
    source = evidence.source
    name = source and (source.title or source.words or source.publisher or source.url)
    return f"<bdi>{shown(name or 'A source without a name')}</bdi>"


def _alarm(alarm: Alarm) -> str:
    if alarm.was and alarm.now:
        return f"{alarm.kind}: “{alarm.was}” is “{alarm.now}” now"
    return f"{alarm.kind}: “{alarm.was}” is gone" if alarm.was else f"{alarm.kind}: “{alarm.now}” is new"


def _person(name: str) -> str:
    return f"<bdi>{shown(name)}</bdi>"


def _day(moment: datetime) -> str:
    return f"<time>{write_time(moment)[:10]}</time>"
