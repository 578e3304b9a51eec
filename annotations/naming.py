"""Names of records outside the library, and ids of what came from outside."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING

from articles.patterns import pattern

if TYPE_CHECKING:
    from datetime import datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BITS = 80
_TIME_BITS = 48
_URN = "urn:uuid:"
_GROUPS = (0, 8, 12, 16, 20, 32)
_UUID = pattern(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def derived(moment: datetime, name: str) -> str:
    """Return the ULID of something that has another name elsewhere: the same at each call.

    `moment`, when it was made, is aware.
    """
    milliseconds = max(0, int(moment.timestamp() * 1000)) & (1 << _TIME_BITS) - 1
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return _encode(milliseconds << _RANDOM_BITS | int.from_bytes(digest[: _RANDOM_BITS // 8], "big"))


def to_urn(record_id: str) -> str:
    """Return a ULID as the UUID of the same 128 bits, `urn:uuid:...`."""
    number = 0
    for char in record_id:
        number = number << 5 | _ALPHABET.index(char)
    digits = f"{number:032x}"
    return _URN + "-".join(digits[start:end] for start, end in pairwise(_GROUPS))


def from_urn(urn: str) -> str:
    """Return the ULID that `to_urn` made `urn` of, or that has the bits of another UUID.

    Raises:
        ValueError: it names no UUID.
    """
    if not _UUID.fullmatch(urn):
        message = f"{urn[:60]!r} is not the name of a record"
        raise ValueError(message)
    return _encode(int(urn.removeprefix(_URN).replace("-", ""), 16))


def _encode(number: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
