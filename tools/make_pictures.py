"""Draws the picture of the README with the program itself: python -m tools.make_pictures.

The clock stands still and the sample is read from memory, so the same program
draws the same picture.
"""  # noqa: INP001 - a script

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

from annotations.ids import UlidMaker
from annotations.samples import open_sample
from annotations.session import Session
from annotations.store import Policy
from annotations.stores.memory import MemoryDesk, MemoryLibrary, MemoryStore
from reader.app import PostilApp
from reader.capabilities import RESTRICTED
from reader.config import Config
from reader.glyphs import UNICODE
from reader.keymap import keymap
from reader.palette import palette_for
from reader.services import Services

PICTURE = Path(__file__).parent.parent / "docs" / "screen.svg"
SIZE = (120, 40)
CLAIM = 14
"""Of the English sample: two facts and a verdict, all of which the panel has room for."""
NEXT_CLAIM = "right_square_bracket"
READER = "reader"

_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_FONTS = "'DejaVu Sans Mono', Menlo, Consolas, monospace"


def now() -> datetime:
    """Return the time at which every picture is taken: the day after the sample was annotated."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def stage() -> PostilApp:
    """Return the program with the English sample open, on no disk and for nobody in particular."""
    ids = UlidMaker(now)
    session = Session(MemoryStore(MemoryLibrary(Policy()), READER, now, ids), clock=now, new_id=ids)
    services = Services(
        session=session,
        desk=MemoryDesk(),
        config=Config(library="library"),
        capabilities=RESTRICTED,
        palette=palette_for("dark"),
        glyphs=UNICODE,
        keys=keymap("default", {}),
        environment={},
        clock=now,
    )
    return PostilApp(services, session.dossier(open_sample(session, "en")))


async def draw() -> str:
    """Return the reading screen on a claim, as SVG that fetches nothing."""
    app = stage()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*[NEXT_CLAIM] * CLAIM)
        await pilot.pause()
        return without_hosts(app.export_screenshot(title="Postil"))


def without_hosts(svg: str) -> str:
    """Return `svg` with fonts of the machine at hand instead of those of a host, and no remarks."""
    svg = _COMMENT.sub("", _FONT_FACE.sub("", svg))
    svg = svg.replace("font-family: Fira Code, monospace", f"font-family: {_FONTS}")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(asyncio.run(draw()), encoding="utf-8")
