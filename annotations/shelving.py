"""Taking an article into the library: a new one, a new revision of one, or nothing new."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from annotations.errors import StoreError, UnknownArticle
from articles.formats.registry import is_current
from articles.frozen import frozen, replace
from articles.identity import article_id
from articles.model import OriginKind, Revision

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from annotations.store import ArticleEntry, Store
    from articles.model import Origin
    from articles.reading import Reading

SHORTEST_HASH = 4
LONGEST_HASH = 64


@frozen
class Shelved:
    """What came of taking an article in."""

    article: str
    """Its id."""
    sha256: str
    """Of the text that is now its newest."""
    new_article: bool
    new_revision: bool
    """Also true of a new article's first."""


def take_in(
    store: Store, reading: Reading, *, clock: Callable[[], datetime], into: str = "", is_new: bool = False
) -> Shelved:
    """Keep what was read as a revision of `into` or the article of the same origin, else as a new article.

    Where the newest revision says the same, nothing is written.  `is_new` where
    one has just looked and nothing was of its origin: all articles are gone
    through again only where the id it would get has been taken since.

    Raises:
        UnknownArticle: `into` is no article of the library.
        ReadOnly, OutcomeUnknown: as `Store.add_revision`.
    """
    is_new = is_new and not _is_taken(store, _shortest_id(reading))
    same = None if is_new else find_origin(store, reading.origin)
    entry = store.entry(into) if into else same
    text_hash = reading.article.sha256
    revision = Revision(
        article_id=entry.id if entry else _mint(store, reading),
        sha256=text_hash,
        article=reading.article,
        origin=_origin(reading.origin, entry, same),
        parser=reading.parser,
        added=clock(),
        added_by=store.reviewer,
        retrieval=reading.retrieval,
    )
    if entry is not None and entry.newest.says(revision):
        return Shelved(entry.id, text_hash, new_article=False, new_revision=False)
    added = store.add_revision(revision, reading.original)
    return Shelved(revision.article_id, text_hash, new_article=entry is None, new_revision=added)


def same_as_kept(store: Store, data: bytes, origin: Origin) -> Shelved | None:
    """Return what taking `data` in would come to, where the library has these very bytes from `origin`.

    None where they have to be read to know: they are new, or read otherwise by
    now than they were.
    """
    entry = find_origin(store, origin)
    return None if entry is None else same_as_newest(store, entry, data)


def same_as_newest(store: Store, entry: ArticleEntry, data: bytes) -> Shelved | None:
    """Return what taking `data` in as `entry` would come to, where it has these very bytes; None as above."""
    if not is_current(entry.newest.parser):
        return None
    try:
        kept = store.original(entry.id, entry.newest.sha256)
    except StoreError:
        return None
    if kept != data:
        return None
    return Shelved(entry.id, entry.newest.sha256, new_article=False, new_revision=False)


def find_origin(store: Store, origin: Origin) -> ArticleEntry | None:
    """Return the article that came from `origin`, now or at first, if the library has it."""
    named = _named_after(store, origin)
    here = (entry for entry in named if entry.origin == origin)
    if found := next(here, None) or next((one for one in store.articles() if one.origin == origin), None):
        return found
    # A few digits may agree by chance: what the first revision says settles it.
    return next(
        (one for one in named if store.load(one.id, one.revisions[0].sha256).origin == origin),
        None,
    )


def may_have(store: Store, origin: Origin) -> bool:
    """Tell whether an article may have come from `origin` at first, as far as its id says."""
    return bool(_named_after(store, origin))


def _named_after(store: Store, origin: Origin) -> list[ArticleEntry]:
    """Return the articles whose ids end as those do that first came from `origin`; others are not read."""
    digits = _digits(origin)
    entries = []
    for article in store.ids():
        tail = article.rpartition("-")[2]
        if len(tail) >= SHORTEST_HASH and digits.startswith(tail):
            # Somebody may be adding it just now.
            with suppress(UnknownArticle):
                entries.append(store.entry(article))
    return entries


class Origins:
    """Finds articles by their origins, as `find_origin`; goes through the library once for many in a row."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ids: dict[Origin, str] | None = None
        self._tails: frozenset[str] = frozenset()

    def find(self, origin: Origin) -> ArticleEntry | None:
        """Return the article that came from `origin`; one that somebody else adds meanwhile may be missed."""
        if self._ids is None:
            entries = self._store.articles()
            self._ids = {entry.origin: entry.id for entry in reversed(entries)}
            self._tails = frozenset(entry.id.rpartition("-")[2] for entry in entries)
        article = self._ids.get(origin)
        if article is not None and (entry := self._store.entry(article)).origin == origin:
            return entry
        digits = _digits(origin)
        lengths = range(SHORTEST_HASH, LONGEST_HASH + 1)
        if article is None and not any(digits[:length] in self._tails for length in lengths):
            return None
        return find_origin(self._store, origin)


def revision_before(store: Store, revision: Revision) -> Revision | None:
    """Return the revision of an article that another took the place of; None of its first.

    Raises:
        UnknownArticle: the library no longer has the article.
        StoreError: what was kept cannot be read any more.
    """
    entry = store.entry(revision.article_id)
    hashes = [one.sha256 for one in entry.revisions]
    # A text that came back stands twice; what it replaced last is meant.
    at = len(hashes) - 1 - hashes[::-1].index(revision.sha256) if revision.sha256 in hashes else 0
    return load_revision(store, entry, at - 1) if at else None


def load_revision(store: Store, entry: ArticleEntry, at: int) -> Revision:
    """Return a revision of an article by its place among them, with the date of publication it gave.

    Revisions of one text are told apart by that date alone.  Raises as `Store.load`.
    """
    listed = entry.revisions[at]
    found = store.load(entry.id, listed.sha256)
    metadata = replace(found.article.metadata, published=listed.published)
    return replace(found, article=replace(found.article, metadata=metadata))


def _origin(new: Origin, entry: ArticleEntry | None, same: ArticleEntry | None) -> Origin:
    """Return what the article is known by from now on.

    A text from a pipe has no name to be known by, and a file that is another
    article's must not lead to this one.
    """
    if entry is None:
        return new
    taken = same is not None and same.id != entry.id
    return entry.origin if taken or new.kind is OriginKind.HASH else new


def _mint(store: Store, reading: Reading) -> str:
    """Return an id that no article has, with more digits of its hash where fewer are taken."""
    for length in range(SHORTEST_HASH, LONGEST_HASH + 1):
        minted = article_id(reading.article.metadata.title, reading.origin, length)
        if not _is_taken(store, minted):
            return minted
    # Only an article of this very origin has all digits, and that one is found before.
    raise AssertionError(reading.origin)


def _shortest_id(reading: Reading) -> str:
    return article_id(reading.article.metadata.title, reading.origin, SHORTEST_HASH)


def _is_taken(store: Store, article: str) -> bool:
    try:
        store.entry(article)
    except UnknownArticle:
        return False
    return True


def _digits(origin: Origin) -> str:
    return article_id("", origin, LONGEST_HASH).rpartition("-")[2]
