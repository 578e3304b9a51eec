"""What stands between `---` lines above a Markdown text, as metadata.

A small and tolerant reader of the YAML that people write there: `key: value`,
quoted values, lists, a text of several lines, one level of keys below a key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.dates import iso_date
from articles.frozen import field, frozen
from articles.language import language_code
from articles.model import Metadata
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_FENCED = pattern(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = pattern(r"""(?:"([^"]+)"[ \t]*|'([^']+)'[ \t]*|([^\s#:'"\[\]{}-][^:#\n]*)):(?:[ \t]+(.*)|)""")
_ITEM = pattern(r"[ \t]*-(?:[ \t]+(.*)|)")
_COMMENT = pattern(r"(?:^|(?<![ \t])[ \t]+)#.*")
_BLOCK_TEXT = pattern(r"[|>][+-]?\d?")
_ESCAPE = pattern(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\n", "0": ""}
_IN_LIST = pattern(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+""")

_LONGEST = 50_000
"""In code points; what is longer is text between two rules."""

_TITLE = ("title", "headline", "titel")
_AUTHOR = ("author", "authors", "byline", "by", "auteur")
_PUBLISHED = ("published", "date", "datepublished", "publishdate", "pubdate", "datum")
_URL = ("url", "canonical", "canonicalurl", "link", "source")
_LANGUAGE = ("language", "lang", "inlanguage")
_PUBLISHER = ("publisher", "site", "sitename", "newspaper", "publication", "source")


@frozen
class FrontMatter:
    """What was found above a text."""

    metadata: Metadata = field(default_factory=Metadata)
    length: int = 0
    """How many code points of the source it takes, its fences included; 0 where there is none."""
    notices: tuple[str, ...] = ()


def read_front_matter(source: str) -> FrontMatter:
    """Read the front matter at the start of `source`, which has LF as its only line break.

    Two rules with prose between them are no front matter: its first line must
    be a key, and at least half of its lines must be understood.
    """
    fenced = _FENCED.match(source)
    if not fenced or len(fenced[1]) > _LONGEST:
        return FrontMatter()
    lines = [line for line in fenced[1].split("\n") if _COMMENT.sub("", line).strip()]
    values, broken = _parse(lines)
    if lines and (not _KEY.fullmatch(lines[0]) or 2 * len(broken) > len(lines)):
        return FrontMatter()
    notices = []
    if broken:
        notices.append(f"The front matter has lines that were not understood: {_listed(broken)}.")
    return FrontMatter(_metadata(values, notices), fenced.end(), tuple(notices))


def _parse(lines: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Return the values of each key, and the lines that are none of these."""
    values: dict[str, list[str]] = {}
    broken: list[str] = []
    key, is_text = "", False
    for line in lines:
        indented = line[0] in " \t"
        if indented and key and is_text:
            values[key] = [" ".join([*values[key], line.strip()])]
        elif key and (item := _ITEM.fullmatch(line)):
            values[key] += _scalars(_value_of_pair(item[1] or ""))
        elif not indented and (pair := _KEY.fullmatch(line)):
            key = _plain_key(pair[1] or pair[2] or pair[3])
            written = (pair[4] or "").strip()
            is_text = bool(_BLOCK_TEXT.fullmatch(written))
            values[key] = [] if is_text else _scalars(written)
        elif indented and key:
            values[key] += _scalars(_value_of_pair(line.strip()))
        else:
            broken.append(line.strip())
    return values, broken


def _value_of_pair(written: str) -> str:
    """Return what a list item or a key below a key says; of a pair only a name counts."""
    pair = _KEY.fullmatch(written.strip())
    if not pair:
        return written
    return (pair[4] or "") if _plain_key(pair[1] or pair[2] or pair[3]) in ("name", "url") else ""


def _scalars(written: str) -> list[str]:
    written = written.strip()
    if written.startswith("[") and written.rstrip().endswith("]"):
        values = [_unquoted(part.strip()) for part in _IN_LIST.findall(written[1:-1])]
    else:
        values = [_unquoted(written)]
    return [value for value in values if value]


def _unquoted(written: str) -> str:
    if quoted := re.match(r'"((?:[^"\\]|\\.)*)"', written):
        return " ".join(_ESCAPE.sub(_escaped, quoted[1]).split())
    if quoted := re.match(r"'((?:[^']|'')*)'", written):
        return quoted[1].replace("''", "'").strip()
    value = _COMMENT.sub("", written).strip()
    return "" if value in ("~", "null") else value


def _escaped(escape: re.Match[str]) -> str:
    if code := escape[1] or escape[2]:
        char = chr(int(code, 16))
        return char if char.isprintable() else "\ufffd"
    return _ESCAPED.get(escape[3], escape[3])


def _metadata(values: dict[str, list[str]], notices: list[str]) -> Metadata:
    def first(names: Iterable[str]) -> str:
        return next((values[name][0] for name in names if values.get(name)), "")

    addresses = [value for name in _URL for value in values.get(name, []) if _is_address(value)]
    publishers = [value for name in _PUBLISHER for value in values.get(name, []) if not _is_address(value)]
    authors = next((values[name] for name in _AUTHOR if values.get(name)), [])
    date = first(_PUBLISHED)
    if date and not iso_date(date):
        notices.append(f"The date in the front matter was not understood: {date}.")
    return Metadata(
        title=first(_TITLE),
        author=", ".join(authors),
        publisher=next(iter(publishers), ""),
        published=iso_date(date),
        url=next(iter(addresses), ""),
        language=language_code(first(_LANGUAGE)),
    )


def _plain_key(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()


def _is_address(value: str) -> bool:
    return value.lower().startswith(("http://", "https://"))


def _listed(lines: list[str]) -> str:
    shown = [line if len(line) <= 40 else line[:39] + "…" for line in lines[:3]]  # noqa: PLR2004 - a line's worth
    return "; ".join(shown) + (f"; and {len(lines) - 3} more" if len(lines) > 3 else "")  # noqa: PLR2004
