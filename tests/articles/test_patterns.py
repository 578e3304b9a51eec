from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.patterns import pattern

WORD = pattern(r"(?P<head>[ab]+)(c?)", re.IGNORECASE)


@given(st.text("abcAB "))
def test_a_pattern_finds_what_a_compiled_one_finds(text: str) -> None:
    compiled = re.compile(r"(?P<head>[ab]+)(c?)", re.IGNORECASE)
    assert [found.groups() for found in WORD.finditer(text)] == compiled.findall(text)
    assert WORD.sub("-", text) == compiled.sub("-", text)
    assert WORD.split(text) == compiled.split(text)
    for ours, theirs in ((WORD.match, compiled.match), (WORD.search, compiled.search)):
        found, expected = ours(text), theirs(text)
        assert (found and found.span("head")) == (expected and expected.span("head"))
    assert WORD.groupindex == compiled.groupindex


def test_a_pattern_that_is_none_is_only_noticed_when_it_is_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error, match="unterminated"):
        broken.search("x")
