"""`postil report`: an article on a page: progress, verdicts, what is missing, who, where they differ."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from annotations.coverage import gaps_of
from annotations.rechecking import checklist_of
from annotations.reporting import report_object, report_of
from annotations.scales import scale_of
from reader.check_words import check_facts
from reader.options import add_article, add_json
from reader.output import give, print_json, terminal_width
from reader.queue_words import why_words
from reader.taking import take_article
from reader.verdict_words import verdict_words
from reader.words import _, called, number

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from annotations.dossier import Dossier
    from annotations.reporting import Report
    from annotations.scales import Scale
    from reader.opening import Opening

_WIDEST = 100
_BAR = 20
_LONGEST = 200


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_article(parser)
    add_json(parser)
    parser.epilog = "What is missing leaves out what cannot be there: a phone call has no address to archive."


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the page."""
    dossier = opening.session.dossier(take_article(opening, arguments.article))
    checked = checklist_of(dossier, opening.store).count_all() if dossier.checks else None
    report = report_of(dossier, opening.reviewer, checked)
    if arguments.json:
        print_json({"article": dossier.revision.article_id, **report_object(report)})
    else:
        give(_page(report, dossier))
    return 0


def _page(report: Report, dossier: Dossier) -> str:
    """Return the page as text: a heading and a table for each part that has something to say."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    page = Console(
        file=io.StringIO(), width=min(_WIDEST, terminal_width()), color_system=None, legacy_windows=False
    )
    page.print(Text(_line(dossier.revision.article.metadata.title or dossier.revision.article_id)))
    page.print(Text(_progress(report)))
    if report.checked:
        page.print(Text(" · ".join(check_facts(report.checked))))
    for heading, head, rows in _parts(report, dossier):
        if not rows:
            continue
        table = Table(box=None, pad_edge=False, show_header=bool(head), padding=(0, 2, 0, 0))
        for name in head or rows[0]:
            table.add_column(Text(name if head else ""))
        for row in rows:
            # As Text, so that no word of anybody's is read as markup.
            table.add_row(*(Text(_line(cell)) for cell in row))
        page.print()
        page.print(Text(heading))
        page.print(table)
    assert isinstance(page.file, io.StringIO)  # noqa: S101 - given above
    return "\n".join(line.rstrip() for line in page.file.getvalue().splitlines()) + "\n"


def _progress(report: Report) -> str:
    if not report.claims:
        return _("Nothing is claimed yet.")
    full = _BAR * report.settled // report.claims
    settled = _("{n} of {all} settled").format(n=number(report.settled), all=number(report.claims))
    return f"{'#' * full}{'-' * (_BAR - full)} {settled}"


def _parts(report: Report, dossier: Dossier) -> Iterator[tuple[str, Sequence[str], Sequence[Sequence[str]]]]:
    scale = scale_of(dossier.policy)
    yield _("States"), (), _counted((called(state), count) for state, count in report.states.items())
    yield (
        _("Verdicts"),
        (),
        _counted((_with_sign(scale, verdict), count) for verdict, count in report.verdicts.items()),
    )
    missing = [
        (called(gap), number(len(ones)), _claims({one.number for one in ones}))
        for gap, ones in gaps_of(report.missing).items()
    ]
    yield _("Missing"), (), missing
    who = [
        (one.name, number(one.claims), number(one.verdicts), number(one.stale)) for one in report.reviewers
    ]
    yield _("Reviewers"), ("", _("claims"), _("verdicts"), _("stale")), who
    differ = [
        (
            number(one.view.number),
            one.view.claim.statement,
            "; ".join(
                f"{each.review.person}: {verdict_words(scale, each.review.verdict)}"
                + (f" ({each.review.reason})" if each.review.reason else "")
                for each in one.judgements
            ),
        )
        for one in report.disagreements
    ]
    yield _("We differ"), (), differ
    yield (
        _("Waiting for you"),
        (),
        _counted((why_words(why), count) for why, count in report.waiting.items()),
    )
    if report.hidden:
        yield _("Hidden"), (), [(number(report.hidden), _("claims on which you have given no verdict yet"))]


def _with_sign(scale: Scale, verdict: str) -> str:
    known = scale.get(verdict)
    return f"{known.glyph if known else ''} {verdict_words(scale, verdict)}".lstrip()


def _counted(counts: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    return [(number(count), words) for words, count in counts]


def _claims(numbers: Iterable[int]) -> str:
    listed = sorted(numbers)
    words = _("claim {numbers}") if len(listed) == 1 else _("claims {numbers}")
    return words.format(numbers=", ".join(map(str, listed)))


def _line(text: str) -> str:
    from articles.untrusted import one_line

    return one_line(text, _LONGEST)
