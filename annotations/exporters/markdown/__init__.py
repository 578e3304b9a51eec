"""A dossier as Markdown that people keep, edit and can bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UsageError
from annotations.exporters.markdown.draft import write_draft
from annotations.exporters.markdown.notes import write_notes
from annotations.exporters.registry import Exported

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.exporters.registry import ExportOptions

SUFFIX = ".md"

STYLES = {"notes": write_notes, "footnotes": write_draft}
"""`notes` has the claims and what is said of them and can be read back; `footnotes` the article with a
footnote at each claim."""


def export(dossier: Dossier, options: ExportOptions) -> Exported:
    """Return `dossier` as Markdown in the style asked for.

    Raises:
        UsageError: there is no such style; the hint lists those there are.
    """
    write = STYLES.get(options.style)
    if write is None:
        raise UsageError(f"there is no style called {options.style!r}", f"choose from {', '.join(STYLES)}")
    return Exported(write(dossier, options), SUFFIX)
