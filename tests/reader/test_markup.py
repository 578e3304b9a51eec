"""No word that anybody wrote is ever read as markup, on any screen, in any toast, title or palette entry."""

from __future__ import annotations

import ast
import importlib
import inspect
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.containers import Container, ScrollableContainer, Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget

from annotations.model import Purpose, Stance, Target, TargetKind
from articles.untrusted import count_hidden
from reader.keys import KEYS, Pane
from tests.reader.screens.library_app import Shelf
from tests.reader.screens.reading_app import WIDE, Reader, Room

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

READER = Path(__file__).parents[2] / "reader"
WORDS = ("[redactie]", "[/]", "[@click=app.quit]x[/]", "[bold", "$x")
MARKUP = " ".join(WORDS)
HIDDEN = "\x1b]0;x\x07\x9b2J\u202e"
TITLE = f"Titel {MARKUP}{HIDDEN}"
BODY = f"Een citaat {MARKUP} einde. Nog een zin {HIDDEN} met woorden."
PARSERS = {
    *("Static", "Label", "Button", "Markdown", "MarkdownViewer", "Header", "Toast", "Tooltip"),
    *("OptionList", "SelectionList", "Select", "DataTable", "Tree", "RichLog", "Collapsible", "Tabs"),
    *("notify", "from_markup", "to_content", "render_str", "render_markup", "from_rich_text", "visualize"),
    *("border_title", "border_subtitle", "tooltip", "with_tooltip", "sub_title"),
}
"""What reads a plain text as markup, or hands it to what does."""


def modules() -> list[Path]:
    """Return the files of the terminal program."""
    return sorted(READER.rglob("*.py"))


def names_in(node: ast.AST) -> str:
    """Return the name that a node uses, if it uses one."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def test_no_module_uses_what_reads_markup() -> None:
    for path in modules():
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        imports = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
        used = {name.name for node in imports for name in node.names} | set(map(names_in, nodes))
        assert used & PARSERS == set(), path
        keywords = {one.arg for node in nodes if isinstance(node, ast.Call) for one in node.keywords}
        assert keywords & {"markup", "tooltip"} == set(), path


def widgets() -> list[type[Widget]]:
    """Return every class of ours that Textual draws."""
    found: list[type[Widget]] = []
    for path in modules():
        if path.parent.name in {"screens", "widgets"} and path.stem != "__init__":
            module = importlib.import_module(f"reader.{path.parent.name}.{path.stem}")
            for _, one in inspect.getmembers(module, inspect.isclass):
                if issubclass(one, Widget) and one.__module__ == module.__name__:
                    found.append(one)
    return found


def test_every_widget_paints_its_own_lines_or_holds_others() -> None:
    plain: set[type[Widget]] = {Container, Vertical, ScrollableContainer, Screen, ModalScreen, ScrollView}
    held = {base for kind in plain for base in kind.__mro__}
    renderers = {Widget.render, *(kind.render for kind in plain)}
    assert len(widgets()) > 20
    for one in widgets():
        bases = {base for base in one.__mro__ if issubclass(base, Widget)}
        assert bases - set(widgets()) <= held, one
        # What Textual would take from here goes through its reader of markup.
        assert one.render in renderers, one


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give what reaches any of the readers of markup meanwhile."""
    read: list[str] = []

    def watching(parser: Any) -> Any:  # noqa: ANN401 - of any form
        def parse(words: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
            read.append(str(words))
            return parser(words, *rest, **named)

        return parse

    with monkeypatch.context() as patch:
        for place, name in ((Content, "from_markup"), (Text, "from_markup")):
            patch.setattr(place, name, watching(getattr(place, name)))
        for name in ("textual.markup.to_content", "rich.markup.render", "rich.text.render"):
            module, _, function = name.rpartition(".")
            found = importlib.import_module(module)
            if hasattr(found, function):
                patch.setattr(found, function, watching(getattr(found, function)))
        yield read


def filled() -> Room:
    """Return a room where whatever a person or a stranger fills holds markup and hidden characters."""
    room = Room(f"---\ntitle: '{MARKUP}'\nauthor: '{MARKUP}'\n---\n# Kop {MARKUP}\n\n{BODY}\n".encode())
    claim = room.claim("Een citaat", claimant=TITLE, text=TITLE)
    room.claim("Nog een zin", text=TITLE)
    session, bram = room.session("anna"), room.session("bram")
    source = session.draft_source(url=TITLE, title=TITLE, publisher=TITLE, person_named=TITLE)
    fact = session.draft_fact(source, statement=TITLE, quote=TITLE, translation=TITLE, locator=TITLE)
    session.link_fact(claim, Stance.REFUTES, source=source, fact=fact)
    bram.link_fact(claim, Stance.NOTHING_FOUND, searched=TITLE)
    room.judge(claim, "refuted", by="bram", reason=TITLE)
    target = Target(TargetKind.CLAIM, claim.id)
    bram.add_note(room.article, target, TITLE, purpose=Purpose.QUESTION, to=TITLE, tags=(MARKUP,))
    session.tag(room.article, ("[redactie]",))
    return room


async def everything_done(reader: Reader, *panes: Pane) -> str:
    """Do every action of some panes, and return everything that was seen."""
    seen = [reader.text]
    for key in [key for key in KEYS if key.pane in panes]:
        action = key.action.partition("(")[0]
        if action in {"quit", "leave", "redraw"}:
            continue
        doer = reader.app.focused or reader.app.screen
        await reader.app.run_action(key.action, doer)
        await reader.settle()
        seen.append(reader.text)
        if key.opens:
            await reader.type("[/]")
            seen.append(reader.text)
        # All at once: what one layer is left, the next one closes.
        reader.burst("escape", "escape", "escape")
        await reader.settle()
    return "\n".join(seen)


async def test_on_the_reading_screen_markup_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    room = filled()
    with watched(monkeypatch) as read:
        async with room.reading(size=WIDE) as reader:
            await reader.press("]")
            seen = await everything_done(reader, Pane.READING, Pane.ARTICLE)
            await reader.press("tab")
            seen += await everything_done(reader, Pane.PANEL)
            assert reader.app.is_running
    assert "citaat [redactie] [/] [@click=app.quit]x[/]" in " ".join(seen.split())
    assert count_hidden(seen) == 0
    assert [words for words in read if any(one in words for one in WORDS)] == []


async def test_in_the_library_markup_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(1)
    shelf.story(MARKUP.replace("'", ""))
    shelf.session("anna").tag(shelf.article, ("[redactie]",))
    with watched(monkeypatch) as read:
        async with shelf.browsing(size=WIDE) as browser:
            seen = await everything_done(browser, Pane.LIBRARY)
            assert browser.app.is_running
    assert "[redactie] [/] [@click" in seen
    assert count_hidden(seen) == 0
    assert [words for words in read if any(one in words for one in WORDS)] == []


def test_the_watch_notices_what_is_read_as_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(monkeypatch) as read:
        Content.from_markup("citaat [redactie]")
        Text.from_markup("citaat [redactie]")
    assert read.count("citaat [redactie]") >= 2
