"""Writing a dossier to a file from the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotations.exporters.registry import ExportOptions, export, format_of
from reader import __version__
from reader.capabilities import Door
from reader.saving import check_edits_are_kept, save_file

if TYPE_CHECKING:
    from datetime import datetime

    from annotations.dossier import Dossier
    from reader.capabilities import Capabilities


def write_export(
    dossier: Dossier, name: str, *, now: datetime, capabilities: Capabilities, force: bool = False
) -> str:
    """Write a dossier in the format that the file's name asks for, else as Markdown; say what was done.

    Raises:
        NotAllowed: this session writes no files.
        PostilError: the file exists and was not written by us, or was edited since, or cannot be written.
    """
    capabilities.need(Door.FILES)
    path = Path(name).expanduser()
    exported = export(dossier, format_of(path.name), ExportOptions(now=now, tool=f"postil {__version__}"))
    if not force:
        check_edits_are_kept(path, dossier)
    data = exported.text.encode("utf-8", "replace") if isinstance(exported.text, str) else exported.text
    save_file(path, data, force=force)
    return "; ".join((f"written: {path}", *exported.notices))
