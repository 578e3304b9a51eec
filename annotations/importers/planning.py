"""What taking in a file would change, worked out before anything is written.

A merge per record, by rev: what the file has as it was exported changes
nothing, what was edited by hand becomes a change of one's own where the library
still has the version it was made from, and all else is left as it is and said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.cleaning import cleaned_fields
from annotations.codec import to_json
from annotations.errors import UsageError
from annotations.importers.homing import Home, at_home
from annotations.importers.wording import changed_line, named, new_line
from annotations.model import Note, Purpose, Record, Review
from annotations.revisions import following
from annotations.store import Change
from articles.frozen import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from annotations.importers.parsed import Incoming, Parsed
    from annotations.scales import Scale
    from annotations.session import Session
    from articles.model import Revision

_SAYING = (Purpose.COMMENT, Purpose.QUESTION)
"""Purposes of notes that are nothing without a word."""

_OF_A_VERSION = ("author", "creator", "created", "modified", "rev", "ancestors")
"""Fields that tell versions and owners apart, not contents."""


@frozen
class Plan:
    """What taking in a file comes to."""

    article: str
    """The id of the article in the library."""
    revision: Revision | None
    """The article itself, where the library does not have it yet."""
    changes: tuple[Change, ...]
    lines: tuple[str, ...]
    """What would change, a line each."""
    skipped: tuple[str, ...] = ()
    """What was left as it is, or out, and why, a line each."""
    notices: tuple[str, ...] = ()
    """What the person should know besides, a sentence each."""

    @property
    def changes_nothing(self) -> bool:
        """Whether the library has all of it already."""
        return self.revision is None and not self.changes


@frozen
class Importer:
    """Whose records they become, and where times and ids come from."""

    reviewer: str
    now: datetime
    new_id: Callable[[], str]
    scale: Scale
    """The library's scale of verdicts."""


def plan(parsed: Parsed, home: Home, standing: Iterable[Record], importer: Importer) -> Plan:
    """Return what taking in `parsed` comes to.

    `home` is the article in the library that it belongs to; `standing` is every
    version of the article's records and the library's evidence that stands,
    tombstones included.
    """
    planner = _Planner(standing, importer)
    for one in parsed.incoming:
        planner.take(replace(one, record=at_home(one.record, parsed.article, home.article)))
    planner.remove(parsed.removed)
    return Plan(
        article=home.article,
        revision=home.revision,
        changes=tuple(planner.changes),
        lines=((*home.lines, *planner.lines)),
        skipped=(*parsed.problems, *planner.skipped),
        notices=(*parsed.notices, *home.notices),
    )


def carry_out(made: Plan, session: Session, *, at: str = "") -> None:
    """Write what was planned: the article first, then all records as one transaction.

    It is undone at the article, or at `at` where that is given.

    Raises:
        Conflict: the library changed since the plan was made; no record was written.
    """
    if made.revision is not None:
        original = made.revision.article.text.encode("utf-8", "surrogatepass")
        session.store.add_revision(made.revision, original)
    if made.changes:
        session.commit(made.changes, "import", at or made.article)


def _same_moment(one: Note, other: Record) -> bool:
    """Tell whether two notes say the same, by the same person in the same second.

    A format without purposes has them among its words, before those of the note.
    """
    return (
        isinstance(other, Note)
        and not other.deleted
        and other.person == one.person
        and " ".join(one.text.split()).endswith(" ".join(other.text.split()))
        and other.created.replace(microsecond=0) == one.created.replace(microsecond=0)
    )


def same_note(one: Note, other: object) -> bool:
    """Tell whether two notes say the same of the same thing."""
    return (
        isinstance(other, Note)
        and not other.deleted
        and other.text.strip() == one.text.strip()
        and other.target == one.target
    )


class _Planner:
    """Goes through a file record by record."""

    def __init__(self, standing: Iterable[Record], importer: Importer) -> None:
        self.changes: list[Change] = []
        self.lines: list[str] = []
        self.skipped: list[str] = []
        self._importer = importer
        self._standing: dict[str, list[Record]] = {}
        for record in standing:
            self._standing.setdefault(record.id, []).append(record)

    def take(self, one: Incoming) -> None:
        """Plan what becomes of one record of the file."""
        reason = self._fault(one)
        versions = self._standing.get(one.record.id, []) if one.record.id else []
        if reason:
            self._skip(one, reason)
        elif not versions:
            self._add(one)
        elif any(type(version) is not type(one.record) for version in versions):
            self._skip(one, "its id is that of another kind of record here")
        elif one.edited:
            self._edit(one, versions)
        else:
            self._update(one, versions)

    def remove(self, removed: Mapping[str, str]) -> None:
        """Plan the deletion of notes that were taken out of the file."""
        for record_id, rev in removed.items():
            for version in self._standing.get(record_id, []):
                if not version.deleted:
                    self._remove(version, rev)

    def _fault(self, one: Incoming) -> str:
        """Return why the library would not take such a record; empty where it would."""
        record = one.record
        if isinstance(record, Review) and one.edited:
            try:
                verdict = self._importer.scale.find(record.verdict)
            except UsageError as error:
                return str(error)
            return (
                f"{verdict.id} needs a reason" if verdict.needs_reason and not record.reason.strip() else ""
            )
        if isinstance(record, Note) and one.edited and record.purpose in _SAYING and not record.text.strip():
            return "it is empty; to delete it, take out its comment, too"
        return ""

    def _add(self, one: Incoming) -> None:
        record, importer = one.record, self._importer
        if self._has_note(record):
            return
        if not record.id:
            fresh = replace(record, id=importer.new_id(), author=importer.reviewer)
            self._write("", following(replace(fresh, created=importer.now, modified=importer.now), None))
        elif not one.edited:
            self._write("", self._taken(record))
        elif record.person == importer.reviewer:
            self._write("", following(replace(record, modified=importer.now), None))
        else:
            self._skip(one, f"it was edited, and what {record.person} wrote is not here")
            return
        if not record.deleted:
            self.lines.append(new_line(self.changes[-1].after))

    def _has_note(self, record: Record) -> bool:
        """Tell whether a note is here under another id: taken in before, or gone out and come back."""
        if not isinstance(record, Note):
            return False
        standing = (held for versions in self._standing.values() for held in versions)
        if record.id:
            return any(_same_moment(record, held) for held in standing)
        return any(same_note(record, held) for held in standing)

    def _update(self, one: Incoming, versions: Sequence[Record]) -> None:
        """Take a record as it was exported, where it is newer than what is here."""
        record = one.record
        known = {rev for version in versions for rev in (version.rev, *version.ancestors)}
        if record.rev in known or any(_same(record, version) for version in versions):
            return
        mine = self._mine(versions)
        if mine is None or mine.rev not in record.ancestors or mine.person != record.person:
            self._skip(one, "another version of it is here and stays")
            return
        self._write(mine.rev, self._taken(record))
        self.lines.append(changed_line(mine, record))

    def _edit(self, one: Incoming, versions: Sequence[Record]) -> None:
        """Take what was changed by hand, where the library has the version that it was changed from."""
        mine = self._mine(versions)
        wanted = {name: getattr(one.record, name) for name in one.edited}
        if any(_has(version, wanted) for version in versions):
            return
        if mine is None or mine.creator:
            owner = versions[0].person
            self._skip(one, f"it is {owner}'s; say it in a note or a verdict of your own")
        elif mine.deleted:
            self._skip(one, "you deleted it here")
        elif one.record.rev != mine.rev:
            self._skip(one, "it was changed here as well since the file was made; what is here stays")
        else:
            changed = replace(mine, **cleaned_fields(wanted), modified=self._importer.now)
            self._write(mine.rev, following(changed, mine))
            self.lines.append(changed_line(mine, changed))

    def _remove(self, version: Record, rev: str) -> None:
        if version.author != self._importer.reviewer or version.creator:
            self.skipped.append(f"{named(version)} is {version.person}'s and stays")
        elif version.rev != rev:
            self.skipped.append(f"{named(version)} was changed here since the file was made and stays")
        else:
            gone = replace(version, deleted=True, modified=self._importer.now)
            self._write(version.rev, following(gone, version))
            self.lines.append(f"{named(version)} deleted")

    def _mine(self, versions: Sequence[Record]) -> Record | None:
        """Return the version in the importer's own file, where there is exactly one."""
        own = [version for version in versions if version.author == self._importer.reviewer]
        return own[0] if len(own) == 1 else None

    def _taken(self, record: Record) -> Record:
        """Return a record of anybody's as it stands in the importer's file.

        It keeps its rev, since verdicts name the revs they rest on.
        """
        reviewer = self._importer.reviewer
        creator = "" if record.person == reviewer else record.person
        mine = replace(record, author=reviewer, creator=creator)
        return mine if mine.rev else following(mine, None)

    def _write(self, base: str, record: Record) -> None:
        self.changes.append(Change(base, record))

    def _skip(self, one: Incoming, reason: str) -> None:
        where = f"line {one.line}: " if one.line else ""
        self.skipped.append(f"{where}{named(one.record)} was left out: {reason}")


def _same(one: Record, other: Record) -> bool:
    """Tell whether two records say the same, whoever's file they stand in; so do any two deleted ones."""
    return (one.deleted and other.deleted) or _content(one) == _content(other)


def _content(record: Record) -> dict[str, Any]:
    return {name: value for name, value in to_json(record).items() if name not in _OF_A_VERSION}


def _has(record: Record, wanted: Mapping[str, Any]) -> bool:
    return not record.deleted and all(getattr(record, name) == value for name, value in wanted.items())
