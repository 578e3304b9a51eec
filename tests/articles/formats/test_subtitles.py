from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.formats.subtitles import parse
from articles.locating import locator_at, locator_of
from articles.model import MarkKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.model import Article

VTT = """\ufeffWEBVTT - een gesprek

NOTE dit is niet
voor de kijker

STYLE
::cue { color: red }

1
00:01.000 --> 00:03.000 align:start
<v Anna de Boer>Goedemiddag, ik ben hier

2
00:03.000 --> 00:05.000
<v Anna de Boer>in <i>Zutphen</i> &amp; omgeving.

01:00:09.000 --> 01:00:11.500
<v.luid Bram>Dank je.
"""
SRT = """1\r
00:00:01,000 --> 00:00:03,000\r
{\\an8}De eerste regel\r
gaat verder.\r
\r
2\r
00:00:03,100 --> 00:00:05,000\r
Zonder pauze gaat het door.\r
3\r
00:00:09,000 --> 00:00:10,000\r
Na een pauze niet.\r
\r
4\r
00:00:10,000 --> 00:00:12,000\r
- Wie zegt dat?\r
- Ik.\r
"""


def paragraphs(article: Article) -> list[str]:
    return [block.span.cut(article.text) for block in article.blocks]


def test_cues_are_joined_to_paragraphs_by_who_speaks() -> None:
    article = parse(VTT)
    assert paragraphs(article) == [
        "Anna de Boer: Goedemiddag, ik ben hier in Zutphen & omgeving.",
        "Bram: Dank je.",
    ]
    assert [mark.kind for mark in article.marks] == [MarkKind.STRONG, MarkKind.STRONG]


def test_a_pause_or_a_dash_begins_a_paragraph() -> None:
    assert paragraphs(parse(SRT)) == [
        "De eerste regel gaat verder. Zonder pauze gaat het door.",
        "Na een pauze niet.",
        "Wie zegt dat?",
        "Ik.",
    ]


def test_times_are_locators() -> None:
    article = parse(VTT)
    assert locator_at(article, 0) == "0:00:01"
    words = article.text.index("Zutphen")
    assert locator_at(article, words) == "0:00:03"
    assert locator_of(article, Span(0, len(article.text))) == "0:00:01–1:00:09"
    assert locator_at(parse("geen ondertitels"), 0) == ""


def test_what_rolls_up_is_read_once() -> None:
    rolling = "\n\n".join(
        f"00:00:0{at}.000 --> 00:00:0{at + 1}.000\nregel {at}\nregel {at + 1}" for at in range(3)
    )
    assert parse(f"WEBVTT\n\n{rolling}\n\n00:00:07.000 --> 00:00:07.050\nregel 3").text == (
        "regel 0 regel 1 regel 2 regel 3"
    )


def test_a_long_speech_is_parted_at_the_end_of_a_sentence() -> None:
    cues = "".join(
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\nZin {at} die eindigt.\n\n"
        for at in range(50)
    )
    found = paragraphs(parse(cues))
    assert len(found) == 3
    assert all(one.endswith("eindigt.") for one in found)


def test_a_file_without_subtitles_says_so() -> None:
    assert parse("WEBVTT").notices == ("No subtitles were found in it.",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    source=st.lists(
        st.sampled_from(["00:01.000 --> 00:02.000", "1", "", "<v A>x", "- y.", "NOTE", "woord <b>", "\u2028"])
    ).map("\n".join)
)
def test_any_text_becomes_a_whole_article(source: str, whole: Callable[[Article], None]) -> None:
    whole(parse(source))
