"""What the client of a forced command may ask for."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.errors import UsageError
from annotations.exporters.registry import BUILT_IN, STYLES
from reader.asked import Asked, read_asked

FORMATS = tuple(BUILT_IN)
ALLOWED = re.compile(r"(?:list|show [\w-]+|export [\w-]+ [a-z]+(?: [a-z]+)?)?")


def read(words: str) -> Asked:
    return read_asked(words, FORMATS, STYLES)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", Asked()),
        ("list", Asked("list")),
        ("show on-bees-3f9a", Asked("show", "on-bees-3f9a")),
        ("show één", Asked("show", "één")),
        ("export on-bees csv", Asked("export", "on-bees", "csv")),
        ("export on-bees markdown", Asked("export", "on-bees", "markdown")),
        ("export on-bees markdown obsidian", Asked("export", "on-bees", "markdown", "obsidian")),
    ],
)
def test_exactly_these_words_are_understood(words: str, asked: Asked) -> None:
    assert read(words) == asked


@pytest.mark.parametrize(
    "words",
    [
        *(" ", "list ", " list", "LIST", "list --json", "list\n", "list\x00", "postil list", "exec list"),
        *(
            "show",
            "show  x",
            "show -",
            "show --json x",
            "show /etc/passwd",
            "show ../x",
            "show x.md",
            "show x y",
        ),
        *("show `id`", "show $(id)", "show x;id", "show x|id", "show ~", "show http://x"),
        *(
            "export x",
            "export x exe",
            "export x html notes",
            "export x markdown --template=x",
            "export x csv -o y",
        ),
        *("id", "scp -t .", "internal-sftp", "ssh-session", "backup", "import x y", "show " + "x" * 5000),
    ],
)
def test_anything_else_is_refused_by_name_in_a_line(words: str) -> None:
    with pytest.raises(UsageError, match="cannot be asked for here") as refused:
        read(words)
    assert refused.value.exit_code == 2
    assert "\n" not in str(refused.value)
    assert "\x00" not in str(refused.value)
    assert len(str(refused.value)) < 240


@given(st.text() | st.from_regex(r"(?:list|show|export)[ \w/.;$-]*", fullmatch=True))
@example("show x\n")
def test_nothing_that_is_understood_could_name_a_file_or_an_option(words: str) -> None:
    try:
        asked = read(words)
    except UsageError:
        return
    assert ALLOWED.fullmatch(words)
    for word in (asked.article, asked.format, asked.style):
        assert not word.startswith("-")
        assert not set(word) & set("/\\.~;|&$`'\" \n")
