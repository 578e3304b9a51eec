"""Going from sentence to sentence, which never looks at more of a long article than it needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from articles.model import Article, Block, BlockKind, Span
from articles.sentences import WITH_SENTENCES, split
from articles.stepping import Sentences

PARTS = some.tuples(
    some.sampled_from(BlockKind),
    some.sampled_from(
        ["  It rained. It stopped!  ", "One. Two.", "   ", "", "A title", "x\ny. Z is last.", " B. "]
    ),
)


def made_of(parts: list[tuple[BlockKind, str]]) -> Article:
    text = ""
    blocks = []
    for kind, words in parts:
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n"
    return Article(text, tuple(blocks))


def naive(article: Article) -> list[tuple[int, Span]]:
    """Return every sentence with the start of its block."""
    return [
        (block.span.start, Span(block.span.start + one.start, block.span.start + one.end))
        for block in article.blocks
        if block.kind in WITH_SENTENCES and block.span.cut(article.text).strip()
        for one in split(block.span.cut(article.text), "")
    ]


@given(some.lists(PARTS, max_size=6), some.integers(-1, 140))
def test_at_and_beside_every_place_is_the_sentence_that_a_look_at_all_of_them_finds(
    parts: list[tuple[BlockKind, str]], offset: int
) -> None:
    article = made_of(parts)
    expected = [span for _, span in naive(article)]
    sentences = Sentences(article)
    assert list(sentences) == expected
    here = sentences.at(offset)
    if not expected:
        assert here is None
        assert sentences.step(offset, 1) is None
        assert sentences.block_of(offset) is None
        return
    before = [span for span in expected if span.start <= offset]
    assert here == (before[-1] if before else expected[0])
    index = expected.index(here)
    ahead = expected[index + 1 : index + 2]
    assert sentences.step(offset, 1) == (here if offset < here.start else ahead[0] if ahead else None)
    assert sentences.step(offset, -1) == (expected[index - 1] if index else None)
    starts = [start for start, _ in naive(article)]
    block = sentences.block_of(offset)
    assert block is not None
    assert block.span.start == max((start for start in starts if start <= offset), default=starts[0])


def test_a_long_article_is_not_gone_through_for_one_sentence() -> None:
    looked: list[int] = []

    class Kind(str):
        __slots__ = ()

        def __hash__(self) -> int:
            looked.append(1)
            return super().__hash__()

        def __eq__(self, other: object) -> bool:
            return super().__eq__(other)

    text = "It rained.\n" * 5000
    kind: BlockKind = Kind("paragraph")  # type: ignore[assignment]
    article = Article(text, tuple(Block(kind, Span(at, at + 10)) for at in range(0, len(text), 11)))
    sentences = Sentences(article)
    assert sentences.at(11 * 4000) == Span(44_000, 44_010)
    assert sentences.step(11 * 4000, 1) == Span(44_011, 44_021)
    assert len(looked) < 20
