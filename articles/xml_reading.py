"""XML that came from anywhere, as a tree of elements.

Nothing outside is ever fetched, and a document that defines entities, which
could stand for text without end or for other files, is refused.
"""

from __future__ import annotations

from typing import NoReturn
from xml.etree import ElementTree as ET  # only to build: what reads is below
from xml.parsers import expat

from articles.errors import ArticleError

MOST_NESTED = 500
"""Deeper than any document, and not too deep for what goes through the tree."""
MOST_ATTRIBUTES = 1000
"""Of one element."""


def read_xml(name: str, data: bytes, *, typed: bool = True, deepest: int = MOST_NESTED) -> ET.Element:
    """Return the tree that `data` is; `name` is what the document calls it.

    `typed` says whether it may have a document type, as those of books have and
    those of Word never.

    Raises:
        ArticleError: it is not well formed, defines entities, or is nested deeper than `deepest`.
    """
    reading = _Reading(name, deepest)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.EntityDeclHandler = reading.refuse_entity
    if not typed:
        parser.StartDoctypeDeclHandler = reading.refuse_type
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.builder.data
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
        return reading.builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise ArticleError(f"It is damaged: {name} in it cannot be read", f"{error}.") from error


class _Reading:
    """A tree in the making."""

    def __init__(self, name: str, deepest: int) -> None:
        self.name = name
        self.deepest = deepest
        self.builder = ET.TreeBuilder()
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self.deepest or len(attributes) > MOST_ATTRIBUTES:
            raise ArticleError(f"It is not read: {self.name} in it is made to be hard to read", "")
        self.builder.start(_qualified(tag), {_qualified(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self.builder.end(_qualified(tag))

    def refuse_type(self, *_declared: object) -> NoReturn:
        raise ArticleError(
            f"It is not read: {self.name} in it has a document type", "No honest document does."
        )

    def refuse_entity(self, *_declared: object) -> NoReturn:
        raise ArticleError(f"It is not read: {self.name} in it defines entities", "No honest document does.")


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name
