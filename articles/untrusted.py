"""What may not reach a terminal or a file name.

Texts and records come from anywhere: a control character in them could clear
the screen or set the clipboard, a reversed run of letters could hide what is
said, a name could lead out of its folder.
"""

from __future__ import annotations

import re
import unicodedata

from articles.model import Span
from articles.patterns import pattern

_UNSEEN = "\ufffd"
_HIDDEN = pattern(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but TAB and LF, DEL, C1
    "\u061c\u200b\u200e\u200f"  # marks of direction, zero width space
    "\u2028-\u202e\u2060-\u206f"  # line breaks, bidirectional controls, unseen operators
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters; those of the other planes in the table below
    "\ud800-\udfff"
    "\U000e0000-\U000e007f"  # tags
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_SEEN = {
    **{chr(code): chr(0x2400 + code) for code in range(0x20)},
    "\x7f": "\u2421",
    "\u2028": "\u2424",
    "\u2029": "\u2424",
}
_LONGEST_NAME = 80
"""In bytes of UTF-8; file systems allow 255 and names get endings."""

_UNSAFE_IN_NAME = pattern(r'[/\\<>:"|?*]')
_RESERVED = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_WORD = pattern(r"[a-z0-9]+")
# Letters that do not come apart into an ASCII letter and a mark.
_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
    | dict.fromkeys("'’‘", "")
)
_NO_SLUG = "article"


def visible(text: str) -> str:
    """Return `text` with each hidden or dangerous character as a visible one.

    One for one, so that offsets hold; what is visible stays as it is, also when
    done twice.  Joiners and variation selectors stay: letters and emoji need them.
    """
    # Nothing hidden is printable, and to ask that takes a part of the time; most lines need no more.
    return text if text.replace("\n", "").isprintable() else _HIDDEN.sub(_sign, text)


def count_hidden(text: str) -> int:
    """Return how many characters of `text` `visible` would replace."""
    return sum(1 for _ in _HIDDEN.finditer(text))


def hidden_spans(text: str) -> tuple[Span, ...]:
    """Return where the characters stand that `visible` would replace, one by one."""
    return tuple(Span(*found.span()) for found in _HIDDEN.finditer(text))


def one_line(text: str, limit: int) -> str:
    """Return `text` visible and on one line, cut to at most `limit` (>= 1) code points with an `…`."""
    line = " ".join(visible(text).split())
    if len(line) <= limit:
        return line
    end = limit - 1
    # A letter is not parted from the marks and joiners that belong to it.
    while end > 0 and (unicodedata.category(line[end])[0] == "M" or "\u200d" in line[end - 1 : end + 1]):
        end -= 1
    return line[:end].rstrip() + "…"


def is_safe_name(name: str) -> bool:
    """Tell whether `name` can be a folder's or file's, on any system, and nothing else.

    At most 80 bytes, no separators or control characters, no dot, dash or space
    at its start, no dot or space at its end, no name that Windows keeps for itself.
    """
    return (
        0 < len(name.encode("utf-8", "surrogatepass")) <= _LONGEST_NAME
        and name.isprintable()
        and name == unicodedata.normalize("NFC", visible(name))
        and not _UNSAFE_IN_NAME.search(name)
        and name[0] not in ".-~ "
        and name[-1] not in ". "
        and not _RESERVED.fullmatch(name)
    )


def safe_name(text: str) -> str | None:
    """Return a safe name as much like `text` as can be; None where nothing of it is left."""
    shown = "".join(char if char.isprintable() and char != _UNSEEN else " " for char in visible(text))
    name = " ".join(_UNSAFE_IN_NAME.sub(" ", unicodedata.normalize("NFC", shown)).split()).lstrip(".-~ ")
    name = name.encode()[:_LONGEST_NAME].decode("utf-8", "ignore").rstrip(". ")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"[:_LONGEST_NAME]
    return name if name and is_safe_name(name) else None


def slug(title: str, limit: int = 40) -> str:
    """Return the words of `title` in ASCII and lower case with dashes, at most `limit` code points.

    Cut between words where that is possible; `article` where no ASCII is left.
    """
    folded = unicodedata.normalize("NFKD", title[:1000].casefold().translate(_FOLDED))
    words = _WORD.findall("".join(char for char in folded if not unicodedata.combining(char)))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:limit]
        if len(longer) > limit:
            break
        made = longer
    return made or _NO_SLUG


def _sign(hidden: re.Match[str]) -> str:
    return _SEEN.get(hidden[0], _UNSEEN)
