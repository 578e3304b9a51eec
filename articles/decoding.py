"""Bytes as text: which encoding they are in, and what is no text at all."""

from __future__ import annotations

import codecs

from articles.errors import ArticleError
from articles.patterns import pattern

_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark is the start of this one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = pattern(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.1
_REPLACED = "\ufffd"
_SEQUENCE = pattern(rb"[\xc2-\xf4][\x80-\xbf]+")
# By Python's names.  Others of its codecs are none of text: some unpack, some run escapes.
_OF_TEXT = pattern(
    r"utf-(?:8|16|16-le|16-be|32|32-le|32-be)|cp\d+|iso8859-\d+|koi8-[rtu]|mac-[a-z]+|tis-620"
    r"|shift_jis\w*|euc_\w+|iso2022_\w+|gbk|gb2312|gb18030|hz|big5\w*|johab"
)
# What servers call so is Windows-1252 (WHATWG Encoding Standard).
_CALLED_LATIN = frozenset({"ascii", "iso8859-1", "cp1252"})
# Latin-1 has control characters where Windows-1252 has quotes, dashes and five gaps.
_WINDOWS_1252 = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_SAVE_AS_TEXT = "Save it as plain text or Markdown and give that."


def decode(data: bytes, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text that `data` is, without byte order mark, and what to know of its encoding.

    UTF-16 and UTF-32 with a byte order mark; what `charset` names, as whoever
    sent it says, where it can be that; UTF-8; else Windows-1252, in which the
    five bytes it leaves open stand for the control characters of Latin-1.
    UTF-8 with fewer broken than whole sequences stays UTF-8.

    Raises:
        ArticleError: it is no text.

    """
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise ArticleError(f"It is {kind}, not a text", _SAVE_AS_TEXT)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            _refuse_nul("\0" in text)
            return text, _broken(encoding.upper().removesuffix("-LE").removesuffix("-BE"), text, data)
    told = _as_told(data, charset)
    if told is not None:
        _refuse_nul("\0" in told)
        return told, ()
    _refuse_nul(b"\0" in data or len(_CONTROL.findall(data)) > _MOST_CONTROL * len(data))
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    if len(_SEQUENCE.findall(data)) > text.count(_REPLACED):
        return text, _broken("UTF-8", text, data)
    notice = "The file is not UTF-8; it was read as Windows-1252. Check its accents and quotes."
    return data.decode("latin-1").translate(_WINDOWS_1252), (notice,)


def _as_told(data: bytes, charset: str) -> str | None:
    """Return `data` in the encoding of that name; None where there is none, or it is not in it."""
    try:
        encoding = codecs.lookup(charset).name if charset else ""
    except (LookupError, ValueError):
        return None
    # What is called Latin may be UTF-8 all the same, and is looked at as if nothing had been said.
    if encoding in _CALLED_LATIN or not _OF_TEXT.fullmatch(encoding):
        return None
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _refuse_nul(is_binary: bool) -> None:  # noqa: FBT001 - its name at the calls would say the same twice
    if is_binary:
        raise ArticleError("It is a binary file, not a text", _SAVE_AS_TEXT)


def _broken(encoding: str, text: str, data: bytes) -> tuple[str, ...]:
    count = text.count(_REPLACED)
    if not count or _REPLACED.encode() in data:
        return ()
    places = "1 place" if count == 1 else f"{count} places"
    return (f"The file is {encoding}, but broken in {places}, shown as {_REPLACED}.",)
