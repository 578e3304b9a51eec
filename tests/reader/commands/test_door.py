"""What holds for every command: whose records, which library, which settings, and how errors leave."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from reader.commands import listing
from reader.parsing import split_command

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil


@pytest.mark.parametrize(
    ("words", "command", "rest"),
    [
        (["list"], "list", []),
        (["--as", "bram", "list", "--json"], "list", ["--as", "bram", "--json"]),
        (["--library=x", "list"], "list", ["--library=x"]),
        (["draft.md"], "read", ["draft.md"]),
        (["-"], "read", ["-"]),
        (["--as", "list", "draft.md"], "read", ["--as", "list", "draft.md"]),
        (["read", "list"], "read", ["list"]),
        (["--help"], "", ["--help"]),
        ([], "", []),
    ],
)
def test_the_command_is_found_among_the_words(words: list[str], command: str, rest: list[str]) -> None:
    assert split_command(words) == (command, rest)


def test_global_options_may_stand_on_either_side_of_the_command(postil: Postil) -> None:
    library = postil.home / "team"
    postil.done("--library", library, "add", postil.draft)
    assert "the-new-bridge" in postil.done("list", "--library", library).out
    assert "empty" in postil.done("list").out


def test_the_library_and_the_reviewer_come_from_the_environment(
    postil: Postil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTIL_LIBRARY", str(postil.home / "team"))
    monkeypatch.setenv("POSTIL_REVIEWER", "bram")
    assert postil.done("where", "--json").json["records"] == str(postil.home / "team" / "records" / "bram")
    assert postil.done("where", "--as", "cleo", "--json").json["records"].endswith("/cleo")


def test_without_a_name_it_is_the_login_name(postil: Postil, monkeypatch: pytest.MonkeyPatch) -> None:
    assert postil.done("where", "--json").json["records"].endswith("/anna")
    for name in ("LOGNAME", "USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 4_000_000_000)
    assert "--as NAME" in postil("where").complaint


def test_broken_settings_are_named_and_the_work_goes_on(postil: Postil) -> None:
    settings = postil.home / "my.toml"
    settings.write_text('theme = "light"\nmeasure = 500\n', encoding="utf-8")
    result = postil("list", "--config", settings)
    assert result.code == 0
    assert result.complaint == "my.toml, line 2: measure must be 40 to 120, not 500; the usual one is used"


def test_settings_that_were_named_must_be_there(postil: Postil) -> None:
    result = postil("list", "--config", postil.home / "gone.toml")
    assert (result.code, result.out) == (2, "")
    assert "there is no file" in result.complaint


def test_ctrl_c_is_no_error_to_speak_of(postil: Postil, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "run", interrupted)
    result = postil("list")
    assert (result.code, result.out, result.err) == (130, "", "")


def test_what_nobody_foresaw_is_one_line_and_a_log_without_what_was_written(
    postil: Postil, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        secret = "the confidential source is Vos"  # noqa: S105 - what must not get into the log
        return len(secret) // 0

    monkeypatch.setattr(listing, "run", broken)
    result = postil("list")
    assert result.code == 1
    log = postil.home / ".local" / "state" / "postil" / "errors.log"
    assert result.complaint.endswith(f"(ZeroDivisionError): the details are in {log}")
    text = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "Vos" not in text.replace('secret = "the confidential source is Vos"', "")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_does_not_hide_the_error(
    postil: Postil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "run", lambda *_: {"a": 1}["x"])
    (postil.home / ".local").write_text("a file where a folder is due", encoding="utf-8")
    result = postil("list", "--library", postil.home / "team")
    assert result.complaint.endswith("(KeyError): the details could not be written down")


def test_a_full_disk_is_worded(postil: Postil, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device", "/library/x")

    monkeypatch.setattr(listing, "run", full)
    result = postil("list")
    assert (result.code, result.complaint.split(":")[0]) == (1, "no space left on device")


def test_what_is_printed_cannot_command_a_terminal(postil: Postil) -> None:
    hostile = postil.home / "hostile.md"
    hostile.write_text("# Calm \x1b]0;owned\x07\n\nIt \x1b[2Jwas quiet.\u202e\n", encoding="utf-8")
    added = postil("add", hostile)
    article = added.out.strip()
    assert "4 hidden characters" in added.err
    postil.done("note", article, "Look \x1b[31mout\x9b2J")
    for words in (("list",), ("show", article), ("search", "quiet"), ("history", "@")):
        out = postil(*words).out
        assert not set(out) & set("\x1b\x07\x9b\u202e"), words
    shown = postil("show", article, "--json")
    assert not set(shown.out) & set("\x1b\x07\x9b\u202e")
    assert "\x1b" in shown.json["notes"][0]["text"]


def test_the_program_ends_well_where_the_charset_has_few_letters(postil: Postil) -> None:
    article = postil.add()
    result = postil.process("show", article, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.code == 0
    assert "\\u201e" in result.out
    printed = postil.process("show", article, "--json", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "„" in printed.json["article"]["text"]
