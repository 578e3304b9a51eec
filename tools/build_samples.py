"""Makes the annotated samples that ship with the program out of what is kept by hand.

Run from the root of the project:  python tools/build_samples.py
Ids and times come from the keys in the files, so that the same input makes the
same bytes; a test compares them.
"""

# ruff: noqa: INP001 - a script, started by hand
from __future__ import annotations

import hashlib
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from annotations.anchoring import Resolver, describe
from annotations.dossier import Dossier, fold
from annotations.exporters.registry import ExportOptions, export
from annotations.model import (
    Basis,
    Claim,
    ClaimKind,
    Fact,
    Link,
    Medium,
    Note,
    Pin,
    Purpose,
    Record,
    Review,
    Source,
    SourceKind,
    Stance,
    Target,
    TargetKind,
    article_of,
)
from annotations.revisions import following
from annotations.store import Policy, Snapshot
from articles.identity import article_id
from articles.model import Revision, Span
from articles.reading import Reading, read_bytes

SAMPLES = Path(__file__).parent.parent / "articles" / "samples"
LANGUAGES = ("en", "nl")
PEOPLE = {"anna (sample)": "anna-sample", "bram (sample)": "bram-sample", "Postil sample desk": "desk-sample"}
DESK = "desk-sample"
BEGUN = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""When the sample's first record was made; each further one is a second younger."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BITS = 80


class SampleBuilder:
    """One sample in the making; records are found again by the keys they have in the file."""

    def __init__(self, language: str, data: dict[str, Any], reading: Reading) -> None:
        self._seed = f"postil-sample-{language}"
        self._data = data
        self._made: dict[str, Record] = {}
        self.revision = Revision(
            article_id=article_id(reading.article.metadata.title, reading.origin),
            sha256=reading.article.sha256,
            article=reading.article,
            origin=reading.origin,
            parser=reading.parser,
            added=BEGUN,
            added_by=DESK,
        )

    def build(self) -> Dossier:
        """Return the dossier that the file describes."""
        for row in self._data["sources"]:
            self._source(row)
        for row in self._data["facts"]:
            self._fact(row)
        for row in self._data["claims"]:
            self._claim(row)
        for row in self._data["links"]:
            self._link(row)
        for row in self._data["notes"]:
            self._note(row)
        for row in self._data["reviews"]:
            self._review(row)
        records = tuple(self._made.values())
        of_library = tuple(one for one in records if not article_of(one))
        of_article = tuple(one for one in records if article_of(one))
        text = self.revision.article.text
        return fold(
            self.revision,
            Snapshot(of_article, (), None),
            Snapshot(of_library, (), None),
            resolve=Resolver(text, revision=self.revision.sha256).resolve,
            policy=Policy(scale=self._data["scale"]),
        )

    def _source(self, row: dict[str, Any]) -> None:
        self._keep(
            Source(
                **self._fresh("source:" + row["key"]),
                url=row["url"],
                medium=Medium(row["medium"]),
                title=row["title"],
                publisher=row["publisher"],
                person_named=row["author"],
                published=row["published"],
                accessed=row["accessed"],
                kind=SourceKind(row["kind"]) if row["kind"] else None,
            ),
            "source:" + row["key"],
        )

    def _fact(self, row: dict[str, Any]) -> None:
        words = {name: row[name] for name in ("statement", "quote", "translation", "locator")}
        key = "fact:" + row["key"]
        self._keep(Fact(**self._fresh(key), source=self._id("source:" + row["source"]), **words), key)

    def _claim(self, row: dict[str, Any]) -> None:
        key = "claim:" + row["key"]
        text = self.revision.article.text
        if text.count(row["quote"]) != 1:
            message = f"the quote of {key} stands {text.count(row['quote'])} times in the article"
            raise ValueError(message)
        start = text.index(row["quote"])
        anchor = describe(text, Span(start, start + len(row["quote"])), self.revision.sha256)
        words = {"text": row["text"], "claimant": row["claimant"], "kind": ClaimKind(row["kind"])}
        self._keep(Claim(**self._fresh(key), article=self.revision.article_id, anchor=anchor, **words), key)

    def _link(self, row: dict[str, Any]) -> None:
        key = f"link:{row['claim']}:{row['fact']}"
        self._keep(
            Link(
                **self._fresh(key),
                article=self.revision.article_id,
                claim=self._id("claim:" + row["claim"]),
                stance=Stance(row["stance"]),
                fact=self._id("fact:" + row["fact"]) if row["fact"] else "",
                searched=row.get("searched", ""),
            ),
            key,
        )

    def _note(self, row: dict[str, Any]) -> None:
        key = "note:" + row["key"]
        target = self._target(row)
        of_library = target.kind in {TargetKind.FACT, TargetKind.SOURCE}
        self._keep(
            Note(
                **self._fresh(key, PEOPLE[row["author"]]),
                article="" if of_library else self.revision.article_id,
                target=target,
                text=row["text"],
                purpose=Purpose(row["purpose"]),
                to=PEOPLE.get(row["to"], row["to"]),
                answered=row["state"] == "answered",
            ),
            key,
        )

    def _target(self, row: dict[str, Any]) -> Target:
        if row["reply_to"]:
            return Target(TargetKind.NOTE, self._id("note:" + row["reply_to"]))
        if row["target"] == "article":
            return Target(TargetKind.ARTICLE, self.revision.article_id)
        return Target(TargetKind(row["target"].partition(":")[0]), self._id(row["target"]))

    def _review(self, row: dict[str, Any]) -> None:
        author = PEOPLE[row["author"]]
        key = f"review:{row['claim']}:{author}"
        claim = self._made["claim:" + row["claim"]]
        self._keep(
            Review(
                **self._fresh(key, author),
                article=self.revision.article_id,
                claim=claim.id,
                verdict=row["verdict"],
                reason=row["reason"],
                rests_on=self._basis(claim),
            ),
            key,
        )

    def _basis(self, claim: Record) -> Basis:
        """Return what a verdict on `claim` rests on: its words, and all that is linked to it."""
        if not isinstance(claim, Claim):
            raise TypeError(claim)
        by_id = {record.id: record for record in self._made.values()}
        links = [one for one in by_id.values() if isinstance(one, Link) and one.claim == claim.id]
        pinned = [one for link in links for one in (link, by_id.get(link.fact)) if one]
        pins = tuple(Pin(one.id, one.rev) for one in pinned)
        return Basis(claim.anchor.exact, claim.statement, self.revision.sha256, pins)

    def _fresh(self, key: str, author: str = DESK) -> dict[str, Any]:
        moment = BEGUN + timedelta(seconds=len(self._made))
        random = int.from_bytes(hashlib.sha256(f"{self._seed}:{key}".encode()).digest()[: _RANDOM_BITS // 8])
        number = int(moment.timestamp() * 1000) << _RANDOM_BITS | random
        ulid = "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
        return {"id": ulid, "author": author, "created": moment, "modified": moment}

    def _id(self, key: str) -> str:
        return self._made[key].id

    def _keep(self, record: Record, key: str) -> None:
        if key in self._made:
            message = f"{key} stands there twice"
            raise ValueError(message)
        self._made[key] = following(record, None)


def build(language: str) -> str:
    """Return the sample in `language` as the JSON that ships."""
    data = tomllib.loads((SAMPLES / f"parler-{language}.annotations.toml").read_text(encoding="utf-8"))
    name = data["article"]
    reading = read_bytes((SAMPLES / name).read_bytes(), name=name)
    dossier = SampleBuilder(language, data, reading).build()
    exported = export(dossier, "json", ExportOptions(now=BEGUN, tool="postil samples"))
    return str(exported.text)


def main() -> None:
    """Write all samples."""
    for language in LANGUAGES:
        (SAMPLES / f"parler-{language}.json").write_text(build(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
