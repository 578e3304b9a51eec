from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.untrusted import count_hidden, hidden_spans, is_safe_name, one_line, safe_name, slug, visible

ANY = st.text(st.characters(), max_size=80) | st.text(
    st.sampled_from(list("a./\\-~ \x1b\u202e\x7fé|con1")), max_size=30
)


@given(ANY)
def test_what_is_shown_is_as_long_and_stays_the_same(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    assert count_hidden(shown) == 0


@given(ANY)
def test_what_is_shown_has_nothing_that_steers_a_terminal(text: str) -> None:
    for char in visible(text):
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(char) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )


@given(ANY)
def test_the_hidden_are_counted_where_they_stand(text: str) -> None:
    spans = hidden_spans(text)
    assert count_hidden(text) == len(spans)
    assert [span.cut(text) == span.cut(visible(text)) for span in spans] == [False] * len(spans)


def test_each_hidden_character_has_its_sign() -> None:
    assert (
        visible("a\x1b[2J\x07\x7f\x9b\u202e\u200b\r\u2028\U000e0041\ufdd0\U0001fffe")
        == "a␛[2J␇␡\ufffd\ufffd\ufffd␍␤\ufffd\ufffd\ufffd"
    )
    assert visible("\ud800") == "\ufffd"


def test_line_feeds_tabs_joiners_and_selectors_stay() -> None:
    text = "a\n\tb 👩\u200d👧 ❤\ufe0f क\u094d\u200cष"
    assert visible(text) == text


@given(ANY, st.integers(1, 40))
def test_a_line_is_one_line_and_no_longer_than_asked(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert count_hidden(line) == 0


def test_a_cut_line_says_so_and_parts_no_letter() -> None:
    assert one_line("een  twee\ndrie", 20) == "een twee drie"
    assert one_line("een twee drie", 9) == "een twee…"
    assert one_line("abx\u0323\u0302c", 4) == "ab…"
    assert one_line("a👩\u200d👧b", 4) == "a…"


@pytest.mark.parametrize("name", ["anna", "Anna de Vries", "jörg.müller", "李", "a-b_c@d", "console"])
def test_a_plain_name_is_safe(name: str) -> None:
    assert is_safe_name(name)
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "a\\b", "-rf", "~root", ".hidden", "a.", "a ", " a", "con", "com1",
     "a\nb", "a\x1b", "a\u202eb", "a:b", "NUL.txt", "é" * 41, "e\u0301", "a\ud800", "a\u200d"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_not_safe(name: str) -> None:
    assert not is_safe_name(name)


@given(ANY)
def test_a_made_name_is_safe(text: str) -> None:
    made = safe_name(text)
    assert made is None or is_safe_name(made)


def test_a_name_is_made_safe_where_something_is_left() -> None:
    assert safe_name("../../etc/passwd") == "etc passwd"
    assert safe_name("con") == "_con"
    assert safe_name("e\u0301" * 50) == "é" * 40
    assert safe_name("..") is None


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("De brug bij Zuiddorp", "de-brug-bij-zuiddorp"),
        ("Größe, Œuvre & l’été: 3½", "grosse-oeuvre-lete-31-2"),
        ("Zo’n 600.000 'kratten'", "zon-600-000-kratten"),
        ("Привет", "article"),
        ("", "article"),
        ("a" * 60, "a" * 40),
        ("vijf woorden die samen langer zijn dan veertig", "vijf-woorden-die-samen-langer-zijn-dan"),
    ],
)
def test_a_slug_is_the_words_in_short(title: str, made: str) -> None:
    assert slug(title) == made


@given(ANY, st.integers(7, 60))
def test_a_slug_is_a_safe_name(title: str, limit: int) -> None:
    made = slug(title, limit)
    assert len(made) <= limit
    assert is_safe_name(f"{made}-0000")
