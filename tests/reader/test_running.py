"""Starting the program on the screen: what is said first of an article that has changed."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import pytest

from reader import running
from reader.opened import Opened, open_article
from tests.reader.commands.conftest import postil

if TYPE_CHECKING:
    from reader.services import Services
    from tests.reader.commands.running import Postil

__all__ = ["postil"]


class App:
    """Stands in for the app, and remembers what it was started with."""

    started: tuple[tuple[str, ...], Opened | None]
    mouse_on = False
    return_code = 0
    broke = ""
    ground = None

    def __init__(self, services: Services, first: Opened | None, *, driver_class: type | None) -> None:
        del driver_class
        App.started = services.notices, first

    def run(self, *, mouse: bool) -> None:
        assert not mouse


@pytest.fixture(autouse=True)
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep what would be painted on the terminal, and never show a part of the article only."""
    shown: list[str] = []
    monkeypatch.setattr("reader.app.PostilApp", App)
    monkeypatch.setattr("reader.commands.read.screen_refusal", lambda *_, **__: "")
    monkeypatch.setattr("reader.commands.library.screen_refusal", lambda *_: "")
    monkeypatch.setattr("reader.early.show", shown.append)
    monkeypatch.setattr(running, "open_article", partial(open_article, patience=600.0))
    return shown


def test_an_article_that_is_as_it_was_is_opened_without_a_word(postil: Postil, painted: list[str]) -> None:
    postil.add()
    assert postil(postil.draft).code == 0
    notices, opened = App.started
    assert notices == ()
    assert opened is not None
    assert (opened.waiting, opened.announced) == (0, 0)
    assert "The new bridge" in painted[0]


def test_of_one_that_changed_the_first_word_is_what_became_of_the_anchors(
    postil: Postil, painted: list[str]
) -> None:
    postil.claim("14 million euros")
    postil.claim("Nobody was hurt")
    text = postil.draft.read_text(encoding="utf-8").replace("14 million", "15 million")
    postil.draft.write_text(text, encoding="utf-8")
    assert postil(postil.draft).code == 0
    notices, opened = App.started
    assert notices == ("revision 2: 1 exact, 1 changed (1 alarm)",)
    assert opened is not None
    assert opened.announced == 2
    assert "15 million" in painted[0]
    assert postil(postil.draft).code == 0
    assert App.started[0] == ()


def test_in_a_window_too_small_nothing_is_painted_before(
    postil: Postil, painted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    postil.add()
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_: os.terminal_size((20, 5)))
    assert postil(postil.draft).code == 0
    assert painted == []
    assert App.started[1] is not None


def test_the_library_is_opened_without_an_article(postil: Postil, painted: list[str]) -> None:
    postil.add()
    assert postil().code == 0
    assert App.started[1] is None
    assert "The new bridge" in painted[0]


def test_at_the_first_visit_a_key_that_was_set_twice_is_told_before_the_greeting(
    postil: Postil, painted: list[str]
) -> None:
    settings = postil.home / "own.toml"
    settings.write_text('[keys]\nundo = "Z"\nredo = "Z"\n', encoding="utf-8")
    assert postil("read", "sample", "--config", settings).code == 0
    (clash, greeting), _opened = App.started
    assert "'Z' is on both redo and undo" in clash
    assert "next claim" in greeting
    assert "'Z' is on both redo and undo" in painted[0]
    assert "(+1)" in painted[0]


def test_news_of_an_article_comes_before_what_is_wrong_with_the_settings(postil: Postil) -> None:
    postil.claim("14 million euros")
    settings = postil.home / "own.toml"
    settings.write_text('[keys]\nundo = "Z"\nredo = "Z"\n', encoding="utf-8")
    text = postil.draft.read_text(encoding="utf-8").replace("14 million", "15 million")
    postil.draft.write_text(text, encoding="utf-8")
    assert postil("read", postil.draft, "--config", settings).code == 0
    (news, clash), _opened = App.started
    assert news.startswith("revision 2:")
    assert "'Z' is on both redo and undo" in clash
