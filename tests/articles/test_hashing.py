from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import hashing
from articles.hashing import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Have it looked up anew which module hashes, in the test and after it."""
    hashing._sha256.cache_clear()
    yield
    hashing._sha256.cache_clear()


@given(st.binary())
def test_the_hash_is_the_one_that_everybody_knows(data: bytes) -> None:
    assert sha256_of(data) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("size", [(1 << 20) - 1, 1 << 20])
def test_a_long_text_has_the_same_hash(size: int) -> None:
    assert sha256_of(b"a" * size) == hashlib.sha256(b"a" * size).hexdigest()


@pytest.mark.usefixtures("forgetful")
def test_a_python_without_the_small_module_hashes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(hashing, "import_module", missing)
    assert sha256_of(b"abc") == hashlib.sha256(b"abc").hexdigest()
