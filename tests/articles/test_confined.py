"""The process that reads a document: what it says, and what it may not do."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from articles import confined, how_far
from articles.confining import NOT_UNDERSTOOD, TOO_LONG, TOO_MUCH
from articles.errors import ArticleError, TakesTooLongError
from articles.formats import mail

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[bytes], list[Any]]:
    """Return what the process says of a letter; without its limits, which would be those of the tests."""
    monkeypatch.setattr(confined, "confine", lambda *_, **__: None)
    monkeypatch.setattr(signal, "setitimer", lambda *_: (0.0, 0.0))

    def run(data: bytes) -> list[Any]:
        asked = json.dumps({"format": "mail", "url": "", "charset": "", "name": "a.eml"}).encode()
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(asked + b"\n" + data)))
        confined.main()
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_it_answers_with_the_article(said: Callable[[bytes], list[Any]]) -> None:
    [answer] = said(b"Subject: Brug\n\nDrie miljoen.\n")
    assert answer["article"]["text"] == "Brug\n\nDrie miljoen."


def test_it_says_how_far_it_is(said: Callable[[bytes], list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    read = mail.parse_bytes

    def slowly(*given: Any) -> Any:  # noqa: ANN401
        how_far.tell(1, 4)
        return read(*given)

    monkeypatch.setattr(mail, "parse_bytes", slowly)
    assert said(b"Subject: Brug\n\nDrie miljoen.\n")[0] == {"done": 250}


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ArticleError("Titel", "Raad."), ["Titel", "Raad."]),
        (TakesTooLongError(), list(TOO_LONG)),
        (MemoryError(), list(TOO_MUCH)),
        (ValueError("een\nregel"), [NOT_UNDERSTOOD, "ValueError: een regel"]),
    ],
)
def test_whatever_goes_wrong_is_said_in_a_line(
    error: Exception, says: list[str], said: Callable[[bytes], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(mail, "parse_bytes", fail)
    assert said(b"Subject: x\n\ny") == [{"error": says}]


def confining(does: str) -> subprocess.CompletedProcess[str]:
    """Return what becomes of a process that takes the limits on itself and then `does` something."""
    return subprocess.run(
        [sys.executable, "-c", f"from articles import confined; confined.confine(0, at_once=True)\n{does}"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "does",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
    ],
)
def test_it_may_open_no_connection_and_start_no_program(does: str) -> None:
    ended = confining(does)
    assert ended.returncode == 1
    assert "PermissionError: a document asked for" in ended.stderr


def test_it_may_take_only_so_much_memory() -> None:
    assert "MemoryError" in confining("bytes(400_000_000)").stderr
    assert confining("bytes(1_000_000)").returncode == 0


def test_it_is_told_when_its_time_is_nearly_over_and_ended_when_it_is() -> None:
    assert "TakesTooLongError" in confining("while True: pass").stderr
    deaf = "import signal\nsignal.signal(signal.SIGVTALRM, signal.SIG_IGN)\nwhile True: pass"
    assert confining(deaf).returncode == -signal.SIGPROF


def test_where_the_system_does_not_tell_its_memory_it_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("builtins.open", fail)
    assert confined._address_space() == 0
