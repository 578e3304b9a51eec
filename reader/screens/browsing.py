"""The part of the library's screen that shows: the list, brought up to date while one reads it."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

from annotations.errors import PostilError
from annotations.overview import Overview
from reader.compositing import SparingCompositor
from reader.library_lines import library_foot, library_hints
from reader.library_rows import VIEW_KEY, kept_sort, rows_of
from reader.status import Status, compose_status
from reader.visits import last_visits
from reader.widgets.foot_line import FootLine
from reader.widgets.library_list import LibraryList
from reader.widgets.line_prompt import LinePrompt
from reader.words import error_words, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from textual.app import ComposeResult

    from annotations.store import ArticleEntry
    from reader.app import PostilApp
    from reader.lines import Line
    from reader.services import Services

Result = TypeVar("Result")

CHUNK = 25
"""As many articles as are looked at between two keys."""
RARELY = 20
"""How many times as long as something took passes before it is done again, so that keys have the rest."""


class Seldom:
    """Says when something that grows with the library is due once more."""

    def __init__(self) -> None:
        self._next = float("-inf")

    @property
    def is_due(self) -> bool:
        """Whether enough time has passed since."""
        return monotonic() >= self._next

    @contextmanager
    def done(self) -> Iterator[None]:
        """Measure how long it takes, within this."""
        began = monotonic()
        yield
        ended = monotonic()
        self._next = ended + RARELY * (ended - began)


class BrowsingScreen(Screen[None]):
    """Lists the articles, and reads one; it stays below meanwhile, and looks again when one comes back."""

    AUTO_FOCUS = None

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self.services = services
        self.session, self.store = services.session, services.session.store
        self.overview = Overview(self.store, services.desk)
        palette, glyphs = services.palette, services.glyphs
        self.list = LibraryList(palette, glyphs, clock=services.clock, hints=library_hints(services.keys))
        self.prompt = LinePrompt(palette, glyphs)
        self.foot = FootLine(palette)
        self._message: tuple[str, bool] = ("", False)
        self._is_counting = True

    def compose(self) -> ComposeResult:
        """Put the list on the screen, the prompt and the foot below it."""
        yield self.list
        yield self.prompt
        yield self.foot

    def on_mount(self) -> None:
        """Show the list as it was when one last looked; what changed is counted after that."""
        self.styles.background = self.services.palette.background
        self.list.sort = kept_sort(self.services.desk.recall(VIEW_KEY))
        try:
            self._show(self.store.articles())
        except PostilError as error:
            self.say(error_words(error), bad=True)
        self.list.come()
        if self.services.notices:
            first, *more = self.services.notices
            self.say(f"{sentence(first)} (+{len(more)})" if more else sentence(first))

    def on_screen_resume(self) -> None:
        """Count anew: something may have been written meanwhile, here or elsewhere."""
        self.run_worker(self._count(), exclusive=True)

    # Counting

    async def _count(self) -> None:
        """Bring the rows up to date, a few at a time, so that no key waits for it."""
        try:
            entries = {entry.id: entry for entry in await asyncio.to_thread(self.store.articles)}
            self._show(entries.values())
            self._is_counting = True
            await self._look_through([entries[article] for article in self.list.ids])
            await asyncio.to_thread(self.overview.keep)
        except PostilError as error:
            self.say(error_words(error), bad=True)
        finally:
            self._is_counting = False
            self._show_foot()
        self.list.put_in_order(self.list.sort)

    async def _look_through(self, entries: Sequence[ArticleEntry]) -> None:
        """Look at all articles; show and keep what is found now and then, as one may leave before the end."""
        looked: list[str] = []
        showing, keeping = Seldom(), Seldom()
        for start in range(0, len(entries), CHUNK):
            chunk = entries[start : start + CHUNK]
            await asyncio.to_thread(self.overview.look, chunk)
            looked += [entry.id for entry in chunk]
            if showing.is_due:
                with showing.done():
                    self._learn(looked)
                    self._show_foot()
                looked = []
            if keeping.is_due:
                with keeping.done():
                    await asyncio.to_thread(self.overview.keep)
        self._learn(looked)

    def _learn(self, articles: Iterable[str]) -> None:
        """Show what is known of articles by now; one may have been changed here since it was looked at."""
        known = ((article, self.overview.last_known(article)) for article in articles)
        self.list.learn({article: far for article, far in known if far})

    # Working in the library

    async def look_at(self, article: str) -> None:
        """Bring one row up to date."""
        found = await self.perform(lambda: self.overview.look([self.store.entry(article)]))
        self.list.learn(found or {})
        self._show_foot()

    async def perform(self, work: Callable[[], Result]) -> Result | None:
        """Do something off the screen's thread; say what went wrong, if anything, and return None then."""
        try:
            return await asyncio.to_thread(work)
        except PostilError as error:
            self.say(error_words(error), bad=True)
            return None

    # Moving

    def action_row(self, by: int) -> None:
        """Choose another article."""
        self.list.move(by)

    def action_page(self, by: int) -> None:
        """Go on, or back, by a screen."""
        self.list.move_pages(by)

    def action_end(self, which: int) -> None:
        """Go to the first or the last article."""
        self.list.move_to_end(which)

    async def action_read(self) -> None:
        """Read the chosen article; what cannot be opened is said here."""
        row = self.list.current
        if row is None:
            return
        try:
            await cast("PostilApp", self.app).read_article(row.id)
        except PostilError as error:
            self.say(error_words(error), bad=True)

    # What is said

    def say(self, message: str, *, bad: bool = False) -> None:
        """Say something at the foot, until the next key."""
        self._message = message, bad
        self._show_foot()

    def hush(self) -> None:
        """Take back what was said."""
        if self._message[0]:
            self.say("")

    def _show(self, entries: Iterable[ArticleEntry]) -> None:
        self.list.show(rows_of(entries, self.overview.last_known, last_visits(self.services.desk)))
        self._show_foot()

    def _show_foot(self) -> None:
        glyphs, (message, bad) = self.services.glyphs, self._message
        waiting, counting = self.overview.waiting(self.list.ids), self._is_counting

        def setting(width: int) -> Line:
            if message:
                said = Status("", 0, message=message, bad=bad)
                return compose_status(said, width, dot=glyphs.dot, ellipsis=glyphs.ellipsis)
            return library_foot(waiting, width, glyphs, counting=counting)

        self.foot.show(setting)
