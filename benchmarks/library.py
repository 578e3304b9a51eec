"""How soon the library shows 1,000 articles of 20 records each, and how soon it has counted them.

Run it as `python benchmarks/library.py [FOLDER]`; it works in a folder of its
own in FOLDER, which should stand on the disk that is meant.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.anchoring import describe
from annotations.ids import UlidMaker
from annotations.model import Basis, Claim, Fact, Link, Note, Review, Source, Stance, Target, TargetKind
from annotations.overview import Overview
from annotations.revisions import following
from annotations.stores.registry import open_desk, open_store
from annotations.stores.tinydb.recovery import as_tables
from annotations.stores.tinydb.tables import serialise
from articles.model import Article, Block, BlockKind, Metadata, Origin, OriginKind, Revision, Span
from reader.glyphs import UNICODE
from reader.library_lines import library_line
from reader.library_rows import Sort, in_order, rows_of
from reader.screens.browsing import CHUNK
from reader.visits import last_visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from annotations.model import Record
    from annotations.store import Desk, Store

ARTICLES = 1_000
WIDTH, SCREENFUL = 118, 40
LIMIT = 300
"""Milliseconds within which the first row is to be there."""
REVIEWERS = ("anna", "bram")
SENTENCE = "The bridge over the Kade cost 14 million euros, the city says. "


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


ids = UlidMaker(now)


def a_revision(number: int) -> Revision:
    """Return an article of 60 sentences."""
    text = f"Article {number}. " + SENTENCE * 60
    article = Article(
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        metadata=Metadata(title=f"Article {number}: a bridge over the Kade", language="en", published="2021"),
    )
    origin = Origin(OriginKind.PATH, f"/drafts/{number}.md")
    return Revision(f"measured-{number:04}", article.sha256, article, origin, "text/1", now(), "anna")


def said_of(revision: Revision) -> Iterator[Record]:
    """Return twenty records on an article, by two reviewers."""
    for number in range(4):
        span = Span(20 + 64 * number, 60 + 64 * number)
        anchor = describe(revision.article.text, span, revision.sha256)
        claim = made(Claim, "anna", article=revision.article_id, anchor=anchor)
        source = made(Source, "anna", url=f"https://example.org/{number}")
        fact = made(Fact, "anna", source=source.id, statement="It cost 12 million.")
        stance = Stance.SUPPORTS
        link = made(Link, "anna", article=revision.article_id, claim=claim.id, stance=stance, fact=fact.id)
        yield from (claim, source, fact, link)
        if number:
            basis = Basis(words=anchor.exact, text=claim.statement, revision=revision.sha256)
            author = REVIEWERS[number % 2]
            verdict = {"verdict": "supported", "rests_on": basis}
            yield made(Review, author, article=revision.article_id, claim=claim.id, **verdict)
    target = Target(TargetKind.ARTICLE, revision.article_id)
    yield made(Note, "bram", article=revision.article_id, target=target, text="Runs on Saturday.")


def made(kind: type[Record], author: str, **fields: Any) -> Any:  # noqa: ANN401 - a record of that kind
    """Return a first version of a record."""
    return following(kind(id=ids(), author=author, created=now(), modified=now(), **fields), None)


def fill(folder: Path) -> None:
    """Write a library's files as saves would leave them, without waiting for the disk each time."""
    store = open_store(folder, "anna", clock=now, ids=ids)
    evidence: dict[str, list[Record]] = {reviewer: [] for reviewer in REVIEWERS}
    for number in range(ARTICLES):
        revision = a_revision(number)
        store.add_revision(revision, revision.article.text.encode())
        records = list(said_of(revision))
        for reviewer in REVIEWERS:
            own = [one for one in records if one.author == reviewer]
            evidence[reviewer] += [one for one in own if isinstance(one, Source | Fact)]
            rest = [one for one in own if not isinstance(one, Source | Fact)]
            write(folder, reviewer, revision.article_id, rest)
    for reviewer, own in evidence.items():
        write(folder, reviewer, "evidence", own)


def write(folder: Path, reviewer: str, name: str, records: list[Record]) -> None:
    """Write a reviewer's file."""
    own = folder / "records" / reviewer
    own.mkdir(parents=True, exist_ok=True)
    (own / f"{name}.json").write_bytes(serialise(as_tables(records)))


def timed(what: str, work: Callable[[], Any], limit: int = 0) -> Any:  # noqa: ANN401 - what the work returns
    """Do something, print how many milliseconds it took, and return what came of it."""
    start = time.perf_counter()
    result = work()
    took = (time.perf_counter() - start) * 1000
    print(f"{what:60} {took:8.1f} ms" + (f"   (limit {limit} ms)" if limit else ""))
    return result


def first_rows(store: Store, desk: Desk) -> Overview:
    """Do all that stands before the first painted screenful."""
    overview = Overview(store, desk)
    rows = rows_of(store.articles(), overview.last_known, last_visits(desk))
    for row in in_order(rows, Sort.OPENED)[:SCREENFUL]:
        library_line(row, WIDTH, UNICODE, now(), chosen=False)
    return overview


def count_all(store: Store, overview: Overview) -> float:
    """Count every article as the screen does; return the milliseconds of the longest piece of it."""
    entries = store.articles()
    longest = 0.0
    for start in range(0, len(entries), CHUNK):
        began = time.perf_counter()
        overview.look(entries[start : start + CHUNK])
        longest = max(longest, (time.perf_counter() - began) * 1000)
    overview.keep()
    return longest


def main(arguments: list[str]) -> int:
    """Measure and print; the only argument is a folder to work in."""
    with tempfile.TemporaryDirectory(dir=arguments[0] if arguments else None) as name:
        folder = Path(name)
        timed(f"made {ARTICLES:,} articles of 20 records", lambda: fill(folder))
        for visit in ("the first time", "the next time"):
            store = open_store(folder, "anna", clock=now, ids=ids)
            desk = open_desk(folder, "anna")
            overview = timed(f"{visit}: first rows", lambda: first_rows(store, desk), LIMIT)  # noqa: B023
            longest = timed(
                f"{visit}: counted in the background",
                lambda: count_all(store, overview),  # noqa: B023
            )
            waiting = overview.waiting(entry.id for entry in store.articles())
            print(
                f"{'':4}longest piece of it {longest:.1f} ms; {waiting.to_review:,} claims wait for a verdict"
            )
        timed("back from an article: first rows", lambda: first_rows(store, desk), LIMIT)
        timed("back from an article: counted", lambda: count_all(store, overview))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
