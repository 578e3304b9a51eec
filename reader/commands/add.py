"""`postil add`: articles into the library, without opening them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import PostilError
from articles.errors import ArticleError
from reader.options import add_allow_private, add_json
from reader.output import print_json, say, tell
from reader.own_files import keep_files
from reader.taking import SAMPLE, Batch, shelve, take_sample
from reader.words import error_words

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "articles", metavar="ARTICLE", nargs="+", help="files, web addresses, - for standard input, or sample"
    )
    add_allow_private(parser)
    add_json(parser)
    parser.epilog = (
        "The same file or address again is the same article; where its text changed, it gets a new revision."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Take all articles in; the ones that cannot be read do not keep the others out."""
    taken, code = [], 0
    batch = Batch(opening)
    try:
        for word in arguments.articles:
            try:
                taken.append(_take(opening, word, batch, allow_private=arguments.allow_private))
            except (ArticleError, PostilError) as error:
                tell(error_words(error))
                code = 1
            else:
                if not arguments.json:
                    say(taken[-1]["id"])
    finally:
        # All at once: to keep a thousand of them one by one takes as long as to read them.
        keep_files(opening.desk, batch.paths)
    if arguments.json:
        print_json(taken)
    return code


def _take(opening: Opening, word: str, batch: Batch, *, allow_private: bool) -> dict[str, Any]:
    if word == SAMPLE:
        return {"id": take_sample(opening), "new_article": False, "new_revision": False}
    shelved = shelve(opening, word, allow_private=allow_private, among=batch)
    return {
        "id": shelved.article,
        "sha256": shelved.sha256,
        "new_article": shelved.new_article,
        "new_revision": shelved.new_revision,
    }
