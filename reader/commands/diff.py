"""`postil diff`: two revisions of an article, the claims they touch, and the sentences to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UsageError
from reader.options import add_json
from reader.output import print_json, report, say
from reader.taking import known_article

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.store import ArticleEntry
    from reader.opening import Opening

_LEAST_DIGITS = 4
"""Of a hash; fewer would be mistaken for the number of a revision."""


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("article", metavar="ARTICLE", help="an article of the library, by its id or its file")
    parser.add_argument(
        "--from", dest="older", metavar="REV", help="the older revision: its number, or its sha256"
    )
    parser.add_argument(
        "--to", dest="newer", metavar="REV", help="the newer revision; the newest where it is not said"
    )
    add_json(parser)
    parser.epilog = (
        "Shows the paragraphs that changed, [-what went-]{+what came+}, then the claims and ticks hit, and\n"
        "which sentences are new, touched, or to be read again because of what changed around them.\n"
        "example: postil diff draft.md --from 1"
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Print what changed."""
    entry = known_article(opening, arguments.article)
    if len(entry.revisions) == 1 and not (arguments.older or arguments.newer):
        report(f"{entry.id}: there is one revision, so nothing to compare; postil update makes another")
        return 0
    from annotations.accounting import claims_hit
    from annotations.rechecking import checks_hit
    from annotations.revising import compare_revisions
    from annotations.shelving import load_revision
    from reader.revision_lines import Step, step_lines, step_object

    newer = _index(entry, arguments.newer) if arguments.newer else len(entry.revisions) - 1
    older = _index(entry, arguments.older) if arguments.older else max(0, newer - 1)
    session = opening.session
    before, after = (session.refold(load_revision(session.store, entry, at)) for at in (older, newer))
    comparison = compare_revisions(before.revision.article, after.revision.article)
    hits, unticked = claims_hit(before, after, comparison), checks_hit(before, after)
    step = Step(before, after, older + 1, newer + 1, comparison, hits, unticked)
    if arguments.json:
        print_json(step_object(step))
    else:
        for line in step_lines(step):
            say(line)
    return 0


def _index(entry: ArticleEntry, word: str) -> int:
    """Return which revision a word names, from 0: its number from 1, or how its hash begins.

    Raises:
        UsageError: none, or several.
    """
    count = len(entry.revisions)
    if word.isdecimal() and len(word) < _LEAST_DIGITS and 1 <= int(word) <= count:
        return int(word) - 1
    digits = word.lower()
    same = [at for at, one in enumerate(entry.revisions) if one.sha256.startswith(digits)]
    hashes = {entry.revisions[at].sha256 for at in same}
    if len(digits) < _LEAST_DIGITS or len(hashes) != 1:
        raise UsageError(
            f"{word!r} is no revision of {entry.id}",
            f"there are {count}: 1 is the oldest, {count} the newest",
        )
    return same[-1]
