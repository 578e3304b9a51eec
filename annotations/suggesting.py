"""Which sentences of an article are worth checking, and why.

No model: a sentence's score is the sum of points for named cues, so that the
reasons can be shown and add up.  The weights are round numbers set by hand; none
was fitted to labelled sentences.  Scores rank; they are no probabilities, and
nothing is hidden because of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from annotations.cueing import find_cues
from annotations.cues import Cue
from articles.frozen import frozen
from articles.sentences import sentence_spans

if TYPE_CHECKING:
    from annotations.dossier import ClaimView, Dossier
    from articles.model import Span

WEIGHTS = {
    # A share of something is always a claim about a count, and the easiest to get wrong.
    Cue.PERCENT: 2.0,
    # Whoever gives a figure has it from somewhere; a desk looks at figures first.
    Cue.FIGURE: 2.0,
    # A figure in words, but *two* and *half* are now and then a manner of speaking.
    Cue.NUMBER: 1.5,
    # It comes on top of the figure that it stands beside.
    Cue.MONEY: 1.0,
    # Says little beside its figure.
    Cue.UNIT: 0.25,
    # What happened, changed or was decided can be looked up: as much for each of the three.
    Cue.PAST: 1.0,
    Cue.CHANGE: 1.0,
    Cue.STANCE: 1.0,
    # Of public matters there are registers, files and statistics to hold a sentence against.
    Cue.PUBLIC: 1.0,
    # Each of these supports a claim that the rest of the sentence makes: half as much as a verb or a subject.
    Cue.NAME: 0.5,
    Cue.DATE: 0.5,
    Cue.STATE: 0.5,
    Cue.REPORTING: 0.5,
    Cue.QUANTITY: 0.5,
    Cue.COMPARISON: 0.5,
    Cue.CAUSE: 0.5,
    # Who asks does not state; as strong as the strongest reason for.
    Cue.QUESTION: -2.0,
    # What one thinks, and what ought to be, cannot be right or wrong.
    Cue.OPINION: -1.0,
    Cue.MODAL: -1.0,
    # Of oneself one tells mostly what one feels and means.
    Cue.SELF: -1.0,
    # What is planned has not happened, but that it is planned may be checked.
    Cue.PLAN: -0.5,
    # Signs of talk rather than report, each weak by itself.
    Cue.ADDRESS: -0.5,
    Cue.TALK: -0.5,
    Cue.VAGUE: -0.5,
    Cue.EXCLAMATION: -0.5,
    # Too short to say who did what.
    Cue.SHORT: -1.5,
    # A long sentence has room for several claims: a point for one of 25 words.
    Cue.LENGTH: 0.04,
}
"""Points for the first time a cue stands in a sentence; of LENGTH, for each word."""

_AGAIN = 0.5
"""What a cue is worth each further time, compared with the time before: ten names are not ten reasons."""

_LONG = 25
"""Words; beyond that, sentences are long for want of full stops."""

_FEWEST = 6
"""Words; fewer make a sentence very short."""


@frozen
class Reason:
    """Why a sentence is worth checking or, with points below zero, is not."""

    cue: Cue
    points: float
    words: tuple[str, ...] = ()
    """What shows it in the sentence, each once; empty for LENGTH and SHORT."""


@frozen
class Suggestion:
    """A sentence of an article with its score, the reasons for it, and the claims that it carries already."""

    span: Span
    score: float
    reasons: tuple[Reason, ...]
    claims: tuple[ClaimView, ...] = ()


def score_sentence(sentence: str, language: str) -> float:
    """Return how worth checking a sentence is: the sum of its reasons, mostly between -3 and 10."""
    return sum(reason.points for reason in explain(sentence, language))


def explain(sentence: str, language: str) -> tuple[Reason, ...]:
    """Return the reasons for and against checking a sentence, those that weigh most first.

    `language` is an ISO 639-1 code; for others than Dutch and English, figures,
    names, signs and length are all there is.
    """
    found = find_cues(sentence, language)
    reasons = [
        Reason(cue, WEIGHTS[cue] * _repeated(len(words)), tuple(dict.fromkeys(words)))
        for cue, words in found.cues.items()
    ]
    if found.words:
        reasons.append(Reason(Cue.LENGTH, WEIGHTS[Cue.LENGTH] * min(found.words, _LONG)))
    if found.words < _FEWEST:
        reasons.append(Reason(Cue.SHORT, WEIGHTS[Cue.SHORT]))
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.points), reason.cue)))


def rank_sentences(dossier: Dossier) -> list[Suggestion]:
    """Return the sentences of an article, most worth checking first, those alike in the order of the text."""
    article = dossier.revision.article
    language = article.metadata.language
    spans = sentence_spans(article.text, article.blocks, language)
    carried = _claims_by_sentence(dossier, spans)
    suggestions = []
    for at, span in enumerate(spans):
        reasons = explain(span.cut(article.text), language)
        score = sum(reason.points for reason in reasons)
        suggestions.append(Suggestion(span, score, reasons, tuple(carried[at])))
    return sorted(suggestions, key=lambda one: -one.score)


def _repeated(times: int) -> float:
    """Return how often a cue counts that stands there `times` times: 1, 1.5, 1.75, nearing 2."""
    return (1 - _AGAIN**times) / (1 - _AGAIN)


def _claims_by_sentence(dossier: Dossier, spans: tuple[Span, ...]) -> defaultdict[int, list[ClaimView]]:
    """Return the claims whose words overlap each sentence, by the sentence's index."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    carried: defaultdict[int, list[ClaimView]] = defaultdict(list)
    for view in dossier.claims:
        if view.span:
            for at in range(bisect_right(ends, view.span.start), bisect_left(starts, view.span.end)):
                carried[at].append(view)
    return carried
