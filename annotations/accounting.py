"""What became of everything that was said about an article when its text changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annotations.alarms import compare
from annotations.anchors import AnchorState
from annotations.spelling import same_words
from annotations.workflow import ClaimState
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.anchors import Alarm, Anchor, Resolution
    from annotations.checking import CheckView
    from annotations.dossier import ClaimView, Dossier
    from annotations.revising import Comparison


@frozen
class AccountEntry:
    """One claim, or one note on a passage."""

    id: str
    number: int
    """Of a claim: its number; 0 of a note."""
    anchor: Anchor
    place: Resolution
    stale: int = 0
    """How many verdicts on it are stale."""
    dropped: bool = False
    """Whether somebody decided that its words are gone for good."""

    @property
    def needs_look(self) -> bool:
        """Whether somebody has to look at it."""
        return not self.dropped and (bool(self.stale) or not self.place.state.trusted)


@frozen
class Account:
    """The claims and passage notes of a dossier, by what became of their places."""

    entries: tuple[AccountEntry, ...]
    """What needs a look, alarms first, then the rest; each in the order of the article."""
    unticked: tuple[CheckView, ...] = ()
    """Sentences that somebody had ticked and whose words, or the day they count from, are not the same."""

    @property
    def counts(self) -> Mapping[AnchorState, int]:
        """Return how many are in each state, without zeros and without what was given up."""
        counted = Counter(one.place.state for one in self.entries if not one.dropped)
        return {state: counted[state] for state in AnchorState if counted[state]}

    @property
    def alarmed(self) -> int:
        """How many changed in a way that may turn what they say."""
        return sum(bool(one.place.alarms) for one in self.entries)

    @property
    def dropped(self) -> int:
        """How many were given up."""
        return sum(one.dropped for one in self.entries)

    @property
    def attention(self) -> tuple[AccountEntry, ...]:
        """Return what needs a look, alarms first."""
        return tuple(one for one in self.entries if one.needs_look)


def account(dossier: Dossier) -> Account:
    """Return what became of the place of each claim and passage note of a dossier."""
    entries = [
        AccountEntry(
            view.id,
            view.number,
            view.anchor,
            view.place,
            sum(judgement.stale for judgement in view.judgements),
            dropped=view.state is ClaimState.DROPPED,
        )
        for view in dossier.claims
    ]
    entries += [
        AccountEntry(thread.id, 0, thread.anchor, thread.place, dropped=thread.dropped)
        for thread in dossier.notes
        if thread.place and thread.anchor
    ]
    entries.sort(key=lambda one: (not one.place.alarms, not one.needs_look))
    return Account(tuple(entries), tuple(view for view in dossier.checks if view.fallen))


@frozen
class Hit:
    """A claim that the step from one revision to another touched."""

    view: ClaimView
    """As it is in the newer text."""
    was: str
    """Its words in the older text; those it was made on where they stood nowhere there."""
    now: str
    """Its words in the newer text; empty where they stand nowhere, or in several places."""
    alarms: tuple[Alarm, ...] = ()


def claims_hit(before: Dossier, after: Dossier, comparison: Comparison) -> tuple[Hit, ...]:
    """Return the claims whose words or sentence changed between two revisions, alarms first.

    Both dossiers are of one article, each folded on its own revision.
    """
    touched = [one.span for one in comparison.touched]
    language = after.revision.article.metadata.language
    hits = []
    for view in after.claims:
        old = before.claim(view.id)
        was = _words(old, before.text) if old else ""
        now = _words(view, after.text)
        lost = not now and (bool(was) or old is None)
        changed = bool(was and now) and not same_words(was, now, language)
        inside = view.span is not None and any(span.overlaps(view.span) for span in touched)
        if lost or changed or inside:
            alarms = compare(was, now, language) if changed else ()
            hits.append(Hit(view, was or view.anchor.exact, now, alarms))
    return tuple(sorted(hits, key=lambda hit: not hit.alarms))


def _words(view: ClaimView, text: str) -> str:
    """Return the words of a claim that stand in one place; of two that fit, none is taken."""
    if view.span is None or view.place.state is AnchorState.AMBIGUOUS:
        return ""
    return view.span.cut(text)
