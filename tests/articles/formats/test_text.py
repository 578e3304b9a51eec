from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.formats.text import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.model import Article

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.txt"))
TEXT = st.text(st.sampled_from(list("ab \n\n\t-*1.)„”é")) | st.characters(codec="utf-8"), max_size=200)


def outline(article: Article) -> str:
    """Return one line a block, with its line breaks shown."""
    lines = []
    for block in article.blocks:
        level = str(block.level or "")
        about = [block.kind.value + level, block.marker, f"quoted {block.quoted}" if block.quoted else ""]
        words = block.span.cut(article.text).replace("\n", "⏎")
        lines.append(" ".join(part for part in about if part) + (f": {words}" if words else ""))
    known = article.metadata
    lines += [
        f"= {name}: {getattr(known, name)}"
        for name in ("title", "author", "published")
        if getattr(known, name)
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_text_is_read_as_the_case_says(case: Path, whole: Callable[[Article], None]) -> None:
    source, _, expected = case.read_text(encoding="utf-8").partition("\n%%%%\n")
    article = parse(source)
    assert outline(article) == expected.strip("\n")
    whole(article)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=TEXT)
def test_any_text_becomes_a_whole_article(source: str, whole: Callable[[Article], None]) -> None:
    whole(parse(source))


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=120), st.integers(55, 100))
def test_a_filled_paragraph_is_read_as_it_was_before_it_was_filled(words: list[str], width: int) -> None:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    first = "x" * width
    article = parse(f"{first}\n{first}\n\n" + "\n".join(lines) + ".")
    assert article.blocks[-1].span.cut(article.text) == " ".join(words) + "."


def test_a_text_without_words_has_no_blocks() -> None:
    assert parse(" \n\t\n ").blocks == ()
    assert parse("").text == ""


@pytest.mark.parametrize(
    ("source", "date", "text"),
    [
        ("date 2021-01 Om tien uur begon het.", "2021-01", "Om tien uur begon het."),
        (" datum: 2019-03-07 toen viel de brug.", "2019-03-07", "toen viel de brug."),
        ("2020-12-31 „Niets”, zei zij.", "2020-12-31", "„Niets”, zei zij."),
        ("2020-12-31\n\nTekst.", "2020-12-31", "Tekst."),
        ("Published: 3 May 2022\n\nText.", "2022-05-03", "Text."),
        ("maandag 11 januari 2021\n\nTekst.", "2021-01-11", "Tekst."),
        ("2020-12-31 was een donderdag.", "", "2020-12-31 was een donderdag."),
        ("date 2021-13 Om tien uur.", "", "date 2021-13 Om tien uur."),
        ("1984\n\nEen boek.", "", "1984\n\nEen boek."),
    ],
)
def test_a_leading_date_is_metadata_and_no_words(source: str, date: str, text: str) -> None:
    article = parse(source)
    assert article.metadata.published == date
    assert article.text == text
