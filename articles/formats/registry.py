"""Which formats there are, and how one is found.

A format is a module with NAME, VERSION, SUFFIXES and `parse`.  Those of the
house stand in the table below, those of others are entry points of the group
`postil.formats`, named like the format; both are imported when first used.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from articles.errors import ArticleError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

    from articles.model import Article

ENTRY_POINTS = "postil.formats"


class Format(Protocol):
    """What a module has to have to be a format."""

    NAME: str
    """In lower case: `markdown`."""
    VERSION: int
    """Raised whenever the same source becomes another text."""
    SUFFIXES: tuple[str, ...]
    """Of file names, in lower case and with their dot: `.md`."""

    def parse(self, source: str) -> Article:
        """Return the article that `source` is; raise only ArticleError."""


@dataclass(frozen=True, slots=True)
class _BuiltIn:
    """A format of the house: told apart without being imported."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    version: int
    """As its module says."""


BUILT_INS = (
    _BuiltIn("markdown", "articles.formats.markdown", (".md", ".markdown", ".mdown", ".mkd"), 1),
    _BuiltIn("text", "articles.formats.text", (".txt", ".text"), 1),
)


def format_named(name: str) -> Format:
    """Return the format of that name.

    Raises:
        ArticleError: there is none, or it cannot be imported.

    """
    for built_in in BUILT_INS:
        if built_in.name == name:
            return _load(name, built_in.module)
    for entry in _of_others():
        if entry.name == name:
            return _load(name, entry.value)
    raise ArticleError(f"There is no format named {name}", f"There are {', '.join(format_names())}.")


def format_for_suffix(suffix: str) -> Format | None:
    """Return the format of files whose name ends in `suffix`, a dot included; None where there is none.

    Raises:
        ArticleError: that of another distribution cannot be imported.

    """
    suffix = suffix.lower()
    if not suffix:
        return None
    for built_in in BUILT_INS:
        if suffix in built_in.suffixes:
            return _load(built_in.name, built_in.module)
    # Looking through all that is installed takes a while: only where the house has nothing.
    for entry in _of_others():
        candidate = _load(entry.name, entry.value)
        if suffix in candidate.SUFFIXES:
            return candidate
    return None


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, those of the house first."""
    others = (entry.name for entry in _of_others())
    return tuple(dict.fromkeys((*(built_in.name for built_in in BUILT_INS), *others)))


def is_current(parser: str) -> bool:
    """Tell whether `parser`, a format's name and version such as `markdown/1`, reads such files by now."""
    name, _, version = parser.partition("/")
    for built_in in BUILT_INS:
        if built_in.name == name:
            return str(built_in.version) == version
    try:
        return str(format_named(name).VERSION) == version
    except ArticleError:
        return False


def _of_others() -> EntryPoints:
    # Importing this takes longer than reading an article.
    from importlib.metadata import entry_points

    return entry_points(group=ENTRY_POINTS)


def _load(name: str, module: str) -> Format:
    try:
        return cast("Format", import_module(module))
    except ImportError as error:
        raise ArticleError(
            f"The format {name} cannot be used", f"{error}. Repair or remove what brought it."
        ) from error
