"""An App whose ways out of the program ask first, and that keeps its head when something breaks.

Textual brings a few that no key of ours leads to: screenshots and files for the
terminal to keep, a browser, a suspended process.  A message or a later version
may still find them, so each is closed where it is, and not by leaving out a key.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from rich.segment import Segment
from textual.app import App
from textual.filter import LineFilter, Monochrome, NoColor
from textual.worker import WorkerFailed

from annotations.errors import PostilError
from reader.capabilities import Door
from reader.crashes import write_report
from reader.terminal_io import copy_for
from reader.washing import washed
from reader.words import _, error_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.actions import ActionParseResult
    from textual.color import Color
    from textual.dom import DOMNode

    from reader.services import Services


class Washing(LineFilter):
    """Cleans every row that Textual draws by itself; ours are cleaned as they are painted."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the cells of a row without anything that a terminal would obey."""
        del background
        return [
            segment if segment.control else Segment(washed(segment.text), segment.style)
            for segment in segments
        ]


@runtime_checkable
class Saying(Protocol):
    """A screen with a line in which something can be said."""

    def say(self, message: str, *, bad: bool = False) -> None:
        """Say something until the next key."""


@runtime_checkable
class Writing(Protocol):
    """A screen on which something may be half written."""

    def unfinished(self) -> Iterable[tuple[str, Mapping[str, Any]]]:
        """Return what is being written, as the desk keeps it, each under its key."""


class GuardedApp(App[None]):
    """Asks what the session may do before it hands anything out."""

    services: Services
    broke: str = ""
    """What to say after the end of something that should not have happened; empty where nothing did."""

    # Ways out

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Hand the terminal over, as an editor needs it.  Raises NotAllowed."""
        self._need(Door.EDITOR)
        with super().suspend():
            yield

    def action_suspend_process(self) -> None:
        """Stop, and give the shell back.  Raises NotAllowed."""
        self._need(Door.SUSPEND)
        super().action_suspend_process()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open an address in a browser of this machine.  Raises NotAllowed."""
        from reader.browsers import open_in_browser

        del new_tab
        open_in_browser(url, self.services.capabilities)

    def deliver_text(self, *arguments: Any, **named: Any) -> str | None:  # noqa: ANN401 - as Textual has it
        """Write a text to a file.  Raises NotAllowed."""
        self._need(Door.FILES)
        return super().deliver_text(*arguments, **named)

    def deliver_binary(self, *arguments: Any, **named: Any) -> str | None:  # noqa: ANN401
        """Write bytes to a file.  Raises NotAllowed."""
        self._need(Door.FILES)
        return super().deliver_binary(*arguments, **named)

    def save_screenshot(self, *arguments: Any, **named: Any) -> str:  # noqa: ANN401
        """Write a picture of the screen to a file.  Raises NotAllowed."""
        self._need(Door.FILES)
        return super().save_screenshot(*arguments, **named)

    def _need(self, door: Door) -> None:
        self.services.capabilities.need(door)

    # What goes to the terminal

    def copy_to_clipboard(self, text: str) -> None:
        """Send a copy to the terminal, in the way that it takes one; nothing where it takes none."""
        self._clipboard = text
        copy = copy_for(text, self.services.environment)
        if self._driver and copy.sequence:
            self._driver.write(copy.sequence)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every row of Textual's own passes through: ours comes last."""
        # Textual's own way to leave colours out makes greys of them.
        kept = [one for one in super().get_line_filters() if not isinstance(one, Monochrome)]
        if self.services.palette.theme == "mono":
            kept = [NoColor()]
        return [*kept, Washing()]

    # When something breaks

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; where that breaks, say so in a line and go on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:  # noqa: BLE001 - one thing that cannot be done is no reason to end all
            said, screen = worded(error, self.services.environment), self.screen
            if isinstance(screen, Saying):
                screen.say(said, bad=True)
            return True

    def _handle_exception(self, error: Exception) -> None:
        """End, since the part in which it arose no longer runs; Textual would show every variable there."""
        if not self.broke:
            self.broke = worded(error, self.services.environment)
            self.keep_unfinished()
        self._return_code = 1
        if self._exception is None:
            # Tests look for it here.
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def keep_unfinished(self) -> None:
        """Put what is being written on disk; it is there when this returns."""
        for screen in self.screen_stack:
            if isinstance(screen, Writing):
                for key, value in screen.unfinished():
                    # What cannot be kept is no reason to lose the rest.
                    with suppress(PostilError):
                        self.services.desk.keep(key, value)


def worded(error: Exception, environment: Mapping[str, str]) -> str:
    """Return an error in a line, after putting what nobody foresaw into the log."""
    if isinstance(error, PostilError):
        return error_words(error)
    if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
        return worded(error.error, environment)
    kind, where = type(error).__name__, write_report(error, environment)
    if where is None:
        return _("something broke: {kind}").format(kind=kind)
    # Short enough for one row: whoever looks for it starts at home.
    return _("something broke: {kind}; see {where}").format(
        kind=kind, where=_from_home(str(where), environment)
    )


def _from_home(path: str, environment: Mapping[str, str]) -> str:
    home = environment.get("HOME", "").rstrip("/")
    return f"~{path.removeprefix(home)}" if home and path.startswith(f"{home}/") else path
