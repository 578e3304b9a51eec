"""`postil archive`: where in an archive a copy of a source is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UnknownRecord, UsageError
from annotations.evidence import is_address, sources_at
from annotations.finding import find_record
from annotations.model import Source
from annotations.working import article_at_hand
from reader.options import add_json
from reader.output import print_json, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "source",
        metavar="SOURCE",
        help="a source's address, its id or its last characters; @ is your last one",
    )
    parser.add_argument("url", metavar="URL", help="the address of the copy in an archive")
    add_json(parser)
    parser.epilog = (
        "Nothing is fetched or sent: make the copy at the archive, then give its address here.\n"
        "example: postil archive https://example.org/count https://example.org/archive/2021/count"
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Keep the address with the source; print the source's id."""
    url = arguments.url.strip()
    if not is_address(url):
        raise UsageError(f"{url!r} is not an address", "give one that starts with http:// or https://")
    source = _source(opening, arguments.source)
    if source.url == url:
        raise UsageError("that is the address of the source itself", "give that of its copy in an archive")
    changed = opening.session.edit(source, article_at_hand(opening.store, source), archived=url)
    if arguments.json:
        from annotations.objects import record_object

        print_json(record_object(changed))
    else:
        say(changed.id)
    return 0


def _source(opening: Opening, named: str) -> Source:
    """Return the source of that address or id; of an address one's own, which one may change.

    Raises:
        UnknownRecord: there is none.
    """
    if is_address(named):
        found = sources_at(opening.store, named)
        if not found:
            raise UnknownRecord(
                f"no source has the address {named}", "postil search finds sources by their words"
            )
        return next((one for one in found if one.author == opening.reviewer), found[0])
    record = find_record(opening.store, named, kinds=(Source,))
    assert isinstance(record, Source)  # noqa: S101 - what `kinds` asked for
    return record
