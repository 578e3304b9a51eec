"""What is missing under the claims of an article, as a list to walk through; pure.

Nothing is asked of what cannot have it: who was rung up has no address, and so
no archive copy; what is a matter of opinion needs no evidence.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from annotations.copies import lacks_copy
from annotations.model import Medium, SourceKind
from annotations.scales import scale_of
from annotations.workflow import ClaimState
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotations.dossier import ClaimView, Dossier, Evidence
    from annotations.model import Source
    from annotations.scales import Scale


class Gap(StrEnum):
    """What is missing, the gravest first."""

    EVIDENCE = "no evidence"
    ONE_SOURCE = "one source only"
    SELF_REPORTED = "self reports only"
    PASSAGE = "no passage"
    ACCESSED = "no access date"
    ARCHIVED = "no archive copy"


@frozen
class Missing:
    """One thing that is missing, at which claim, and of which record: the claim, or a link to a fact."""

    gap: Gap
    claim: str
    number: int
    """The claim's number in the article."""
    record: str


_NEEDS_NONE = frozenset({ClaimState.DROPPED, ClaimState.SUGGESTED})


def coverage_of(dossier: Dossier) -> tuple[Missing, ...]:
    """Return what is missing, by what it is and then in the order of the article; of a source once."""
    scale = scale_of(dossier.policy)
    seen: set[tuple[Gap, str]] = set()
    found = [
        one
        for view in dossier.claims
        if view.state not in _NEEDS_NONE
        for one in (*_of_claim(view, scale), *_of_sources(view, seen))
    ]
    order = list(Gap)
    return tuple(sorted(found, key=lambda one: order.index(one.gap)))


def gaps_of(missing: Iterable[Missing]) -> dict[Gap, list[Missing]]:
    """Return what is missing by what it is, without empty ones."""
    found: dict[Gap, list[Missing]] = {}
    for one in missing:
        found.setdefault(one.gap, []).append(one)
    return found


def summary_of(dossier: Dossier) -> list[str]:
    """Return a phrase for each kind of gap with the numbers of its claims, for the head of an export."""
    return [
        f"{gap} ({_claims(sorted({one.number for one in missing}))})"
        for gap, missing in gaps_of(coverage_of(dossier)).items()
    ]


def _claims(numbers: list[int]) -> str:
    return f"claim{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers))}"


def _of_claim(view: ClaimView, scale: Scale) -> Iterator[Missing]:
    """Yield what a claim lacks as a whole; where nothing was found one has looked at least.

    Of evidence that is withheld, or cannot be read just now, nobody can tell how many sources it has.
    """
    sources = {one.source.id: one.source for one in view.evidence if one.source}
    is_whole = all(one.source or not one.link.fact for one in view.evidence)
    if _is_no_matter_of_fact(view, scale):
        return
    if not view.evidence:
        yield Missing(Gap.EVIDENCE, view.id, view.number, view.id)
    elif len(sources) == 1 and is_whole:
        yield Missing(Gap.ONE_SOURCE, view.id, view.number, view.id)
    if sources and is_whole and all(one.kind is SourceKind.SELF_REPORTED for one in sources.values()):
        yield Missing(Gap.SELF_REPORTED, view.id, view.number, view.id)


def _is_no_matter_of_fact(view: ClaimView, scale: Scale) -> bool:
    given = [scale.get(one.review.verdict) for one in view.judgements if not one.stale]
    return bool(given) and all(one is not None and one.id in {"opinion", "not-checkable"} for one in given)


def _of_sources(view: ClaimView, seen: set[tuple[Gap, str]]) -> Iterator[Missing]:
    for one in view.evidence:
        if one.fact is None or one.source is None:
            continue
        for gap, about in _gaps(one, one.source, one.fact.id):
            if (gap, about) not in seen:
                seen.add((gap, about))
                yield Missing(gap, view.id, view.number, one.link.id)


def _gaps(one: Evidence, source: Source, fact: str) -> Iterator[tuple[Gap, str]]:
    if one.fact is not None and not one.fact.quote and source.medium is not Medium.OBSERVATION:
        yield Gap.PASSAGE, fact
    if source.url and not source.accessed:
        yield Gap.ACCESSED, source.id
    if lacks_copy(source):
        yield Gap.ARCHIVED, source.id
