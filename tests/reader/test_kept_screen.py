"""The screen an article was left on, shown again before anything is imported, and never out of date."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyte
import pytest

from reader import folders
from reader.early import ENTER
from reader.kept_screen import ENDING, asked, recall, written
from reader.opening import login_name
from tests.reader.terminal import ROOT, Terminal

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = "# The new bridge\n\nThe bridge over the Kade cost 14 million euros. It took two years to build.\n"
SIZE = (120, 40)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "bridge.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def surroundings(home: Path, **more: str) -> dict[str, str]:
    own = {"HOME": str(home), "LOGNAME": "anna", "POSTIL_REVIEWER": "anna"}
    return {**own, "LANG": "C.UTF-8", "TERM": "xterm-256color", **more}


def read(home: Path, *keys: str, **environment: str) -> bytes:
    """Open the article, see it, press keys and quit; return all that was written."""
    with Terminal("bridge.md", home=home, size=SIZE, environment=environment) as terminal:
        # The panel's own words come from the program; what was kept may be told by the cursor alone.
        terminal.until(lambda: b"\x1b[?2004h" in terminal.written, "the program itself")
        terminal.sees("The new bridge")
        for key in keys:
            terminal.type(key)
        terminal.type("q")
        assert terminal.end() == 0
        return terminal.written


def kept(home: Path, *words: str, size: tuple[int, int] = SIZE, **environment: str) -> str:
    before = os.fspath(os.curdir)
    given = words or (str(home / "bridge.md"),)
    wanted = asked(given, surroundings(home, **environment))
    assert wanted is not None, before
    return recall(wanted, *size)


def postil(home: Path, *words: str) -> str:
    environment = {**surroundings(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "reader.cli", *words],
        cwd=home,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_the_screen_that_was_left_is_the_first_thing_written_the_next_time(home: Path) -> None:
    assert kept(home) == ""
    read(home)
    painted = kept(home)
    assert "The new bridge" in painted
    assert kept(home, "read", str(home / "bridge.md")) == painted
    assert read(home).startswith((ENTER + painted).encode())
    # What comes next is asked under the same name, and stands as it was left.
    assert "The new bridge" in kept(home)


def test_a_key_typed_over_the_kept_screen_is_answered(home: Path) -> None:
    read(home)
    with Terminal("bridge.md", home=home, size=SIZE) as terminal:
        terminal.type(")c")
        terminal.sees("CLAIM 1 of 1")
        terminal.type("q")
        assert terminal.end() == 0
    assert "CLAIM 1 of 1" in kept(home)


def test_it_is_what_the_program_then_shows(home: Path) -> None:
    postil(home, "claim", "bridge.md", "--quote", "14 million euros")
    read(home, "]")
    screen = pyte.Screen(*SIZE)
    pyte.Stream(screen).feed(kept(home))
    before = list(screen.display)
    assert any("CLAIM 1 of 1" in row for row in before)
    with Terminal("bridge.md", home=home, size=SIZE) as terminal:
        terminal.until(lambda: b"\x1b[?2004h" in terminal.written, "the program itself")
        # A key is answered only by what has taken over.
        terminal.type("?")
        terminal.sees("page down")
        terminal.type("\x1b")
        terminal.until(lambda: terminal.rows == before, "the same screen again")
        terminal.type("q")
        assert terminal.end() == 0


def test_what_was_only_looked_for_is_not_on_it(home: Path) -> None:
    read(home)
    painted = kept(home)
    # Sentences that may become claims have a mark each; the next time nobody has asked for them yet.
    read(home, "&", "s")
    assert kept(home) == painted


def test_it_is_not_shown_where_anything_it_was_made_from_has_changed(home: Path) -> None:
    read(home)
    assert kept(home)
    assert kept(home, size=(100, 40)) == ""
    assert kept(home, POSTIL_THEME="light") == ""
    assert kept(home, TERM="linux") == ""
    assert kept(home, LANG="nl_NL.UTF-8") == ""
    settings = home / ".config/postil/postil.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("measure = 60\n", encoding="utf-8")
    assert kept(home) == ""
    settings.unlink()
    assert kept(home)
    draft = home / "bridge.md"
    status = draft.stat()
    draft.write_text(DRAFT.replace("14 million", "15 million"), encoding="utf-8")
    assert kept(home) == ""
    draft.write_text(DRAFT, encoding="utf-8")
    os.utime(draft, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert kept(home)
    postil(home, "claim", "bridge.md", "--quote", "14 million euros")
    assert kept(home) == ""


def test_what_a_colleague_writes_makes_it_out_of_date(home: Path) -> None:
    read(home)
    postil(home, "--as", "bob", "note", "bridge.md", "Is that so?")
    assert kept(home) == ""


def test_another_reviewer_or_library_has_screens_of_its_own(home: Path) -> None:
    read(home)
    word = str(home / "bridge.md")
    assert kept(home, "--as", "anna", word)
    assert kept(home, "--as=anna", word)
    assert kept(home, "--as", "bob", word) == ""
    assert kept(home, "--library", str(home / "other"), word) == ""
    assert kept(home, word, POSTIL_LIBRARY=str(home / "other")) == ""


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("read",),
        ("sample",),
        ("-",),
        ("--theme", "dark", "a.md"),
        ("a.md", "--help"),
        ("show", "a.md"),
        ("--library", "/desk", "ssh-session"),
        ("",),
    ],
)
def test_whatever_else_is_asked_for_has_none(words: tuple[str, ...], home: Path) -> None:
    wanted = asked(words, surroundings(home))
    assert wanted is None


@pytest.mark.parametrize("name", ["LOGNAME", "USER", "USERNAME", "ELSE"])
def test_who_reads_is_known_by_the_name_that_the_program_goes_by(name: str, home: Path) -> None:
    # Where the environment has no name, as a container's may, the system has one.
    environment = {"HOME": str(home), name: "carla"}
    wanted = asked(["a.md"], environment)
    assert wanted is not None
    assert f"/records/{login_name(environment)}/" in wanted.file(80, 24)
    assert wanted.library == folders.data_path(environment)


def test_settings_say_whose_it_is_where_nothing_else_does(home: Path) -> None:
    settings = home / "desk.toml"
    settings.write_text(f'library = "{home}/desk"\nreviewer = "dirk"\n', encoding="utf-8")
    wanted = asked(["a.md"], surroundings(home, POSTIL_CONFIG=str(settings), POSTIL_REVIEWER=""))
    assert wanted is not None
    assert wanted.file(80, 24).startswith(f"{home}/desk/records/dirk/state/")
    settings.write_text("no settings at all", encoding="utf-8")
    wanted = asked(["a.md"], surroundings(home, POSTIL_CONFIG=str(settings), POSTIL_REVIEWER=""))
    assert wanted is not None
    assert "/records/anna/" in wanted.file(80, 24)


def test_nobody_and_no_folder_have_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(os, "getuid", lambda: 2**31 - 7)
        assert asked(["a.md"], {"HOME": str(home)}) is None
    assert asked(["a.md"], surroundings(home, POSTIL_LIBRARY="postgresql://desk")) is None
    assert asked(["a.md"], surroundings(home, POSTIL_REVIEWER="../bob")) is None


@pytest.mark.parametrize("damaged", ["", "\n\n", "postil-screen-1\n\nx\n\nrest", "\udcff"])
def test_a_damaged_file_is_no_screen(damaged: str, home: Path) -> None:
    wanted = asked(["a.md"], surroundings(home))
    assert wanted is not None
    os.makedirs(os.path.dirname(wanted.file(80, 24)))  # noqa: PTH103, PTH120
    with open(wanted.file(80, 24), "wb") as file:  # noqa: PTH123
        file.write(damaged.encode("utf-8", "surrogateescape"))
    assert recall(wanted, 80, 24) == ""
    with open(wanted.file(80, 24), "wb") as file:  # noqa: PTH123
        file.write(written(wanted, 80, 24, [str(home / "bridge.md")], "painted"))
    assert recall(wanted, 80, 24) == "painted"


def test_a_link_in_its_place_is_not_followed(home: Path) -> None:
    wanted = asked(["a.md"], surroundings(home))
    assert wanted is not None
    path = wanted.file(80, 24)
    os.makedirs(os.path.dirname(path))  # noqa: PTH103, PTH120
    real = home / "elsewhere"
    real.write_bytes(written(wanted, 80, 24, [str(home / "bridge.md")], "painted"))
    os.symlink(real, path)  # noqa: PTH211
    assert recall(wanted, 80, 24) == ""


def test_no_more_screens_are_kept_than_are_of_use(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader import keeping

    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    for number in range(4):
        keeping._write(home / f"{number}{ENDING}", b"painted")
        os.utime(home / f"{number}{ENDING}", ns=(number, number))
    assert sorted(path.name for path in home.glob(f"*{ENDING}")) == [f"2{ENDING}", f"3{ENDING}"]


def test_an_error_is_said_on_the_terminals_own_screen(home: Path) -> None:
    read(home)
    library = home / ".local/share/postil"
    before = library.stat()
    for parsed in library.glob("articles/*/*.parsed.json"):
        status = parsed.parent.stat()
        parsed.write_text("{}", encoding="utf-8")
        os.utime(parsed.parent, ns=(status.st_atime_ns, status.st_mtime_ns))
    os.utime(library, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert kept(home)
    with Terminal("bridge.md", home=home, size=SIZE) as terminal:
        assert terminal.end() == 1
        end = terminal.written.rpartition(b"\x1b[?1049l")[2]
    assert b"cannot be read" in end


def test_hardly_anything_is_imported_before_it(home: Path) -> None:
    code = "import sys, reader.cli, reader.starting, reader.kept_screen; print(*sys.modules)"
    environment = {**surroundings(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert not {"re", "typing", "json", "pathlib", "enum", "articles.model", "rich"} & {*done.stdout.split()}
