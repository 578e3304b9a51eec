"""Putting an article together, block by block.

Readers of formats write words and set them off; where everything then stands,
what separates it and that it is canonical is seen to here.
"""

from __future__ import annotations

from articles.canonical import break_lines, compose
from articles.frozen import replace
from articles.model import Article, Block, BlockKind, Locator, LocatorKind, Mark, MarkKind, Metadata, Span

BETWEEN_BLOCKS = "\n\n"
BETWEEN_LINES = "\n"
BETWEEN_CELLS = "\t"

_MAY_BE_EMPTY = (BlockKind.RULE, BlockKind.LIST_ITEM)
NOWHERE = Span(0, 0)
"""The span of a block that is yet to be placed."""


class ArticleBuilder:
    """An article in the making.

    `write`, `mark` and `end_cell` work on the block begun last; offsets given
    and returned count from the start of that block.
    """

    def __init__(self) -> None:
        self.title = ""
        """The words of the first heading of level 1."""
        self._text: list[str] = []
        self._length = 0
        self._end_of_words = 0
        self._gap_is_due = False
        self._blocks: list[Block] = []
        self._marks: list[Mark] = []
        self._notices: list[str] = []
        self._words: list[str] = []
        self._here = 0
        self._set_off: list[Mark] = []
        self._cells: list[tuple[int, int]] = []
        self._located: list[Locator] = []
        self._locators: list[Locator] = []

    @property
    def here(self) -> int:
        """Where in the block the next words will stand."""
        return self._here

    def write(self, words: str) -> None:
        """Add words to the block."""
        self._words.append(words)
        self._here += len(words)

    def mark(self, kind: MarkKind, start: int, target: str = "") -> None:
        """Set off what was written from `start` until here."""
        self._set_off.append(Mark(kind, Span(start, self._here), target))

    def locate(self, kind: LocatorKind, value: str) -> None:
        """Note where in the original the words are that come next."""
        self._located.append(Locator(kind, self._here, value))

    def end_cell(self, start: int) -> None:
        """Make what was written from `start` until here a cell of the row."""
        self._cells.append((start, self._here))

    def written(self, start: int) -> str:
        """Return what was written from `start` until here."""
        return "".join(self._words)[start:]

    def ends_with_break(self) -> bool:
        """Tell whether the block has no words yet, or a line break as its last."""
        return not self._words or self._words[-1].endswith("\n")

    def notice(self, sentence: str) -> None:
        """Let the reader know of something, once."""
        if sentence not in self._notices:
            self._notices.append(sentence)

    def end(self, block: Block, gap: str = BETWEEN_BLOCKS) -> None:
        """Make what was written a block like `block`, parted from the one before by `gap`.

        A block without words is left out, unless it has something else to show:
        a rule, a list item, a marker.
        """
        words = break_lines("".join(self._words))
        start, end = _bounds(block.kind, words)
        if start == end and block.kind not in _MAY_BE_EMPTY and not block.marker:
            self._forget()
            return
        offsets = {start, end}
        for mark in self._set_off:
            offsets.update((mark.span.start, mark.span.end))
        for cell in self._cells:
            offsets.update(cell)
        offsets.update(locator.start for locator in self._located)
        words, moved = compose(words[:end], (min(offset, end) for offset in offsets))
        start = moved[start]
        self._place(words[start:], block, gap, {at: max(moved[min(at, end)] - start, 0) for at in offsets})
        self._forget()

    def article(self, metadata: Metadata) -> Article:
        """Return the article; its title is its first heading's where `metadata` has none."""
        # What stands after the last words parted them from blocks that turned out to be empty.
        text = "".join(self._text)[: self._end_of_words]
        return Article(
            text=text,
            blocks=tuple(_within(block, len(text)) for block in self._blocks),
            marks=tuple(sorted(self._marks, key=lambda mark: (mark.span.start, -mark.span.end))),
            metadata=replace(metadata, title=metadata.title or self.title),
            notices=tuple(self._notices),
            locators=tuple(one for one in self._locators if one.start < len(text)),
        )

    def _place(self, words: str, block: Block, gap: str, moved: dict[int, int]) -> None:
        if self._gap_is_due:
            self._text.append(gap)
            self._length += len(gap)
        base = self._length

        def span(start: int, end: int) -> Span:
            return Span(base + moved[start], base + moved[end])

        self._blocks.append(
            # Not by `replace`: there are some hundred thousand of them, and it takes three times as long.
            Block(
                block.kind,
                Span(base, base + len(words)),
                block.level,
                block.depth,
                block.quoted,
                block.marker,
                block.info,
                block.header,
                tuple(span(start, end) for start, end in self._cells),
                block.align,
            )
        )
        for mark in self._set_off:
            where = span(mark.span.start, mark.span.end)
            if len(where):
                self._marks.append(Mark(mark.kind, where, mark.target))
        for locator in self._located:
            self._locate(replace(locator, start=base + moved[locator.start]))
        self._located = []
        self._text.append(words)
        self._length += len(words)
        # An empty block stands where the next one starts.
        self._gap_is_due = bool(words)
        if words:
            self._end_of_words = self._length
        if block.kind is BlockKind.HEADING and block.level == 1 and not self.title:
            self.title = " ".join(words.split())

    def _locate(self, locator: Locator) -> None:
        # Of two at one place the last counts: the pages before it have no words.
        if self._locators and self._locators[-1].start == locator.start:
            self._locators.pop()
        self._locators.append(locator)

    def _forget(self) -> None:
        self._words, self._here, self._set_off, self._cells = [], 0, [], []
        # The words to come may stand in the next block.
        if self._located:
            self._located = [replace(locator, start=0) for locator in self._located]


def _bounds(kind: BlockKind, words: str) -> tuple[int, int]:
    """Return where the block's words start and end, white space around them left out."""
    if kind is BlockKind.TABLE_ROW:
        return 0, len(words)
    if kind is BlockKind.CODE:
        # Its first line may be indented: only whole empty lines go.
        end = len(words.rstrip())
        kept = words[:end]
        return min(_first_line(kept), end), end
    end = len(words.rstrip())
    return min(len(words) - len(words.lstrip()), end), end


def _first_line(words: str) -> int:
    at = 0
    while (line_end := words.find("\n", at)) >= 0 and not words[at:line_end].strip():
        at = line_end + 1
    return at


def _within(block: Block, length: int) -> Block:
    """Return `block`, an empty one after the last word moved to the end of the text."""
    return block if block.span.start <= length else replace(block, span=Span(length, length))
