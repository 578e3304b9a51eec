"""What a session that somebody else's key opened begins with."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import confining
from reader.confining import clean_environment
from tests.reader.terminal import ROOT

ALWAYS = {"HOME": "/home/desk", "USER": "desk", "LOGNAME": "desk", "PATH": "/usr/local/bin:/usr/bin:/bin"}
HOSTILE = {
    "PYTHONSTARTUP": "/elsewhere/x",
    "PYTHONPATH": "/elsewhere",
    "PYTHONINSPECT": "1",
    "LD_PRELOAD": "/elsewhere/x.so",
    "LD_LIBRARY_PATH": "/elsewhere",
    "TEXTUAL_LOG": "/elsewhere/log",
    "TEXTUAL_DRIVER": "os:system",
    "POSTIL_REVIEWER": "boss",
    "POSTIL_LIBRARY": "/elsewhere",
    "POSTIL_CONFIG": "/etc/passwd",
    "XDG_CONFIG_HOME": "/elsewhere",
    "XDG_STATE_HOME": "/elsewhere",
    "HOME": "/elsewhere",
    "USER": "root",
    "PATH": "/elsewhere",
    "EDITOR": "sh",
    "VISUAL": "sh",
    "BROWSER": "sh",
    "PAGER": "sh",
    "IFS": "x",
    "BASH_ENV": "/elsewhere/x",
    "TZ": ":/etc/passwd",
    "LANGUAGE": "../../tmp",
    "TERMINFO": "/elsewhere",
    "DISPLAY": ":0",
    "SSH_AUTH_SOCK": "/elsewhere/agent",
    "TMUX": "/elsewhere/x,1,1",
}


def clean(given: dict[str, str]) -> dict[str, str]:
    return clean_environment(given, home="/home/desk", user="desk")


def test_of_what_the_client_sends_only_what_tells_of_its_terminal_is_kept() -> None:
    told = {
        "TERM": "xterm-256color",
        "LANG": "nl_NL.UTF-8",
        "LC_TIME": "en_GB.UTF-8@euro",
        "COLORTERM": "truecolor",
        "COLORFGBG": "15;default;0",
        "SSH_CONNECTION": "192.0.2.7 50000 fe80::1%eth0 22",
        "SSH_ORIGINAL_COMMAND": "show x",
    }
    assert clean({**told, **HOSTILE, "NO_COLOR": "please"}) == {**told, **ALWAYS, "NO_COLOR": "1"}


def test_what_does_not_have_its_form_is_left_behind() -> None:
    crooked = {
        "TERM": "../x",
        "LANG": "/elsewhere/x",
        "LC_ALL": "x;y",
        "COLORTERM": "\x1b[2J",
        "COLORFGBG": "1;",
    }
    assert clean({**crooked, "SSH_CONNECTION": "1 2 3"}) == {**ALWAYS, "LANG": "C.UTF-8"}


@given(st.dictionaries(st.sampled_from(["TERM", "LANG", "LC_ALL", "COLORTERM", *HOSTILE]), st.text()))
def test_no_value_leads_out_of_a_folder_or_orders_a_terminal(given: dict[str, str]) -> None:
    for name, value in clean(given).items():
        assert value.isprintable()
        assert "/" not in value or ALWAYS[name] == value
        assert len(value) <= 64


def test_it_begins_anew_in_an_interpreter_that_heeds_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[tuple[str, list[str], dict[str, str]]] = []

    def begin(path: str, words: list[str], environment: dict[str, str]) -> NoReturn:
        begun.append((path, words, environment))
        raise SystemExit

    monkeypatch.setattr(os, "execve", begin)
    monkeypatch.setattr(confining, "limit", lambda: None)
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        confining.confine(["ssh-session", "--as", "anna"])
    [(path, words, environment)] = begun
    assert path == sys.executable
    assert words[1] == "-I"
    assert words[-4:] == [str(ROOT), "ssh-session", "--as", "anna"]
    assert environment.keys() <= {*ALWAYS, "LANG", "TERM", "SSH_CONNECTION"}


WATCH = """
import os, resource, signal, sys
sys.path.insert(0, sys.argv[1])
from reader.confining import IGNORED, confine
confine(["ssh-session"])
print(sorted(os.environ), oct(os.umask(0)), [signal.getsignal(one) is signal.SIG_IGN for one in IGNORED])
print([resource.getrlimit(one) for one in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_AS)])
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
confine(["ssh-session"])
print(resource.getrlimit(resource.RLIMIT_FSIZE))
"""


def test_where_it_began_so_already_it_goes_on_with_few_rights_and_little_room() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", WATCH, str(ROOT)],
        env={"TERM": "xterm", "LC_CTYPE": "C.UTF-8", "EDITOR": "sh", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "['HOME', 'LC_CTYPE', 'LOGNAME', 'PATH', 'TERM', 'USER'] 0o27 [True, True, True]",
        f"[(0, 0), ({256 << 20}, {256 << 20}), ({2 << 30}, {2 << 30})]",
        "(1000, 1000)",
    ]
