from __future__ import annotations

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from annotations.exporters.markdown.rebuilding import rebuild
from articles.model import Article, Block, BlockKind, Mark, MarkKind, Span
from articles.reading import read_bytes
from tests.annotations.hostile import words

SOURCE = """# A *title* with `code`

First line\\
second **bold *and* slanted** line with ~~old~~ <https://example.org/x_y> and [words](https://example.org/a).

1. one
2. two
   - inner *item*

     and more of it
   - [x] done
   - [ ] to do

> quoted
>
> > deeper

```python
fence = "```"
```

| a | b \\| c |
|:-:|--:|
| 1 | `x` |

| second | table |
|---|---|
| 2 | 3 |

---

5\\. not a list, \\# not a heading, \\<b>not HTML\\</b>[^note]

[^note]: A footnote of the article's own.
"""


def article(markdown: str) -> Article:
    return read_bytes(markdown.encode(), name="a.md").article


def test_an_article_reads_the_same_after_it_was_rebuilt() -> None:
    first = article(SOURCE)

    again = article(rebuild(first, {}))

    assert [one.kind for one in again.blocks] == [one.kind for one in first.blocks]
    # Its own footnotes are words now.
    assert again.text.split() == first.text.replace("A footnote of", "[note] A footnote of").split()
    kinds = [one.kind for one in first.marks if one.kind is not MarkKind.FOOTNOTE]
    assert [one.kind for one in again.marks] == kinds
    assert [one.target for one in again.marks if one.target] == [
        one.target for one in first.marks if one.kind is MarkKind.LINK
    ]


def test_a_footnote_stands_right_behind_the_words_it_is_for() -> None:
    table = "| a |\n|---|\n| b |\n"
    made = article(f"The **town** has `ten` hives, [says it](https://example.org).\n\n{table}\n```\nx\n```\n")
    cited = enumerate(("town", "te", "says", "b", "x"), 1)
    ends = {number: made.text.index(word) + len(word) for number, word in cited}

    assert rebuild(made, ends) == (
        "The **town**[^1] has `ten`[^2] hives, [says it](<https://example.org>)[^3].\n\n"
        "| a |\n| :--- |\n| b[^4] |\n\n```\nx\n```\n\n[^5]"
    )


def test_a_claim_that_ends_between_two_blocks_has_its_footnote_at_the_first() -> None:
    made = article("One.\n\nTwo.\n")

    assert rebuild(made, {1: 5, 2: len(made.text)}) == "One.[^1]\n\nTwo.[^2]"


@pytest.mark.parametrize("target", ["javascript:alert(1)", "https://x.org/ a", "https://x.org/>", ""])
def test_an_address_that_could_break_out_stands_there_as_words(target: str) -> None:
    made = Article(
        "a link", (Block(BlockKind.PARAGRAPH, Span(0, 6)),), (Mark(MarkKind.LINK, Span(2, 6), target),)
    )

    assert rebuild(made, {}) == "a link"


def test_an_image_is_a_link_so_that_opening_the_draft_fetches_nothing() -> None:
    assert (
        rebuild(article("See ![a bee](https://x.org/bee.png)."), {})
        == "See [a bee](<https://x.org/bee.png>)."
    )


def test_code_with_ticks_keeps_them() -> None:
    made = Article("a `b", (Block(BlockKind.PARAGRAPH, Span(0, 4)),), (Mark(MarkKind.CODE, Span(2, 4)),))

    assert rebuild(made, {}) == "a `` `b ``"


def test_a_mark_of_white_space_alone_is_left_out() -> None:
    made = Article("a  b", (Block(BlockKind.PARAGRAPH, Span(0, 4)),), (Mark(MarkKind.STRONG, Span(1, 3)),))

    assert rebuild(made, {}) == "a  b"


def test_the_mark_of_a_footnote_of_the_articles_own_is_read_as_words() -> None:
    made = Article("Said so.", (Block(BlockKind.PARAGRAPH, Span(0, 8), marker="[1]"),))

    assert rebuild(made, {}) == r"\[1\] Said so."


def test_a_list_item_with_a_strange_mark_is_still_one() -> None:
    made = Article("x", (Block(BlockKind.LIST_ITEM, Span(0, 1), depth=1, marker="→"),))

    assert rebuild(made, {}) == "- x"
    assert rebuild(Article("x", (Block(BlockKind.LIST_ITEM, Span(0, 1), depth=1),)), {}) == "- x"


@given(words)
def test_words_of_an_article_are_never_markup(text: str) -> None:
    line = " ".join("".join(char for char in text if char.isprintable() or char == " ").split())
    made = Article(line, (Block(BlockKind.PARAGRAPH, Span(0, len(line))),))

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(rebuild(made, {}))

    assert {one.type for one in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    kinds = {part.type for one in tokens for part in one.children or ()}
    assert kinds <= {"text", "text_special"}
