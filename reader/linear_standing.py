"""How an article stands, as lines of plain text: what the overview of the screen says by bars and signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.coverage import coverage_of, gaps_of
from annotations.workflow import count_states
from reader.output import wrapped
from reader.words import _, called, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotations.dossier import Dossier
    from annotations.model import Record


def standing_lines(dossier: Dossier) -> Iterator[str]:
    """Return how many claims stand where, what is missing under which, and which records are in doubt."""
    yield from _states(dossier)
    for gap, missing in gaps_of(coverage_of(dossier)).items():
        claims = ", ".join(number(claim) for claim in sorted({one.number for one in missing}))
        told = _("MISSING {gap}: {n}, at claims {claims}")
        yield wrapped(told.format(gap=called(gap), n=number(len(missing)), claims=claims), "  ", first="")
    for record in map(dossier.records.get, dossier.conflicts):
        if record:
            yield _("TWO VERSIONS stand of {record}").format(record=_named(record))
    for record in map(dossier.records.get, sorted(dossier.unverified)):
        if record:
            told = _("NOT IN {name}'s own file: {record}")
            yield told.format(name=record.author, record=_named(record))


def _states(dossier: Dossier) -> Iterator[str]:
    if not dossier.claims:
        return
    settled = sum(view.state.settled for view in dossier.claims)
    counts = count_states(view.state for view in dossier.claims)
    told = _("{settled} of {count} settled: {states}").format(
        settled=number(settled),
        count=number(len(dossier.claims)),
        states=", ".join(f"{number(count)} {called(state)}" for state, count in counts.items()),
    )
    yield wrapped(told, "  ", first="")


def _named(record: Record) -> str:
    return f"{called(type(record).__name__.lower())} · {record.person} · {record.id}"
