"""Builds the dossiers of the sample articles from their Markdown and TOML: python tools/build_samples.py.

The same input gives the same bytes: times and ids are made from the keys in the
TOML, not from the clock.
"""  # noqa: INP001 - a script

from __future__ import annotations

import hashlib
import sys
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from annotations.exporters.registry import ExportOptions, export  # noqa: E402 - after the path to it
from annotations.model import ClaimKind, Medium, Purpose, SourceKind, Stance, Target, TargetKind  # noqa: E402
from annotations.quoting import locate_quote  # noqa: E402
from annotations.session import Session  # noqa: E402
from annotations.shelving import take_in  # noqa: E402
from annotations.stores.memory import MemoryLibrary, MemoryStore  # noqa: E402
from articles.model import Origin, OriginKind  # noqa: E402
from articles.reading import read_file  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotations.model import Claim, Fact, Note, Record, Source

SAMPLES = ROOT / "articles" / "samples"
LANGUAGES = ("en", "nl")
BEGUN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
"""When the samples were annotated; each record is a minute younger than the one before."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def build(language: str) -> str:
    """Return the dossier of a sample as JSON."""
    source = tomllib.loads((SAMPLES / f"parler-{language}.annotations.toml").read_text(encoding="utf-8"))
    return _Builder(language, source).build()


class _Builder:
    """Makes the records through sessions, one for each person, as people would."""

    def __init__(self, language: str, table: dict[str, Any]) -> None:
        minutes = count()
        numbers = count()
        self._table = table
        self._language = language
        self._clock: Callable[[], datetime] = lambda: BEGUN + timedelta(minutes=next(minutes))
        self._new_id: Callable[[], str] = lambda: _ulid(language, next(numbers))
        self._library = MemoryLibrary()
        self._sessions: dict[str, Session] = {}
        self._sources: dict[str, Source] = {}
        self._facts: dict[str, Fact] = {}
        self._claims: dict[str, Claim] = {}
        self._notes: dict[str, Note] = {}
        self._article = ""

    def build(self) -> str:
        desk = self._session(self._table["author"])
        reading = read_file(SAMPLES / self._table["article"])
        nameless = replace(reading, origin=Origin(OriginKind.HASH, reading.article.sha256))
        self._article = take_in(desk.store, nameless, clock=self._clock).article
        self._make_claims(desk)
        self._draft_evidence(desk)
        for link in self._table["links"]:
            self._link(desk, link)
        for note in self._table["notes"]:
            self._note(note)
        for review in self._table["reviews"]:
            self._review(review)
        options = ExportOptions(now=BEGUN + timedelta(days=1), with_confidential=True)
        return str(export(desk.dossier(self._article), "json", options).text)

    def _session(self, author: str) -> Session:
        if author not in self._sessions:
            store = MemoryStore(self._library, author, self._clock, self._new_id)
            self._sessions[author] = Session(store, clock=self._clock, new_id=self._new_id)
        return self._sessions[author]

    def _make_claims(self, desk: Session) -> None:
        dossier = desk.dossier(self._article)
        for one in self._table["claims"]:
            span = locate_quote(dossier.revision.article, one["quote"])
            self._claims[one["key"]] = desk.add_claim(
                dossier, span, text=one["text"], claimant=one["claimant"], kind=ClaimKind(one["kind"])
            )

    def _draft_evidence(self, desk: Session) -> None:
        for one in self._table["sources"]:
            words = {name: one[name] for name in ("url", "title", "publisher", "published", "accessed")}
            self._sources[one["key"]] = desk.draft_source(
                **words,
                person_named=one["author"],
                medium=Medium(one["medium"]),
                kind=SourceKind(one["kind"]),
            )
        for one in self._table["facts"]:
            words = {name: one[name] for name in ("statement", "quote", "translation", "locator")}
            self._facts[one["key"]] = desk.draft_fact(self._sources[one["source"]], **words)

    def _link(self, desk: Session, link: dict[str, Any]) -> None:
        claim = self._claims[link["claim"]]
        stance = Stance(link["stance"])
        if stance is Stance.NOTHING_FOUND:
            desk.link_fact(claim, stance, searched=link["searched"])
            return
        key = link["fact"]
        fact = self._facts[key]
        source_key = next(one["source"] for one in self._table["facts"] if one["key"] == key)
        linked = desk.link_fact(claim, stance, source=self._sources[source_key], fact=fact)
        if linked.fact and linked.source:
            self._facts[key], self._sources[source_key] = linked.fact, linked.source

    def _note(self, note: dict[str, Any]) -> None:
        self._notes[note["key"]] = self._session(note["author"]).add_note(
            self._article,
            self._target(note),
            note["text"],
            purpose=Purpose(note["purpose"]),
            to=note["to"],
            answered=note["state"] == "answered",
        )

    def _target(self, note: dict[str, Any]) -> Target:
        if note["reply_to"]:
            return Target(TargetKind.NOTE, self._notes[note["reply_to"]].id)
        kind, _, key = note["target"].partition(":")
        named: dict[str, Mapping[str, Record]] = {
            "claim": self._claims,
            "fact": self._facts,
            "source": self._sources,
        }
        record_id = named[kind][key].id if kind in named else self._article
        return Target(TargetKind(kind), record_id)

    def _review(self, review: dict[str, Any]) -> None:
        session = self._session(review["author"])
        dossier = session.dossier(self._article)
        view = dossier.claim(self._claims[review["claim"]].id)
        if view is None:
            message = f"no claim {review['claim']}"
            raise LookupError(message)
        session.review(dossier, view, review["verdict"], reason=review["reason"])


def _ulid(language: str, number: int) -> str:
    """Return a ULID of the day of the samples whose other half comes from language and number."""
    digest = hashlib.sha256(f"{language}:{number}".encode()).digest()[:10]
    value = (int(BEGUN.timestamp() * 1000) + number << 80) | int.from_bytes(digest, "big")
    return "".join(_ALPHABET[value >> shift & 31] for shift in range(125, -1, -5))


if __name__ == "__main__":
    for each in LANGUAGES:
        (SAMPLES / f"parler-{each}.json").write_text(build(each), encoding="utf-8")
