"""A long article: what is done for it follows what is seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.columns import Blocks, Marks
from reader.first_screen import first_screen
from reader.painting import paint
from reader.widgets import article_view
from tests.reader.screens.reading_app import LARGE, Room

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.strip import Strip

    from articles.model import Block, Mark
    from reader.lines import Line
    from reader.palette import Palette

SECTIONS = 1000
SECTION = """\
## Part {at}

The *ferry* carried {at} people. It cost **{at} euro**.

- one
- two

| a | b |
|---|---|
| {at} | 2 |
"""
SEEN = 400
"""More blocks, and more marks, than stand on some screens."""


class Made:
    """Which blocks and marks were made of their columns."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.blocks: set[int] = set()
        self.marks: set[int] = set()
        make_block, make_mark = Blocks.make, Marks.make

        def block(one: Blocks, at: int) -> Block:
            self.blocks.add(at)
            return make_block(one, at)

        def mark(one: Marks, at: int) -> Mark:
            self.marks.add(at)
            return make_mark(one, at)

        monkeypatch.setattr(Blocks, "make", block)
        monkeypatch.setattr(Marks, "make", mark)


async def test_no_more_of_a_long_article_is_made_than_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "\n".join(SECTION.format(at=at) for at in range(SECTIONS))
    room = Room(source.encode(), folder=tmp_path)
    room.claim(f"carried {SECTIONS // 2} people")
    made = Made(monkeypatch)
    lines = first_screen(room.services(), room.dossier, *LARGE)
    assert "Part 0" in "".join(line.text for line in lines)
    assert made.blocks
    assert made.marks
    async with room.reading(size=LARGE) as reader:
        await reader.press("j", "space", ")", "}", "{", "]", "G", "g")
        assert "carried 0 people" in reader.article
    assert len(room.dossier.revision.article.blocks) > 5 * SECTIONS
    assert len(made.blocks) < SEEN
    assert len(made.marks) < SEEN


async def test_the_next_page_is_made_ready_while_this_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []

    def listen(line: Line, width: int, palette: Palette) -> Strip:
        painted.append(line.text)
        return paint(line, width, palette)

    monkeypatch.setattr(article_view, "paint", listen)
    source = "\n\n".join(f"Paragraph {at} stands here." for at in range(500))
    async with Room(source.encode()).reading(size=LARGE) as reader:
        await reader.press("space")
        last = reader.article.split()[-3]
        following = f"Paragraph {int(last) + 5} stands here."
        await reader.until(lambda: any(following in one for one in painted), "the next page is painted")
        assert following not in reader.text
        seen = len(painted)
        await reader.press("space")
        assert following in reader.article
        assert not any(following in one for one in painted[seen:])
