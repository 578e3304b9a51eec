"""Finding an article or a record by the few characters a person types.

An article is asked for by its id or a unique start of it, a record by its id
or a unique ending, since ULIDs made on one day all start alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import UnknownArticle, UnknownRecord
from annotations.ids import ULID_LENGTH
from annotations.model import article_of
from annotations.revisions import generation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotations.model import Record
    from annotations.store import ArticleEntry, Store

LAST = "@"
"""Stands for the record that one made last."""

LEAST_ENDING = 4
"""Fewer characters than this end too many ids to be meant as one."""

MOST_LISTED = 6
"""How many ids an error lists; a longer list is not read."""


def find_article(store: Store, word: str) -> ArticleEntry:
    """Return the article whose id is `word`, or the only one whose id starts with it.

    Raises:
        UnknownArticle: there is none, or more than one; the hint lists them, or those that look alike.
    """
    entries = store.articles()
    starting = [entry for entry in entries if word and entry.id.startswith(word.lower())]
    whole = [entry for entry in starting if entry.id == word.lower()]
    if whole or len(starting) == 1:
        return (whole or starting)[0]
    if starting:
        raise UnknownArticle(
            f"{len(starting)} articles start with {word!r}",
            f"give more of one: {_listed(one.id for one in starting)}",
        )
    near = _near(word, [entry.id for entry in entries]) if word else []
    hint = f"perhaps {_listed(near)}" if near else "postil list shows what the library has"
    raise UnknownArticle(f"there is no file or article {word!r}", hint)


def _near(word: str, ids: Sequence[str]) -> list[str]:
    from difflib import get_close_matches

    # Ids are long and people type their first word or two: compare starts of the same length, too.
    starts = {article[: len(word)]: article for article in reversed(ids)}
    within = [article for article in ids if len(word) >= LEAST_ENDING and word.lower() in article]
    close = [
        *within,
        *get_close_matches(word.lower(), ids, MOST_LISTED),
        *get_close_matches(word.lower(), starts, MOST_LISTED),
    ]
    return list(dict.fromkeys(starts.get(one, one) for one in close))


def find_record(store: Store, ending: str, article: str = "", kinds: tuple[type[Record], ...] = ()) -> Record:
    """Return the standing record whose id is `ending`, or the only one whose id ends with it.

    `@` is the one that the store's reviewer made last.  With `article`, only
    that article and the library's evidence are looked at; with `kinds`, a record
    of another kind is not meant.

    Raises:
        UnknownRecord: there is none, or more than one; the hint lists them.
    """
    if ending == LAST:
        return _last_made(store, kinds)
    if len(ending) < LEAST_ENDING:
        raise UnknownRecord(f"{ending!r} is too short for an id", "give at least its last four characters")
    found = _ending_so(store, ending.upper(), article)
    meant = [record for record in found if not kinds or isinstance(record, kinds)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise UnknownRecord(
            f"{len(meant)} records end in {ending!r}", f"give more of one: {_listed(map(named, meant))}"
        )
    if found:
        raise UnknownRecord(
            f"{named(found[0])} is not a {_either(kinds)}", "postil show ARTICLE prints the ids"
        )
    raise UnknownRecord(f"there is no {_either(kinds)} {ending!r}", "postil show ARTICLE prints the ids")


def named(record: Record) -> str:
    """Return a record's kind and id, as messages name it."""
    return f"{type(record).__name__.lower()} {record.id}"


def standing_records(store: Store, article: str) -> dict[str, Record]:
    """Return one version of each record of an article that is not deleted; of the evidence where it is empty.

    Where two versions stand it is the one that a dossier shows.
    """
    chosen = {record_id: versions[0] for record_id, versions in standing_versions(store, article).items()}
    return {record_id: record for record_id, record in chosen.items() if not record.deleted}


def standing_versions(store: Store, article: str) -> dict[str, list[Record]]:
    """Return all versions that stand of each record of an article; of the evidence where it is empty.

    The one that a dossier shows comes first; deleted ones are among them.
    """
    snapshot = store.records(article) if article else store.evidence()
    versions: dict[str, list[Record]] = {}
    for record in sorted(snapshot.records, key=lambda one: (one.deleted, -generation(one.rev), one.rev)):
        versions.setdefault(record.id, []).append(record)
    return versions


def in_two_versions(store: Store) -> list[list[Record]]:
    """Return the versions of each record of the store's reviewer of which several stand."""
    return [
        versions
        for article in _places(store, "")
        for versions in standing_versions(store, article).values()
        if len(versions) > 1 and versions[0].author == store.reviewer
    ]


def _ending_so(store: Store, ending: str, article: str) -> list[Record]:
    found: list[Record] = []
    for where in _places(store, article):
        found += [
            record
            for record_id, record in standing_records(store, where).items()
            if record_id.endswith(ending)
        ]
        if found and len(ending) == ULID_LENGTH:
            break
    return found


def _places(store: Store, article: str) -> Iterator[str]:
    yield ""
    if article:
        yield article
    else:
        yield from (entry.id for entry in store.articles())


def _last_made(store: Store, kinds: tuple[type[Record], ...]) -> Record:
    for transaction in reversed(store.transactions()):
        for edit in reversed(transaction.edits):
            made = edit.before is None and (not kinds or isinstance(edit.after, kinds))
            stands = standing_records(store, article_of(edit.after)).get(edit.after.id) if made else None
            if stands is not None:
                return stands
    raise UnknownRecord(f"you have made no {_either(kinds)} yet", "@ stands for the last one you made")


def _either(kinds: tuple[type[Record], ...]) -> str:
    names = [kind.__name__.lower() for kind in kinds] or ["record"]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - MOST_LISTED
    return ", ".join(every[:MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
