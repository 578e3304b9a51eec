"""The program for tests: an empty home of its own, whoever runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reader.commands.running import Postil

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def postil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Postil:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LOGNAME", "anna")
    for name in "LANG LC_ALL LC_MESSAGES VISUAL EDITOR TMUX STY NO_COLOR COLORTERM COLUMNS LINES".split():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return Postil(home, monkeypatch, capsys)
