"""The name one chose, in one's own settings."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import PostilError
from articles.untrusted import is_safe_name
from reader.settling_name import keep_reviewer, with_reviewer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "measure = 66\n",
        '# mine\nreviewer = ""\nmeasure = 66\n',
        '[keys]\nreviewer = "w"\n',
        "measure = 66 # no line end",
    ],
)
def test_the_name_is_set_and_the_rest_stays(settings: str) -> None:
    before = tomllib.loads(settings)
    after = tomllib.loads(with_reviewer(settings, "cleo"))
    assert after.pop("reviewer") == "cleo"
    before.pop("reviewer", None)
    assert after == before


@given(st.text(min_size=1, max_size=30).filter(is_safe_name))
def test_any_name_that_may_be_is_read_back_as_it_was(name: str) -> None:
    assert tomllib.loads(with_reviewer('[keys]\nundo = "Z"\n', name))["reviewer"] == name


def test_a_first_name_makes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config" / "postil" / "postil.toml"
    keep_reviewer(file, "cleo")
    assert tomllib.loads(file.read_text()) == {"reviewer": "cleo"}


def test_settings_that_are_no_text_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "postil.toml"
    file.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(PostilError, match="your name cannot be kept"):
        keep_reviewer(file, "cleo")
    assert file.read_bytes() == b"\xff\xfe\xff"
