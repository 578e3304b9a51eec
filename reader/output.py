"""What commands print: never a character that a terminal would obey, never a broken pipe's traceback."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

from articles.patterns import pattern
from articles.untrusted import visible
from reader.words import sentence

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

READABLE = 72
"""How wide text is printed where the terminal leaves room, and where there is none."""
USUAL_WIDTH = 80
"""Of a terminal that does not say."""

_UNSEEN_IN_JSON = pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def say(text: str = "") -> None:
    """Print a line, or several, as the answer of a command."""
    _write(sys.stdout, f"{visible(text)}\n")


def report(text: str) -> None:
    """Print what was done as the answer of a command, in the reader's language."""
    say(sentence(text))


def tell(text: str) -> None:
    """Print a remark that is not part of the answer: on standard error, after the program's name."""
    _write(sys.stderr, f"postil: {visible(sentence(text))}\n")


def give(text: str) -> None:
    """Print a file's content: as it is into a pipe or file, made visible on a terminal."""
    shown = visible(text) if sys.stdout.isatty() else text
    _write(sys.stdout, shown if shown.endswith("\n") else f"{shown}\n")


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON has
    """Print a JSON value; what a terminal would obey, or cannot show, is escaped, so that nothing is lost."""
    import json

    text = _UNSEEN_IN_JSON.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, ensure_ascii=True, indent=2)
    _write(sys.stdout, f"{text}\n")


def _write(stream: TextIO, text: str) -> None:
    stream.write(text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def make_streams_safe() -> None:
    """Let characters that the streams' charset lacks be written as escapes, and none of a terminal's orders.

    What is printed was cleaned where it was made; this stands behind that.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
            if stream.isatty():
                from reader.washing import WashedStream

                setattr(sys, name, WashedStream(stream))


def terminal_width() -> int:
    """Return how many cells a row of the terminal has; COLUMNS overrules it, and 80 is usual."""
    # shutil does this as well, and imports three compressors.
    named = os.environ.get("COLUMNS", "")
    if named.isascii() and named.isdigit() and int(named):
        return int(named)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or USUAL_WIDTH
    except (OSError, ValueError, AttributeError):
        return USUAL_WIDTH


def line_width() -> int:
    """Return how wide to set text: the terminal's width, at most 72 cells."""
    return max(20, min(READABLE, terminal_width()))


def wrapped(text: str, indent: str = "", *, first: str | None = None) -> str:
    """Return `text` as lines of readable length, each after `indent`, the first after `first`.

    Line feeds in `text` stay; long words and addresses are never broken, so
    that they can be copied.
    """
    import textwrap

    lines: list[str] = []
    for line in visible(text).split("\n"):
        head = first if first is not None and not lines else indent
        lines += textwrap.wrap(
            line,
            line_width(),
            initial_indent=head,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [head.rstrip()]
    return "\n".join(lines)


def columns(rows: Iterable[Iterable[str]]) -> list[str]:
    """Return rows of cells as lines with aligned columns; the last column is as long as it is."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
