"""The program on the screen: one App that holds the services and opens the first screen."""

from __future__ import annotations

import asyncio
import gc
import os
from contextlib import contextmanager, suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from textual import events
from textual.theme import Theme

from annotations.dossier import Dossier
from articles.frozen import replace
from reader.bindings import as_keymap
from reader.driver import SparingDriver
from reader.guard import Hands
from reader.guarded import GuardedApp
from reader.navigable import as_kept_place, place_key
from reader.opened import Opened, open_article
from reader.own_files import look_again
from reader.palette import DEFAULT
from reader.panel.hints import use_keys
from reader.screens.reading import ReadingScreen
from reader.visits import keep_visit
from reader.widgets.dialog import HEARD_WITHIN, Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.driver import Driver

    from reader.driver import GroundTold
    from reader.ground import Ground
    from reader.guard import Guard
    from reader.intake import Intake
    from reader.leaf import Leaf
    from reader.panel.overview import ClaimRows
    from reader.screens.beginning import BeginningScreen
    from reader.services import Services

MOUSE_ON = "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h"
MOUSE_OFF = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"

_COLLECTED = (2_000, 10, 30)
"""How often cycles are looked for while one reads, by what has come since the program was loaded.

Among all of it seldom: of a large library that takes a tenth of a second, and finds nothing.
"""


@runtime_checkable
class Speaking(Protocol):
    """A screen that says something until the next key."""

    def hush(self) -> None:
        """Take back what was said."""


class Left(NamedTuple):
    """An article as it was left, and what it was read on."""

    dossier: Dossier
    leaf: Leaf
    rows: ClaimRows
    """Those of the panel, as they were set last."""


class PostilApp(GuardedApp):
    """Opens an article, or the library when none was named."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = "Screen { scrollbar-size: 0 0; }"

    def __init__(
        self,
        services: Services,
        first: Dossier | Opened | None = None,
        *,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.services = services
        self._first = Opened(first) if isinstance(first, Dossier) else first
        self._read_last: ReadingScreen | None = None
        self.guard: Guard | None = None
        """Who ends the program from outside, and may have to save in our place."""
        self.intake: Intake | None = None
        """What takes in the first article, of which only the beginning is here yet."""
        self._whole = asyncio.Event()
        self.ground: Ground | None = None
        """What the terminal told of its ground since the start."""
        self.mouse_on = services.config.mouse
        self._away_until = 0.0
        self._typed_early: list[events.Key | events.Paste] = []
        """What was typed before a question was seen that nobody expected."""
        self.animation_level = "none"
        self._dress()

    @property
    def left(self) -> Left | None:
        """The article that was read last; None where none was."""
        screen = self._read_last
        if screen is None:
            return None
        dossier, view = screen.first_opened
        return Left(dossier, view.leaf, screen.panel.kept_rows)

    def _dress(self) -> None:
        """Give Textual's own ground and ink the palette's."""
        palette = self.services.palette
        if palette.inks.ground == DEFAULT:
            self.theme = "ansi-dark"
            return
        inks = palette.inks
        self.register_theme(
            Theme(
                name=f"postil-{palette.theme}",
                primary=inks.accent,
                foreground=inks.ink,
                background=inks.ground,
                surface=inks.ground,
                panel=inks.shade,
                dark=palette.is_dark,
            )
        )
        self.theme = f"postil-{palette.theme}"

    async def on_mount(self) -> None:
        """Open the first screen."""
        if not self.is_headless:
            self._be_guarded()
            # What was loaded by now stays: to look through it again and again would hold up keys.
            gc.freeze()
            gc.set_threshold(*_COLLECTED)
        self.set_keymap(as_keymap(self.services.keys))
        use_keys(self.services.keys)
        if self._first is not None and self.intake is not None:
            await self._begin(self._first, self.intake)
        elif self._first is not None:
            await self._read(self._first)
        else:
            await self.open_library()

    def _be_guarded(self) -> None:
        """End as by the key when the system asks for it or the line drops, so that drafts are kept."""
        # Whoever stopped us may have written on the screen.
        self.app_resume_signal.subscribe(self, lambda _: self.redraw())
        loop = asyncio.get_running_loop()
        if self.guard is not None:
            self.guard.hands = Hands(
                ask=lambda: loop.call_soon_threadsafe(self.call_later, self.action_quit),
                save=self.keep_unfinished,
                restore=self._give_terminal_back,
            )

    def _give_terminal_back(self) -> None:
        if isinstance(self._driver, SparingDriver):
            self._driver.give_back()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Hand the terminal over; what was typed until it is back is not for us."""
        with super().suspend():
            try:
                yield
            finally:
                # On the clock by which Textual dates its events.
                self._away_until = monotonic()

    async def on_event(self, event: events.Event) -> None:
        """Give what is typed or pasted to the dialog that is open, in the order in which it came.

        Textual would put it in the dialog's own queue, where it is dealt with
        beside the keys that come after it.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if event.time <= self._away_until:
                # Meant for an editor that had not come yet: here it would run as commands.
                return
            await self._have_whole(event)
            await self._have_page()
            dialog = self.focused
            if isinstance(dialog, Dialog) and dialog.is_open:
                if event.time <= dialog.heeds_after:
                    if dialog.holds_early:
                        self._typed_early.append(event)
                    return
                if isinstance(event, events.Paste):
                    dialog.paste(event.text)
                    dialog.redraw()
                    return
                if await dialog.take(event.key, event.character):
                    if self._typed_early and not dialog.is_open:
                        self.call_next(self._take_early)
                    return
            if isinstance(event, events.Key) and isinstance(self.screen, Speaking):
                self.screen.hush()
        await super().on_event(event)

    async def _take_early(self) -> None:
        """Do what was typed before a question came up, now that it is answered; no other dialog gets it."""
        early, self._typed_early = self._typed_early, []
        if not isinstance(self.focused, Dialog):
            for event in early:
                await self.on_event(event)

    async def become(self, services: Services) -> None:
        """Go on as another reviewer, in the looks that there are."""
        await self.show_anew(replace(services, palette=self.services.palette))

    async def on_ground_told(self, told: GroundTold) -> None:
        """Take the theme that suits the terminal's ground, which it has just told."""
        from reader.turning import turn

        self.ground = told.ground
        await turn(self, told.ground)

    async def show_anew(self, services: Services) -> None:
        """Go on with other services, with every screen made anew, at the same place in the article."""
        dossier = await self._leave_place_to(services)
        self.services = services
        self._dress()
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if self._first is None:
            # What there is to say is said where one looks.
            self.services = replace(services, notices=())
            await self.open_library()
            self.services = services
        if dossier is not None:
            await self._read(Opened(dossier))

    async def _leave_place_to(self, services: Services) -> Dossier | None:
        screen = self.screen
        if not isinstance(screen, ReadingScreen):
            return None
        key, value = place_key(screen.article_id), screen.kept_value()
        await asyncio.to_thread(services.desk.keep, key, value)
        return await asyncio.to_thread(services.session.refold, screen.dossier.revision)

    async def _begin(self, opened: Opened, intake: Intake) -> None:
        """Show the beginning of an article, and the article in its place once it is taken in."""
        from reader.screens.beginning import BeginningScreen

        screen = BeginningScreen(self.services, opened, intake)
        await self.push_screen(screen)
        self.run_worker(self._go_on(screen, intake))

    async def _go_on(self, screen: BeginningScreen, intake: Intake) -> None:
        await screen.until_whole()
        if intake.opened is None:
            self._whole.set()
            self.exit(return_code=1)
            return
        if offset := screen.article.top_offset:
            key = place_key(intake.opened.dossier.revision.article_id)
            await asyncio.to_thread(self.services.desk.keep, key, as_kept_place(offset, "", -1))
        with self.batch_update():
            await self.pop_screen()
            await self._read(intake.opened)
        self._whole.set()

    async def _have_whole(self, event: events.Key | events.Paste) -> None:
        """Wait for the whole article where its beginning does not answer a key; what comes later waits."""
        if self.intake is None or self._whole.is_set():
            return
        from reader.screens.beginning import BeginningScreen

        screen = self.screen
        if isinstance(event, events.Key) and isinstance(screen, BeginningScreen) and screen.takes(event.key):
            return
        await self._whole.wait()

    async def _have_page(self) -> None:
        """Wait until an article that has just been opened, or laid open beside another, has its room."""
        # None stands any more for a key that comes as the program ends.
        for screen in self.screen_stack[-1:]:
            if isinstance(screen, ReadingScreen):
                with suppress(TimeoutError):
                    async with asyncio.timeout(HEARD_WITHIN):
                        await screen.until_laid_out()

    def _after_reading(self, left: ReadingScreen, _result: None) -> None:
        # Whoever came from the library, or from another article, finds it below as it was.
        others = [one for one in self.screen_stack if isinstance(one, ReadingScreen) and one is not left]
        if self._first is not None and not others:
            self.exit()

    async def open_library(self) -> None:
        """Show the library."""
        from reader.screens.library import LibraryScreen

        await self.push_screen(LibraryScreen(self.services))

    async def read_article(self, article: str) -> None:
        """Read an article of the library, over the screen one is at.

        Raises:
            PostilError: it cannot be read.
        """
        await self._read(await asyncio.to_thread(self._open, article))

    def _open(self, article: str) -> Opened:
        """Open an article of the library, its file looked at again where files may be read."""
        services = self.services
        session = services.session
        revised = look_again(session, services.desk, article, capabilities=services.capabilities)
        announced = len(session.store.entry(article).revisions) if revised else 0
        return open_article(session, article, announced=announced)

    async def _read(self, opened: Opened) -> None:
        screen = ReadingScreen(self.services, opened.dossier)
        screen.opened = opened
        self._read_last = screen
        services, article = self.services, opened.dossier.revision.article_id
        await self.push_screen(screen, partial(self._after_reading, screen))
        await asyncio.to_thread(keep_visit, services.desk, article, services.clock())

    async def action_quit(self) -> None:
        """Quit from anywhere, also from Textual's own ctrl+q: drafts are kept first."""
        if isinstance(self.screen, ReadingScreen):
            await self.screen.action_quit()
            return
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen):
                # Below a page of help, say, or a list to choose from.
                await screen.keep_unfinished()
        self.exit()

    def switch_mouse(self) -> None:
        """Give the mouse to the terminal, or take it back."""
        self.mouse_on = not self.mouse_on
        if self._driver:
            self._driver.write(MOUSE_ON if self.mouse_on else MOUSE_OFF)
            self._driver.flush()

    def redraw(self) -> None:
        """Reset the terminal's modes and paint every cell anew."""
        if self._driver:
            self._driver.write("\x1b[!p\x1b[?25l\x1b[?7l" if os.environ.get("TERM") != "linux" else "\x1b[0m")
            self._driver.write(MOUSE_ON if self.mouse_on else MOUSE_OFF)
        self.refresh(layout=True, repaint=True)
        self.screen.refresh(layout=True)
