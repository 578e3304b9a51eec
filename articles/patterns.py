"""Regular expressions that are compiled when they are first used.

A module names its patterns once, above its functions; compiling all of those
that a short command imports, and never asks, would take longer than its work.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern as `re.compile` does, compiled when the first of its methods is asked for."""
    return cast("re.Pattern[AnyStr]", Uncompiled(source, flags))


class Uncompiled:
    """Stands for a pattern, and keeps each of its methods once it was asked for."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._said = source, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of the pattern, or what it holds
        # Only what is not here yet is looked for here, and `re` remembers what it has compiled.
        source, flags = self._said
        found = getattr(re.compile(source, flags), name)
        setattr(self, name, found)
        return found
