"""Which article of the library a file is about; a file from elsewhere may call it otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import UnknownArticle, UsageError
from annotations.model import EVIDENCE, Decision, Note, TargetKind
from articles.errors import ArticleError
from articles.frozen import frozen, replace
from articles.identity import article_id, normalise_url
from articles.model import Origin, OriginKind
from articles.patterns import pattern

if TYPE_CHECKING:
    from datetime import datetime

    from annotations.importers.parsed import Parsed
    from annotations.model import AnyRecord
    from annotations.store import ArticleEntry, Store
    from articles.model import Revision

_ID = pattern(r"[a-z0-9][a-z0-9-]{0,79}")
_SHORTEST_HASH = 4
_LONGEST_HASH = 64


@frozen
class Home:
    """The article that records go to."""

    article: str
    revision: Revision | None = None
    """The article itself, where the library does not have it yet."""
    lines: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def find_home(store: Store, parsed: Parsed, *, now: datetime, into: str = "") -> Home:
    """Return where what a file says belongs: `into` where that is given, else the article the file is about.

    An article that the library does not have is new, where the file has its text.

    Raises:
        UnknownArticle: the library does not have it, and neither has the file; or `into` is none.
    """
    entry = store.entry(into) if into else _known(store, parsed)
    text = parsed.revision
    if entry is not None:
        return Home(entry.id, notices=_other_text(entry, text))
    if text is None:
        raise UnknownArticle(
            f"the article {parsed.article or parsed.url or 'of this file'} is not in the library",
            "add it first, or name the article before the file",
        )
    fresh = replace(text, article_id=_free_id(store, text), added=now, added_by=store.reviewer)
    title = text.article.metadata.title or fresh.article_id
    return Home(fresh.article_id, fresh, (f"new article: {title}",))


def at_home(record: AnyRecord, article: str, home: str) -> AnyRecord:
    """Return a record about `article` as one about `home`."""
    if article == home:
        return record
    changes: dict[str, Any] = {}
    # A source names an article only where it is one.
    belongs = bool(article) or not isinstance(record, EVIDENCE)
    if belongs and getattr(record, "article", "") == article:
        changes["article"] = home
    if isinstance(record, Note | Decision) and record.target.kind is TargetKind.ARTICLE:
        changes["target"] = replace(record.target, id=home)
    return replace(record, **changes)


def _known(store: Store, parsed: Parsed) -> ArticleEntry | None:
    """Return the article of the library that the file is about, by its text or where it came from."""
    if parsed.revision is None:
        return _entry(store, parsed.article) if parsed.article else _of_page(store, parsed.url)
    text = parsed.revision
    entries = sorted(store.articles(), key=lambda entry: entry.id != text.article_id)
    by_text = (entry for entry in entries if any(one.sha256 == text.sha256 for one in entry.revisions))
    by_origin = (entry for entry in entries if entry.origin == text.origin)
    return next(by_text, None) or next(by_origin, None)


def _of_page(store: Store, url: str) -> ArticleEntry | None:
    """Return the article that came from the page at `url`, or says that it did."""
    page = _normalised(url)
    if not page:
        return None
    own = Origin(OriginKind.URL, page)
    entries = store.articles()
    by_origin = (entry for entry in entries if entry.origin == own)
    by_name = (entry for entry in entries if _normalised(entry.metadata.url) == page)
    return next(by_origin, None) or next(by_name, None)


def _normalised(url: str) -> str:
    try:
        return normalise_url(url)
    except ArticleError:
        return ""


def _entry(store: Store, article: str) -> ArticleEntry | None:
    try:
        return store.entry(article)
    except UnknownArticle:
        return None


def _other_text(entry: ArticleEntry, text: Revision | None) -> tuple[str, ...]:
    if text is None or text.sha256 == entry.newest.sha256:
        return ()
    return ("The file was made from another revision of the article; claims are placed in the library's.",)


def _free_id(store: Store, text: Revision) -> str:
    """Return the id that the file gives the article, or another where it is taken or of no use as a name."""
    title, origin = text.article.metadata.title, text.origin
    minted = (article_id(title, origin, length) for length in range(_SHORTEST_HASH, _LONGEST_HASH + 1))
    wanted = [text.article_id] if _ID.fullmatch(text.article_id) else []
    free = (one for one in (*wanted, *minted) if _entry(store, one) is None)
    found = next(free, None)
    if found is None:
        raise UsageError("no id is left for this article", "say which article of the library it is")
    return found
