"""The reading screen on stage: a library with one article, people who read it, and what they see."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from textual import events
from textual.keys import _character_to_key

from annotations.ids import UlidMaker
from annotations.model import Claim, Fact, Link, Note, Review, Source, Stance
from annotations.session import Session
from annotations.shelving import take_in
from annotations.store import Policy
from annotations.stores.memory import MemoryDesk, MemoryLibrary, MemoryStore
from annotations.stores.registry import open_desk, open_store
from articles.model import Span
from articles.reading import read_bytes
from reader.app import PostilApp
from reader.capabilities import Capabilities
from reader.cells import cell_len
from reader.config import Config
from reader.glyphs import UNICODE
from reader.keymap import keymap
from reader.palette import palette_for
from reader.screens.reading import ReadingScreen
from reader.services import Services
from tests.reader.staging import screen_rows, screen_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from textual.pilot import Pilot

    from annotations.dossier import ClaimView, Dossier
    from annotations.model import Record
    from annotations.presence import Presence
    from annotations.store import Desk, Store
    from reader.palette import ThemeName

NOW = datetime(2025, 3, 14, 15, 0, tzinfo=UTC)
FERRY = (Path(__file__).parent / "ferry.md").read_bytes()
FREE = Capabilities(editor=False, browser=False, suspend=False, files=True, network=False)
"""What a person may do whose editor and browser stay out of the test."""
PATIENCE = 30.0
"""Seconds until a test gives up on what it waits for; nothing that works comes near it."""
WIDE, USUAL, NARROW, LARGE = (120, 40), (80, 24), (60, 20), (200, 50)


class Room:
    """A library with one article that several people read; in memory, or in a folder.

    Everything of a kind that is made bears the time `NOW`.
    """

    def __init__(self, source: bytes = FERRY, *, folder: Path | None = None, scale: str = "evidence") -> None:
        self._folder = folder
        self._memory = MemoryLibrary(Policy(scale=scale))
        self._desks: dict[str, MemoryDesk] = {}
        self._ids = UlidMaker(self.clock)
        self.stores: dict[str, Store] = {}
        self.article = take_in(
            self.session("anna").store, read_bytes(source, "ferry.md"), clock=self.clock
        ).article

    def clock(self) -> datetime:
        """Return the time, which stands still."""
        return NOW

    def session(self, reviewer: str) -> Session:
        """Return the session of a reviewer; the same store each time."""
        if reviewer not in self.stores:
            self.stores[reviewer] = (
                open_store(self._folder, reviewer, clock=self.clock, ids=self._ids)
                if self._folder
                else MemoryStore(self._memory, reviewer, self.clock, self._ids)
            )
        return Session(self.stores[reviewer], clock=self.clock, new_id=self._ids)

    def desk(self, reviewer: str) -> Desk:
        """Return the desk of a reviewer."""
        if self._folder:
            return open_desk(self._folder, reviewer)
        return self._desks.setdefault(reviewer, MemoryDesk())

    @property
    def dossier(self) -> Dossier:
        """What the library holds now, read anew."""
        return self.session("anna").dossier(self.article)

    @property
    def claims(self) -> list[ClaimView]:
        """The claims, in article order."""
        return list(self.dossier.claims)

    def words_of(self, claim: Claim | ClaimView) -> str:
        """Return the words of the article that a claim is now."""
        view = self.dossier.claim(claim.id)
        assert view is not None
        assert view.span is not None
        return view.span.cut(self.dossier.text)

    def held(self, kind: type[Record]) -> list[Any]:
        """Return the records of a kind that were not deleted, in the order in which they were made."""
        found = [one for one in self.dossier.records.values() if type(one) is kind and not one.deleted]
        return sorted(found, key=lambda one: one.id)

    @property
    def notes(self) -> list[Note]:
        """All notes."""
        return self.held(Note)

    @property
    def links(self) -> list[Link]:
        """All links."""
        return self.held(Link)

    @property
    def facts(self) -> list[Fact]:
        """All facts."""
        return self.held(Fact)

    @property
    def sources(self) -> list[Source]:
        """All sources."""
        return self.held(Source)

    @property
    def reviews(self) -> list[Review]:
        """All verdicts."""
        return self.held(Review)

    def span(self, words: str) -> Span:
        """Return where the article has `words` first."""
        start = self.dossier.text.index(words)
        return Span(start, start + len(words))

    def claim(self, words: str, *, by: str = "anna", **fields: Any) -> Claim:  # noqa: ANN401 - Claim's own
        """Make a claim of some words."""
        return self.session(by).add_claim(self.dossier, self.span(words), **fields)

    def fact(self, claim: Claim, stance: Stance, *, by: str = "anna", url: str = "", **fields: str) -> Link:
        """Link a new fact of a new source."""
        session = self.session(by)
        source = session.draft_source(url=url or f"https://example.org/{len(self.sources) + 1}")
        return session.link_fact(claim, stance, source=source, fact=session.draft_fact(source, **fields)).link

    def judge(self, claim: Claim, verdict: str, *, by: str, reason: str = "") -> Review:
        """Give a verdict."""
        dossier = self.dossier
        view = dossier.claim(claim.id)
        assert view is not None
        return self.session(by).review(dossier, view, verdict, reason=reason)

    def services(
        self,
        reviewer: str = "anna",
        *,
        capabilities: Capabilities = FREE,
        environment: Mapping[str, str] = MappingProxyType({}),
        theme: ThemeName = "dark",
        attend: Callable[[], Presence | None] = lambda: None,
        **settings: Any,  # noqa: ANN401 - of several types
    ) -> Services:
        """Return what the screens of a reviewer need; `settings` are those of `Config`."""
        config = replace(Config(library=str(self._folder or "nowhere")), theme=theme, **settings)
        return Services(
            session=self.session(reviewer),
            desk=self.desk(reviewer),
            config=config,
            capabilities=capabilities,
            palette=palette_for(theme),
            glyphs=UNICODE,
            keys=keymap(config.preset, config.keys),
            environment=environment,
            clock=self.clock,
            attend=attend,
        )

    @asynccontextmanager
    async def reading(
        self,
        reviewer: str = "anna",
        size: tuple[int, int] = WIDE,
        services: Services | None = None,
        **settings: Any,  # noqa: ANN401 - of several types
    ) -> AsyncIterator[Reader]:
        """Have a reviewer read the article in a terminal of this size."""
        services = services or self.services(reviewer, **settings)
        app = PostilApp(services, services.session.dossier(self.article))
        async with app.run_test(size=size, notifications=True) as pilot:
            reader = Reader(app, pilot)
            await reader.until(lambda: isinstance(app.screen, ReadingScreen), "the reading screen is up")
            await reader.until(lambda: bool(screen_text(app).strip()), "something is on screen")
            yield reader


@dataclass
class Reader:
    """Somebody at the keyboard, and what they see."""

    app: PostilApp
    pilot: Pilot[None]

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen."""
        [screen] = [one for one in self.app.screen_stack if isinstance(one, ReadingScreen)]
        return screen

    @property
    def text(self) -> str:
        """What is on screen, row by row."""
        return screen_text(self.app)

    @property
    def rows(self) -> list[str]:
        """What is on screen."""
        return screen_rows(self.app)

    @property
    def foot(self) -> str:
        """The status line, words joined over its rows."""
        return self.part("status").replace("\0", "")

    def part(self, widget: str) -> str:
        """Return what one part of the screen shows, by its id, words joined over the rows."""
        region = self.screen.query_one(f"#{widget}").region
        rows = [row[region.x : region.right] for row in self.cells()[region.y : region.bottom]]
        return " ".join(" ".join(rows).split())

    def cells(self) -> list[str]:
        """Return the rows with a filler behind each wide character, so that columns can be counted."""
        return ["".join(char + "\0" * (cell_len(char) - 1) for char in row) for row in self.rows]

    @property
    def panel(self) -> str:
        """What the panel says, words joined over its rows."""
        return self.part("panel").replace("\0", "")

    @property
    def article(self) -> str:
        """What the article shows, words joined over its rows."""
        return self.part("article").replace("\0", "")

    @property
    def top(self) -> str:
        """The first row of the article that has words on it."""
        region = self.screen.article.region
        rows = [
            row[region.x : region.right].replace("\0", "") for row in self.cells()[region.y : region.bottom]
        ]
        return next(row.strip() for row in rows if row.strip())

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each answered before the next comes."""
        for key in keys:
            self.burst(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until everything that was under way on the screen is done, and laid out."""
        # `Pilot.pause` also sleeps until the processor is idle, which other processes decide.
        for _ in range(2):
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()

    async def type(self, words: str) -> None:
        """Type words, one key after another."""
        await self.press(*keys_of(words))

    def burst(self, *keys: str) -> None:
        """Have keys arrive all at once, as a slow line or fast fingers deliver them."""
        for event in [key_event(key) for key in keys]:
            event.set_sender(self.app)
            self.app.post_message(event)

    async def until(self, true: Callable[[], bool], what: str = "") -> None:
        """Wait until something is true."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while not true():
            assert loop.time() < end, f"never came: {what}\n{self.text}"
            await self.settle()

    async def sees(self, *words: str) -> None:
        """Wait until all of these are on screen, over the breaks of rows or within one."""
        for one in words:
            await self.until(partial(self.shows, one), one)

    def shows(self, words: str) -> bool:
        """Tell whether words are on screen, within a row or over its end."""
        return words in self.text or words in " ".join(self.text.split())

    async def sees_no_more(self, words: str) -> None:
        """Wait until words are gone from the screen."""
        await self.until(lambda: words not in self.text, f"no {words!r}")


_NAMES = {" ": "space", "\n": "enter"}
_CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f"}
"""What a terminal sends for keys that have a name."""


def key_event(key: str) -> events.Key:
    """Return the event of a key: a character, or a key by its name."""
    if len(key) == 1 and key not in _NAMES:
        return events.Key(_character_to_key(key), key)
    name = _NAMES.get(key, key)
    return events.Key(name, _CHARACTERS.get(name))


def keys_of(words: str) -> Sequence[str]:
    """Return the keys that type some words."""
    return [_NAMES.get(char, char) for char in words]
