"""How well and how fast annotations are found again."""

from __future__ import annotations

from annotations.anchoring import resolve
from annotations.anchors import UNKNOWN, Anchor


def locate(
    text: str, exact: str, prefix: str, suffix: str, start: int | None, end: int | None
) -> tuple[int, int] | None:
    """Return where a quote stands in `text`, the best place where several fit; None if it is gone."""
    known = start is not None and end is not None
    anchor = Anchor("", exact, prefix, suffix, start if known else UNKNOWN, end if known else UNKNOWN)
    span = resolve(anchor, text).span
    return None if span is None else (span.start, span.end)
