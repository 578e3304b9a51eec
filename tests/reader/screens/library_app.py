"""The library on stage: several articles in a real folder, or in memory, and somebody at the keyboard."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.labels import is_put_away, tags_on
from annotations.shelving import take_in
from articles.reading import read_bytes
from reader.app import PostilApp
from reader.screens.library import LibraryScreen
from tests.reader.screens.reading_app import USUAL, Reader, Room

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from reader.services import Services

MOTOR = "De nieuwe motor kostte 600.000 euro"
LONG = (120, 16)
"""Wide enough for every column."""


class Shelf(Room):
    """A library with the ferry and some stories; `ids` are theirs in the order in which they came in."""

    def __init__(self, stories: int = 3, *, folder: Path | None = None) -> None:
        super().__init__(folder=folder)
        self.ids = [self.article, *(self.story(f"Story {number}") for number in range(stories))]

    def story(self, title: str, published: str = "", body: str = "It has few words.") -> str:
        """Take an article in; return its id."""
        source = f"---\npublished: '{published}'\n---\n# {title}\n\n{body}\n".encode()
        read = read_bytes(source, f"{title}.md")
        return take_in(self.session("anna").store, read, clock=self.clock).article

    def tags(self, article: str) -> tuple[str, ...]:
        """Return the tags that an article has on disk."""
        return tags_on(self.session("anna").store.records(article).records, article)

    def is_away(self, article: str, reviewer: str = "anna") -> bool:
        """Tell whether a reviewer removed an article."""
        return is_put_away(self.session("anna").store.records(article).records, article, reviewer)

    @asynccontextmanager
    async def browsing(
        self,
        reviewer: str = "anna",
        size: tuple[int, int] = USUAL,
        services: Services | None = None,
        **settings: Any,  # noqa: ANN401 - of several types
    ) -> AsyncIterator[Browser]:
        """Have a reviewer look at the library, once all of it is counted."""
        app = PostilApp(services or self.services(reviewer, **settings))
        async with app.run_test(size=size, notifications=True) as pilot:
            browser = Browser(app, pilot)
            await browser.until(lambda: isinstance(app.screen, LibraryScreen), "the library is up")
            await browser.is_counted()
            yield browser


@dataclass
class Browser(Reader):
    """Somebody at the library."""

    @property
    def library(self) -> LibraryScreen:
        """The library's screen."""
        [screen] = [one for one in self.app.screen_stack if isinstance(one, LibraryScreen)]
        return screen

    @property
    def foot(self) -> str:
        """The line at the foot."""
        return self.rows[-1].strip()

    @property
    def chosen(self) -> str:
        """The title of the chosen article; empty where there is none."""
        row = self.library.list.current
        return row.title if row else ""

    @property
    def titles(self) -> list[str]:
        """The titles on screen, from the top."""
        rows = [row for row in self.rows[2:-1] if row.strip()]
        return [row[2:].strip(" ▸").partition("  ")[0] for row in rows]

    async def is_counted(self) -> None:
        """Wait until every row is up to date."""
        await self.settle()
        await self.until(
            lambda: not any(one.name == "_count" and not one.is_finished for one in self.library.workers),
            "everything is counted",
        )
