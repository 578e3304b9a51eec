"""Records as blocks of Markdown: a comment with what does not show, and a quotation with what does.

What stands in the quotation is what a person may edit; the comment has a
fingerprint of each such field, so that an edit is seen whatever became of the
record meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.anchors import AnchorState
from annotations.codec import to_json, write_time
from annotations.exporters.markdown.quoting import comment, fingerprint, guarded, inline, plain, quoted
from annotations.exporters.selecting import emptied
from annotations.model import Claim, Fact, Link, Note, Purpose, Record, Review, Stance
from articles.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from annotations.anchors import Alarm, Anchor
    from annotations.dossier import ClaimView, Evidence, Judgement, Thread
    from articles.model import Span

ALERTS = {
    Stance.SUPPORTS: "TIP",
    Stance.REFUTES: "CAUTION",
    Stance.QUALIFIES: "WARNING",
    Stance.CONTEXT: "NOTE",
    Stance.NOTHING_FOUND: "NOTE",
}
STANCES = {
    Stance.SUPPORTS: "Supports",
    Stance.REFUTES: "Refutes",
    Stance.QUALIFIES: "Qualifies",
    Stance.CONTEXT: "Context",
    Stance.NOTHING_FOUND: "Nothing found",
}
PURPOSES = {
    Purpose.COMMENT: "Note",
    Purpose.QUESTION: "Question",
    Purpose.WORDING: "Wording",
    Purpose.HIGHLIGHT: "Highlight",
}
ANSWERED, OPEN = "answered", "open"
REPLY = "in reply to"
TEXT = "Text"

CLAIM_FIELDS = {"Statement": "text", "Claimant": "claimant"}
FACT_FIELDS = {"Passage": "quote", "Translation": "translation", "Locator": "locator"}
WORDING_FIELDS = {"Old": "old", "New": "new"}
DERIVED = ("Now", "Changed", "Words")
"""Labels of what is worked out anew each time and not read back."""

EDITABLE: dict[type[Record], tuple[str, ...]] = {
    Claim: tuple(CLAIM_FIELDS.values()),
    Fact: ("statement", *FACT_FIELDS.values()),
    Link: ("searched",),
    Note: ("text", *WORDING_FIELDS.values()),
    Review: ("verdict", "reason"),
}
"""Which fields show as text, and so are not in the comment."""

_OF_THE_FILE = ("author", "creator", "created", "modified", "ancestors", "deleted")


def carried(record: Record, article: str) -> dict[str, Any]:
    """Return what a comment says of `record`: all that does not show, and fingerprints of what does."""
    shown = EDITABLE.get(type(record), ())
    if isinstance(record, Link) and record.stance is not Stance.NOTHING_FOUND:
        shown = ()
    fields = to_json(replace(record, extra={}))
    data: dict[str, Any] = {
        name: value for name, value in fields.items() if name not in {*shown, *_OF_THE_FILE}
    }
    if data.get("article") == article:
        del data["article"]
    data |= {"by": record.person, "at": write_time(record.modified)}
    if record.created != record.modified:
        data["created"] = write_time(record.created)
    marks = {name: fingerprint(getattr(record, name)) for name in shown if getattr(record, name)}
    if marks:
        data["sum"] = marks
    if record.extra:
        data["extra"] = dict(record.extra)
    return data


def claim_block(view: ClaimView, text: str, article: str) -> list[str]:
    """Return a claim: the words it was made on, and what is claimed where that differs."""
    claim = view.claim
    fields = [("Statement", plain(claim.text, at_start=False) if claim.text else [])]
    fields.append(("Claimant", plain(claim.claimant, at_start=False) if claim.claimant else []))
    now = _words_now(view.span, claim.anchor, text)
    fields.append(("Now", plain(now, at_start=False) if now else []))
    alarms = "; ".join(map(_alarm, view.place.alarms))
    fields.append(("Changed", [inline(alarms)] if alarms else []))
    lines = [*plain(claim.anchor.exact), *_labelled(fields)]
    return [comment("claim", carried(claim, article)), "", *quoted(lines)]


def review_block(judgement: Judgement, article: str) -> list[str]:
    """Return a verdict with whose it is, and its reason."""
    review = judgement.review
    parts = [f"**Verdict: {inline(review.verdict)}**", inline(review.person), _day(review.modified)]
    if judgement.stale:
        parts.append("stale: what it rests on has changed since")
    elif judgement.new_evidence:
        parts.append("there is new evidence since")
    lines = ["[!IMPORTANT]", " · ".join(parts)]
    if review.reason:
        lines += ["", *guarded(review.reason)]
    return [comment("review", carried(review, article)), "", *quoted(lines)]


def link_block(evidence: Evidence, names: dict[str, str], article: str) -> list[str]:
    """Return a fact as it bears on a claim, with its source as a footnote."""
    link, fact = evidence.link, evidence.fact
    data = carried(link, article)
    word = STANCES[link.stance]
    if link.stance is Stance.NOTHING_FOUND:
        fields = [(word, plain(link.searched, at_start=False))]
    elif fact is None:
        fields = [(word, ["*what was found is not part of this file*"])]
    else:
        data["fact"] = carried(fact, article)
        said = plain(fact.statement, at_start=False)
        if evidence.source:
            said[-1] += f"[^{names[evidence.source.id]}]"
        fields = [(word, said)]
        for label, name in FACT_FIELDS.items():
            value = getattr(fact, name)
            fields.append((label, plain(value, at_start=False) if value else []))
    lines = [f"[!{ALERTS[link.stance]}]", *_labelled(fields)[1:]]
    return [comment("link", data), "", *quoted(lines)]


def note_blocks(
    thread: Thread, text: str, article: str, answers: str = "", tagged: Callable[[str], str] | None = None
) -> list[list[str]]:
    """Return a note and the replies to it.

    `text` is the article's; `answers` is whose note it replies to; `tagged` writes a tag.
    """
    note = thread.note
    if note.deleted:
        whose, block = "a deleted note", [comment("deleted", carried(emptied(note), article))]
    else:
        whose, block = note.person, _note_block(thread, text, article, answers, tagged or hashtag)
    replies = [part for reply in thread.replies for part in note_blocks(reply, text, article, whose, tagged)]
    return [block, *replies]


def _note_block(
    thread: Thread, text: str, article: str, answers: str, tagged: Callable[[str], str]
) -> list[str]:
    note = thread.note
    parts = [f"**{PURPOSES[note.purpose]}**", inline(note.person), _day(note.created)]
    if note.to:
        parts[1] += f" to {inline(note.to)}"
    if answers:
        parts.append(f"{REPLY} {inline(answers)}")
    if note.purpose is Purpose.QUESTION:
        parts.append(ANSWERED if note.answered else OPEN)
    parts += [tagged(tag) for tag in note.tags]
    lines = ["[!IMPORTANT]"] if note.purpose is Purpose.QUESTION else []
    lines.append(" · ".join(parts))
    fields = [(label, _field(getattr(note, name))) for label, name in WORDING_FIELDS.items()]
    if note.anchor:
        place = thread.place
        # Of two places that fit, none is taken.
        span = place.span if place and place.state is not AnchorState.AMBIGUOUS else None
        now = _words_now(span, note.anchor, text)
        fields[:0] = [("Words", _field(note.anchor.exact)), ("Now", _field(now))]
    labelled = _labelled(fields)
    lines += labelled
    if note.text:
        # Without a label, words of the note could be taken for one of ours.
        lines += ["", f"**{TEXT}:**"] if labelled or note.text.lstrip().startswith("**") else []
        lines += ["", *guarded(note.text)]
    return [comment("note", carried(note, article)), "", *quoted(lines)]


def _field(value: str) -> list[str]:
    return plain(value, at_start=False) if value else []


def _labelled(fields: list[tuple[str, list[str]]]) -> list[str]:
    """Return fields that have something to show, each after an empty line and its label."""
    lines: list[str] = []
    for label, (first, *rest) in ((label, shown) for label, shown in fields if shown):
        lines += ["", f"**{label}:** {first}".rstrip(" "), *rest]
    return lines


def _alarm(alarm: Alarm) -> str:
    if alarm.was and alarm.now:
        return f"{alarm.kind} “{alarm.was}” to “{alarm.now}”"
    return f"{alarm.kind} “{alarm.was}” is gone" if alarm.was else f"{alarm.kind} “{alarm.now}” is new"


def _words_now(span: Span | None, anchor: Anchor, text: str) -> str:
    """Return the words of the article, where they are not those that a claim or note was made on."""
    now = span.cut(text) if span else ""
    return "" if now == anchor.exact else now


def _day(moment: datetime) -> str:
    return write_time(moment)[:10]


def hashtag(tag: str) -> str:
    """Return a tag as most programs write it."""
    shown = inline(tag)
    return f"#{tag}" if shown == tag and tag and not set(tag) & set(" \t") else inline(f"#{tag}")
