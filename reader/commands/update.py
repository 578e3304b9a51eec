"""`postil update`: a new revision of an article, and what became of what was said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.accounting import account
from reader.accounts import account_object, account_words, attention_lines
from reader.options import add_allow_private, add_json
from reader.output import print_json, report, say
from reader.taking import known_article, need_original, shelve

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.accounting import Account
    from annotations.dossier import Dossier
    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "article", metavar="ARTICLE", help="an article of the library, by its id, file or address"
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="its new text, - for standard input; else the file or address it came from",
    )
    add_allow_private(parser)
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Take the new text in, then count the anchors by what became of them."""
    entry = known_article(opening, arguments.article)
    source = arguments.file or need_original(entry)
    shelved = shelve(opening, source, into=entry.id, allow_private=arguments.allow_private)
    revisions = len(opening.store.entry(entry.id).revisions)
    dossier = opening.session.dossier(entry.id)
    became = account(dossier)
    if arguments.json:
        print_json(_object(dossier, became, revisions, new=shelved.new_revision))
    elif shelved.new_revision:
        report(f"{entry.id}: revision {revisions}")
        counts = account_words(became)
        report(f"anchors: {counts}" if counts else "nothing was anchored in it yet")
        for line in attention_lines(became):
            say(line)
        report(f"postil diff {entry.id} shows what changed")
    else:
        report(f"{entry.id}: the text is that of revision {revisions}; nothing changed")
    return 0


def _object(dossier: Dossier, became: Account, revisions: int, *, new: bool) -> dict[str, Any]:
    from annotations.objects import dossier_object

    whole = dossier_object(dossier)
    return {
        "id": dossier.revision.article_id,
        "sha256": dossier.revision.sha256,
        "revision": revisions,
        "new_revision": new,
        **account_object(became),
        "claims": [
            {key: claim[key] for key in ("id", "number", "state", "anchor")} for claim in whole["claims"]
        ],
    }
