"""What verdicts are called: as the library's own scale says in the reader's language, else as we do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.words import called, spoken

if TYPE_CHECKING:
    from annotations.scales import Scale


def verdict_words(scale: Scale, verdict_id: str) -> str:
    """Return how a verdict is called; one that is not on the scale goes by its id."""
    known = scale.get(verdict_id)
    return scale.label(verdict_id, spoken()) if known and known.labels else called(verdict_id)
