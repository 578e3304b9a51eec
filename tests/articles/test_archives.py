from __future__ import annotations

import io
import zipfile

import pytest

from articles import archives
from articles.archives import Archive
from articles.errors import ArticleError


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_a_part_is_read_by_its_name() -> None:
    archive = Archive(packed(a=b"x" * 10))
    assert archive.read("a") == b"x" * 10
    assert archive.read("b") is None
    assert "a" in archive
    assert "../a" not in archive


def test_what_all_parts_come_to_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 15)
    archive = Archive(packed(a=b"x" * 10, b=b"y" * 10))
    archive.read("a")
    with pytest.raises(ArticleError, match="Unpacked it is more than"):
        archive.read("b")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_PARTS", 1)
    with pytest.raises(ArticleError, match="more than 1 parts"):
        Archive(packed(a=b"", b=b""))


def test_damage_is_named() -> None:
    with pytest.raises(ArticleError, match="cannot be unpacked"):
        Archive(b"PK\x03\x04 no directory")
    data = bytearray(packed(a=bytes(range(256)) * 9))
    data[40:60] = b"\xff" * 20
    with pytest.raises(ArticleError, match="a in it cannot be unpacked"):
        Archive(bytes(data)).read("a")
