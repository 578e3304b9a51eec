"""Finding an annotation's place again in a changed text, or saying honestly that it is gone.

In this order: the same words in the same place; where the old revision is at
hand, what the alignment of both says; the exact words, typography aside, ranked
by their context; else the places that the quote's rarer words point to,
compared word by word.
"""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotations.alarms import compare
from annotations.alignment import Alignment
from annotations.anchors import Anchor, AnchorState, Candidate, Resolution
from annotations.edges import negated_end
from annotations.fitting import count_touching, fit_exact, fit_near, has_whole_side, mean_context
from annotations.folding import fold
from annotations.scoring import LEAST_QUOTE, LEAST_SCORE, MARGIN, part_values, score_fit
from annotations.seeking import Seeker, fold_quote
from annotations.spelling import same_words
from annotations.standing import find_standing, fit_standing, stands
from articles.frozen import frozen, replace
from articles.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.fitting import Fit
    from annotations.folding import Folded

CONTEXT = 64
"""Code points of context kept on either side, to the edge of a word: 64 find more than 32, 128 no more."""

LONGEST_WORD = 64
"""Code points that the context may grow by to come to the edge of a word."""

MOST_EXACT = 8
"""Exact places whose context is compared word by word: those with most of it unchanged right beside them."""

SURE_CONTEXT = 0.5
"""With this much of its context, an exact place needs no comparison with changed ones."""

LEAST_CARRIED = 0.4
"""What an aligned passage must have kept to be the same passage."""

SURELY_CARRIED = 0.6
"""With this much kept, an aligned passage was not moved."""

MOST_TAKEN = 0.5
"""The share of a place that may come from elsewhere in the old revision; with more, that is what it is."""

MOST_CANDIDATES = 3

_SETTLED = (AnchorState.EXACT, AnchorState.MOVED, AnchorState.AMBIGUOUS)
"""States that a place with the quote letter for letter elsewhere cannot put in doubt."""


def describe(text: str, span: Span, revision: str = "") -> Anchor:
    """Return the anchor of `span`: its words, its context to the edge of a word on either side, its position.

    Raises:
        ValueError: the span ends beyond the text.
    """
    if span.end > len(text):
        message = f"the span ends at {span.end}, the text at {len(text)}"
        raise ValueError(message)
    begin, stop = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    for _ in range(LONGEST_WORD):
        begin -= 0 < begin < span.start and text[begin - 1].isalnum() and text[begin].isalnum()
        stop += span.end < stop < len(text) and text[stop - 1].isalnum() and text[stop].isalnum()
    return Anchor(
        revision, span.cut(text), text[begin : span.start], text[span.end : stop], span.start, span.end
    )


def resolve(anchor: Anchor, text: str, *, revision: str = "", old_text: str | None = None) -> Resolution:
    """Return what became of `anchor` in `text`; for many anchors of one text, make one `Resolver`.

    `old_text` is the revision that the anchor was made on, if it is at hand.
    """
    return Resolver(text, revision=revision, old_text=old_text).resolve(anchor)


@frozen
class _Place:
    """A place in the text with how well the quote fits there."""

    span: Span
    score: float
    fit: Fit
    parts: dict[str, float]
    sure: bool
    """Whether the words are the same and so is all that was kept of one side."""


class Resolver:
    """A text in which many anchors are sought.

    The text is folded once and aligned with `old_text` once, when first needed.
    `language` (ISO 639-1) is for reading figures.
    """

    def __init__(
        self, text: str, *, revision: str = "", old_text: str | None = None, language: str = ""
    ) -> None:
        self._text = text
        self._revision = revision
        self._old_text = old_text
        self._language = language

    @cached_property
    def _folded(self) -> Folded:
        return fold(self._text)

    @cached_property
    def _seeker(self) -> Seeker:
        return Seeker(self._folded.text)

    @cached_property
    def _alignment(self) -> Alignment:
        return Alignment(self._old_text or "", self._text)

    def resolve(self, anchor: Anchor) -> Resolution:
        """Return what became of `anchor`; never raises."""
        if stands(anchor, self._text, self._revision):
            span = Span(anchor.start, anchor.end)
            parts = dict.fromkeys(("quote", "prefix", "suffix", "position"), 1.0)
            return self._found(anchor, span, 1.0, parts, (Candidate(span, 1.0),))
        carried = self._carry(anchor)
        if carried is not None and carried.state.trusted:
            return carried
        both, one = (self._standing(anchor, spans) for spans in find_standing(anchor, self._text))
        if both:
            return self._judge(anchor, both)
        return self._weigh(anchor, carried, one)

    def _weigh(self, anchor: Anchor, carried: Resolution | None, one: Sequence[_Place]) -> Resolution:
        """Return what fits best: what the alignment says, what is sought, or where `one` side is whole."""
        if carried is not None and carried.score >= SURELY_CARRIED:
            return self._offer(carried, self._judge(anchor, one)) if one else carried
        sought = self._judge(anchor, self._places(anchor))
        if sought.state in _SETTLED:
            return _doubt(sought, one)
        # Not sooner: a passage that was moved may leave a few words behind for the alignment to hold on to.
        if carried is not None and not sought.state.trusted:
            return carried
        return self._offer(sought, self._judge(anchor, one)) if one else sought

    def _offer(self, sought: Resolution, standing: Resolution) -> Resolution:
        """Return both the place that fits best and one where the quote stands letter for letter."""
        if sought.span is None or standing.span is None or sought.span.overlaps(standing.span):
            return standing
        others = tuple(place for place in sought.candidates if place not in standing.candidates)
        candidates = (*standing.candidates, *others)[:MOST_CANDIDATES]
        return replace(standing, state=AnchorState.AMBIGUOUS, candidates=candidates)

    def _standing(self, anchor: Anchor, spans: Sequence[Span]) -> list[_Place]:
        """Return places where the quote stands letter for letter, best first."""
        places = [
            self._place(anchor, fit_standing(anchor, self._text, span), span, sure=True) for span in spans
        ]
        return self._free(anchor, places)

    def _free(self, anchor: Anchor, places: Sequence[_Place]) -> list[_Place]:
        """Return the places, best first, without those that the old revision tells to be other passages."""
        if anchor.span is not None and self._made_on_old(anchor):
            home = anchor.span
            places = [place for place in places if self._alignment.taken(place.span, home) <= MOST_TAKEN]
        return sorted(places, key=lambda place: -place.score)

    def _carry(self, anchor: Anchor) -> Resolution | None:
        """Return where the alignment with the old revision puts the anchor; None where it does not tell."""
        if anchor.span is None or not self._made_on_old(anchor):
            return None
        carried = self._alignment.carry(anchor.span)
        if carried.span is None or carried.similarity < LEAST_CARRIED:
            return None
        candidates = (Candidate(carried.span, carried.similarity),)
        return self._found(
            anchor, carried.span, carried.similarity, {"quote": carried.similarity}, candidates
        )

    def gap(self, anchor: Anchor) -> int:
        """Return about where in the text the words of an orphan would stand."""
        if anchor.span is not None and self._made_on_old(anchor):
            return self._alignment.gap(anchor.start)
        return min(max(0, anchor.start), len(self._text))

    def _made_on_old(self, anchor: Anchor) -> bool:
        """Tell whether the anchor was made on the old revision."""
        span, old = anchor.span, self._old_text
        return old is not None and span is not None and bool(anchor.exact) and span.cut(old) == anchor.exact

    def _places(self, anchor: Anchor) -> list[_Place]:
        """Return the places where the anchor may be, best first, none overlapping a better one."""
        text, quote = self._folded.text, fold_quote(anchor)
        exact, cut = self._seeker.exact(quote)
        exact += [at for at in cut if has_whole_side(text, quote, at)]
        if len(exact) > MOST_EXACT:
            exact.sort(key=lambda at: (-sum(count_touching(text, quote, at)), abs(at - anchor.start)))
        places = [
            self._place(anchor, fit_exact(text, quote, at), sure=has_whole_side(text, quote, at))
            for at in exact[:MOST_EXACT]
        ]
        if quote.last > quote.first and not any(mean_context(place.fit) >= SURE_CONTEXT for place in places):
            near = (fit_near(text, quote, at) for at in self._seeker.near(quote))
            places += [self._place(anchor, fit) for fit in near if fit is not None]
        return _apart(self._free(anchor, places))

    def _place(self, anchor: Anchor, fit: Fit, span: Span | None = None, *, sure: bool = False) -> _Place:
        """Return a place; without its `span`, the fit is one of the folded text."""
        span = self._folded.origin(fit.start, fit.end) if span is None else span
        was = None if anchor.span is None else anchor.start
        parts = part_values(fit, span.start, was, len(self._text))
        return _Place(span, score_fit(fit, parts), fit, parts, sure)

    def _judge(self, anchor: Anchor, places: Sequence[_Place]) -> Resolution:
        """Return what the places say: one that fits, two that do, or none."""
        good = [
            place
            for place in places
            if place.sure or (place.score >= LEAST_SCORE and place.fit.quote >= LEAST_QUOTE)
        ]
        rivals = [place for place in good if place.score >= good[0].score - MARGIN]
        candidates = tuple(Candidate(place.span, place.score) for place in places[:MOST_CANDIDATES])
        if not rivals:
            best = places[0].score if places else 0.0
            return Resolution(AnchorState.ORPHAN, None, best, candidates=candidates)
        place = rivals[0]
        if len(rivals) > 1:
            parts = MappingProxyType(place.parts)
            return Resolution(AnchorState.AMBIGUOUS, place.span, place.score, parts, candidates)
        return self._found(anchor, place.span, place.score, place.parts, candidates)

    def _found(
        self,
        anchor: Anchor,
        span: Span,
        score: float,
        parts: dict[str, float],
        candidates: tuple[Candidate, ...],
    ) -> Resolution:
        """Return the state that the words at `span` give an anchor, with the alarms if they changed."""
        span = negated_end(anchor, span, self._text) or span
        state = self._state(anchor, span)
        changed = state is AnchorState.CHANGED
        alarms = compare(anchor.exact, span.cut(self._text), self._language) if changed else ()
        return Resolution(state, span, score, MappingProxyType(parts), candidates, alarms)

    def _state(self, anchor: Anchor, span: Span) -> AnchorState:
        found = span.cut(self._text)
        if found == anchor.exact:
            return AnchorState.EXACT if span == anchor.span else AnchorState.MOVED
        same = same_words(anchor.exact, found, self._language)
        return AnchorState.TYPOGRAPHY if same else AnchorState.CHANGED


def _doubt(sought: Resolution, one: Sequence[_Place]) -> Resolution:
    """Return what was found, as ambiguous where the like stands elsewhere with a side as whole as its own.

    What was put in right beside a quote may be a copy of it: each is then left with one side.
    """
    others = [Candidate(place.span, place.score) for place in one if place.span != sought.span]
    if len(others) in {0, len(one)}:
        return sought
    candidates = (*sought.candidates[:1], *others)[:MOST_CANDIDATES]
    return replace(sought, state=AnchorState.AMBIGUOUS, candidates=candidates)


def _apart(places: Sequence[_Place]) -> list[_Place]:
    """Return the places that overlap no better one."""
    kept: list[_Place] = []
    for place in places:
        if not any(place.span.overlaps(other.span) for other in kept):
            kept.append(place)
    return kept
