"""A dossier as lines of plain text, in the order in which one would read it aloud.

Words stand where a screen has signs and colours, so that it serves pipes,
files and screen readers alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.model import Purpose, Stance
from annotations.scales import scale_of
from annotations.weighing import all_evidence
from articles.model import BlockKind
from reader.accounts import alarm_words
from reader.ages import day
from reader.linear_standing import standing_lines
from reader.output import wrapped
from reader.verdict_words import verdict_words
from reader.words import _, called, number, plural, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotations.dossier import ClaimView, Dossier, Evidence, Judgement, Thread
    from annotations.model import Decision, Note, Record, Source
    from annotations.scales import Scale
    from articles.model import Block

_CLAIM, _PART, _MORE = "  ", "    ", "      "


def linear_text(dossier: Dossier) -> Iterator[str]:
    """Return the article with each paragraph's claims behind it; blank lines are empty strings."""
    yield from _head(dossier)
    for thread in dossier.notes:
        if thread.note.anchor is None:
            yield from _note(thread, "")
    done = 0
    blocks = [
        block for block in dossier.revision.article.blocks if block.span or block.kind is BlockKind.RULE
    ]
    placed = [view for view in dossier.claims if view.span]
    passages = [thread for thread in dossier.notes if thread.note.anchor]
    for index, block in enumerate(blocks):
        yield ""
        yield _block(dossier.text, block)
        last = index == len(blocks) - 1
        while done < len(placed) and (last or _start(placed[done]) < block.span.end):
            yield ""
            yield from claim_lines(dossier, placed[done])
            done += 1
        for thread in [one for one in passages if _stands_in(one, block)]:
            yield from _note(thread, _CLAIM)
            passages.remove(thread)
    yield from _placeless(dossier, passages)


def _placeless(dossier: Dossier, passages: list[Thread]) -> Iterator[str]:
    lost = [view for view in dossier.claims if not view.span]
    if lost or passages:
        yield ""
        yield _("Without a place in the text as it is now:")
    for view in lost:
        yield ""
        yield from claim_lines(dossier, view)
    for thread in passages:
        yield from _note(thread, _CLAIM)


def _head(dossier: Dossier) -> Iterator[str]:
    meta = dossier.revision.article.metadata
    title = " ".join(meta.title.split())
    first = " ".join(dossier.text[:200].split("\n")[0].split())
    if title and title != first:
        yield wrapped(title)
    about = [meta.author, meta.publisher, day(meta.published), meta.url]
    if any(about):
        yield wrapped(" · ".join(filter(None, about)))
    if fetched := dossier.revision.retrieval:
        told = _("fetched {date} from {address}").format(
            date=f"{fetched.at:%Y-%m-%d}", address=fetched.address
        )
        archived = _("archived: {address}").format(address=fetched.archived) if fetched.archived else ""
        yield wrapped(" · ".join(filter(None, [told, archived])))
    claims = plural("{n} claim", "{n} claims", len(dossier.claims))
    ticked = _ticked(dossier) if dossier.checks else []
    yield " · ".join([dossier.revision.article_id, claims, *ticked])
    yield from standing_lines(dossier)
    for notice in dossier.revision.article.notices:
        yield wrapped(_("Note: {notice}").format(notice=sentence(notice)))


def _ticked(dossier: Dossier) -> list[str]:
    """Return how many sentences are ticked, where any is."""
    from annotations.checklist import Checklist
    from annotations.itemising import ArticleItems
    from reader.check_words import check_facts

    return check_facts(Checklist(dossier, ArticleItems(dossier.revision.article)).count_all())


def _block(text: str, block: Block) -> str:
    words = block.span.cut(text)
    indent = "  " * max(0, block.depth - 1) + "> " * block.quoted
    if block.kind is BlockKind.RULE:
        return "* * *"
    if block.kind is BlockKind.HEADING:
        return wrapped(words, indent, first=f"{indent}{'#' * block.level} ")
    if block.kind is BlockKind.CODE:
        return "\n".join(f"{indent}    {line}".rstrip() for line in words.split("\n"))
    if block.kind is BlockKind.TABLE_ROW:
        return indent + " | ".join(cell.cut(text) for cell in block.cells)
    if block.marker:
        return wrapped(words, indent + " " * (len(block.marker) + 1), first=f"{indent}{block.marker} ")
    return wrapped(words, indent + ("  " if block.depth else ""))


def _start(view: ClaimView) -> int:
    return view.span.start if view.span else 0


def _stands_in(thread: Thread, block: Block) -> bool:
    span = thread.place.span if thread.place else None
    return span is not None and block.span.start <= span.start < block.span.end


def claim_lines(dossier: Dossier, view: ClaimView) -> Iterator[str]:
    """Return a claim with its facts, reviews and notes."""
    claim = view.claim
    total = len(dossier.claims)
    which = _("CLAIM {n} of {count}").format(n=number(view.number), count=number(total))
    yield f"{_CLAIM}{which} · {called(claim.kind)} · {called(view.state)} · {claim.id}"
    words = view.span.cut(dossier.text) if view.span else claim.anchor.exact
    yield wrapped(f"“{' '.join(words.split())}”", _PART)
    yield from _change(view)
    if claim.text and claim.text != claim.anchor.exact:
        yield wrapped(claim.text, _PART)
    said_by = _("says {who}").format(who=claim.claimant) if claim.claimant else ""
    yield _PART + " · ".join(filter(None, [said_by, _("noted by {who}").format(who=claim.person)]))
    for one in view.evidence:
        yield from _fact(one)
    if stance := all_evidence(view):
        supports = stance is Stance.SUPPORTS
        yield _PART + (_("all evidence supports it") if supports else _("all evidence refutes it"))
    scale = scale_of(dossier.policy)
    for judgement in view.judgements:
        yield from _review(judgement, scale)
    for ruling in view.rulings[-1:]:
        yield from _ruling(ruling)
    for thread in view.notes:
        yield from _note(thread, _PART)


def _change(view: ClaimView) -> Iterator[str]:
    state = view.place.state
    if state is AnchorState.CHANGED:
        was = " ".join(view.claim.anchor.exact.split())
        yield wrapped(_("was “{words}”").format(words=was), _PART)
        for alarm in view.place.alarms:
            yield _PART + _("ALARM {what}").format(what=alarm_words(alarm))
    elif state is AnchorState.AMBIGUOUS:
        fitting = number(len(view.place.candidates))
        yield _PART + _("{n} places fit; this is only the likeliest").format(n=fitting)


def _fact(one: Evidence) -> Iterator[str]:
    link, fact = one.link, one.fact
    if not link.fact:
        where = link.searched or _("it is not said where")
        told = _("{date} nothing found: {where} ({who})").format(
            date=_day(link), where=where, who=link.person
        )
        yield wrapped(told, _MORE, first=_PART)
        yield f"{_MORE}{_('link')} {link.id}"
        return
    said = fact.statement if fact else _("(this fact cannot be read now)")
    yield wrapped(f"{called(link.stance)}: {said}".rstrip(": "), _MORE, first=_PART)
    if fact is None:
        return
    if fact.quote:
        yield wrapped(f"“{fact.quote}”", _MORE)
    if fact.translation:
        yield wrapped(_("translated: “{words}”").format(words=fact.translation), _MORE)
    if one.source:
        yield wrapped(source_line(one.source, fact.locator), _MORE)
    else:
        yield _MORE + _("(its source cannot be read now)")
    yield f"{_MORE}{_('fact')} {fact.id} · {link.person}"
    for thread in one.notes:
        yield from _note(thread, _MORE)


def source_line(source: Source, locator: str = "") -> str:
    """Return a source as one reference: who, what, where, when."""
    confidential = _("CONFIDENTIAL") if source.confidential else ""
    medium = "" if source.url else called(source.medium)
    parts = [
        confidential,
        source.person_named,
        source.title or source.words,
        source.publisher,
        day(source.published),
        locator,
        source.url or medium,
        _("seen {date}").format(date=day(source.accessed)) if source.accessed else "",
    ]
    return " · ".join(filter(None, parts))


def _ruling(one: Decision) -> Iterator[str]:
    """Return what was decided last of a claim; it may have been overtaken by a later verdict."""
    told = [f"{one.person}: {called(one.value)}", _day(one), one.reason]
    yield wrapped(f"{_('DECIDED')} {' · '.join(filter(None, told))}", _MORE, first=_PART)


def _review(one: Judgement, scale: Scale) -> Iterator[str]:
    review = one.review
    told = [f"{review.person}: {verdict_words(scale, review.verdict)}", review.reason]
    flags = [
        _("stale: what it rests on changed") if one.stale else "",
        _("there is new evidence") if one.new_evidence else "",
    ]
    flagged = "".join(f" ({flag})" for flag in flags if flag)
    yield wrapped(f"{_('VERDICT')} {' · '.join(filter(None, told))}{flagged}", _MORE, first=_PART)


def _note(thread: Thread, indent: str) -> Iterator[str]:
    note = thread.note
    what = _what(note)
    asked = _asked(thread)
    tags = "".join(f" #{tag}" for tag in note.tags)
    yield f"{indent}{what} {note.person} · {_day(note)}{asked}{tags} · {note.id}"
    if note.anchor:
        words = " ".join(note.anchor.exact.split())
        yield wrapped(_("on “{words}”").format(words=words), indent + "  ")
    yield wrapped(_("(deleted)") if note.deleted else _said(note), indent + "  ")
    for reply in thread.replies:
        yield from _note(reply, indent + "  ")


def _what(note: Note) -> str:
    if note.purpose is Purpose.WORDING:
        return _("PROPOSAL")
    return _("QUESTION") if note.purpose is Purpose.QUESTION else _("NOTE")


def _said(note: Note) -> str:
    if note.purpose is not Purpose.WORDING:
        return note.text or called(note.purpose)
    changed = f"“{note.old}” → “{note.new}”"
    return f"{changed}\n{note.text}" if note.text else changed


def _asked(thread: Thread) -> str:
    note = thread.note
    if note.purpose is Purpose.WORDING:
        return f" · {_('taken up')}" if thread.taken_up else ""
    if note.purpose is not Purpose.QUESTION:
        return ""
    to = _("to {whom}").format(whom=note.to) if note.to else ""
    return "".join(f" · {one}" for one in (to, _("answered") if thread.answered else _("open")) if one)


def _day(record: Record) -> str:
    return day(f"{record.created:%Y-%m-%d}")
