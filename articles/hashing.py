"""The hash by which texts and files are known."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_LONG = 1 << 20
"""In bytes: from here on OpenSSL is quicker, also where it has to be loaded first."""


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal digits."""
    hexadecimal: str = _sha256(is_long=len(data) >= _LONG)(data).hexdigest()
    return hexadecimal


@cache
def _sha256(*, is_long: bool) -> Callable[[bytes], Any]:
    # hashlib loads OpenSSL, which takes longer than what most commands do.  The standard library's `random`
    # spares itself that in the same way: by the small module that Python has for where there is no OpenSSL.
    if not is_long:
        for name in ("_sha2", "_sha256"):
            with suppress(ImportError):
                small: Callable[[bytes], Any] = import_module(name).sha256
                return small
    import hashlib

    return hashlib.sha256
