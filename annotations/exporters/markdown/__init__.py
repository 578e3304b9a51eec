"""A dossier as Markdown that people keep, edit and can bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UsageError
from annotations.exporters.markdown.draft import write_draft
from annotations.exporters.markdown.notes import write_notes
from annotations.exporters.markdown.obsidian import write_obsidian
from annotations.exporters.registry import STYLES, Exported

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.exporters.registry import ExportOptions

SUFFIX = ".md"

_WRITERS = dict(zip(STYLES, (write_notes, write_draft, write_obsidian), strict=True))


def export(dossier: Dossier, options: ExportOptions) -> Exported:
    """Return `dossier` as Markdown in the style asked for, or by a template.

    Raises:
        UsageError: there is no such style; the hint lists those there are.
        PostilError: the template is wrong, or what reads templates is not installed.
    """
    if options.template:
        from annotations.exporters.markdown.template import write_by_template

        return Exported(write_by_template(dossier, options), SUFFIX)
    write = _WRITERS.get(options.style)
    if write is None:
        raise UsageError(f"there is no style called {options.style!r}", f"choose from {', '.join(STYLES)}")
    return Exported(write(dossier, options), SUFFIX)
