from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.decoding import decode
from articles.errors import ArticleError


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cc"])))
def test_a_text_comes_back_from_each_encoding_with_a_mark(text: str) -> None:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ):
        assert decode(mark + text.encode(encoding)) == (text, ())


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except ArticleError:
        return
    assert not any("\ud800" <= char <= "\udfff" for char in text)
    assert len(text) <= len(data)


def test_plain_utf_8_needs_no_notice() -> None:
    assert decode("„één”".encode()) == ("„één”", ())


def test_windows_1252_is_read_with_a_notice() -> None:
    text, (notice,) = decode("Eén „woord” € 5".encode("cp1252") + b" \x81\x8d")
    assert text == "Eén „woord” € 5 \x81\x8d"
    assert "Windows-1252" in notice


def test_utf_8_cut_off_in_a_letter_stays_utf_8() -> None:
    text, (notice,) = decode("één café".encode()[:-1])
    assert text == "één caf\ufffd"
    assert "broken in 1 place," in notice


def test_utf_16_cut_off_is_read_with_a_notice() -> None:
    text, (notice,) = decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le")[:-1])
    assert text == "a\ufffd"
    assert notice.startswith("The file is UTF-16,")


def test_a_replacement_character_of_the_author_is_no_damage() -> None:
    assert decode(codecs.BOM_UTF8 + "a\ufffdb".encode())[1] == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"{\\rtf1 tekst}", "RTF"),
        (b"tekst\0tekst", "binary"),
        (b"\x01\x02\x03\x04abc", "binary"),
        (codecs.BOM_UTF16_LE + b"a\0\0\0", "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(ArticleError, match=kind) as refused:
        decode(data)
    assert refused.value.hint
