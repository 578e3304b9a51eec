"""Writing down the name one chose, in one's own settings, and leaving the rest of them as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from annotations.errors import PostilError
from articles.patterns import pattern
from reader.saving import save_file

if TYPE_CHECKING:
    from pathlib import Path

_SETTING = pattern(r"^[ \t]*reviewer[ \t]*=.*$", re.MULTILINE)
_TABLE = pattern(r"^[ \t]*\[", re.MULTILINE)


def with_reviewer(settings: str, name: str) -> str:
    """Return the text of a settings file with `name` as its reviewer; nothing else in it changes."""
    line = f"reviewer = {json.dumps(name, ensure_ascii=False)}"
    table = _TABLE.search(settings)
    # What stands under a table is a setting of that table.
    top = settings[: table.start()] if table else settings
    if _SETTING.search(top):
        return _SETTING.sub(lambda _: line, top, count=1) + settings[len(top) :]
    return f"{line}\n{settings}"


def keep_reviewer(file: Path, name: str) -> None:
    """Make `name` the reviewer in the settings at `file`, which need not be there yet.

    Raises:
        PostilError: it cannot be written; nothing was changed.
    """
    try:
        settings = file.read_text(encoding="utf-8-sig") if file.exists() else ""
        file.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8"
        raise PostilError(f"your name cannot be kept in {file}", f"{reason}; --as NAME gives it") from error
    save_file(file, with_reviewer(settings, name).encode(), force=True)
