"""Taking out of a dossier what must not leave the house, at one place for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Decision, Fact, Note, Source
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.dossier import ClaimView, Dossier, Evidence
    from annotations.model import Record


def withhold(dossier: Dossier) -> tuple[Dossier, int]:
    """Return `dossier` without its confidential sources, and how many it had.

    What is known from such a source goes as well: its passage or a note on it
    may give the person away.  The link stays, so that a claim with evidence
    does not look like one without.
    """
    sources = {
        record.id for record in dossier.records.values() if isinstance(record, Source) and record.confidential
    }
    if not sources:
        return dossier, 0
    hidden = _hang_on(sources, dossier.records)
    shown = replace(
        dossier,
        claims=tuple(_without(view, hidden) for view in dossier.claims),
        records={record_id: one for record_id, one in dossier.records.items() if record_id not in hidden},
    )
    return shown, len(confidential_in(dossier))


def confidential_in(dossier: Dossier) -> set[str]:
    """Return the ids of the confidential sources that claims of `dossier` have facts from."""
    found = (evidence.source for view in dossier.claims for evidence in view.evidence)
    return {source.id for source in found if source and source.confidential}


def _hang_on(sources: set[str], records: Mapping[str, Record]) -> set[str]:
    """Return the ids of `sources`, the facts found there, and the notes and decisions on all of these."""
    facts = {one.id for one in records.values() if isinstance(one, Fact) and one.source in sources}
    hidden = sources | facts
    fresh = hidden
    while fresh:
        fresh = {
            one.id
            for one in records.values()
            if isinstance(one, Note | Decision) and one.target.id in fresh and one.id not in hidden
        }
        hidden = hidden | fresh
    return hidden


def _without(view: ClaimView, hidden: set[str]) -> ClaimView:
    return replace(view, evidence=tuple(_bare(one, hidden) for one in view.evidence))


def _bare(evidence: Evidence, hidden: set[str]) -> Evidence:
    if evidence.link.fact in hidden:
        return replace(evidence, fact=None, source=None, notes=())
    return evidence
