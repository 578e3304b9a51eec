"""What was fetched, as an article."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from articles.errors import ArticleError
from articles.frozen import replace
from articles.model import Origin, OriginKind
from articles.reading import read_bytes
from articles.untrusted import one_line

if TYPE_CHECKING:
    from articles.fetching.fetch import Fetched
    from articles.reading import Reading

_SHOWN = 200


def read_page(fetched: Fetched) -> Reading:
    """Read the article that was fetched, in the format that its server, its address or its bytes tell.

    It is known by the address that answered.

    Raises:
        ArticleError: it is no text, or of a format that cannot be read.
    """
    retrieval = fetched.retrieval
    address = retrieval.address
    try:
        reading = read_bytes(
            fetched.body,
            name=PurePosixPath(unquote(urlsplit(address).path)).name,
            origin=Origin(OriginKind.URL, address),
            media_type=dict(retrieval.headers).get("content-type", ""),
            url=address,
        )
    except ArticleError as error:
        raise ArticleError(
            f"{one_line(address, _SHOWN)} cannot be read. {error.title}", error.hint
        ) from error
    known = reading.article.metadata
    article = replace(
        reading.article, metadata=replace(known, url=known.url or retrieval.canonical or address)
    )
    # What the server says goes before what stands in the page: of a copy in an archive only it knows.
    retrieval = replace(retrieval, canonical=retrieval.canonical or known.url)
    return replace(reading, article=article, retrieval=retrieval)
