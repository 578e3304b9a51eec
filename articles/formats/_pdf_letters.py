"""What a page draws, of which only the letters are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar
from pdfminer.pdffont import PDFUnicodeNotDefined

from articles.errors import ArticleError
from articles.formats._pdf_lines import UNKNOWN, Glyph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
    from pdfminer.pdftypes import PDFStream
    from pdfminer.utils import Matrix, PathSegment


_MOST = 60_000
"""Of one page; the densest of newspapers has half of it."""


class Letters(PDFLayoutAnalyzer):
    """Takes what the pages draw, letter by letter; lines and pictures, which may be many more, it drops."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources, laparams=None)
        self._letters: list[Glyph] = []

    def take(self) -> list[Glyph]:
        """Return the letters drawn since it was last asked, also of a page that was not drawn to its end."""
        self._stack.clear()
        letters, self._letters = self._letters, []
        return letters

    def paint_path(
        self,
        gstate: PDFGraphicState,
        stroke: bool,  # noqa: FBT001 - the signature is pdfminer's
        fill: bool,  # noqa: FBT001
        evenodd: bool,  # noqa: FBT001
        path: Sequence[PathSegment],
    ) -> None:
        """Drop a line or an area."""

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Drop a picture."""

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keep a letter, unless it is turned, as those of watermarks and margins are."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        width, shift = font.char_width(cid), font.char_disp(cid)
        letter = LTChar(matrix, font, fontsize, scaling, rise, text, width, shift, ncs, graphicstate)
        if len(self._letters) >= _MOST:
            raise ArticleError(
                f"A page of it holds more than {_MOST:,} letters", "No page that is printed does."
            )
        if letter.upright and text:
            bold = "bold" in letter.fontname.lower()
            self._letters.append(Glyph(text, letter.x0, letter.x1, matrix[5], letter.size, bold))
        return letter.adv
