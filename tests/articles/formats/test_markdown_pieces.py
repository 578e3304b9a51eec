"""Markdown in pieces is the same article as in one, to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from articles import how_far
from articles.formats import markdown
from articles.formats._markdown_pieces import pieces

if TYPE_CHECKING:
    from articles.model import Article

_LINES = (
    *(
        "\n",
        "\n\n",
        "Some words\n",
        "Other words\n",
        "# Heading\n",
        "- item\n",
        "  more of it\n",
        "1. first\n",
    ),
    *("```\n", "````\n", "~~~\n", "  ```\n", "    code\n", "\t tab\n", "> quoted\n", "<div>\n", "</div>\n"),
    *("<!-- said\n", "-->\n", "<pre>\n", "</pre>\n", "<?x\n", "?>\n", "| a | b |\n", "|---|---|\n", "---\n"),
    *("===\n", "[a]: /one\n", "[a]: /two\n", "[^1]: A footnote\n", "[a] and [^1]\n", "[a\n", "]: /three\n"),
    *("`open\n", "*set off*\n", "- [x] done\n", "- one\n\n  two\n"),
)


def in_pieces(source: str, size: int, monkeypatch: pytest.MonkeyPatch) -> Article:
    with monkeypatch.context() as patch:
        patch.setattr(markdown, "pieces", lambda parser, words, env: pieces(parser, words, env, size))
        return markdown.parse(source)


@given(some.lists(some.sampled_from(_LINES), max_size=30).map("".join))
def test_a_text_read_in_pieces_is_the_same_to_the_letter(source: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert in_pieces(source, 1, patch) == in_pieces(source, 1_000_000, patch)


_ITEMS = (
    *(
        "- item\n",
        "- two\n",
        "- it **is**\n",
        "  - below\n",
        "  more of it\n",
        "lazy\n",
        "- ```\n",
        "  ```\n",
    ),
    *("1. first\n", "* other\n", "- - a\n", "- [ ] task\n", "\n", "Words\n", "\n\nWords\n", "- a\n  ===\n"),
    *("> quoted\n", "# Heading\n", "- [a]: /one\n", "    code\n"),
)


@given(some.lists(some.sampled_from(_ITEMS), max_size=25).map("".join))
def test_a_list_cut_between_its_items_is_one_list(source: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert in_pieces(source, 1, patch) == in_pieces(source, 1_000_000, patch)


def test_how_far_a_list_without_an_empty_line_is_can_be_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[float] = []
    with how_far.listening(heard.append):
        article = in_pieces("- item\n" * 500, 100, monkeypatch)
    assert article.text == "\n".join(["item"] * 500)
    assert len(heard) > 20


@pytest.mark.parametrize(
    "opened",
    ["```\ncode", "~~~~\n~~~\ncode", "<!-- a remark", "<pre>\nkept as it is", "<script>\nlet it = 1;"],
)
def test_what_is_open_at_a_seam_goes_on_behind_it(opened: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = f"First.\n\n{opened}\n\nStill inside\n\nAnd here\n"
    article = in_pieces(source, 1, monkeypatch)
    assert article == markdown.parse(source)
    assert "Still inside" in article.text


def test_a_link_and_a_footnote_find_what_is_defined_pieces_later(monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        "See [the report][r] and the note[^n].\n\nMore.\n\nStill more.\n\n[r]: /report\n\n[^n]: Said so.\n"
    )
    article = in_pieces(source, 1, monkeypatch)
    assert {mark.target for mark in article.marks} == {"/report", "n"}
    assert article == markdown.parse(source)


def test_a_definition_that_no_link_uses_stands_at_the_end_from_whatever_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = "One.\n\nTwo.\n\n[b]: /b\n\nThree.\n\n[b]: /again\n\nFour.\n"
    article = in_pieces(source, 1, monkeypatch)
    assert article.text.endswith("Four.\n\n[b]: /b\n\n[b]: /again")
    assert article == markdown.parse(source)


def test_whoever_listens_hears_how_far_a_long_text_is() -> None:
    heard: list[float] = []
    with how_far.listening(heard.append):
        markdown.parse("A sentence of some words.\n\n" * 20_000)
    assert len(heard) > 4
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    markdown.parse("Nobody listens any more.")
    assert heard[-1] == 1.0
