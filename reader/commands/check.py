"""`postil check`: the sentences of an article, with what is ticked in each and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.check_objects import progress_object, sentence_object
from annotations.checklist import SentenceStatus
from annotations.errors import UsageError
from annotations.rechecking import checklist_of
from annotations.ticks import ItemKind, TickMark
from reader.check_words import check_facts, kind_words
from reader.options import add_article, add_json
from reader.output import print_json, say, tell, wrapped
from reader.taking import take_article
from reader.words import _, called, plural

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

    from annotations.checklist import Checklist, ItemView, SentenceView
    from annotations.dossier import Dossier
    from reader.opening import Opening

_INDENT = " " * 6
"""As wide as the number before a sentence."""

_DONE = frozenset({SentenceStatus.CHECKED, SentenceStatus.ON_AUTHOR})
_MARKS = (("tick", TickMark.CHECKED), ("on_author", TickMark.ON_AUTHOR), ("nothing", TickMark.NOTHING))


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_article(parser)
    parser.add_argument("--all", action="store_true", help="also the sentences that are done")
    for option, told in (
        ("--tick", "mark what is open in the sentences of these numbers as checked"),
        ("--on-author", "leave what is open in them to the reporter"),
        ("--nothing", "say that there is nothing to check in them"),
    ):
        parser.add_argument(option, metavar="N", nargs="+", type=int, default=(), help=told)
    add_json(parser)
    parser.epilog = (
        "Names, figures, dates, quotations and attributions are found without models; a figure that\n"
        "somebody gives has two questions, whether it was said and whether it is so. A sentence is done\n"
        "once somebody, whoever it is, ticked each of them. Where nothing is found, the sentence itself\n"
        "is to be ticked. Ticks follow a new draft as long as their sentence says the same words.\n"
        "example: postil check draft.md --tick 3 4"
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Mark what is to be marked, then print the sentences."""
    session = opening.session
    article = take_article(opening, arguments.article)
    dossier = session.dossier(article)
    for option, mark in _MARKS:
        for wanted in getattr(arguments, option):
            _mark(opening, dossier, wanted, mark)
            dossier = session.dossier(article)
    checklist = checklist_of(dossier, session.store)
    numbered = list(enumerate(checklist, 1))
    shown = [(at, view) for at, view in numbered if arguments.all or view.status not in _DONE]
    progress = checklist.count(len(numbered))
    if arguments.json:
        sentences = [sentence_object(at, view, dossier.text) for at, view in shown]
        print_json({"id": article, "sentences": progress_object(progress), "list": sentences})
        return 0
    say(f"{article}: {' · '.join(check_facts(progress))}")
    for at, view in shown:
        words = " ".join(view.span.cut(dossier.text).split())
        say(wrapped(words, _INDENT, first=f"{at:>4}  "))
        for line in _told(view, dossier.text):
            say(wrapped(line, f"{_INDENT}  ", first=_INDENT))
    if done := len(numbered) - len(shown):
        tell(
            plural(
                "{n} sentence is done; --all prints it, too",
                "{n} sentences are done; --all prints them, too",
                done,
            )
        )
    return 0


def _mark(opening: Opening, dossier: Dossier, wanted: int, mark: TickMark) -> None:
    """Mark what is open in the sentence of a number."""
    from annotations.ticking import tick

    session = opening.session
    checklist: Checklist = checklist_of(dossier, session.store)
    view = next((one for at, one in enumerate(checklist, 1) if at == wanted), None)
    if view is None:
        raise UsageError(f"there is no sentence {wanted}", "postil check prints the numbers before them")
    items = [one.item for one in view.items if one.is_open] or [one.item for one in view.items]
    tick(session, dossier, view.span, items, mark)


def _told(view: SentenceView, text: str) -> Iterator[str]:
    """Return what there is to say of a sentence, a line each."""
    if view.again:
        yield _("read again, because of: {words}").format(words=", ".join(view.again))
    if view.status is SentenceStatus.ASKED:
        yield _("waits for an answer")
    left = [_item_words(view, one, text) for one in view.items if one.is_open]
    if left:
        yield _("open: {items}").format(items=", ".join(left))
    for mark in TickMark:
        ticked = [
            f"{_item_words(view, one, text)} ({', '.join(_people(one, mark))})"
            for one in view.items
            if _people(one, mark)
        ]
        if ticked:
            yield f"{called(mark)}: {', '.join(ticked)}"
    for who in dict.fromkeys(who for who, _tick in view.fallen):
        words = ", ".join(dict.fromkeys(tick.words for whose, tick in view.fallen if whose == who))
        yield _("{who}, before it changed: {words}").format(who=who, words=words)


def _people(one: ItemView, mark: TickMark) -> Sequence[str]:
    return tuple(dict.fromkeys(tick.person for tick in one.ticks if tick.tick.mark is mark))


def _item_words(view: SentenceView, one: ItemView, text: str) -> str:
    """Return what an item is, with its words."""
    item = one.item
    if item.kind is ItemKind.SENTENCE:
        return _("the sentence itself")
    kind = kind_words(item, view)
    words = " ".join(item.span.cut(text).split())
    # A quotation brings marks of its own.
    return f"{kind} {words}" if item.kind is ItemKind.QUOTATION else f"{kind} “{words}”"
