"""What changed between two wordings, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import StrEnum

from annotations.folding import fold
from articles.frozen import frozen
from articles.patterns import pattern

_TOKEN = pattern(r"\d+(?:[.,:]\d+)+|\w+|\s+|[^\w\s]")
"""A figure is one token: that *2,4* became *2,6* is read sooner than that a 4 became a 6."""


class PieceKind(StrEnum):
    """Whether a piece stands in both wordings or in one."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@frozen
class Piece:
    """A run of text; a `SAME` one is written as in the newer wording."""

    kind: PieceKind
    text: str


def split_tokens(text: str) -> list[str]:
    """Return words, runs of white space and single signs; together they are `text`."""
    return _TOKEN.findall(text)


def align_tokens(was: list[str], now: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return `difflib` opcodes that turn `was` into `now`, blind to the form of marks, dashes and spaces."""
    old, new = [_plain(token) for token in was], [_plain(token) for token in now]
    return [(*code,) for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()]


def diff_words(was: str, now: str) -> tuple[Piece, ...]:
    """Return the pieces that turn `was` into `now`; `GONE` comes before `NEW`.

    The `SAME` and `NEW` pieces together are `now`.  Case counts; the form of
    quotation marks, dashes and spaces does not.
    """
    old, new = split_tokens(was), split_tokens(now)
    pieces: list[Piece] = []
    for tag, old_start, old_end, new_start, new_end in align_tokens(old, new):
        if tag == "equal":
            pieces.append(Piece(PieceKind.SAME, "".join(new[new_start:new_end])))
            continue
        if old_end > old_start:
            pieces.append(Piece(PieceKind.GONE, "".join(old[old_start:old_end])))
        if new_end > new_start:
            pieces.append(Piece(PieceKind.NEW, "".join(new[new_start:new_end])))
    return tuple(_joined(pieces))


def _plain(token: str) -> str:
    """Return a token as it is compared: words with their case, signs and spaces without their form."""
    return token if token[0].isalnum() else fold(token).text


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join changes that only a space parts: *ten thousand* for *five hundred* is one change, not two."""
    joined: list[Piece] = []
    for index, piece in enumerate(pieces):
        bridge = (
            piece.kind is PieceKind.SAME
            and piece.text.isspace()
            and 0 < index < len(pieces) - 1
            and joined[-1].kind is not PieceKind.SAME
        )
        if bridge:
            joined += (Piece(PieceKind.GONE, piece.text), Piece(PieceKind.NEW, piece.text))
        else:
            joined.append(piece)
    return _sorted_runs(joined)


def _sorted_runs(pieces: list[Piece]) -> list[Piece]:
    """Put what is gone before what is new within each run of changes, as one piece each."""
    result: list[Piece] = []
    gone = new = ""
    for piece in [*pieces, Piece(PieceKind.SAME, "")]:
        if piece.kind is PieceKind.GONE:
            gone += piece.text
        elif piece.kind is PieceKind.NEW:
            new += piece.text
        else:
            result += [Piece(PieceKind.GONE, gone)] if gone else []
            result += [Piece(PieceKind.NEW, new)] if new else []
            result += [piece] if piece.text else []
            gone = new = ""
    return result
