"""Other readers to measure beside, where they are there, and in words where they are not.

What is no part of a system's packages is installed by `make peers`, each into an
environment of its own below `.bench/`: they pin other versions of Textual.
"""

from __future__ import annotations

import html
import shutil
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
INSTALLED = ROOT / ".bench"
_APPS = Path(__file__).with_name("apps")
_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
_BOOK = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Report</dc:title>'
    '<dc:identifier id="id">report</dc:identifier><dc:language>en</dc:language></metadata>'
    '<manifest><item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    '<spine toc="ncx"><itemref idref="text"/></spine></package>'
)
_CONTENTS = (
    '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head/>'
    "<docTitle><text>Report</text></docTitle>"
    '<navMap><navPoint id="text" playOrder="1"><navLabel><text>Report</text></navLabel>'
    '<content src="text.xhtml"/></navPoint></navMap></ncx>'
)


class Peer(NamedTuple):
    """A reader to measure beside."""

    name: str
    command: tuple[str, ...]
    """Empty where it is not there."""
    quit: str
    reads_epub: bool = False

    def on(self, path: Path) -> list[str]:
        """Return the command that opens the article at `path`."""
        return [*self.command, str(path.with_suffix(".epub") if self.reads_epub else path)]


def peers() -> list[Peer]:
    """Return all peers, those included that are not there."""
    return [
        Peer("less", _found("less"), "q"),
        Peer("frogmouth", _found("frogmouth"), "\x11"),
        Peer("baca", _found("baca"), "q", reads_epub=True),
        Peer("Textual’s viewer", (sys.executable, str(_APPS / "viewer.py")), "\x11"),
    ]


def absent() -> list[str]:
    """Return the names of the peers that are not there."""
    return [peer.name for peer in peers() if not peer.command]


def _found(name: str) -> tuple[str, ...]:
    own = INSTALLED / name / "bin" / name
    path = str(own) if own.exists() else shutil.which(name)
    return (path,) if path else ()


def write_epub(path: Path, source: str) -> None:
    """Write `source`, which is Markdown, as a book of one chapter, for peers that read nothing else."""
    from markdown_it import MarkdownIt

    text = MarkdownIt("commonmark", {"xhtmlOut": True}).enable("table").render(source)
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{html.escape(path.stem)}</title></head>'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("book.opf", _BOOK)
        book.writestr("toc.ncx", _CONTENTS)
        book.writestr("text.xhtml", f'<?xml version="1.0"?>{page}<body>{text}</body></html>')
