"""What a client of a forced command may ask for: a few exact words, and never a shell; pure.

OpenSSH hands over whatever the client typed after the host's name.  Nothing of
it is split as a shell would, nothing is an option, and no word is ever taken
for the name of a file.
"""

from __future__ import annotations

from annotations.errors import UsageError
from articles.frozen import frozen
from articles.patterns import pattern
from articles.untrusted import one_line

_ID = pattern(r"\w[\w-]*")
_LONGEST_ID = 120
_LONGEST = 400
"""Code points; nothing that is allowed comes near it."""
_SHOWN = 60


@frozen
class Asked:
    """One of the things that may be asked for; an empty `verb` is the screen."""

    verb: str = ""
    article: str = ""
    """An article's id or the start of one, not looked up yet."""
    format: str = ""
    style: str = ""


def read_asked(words: str, formats: tuple[str, ...], styles: tuple[str, ...]) -> Asked:
    """Return what the client asks for.

    `formats` and `styles` are those of an export; only Markdown has styles.

    Raises:
        UsageError: it is anything but what is allowed.
    """
    # Split at single spaces: two in a row make an empty word, which is none of those allowed.
    parts = words.split(" ") if words and len(words) <= _LONGEST else [words] if words else []
    match parts:
        case []:
            return Asked()
        case ["list"]:
            return Asked("list")
        case ["show", article] if _is_id(article):
            return Asked("show", article)
        case ["export", article, name] if _is_id(article) and name in formats:
            return Asked("export", article, name)
        case ["export", article, "markdown", style] if _is_id(article) and style in styles:
            return Asked("export", article, "markdown", style)
    raise UsageError(
        f"{one_line(words, _SHOWN)!r} cannot be asked for here",
        "there is list, show ID, export ID FORMAT, export ID markdown STYLE",
    )


def _is_id(word: str) -> bool:
    return bool(_ID.fullmatch(word)) and len(word) <= _LONGEST_ID
