"""A long file that the library does not have: shown from its beginning at once, taken in beside that."""

from __future__ import annotations

import json
import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from annotations.dossier import Dossier
from annotations.errors import PostilError
from articles import how_far
from articles.errors import ArticleError
from articles.model import Revision
from reader.opened import Opened, open_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.beginning import Beginning
    from reader.opening import Opening


class Intake:
    """Reads a whole file and takes it into the library, in a process of its own.

    A thread would share the interpreter with the screen, which then answers a key
    only every now and then.  Nothing can be written about the article before it
    is taken in: what a note hangs on must be on disk before the note is.
    """

    def __init__(self, opening: Opening, path: str, whole: int) -> None:
        self.whole = whole
        """Bytes of the file."""
        self.part = 0.0
        """How much of it is read, from 0 to 1."""
        self.opened: Opened | None = None
        """The article of the library, once it is one."""
        self.error: Exception | None = None
        """Why it is none."""
        self.done = threading.Event()
        self._opening = opening
        self._path = path
        self._child = 0

    def start(self) -> None:
        """Begin to read; to be called while the program has no threads yet."""
        come, go = os.pipe()
        self._child = os.fork()
        if not self._child:
            os.close(come)
            _work(self._opening, self._path, go)
        os.close(go)
        threading.Thread(target=self._follow, args=(come,), name="postil-intake", daemon=True).start()

    def stop(self) -> None:
        """Read no further; what was not taken in by then is not."""
        if self._child and not self.done.is_set():
            with suppress(OSError):
                os.kill(self._child, signal.SIGKILL)

    def _follow(self, come: int) -> None:
        said: dict[str, Any] = {}
        try:
            with os.fdopen(come, encoding="utf-8") as lines:
                for line in lines:
                    said = json.loads(line)
                    self.part = said.get("part", self.part)
            os.waitpid(self._child, 0)
            if "article" in said:
                self.opened = open_article(self._opening.session, said["article"])
            else:
                self.error = _error(said)
        except Exception as error:  # noqa: BLE001 - it is raised again where somebody can be told
            self.error = error
        finally:
            self.done.set()


def _work(opening: Opening, path: str, go: int) -> None:
    """Take the file in, and say how far that is, then what came of it; never return."""
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            # The terminal is the screen's.
            os.dup2(nothing, stream)
        with os.fdopen(go, "w", encoding="utf-8", buffering=1) as lines:
            said = _taken(opening, path, lambda part: print(json.dumps({"part": part}), file=lines))
            print(json.dumps(said), file=lines)
    finally:
        os._exit(0)


def _taken(opening: Opening, path: str, hear: Callable[[float], None]) -> dict[str, Any]:
    from annotations.shelving import take_in
    from articles.reading import read_file
    from reader.opening import now
    from reader.own_files import keep_file

    try:
        with how_far.listening(hear):
            reading = read_file(path)
        shelved = take_in(opening.store, reading, clock=now)
        keep_file(opening.desk, shelved.article, os.path.realpath(path))
    except (PostilError, ArticleError) as error:
        return {"title": error.title, "hint": error.hint, "text": isinstance(error, ArticleError)}
    return {"article": shelved.article}


def _error(said: dict[str, Any]) -> Exception:
    if "title" not in said:
        return RuntimeError("the process that was to take the article in ended before it had")
    return (ArticleError if said["text"] else PostilError)(said["title"], said["hint"])


def take_slowly(opening: Opening, path: str) -> tuple[Opened, Intake] | None:
    """Return the beginning of a long file that the library does not have, and what takes in the whole.

    None where that is no help: it is short, known, or nothing can be written.
    """
    from annotations.shelving import may_have
    from articles.identity import origin_of_path
    from reader.own_files import is_own

    if not opening.capabilities.files or not os.path.isfile(path) or opening.store.read_only:  # noqa: PTH113
        return None
    if is_own(opening.desk, os.path.realpath(path)) or may_have(opening.store, origin_of_path(path)):
        # Asked first: to parse a beginning takes longer than to read a known whole back.  What neither
        # desk nor ids know of may be there all the same, which is found as it is taken in.
        return None
    from articles.beginning import read_beginning

    beginning = read_beginning(path)
    if beginning is None:
        return None
    intake = Intake(opening, path, beginning.whole)
    return Opened(_shown(opening, beginning), whole=beginning.whole), intake


def _shown(opening: Opening, beginning: Beginning) -> Dossier:
    """Return the beginning as a dossier of no article, of which nothing is said yet."""
    from reader.opening import now

    reading = beginning.reading
    revision = Revision(
        "", reading.article.sha256, reading.article, reading.origin, reading.parser, now(), opening.reviewer
    )
    return Dossier(revision, policy=opening.store.policy)
