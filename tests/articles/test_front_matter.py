from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.front_matter import read_front_matter
from articles.model import Metadata


def read(*lines: str) -> Metadata:
    return read_front_matter("\n".join(("---", *lines, "---", "tekst"))).metadata


@given(st.text(st.sampled_from(list("-:ab[]\"'\\u0 \n|>#.")), max_size=120))
def test_anything_between_the_fences_is_read_or_left(inside: str) -> None:
    source = f"---\n{inside}\n---\nna"
    assert 0 <= read_front_matter(source).length <= len(source)


def test_it_is_cut_off_with_its_fences() -> None:
    source = "---\ntitle: x\n...\nna"
    assert source[read_front_matter(source).length :] == "na"


@pytest.mark.parametrize(
    "source",
    [
        "",
        "tekst",
        "---\n",
        "---\ntitle: x\n",
        "---\nGewone zin.\n---\n",
        "---\na: 1\nzin\nzin\nzin\n---\n",
        " ---\na: 1\n---\n",
    ],
)
def test_what_is_no_front_matter_is_left(source: str) -> None:
    assert read_front_matter(source).length == 0


def test_an_empty_one_is_cut_off() -> None:
    assert read_front_matter("---\n# niets\n---\nna").length == len("---\n# niets\n---\n")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: De brug # valt", "De brug"),
        ('Title: "De \\"brug\\" \\u00e9\\x41\\n: valt" # ja', 'De "brug" éA : valt'),
        ("'headline': 'De brug ''valt'''", "De brug 'valt'"),
        ('"title" : ~', ""),
        ("title: C#: een taal", "C#: een taal"),
        ('title: "\\ud800x"', "\ufffdx"),
        ("title:", ""),
    ],
)
def test_scalars_are_read_as_people_write_them(line: str, title: str) -> None:
    assert read(line).title == title


@pytest.mark.parametrize(
    "lines",
    [
        ["author: Jan Smit, Ana Ruiz"],
        ["authors: [Jan Smit, 'Ana Ruiz']"],
        ["authors:", "  - Jan Smit", "- Ana Ruiz"],
        ["author:", "  - name: Jan Smit", "    role: editor", "  - name: Ana Ruiz"],
        ["byline: >-", "  Jan Smit,", "  Ana Ruiz"],
    ],
)
def test_authors_are_read_in_every_form(lines: list[str]) -> None:
    assert read(*lines).author == "Jan Smit, Ana Ruiz"


def test_all_that_is_known_is_taken() -> None:
    assert read(
        "date: 2021-01-11T10:00:00Z",
        "canonical_url: https://example.org/a",
        "lang: nl_NL",
        "site-name: De Krant",
    ) == Metadata(
        published="2021-01-11T10:00:00Z", url="https://example.org/a", language="nl", publisher="De Krant"
    )


def test_a_source_is_an_address_or_a_publisher() -> None:
    assert read("source: https://example.org/a").url == "https://example.org/a"
    assert read("source: De Krant").publisher == "De Krant"


def test_what_is_not_understood_is_said() -> None:
    found = read_front_matter(
        "---\na: 1\nb: 2\ndate: gisteren\nc: 3\nd: 4\n!! x\n" + "?" * 60 + "\n%y\n&z\n---\n"
    )
    assert found.metadata == Metadata()
    assert "!! x" in found.notices[0]
    assert "…" in found.notices[0]
    assert "1 more" in found.notices[0]
    assert "gisteren" in found.notices[1]


def test_an_indented_line_without_a_key_is_not_understood() -> None:
    found = read_front_matter("---\na: 1\n---\n")
    assert found.notices == ()
    assert read("title:", "  los woord").title == "los woord"


def test_a_whole_book_between_two_rules_is_no_front_matter() -> None:
    assert read_front_matter("---\n" + "a: b\n" * 20_000 + "---\n").length == 0
