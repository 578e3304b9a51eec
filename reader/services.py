"""What a screen needs of the world, handed in once at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from annotations.presence import Presence
    from annotations.session import Session
    from annotations.store import Desk
    from reader.capabilities import Capabilities
    from reader.config import Config
    from reader.glyphs import Glyphs
    from reader.keys import Key
    from reader.palette import Palette


@frozen
class Services:
    """The session at work and everything around it; nothing here is global."""

    session: Session
    desk: Desk
    config: Config
    capabilities: Capabilities
    palette: Palette
    glyphs: Glyphs
    keys: tuple[Key, ...]
    environment: Mapping[str, str]
    clock: Callable[[], datetime]
    become: Callable[[str], Services] | None = None
    """Returns the services of another reviewer, whose name is kept from then on; None where it is settled."""
    attend: Callable[[], Presence | None] = lambda: None
    """Opens what says where the sessions in the library are; None where nothing can."""
    notices: tuple[str, ...] = ()
    """What is to be said once the first screen is up."""
