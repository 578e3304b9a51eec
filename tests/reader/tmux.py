"""The program within tmux, whose clipboard and titles a hostile text would like to have."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Self

from tests.reader.terminal import PATIENCE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TMUX = shutil.which("tmux") or ""


class Tmux:
    """A tmux server of a test's own with the program in its one pane; to be used in a `with`."""

    def __init__(self, *words: str, home: Path, clipboard: str = "on") -> None:
        self._home = home
        self._words = words
        self._clipboard = clipboard
        # A socket's path is short; a test's folder is not.
        self._server = f"postil-{os.getpid()}-{id(self)}"

    def __enter__(self) -> Self:
        settings = self._home / "tmux.conf"
        settings.write_text(
            f"set -g set-clipboard {self._clipboard}\nset -g allow-rename on\nset -g set-titles on\n"
            "set -g default-terminal screen-256color\nset -g allow-passthrough on\n",
            encoding="utf-8",
        )
        program = [sys.executable, "-m", "reader.cli", *self._words]
        self._do("-f", settings, "new-session", "-d", "-x", "100", "-y", "30", *program)
        return self

    def __exit__(self, *_: object) -> None:
        self._do("kill-server", check=False)

    def type(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self._do("send-keys", *keys)

    @property
    def text(self) -> str:
        """What the pane shows."""
        return self._do("capture-pane", "-p")

    @property
    def title(self) -> str:
        """What the pane and its window are called."""
        return self._do("display-message", "-p", "#{pane_title} #{window_name}")

    @property
    def clipboard(self) -> str:
        """What was copied last; nothing where nothing was."""
        return self._do("show-buffer", check=False)

    def sees(self, *words: str) -> None:
        """Wait until all of these are in the pane."""
        self.until(lambda: all(one in self.text for one in words), " ".join(words))

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait until something is true."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"never came: {what}\n{self.text}"

    def _do(self, *words: object, check: bool = True) -> str:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._home),
            "LOGNAME": "anna",
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [TMUX, "-L", self._server, *map(str, words)],
            cwd=self._home,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=check,
        )
        return done.stdout
