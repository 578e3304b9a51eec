"""The files that a reviewer's articles came from, looked at again when an article is opened.

The desk keeps which they are, since nobody else writes there.  A path that only
the library names may have been put there by a colleague, and a stranger's word
must not have one's own files read and shared.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from annotations.errors import PostilError, StoreError
from articles.errors import ArticleError
from articles.model import Origin, OriginKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.session import Session
    from annotations.store import Desk
    from reader.capabilities import Capabilities

KEY = "files"
"""Under which the desk keeps them, all in one."""


def keep_file(desk: Desk, article: str, path: str) -> None:
    """Keep that an article came from the file at `path`; where nothing can be written, all else goes on."""
    keep_files(desk, {article: path})


def keep_files(desk: Desk, paths: Mapping[str, str]) -> None:
    """Keep the paths that articles came from, by their ids; else as `keep_file`."""
    kept = desk.recall(KEY) or {}
    if any(kept.get(article) != path for article, path in paths.items()):
        with suppress(StoreError):
            desk.keep(KEY, {**kept, **paths})


def is_own(desk: Desk, path: str) -> bool:
    """Tell whether an article is known to have come from the file at `path`."""
    return path in (desk.recall(KEY) or {}).values()


def look_again(session: Session, desk: Desk, article: str, *, capabilities: Capabilities) -> bool:
    """Take an article's file in again if it has changed; tell whether that made a new revision.

    A file that is gone or cannot be read leaves the article as it is, and so does a session that reads none.
    """
    if not capabilities.files:
        return False
    path = (desk.recall(KEY) or {}).get(article)
    if not isinstance(path, str):
        return False
    from annotations.shelving import same_as_kept, take_in
    from articles.reading import file_bytes, read_file

    origin = Origin(OriginKind.PATH, path)
    try:
        store = session.store
        if store.entry(article).origin != origin or same_as_kept(store, file_bytes(path), origin):
            return False
        return take_in(store, read_file(path), clock=session.clock, into=article).new_revision
    except (ArticleError, PostilError):
        return False
