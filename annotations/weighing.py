"""What the evidence on a claim says together.  It is told, never made a verdict: that is a person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Stance

if TYPE_CHECKING:
    from annotations.dossier import ClaimView

LEAST = 2
"""Facts that must agree before it is worth saying."""


def all_evidence(view: ClaimView) -> Stance | None:
    """Return SUPPORTS or REFUTES where all facts that bear on a claim do that; else None.

    Context bears on nothing; a search that found nothing does not speak against what others found.
    """
    stances = [one.link.stance for one in view.evidence]
    telling = [one for one in stances if one not in {Stance.CONTEXT, Stance.NOTHING_FOUND}]
    if len(telling) < LEAST or len(set(telling)) > 1 or telling[0] is Stance.QUALIFIES:
        return None
    return telling[0]
