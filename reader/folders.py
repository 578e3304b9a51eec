"""Where the program keeps its files on this machine.

On Linux by the XDG rules, worked out here: platformdirs, which knows the other
systems, takes longer to import than most commands take to run.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "postil"


def data_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of one's own library."""
    return _folder(environment, "XDG_DATA_HOME", ".local/share", "user_data_path")


def config_file(environment: Mapping[str, str]) -> Path:
    """Return the file of one's own settings; it need not exist."""
    return _folder(environment, "XDG_CONFIG_HOME", ".config", "user_config_path") / "postil.toml"


def state_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of logs."""
    return _folder(environment, "XDG_STATE_HOME", ".local/state", "user_state_path")


def _folder(environment: Mapping[str, str], variable: str, usual: str, elsewhere: str) -> Path:
    if not sys.platform.startswith("linux"):
        import platformdirs

        return Path(getattr(platformdirs, elsewhere)(_NAME, appauthor=False))
    # The XDG rules say that a relative path is to be ignored.
    named = environment.get(variable, "")
    home = Path(environment.get("HOME") or Path.home())
    return (Path(named) if named.startswith("/") else home / usual) / _NAME
