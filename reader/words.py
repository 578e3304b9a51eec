"""The fixed words of the program pass through here, so that they can be translated in one place.

`_` is the name that translators' tools look for.  Sentences with holes are
translated whole and filled afterwards: `_("{n} of {all}").format(…)`.
"""

from __future__ import annotations


def _(text: str) -> str:
    """Return `text` in the reader's language; English is the only one so far."""
    return text


def plural(one: str, many: str, count: int) -> str:
    """Return the form of a phrase that goes with `count`; `{n}` in it is filled with the count."""
    return _(one if count == 1 else many).format(n=count)
