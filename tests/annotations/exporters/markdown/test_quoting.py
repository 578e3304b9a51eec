from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from annotations.exporters.markdown.quoting import (
    comment,
    fingerprint,
    guarded,
    inline,
    plain,
    quoted,
    unguarded,
    unplain,
)
from tests.annotations.hostile import words

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def shown(markdown: str) -> str:
    """Return the words that a reader of `markdown` sees."""
    inlines = (token for token in PARSER.parse(markdown) if token.type == "inline")
    return " ".join(
        "".join(
            "\n" if part.type in {"softbreak", "hardbreak"} else part.content for part in token.children or ()
        )
        for token in inlines
    )


def kinds(markdown: str) -> set[str]:
    tokens = PARSER.parse(markdown)
    return {token.type for token in tokens} | {part.type for token in tokens for part in token.children or ()}


@given(words)
def test_plain_words_come_back_as_they_were(text: str) -> None:
    assert unplain(plain(text)) == text
    assert unplain(plain(text, at_start=False)) == text
    assert unplain([inline(text)]) == text


@given(words)
def test_notes_come_back_as_they_were(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(st.sampled_from("\\#-=[]^!<>%&:x; \n`*1.)@|~_{}$()+\t"), max_size=40))
def test_any_row_of_marks_comes_back_as_it_was(text: str) -> None:
    assert unplain(plain(text)) == text
    assert unguarded(guarded(text)) == text


@given(words)
def test_plain_words_read_as_they_were_written(text: str) -> None:
    readable = "".join(char for char in text if char.isprintable() or char == "\n")
    page = "\n".join(quoted(plain(readable)))

    assert shown(page).split() == readable.split()
    assert kinds(page) <= {
        "blockquote_open",
        "blockquote_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
        "softbreak",
    }


@given(words)
def test_a_note_reaches_nothing_beyond_its_quotation(text: str) -> None:
    page = "\n".join([*quoted(guarded(text)), "", "after [^bee] and [a]", "", "[^bee]: ours"])

    assert not kinds(page) & {"heading_open", "html_block", "html_inline"}
    tokens = PARSER.parse(page)
    assert [token.meta["label"] for token in tokens if token.type == "footnote_open"] == ["bee"]
    refs = [one for token in tokens for one in token.children or () if one.type == "footnote_ref"]
    assert len(refs) == 1


@pytest.mark.parametrize(
    "line", ["*so*", "[a link](https://x.org)", "1. one", "- [ ] do", "> quoted", "`code`", "<https://x.org>"]
)
def test_what_is_harmless_in_a_note_stays_as_it_was_written(line: str) -> None:
    assert guarded(line) == [line]


@pytest.mark.parametrize(
    "text",
    ["10 % of 1.200 (about)", "AT&T said: “yes”", "a - b + c = d", "mail@example.org", "snow", "-5 °C"],
)
def test_ordinary_words_stay_readable_in_a_plain_editor(text: str) -> None:
    assert plain(text) == [text]


def test_nothing_in_a_comment_can_end_it() -> None:
    made = comment("note", {"text": "--> %% -->\n\u2028<!--"})

    assert made.count("-->") == 1
    assert "%%" not in made
    assert "\n" not in made


def test_a_fingerprint_ignores_white_space_alone() -> None:
    assert fingerprint("a  b\nc ") == fingerprint("a b c")
    assert fingerprint("a b c") != fingerprint("a b d")


def test_half_a_character_is_replaced_on_the_way_back() -> None:
    assert unplain(plain("a\ud800b")) == "a\ufffdb"
    assert unguarded(guarded("a\udfffb")) == "a\ufffdb"


def test_a_code_that_is_no_character_is_left_alone() -> None:
    assert unplain(["&#xffffff;"]) == "&#xffffff;"
    assert unguarded(["&#xffffff;"]) == "&#xffffff;"
