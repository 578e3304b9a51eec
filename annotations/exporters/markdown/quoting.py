"""People's words inside Markdown, so that they read as they were written and cannot break it; and back.

Plain words (quotes, statements, names) are escaped until nothing in them is
markup.  Notes are Markdown of their own and stay so; only what would reach
beyond its quotation is made inert: headings, footnotes, definitions, HTML,
comments.  Both can be undone exactly.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from articles.hashing import sha256_of
from articles.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

_UNSEEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
"""What no editor shows as it is: controls, other ends of lines, text direction, halves of characters."""

_MARKUP = pattern(
    rf"(?P<unseen>[{_UNSEEN}\t])"
    r"|[\\`*_\[\]<|~$^{}]|&(?=#?\w+;)|#(?=[\w#]|\s*\Z)|(?<!\w)@|%(?=%)|=(?==)|:(?=:)"
)
_SIGNS = frozenset(r"\`*_[]<|~$^{}&#@%=:")
"""One of which is in everything that `_MARKUP` finds, but for what is unseen."""
_AT_START = pattern(
    r"[=>]|-(?=[-:\s]|\Z)|\+(?=[-+=\s]|\Z)|:(?=[-:\s]|\Z)|#(?!\w)"
    r"|\(?(?:\d+|[A-Za-z]|[IVXLCDMivxlcdm]+)(?P<closed>[.)])(?=\s|\Z)"
)
_PLAIN_BACK = pattern(r"\\([!-/:-@\[-`{-~])|&#x([0-9a-f]{1,6});")

_CONTAINER = r"(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*"
_LINE_TRIGGER = pattern(
    rf"{_CONTAINER}(?:(?P<at>#)#{{0,5}}(?:[ \t]|\Z)|(?P<rule>[-=])[-=]*[ \t]*\Z|(?P<alert>\[)!)"
)
_TRIGGER = pattern(
    rf"\\(?P<escaped>.)|(?P<unseen>[{_UNSEEN}])"
    r"|\[(?=\^)|\^(?=\[)|<(?!https?://[^\s<>]*>)(?=[A-Za-z/!?])|%(?=%)|&(?=#)|(?<=\]):|:(?=:)"
)
_TRIGGERS = frozenset("[^<%&:#-=")
_GUARDED_SIGNS = frozenset(r"\[^<%&:")
"""The same for `_TRIGGER`."""
_GUARDED_BACK = pattern(r"\\(.)|&#x([0-9a-f]{1,6});")

_SEEN = pattern(rf"[^{_UNSEEN}]")
_IN_COMMENT = pattern(rf"--|%%|[{_UNSEEN}]")
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def plain(text: str, *, at_start: bool = True, inside: bool = False) -> list[str]:
    """Return the lines that show `text` as it is.

    `at_start` says whether the first begins a line; `inside` that there are
    words around `text`, so that the white space at its ends is safe.
    """
    made = [_plain_line(line, at_start=at_start or at > 0) for at, line in enumerate(text.split("\n"))]
    return made if inside else [_outer_spaces(line) for line in made]


def inline(text: str, *, at_start: bool = False) -> str:
    """Return `text` as one line that shows it as it is and holds no middle dot, which parts ours."""
    line = "\n".join(plain(text, at_start=at_start))
    return line.replace("\n", "&#xa;").replace("·", "&#xb7;")


def unplain(lines: Iterable[str]) -> str:
    """Return the text that `plain` or `inline` made `lines` of, or that a person meant by them."""
    return _PLAIN_BACK.sub(lambda found: found[1] or _character(found[0], found[2]), "\n".join(lines))


def guarded(markdown: str) -> list[str]:
    """Return the lines of a person's Markdown without what would reach beyond its quotation."""
    return [_guarded_line(line) for line in markdown.split("\n")]


def unguarded(lines: Iterable[str]) -> str:
    """Return the Markdown that `guarded` made `lines` of."""
    return "\n".join(_GUARDED_BACK.sub(_unguard, line) for line in lines)


def quoted(lines: Iterable[str]) -> list[str]:
    """Return `lines` as a quotation."""
    return [f"> {line}" if line else ">" for line in lines]


def comment(kind: str, data: dict[str, object]) -> str:
    """Return a comment of one line that carries `data` and that nothing in it can end."""
    return f"<!-- postil:{kind} {json_line(data)} -->"


def json_line(value: object) -> str:
    """Return `value` as JSON that is also safe in a comment and in YAML."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if text.isprintable() and "--" not in text and "%%" not in text:
        return text
    return _IN_COMMENT.sub(lambda found: "".join(f"\\u{ord(char):04x}" for char in found[0]), text)


def fingerprint(text: str) -> str:
    """Return a few characters that tell whether `text` was changed, other than in its white space."""
    words = " ".join(text.split())
    return sha256_of(words.encode("utf-8", "surrogatepass"))[:8]


def _plain_line(line: str, *, at_start: bool) -> str:
    start = _AT_START.match(line) if at_start else None
    marked = -1 if start is None else start.start("closed") if start["closed"] else 0
    made = [_escaped(line[:marked]), "\\"] if marked >= 0 else []
    rest = line[max(marked, 0) :]
    # The character just marked may be markup besides; one backslash is enough.
    made += [rest[0], _escaped(rest[1:])] if marked >= 0 else [_escaped(rest)]
    return "".join(made)


def _outer_spaces(line: str) -> str:
    """Return `line` with white space at its ends that neither Markdown nor an editor takes away."""
    if line.startswith(" "):
        line = "&#x20;" + line[1:]
    return line[:-1] + "&#x20;" if line.endswith(" ") else line


def _escaped(words: str) -> str:
    return words if _is_inert(words, _SIGNS) else _MARKUP.sub(_escape, words)


def _is_inert(words: str, signs: frozenset[str]) -> bool:
    """Tell quickly of most words that no pattern has to look at them: all shows, and no sign is among it."""
    return words.isprintable() and signs.isdisjoint(words)


def _escape(found: re.Match[str]) -> str:
    return _entity(found[0]) if found["unseen"] else "\\" + found[0]


def _entity(char: str) -> str:
    return f"&#x{ord(char):x};"


def _character(written: str, digits: str) -> str:
    code = int(digits, 16)
    if code in _SURROGATES:
        # Half a character, which no file and no store can keep.
        return "\ufffd"
    return chr(code) if code <= _LAST_CHARACTER else written


def _guarded_line(line: str) -> str:
    start = _LINE_TRIGGER.match(line)
    at = -1 if start is None else max(start.start(name) for name in ("at", "rule", "alert"))

    def guard(found: re.Match[str]) -> str:
        escaped = found["escaped"]
        if escaped is None:
            return _entity(found[0]) if found["unseen"] else "\\" + found[0]
        if escaped in _TRIGGERS:
            # Inert already, and to be told from what is made so here.
            return _entity(escaped)
        return found[0] if _SEEN.match(escaped) else _entity("\\") + _entity(escaped)

    if at < 0:
        return line if _is_inert(line, _GUARDED_SIGNS) else _TRIGGER.sub(guard, line)
    head, rest = line[:at], line[at + 1 :]
    return _TRIGGER.sub(guard, head) + "\\" + line[at] + _TRIGGER.sub(guard, rest)


def _unguard(found: re.Match[str]) -> str:
    if found[1] is not None:
        return found[1] if found[1] in _TRIGGERS else found[0]
    char = _character(found[0], found[2])
    return "\\" + char if char in _TRIGGERS else char
