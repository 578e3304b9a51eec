"""The articles of a library: originals, texts, parsed forms and metadata, each made once.

A revision is there when its metadata is: that is written last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.codec import read_time, write_time
from annotations.errors import StoreError, UnknownArticle
from annotations.store import ArticleEntry, Problem, RevisionEntry
from annotations.stores.tinydb.files import (
    drop,
    is_fresh,
    link_once,
    make_folder,
    prepare,
    read_file,
    reason_of,
    stamp_at,
    sync_folder,
    telling,
)
from annotations.stores.tinydb.layout import is_article, is_sha256
from annotations.stores.tinydb.listing import is_folder
from annotations.stores.tinydb.retrievals import pack_retrieval, unpack_retrieval
from annotations.stores.tinydb.tables import Unreadable, decode, encode_line, encode_quick
from articles.errors import ArticleError
from articles.frozen import frozen
from articles.hashing import sha256_of
from articles.kept import pack, pack_metadata, unpack, unpack_metadata
from articles.model import Metadata, Origin, OriginKind, Revision

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.files import Stamp
    from annotations.stores.tinydb.layout import Layout, Modes
    from articles.model import Article

FORMAT = 1
"""Number of the form of a revision's metadata."""
_NAME_PARTS = {2, 3}
"""`<sha256>.json`, and `<sha256>.<id>.json` of a text that came back."""


@frozen
class _Card:
    """The metadata of one revision."""

    number: int
    """Counts an article's revisions from 1; a clock would not tell which came first."""
    entry: RevisionEntry
    origin: Origin
    metadata: Metadata
    original: str
    """The name of the file with the bytes it came as."""
    parsed: str
    """The name of the file with its parsed form."""
    parsed_sha256: str
    """The hash of that file; empty of a revision that an earlier version of the program kept."""
    text: str
    """The name of the file with its text; empty where that is in the parsed form."""


@frozen
class _Kept:
    """An article's cards, oldest first, and what is wrong with others."""

    stamp: Stamp | None
    cards: tuple[_Card, ...]
    wrong: tuple[Problem, ...]


class Shelf:
    """Keeps the articles of one library."""

    def __init__(
        self,
        disk: Disk,
        layout: Layout,
        *,
        modes: Callable[[], Modes],
        ids: Callable[[], str],
    ) -> None:
        self._disk = disk
        self._layout = layout
        self._modes = modes
        self._ids = ids
        self._kept: dict[str, _Kept] = {}
        self._loaded: tuple[_Card, Revision] | None = None
        """What was read last: whoever looks whether an article is known reads it a moment later."""

    def entries(self) -> list[ArticleEntry]:
        """Return all articles, in order of id."""
        found = ((article, self._cards(article).cards) for article in self.ids())
        return [_entry(article, cards) for article, cards in found if cards]

    def problems(self) -> list[Problem]:
        """Return what is wrong with the metadata of any article."""
        return [problem for article in self.ids() for problem in self._cards(article).wrong]

    def entry(self, article: str) -> ArticleEntry:
        """Return one article by its whole id.  Raises UnknownArticle."""
        return _entry(article, self._known(article))

    def load(self, article: str, sha256: str) -> Revision:
        """Return an article's newest revision, or the one named.

        Raises:
            UnknownArticle: there is no such article or revision.
            StoreError: what was kept cannot be read any more.
        """
        card = self._card(article, sha256)
        if self._loaded is None or self._loaded[0] != card or self._loaded[1].article_id != article:
            self._loaded = card, self._unpacked(article, card)
        return self._loaded[1]

    def _unpacked(self, article: str, card: _Card) -> Revision:
        try:
            read = self._article(article, card)
        except (ArticleError, Unreadable) as error:
            raise StoreError(f"the text of {article} cannot be read", str(error)) from error
        entry = card.entry
        return Revision(
            article,
            entry.sha256,
            read,
            card.origin,
            entry.parser,
            entry.added,
            entry.added_by,
            entry.retrieval,
        )

    def _article(self, article: str, card: _Card) -> Article:
        parsed = self._read(article, card.parsed)
        if card.parsed_sha256 and sha256_of(parsed) != card.parsed_sha256:
            raise Unreadable("its parsed form is not what it was; bring it back from a backup")
        if not card.text:
            read = unpack(decode(parsed))
            if read.sha256 != card.entry.sha256:
                raise _not_what_it_was(article)
            return read
        # Imported here: in a library of an earlier version of the program nothing needs it.
        from articles.kept_columns import unpack as unpack_beside

        return unpack_beside(decode(parsed), self._text(article, card))

    def _text(self, article: str, card: _Card) -> bytes:
        text = self._read(article, card.text)
        if sha256_of(text) != card.entry.sha256:
            # Git can be told to end lines as Windows does.
            text = text.replace(b"\r\n", b"\n")
            if sha256_of(text) != card.entry.sha256:
                raise _not_what_it_was(article)
        return text

    def original(self, article: str, sha256: str) -> bytes:
        """Return the bytes that a revision came as.  Raises as `load`."""
        return self._read(article, self._card(article, sha256).original)

    def add(self, revision: Revision, original: bytes, workplace: str) -> bool:
        """Keep a revision, unless it is the newest already; tell whether it was new.

        `workplace` is one's own folder, locked: what is half written stays there.

        Raises:
            OSError: nothing that can be seen was added.
        """
        article = revision.article_id
        if not is_article(article) or revision.article.sha256 != revision.sha256:
            raise StoreError(f"{article!r} cannot be kept", "its id or its hash is not what it must be")
        make_folder(self._disk, self._layout.articles, self._modes().common)
        make_folder(self._disk, self._layout.article(article), self._modes().common)
        cards = self._cards(article).cards
        if cards and cards[-1].entry.says(revision):
            return False
        card = {
            "format": FORMAT,
            "article": article,
            "number": cards[-1].number + 1 if cards else 1,
            "sha256": revision.sha256,
            "parser": revision.parser,
            "added": write_time(revision.added),
            "added_by": revision.added_by,
            "origin": {"kind": str(revision.origin.kind), "value": revision.origin.value},
            "metadata": pack_metadata(revision.article.metadata),
            "original": self._keep(workplace, article, (revision.sha256, "orig"), original),
            **self._keep_parsed(workplace, revision),
        }
        if revision.retrieval:
            card["retrieval"] = pack_retrieval(revision.retrieval)
        self._keep(workplace, article, (revision.sha256, "json"), encode_line(card) + b"\n")
        sync_folder(self._disk, self._layout.article(article))
        return True

    def _keep_parsed(self, workplace: str, revision: Revision) -> dict[str, str]:
        """Keep what a revision was parsed to; return what its card says of that."""
        from articles import kept_columns

        article, sha256, texts = revision.article_id, revision.sha256, {}
        packed = kept_columns.pack(revision.article)
        if packed is not None:
            text = kept_columns.encode_text(revision.article.text)
            texts["text"] = self._keep(workplace, article, (sha256, "txt"), text)
        line = encode_line(pack(revision.article)) if packed is None else encode_quick(packed)
        parsed = self._keep(workplace, article, (sha256, "parsed.json"), line)
        return {"parsed": parsed, "parsed_sha256": sha256_of(line), **texts}

    def _keep(self, workplace: str, article: str, named: tuple[str, str], data: bytes) -> str:
        """Make a file with `data` unless there is one; return its name.

        Where another file has the name, this one gets an id between its parts:
        what is kept is never written over.
        """
        stem, ending = named
        folder = self._layout.article(article)
        temporary = prepare(self._disk, workplace, f"{stem}.{ending}", data, self._modes().file)
        try:
            name = f"{stem}.{ending}"
            while not link_once(self._disk, temporary, f"{folder}/{name}"):
                if ending != "json" and self._holds(f"{folder}/{name}", data):
                    break
                name = f"{stem}.{self._ids()}.{ending}"
        finally:
            drop(self._disk, temporary)
        return name

    def _holds(self, path: str, data: bytes) -> bool:
        try:
            return read_file(self._disk, path)[0] == data
        except OSError:
            return False

    def ids(self) -> list[str]:
        """Return the ids of all articles, and of those that are only just being made."""
        try:
            return sorted(name for name in self._disk.list(self._layout.articles) if is_article(name))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError("the articles cannot be listed", reason_of(error)) from error

    def _known(self, article: str) -> tuple[_Card, ...]:
        kept = self._cards(article) if is_article(article) else None
        if kept is None or not kept.cards:
            hint = kept.wrong[0].what if kept is not None and kept.wrong else ""
            raise UnknownArticle(f"there is no article {article} in the library", hint)
        return kept.cards

    def _card(self, article: str, sha256: str) -> _Card:
        cards = [card for card in self._known(article) if sha256 in {"", card.entry.sha256}]
        if not cards:
            raise UnknownArticle(f"{article} has no revision {sha256[:12]}")
        return cards[-1]

    def _read(self, article: str, name: str) -> bytes:
        with telling(f"what was kept of {article} cannot be read"):
            return read_file(self._disk, f"{self._layout.article(article)}/{name}")[0]

    def _cards(self, article: str) -> _Kept:
        folder = self._layout.article(article)
        stamp = stamp_at(self._disk, folder)
        kept = self._kept.get(article)
        if kept is None or kept.stamp != stamp or stamp is None:
            kept = self._kept[article] = self._read_cards(folder, stamp)
            if stamp is not None and is_fresh(stamp):
                del self._kept[article]
        return kept

    def _read_cards(self, folder: str, stamp: Stamp | None) -> _Kept:
        if stamp is None or not is_folder(self._disk, folder):
            return _Kept(stamp, (), ())
        cards = []
        wrong = []
        try:
            names = [name for name in self._disk.list(folder) if _is_card(name)]
        except OSError as error:
            return _Kept(None, (), (Problem(folder, "it cannot be read", reason_of(error)),))
        for name in names:
            path = f"{folder}/{name}"
            try:
                cards.append(_read_card(decode(read_file(self._disk, path)[0])))
            except OSError as error:
                wrong.append(Problem(path, "it cannot be read", reason_of(error)))
            except (Unreadable, KeyError, TypeError, ValueError, AttributeError) as error:
                wrong.append(Problem(path, "this revision's metadata is damaged", str(error)))
        cards.sort(key=lambda card: (card.number, card.entry.added, card.entry.sha256))
        return _Kept(stamp, tuple(cards), tuple(wrong))


def _is_card(name: str) -> bool:
    parts = name.split(".")
    return len(parts) in _NAME_PARTS and parts[-1] == "json" and is_sha256(parts[0]) and parts[1] != "parsed"


def _read_card(data: Any) -> _Card:  # noqa: ANN401 - JSON; every mismatch is caught where this is called
    if data["format"] > FORMAT:
        raise Unreadable("a later version of Postil wrote it")
    sha256 = data["sha256"]
    names = (str(data["original"]), str(data["parsed"]), str(data.get("text", "")))
    # A card may come from a colleague: it must not name a file elsewhere.
    if not is_sha256(sha256) or not all(_is_of(sha256, name) for name in (*names[:2], names[2] or sha256)):
        raise Unreadable("it names no text of its article")
    origin = data["origin"]
    metadata = unpack_metadata(data["metadata"])
    added, retrieval = read_time(data["added"]), unpack_retrieval(data.get("retrieval"))
    told = (str(data["parser"]), added, str(data["added_by"]), metadata.published, retrieval)
    return _Card(
        number=int(data["number"]),
        entry=RevisionEntry(sha256, *told),
        origin=Origin(OriginKind(origin["kind"]), str(origin["value"])),
        metadata=metadata,
        original=names[0],
        parsed=names[1],
        parsed_sha256=str(data.get("parsed_sha256", "")),
        text=names[2],
    )


def _is_of(sha256: str, name: str) -> bool:
    return name.startswith(sha256) and "/" not in name and name.isascii() and name.isprintable()


def _not_what_it_was(article: str) -> StoreError:
    return StoreError(f"the text of {article} is not what it was", "bring it back from a backup")


def _entry(article: str, cards: tuple[_Card, ...]) -> ArticleEntry:
    newest = cards[-1]
    return ArticleEntry(article, newest.metadata, newest.origin, tuple(card.entry for card in cards))
