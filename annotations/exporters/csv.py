"""A dossier for spreadsheets: one row for each claim, fact and verdict.

A claim with two facts and two verdicts has four rows, one without either has
one; the ids tell what belongs together.  Notes are not in it.

The file is UTF-8 with a byte order mark, without which the spreadsheet most
people have reads it as another encoding, with the line ends of RFC 4180 and all
cells quoted.  Cells come from anybody: one that a spreadsheet would take for a
formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from itertools import product
from typing import TYPE_CHECKING

from annotations.codec import write_time
from annotations.exporters.registry import Exported
from annotations.ruling import holding
from articles.patterns import pattern
from articles.untrusted import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotations.dossier import ClaimView, Dossier, Evidence, Judgement
    from annotations.exporters.registry import ExportOptions
    from annotations.model import Decision

SUFFIX = ".csv"
BOM = "\ufeff"

CLAIM = (
    "claim_number", "claim_id", "state", "kind", "words", "words_now", "statement", "claimant", "claimed_by",
    "place", "start", "end",
)  # fmt: skip
FACT = (
    "stance", "searched", "fact_id", "fact", "passage", "translation", "locator", "linked_by", "source_id",
    "source_title", "source_url", "source_words", "medium", "publisher", "person", "published", "accessed",
    "archived", "source_kind", "confidential",
)  # fmt: skip
REVIEW = ("reviewer", "verdict", "stale", "reason", "reviewed")
DECISION = ("decided_by", "decided", "decision")
"""Of a claim whose state somebody decided: who, when and why."""

_FORMULA = pattern(r"(?:\A|(?<=[;\t\r\n]))(?=\s*[=+\-@＝＋－＠])|\A(?=[\t\r\n])")
"""Where a formula could begin: also after what parts cells or rows for one who opens the file with another
separator than ours."""


def export(dossier: Dossier, options: ExportOptions) -> Exported:  # noqa: ARG001 - the registry's contract
    """Return the claims of `dossier` as a table, in the order of the article."""
    written = io.StringIO()
    table = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow((*CLAIM, *FACT, *REVIEW, *DECISION))
    for view in dossier.claims:
        table.writerows([*map(_cell, row)] for row in _rows(view, dossier.text))
    return Exported(BOM + written.getvalue(), SUFFIX)


def _rows(view: ClaimView, text: str) -> Iterator[tuple[object, ...]]:
    claim, decision = _claim(view, text), _decision(holding(view))
    for evidence, judgement in product(view.evidence or (None,), view.judgements or (None,)):
        yield (*claim, *_fact(evidence), *_review(judgement), *decision)


def _claim(view: ClaimView, text: str) -> tuple[object, ...]:
    claim, span = view.claim, view.span
    now = span.cut(text) if span else ""
    place = (span.start, span.end) if span else ("", "")
    words = (claim.anchor.exact, "" if now == claim.anchor.exact else now, claim.text, claim.claimant)
    return (view.number, claim.id, view.state, claim.kind, *words, claim.person, view.place.state, *place)


def _fact(evidence: Evidence | None) -> tuple[object, ...]:
    if evidence is None:
        return ("",) * len(FACT)
    link, fact, source = evidence.link, evidence.fact, evidence.source
    told = (fact.id, fact.statement, fact.quote, fact.translation, fact.locator) if fact else ("",) * 5
    cells = (link.stance, link.searched, *told, link.person)
    if source is None:
        return (*cells, *("",) * (len(FACT) - len(cells)))
    return (
        *cells, source.id, source.title, source.url, source.words, source.medium, source.publisher,
        source.person_named, source.published, source.accessed, source.archived, source.kind or "",
        "yes" if source.confidential else "",
    )  # fmt: skip


def _review(judgement: Judgement | None) -> tuple[object, ...]:
    if judgement is None:
        return ("",) * len(REVIEW)
    review = judgement.review
    stale = "yes" if judgement.stale else ""
    return (review.person, review.verdict, stale, review.reason, write_time(review.modified))


def _decision(decision: Decision | None) -> tuple[object, ...]:
    if decision is None:
        return ("",) * len(DECISION)
    return (decision.person, write_time(decision.modified), decision.reason)


def _cell(value: object) -> str:
    return _FORMULA.sub("'", visible(str(value)))
