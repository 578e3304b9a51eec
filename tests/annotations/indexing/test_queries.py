"""What is typed to search for."""

from __future__ import annotations

import sqlite3
import string
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UsageError
from annotations.indexing.asking import match_of
from annotations.indexing.marking import places_of, stands_in
from annotations.indexing.queries import Query, Words, parse_query, tokens_of

TABLE = (
    'CREATE VIRTUAL TABLE words USING fts5 (title, text, author, tokenize = "unicode61 remove_diacritics 2")'
)
"""As in the index itself."""
FIELDS = ("by", "in", "kind", "verdict", "stance", "medium", "tag")
texts = st.text(
    st.one_of(st.characters(), st.sampled_from('"*:()-+^{} AND OR NOT NEAR „“”«»éß\u0301')), max_size=40
)
PLAIN = string.printable + "„“”«»éß\u0301"
pieces = st.sampled_from(['"', "ab", "é", "e\u0301", "ab*", "a-b", "3.4", "und"]) | st.text(PLAIN, max_size=4)
some_words = st.lists(pieces).map(" ".join)


def words(*tokens: str, prefix: bool = False) -> Words:
    return Words(tokens, prefix)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bridge Cost", (words("bridge"), words("cost"))),
        ('"two years" cost*', (words("two", "years"), words("cost", prefix=True))),
        ("„de Brug” «twee jaar»", (words("de", "brug"), words("twee", "jaar"))),
        ('"two yea"*', (words("two", "yea", prefix=True),)),
        ('"two yea*"', (words("two", "yea", prefix=True),)),
        ("600.000 café 14:05", (words("600", "000"), words("cafe"), words("14", "05"))),
        ("http://example.org/a", (words("http", "example", "org", "a"),)),
        ('"not closed', (words("not", "closed"),)),
        ('a"b c"d', (words("a"), words("b", "c"), words("d"))),
        (
            "AND OR NOT NEAR(a b) a-b",
            (*map(words, ("and", "or", "not")), words("near", "a"), words("b"), words("a", "b")),
        ),
        ('— € * "" :', ()),
    ],
)
def test_words_phrases_and_beginnings_are_told_apart(text: str, found: tuple[Words, ...]) -> None:
    assert parse_query(text) == Query(found)


def test_fields_narrow_it_down() -> None:
    query = parse_query(
        'by:anna by:"B. Vos" in:claims In:note kind:Figure verdict:false'
        " tag:#Haven stance:refutes medium:phone"
    )
    assert query == Query(
        by=(words("anna"), words("b", "vos")),
        kinds=frozenset({"claim", "note"}),
        claim_kinds=frozenset({"figure"}),
        verdicts=frozenset({"refuted"}),
        tags=frozenset({"haven"}),
        stances=frozenset({"refutes"}),
        media=frozenset({"phone"}),
    )
    assert parse_query("").is_empty
    assert not query.is_empty


@pytest.mark.parametrize("text", ["in:bridges", "kind:odd", "stance:sure", "medium:pigeon"])
def test_a_value_that_a_field_cannot_have_is_named(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_query(text)
    assert text in caught.value.title
    assert "can be" in caught.value.hint


@given(texts)
def test_whatever_is_typed_is_understood_or_refused(text: str) -> None:
    try:
        query = parse_query(text)
    except UsageError:
        assert any(f"{name}:" in text.lower() for name in FIELDS)
        return
    for one in (*query.words, *query.by):
        assert one.tokens
        assert all(tokens_of(token) == [token] for token in one.tokens)


@given(texts | some_words, texts | some_words)
def test_whatever_is_typed_is_found_by_the_index_where_it_stands(typed: str, text: str) -> None:
    try:
        query = parse_query(typed)
    except UsageError:
        return
    match = match_of(query)
    if match and "\0" not in text:
        text = text.encode("utf-8", "replace").decode()
        with closing(sqlite3.connect(":memory:")) as base:
            base.executescript(TABLE)
            base.execute("INSERT INTO words VALUES ('', ?, '')", (text,))
            [found] = base.execute("SELECT count(*) FROM words WHERE words MATCH ?", (match,)).fetchone()
        if set(text) <= set(PLAIN):
            # Of the rarest signs SQLite and Python know different versions of Unicode.
            assert bool(found) == (not query.by and stands_in(query.words, text))


@given(st.lists(st.from_regex(r"[a-z]{1,4}", fullmatch=True), min_size=1, max_size=12), st.data())
def test_words_of_a_text_are_found_in_it(names: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(names) - 1))
    end = data.draw(st.integers(start + 1, len(names)))
    text = "\n— ".join(names)
    phrase = parse_query('"' + " ".join(names[start:end]).upper() + '"').words
    found = places_of(phrase, text)
    at = len("\n— ".join([*names[:start], ""]))
    # Of places that overlap only the first is told.
    assert any(span.start <= at < span.end for span in found)
    assert all(tokens_of(span.cut(text))[: end - start] == names[start:end] for span in found[:1])
