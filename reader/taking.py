"""From the word on the command line to an article of the library."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from annotations.errors import PostilError, UnknownArticle, UsageError
from annotations.finding import find_article
from articles.frozen import frozen
from articles.patterns import pattern
from reader.output import tell
from reader.own_files import keep_file

if TYPE_CHECKING:
    from annotations.shelving import Shelved
    from annotations.store import ArticleEntry
    from articles.model import Article
    from articles.reading import Reading
    from reader.opening import Opening

SAMPLE = "sample"
STDIN = "-"
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]+:(?://|\S*\Z)")


@frozen
class Taken:
    """An article of the library, by its id, and whether its text is one that the library had not."""

    article: str
    revised: bool = False
    looked: bool = False
    """Whether its file was looked at just now."""


def take_article(opening: Opening, word: str, *, aloud: bool = True) -> str:
    """Return the id of the article that `word` stands for, as `take`; tell where its text has changed."""
    taken = take(opening, word, aloud=aloud)
    if taken.revised:
        tell(f"{word} has changed: its new text is a new revision of {taken.article}")
    return taken.article


def take(opening: Opening, word: str, *, aloud: bool = True) -> Taken:
    """Return the article that `word` stands for, taken into the library where it is new.

    `word` is `sample`, `-`, a whole id, a file, an address the library knows, or
    the unique start of an id; the first of these that it can be.  What was noticed
    in a file is told where this is `aloud`.

    Raises:
        ArticleError: the file cannot be read.
        UnknownArticle: it is none of these.
    """
    if word == SAMPLE:
        return Taken(take_sample(opening))
    if names_file(opening, word):
        shelved = shelve(opening, word, aloud=aloud)
        return Taken(shelved.article, revised=shelved.new_revision and not shelved.new_article, looked=True)
    return Taken(known_article(opening, word).id)


def names_file(opening: Opening, word: str) -> bool:
    """Tell whether a word stands for a file or standard input, not for an article by its id or address."""
    return not _is_address(word) and (word == STDIN or not _is_id(opening, word)) and _is_file(word)


def take_sample(opening: Opening) -> str:
    """Return the id of the sample in one's own language, taken into the library where it is new."""
    from annotations.samples import open_sample

    return open_sample(opening.session, language(opening))


def language(opening: Opening) -> str:
    """Return the language that the environment asks for, as two letters; English where it asks for none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := opening.environment.get(name):
            return value[:2].lower()
    return "en"


def shelve(
    opening: Opening,
    word: str,
    *,
    into: str = "",
    allow_private: bool = False,
    among: Batch | None = None,
    aloud: bool = True,
) -> Shelved:
    """Take the file or page `word`, or standard input for `-`, into the library.

    What was noticed in it is told, of a file only where this is `aloud`.

    The desk keeps which file it was, at once or, `among` others, when all are in.

    Raises:
        NotAllowed: this session reads no files, or fetches no addresses.
        ArticleError: it cannot be read or fetched.
    """
    if has_scheme(word):
        from reader.pages import shelve_page

        return shelve_page(opening, word, into=into, allow_private=allow_private)
    from annotations.shelving import take_in
    from reader.capabilities import Door
    from reader.opening import now

    opening.capabilities.need(Door.FILES)
    if word == STDIN or into:
        shelved = take_in(opening.store, _read(word, aloud=aloud), clock=now, into=into)
    else:
        shelved = _take_file(opening, word, among, aloud=aloud)
    if word != STDIN:
        path = os.path.realpath(word)
        if among:
            among.paths[shelved.article] = path
        else:
            keep_file(opening.desk, shelved.article, path)
    return shelved


class Batch:
    """Files that are taken in one after another: what is looked up and kept once for all of them."""

    def __init__(self, opening: Opening) -> None:
        from annotations.shelving import Origins

        self.origins = Origins(opening.store)
        self.paths: dict[str, str] = {}
        """From which file each article came."""


def _take_file(opening: Opening, word: str, among: Batch | None, *, aloud: bool) -> Shelved:
    """Take a file in; one that is as it was when it was last taken in is not parsed again."""
    from annotations.shelving import find_origin, same_as_newest, take_in
    from articles.identity import origin_of_path
    from articles.reading import file_bytes
    from reader.opening import now

    origin = origin_of_path(word)
    entry = among.origins.find(origin) if among else find_origin(opening.store, origin)
    known = same_as_newest(opening.store, entry, file_bytes(word)) if entry else None
    if known is None:
        return take_in(opening.store, _read(word, aloud=aloud), clock=now, is_new=entry is None)
    if aloud:
        _tell_notices(word, opening.store.load(known.article, known.sha256).article)
    return known


def _read(word: str, *, aloud: bool) -> Reading:
    reading = read_source(word)
    if aloud:
        _tell_notices(word, reading.article)
    return reading


def _tell_notices(word: str, article: Article) -> None:
    for notice in article.notices:
        tell(f"{word}: {notice}")


def read_source(word: str) -> Reading:
    """Return what the file `word`, or standard input for `-`, holds.  Raises ArticleError."""
    from articles.reading import LIMIT, read_bytes, read_file
    from reader.hearing import telling_how_far

    if word != STDIN:
        with telling_how_far(word):
            return read_file(word)
    if sys.stdin.isatty():
        tell("reading the article from the keyboard; Ctrl+D ends it")
    return read_bytes(sys.stdin.buffer.read(LIMIT + 1))


def known_article(opening: Opening, word: str) -> ArticleEntry:
    """Return the library's article that `word` stands for: an id, the start of one, a file or an address.

    Raises:
        UnknownArticle: the library has none, or several ids start so.
    """
    if _is_address(word):
        return _at_address(opening, word)
    if _looks_like_path(word) and not _is_id(opening, word):
        return _at_path(opening, word)
    return find_article(opening.store, word)


def _at_address(opening: Opening, word: str) -> ArticleEntry:
    from articles.identity import normalise_url
    from reader.pages import page_at

    address = normalise_url(word)
    entry = page_at(opening.store, address)
    found = entry or next((one for one in opening.store.articles() if _same(one.metadata.url, address)), None)
    if found is None:
        raise UnknownArticle(
            f"the library has no article from {address}",
            f"reading fetches nothing; postil add {address} fetches it and takes it in",
        )
    return found


def _same(url: str, address: str) -> bool:
    from articles.errors import ArticleError
    from articles.identity import normalise_url

    try:
        return bool(url) and normalise_url(url) == address
    except ArticleError:
        return False


def _at_path(opening: Opening, word: str) -> ArticleEntry:
    from annotations.shelving import find_origin
    from articles.identity import origin_of_path
    from articles.reading import read_file

    entry = find_origin(opening.store, origin_of_path(word))
    if entry is not None:
        return entry
    read_file(word)
    # It can be read after all, so it is only not in the library.
    raise UnknownArticle(f"{word} is not in the library", f"postil add {word} takes it in")


def need_original(entry: ArticleEntry) -> str:
    """Return the file or address that an article came from.

    Raises:
        PostilError: it came from none, or the file is gone.
    """
    from articles.model import OriginKind

    if entry.origin.kind is OriginKind.URL:
        return entry.origin.value
    if entry.origin.kind is not OriginKind.PATH:
        raise UsageError(f"{entry.id} did not come from a file", "name the file with its new text")
    if not os.path.exists(entry.origin.value):  # noqa: PTH110 - a path as it was kept, which pathlib would tidy
        raise PostilError(f"{entry.origin.value} is gone", "name the file with the new text")
    return entry.origin.value


def _is_file(word: str) -> bool:
    # A missing file that is named like one gets the error of a missing file, unless the library has it.
    return word == STDIN or os.path.lexists(word)


def _is_id(opening: Opening, word: str) -> bool:
    try:
        opening.store.entry(word)
    except PostilError:
        return False
    return True


def _is_address(word: str) -> bool:
    return word.lower().startswith(("http://", "https://"))


def has_scheme(word: str) -> bool:
    """Tell whether `word` is meant as an address of some kind, `file:` included; a file goes first."""
    return bool(_SCHEME.match(word)) and not os.path.lexists(word)


def _looks_like_path(word: str) -> bool:
    return os.sep in word or "." in word.strip(".") or word in {"", ".", ".."}
