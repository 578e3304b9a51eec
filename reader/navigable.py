"""Where a reader left an article, as the desk keeps it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articles.frozen import frozen
from reader.pointing import NOWHERE, Pointing

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from articles.stepping import Sentences

PLACE_AFTER = 1.0
"""Seconds after a move until the place is on disk."""


@frozen
class KeptPlace:
    """The code point at the top of the page, the current claim, and where the current sentence begins."""

    offset: int
    claim: str
    sentence: int
    """-1 where there is none."""


def place_key(article: str) -> str:
    """Return under which key the desk keeps the place in an article."""
    return f"place-{article}"


def restored(kept: KeptPlace | None, dossier: Dossier, sentences: Sentences) -> Pointing:
    """Return what the reader was at, as far as it is still there."""
    if kept is None:
        return Pointing()
    claim = kept.claim if dossier.claim(kept.claim) else ""
    sentence = sentences.at(kept.sentence) if kept.sentence >= 0 else None
    return Pointing(sentence=sentence or NOWHERE, claim=claim)


def as_kept_place(offset: int, claim: str, sentence: int) -> dict[str, Any]:
    """Return a place as a JSON object."""
    return {"offset": offset, "claim": claim, "sentence": sentence}


def kept_place(value: dict[str, Any] | None) -> KeptPlace | None:
    """Return the place that was kept; None where there is none that makes sense."""
    if not value:
        return None
    offset, claim, sentence = value.get("offset"), value.get("claim", ""), value.get("sentence", -1)
    if type(offset) is not int or offset < 0 or not isinstance(claim, str) or type(sentence) is not int:
        return None
    return KeptPlace(offset, claim, sentence)
