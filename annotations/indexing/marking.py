"""Where the words of a query stand in a text, and what of the text is shown around them; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.indexing.queries import folded
from articles.frozen import frozen
from articles.model import Span
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotations.indexing.queries import Words

AROUND = 60
"""Code points shown on either side of the words that were found."""
LONGEST = 4 * AROUND
"""Code points of an excerpt before white space is put together."""

# A letter followed by marks that stand on it is one letter with them.
_TOKEN = pattern(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")


@frozen
class Excerpt:
    """A piece of a text on one line, and where in it the words stand that were found."""

    text: str
    marks: tuple[Span, ...] = ()
    """In `text`, in order."""

    def marked(self, before: str, after: str) -> str:
        """Return the text with something before and after each of the marks."""
        parts, done = [], 0
        for mark in self.marks:
            parts += [self.text[done : mark.start], before, mark.cut(self.text), after]
            done = mark.end
        return "".join([*parts, self.text[done:]])


def places_of(words: Sequence[Words], text: str) -> list[Span]:
    """Return where in `text` any of `words` stands, in order, none over another."""
    if not words or not text:
        return []
    tokens = [(folded(found[0]), found.start(), found.end()) for found in _TOKEN.finditer(text)]
    names = [name for name, _, _ in tokens]
    where: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        where.setdefault(name, []).append(at)
    spans = sorted(
        Span(tokens[at][1], tokens[at + len(one.tokens) - 1][2])
        for one in words
        for at in _starts(one, names, where)
    )
    return _apart(spans)


def stands_in(words: Sequence[Words], text: str) -> bool:
    """Tell whether every one of `words` stands in `text`."""
    return all(places_of((one,), text) for one in words)


def excerpt(text: str, places: Sequence[Span]) -> Excerpt:
    """Return what stands around the places that lie closest together; the beginning where there are none."""
    if not places:
        return _one_line(text, Span(0, min(len(text), 2 * AROUND)), ())
    first = max(range(len(places)), key=lambda at: (_count_from(places, at), -at))
    shown = [one for one in places[first:] if one.end <= places[first].start + LONGEST - 2 * AROUND]
    shown = shown or [Span(places[first].start, min(places[first].end, places[first].start + AROUND))]
    start, end = max(0, shown[0].start - AROUND), min(len(text), shown[-1].end + AROUND)
    return _one_line(text, Span(start, end), shown)


def _starts(one: Words, names: Sequence[str], where: dict[str, list[int]]) -> Iterable[int]:
    """Return at which of the tokens called `names` these words begin."""
    count, last = len(one.tokens), one.tokens[-1]
    if one.prefix and count == 1:
        return [at for name, places in where.items() if name.startswith(last) for at in places]
    return [
        at
        for at in where.get(one.tokens[0], ())
        if tuple(names[at : at + count - 1]) == one.tokens[:-1]
        and at + count <= len(names)
        and (names[at + count - 1].startswith(last) if one.prefix else names[at + count - 1] == last)
    ]


def _apart(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _count_from(places: Sequence[Span], at: int) -> int:
    """Return how many places an excerpt would show that begins at one of them; a few are as good as many."""
    end = places[at].start + LONGEST - 2 * AROUND
    return sum(1 for one in places[at : at + 8] if one.end <= end)


def _one_line(text: str, shown: Span, places: Iterable[Span]) -> Excerpt:
    """Return `shown` of `text` with its white space put together, and the places in it."""
    made = "…" if shown.start else ""
    marks, done = [], shown.start
    for place in places:
        made = _joined(made, text[done : place.start])
        start = len(made)
        made += " ".join(place.cut(text).split())
        marks.append(Span(start, len(made)))
        done = place.end
    made = _joined(made, text[done : shown.end]).rstrip()
    return Excerpt(made + ("…" if shown.end < len(text) else ""), tuple(marks))


def _joined(made: str, piece: str) -> str:
    words = " ".join(piece.split())
    before = " " if piece[:1].isspace() and made and not made.endswith((" ", "…")) else ""
    after = " " if words and piece[-1:].isspace() else ""
    return f"{made}{before}{words}{after}"
