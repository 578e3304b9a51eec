"""Opening a library for the person at the keyboard: the store, a session on it, their desk."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from annotations.errors import UsageError
from annotations.ids import UlidMaker
from articles.frozen import replace
from reader.kept_screen import known_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.presence import Presence
    from annotations.session import Session
    from annotations.store import Desk, Store
    from reader.capabilities import Capabilities
    from reader.config import Config, Loaded
    from reader.early import First


def now() -> datetime:
    """Return the time in UTC, to the millisecond, which is what files keep."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def login_name(environment: Mapping[str, str]) -> str:
    """Return the name one is logged in by.

    Raises:
        UsageError: the system does not know it.
    """
    if name := known_name(environment):
        return name
    raise UsageError("nobody knows your name here", "give it with --as NAME or POSTIL_REVIEWER")


class Opening:
    """A library with what works on it, each opened when it is first asked for."""

    def __init__(
        self,
        loaded: Loaded,
        environment: Mapping[str, str],
        *,
        capabilities: Capabilities | None = None,
        create: bool = True,
        first: First | None = None,
    ) -> None:
        """Open nothing yet; a library that is missing is made where `create` is true."""
        self.loaded = loaded
        self.environment = environment
        self._capabilities = capabilities
        self._create = create
        self.first = first
        """The screen that was shown before anything was opened, and is kept for the next time."""
        self.new_id = UlidMaker(now)

    def known_as(self, name: str) -> Opening:
        """Return the same library, opened as another reviewer."""
        config = replace(self.loaded.config, reviewer=name)
        loaded = replace(self.loaded, config=config, notices=())
        return Opening(loaded, self.environment, capabilities=self._capabilities, create=self._create)

    @property
    def config(self) -> Config:
        """The settings."""
        return self.loaded.config

    @property
    def capabilities(self) -> Capabilities:
        """What may be done outside the library."""
        if self._capabilities is None:
            from reader.capabilities import capabilities_from

            self._capabilities = capabilities_from(self.environment)
        return self._capabilities

    @cached_property
    def reviewer(self) -> str:
        """Whose records are made."""
        return self.config.reviewer or login_name(self.environment)

    @cached_property
    def store(self) -> Store:
        """The library's store."""
        from annotations.stores.registry import open_store

        return open_store(self.config.library, self.reviewer, clock=now, ids=self.new_id, create=self._create)

    @cached_property
    def session(self) -> Session:
        """A session of the reviewer on the store."""
        from annotations.session import Session

        return Session(self.store, clock=now, new_id=self.new_id)

    def attend(self) -> Presence | None:
        """Open what says where the sessions in the library are; None where its store cannot say."""
        from annotations.stores.registry import open_presence

        return open_presence(self.config.library, self.reviewer, clock=now)

    @cached_property
    def desk(self) -> Desk:
        """The reviewer's drafts and reading positions."""
        from annotations.stores.registry import open_desk

        return open_desk(self.config.library, self.reviewer)
