from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.errors import ArticleError
from articles.identity import article_id, normalise_url, origin_of_path
from articles.model import Origin, OriginKind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        (" https://example.org:443/a#deel ", "https://example.org/a"),
        ("http://example.org:8080/A?b=1&a=2", "http://example.org:8080/A?b=1&a=2"),
        ("https://example.org/?utm_source=x&id=3&fbclid=y&utm_medium=z", "https://example.org/?id=3"),
        ("https://example.org/?gclid", "https://example.org/"),
        ("https://bücher.example./x", "https://xn--bcher-kva.example/x"),
        ("http://jan@example.org/", "http://jan@example.org/"),
        ("http://example。org../", "http://example.org/"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
        ("http://" + "ü" * 80 + ".example/", "http://" + "ü" * 80 + ".example/"),
    ],
)
def test_writings_of_one_address_become_one(url: str, normal: str) -> None:
    assert normalise_url(url) == normal
    assert normalise_url(normal) == normal


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nu.nl",
        "ftp://example.org/",
        "http://",
        "http://a:b:c/",
        "http://./",
        "http://a\xa0b/",
        "http://[x",
        "javascript:1",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ArticleError, match="Not an address"):
        normalise_url(url)


@given(st.text(max_size=60))
def test_an_address_is_normalised_or_refused(rest: str) -> None:
    try:
        normal = normalise_url("http://" + rest)
    except ArticleError:
        return
    assert normalise_url(normal) == normal


def test_an_id_is_the_title_in_short_and_a_few_digits_of_its_origin() -> None:
    origin = Origin(OriginKind.PATH, "/kranten/brug.txt")
    made = article_id("De brug valt", origin)
    assert made.startswith("de-brug-valt-")
    assert len(made) == len("de-brug-valt-") + 4
    assert article_id("De brug valt", origin, length=8).startswith(made)
    assert article_id("De brug valt", Origin(OriginKind.URL, "/kranten/brug.txt")) != made


def test_the_origin_of_a_file_is_its_real_path(tmp_path: Path) -> None:
    (tmp_path / "echt.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "echt.txt")
    assert origin_of_path(tmp_path / "link.txt") == origin_of_path(tmp_path / "echt.txt")
