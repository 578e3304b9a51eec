"""Folders, terminals, what is printed, what is asked: the small parts at the program's edge."""

from __future__ import annotations

import io
import json
import sys
import types
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import PostilError, UsageError
from reader import asking, folders
from reader.diagnosis import examine_terminal
from reader.opening import login_name, now
from reader.output import columns, give, print_json, say, tell, wrapped
from reader.terminal import why_unusable


def test_on_linux_folders_go_by_the_rules_of_xdg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environment = {"HOME": "/home/anna", "XDG_DATA_HOME": "/data", "XDG_STATE_HOME": "relative"}
    assert folders.data_path(environment) == "/data/postil"
    assert folders.state_folder(environment) == Path("/home/anna/.local/state/postil")
    assert folders.config_path(environment) == "/home/anna/.config/postil/postil.toml"


def test_elsewhere_they_go_by_the_rules_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert folders.data_path({}).endswith("/postil")


@pytest.mark.parametrize(
    ("environment", "is_terminal", "size", "told"),
    [
        ({"TERM": "xterm"}, True, (80, 24), ""),
        ({"TERM": "linux"}, True, (40, 10), ""),
        ({"TERM": "xterm"}, False, (80, 24), "not a terminal"),
        ({"TERM": "dumb"}, True, (80, 24), "'dumb'"),
        ({}, True, (80, 24), "TERM is not set"),
        ({"TERM": "xterm"}, True, (39, 24), "39 columns"),
        ({"TERM": "xterm"}, True, (80, 9), "9 rows"),
    ],
)
def test_a_terminal_that_cannot_show_a_screen_is_told_why(
    environment: dict[str, str],
    is_terminal: bool,  # noqa: FBT001 - a column of the table
    size: tuple[int, int],
    told: str,
) -> None:
    reason = why_unusable(environment, is_terminal=is_terminal, size=size)
    assert (told in reason) if told else not reason


def remarks(environment: dict[str, str], **facts: str) -> str:
    told = examine_terminal(
        {"TERM": "xterm-256color", **environment},
        is_terminal=True,
        size=(120, 40),
        charset=facts.get("charset", "utf-8"),
        tmux={name.replace("_", "-"): value for name, value in facts.items() if name != "charset"},
    )
    return "\n".join(f"{'ok' if one.fine else 'look'} {one.what} | {one.change}" for one in told)


@pytest.mark.parametrize(
    ("environment", "facts", "told"),
    [
        ({"NO_COLOR": "1"}, {}, "ok colours: none"),
        ({"COLORTERM": "truecolor"}, {}, "ok colours: all"),
        ({}, {}, "ok colours: 256; if yours shows more | export COLORTERM=truecolor"),
        ({"TERM": "xterm"}, {}, "ok colours: 16"),
        ({"TERM": "linux"}, {}, "ok signs: ASCII"),
        ({}, {}, 'glyphs = "ascii"'),
        ({}, {"charset": "ANSI_X3.4-1968"}, "look charset: ANSI_X3.4-1968 | export LANG=C.UTF-8"),
        (
            {"TMUX": "x"},
            {},
            "look copies through tmux: set-clipboard is not known | set -g set-clipboard on",
        ),
        ({"TMUX": "x"}, {"set_clipboard": "on"}, "ok copies through tmux: set-clipboard is on"),
        ({"TERM": "screen"}, {}, "ok GNU screen"),
        ({"TMUX": "x"}, {"prefix": "C-a"}, "ok keys: tmux takes ctrl+a; what it does has another key"),
        ({"TMUX": "x"}, {}, "ok keys: tmux takes ctrl+b"),
        (
            {"TMUX": "x"},
            {"escape_time": "500"},
            "look tmux holds Esc back for 500 ms | set -sg escape-time 10",
        ),
        ({"STY": "x"}, {}, "ok keys: GNU screen takes ctrl+a"),
        ({"TERM_PROGRAM": "vscode"}, {}, "ok keys: VS Code takes F1"),
        ({}, {}, "ok keys: ? shows those that work"),
        ({"TERM": ""}, {}, "look TERM is not set | export TERM="),
    ],
)
def test_a_terminal_is_examined(environment: dict[str, str], facts: dict[str, str], told: str) -> None:
    assert told in remarks(environment, **facts)


def test_an_escape_that_is_not_felt_is_not_spoken_of() -> None:
    assert "Esc" not in remarks({"TMUX": "x"}, escape_time="10")
    assert "Esc" not in remarks({"TMUX": "x"}, escape_time="?")


def test_a_small_window_is_no_fault_but_worth_a_word() -> None:
    told = examine_terminal({"TERM": "xterm"}, is_terminal=True, size=(60, 20), charset="UTF-8")
    assert [one.fine for one in told if "size" in one.what] == [False]


def test_what_is_said_is_visible(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[2Jb")
    tell("c\x07d")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("a␛[2Jb\n", "postil: c␇d\n")


def test_a_file_is_given_as_it_is_but_not_to_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    give("a\x1bb")
    assert capsys.readouterr().out == "a\x1bb\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    give("a\x1bb\n")
    assert capsys.readouterr().out == "a␛b\n"


@given(value=st.dictionaries(st.text(), st.text()))
def test_json_loses_nothing_and_commands_nothing(value: dict[str, str]) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        print_json(value)
    stream.seek(0)
    text = stream.read()
    assert json.loads(text) == value
    assert not [
        char
        for char in text
        if char != "\n" and not char.isprintable() and char in "\x1b\x7f\x9b\u202e\u2028"
    ]


def test_json_goes_through_a_narrow_charset(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    print_json({"a": "„é"})
    sys.stdout.flush()
    assert json.loads(raw.getvalue()) == {"a": "„é"}


def test_text_is_wrapped_but_addresses_are_not() -> None:
    address = "https://example.org/" + "a-b/" * 40
    lines = wrapped(
        f"See {address} for this and that and the other thing.\n\nNext.", "    ", first="  - "
    ).split("\n")
    assert lines[0] == "  - See"
    assert f"    {address}" in lines
    assert lines[-2:] == ["", "    Next."]


def test_columns_are_aligned() -> None:
    assert columns([("a", "bb", "c"), ("aaa", "b", "")]) == ["a    bb  c", "aaa  b"]
    assert columns([]) == []


def test_the_time_is_kept_to_the_millisecond() -> None:
    assert now().microsecond % 1000 == 0
    assert now().utcoffset() is not None


def test_the_login_name_comes_from_the_environment_or_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert login_name({"LOGNAME": "", "USER": "bram"}) == "bram"
    system = types.SimpleNamespace(getpwuid=lambda _: types.SimpleNamespace(pw_name="cleo"))
    monkeypatch.setitem(sys.modules, "pwd", system)
    assert login_name({}) == "cleo"
    monkeypatch.setitem(sys.modules, "pwd", None)
    with pytest.raises(UsageError, match="--as NAME"):
        login_name({})


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_has_keyboard", lambda: True)


def script(tmp_path: Path, code: str) -> dict[str, str]:
    editor = tmp_path / "editor.py"
    editor.write_text(f"import sys\npath = sys.argv[1]\n{code}\n", encoding="utf-8")
    return {"EDITOR": "never-used", "VISUAL": f"'{sys.executable}' '{editor}'"}


@pytest.mark.usefixtures("keyboard")
def test_an_editor_begins_with_what_there_was(tmp_path: Path) -> None:
    environment = script(tmp_path, "text = open(path).read(); open(path, 'w').write(text.upper())")
    assert asking.ask_text(environment, start="hm") == "HM"


@pytest.mark.usefixtures("keyboard")
@pytest.mark.parametrize(
    ("code", "told"),
    [("sys.exit(3)", "ended with code 3"), ("open(path, 'wb').write(b'\\xff')", "not UTF-8")],
)
def test_what_was_written_is_kept_where_the_editor_failed(tmp_path: Path, code: str, told: str) -> None:
    with pytest.raises(PostilError, match=told) as caught:
        asking.ask_text(script(tmp_path, code), start="hm")
    kept = Path(caught.value.hint.rpartition(" in ")[2] if " in " in caught.value.hint else "")
    assert kept.is_file()
    kept.unlink()


@pytest.mark.usefixtures("keyboard")
@pytest.mark.parametrize("editor", ["/no/such/editor", "a 'b"])
def test_an_editor_that_is_none_is_said(editor: str) -> None:
    with pytest.raises(UsageError, match="cannot be started"):
        asking.ask_text({"EDITOR": editor})


@pytest.mark.usefixtures("keyboard")
@pytest.mark.parametrize(
    ("answer", "meant"), [("y\n", True), ("YES\n", True), ("ja\n", True), ("\n", False), ("", False)]
)
def test_nothing_but_yes_is_yes(
    answer: str,
    meant: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    assert asking.confirm("Sure?") is meant
