"""The formats records come in by, by name.

A format is a function `parse(data) -> Parsed` that takes bytes and returns
values; comparing them with the library and writing is done in `planning`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from annotations import plugins

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations.importers.parsed import Parsed

GROUP = "postil.importers"
"""The entry point group by which other distributions add formats."""

BUILT_IN = {
    "claimreview": "annotations.importers.claimreview:parse",
    "docx": "annotations.importers.docx:parse",
    "hypothesis": "annotations.importers.hypothesis:parse",
    "json": "annotations.importers.json:parse",
    "jsonld": "annotations.importers.jsonld:parse",
    "markdown": "annotations.importers.markdown:parse",
}

_BY_SUFFIX = {
    ".claimreview.json": "claimreview",
    ".docx": "docx",
    ".hypothesis.json": "hypothesis",
    ".json": "json",
    ".jsonld": "jsonld",
    ".md": "markdown",
    ".markdown": "markdown",
}
"""The first that fits counts: a name may end in two of them."""


def formats() -> list[str]:
    """Return the names of all formats that records come in by."""
    return plugins.names(GROUP, BUILT_IN)


def format_of(name: str) -> str:
    """Return the format that a file's name tells; empty where it tells none."""
    return next((known for suffix, known in _BY_SUFFIX.items() if name.lower().endswith(suffix)), "")


def parse(data: bytes, format_name: str) -> Parsed:
    """Return what a file in the format of that name says.

    Raises:
        UsageError: there is no such format; the hint lists those there are.
        InvalidRecord: the file is not what it says it is; line and reason are named.
    """
    read = cast("Callable[[bytes], Parsed]", plugins.load(GROUP, BUILT_IN, format_name))
    return read(data)
