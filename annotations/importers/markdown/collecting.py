"""Records out of the blocks of a file, each with what was changed in it by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from annotations.codec import from_json
from annotations.errors import InvalidRecord
from annotations.exporters.markdown.notes import OF_ARTICLE, SOURCES
from annotations.exporters.markdown.quoting import fingerprint
from annotations.ids import is_ulid
from annotations.importers.markdown.bodies import Damaged, read_claim, read_link, read_note, read_review
from annotations.importers.parsed import Incoming, Parsed
from annotations.importers.reading_json import read_json
from annotations.model import Claim, Link, Note, Purpose, Record, Stance, Target, TargetKind
from articles.frozen import replace
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.importers.markdown.pieces import Piece

TABLES = {
    "claim": "claims",
    "link": "links",
    "fact": "facts",
    "note": "notes",
    "deleted": "notes",
    "review": "reviews",
    "check": "checks",
    "decision": "decisions",
    "source": "sources",
}
_OUR_LINES = pattern(
    rf"#(?: .*)?|## Claim .*|## (?:{OF_ARTICLE}|{SOURCES})|State: .*|Nothing is claimed yet\."
    r"|\^(?:claim|review|link|note)-[0-9a-z]{6}"
    r"|(?:1 confidential source was|\d+ confidential sources were) left out, .*"
)
_REV = pattern(r"(?:[1-9]\d{0,8}-[0-9a-f]{1,64})?")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""When a note that was written by hand was made: the plan puts the time of the import in its place."""


class Collector:
    """Takes the pieces of a file in their order; `article` is the id that its front matter names."""

    def __init__(self, article: str) -> None:
        self._article = article
        self._incoming: dict[str, Incoming] = {}
        self._fresh: list[Incoming] = []
        self._problems: list[str] = []
        self._had: Mapping[str, str] | None = None
        self._here = Target(TargetKind.ARTICLE, article)
        self._whole = True

    def take(self, piece: Piece) -> None:
        """Take in one piece; what is wrong with it is kept as a problem."""
        if piece.kind:
            try:
                self._commented(piece)
            except (InvalidRecord, Damaged) as error:
                self._whole = False
                self._problem(piece, f"this block was left out: {error}")
        elif piece.quote:
            self._by_hand(piece)
        else:
            self._line(piece)

    def finish(self) -> Parsed:
        """Return what the file says."""
        return Parsed(
            incoming=(*self._incoming.values(), *self._fresh),
            article=self._article,
            removed=self._removed(),
            problems=tuple(self._problems),
        )

    def _commented(self, piece: Piece) -> None:
        if piece.kind == "end":
            self._had = _revs(_object(piece.data).get("notes"))
            return
        if piece.kind not in TABLES or piece.kind == "fact":
            raise Damaged("its comment is not as Postil wrote it")
        data = _object(piece.data)
        reader = getattr(self, f"_take_{piece.kind}", self._take_bare)
        reader(piece, data)

    def _take_claim(self, piece: Piece, data: dict[str, Any]) -> None:
        words, values = read_claim(_words(piece))
        claim = self._keep(piece, data, values)
        self._here = Target(TargetKind.CLAIM, claim.id)
        if isinstance(claim, Claim) and fingerprint(words) != fingerprint(claim.anchor.exact):
            self._problem(
                piece, "the words of the article are not changed here; write a statement below them"
            )

    def _take_review(self, piece: Piece, data: dict[str, Any]) -> None:
        self._keep(piece, data, read_review(_words(piece)))

    def _take_note(self, piece: Piece, data: dict[str, Any]) -> None:
        values, answered = read_note(_words(piece))
        changed: list[str] = []
        if data.get("purpose") == Purpose.QUESTION and answered is not None:
            if answered is not data.get("answered", False):
                changed = ["answered"]
            data["answered"] = answered
        self._keep(piece, data, values, changed)

    def _take_link(self, piece: Piece, data: dict[str, Any]) -> None:
        fact = data.pop("fact", "")
        before = _stance(data)
        stance, values = read_link(_words(piece), before)
        data["stance"] = str(stance)
        data["fact"] = fact.get("id") if isinstance(fact, dict) else fact
        found_nothing = before is Stance.NOTHING_FOUND
        # Where one searched shows only where nothing was found; else the comment has it.
        shown = {"searched": values["statement"]} if found_nothing else {}
        record = self._record("link", data, shown)
        changed = ["stance"] if stance is not before else []
        told = self._record("fact", fact, values) if isinstance(fact, dict) else None
        self._add(piece, record, [*changed, *_edited(data, shown)])
        if told is not None:
            self._add(piece, told, _edited(fact, values))

    def _take_source(self, piece: Piece, data: dict[str, Any]) -> None:
        marks = data.pop("sum", {})
        self._add(piece, self._record("source", data, {}), [])
        if not isinstance(marks, dict) or marks.get("footnote") != fingerprint(piece.other):
            self._problem(piece, "the footnote of a source is not read back: change the source in Postil")

    def _take_bare(self, piece: Piece, data: dict[str, Any]) -> None:
        if piece.kind == "deleted":
            data["deleted"] = True
        self._add(piece, self._record(piece.kind, data, {}), [])

    def _keep(
        self, piece: Piece, data: dict[str, Any], values: Mapping[str, str], changed: list[str] | None = None
    ) -> Record:
        record = self._record(piece.kind, data, values)
        self._add(piece, record, [*(changed or ()), *_edited(data, values)])
        return record

    def _record(self, kind: str, data: dict[str, Any], values: Mapping[str, str]) -> Record:
        """Return the record that a comment and the words below it make.  Raises InvalidRecord."""
        fields = {name: held for name, held in data.items() if name not in {"by", "at", "sum", "extra"}}
        extra = data.get("extra")
        fields = {**(extra if isinstance(extra, dict) else {}), **fields, **values}
        fields |= {"author": data.get("by"), "modified": data.get("at")}
        fields.setdefault("created", data.get("at"))
        if kind not in {"source", "fact"}:
            fields.setdefault("article", self._article)
        record = from_json(TABLES[kind], fields)
        if not is_ulid(record.id) or not _REV.fullmatch(record.rev):
            raise InvalidRecord("its id or rev is none")
        return record

    def _add(self, piece: Piece, record: Record, edited: list[str]) -> None:
        known = self._incoming.get(record.id)
        if known is None:
            self._incoming[record.id] = Incoming(record, piece.line, tuple(edited))
        elif type(known.record) is not type(record) or isinstance(record, Note | Link):
            raise Damaged("its id stands in the file twice")
        elif edited:
            self._merge(piece, known, record, edited)

    def _merge(self, piece: Piece, known: Incoming, record: Record, edited: list[str]) -> None:
        """Put together a fact that shows at two claims and was changed at one of them, or both."""
        clash = [name for name in edited if name in known.edited and _differ(known.record, record, name)]
        if clash:
            raise Damaged(f"the same fact was changed otherwise in line {known.line}: {', '.join(clash)}")
        changes: dict[str, Any] = {name: getattr(record, name) for name in edited}
        both = tuple(dict.fromkeys((*known.edited, *edited)))
        line = known.line if known.edited else piece.line
        self._incoming[record.id] = Incoming(replace(known.record, **changes), line, both)

    def _by_hand(self, piece: Piece) -> None:
        """Take a quotation without a comment for a new note on what it stands at."""
        values, _ = read_note(piece.quote)
        if not values["text"]:
            return
        made = Note(
            id="",
            author="",
            created=_LONG_AGO,
            modified=_LONG_AGO,
            article=self._article,
            target=self._here,
            text=values["text"],
        )
        self._fresh.append(Incoming(made, piece.line))

    def _line(self, piece: Piece) -> None:
        if piece.other.startswith("## "):
            self._here = Target(TargetKind.ARTICLE, self._article)
        if not _OUR_LINES.fullmatch(piece.other.rstrip()):
            self._problem(piece, "this was left out: put > before it to make it a note")

    def _problem(self, piece: Piece, reason: str) -> None:
        self._problems.append(f"line {piece.line}: {reason}")

    def _removed(self) -> dict[str, str]:
        """Return the notes that the file had and no longer has; none where that is not certain."""
        if self._had is None:
            self._problems.append("the end of the file is missing: no note was taken for deleted")
            return {}
        gone = {note: rev for note, rev in self._had.items() if note not in self._incoming}
        if gone and not self._whole:
            self._problems.append("a block is damaged: no note was taken for deleted")
            return {}
        return gone


def _words(piece: Piece) -> tuple[str, ...]:
    if not piece.quote:
        raise Damaged("its words are missing")
    return piece.quote


def _object(data: str) -> dict[str, Any]:
    value, _ = read_json(data.encode("utf-8", "surrogatepass"))
    if not isinstance(value, dict):
        raise Damaged("its comment is not as Postil wrote it")
    return value


def _revs(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(rev, str) for rev in value.values()):
        raise Damaged("the list of notes at the end of the file is damaged")
    return value


def _stance(data: Mapping[str, Any]) -> Stance:
    try:
        return Stance(data.get("stance", ""))
    except ValueError as error:
        raise Damaged("its comment names no stance") from error


def _edited(data: Mapping[str, Any], values: Mapping[str, str]) -> list[str]:
    """Return the fields whose words are not those that the comment has fingerprints of."""
    marks = data.get("sum")
    marks = marks if isinstance(marks, dict) else {}
    empty = fingerprint("")
    return [name for name, value in values.items() if fingerprint(value) != marks.get(name, empty)]


def _differ(one: Record, other: Record, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))
