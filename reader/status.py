"""What the status line says; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import frozen, replace
from articles.untrusted import one_line
from reader.boxes import bar
from reader.cells import cell_len, fit
from reader.check_words import check_facts
from reader.lines import Line, Look, Piece
from reader.panel.hints import key_of, keyed
from reader.words import _, called, later, number, percent, sentence
from reader.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.checklist import CheckProgress
    from annotations.dossier import Dossier
    from articles.model import Span
    from reader.glyphs import Glyphs
    from reader.pointing import Pointing

HINTS_FROM = 96
"""Cells from which the line also names a few keys."""
HINTS = later("{next-claim} claim  {next-sentence} sentence  {add-note} note  {verdict} verdict  {help} help")
SOURCE_HINTS = later("{link-fact} makes it a fact  {other-pane} the article  {close} close  {help} help")
BESIDE_HINTS = later(
    "{next-source} fact  {follow} its source  {other-pane} the source  {close} close  {help} help"
)
CHECK_HINTS = later(
    "{tick} tick  {on-author} on author  {dismiss} nothing  {next-unticked} next  {help} help"
)
BAR_FROM = 96
"""Cells from which it has a bar as well."""
BAR = 6
"""Cells of it."""
SHORTEST_TITLE = 12
LONGEST = 400
"""Code points that are looked at; no terminal shows more on a row."""
MOST_ROWS = 3
"""Rows that something said may take: a reason cut short helps nobody."""


@frozen
class Status:
    """The facts of the status line."""

    title: str
    percent: int
    claim: int = 0
    claims: int = 0
    match: int = 0
    matches: int = 0
    settled: int = 0
    under_way: int = 0
    """Claims that are begun and not settled."""
    saved: str = ""
    """`saved`, `saving…` or nothing."""
    company: str = ""
    """Who else is here."""
    sift: str = ""
    """Which claims the keys stop at, where it is not all of them."""
    checked: CheckProgress | None = None
    """How far the article is checked, sentence by sentence, where somebody does that."""
    item: str = ""
    """What the keys for ticking act on, in a word."""
    hints: str = ""
    """A few keys, where others matter than elsewhere."""
    message: str = ""
    """Said instead of the hints, until the next key."""
    bad: bool = False
    """Whether the message says that something went wrong."""


@frozen
class Standing:
    """How far the claims of an article are, counted once for many status lines."""

    settled: int
    under_way: int


def standing_of(dossier: Dossier) -> Standing:
    """Count the claims of a dossier by how far they are."""
    states = [view.state for view in dossier.claims]
    return Standing(sum(one.settled for one in states), sum(one.under_way for one in states))


def reading_status(
    dossier: Dossier,
    pointing: Pointing,
    *,
    percent: int,
    standing: Standing | None = None,
    matches: Sequence[Span] = (),
    saved: str = "",
    company: str = "",
    sift: str = "",
    checked: CheckProgress | None = None,
    hints: str = "",
) -> Status:
    """Return what the status line of the reading screen says; `standing` is counted where it is not told."""
    view = dossier.claim(pointing.claim) if pointing.claim else None
    revision = dossier.revision
    standing = standing or standing_of(dossier)
    return Status(
        title=revision.article.metadata.title or revision.article_id,
        percent=percent,
        claim=view.number if view else 0,
        claims=len(dossier.claims),
        sift=sift,
        checked=checked,
        item=_item_words(pointing),
        hints=hints,
        settled=standing.settled,
        under_way=standing.under_way,
        match=matches.index(pointing.match) + 1 if pointing.match in matches else 0,
        matches=len(matches),
        saved=saved,
        company=company,
    )


def _item_words(pointing: Pointing) -> str:
    """Return what is current of a sentence, and which question about it."""
    item = pointing.item
    if item is None:
        return ""
    # Only a figure has two questions; what nobody is said to have said has the one.
    asked = f", {called(item.aspect)}?" if (item.kind, item.aspect) == ("figure", "said") else ""
    return f"{called(item.kind)}{asked}"


def first_words(notices: Sequence[str], dossier: Dossier) -> str:
    """Return what is said when an article opens: the first thing to know, and how many more there are."""
    told = tuple(map(sentence, (*notices, *dossier.revision.article.notices)))
    told += tuple(f"{problem.where}: {sentence(problem.what)}" for problem in dossier.problems)
    if len(told) > 1:
        return f"{told[0]} (+{len(told) - 1})"
    return told[0] if told else ""


def compose_status(
    status: Status, width: int, *, dot: str, ellipsis: str, boxes: Glyphs | None = None
) -> Line:
    """Return the line, filled to `width` cells; the title gives way first.

    With `boxes`, a bar says how far the claims are, where there is room.
    """
    facts = [status.item, percent(status.percent)] if status.item else [percent(status.percent)]
    if status.claims:
        at = number(status.claim) if status.claim else "–"
        facts.append(_("claim {n}/{all}").format(n=at, all=number(status.claims)))
        if status.sift:
            facts.append(f"& {status.sift}")
        if status.checked is None:
            shown = _bar(status, boxes) if boxes and width >= BAR_FROM else ""
            facts.append(_("{n} settled").format(n=number(status.settled)) + shown)
    if status.checked is not None:
        facts += check_facts(status.checked)
    if status.matches:
        facts.append(f"{number(status.match)}/{number(status.matches)}")
    if status.saved:
        facts.append(status.saved)
    if status.company:
        facts.append(one_line(status.company, LONGEST))
    tail = "".join(f" {dot} {fact}" for fact in facts)
    if status.message:
        return _with_message(status, width, ellipsis)
    left_over = width - 4 - cell_len(tail)
    hint = _hint(status, left_over - SHORTEST_TITLE) if width >= HINTS_FROM else key_of("help")
    room = left_over - cell_len(hint)
    title = fit(one_line(status.title, LONGEST), max(0, room), ellipsis=ellipsis)
    left = f" {title}{tail}" if title else f" {tail.removeprefix(f' {dot} ')}"
    left = fit(left, width - cell_len(hint) - 2, ellipsis=ellipsis)
    gap = " " * max(1, width - cell_len(left) - cell_len(hint) - 1)
    return Line(
        (Piece(left, Look.STATUS), Piece(gap, Look.STATUS), Piece(f"{hint} ", Look.STATUS | Look.MUTED))
    )


def _hint(status: Status, room: int) -> str:
    """Return the keys that are named in `room` cells."""
    # Where nothing is claimed, who ticks does it by whole sentences as well.
    by_sentence = status.checked is not None and not (status.claims or status.hints)
    if not (status.item or by_sentence):
        hints = keyed(_(status.hints or HINTS))
        return hints if cell_len(hints) <= room else key_of("help")
    *keys, last = keyed(_(CHECK_HINTS)).split("  ")
    while keys and cell_len("  ".join((*keys, last))) > room:
        keys.pop()
    return "  ".join((*keys, last)) if keys else key_of("help")


def _bar(status: Status, boxes: Glyphs) -> str:
    return f" {bar(status.settled, status.under_way, status.claims, BAR, boxes)}"


def compose_rows(
    status: Status, width: int, *, dot: str, ellipsis: str, boxes: Glyphs | None = None
) -> list[Line]:
    """Return what the status line says: a row, or up to three where a message needs them."""
    message = one_line(status.message, LONGEST)
    if cell_len(message) < width:
        return [compose_status(status, width, dot=dot, ellipsis=ellipsis, boxes=boxes)]
    parts = [message[start:end] for start, end in wrap(message, 0, len(message), width - 2)]
    if len(parts) > MOST_ROWS:
        parts[MOST_ROWS - 1 :] = [f"{parts[MOST_ROWS - 1]}{ellipsis}"]
    return [_with_message(replace(status, message=part), width, ellipsis) for part in parts]


def _with_message(status: Status, width: int, ellipsis: str) -> Line:
    look = Look.STATUS | (Look.BAD if status.bad else Look.STRONG)
    text = fit(f" {one_line(status.message, LONGEST)}", width, ellipsis=ellipsis)
    return Line((Piece(text, look), Piece(" " * (width - cell_len(text)), Look.STATUS)))
