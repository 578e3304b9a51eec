"""The list of articles: the rows that fit, one of them chosen; keys are the screen's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import replace
from reader.filtering import folded
from reader.library_lines import HEAD_ROWS, library_head, library_line
from reader.library_rows import LibraryRow, Sort, finds, in_order, search_text
from reader.lines import Line, Look, Piece
from reader.widgets.dialog import Dialog
from reader.words import _
from reader.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from textual import events

    from annotations.progress import Progress
    from reader.glyphs import Glyphs
    from reader.palette import Palette


class LibraryList(Dialog):
    """Shows articles in an order and through a filter; the chosen one stays chosen while rows change."""

    DEFAULT_CSS = "LibraryList { width: 1fr; height: 1fr; }"

    def __init__(
        self, palette: Palette, glyphs: Glyphs, *, clock: Callable[[], datetime], hints: str = ""
    ) -> None:
        super().__init__(palette, glyphs)
        self._clock = clock
        self._hints = hints
        self._rows: tuple[LibraryRow, ...] = ()
        self._open_to_all: tuple[LibraryRow, ...] = ()
        self._texts: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        """By what the rows are found, as it is and without case; None until somebody searches."""
        self._query = ""
        self.sort = Sort.OPENED
        self.shows_removed = False
        self._found: tuple[int, ...] = ()
        self._at = 0
        self._top = 0
        self._company: Mapping[str, tuple[str, ...]] = {}

    @property
    def current(self) -> LibraryRow | None:
        """The chosen article; None where none is left."""
        return self._rows[self._found[self._at]] if self._found else None

    @property
    def ids(self) -> list[str]:
        """The ids of all articles, in the order shown, those that are not shown as well."""
        return [row.id for row in self._rows]

    def show(self, rows: Sequence[LibraryRow]) -> None:
        """Show other rows, in order."""
        chosen = self.current.id if self.current else ""
        self._put(tuple(in_order(rows, self.sort)))
        self._look_again(chosen)

    def _put(self, rows: tuple[LibraryRow, ...]) -> None:
        self._rows, self._texts = rows, None

    def learn(self, progress: Mapping[str, Progress]) -> None:
        """Take in how far some articles are; the order stays until the rows are shown anew."""
        chosen = self.current.id if self.current else ""
        self._put(
            tuple(
                replace(row, progress=progress[row.id]) if row.id in progress else row for row in self._rows
            )
        )
        self._look_again(chosen)

    def meet(self, company: Mapping[str, tuple[str, ...]]) -> None:
        """Show who is at which article, by its id."""
        self._company = company
        self.redraw()

    def put_in_order(self, sort: Sort) -> None:
        """Put the rows in another order, or in the same one once more is known of them."""
        self.sort = sort
        self.show(self._rows)

    def narrow(self, query: str) -> None:
        """Show only the articles in which every word occurs."""
        if query != self._query:
            chosen = self.current.id if self.current else ""
            self._query = query
            self._at = 0
            self._look_again(chosen)

    def show_removed(self, shown: bool) -> None:  # noqa: FBT001 - it is what the verb is about
        """Show the articles that one removed as well, or hide them."""
        self.shows_removed = shown
        self._look_again(self.current.id if self.current else "")

    def choose(self, article: str) -> None:
        """Choose an article by its id, where it is shown."""
        self._at = next(
            (at for at, index in enumerate(self._found) if self._rows[index].id == article), self._at
        )
        self.redraw()

    def move(self, by: int) -> None:
        """Choose another article, so many rows on."""
        self._at = max(0, min(len(self._found) - 1, self._at + by))
        self.redraw()

    def move_pages(self, by: int) -> None:
        """Choose another article, so many screens on."""
        self.move(by * max(1, self.size.height - HEAD_ROWS - 1))

    def move_to_end(self, which: int) -> None:
        """Choose the first article (-1) or the last (1)."""
        self.move(which * len(self._rows))

    def drawing(self, width: int, height: int) -> tuple[Sequence[Line], tuple[int, int] | None]:
        """Return the head and as many rows as fit around the chosen one."""
        room = max(1, height - HEAD_ROWS)
        self._top = max(0, min(self._top, self._at, len(self._found) - room))
        self._top = max(self._top, self._at - room + 1)
        head = library_head(
            self._open_to_all, len(self._found), width, self.glyphs, sort=self.sort, hints=self._hints
        )
        now, company = self._clock(), self._company
        shown = [self._rows[index] for index in self._found[self._top : self._top + room]]
        body = [
            library_line(row, width, self.glyphs, now, chosen=at == self._at, company=company.get(row.id, ()))
            for at, row in enumerate(shown, self._top)
        ]
        cursor = (0, self._at - self._top + HEAD_ROWS) if body else None
        return [head, Line(), *(body or self._empty(width))], cursor

    def press(self, key: str, character: str | None) -> bool:
        """Leave every key to the screen."""
        del key, character
        return False

    def on_click(self, event: events.Click) -> None:
        """Choose the article that was clicked."""
        at = self._top + event.y - HEAD_ROWS
        if event.y >= HEAD_ROWS and at < len(self._found):
            self.move(at - self._at)

    def on_mouse_scroll_down(self) -> None:
        """Go on."""
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        """Go back."""
        self.move(-3)

    def _is_shown(self, row: LibraryRow) -> bool:
        return self.shows_removed or not row.is_removed

    def _look_again(self, chosen: str) -> None:
        """Work out which rows are shown; `chosen` stays chosen where it still is one of them."""
        rows = self._rows
        self._found = tuple(index for index in self._places_found() if self._is_shown(rows[index]))
        self._open_to_all = tuple(filter(self._is_shown, rows))
        self._at = max(0, min(self._at, len(self._found) - 1))
        self.choose(chosen)

    def _places_found(self) -> Iterable[int]:
        if not self._query:
            return range(len(self._rows))
        if self._texts is None:
            texts = tuple(map(search_text, self._rows))
            self._texts = texts, folded(texts)
        return finds(self._query, self._rows, *self._texts)

    def _empty(self, width: int) -> list[Line]:
        words = (
            _("No article fits.") if self._rows else _("Nothing here yet. `postil FILE` reads an article.")
        )
        return [
            Line((Piece(words[start:end], Look.MUTED),)) for start, end in wrap(words, 0, len(words), width)
        ]
