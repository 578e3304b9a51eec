"""The library: every article in it, one to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from reader.bindings import bindings_of
from reader.filtering import folded, matching
from reader.keys import KEYS, Pane
from reader.library_lines import LibraryRow, library_head, library_line
from reader.lines import Line, Look, Piece
from reader.screens.help import HelpScreen
from reader.widgets.dialog import Dialog
from reader.widgets.line_prompt import LinePrompt
from reader.words import _
from reader.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.glyphs import Glyphs
    from reader.keys import Key
    from reader.palette import Palette

__all__ = ["LibraryRow", "LibraryScreen"]

HEAD_ROWS = 2
"""Above the list: what there is, and a blank row."""
_ACTIONS = frozenset(key.action.partition("(")[0] for key in KEYS if key.pane is Pane.LIBRARY)


class LibraryList(Dialog):
    """The rows that fit, one of them chosen; keys are the screen's."""

    DEFAULT_CSS = "LibraryList { width: 1fr; height: 1fr; }"

    def __init__(self, rows: Sequence[LibraryRow], palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette, glyphs)
        self._rows = tuple(rows)
        self._searched = tuple(f"{row.title} {row.id} {row.language} {row.published}" for row in self._rows)
        self._without_case = folded(self._searched)
        self._found = tuple(range(len(self._rows)))
        self._at = 0
        self._top = 0

    @property
    def current(self) -> str:
        """The id of the chosen article; empty where none is left."""
        return self._rows[self._found[self._at]].id if self._found else ""

    def narrow(self, query: str) -> None:
        """Show only the articles in which every word occurs."""
        found = matching(query, self._searched, self._without_case)
        if found != self._found:
            self._found, self._at, self._top = found, 0, 0
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
        head = library_head(self._rows, len(self._found), width, self.glyphs)
        shown = self._found[self._top : self._top + room]
        body = [
            library_line(self._rows[index], width, self.glyphs, chosen=at == self._at)
            for at, index in enumerate(shown, self._top)
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

    def _empty(self, width: int) -> list[Line]:
        words = (
            _("No article fits.") if self._rows else _("Nothing here yet. `postil FILE` reads an article.")
        )
        return [
            Line((Piece(words[start:end], Look.MUTED),)) for start, end in wrap(words, 0, len(words), width)
        ]


class LibraryScreen(Screen[str | None]):
    """Answers with the id of the article to read; None to quit."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Pane.LIBRARY)]
    AUTO_FOCUS = None

    def __init__(
        self, rows: Sequence[LibraryRow], palette: Palette, glyphs: Glyphs, *, keys: Iterable[Key] = KEYS
    ) -> None:
        super().__init__()
        self._palette, self._glyphs = palette, glyphs
        self._keys = tuple(keys)
        self._list = LibraryList(rows, palette, glyphs)
        self._prompt = LinePrompt(palette, glyphs)

    def compose(self) -> ComposeResult:
        """Put the list on the screen, the prompt below it."""
        yield self._list
        yield self._prompt

    def on_mount(self) -> None:
        """Take the ground of the page, and show the list."""
        self.styles.background = self._palette.background
        self._list.come()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are commands only while no filter is being typed."""
        del parameters
        return not (self._prompt.is_open and action in _ACTIONS)

    def action_row(self, by: int) -> None:
        """Choose another article."""
        self._list.move(by)

    def action_page(self, by: int) -> None:
        """Go on, or back, by a screen."""
        self._list.move_pages(by)

    def action_end(self, which: int) -> None:
        """Go to the first or the last article."""
        self._list.move_to_end(which)

    def action_read(self) -> None:
        """Read the chosen article."""
        if self._list.current:
            self.dismiss(self._list.current)  # type: ignore[unused-awaitable]  # a screen cannot wait for its own end

    def action_filter(self) -> None:
        """Ask which articles to show."""
        self._prompt.ask("/", placeholder=_("words of the title"))

    def action_close(self) -> None:
        """Show all articles again."""
        self._list.narrow("")

    async def action_help(self) -> None:
        """Show the keys of the library."""
        await self.app.push_screen(HelpScreen(self._keys, self._palette, self._glyphs, panes=(Pane.LIBRARY,)))

    def action_leave(self) -> None:
        """Quit."""
        self.dismiss(None)  # type: ignore[unused-awaitable]  # a screen cannot wait for its own end

    def on_line_prompt_changed(self, message: LinePrompt.Changed) -> None:
        """Narrow the list while one types."""
        message.stop()
        self._list.narrow(message.text)

    def on_line_prompt_answered(self, message: LinePrompt.Answered) -> None:
        """Leave the list as it was narrowed."""
        message.stop()
        self._list.narrow(message.text)

    def on_line_prompt_cancelled(self, message: LinePrompt.Cancelled) -> None:
        """Show all articles again."""
        message.stop()
        self._list.narrow("")
