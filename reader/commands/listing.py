"""`postil list`: the articles of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.codec import write_time
from annotations.overview import Overview
from annotations.progress import Progress
from articles.frozen import as_dict
from reader.library_rows import Sort, in_order, rows_of
from reader.options import add_json, word_of
from reader.output import columns, print_json, report, say
from reader.visits import last_visits
from reader.words import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.library_rows import LibraryRow
    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--all", action="store_true", help="those that you removed from your library as well")
    parser.add_argument("--tag", metavar="T", help="only those that somebody gave this tag")
    parser.add_argument("--sort", metavar="S", help="opened, title, date or progress; else by id")
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the library.

    Raises:
        UsageError: it cannot be sorted so.
    """
    sort = word_of(Sort, arguments.sort, "way to sort") if arguments.sort else None
    overview = Overview(opening.store, opening.desk)
    entries = {entry.id: entry for entry in opening.store.articles()}
    rows = rows_of(entries.values(), overview.look(entries.values()).get, last_visits(opening.desk))
    overview.keep()
    rows = [row for row in rows if (arguments.all or not row.is_removed) and _has_tag(row, arguments.tag)]
    if sort:
        rows = in_order(rows, sort)
    if arguments.json:
        from annotations.objects import entry_object

        print_json([{**entry_object(entries[row.id]), **_progress_object(row)} for row in rows])
    elif rows:
        for line in columns(map(_cells, rows)):
            say(line)
    elif entries:
        report("No article fits.")
    else:
        report("The library is empty: postil add FILE takes an article in, postil sample opens the sample.")
    return 0


def _has_tag(row: LibraryRow, tag: str | None) -> bool:
    if tag is None:
        return True
    tags = row.progress.tags if row.progress else ()
    return tag.removeprefix("#").casefold() in {one.casefold() for one in tags}


def _cells(row: LibraryRow) -> tuple[str, ...]:
    far = row.progress or Progress()
    labels = [_("removed")] if row.is_removed else []
    words = "  ".join([_title(row.title if row.title != row.id else ""), *labels])
    ticked = f"{far.checked}/{far.sentences}" if far.sentences else "–"
    settled = f"{far.settled}/{far.claims}" if far.claims else ticked
    tags = " ".join(f"#{tag}" for tag in far.tags) or "–"
    return row.id, row.language or "–", row.published or "–", settled, tags, words


def _progress_object(row: LibraryRow) -> dict[str, Any]:
    far = row.progress or Progress()
    queue = [as_dict(item) for item in far.queue]
    return {**as_dict(far), "queue": queue, "opened": write_time(row.opened) if row.opened else ""}


def _title(title: str) -> str:
    return " ".join(title.split()) or _("(no title)")
