"""A stage for one widget: an app that shows it and keeps what it says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.widget import Widget

from annotations.model import Fact, Source
from reader.palette import palette_for

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from textual.app import ComposeResult
    from textual.events import Key
    from textual.message import Message
    from textual.pilot import Pilot

HOSTILE = "a [/] [@click=app.exit]b\x1b]52;c;cHduZWQ=\x07\x9b2J\u202ec\x00d [redactie]"
"""Markup, a clipboard write, a cleared screen, a reversed run, a NUL."""
DARK = palette_for("dark")
THEN = datetime(2025, 3, 14, 15, 0, tzinfo=UTC)


class Below(Widget, can_focus=True):
    """What has the keys while the widget on stage is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []

    def on_key(self, event: Key) -> None:
        self.pressed.append(event.key)


class Stage(App[None]):
    """Shows one widget below another, and keeps the messages of its own kinds."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Below { height: 1; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.below = Below()
        self.said: list[Message] = []
        self.bubbled: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.below
        yield self.widget

    def on_mount(self) -> None:
        self.screen.set_focus(self.below)

    def hear(self, message: Message) -> None:
        """Keep what the widget says; Textual shows it once for each level that it passes."""
        if type(message).__qualname__.startswith(f"{type(self.widget).__name__}.") and all(
            message is not one for one in self.said
        ):
            self.said.append(message)

    def playing(self, columns: int = 60, rows: int = 20) -> AbstractAsyncContextManager[Pilot[None]]:
        """Run the stage in a terminal of this size, notifications on."""
        return self.run_test(size=(columns, rows), notifications=True, message_hook=self.hear)

    def on_key(self, event: Key) -> None:
        self.bubbled.append(event.key)


def screen_rows(app: App[Any]) -> list[str]:
    """Return what the whole screen shows, a string a row."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def screen_text(app: App[Any]) -> str:
    """Return what the whole screen shows, without spaces at the ends of rows."""
    return "\n".join(row.rstrip() for row in screen_rows(app))


def source(source_id: str, **fields: Any) -> Source:  # noqa: ANN401 - its own fields
    """Return a source of anna's."""
    return Source(
        **{"id": source_id, "author": "anna", "created": THEN, "modified": THEN, "rev": "1-a", **fields}
    )


def fact(fact_id: str, of: str, **fields: Any) -> Fact:  # noqa: ANN401 - its own fields
    """Return a fact of anna's."""
    given = {"id": fact_id, "author": "anna", "created": THEN, "modified": THEN, "rev": "1-a", **fields}
    return Fact(**given, source=of)
