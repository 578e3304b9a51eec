"""A dossier as one page for a browser, complete in itself: no scripts, nothing fetched.

The article is set from its blocks with its claims marked; what is said of each
stands in the margin where there is one, and on a narrow screen folded behind
the claim's number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.exporters.html.page import write_page
from annotations.exporters.registry import Exported

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.exporters.registry import ExportOptions

SUFFIX = ".html"


def export(dossier: Dossier, options: ExportOptions) -> Exported:
    """Return `dossier` as a page."""
    return Exported(write_page(dossier, options), SUFFIX)
