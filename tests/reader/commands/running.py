"""Running the program: in this process for the many small cases, as one of its own for the real thing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import main

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[3]

DRAFT = """\
# The new bridge

The bridge over the Kade cost 14 million euros, says the mayor. It took two years to build.

„Some 2.300 people cross it every day”, says the city. The old bridge saw 900 a day.

Nobody was hurt. The bridge is blue.
"""


@dataclass(frozen=True)
class Result:
    """What a run came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command prints
        return json.loads(self.out)

    @property
    def id(self) -> str:
        """The one id that was printed."""
        return self.out.strip()

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        [line] = self.err.splitlines()
        assert line.startswith("postil: ")
        return line.removeprefix("postil: ")


class Postil:
    """The program with an empty home, a draft beside it, and no terminal."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.home = home
        self.draft = home / "draft.md"
        self.draft.write_text(DRAFT, encoding="utf-8")
        self._patch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: str | Path, stdin: str | bytes = "", by: str = "") -> Result:
        """Run a command in this process; `by` is who is at the keyboard."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        self._capsys.readouterr()
        code = main([*(["--as", by] if by else []), *map(str, words)])
        captured = self._capsys.readouterr()
        return Result(code, captured.out, captured.err)

    def done(self, *words: str | Path, **how: Any) -> Result:  # noqa: ANN401 - as a call
        """Run a command that must succeed without a remark."""
        result = self(*words, **how)
        assert (result.code, result.err) == (0, ""), result
        return result

    def process(self, *words: str | Path, stdin: str = "", **environment: str) -> Result:
        """Run a command as a process of its own."""
        ended = subprocess.run(
            [sys.executable, "-m", "reader.cli", *map(str, words)],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Result(ended.returncode, ended.stdout, ended.stderr)

    def add(self) -> str:
        """Take the draft in; return its id."""
        return self.done("add", self.draft).id

    def claim(self, quote: str = "14 million euros", **how: str) -> str:
        """Make a claim in the draft; return its id."""
        return self.done("claim", self.draft, "--quote", quote, **how).id
