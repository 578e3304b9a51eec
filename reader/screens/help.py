"""The keys of the pane one is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from reader.cells import fit
from reader.help_lines import help_lines
from reader.keys import Pane
from reader.lines import Line, Look, Piece
from reader.widgets.dialog import Dialog
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

    from reader.glyphs import Glyphs
    from reader.keys import Key
    from reader.palette import Palette

READING_PANES = (Pane.READING, Pane.ARTICLE, Pane.PANEL)


class HelpPage(Dialog):
    """Lines of keys that scroll."""

    DEFAULT_CSS = "HelpPage { width: 1fr; height: 1fr; max-width: 124; }"

    def __init__(self, keys: Sequence[Key], palette: Palette, glyphs: Glyphs) -> None:
        super().__init__(palette, glyphs)
        self._keys = tuple(keys)
        self._top = 0

    def drawing(self, width: int, height: int) -> tuple[Sequence[Line], tuple[int, int] | None]:
        """Return a screenful of keys, and below it how to go on and how to leave."""
        lines = help_lines(self._keys, width, self.glyphs)
        room = max(1, height - 1)
        self._top = max(0, min(self._top, len(lines) - room))
        body = lines[self._top : self._top + room]
        body += [Line()] * (room - len(body))
        dot = self.glyphs.dot
        hint = _("Esc back") if len(lines) <= room else f"{_('j k space scroll')} {dot} {_('Esc back')}"
        return [*body, Line((Piece(fit(hint, width, ellipsis=self.glyphs.ellipsis), Look.MUTED),))], None

    def press(self, key: str, character: str | None) -> bool:
        """Scroll, or leave."""
        page = max(1, self.size.height - 2)
        far = len(self._keys) * 4
        ways = {
            "j down": 1,
            "k up": -1,
            "space f pagedown": page,
            "b pageup": -page,
            "g home": -far,
            "G end": far,
        }
        steps = {name: step for names, step in ways.items() for name in names.split()}
        if key in {"escape", "enter"} or character in {"q", "?"}:
            self.screen.dismiss()  # type: ignore[unused-awaitable]  # a screen cannot wait for its own end
        elif (step := steps.get(key, steps.get(character or ""))) is not None:
            self._top = max(0, self._top + step)
        else:
            return False
        return True

    def on_mouse_scroll_down(self) -> None:
        """Go on."""
        self._top += 3
        self.redraw()

    def on_mouse_scroll_up(self) -> None:
        """Go back."""
        self._top = max(0, self._top - 3)
        self.redraw()


class HelpScreen(ModalScreen[None]):
    """Shows which keys do what; Esc, q or ? goes back."""

    DEFAULT_CSS = "HelpScreen { align: center top; }"
    AUTO_FOCUS = None

    def __init__(
        self, keys: Iterable[Key], palette: Palette, glyphs: Glyphs, *, panes: Sequence[Pane] = READING_PANES
    ) -> None:
        super().__init__()
        self._palette = palette
        self._page = HelpPage([key for key in keys if key.pane in panes], palette, glyphs)

    def compose(self) -> ComposeResult:
        """Put the keys on the screen."""
        yield self._page

    def on_mount(self) -> None:
        """Take the ground of the page, and the keys."""
        self.styles.background = self._palette.background
        self._page.come()
