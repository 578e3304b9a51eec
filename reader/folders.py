"""Where the program keeps its files on this machine.

On Linux by the XDG rules, worked out here: platformdirs, which knows the other
systems, takes longer to import than most commands take to run.
"""

from __future__ import annotations

import os
import sys

# As `typing` has it, whose import takes as long as a kept screen.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = "postil"


def state_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of logs."""
    from pathlib import Path

    return Path(_folder(environment, "XDG_STATE_HOME", ".local/state", "user_state_path"))


def data_path(environment: Mapping[str, str]) -> str:
    """Return the folder of one's own library; as a string, since every command would wait for pathlib."""
    return _folder(environment, "XDG_DATA_HOME", ".local/share", "user_data_path")


def cache_path(environment: Mapping[str, str]) -> str:
    """Return the folder of what can be made anew at any time."""
    return _folder(environment, "XDG_CACHE_HOME", ".cache", "user_cache_path")


def config_path(environment: Mapping[str, str]) -> str:
    """Return the file of one's own settings; it need not exist."""
    return f"{_folder(environment, 'XDG_CONFIG_HOME', '.config', 'user_config_path')}/postil.toml"


def _folder(environment: Mapping[str, str], variable: str, usual: str, elsewhere: str) -> str:
    if not sys.platform.startswith("linux"):
        import platformdirs

        return str(getattr(platformdirs, elsewhere)(_NAME, appauthor=False))
    # The XDG rules say that a relative path is to be ignored.
    named = environment.get(variable, "")
    home = environment.get("HOME") or os.path.expanduser("~")  # noqa: PTH111 - pathlib is what is slow here
    return f"{named if named.startswith('/') else f'{home}/{usual}'}/{_NAME}"
