"""The formats a dossier goes out in, by name.

A format is a function `export(dossier, options) -> Exported` that takes values
and returns values; writing the file is not its work.  What is confidential has
been taken out of the dossier before a format sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from annotations import plugins
from annotations.errors import UsageError
from annotations.exporters.copies import copy_notices
from annotations.exporters.withholding import confidential_in, withhold
from articles.frozen import frozen, replace
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from annotations.dossier import Dossier

GROUP = "postil.exporters"
"""The entry point group by which other distributions add formats."""

BUILT_IN = {
    "claimreview": "annotations.exporters.claimreview:export",
    "csv": "annotations.exporters.csv:export",
    "docx": "annotations.exporters.docx:export",
    "html": "annotations.exporters.html:export",
    "json": "annotations.exporters.json:export",
    "jsonld": "annotations.exporters.jsonld:export",
    "markdown": "annotations.exporters.markdown:export",
}

FOR_LIBRARIES = {"claimreview": "annotations.exporters.claimreview:export_library"}
"""The formats of which one file holds the articles of a library: functions that take several dossiers."""

USUAL = "markdown"
"""The format where nobody asks for another."""

_BY_SUFFIX = {".claimreview.json": "claimreview", ".htm": "html", ".md": "markdown"}
"""Names that files in some format have besides those that end with the name of the format."""

STYLES = ("notes", "footnotes", "obsidian")
"""Of Markdown: the claims with what is said of them, the article with a footnote at each, and the claims in
the ways of Obsidian.  The first is the usual one."""

HEAD = 4096
"""How many bytes of a file `written_by_postil` wants to see."""

_MARKS = {
    "markdown": pattern(rb"---\r?\n(?:(?!---\r?\n)[^\n]*\n)*?postil-format: *\d+\r?\n"),
    "json": pattern(rb'\s*\{\s*"format"\s*:\s*"postil-dossier"'),
    "jsonld": pattern(rb'\{\n"@context": \["http://www\.w3\.org/ns/anno\.jsonld", \{"postil": '),
    "claimreview": pattern(rb'\{\n"@context": "https://schema\.org",\n"@id": "urn:postil:review:'),
    "html": pattern(
        rb'<!DOCTYPE html>\n[^\x00]*?<meta name="generator" content="[^"<>]*" data-postil-format="1">'
    ),
    "docx": pattern(rb"PK\x03\x04[\s\S]*?docProps/core\.xml<\?xml[^\x00]*?Annotated draft written by "),
    "csv": pattern(rb'"claim_number","claim_id","state",'),
}
"""How the files begin that this program writes, whatever their names."""

_BOM = b"\xef\xbb\xbf"


@frozen(kw_only=True)
class ExportOptions:
    """What a person asked for, and what an export says of itself."""

    now: datetime
    """Aware; stands in the file as the time of the export."""
    tool: str = "postil"
    """Name and version of the program: `postil 0.1.0`."""
    with_confidential: bool = False
    """Whether confidential sources go out, too."""
    style: str = STYLES[0]
    """Of Markdown: one of `STYLES`."""
    template: str = ""
    """Of Markdown: a template in Jinja's language, used in place of a style."""
    withheld: int = 0
    """How many confidential sources were left out; `export` sets it."""


@frozen
class Exported:
    """A dossier in some format, ready to be written."""

    text: str | bytes
    suffix: str
    """What its file's name ends with, dot included."""
    notices: tuple[str, ...] = ()
    """What the person should know of it, a sentence each."""


def formats() -> list[str]:
    """Return the names of all formats that a dossier goes out in."""
    return plugins.names(GROUP, BUILT_IN)


def format_of(name: str) -> str:
    """Return the format that a file's name asks for; the usual one where it asks for none there is."""
    lowered = name.lower()
    known = _BY_SUFFIX | {f".{one}": one for one in formats()}
    # The longest wins: a name may end in two of them.
    found = sorted((suffix for suffix in known if lowered.endswith(suffix)), key=len)
    return known[found[-1]] if found else USUAL


def export(dossier: Dossier, format_name: str, options: ExportOptions) -> Exported:
    """Return a dossier in the format of that name, without what is confidential unless asked for.

    Raises:
        UsageError: there is no such format or style; the hint lists those there are.
    """
    write = cast("Callable[[Dossier, ExportOptions], Exported]", plugins.load(GROUP, BUILT_IN, format_name))
    shown, withheld = (dossier, 0) if options.with_confidential else withhold(dossier)
    return _told(write(shown, replace(options, withheld=withheld)), [shown], withheld)


def export_all(dossiers: Sequence[Dossier], format_name: str, options: ExportOptions) -> Exported:
    """Return several dossiers as one file, without what is confidential unless asked for.

    Raises:
        UsageError: there is no such format, or a file of it holds one article.
    """
    check_holds_library(format_name)
    write = cast(
        "Callable[[Sequence[Dossier], ExportOptions], Exported]",
        plugins.load(GROUP, FOR_LIBRARIES, format_name),
    )
    shown, withheld = list(dossiers), 0
    if not options.with_confidential:
        # A source that several articles have facts from is one.
        withheld = len(set[str]().union(*map(confidential_in, dossiers)))
        shown = [withhold(one)[0] for one in dossiers]
    return _told(write(shown, replace(options, withheld=withheld)), shown, withheld)


def check_holds_library(format_name: str) -> None:
    """Look whether a file of that format can hold more than one article.

    Raises:
        UsageError: it cannot, or there is no such format.
    """
    if format_name in FOR_LIBRARIES:
        return
    plugins.load(GROUP, BUILT_IN, format_name)
    hint = f"add --format {', '.join(FOR_LIBRARIES)}, or name the article instead of --all"
    raise UsageError(f"a file in {format_name} holds one article", hint)


def _told(exported: Exported, shown: Sequence[Dossier], withheld: int) -> Exported:
    """Return what was exported with all that there is to say of it, whatever the format."""
    left_out = (withheld_notice(withheld),) if withheld else ()
    return replace(exported, notices=(*exported.notices, *left_out, *copy_notices(shown)))


def withheld_notice(withheld: int) -> str:
    """Return the sentence that says how many confidential sources were left out."""
    sources = "1 confidential source was" if withheld == 1 else f"{withheld} confidential sources were"
    return f"{sources} left out, with what was found there."


def written_as(head: bytes) -> str:
    """Tell from the first `HEAD` bytes of a file in which format we wrote it; empty where we did not."""
    start = head.removeprefix(_BOM)
    return next((name for name, mark in _MARKS.items() if mark.match(start)), "")


def written_by_postil(head: bytes) -> bool:
    """Tell from the first `HEAD` bytes of a file whether this program wrote it, so may replace it."""
    return bool(written_as(head))
