"""Keeps the first screen that an article will have the next time, so that it need not be composed then."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import PostilError
from reader.ansi import color_system, to_ansi
from reader.faces import spared
from reader.first_screen import first_screen
from reader.ground import KEY
from reader.kept_screen import ENDING, written
from reader.navigable import place_key

if TYPE_CHECKING:
    from reader.app import Left
    from reader.kept_screen import Asked
    from reader.services import Services

MOST_KEPT = 40
"""Of one reviewer; a screen takes about 15 kB."""


def keep_first_screen(services: Services, left: Left, asked: Asked, size: tuple[int, int]) -> None:
    """Keep the screen on which an article was left.

    Where it cannot be kept the next first screen comes a little later, and that is all.
    """
    dossier, leaf, rows = left
    article = dossier.revision.article_id
    if dossier.revision.article.notices or services.notices:
        # They are told before the first screen, on the terminal's own.
        return
    with suppress(OSError, PostilError):
        files = services.session.store.files(article)
        path = Path(asked.file(*size))
        if not files or not path.parent.is_dir():
            return
        place = f"{path.parent}/{place_key(article)}.json"
        grounds = f"{path.parent}/{KEY}.json"
        lines = first_screen(services, dossier, *size, leaf=leaf, kept_rows=rows)
        colors = color_system(services.environment)
        painted = spared(to_ansi(lines, size[0], services.palette, colors))
        _write(path, written(asked, *size, (*files, place, grounds), painted))


def _write(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step; one's own alone, as all of the folder is."""
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    kept = sorted(path.parent.glob(f"*{ENDING}"), key=lambda one: one.stat().st_mtime_ns)
    for old in kept[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
