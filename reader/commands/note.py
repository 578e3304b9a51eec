"""`postil note`: a note on an article, its words, a claim, fact, source or another note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import PostilError, UnknownRecord, UsageError
from annotations.finding import LAST, find_record
from annotations.model import Claim, Fact, Note, Purpose, Source, Target, TargetKind
from reader.asking import ask_text
from reader.options import ID_HELP, add_json
from reader.output import print_json, say
from reader.taking import STDIN, take_article

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.model import Record
    from reader.opening import Opening

_KINDS = (Claim, Fact, Source, Note)


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("target", metavar="TARGET", help=f"an article, or {ID_HELP}")
    parser.add_argument("text", metavar="TEXT", nargs="?", help="Markdown; else standard input, else $EDITOR")
    parser.add_argument("--quote", metavar="T", default="", help="on these words of the article")
    parser.add_argument(
        "--prefix", metavar="T", default="", help="what stands before them, where they stand twice"
    )
    parser.add_argument("--suffix", metavar="T", default="", help="what stands after them")
    parser.add_argument("--tag", metavar="T", action="append", default=[], help="may be given several times")
    parser.add_argument("--question", action="store_true", help="the note is a question")
    parser.add_argument("--to", metavar="WHOM", default="", help="who is asked; makes it a question")
    add_json(parser)
    parser.epilog = 'A note on a note is a reply.\nexample: postil note @ --to anna "Registered or active?"'


def run(arguments: Namespace, opening: Opening) -> int:
    """Write the note; print its id."""
    article, target = _target(opening, arguments.target)
    if arguments.quote and target.kind is not TargetKind.ARTICLE:
        raise UsageError("--quote goes with an article", f"a note on a {target.kind} is on all of it")
    passage = _passage(arguments, opening, article) if arguments.quote else None
    text = ask_text(opening.environment) if arguments.text is None else arguments.text
    if not text.strip():
        raise UsageError("an empty note was not kept", "give its text as an argument or through a pipe")
    note = opening.session.add_note(
        article,
        target,
        text,
        purpose=Purpose.QUESTION if arguments.question or arguments.to else Purpose.COMMENT,
        passage=passage,
        tags=tuple(dict.fromkeys(arguments.tag)),
        to=arguments.to,
    )
    if arguments.json:
        from annotations.objects import record_object

        print_json(record_object(note))
    else:
        say(note.id)
    return 0


def _passage(arguments: Namespace, opening: Opening, article: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from annotations.quoting import locate_quote

    dossier = opening.session.dossier(article)
    return dossier, locate_quote(
        dossier.revision.article, arguments.quote, prefix=arguments.prefix, suffix=arguments.suffix
    )


def _target(opening: Opening, word: str) -> tuple[str, Target]:
    """Return the article at hand and what the note is about."""
    record = _record(opening, word)
    if record is None:
        if word == STDIN:
            raise UsageError("- is no target", "name an article by its file or id")
        article = take_article(opening, word)
        return article, Target(TargetKind.ARTICLE, article)
    kind = TargetKind(type(record).__name__.lower())
    return getattr(record, "article", "") if kind is not TargetKind.SOURCE else "", Target(kind, record.id)


def _record(opening: Opening, word: str) -> Record | None:
    """Return the record that `word` means, None where it can only be an article."""
    try:
        return find_record(opening.store, word, kinds=_KINDS)
    except UnknownRecord as error:
        if word == LAST or "end in" in error.title:
            raise
        try:
            take_article(opening, word)
        except PostilError as unknown:
            if _like_id(word):
                raise error from unknown
            raise
        return None


def _like_id(word: str) -> bool:
    return word.isalnum() and any(map(str.isdigit, word))
