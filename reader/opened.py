"""Opening an article for the screen: at once what is known at once, and the rest as soon as it is found."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from articles.frozen import frozen
from reader.words import plural

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.session import Session

PATIENCE = 0.1
"""Seconds that nobody notices; what takes longer is waited for in front of the article."""


@frozen
class Opened:
    """An article as it can be shown now."""

    dossier: Dossier
    waiting: int = 0
    """How many claims and notes are missing in it, whose words are still being sought in the changed text."""
    announced: int = 0
    """The number of its newest revision, where that was made just now and is to be told of."""
    whole: int = 0
    """Of a beginning: the size of the whole file, in bytes."""


def open_article(session: Session, article: str, *, announced: int = 0, patience: float = PATIENCE) -> Opened:
    """Return an article of the library, whole where that takes no longer than `patience`, in seconds.

    Raises:
        UnknownArticle: the library has no such article.
        StoreError: it cannot be read.
    """
    revision = session.store.load(article)
    dossier, waiting = session.glance(revision)
    if not waiting:
        return Opened(dossier, announced=announced)
    found: list[Dossier] = []
    # What it finds is remembered by the session, also where nobody waits for it here.
    search = threading.Thread(target=lambda: found.append(session.refold(revision)), daemon=True)
    search.start()
    search.join(patience)
    return Opened(found[0], announced=announced) if found else Opened(dossier, waiting, announced)


def finding_words(waiting: int) -> str:
    """Return what is said while places are sought."""
    return plural("finding {n} place…", "finding {n} places…", waiting)
