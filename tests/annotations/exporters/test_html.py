from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from annotations.anchors import AnchorState
from annotations.exporters.html.elements import address
from annotations.exporters.registry import HEAD, ExportOptions, export, format_of, written_by_postil
from annotations.importers.registry import parse
from annotations.samples import LANGUAGES, sample_bytes
from articles.reading import read_bytes
from tests.annotations.desks import ARTICLE, NOW, Desk, everything, place, take, view
from tests.annotations.exporters.chromium import ask
from tests.annotations.hostile import dossiers, folded

if TYPE_CHECKING:
    from annotations.dossier import Dossier

GOLDEN = Path(__file__).parents[2] / "golden" / "everything.html"
OPTIONS = ExportOptions(now=NOW, tool="postil 0.0.0")
VOID = frozenset({"meta", "br", "hr"})
ALLOWED = frozenset(
    "html head meta title style body main article header section h1 h2 h3 h4 h5 h6 p div span a aside details"
    " summary ul ol li blockquote table tr th td pre code mark em strong s sup b q bdi time ins del"
    " br hr".split()
)
NOTES = """(page, window) => [...page.querySelectorAll("aside")].map(note => {
  const box = note.getBoundingClientRect();
  const text = page.querySelector("h1").getBoundingClientRect();
  return {width: box.width, height: box.height, left: box.left, top: box.top, beside: box.left >= text.right};
})"""


class Page(HTMLParser):
    """Reads a page strictly: every element that opens is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, list[str]] = {}
        self.text = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "aside" not in self.open and "article" in self.open and not {"details", "a"} & set(self.open[-2:]):
            self.text += data
        self.words.setdefault(self.open[-1] if self.open else "", []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def page_of(dossier: Dossier, options: ExportOptions = OPTIONS) -> str:
    return str(export(dossier, "html", options).text)


def sample(language: str) -> Dossier:
    desk = Desk()
    plan = take(desk.session("anna"), sample_bytes(language), "json")
    return desk.session("anna").dossier(plan.article)


def test_the_page_is_the_one_that_was_read_and_approved() -> None:
    _, dossier = everything()

    assert page_of(dossier).encode() == GOLDEN.read_bytes()


def test_all_words_are_escaped_and_no_script_is_in_it() -> None:
    _, dossier = everything()

    page = Page(page_of(dossier, replace(OPTIONS, with_confidential=True)))

    assert {tag for tag, _ in page.tags} <= ALLOWED
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert "<script" not in page_of(dossier)
    assert page.words["title"] == ['Bees & "honey": 10 % more <b>hives</b>']


def test_links_lead_to_web_addresses_or_within_the_page() -> None:
    _, dossier = everything()

    links = Page(page_of(dossier)).all("a")

    outside = [one for one in links if not (one["href"] or "").startswith("#")]
    assert {one["href"] for one in outside} == {
        "https://example.org/count",
        "https://example.org/count?a=1&b=2",
        "https://archive.example.org/1",
    }
    assert all("noopener" in (one["rel"] or "") for one in outside)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "https://",
        "//example.org",
        "https://bank.example@evil.example/",
        "https://a.example/\u202e",
        "https://a.example/ b",
        "https://[::1",
        "",
    ],
)
def test_what_is_no_plain_web_address_is_no_link(url: str) -> None:
    assert address(url) == ""


def test_an_address_stays_as_it_is_with_its_place_in_the_page() -> None:
    assert address(" https://a.example/b?utm_x=1#c ") == "https://a.example/b?utm_x=1#c"


def test_every_link_within_the_page_leads_somewhere() -> None:
    for dossier in (everything()[1], sample("en")):
        page = Page(page_of(dossier))
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(set(ids)) == len(ids)
        assert {(one["href"] or "")[1:] for one in page.all("a") if (one["href"] or "")[:1] == "#"} <= set(
            ids
        )


def test_claims_that_overlap_and_cross_marks_and_blocks_keep_the_text_whole() -> None:
    desk = Desk()
    anna = desk.session("anna")
    desk.shelve(anna, "One *two [three](https://a.example) four* five **six.**\n\nSeven `eight` nine ten.\n")
    dossier = anna.dossier(ARTICLE)
    for words in ("two three", "three four five", "six.\n\nSeven eight", "One two three four five six."):
        anna.add_claim(dossier, place(dossier, words))

    made = page_of(anna.dossier(ARTICLE))

    page = Page(made)
    body = made[made.index("</header>") :]
    plain = re.sub(r"(?s)<(aside|details).*?</\1>|<a class=\"ref.*?</a>|<[^>]*>", "", body)
    assert " ".join(plain.split()).startswith("One two three four five six. Seven eight nine ten.")
    assert len(page.all("aside")) == 4
    assert sum(one.get("id", "") != "" for one in page.all("mark") if "id" in one) == 4


def test_a_place_that_two_passages_fit_is_marked_nowhere() -> None:
    _, dossier = everything()
    hives = view(dossier, "1,200")
    unsure = replace(hives, place=replace(hives.place, state=AnchorState.AMBIGUOUS))

    made = page_of(replace(dossier, claims=(unsure,)))

    assert "<mark class" not in made.replace('<mark class="passage"', "")
    assert "Two places in the article fit." in made


def test_what_is_withheld_is_neither_on_the_page_nor_unsaid() -> None:
    _, dossier = everything()

    made = page_of(dossier)

    assert "Nora" not in made
    assert "Two people" not in made
    assert "1 confidential source was left out" in made
    assert "Nora Q." in page_of(dossier, replace(OPTIONS, with_confidential=True))


def test_an_article_without_title_claims_or_words_is_a_page_as_well() -> None:
    bare = folded([], "")
    for language, title in (("nl", ""), ('x" onload="', "T")):
        article = bare.revision.article
        meta = replace(
            article.metadata, language=language, title=title, author="Ann <b>", url="https://a.example/"
        )
        revision = replace(bare.revision, article=replace(article, text="", blocks=(), metadata=meta))
        page = Page(page_of(replace(bare, revision=revision)))
        assert page.all("html") == ([{"lang": "nl"}] if language == "nl" else [{}])
        assert any("Nothing is claimed yet." in words for words in page.words["p"])
        assert page.words["h1"] == [title or "Untitled"]


def test_all_that_an_article_can_be_made_of_is_on_the_page() -> None:
    source = (
        "# A\n\nline\\\nbreak ![pic](https://a.example/p.png) ~~gone~~ `x`\n\n"
        "1. one\n\n   more\n   - deep\n2. two\n\n"
        "> quoted\n>\n> - in a list\n\n---\n\n```py\na\n\nb\n```\n\n| a | b |\n|:-:|---|\n| 1 | 2 |\n\n"
        "| c |\n|---|\n| 3 |\n\nnote[^1]\n\n[^1]: The note.\n"
    )
    desk = Desk()
    desk.keep(desk.session("anna"), read_bytes(source.encode(), name="a.md").article)

    page = Page(page_of(desk.session("anna").dossier(ARTICLE)))

    tags = [tag for tag, _ in page.tags]
    assert (tags.count("table"), tags.count("hr"), tags.count("pre"), tags.count("ul")) == (2, 1, 1, 3)
    assert "img" not in tags
    assert {"s", "code", "sup", "blockquote", "br"} <= set(tags)
    assert page.words["code"][-1] == "a\n\nb"


def test_the_page_is_known_for_ours_again() -> None:
    _, dossier = everything()

    made = page_of(dossier).encode()

    assert written_by_postil(made[:HEAD])
    assert not written_by_postil(b"<!DOCTYPE html>\n<html><head><title>mine</title>")
    assert format_of("x.HTM") == format_of("x.html") == "html"


@given(dossiers())
@settings(max_examples=150, deadline=None)
def test_no_words_break_the_page(dossier: Dossier) -> None:
    page = Page(page_of(dossier))

    assert {tag for tag, _ in page.tags} <= ALLOWED
    assert len(page.all("aside")) + sum(
        "apart" in (one.get("class") or "") for one in page.all("div")
    ) >= len(dossier.claims)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(scheme: str) -> None:
    css = resources.files("annotations.exporters.html").joinpath("page.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w+);", part)) for part in css.split(":root {")[1:3])
    colours = {"light": light, "dark": dark}[scheme]

    for back in ("paper", "open", "settled", "alarm", "passage"):
        assert contrast(colours["ink"], colours[back]) >= 7
        assert contrast(colours["link"], colours[back]) >= 4.5
    assert contrast(colours["quiet"], colours["paper"]) >= 4.5
    for edge in ("open-edge", "settled-edge", "alarm-edge", "passage-edge"):
        assert contrast(colours[edge], colours["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as the Web Content Accessibility Guidelines reckon it."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_step_down_one_by_one(language: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(page_of(sample(language))).tags if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("which", ["everything", "sample"])
def test_notes_stand_in_the_margin_of_a_wide_window(which: str, tmp_path: Path) -> None:
    dossier = everything()[1] if which == "everything" else sample("en")

    notes, console = ask(page_of(dossier), NOTES, 1200, tmp_path)

    assert console == []
    assert notes
    assert all(one["beside"] and one["height"] > 20 and one["width"] > 200 for one in notes)
    for above, below in pairwise(notes):
        assert below["top"] >= above["top"] + above["height"]


def test_notes_are_folded_in_a_narrow_window_and_open_one_by_one(tmp_path: Path) -> None:
    _, dossier = everything()
    question = """(page, window) => {
      const notes = [...page.querySelectorAll("aside")], folds = [...page.querySelectorAll("summary")];
      const seen = () => notes.filter(one => one.offsetHeight > 0).map(one => one.id);
      const before = seen();
      folds[1].click();
      const least = Math.min(...folds.map(one => one.offsetHeight));
      return {before, after: seen(), wide: page.documentElement.scrollWidth, folds: folds.length, least};
    }"""

    found, console = ask(page_of(dossier), question, 390, tmp_path)

    assert console == []
    assert (found["before"], found["after"], found["folds"]) == ([], ["c3"], 5)
    assert found["wide"] <= 390
    assert found["least"] >= 24


def test_a_page_is_not_taken_in() -> None:
    with pytest.raises(Exception, match="choose from"):
        parse(b"<!DOCTYPE html>", "html")
