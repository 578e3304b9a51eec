"""Documents that mean harm: each is refused in time, in little memory, and the program lives on."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from articles.errors import ArticleError
from articles.reading import read_bytes, read_file
from tests.faults import hostile

ROOT = Path(__file__).parent.parent.parent
READ = """
import json, resource, sys
from articles.errors import ArticleError
from articles.reading import read_bytes, read_file
try:
    read = len(read_file(sys.argv[1]).article.text)
    said = ""
except ArticleError as error:
    read, said = -1, str(error)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
after = read_bytes(b"De rest leeft nog.").article.text
print(json.dumps({
    "read": read, "said": said, "after": after,
    "memory": used.ru_maxrss / 1024, "time": used.ru_utime + used.ru_stime,
}))
"""


def attempt(file: Path) -> dict[str, Any]:
    """Return what became of reading `file`, in a process of its own so that its memory can be told."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", READ, file],
        env=environment,
        cwd=file.parent,
        capture_output=True,
        check=True,
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize("what", hostile.NAMES)
def test_it_is_refused_and_the_program_goes_on(what: str, tmp_path: Path) -> None:
    name, make = hostile.NAMES[what]
    file = tmp_path / name
    file.write_bytes(make())
    came = attempt(file)
    assert came["read"] == -1, came
    assert came["said"].startswith(f"{file} cannot be read. "), came
    assert "Traceback" not in came["said"]
    assert came["after"] == "De rest leeft nog."
    # In MB, of the process that read it; the limit in `articles.confined` is lower still.
    assert came["memory"] < 200, came
    # Of the processor, which the kernel counts: not how long it took on a machine that others use, too.
    assert came["time"] < 3, came
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["../../buiten.xhtml", "/tmp/postil-buiten.xhtml", "..\\buiten.xhtml"])  # noqa: S108 - what an attacker would write
def test_a_part_named_outside_the_file_is_written_nowhere(name: str, tmp_path: Path) -> None:
    inner = tmp_path / "een" / "twee"
    inner.mkdir(parents=True)
    file = inner / "a.epub"
    file.write_bytes(hostile.book((name, b"<p>buiten</p>"), ("a.xhtml", b"<p>binnen</p>")))
    assert attempt(file)["read"] == len("binnen")
    assert {path.name for path in tmp_path.rglob("*")} == {"een", "twee", "a.epub"}
    assert not Path("/tmp/postil-buiten.xhtml").exists()  # noqa: S108


def test_a_link_in_a_book_leads_nowhere() -> None:
    article = read_bytes(hostile.linked("a.xhtml", "/etc/passwd"), "a.epub").article
    assert article.text == "/etc/passwd"


def test_nothing_is_fetched_and_nothing_is_run(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        here = f"http://127.0.0.1:{server.getsockname()[1]}/"
        words = (
            f"<p>Een zin van het artikel.<img src='{here}'><script src='{here}'></script>"
            f"<iframe src='{here}'></iframe><link rel=stylesheet href='{here}'>"
            f"<object data='{here}'></object></p>"
        )
        doctype = f'<!DOCTYPE html SYSTEM "{here}x.dtd">'
        page = f"{doctype}<html><head><base href='{here}'></head><body>{words * 20}</body></html>"
        (tmp_path / "a.html").write_text(page)
        (tmp_path / "a.epub").write_bytes(hostile.chapter(words, doctype))
        for name in ("a.html", "a.epub"):
            assert "Een zin van het artikel." in read_file(tmp_path / name).article.text
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("kind", ["html", "epub", "docx", "eml", "srt"])
def test_signs_that_a_terminal_would_obey_are_printed_as_signs(kind: str, tmp_path: Path) -> None:
    # XML has no other control characters, and no way to name them.
    signs = "\x9b&#x9b;\u202e" if kind == "docx" else "\x1b&#27;\x9b&#x9b;\u202e\x07"
    words = f"Voor {signs}]52;c;cHduZWQ= na."
    page = f"<html><title>{words}</title><body><p>{words * 9}</p></body></html>"
    made = {
        "html": page.encode(),
        "epub": hostile.chapter(words),
        "docx": hostile.letter(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"),
        "eml": f"Subject: {words}\nFrom: {words}\n\n{words}\n".encode(),
        "srt": f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n".encode(),
    }
    file = tmp_path / f"a.{kind}"
    file.write_bytes(made[kind])
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    command = [sys.executable, "-c", "import sys; from reader.cli import main; sys.exit(main())"]
    done = subprocess.run(
        [*command, "show", file.name], cwd=tmp_path, env=home, capture_output=True, check=True
    )
    printed = (done.stdout + done.stderr).decode()
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(printed)
    assert "]52;c;cHduZWQ=" in printed


def test_a_document_that_brings_its_reader_down_leaves_the_program_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from articles import confining

    for start, says in (
        ("import os; os.abort() #{path}", "brought down what was to read it"),
        ("print('geen JSON') #{path}", "brought down what was to read it"),
        ("print('[]') #{path}", "brought down what was to read it"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU) #{path}", "too long to read"),
        ("print('x' * 2_000_000) #{path}", "text is too large"),
        ("import time; time.sleep(60) #{path}", "too long to read"),
    ):
        monkeypatch.setattr(confining, "_START", start)
        monkeypatch.setattr(confining, "MOST_ANSWER", 1_000_000)
        monkeypatch.setattr(confining, "SILENCE", 0.5 if "sleep" in start else 90.0)
        with pytest.raises(ArticleError, match=says):
            read_bytes(b"%PDF-1.4")
