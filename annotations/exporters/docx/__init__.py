"""A dossier as a Word document: what is open first, then the article with a comment at each claim.

Needs python-docx, the extra `docx`; it is imported when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import PostilError
from annotations.exporters.registry import Exported

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.exporters.registry import ExportOptions

SUFFIX = ".docx"


def export(dossier: Dossier, options: ExportOptions) -> Exported:
    """Return `dossier` as a Word document.

    Raises:
        PostilError: what writes Word documents is not installed.
    """
    try:
        import docx as _installed
    except ImportError as error:
        raise PostilError("Word documents need python-docx", "install postil[docx]") from error
    del _installed
    from annotations.exporters.docx.drafting import write_document

    return Exported(write_document(dossier, options), SUFFIX)
