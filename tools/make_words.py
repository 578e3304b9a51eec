"""Brings the catalogs of translations up to date: python -m tools.make_words.

What the program says is found in its code; each catalog `postil.po` gets what is
new, empty, and loses what is gone; then the `postil.mo` that the program reads is
made of it.  A new language begins with a folder: reader/locale/fr/LC_MESSAGES.
"""  # noqa: INP001 - a script

from __future__ import annotations

import struct
import sys
from pathlib import Path

from tools.catalogs import Entry, read_po, write_po
from tools.extracting import messages

LOCALE = Path(__file__).parent.parent / "reader" / "locale"
HEAD = """\
Project-Id-Version: Postil
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=2; plural=(n != 1);
"""


def catalogs() -> list[Path]:
    """Return the `.po` of every language."""
    return [folder / "postil.po" for folder in sorted(LOCALE.glob("*/LC_MESSAGES"))]


def brought_up(po: Path) -> str:
    """Return what a catalog ought to be: a message each, in the code's order, translated where it was."""
    known = {entry.key: entry for entry in read_po(po.read_text(encoding="utf-8"))} if po.exists() else {}
    head = known.pop("", Entry("", texts=(HEAD.format(language=po.parent.parent.name),)))
    found = [
        Entry(one.key, one.many, known[one.key].texts if one.key in known else (), one.where)
        for one in messages()
    ]
    return write_po([head, *found])


def compiled(po: str) -> bytes:
    """Return a catalog as gettext reads it: the format of GNU MO, little-endian, without a hash table."""
    pairs = sorted(
        (
            f"{entry.key}\0{entry.many}".encode() if entry.many else entry.key.encode(),
            "\0".join(entry.texts).encode(),
        )
        for entry in read_po(po)
        if any(entry.texts)
    )
    size = 28
    at = size + 16 * len(pairs)
    tables, texts = [b"", b""], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), at + len(texts))
            texts += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), size, size + 8 * len(pairs), 0, at)
    return head + tables[0] + tables[1] + texts


def main() -> int:
    """Write all catalogs anew; return 1 where a message has no translation."""
    missing = 0
    for po in catalogs():
        text = brought_up(po)
        po.write_text(text, encoding="utf-8")
        po.with_suffix(".mo").write_bytes(compiled(text))
        missing += sum(not all(entry.texts) or not entry.texts for entry in read_po(text))
    sys.stdout.write(f"messages without a translation: {missing}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
