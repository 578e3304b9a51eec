"""The library as a list: in order, by tag, with what was removed or without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from annotations.stores.registry import open_desk
from reader.config import load_config
from reader.opening import Opening
from reader.visits import keep_visit
from tests.reader.staging import THEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reader.commands.running import Postil


def opening(postil: Postil) -> Opening:
    """Return the library that the program has open."""
    place = postil.done("where", "--json").json["library"]
    return Opening(load_config({"LOGNAME": "anna"}, {"library": place, "reviewer": "anna"}), {})


def story(postil: Postil, title: str, published: str = "2024") -> str:
    """Take a short article in; return its id."""
    path: Path = postil.home / f"{title}.md"
    path.write_text(
        f"---\npublished: {published}\n---\n\n# {title}\n\nIt is about {title}, says the mayor.\n",
        encoding="utf-8",
    )
    return postil.done("add", path).id


def titles(postil: Postil, *words: str) -> list[str]:
    """Return the titles that are listed for a reviewer, in order."""
    return [one["title"] for one in postil.done("list", "--json", *words, by="anna").json]


def test_how_far_an_article_is_is_listed(postil: Postil) -> None:
    article = postil.add()
    postil.claim()
    postil.claim("two years to build")
    postil.done("review", "@", "--verdict", "supported", by="anna")
    [line] = postil.done("list").out.splitlines()
    assert line.split() == [article, "en", "–", "1/2", "–", "The", "new", "bridge"]
    [told] = postil.done("list", "--json").json
    assert (told["claims"], told["settled"], told["changed"], told["differ"]) == (2, 1, 0, 0)
    assert (told["tags"], told["removed"], told["opened"]) == ([], False, "")
    assert "anna" in told["reviewers"]


def test_a_tag_picks_the_articles_that_have_it(postil: Postil) -> None:
    first, _second = story(postil, "Apples"), story(postil, "Pears")
    opening(postil).session.tag(first, ["Fruit", "red"])
    assert titles(postil, "--tag", "fruit") == titles(postil, "--tag", "#FRUIT") == ["Apples"]
    assert titles(postil, "--tag", "fru") == []
    assert "#Fruit #red" in postil.done("list", "--tag", "red").out
    assert postil.done("list", "--tag", "none").out == "No article fits.\n"


def test_what_one_removed_is_listed_only_with_all(postil: Postil) -> None:
    first, _second = story(postil, "Apples"), story(postil, "Pears")
    opening(postil).session.put_away(first)
    assert titles(postil) == ["Pears"]
    assert titles(postil, "--all") == ["Apples", "Pears"]
    assert "Apples  removed\n" in postil.done("list", "--all", by="anna").out
    assert len(postil.done("list", "--json", by="bram").json) == 2
    assert "Apples" in postil.done("show", first, by="anna").out
    postil.done("undo", first, by="anna")
    assert titles(postil) == ["Apples", "Pears"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (None, ["apples", "Boats", "Crows"]),
        ("title", ["apples", "Boats", "Crows"]),
        ("date", ["Crows", "apples", "Boats"]),
        ("opened", ["Boats", "Crows", "apples"]),
        ("progress", ["apples", "Boats", "Crows"]),
    ],
)
def test_the_list_is_in_the_order_that_was_asked_for(
    postil: Postil, sort: str | None, order: list[str]
) -> None:
    published = {"apples": "2023", "Boats": "2022", "Crows": "2024-01"}
    ids = {title: story(postil, title, when) for title, when in published.items()}
    desk = open_desk(opening(postil).config.library, "anna")
    keep_visit(desk, ids["Boats"], THEN.replace(year=2199))
    asked = ["--sort", sort] if sort else []
    assert titles(postil, *asked) == order


def test_another_order_is_refused_with_those_there_are(postil: Postil) -> None:
    refused: Any = postil("list", "--sort", "size")
    assert refused.code == 2
    assert "opened, title, date, progress" in refused.complaint


def test_a_clash_of_keys_is_named_wherever_the_keys_are_listed(postil: Postil) -> None:
    settings = postil.home / "settings.toml"
    settings.write_text('preset = "less"\n[keys]\nundo = "Z"\nredo = "Z"\n', encoding="utf-8")
    told = postil("--config", settings, "keys")
    assert told.code == 0
    assert "settings.toml, line 4: 'Z' is on both redo and undo; its usual key is used" in told.complaint
    assert any(line.split()[0] == "Z" and "undo" in line for line in told.out.splitlines())
    assert any(line.split()[0] == "d" and "half a page down" in line for line in told.out.splitlines())
