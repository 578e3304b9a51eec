"""Making a passage of an article in the library a fact: its source, exact words, place and locator."""

from __future__ import annotations

from bisect import bisect_right
from operator import lt
from typing import TYPE_CHECKING, Any

from annotations.anchoring import describe
from annotations.errors import PostilError, UsageError
from annotations.model import Fact, Medium, Source
from articles import locating
from articles.columns import ends_of, starts_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from annotations.model import Claim, Record, Stance
    from annotations.session import Linked, Session
    from annotations.store import Store
    from articles.model import Article, Retrieval, Revision, Span


def locator_of(article: Article, span: Span) -> str:
    """Return where in the original a passage is: `p. 12–13`, `0:14:05`; else its paragraph, as `par. 3`."""
    if found := locating.locator_of(article, span):
        return found
    starts, ends = starts_of(article.blocks), ends_of(article.blocks)
    before = bisect_right(starts, span.start)
    number = sum(map(lt, starts[:before], ends[:before]))
    return f"par. {number}" if number else ""


def source_of(records: Mapping[str, Record], article: str) -> Source | None:
    """Return the source that an article of the library is; None where it was never used as one."""
    known = (one for one in records.values() if isinstance(one, Source) and one.article == article)
    return min((one for one in known if not one.deleted), key=lambda one: one.id, default=None)


def fact_at(records: Mapping[str, Record], source: Source, span: Span, sha256: str) -> Fact | None:
    """Return the fact that was made of a passage before; None where none was."""
    facts = (one for one in records.values() if isinstance(one, Fact) and one.source == source.id)
    here = (sha256, span)
    return next(
        (
            one
            for one in facts
            if not one.deleted and one.anchor and (one.anchor.revision, one.anchor.span) == here
        ),
        None,
    )


def capture(
    session: Session,
    claim: Claim,
    stance: Stance,
    revision: Revision,
    span: Span,
    *,
    statement: str = "",
) -> Linked:
    """Tie the words at `span` of an article in the library to a claim, as one transaction.

    The source and the fact are those that the library has already, where it has them.

    Raises:
        UsageError: the span has no words, or the article is the one that the claim is made in.
    """
    article = revision.article
    if claim.article == revision.article_id:
        raise UsageError("an article cannot vouch for itself", "link a passage of another one")
    if not span.cut(article.text).strip():
        raise UsageError("a passage needs words", "select some")
    known = {one.id: one for one in session.store.evidence().records}
    source = source_of(known, revision.article_id) or session.draft_source(**_told(revision, session.clock()))
    fact = fact_at(known, source, span, revision.sha256) or session.draft_fact(
        source,
        quote=span.cut(article.text),
        statement=statement,
        locator=locator_of(article, span),
        anchor=describe(article.text, span, revision.sha256),
    )
    return session.link_fact(claim, stance, source=source, fact=fact)


def placed(store: Store, source: Source, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a fact with the place of its quote, where its source is in the library.

    A quote that is not there, or there twice, is kept as it was typed.
    """
    quote = fields.get("quote", "")
    if not source.article or not quote:
        return dict(fields)
    from annotations.quoting import locate_quote

    try:
        revision = store.load(source.article)
        span = locate_quote(revision.article, quote)
    except PostilError:
        return dict(fields)
    locator = fields.get("locator") or locator_of(revision.article, span)
    anchor = describe(revision.article.text, span, revision.sha256)
    return {**fields, "quote": span.cut(revision.article.text), "locator": locator, "anchor": anchor}


def _told(revision: Revision, now: datetime) -> dict[str, object]:
    """Return the fields of a source that an article tells itself."""
    metadata = revision.article.metadata
    address = address_of(metadata.url, revision.retrieval)
    read = revision.retrieval.at if revision.retrieval else now
    return {
        "article": revision.article_id,
        "url": address,
        "title": metadata.title or revision.article_id,
        "publisher": metadata.publisher,
        "person_named": metadata.author,
        "published": metadata.published,
        "accessed": f"{read:%Y-%m-%d}",
        "archived": revision.retrieval.archived if revision.retrieval else "",
        "medium": Medium.WEB if address else Medium.DOCUMENT,
    }


def address_of(told: str, fetched: Retrieval | None) -> str:
    """Return where a page stands: where it says so itself, unless another site answered; empty for a file.

    Any page may name another's address as its own, and a fact would then seem
    to come from there.  A copy in an archive is told as such beside it.
    """
    if not told.startswith(("http://", "https://")):
        return ""
    if fetched is None or fetched.archived == fetched.address or _site(told) == _site(fetched.address):
        return told
    return fetched.address


def _site(address: str) -> str:
    """Return the host of an address, without what names it for telephones."""
    from urllib.parse import urlsplit

    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    for device in ("www.", "m.", "mobile.", "amp."):
        host = host.removeprefix(device)
    return host
