"""Every key of the program, with an id and its help, in one table.

Bindings, the help screen, the status line's hints, `postil keys` and the
README's table are all made from it.  Nothing here imports Textual.

Each action has an unmodified key that every terminal sends: a printable one,
Enter, Tab, Backspace, Esc or an arrow.  It comes first; the rest are aliases.
"""

from __future__ import annotations

from enum import StrEnum

from articles.frozen import frozen


class Pane(StrEnum):
    """Where a key works."""

    READING = "reading"
    """Everywhere on the reading screen."""
    ARTICLE = "article"
    PANEL = "panel"
    LIBRARY = "library"


@frozen
class Key:
    """An action and the keys that start it.

    `keys` are Textual's names, or the character itself.  `opens` says that the
    action asks for text: what is typed meanwhile is kept for that text.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    help: str
    pane: Pane
    group: str
    opens: bool = False


KEYS: tuple[Key, ...] = (
    Key("line-down", ("j", "down"), "line(1)", "a line down", Pane.ARTICLE, "Reading"),
    Key("line-up", ("k", "up"), "line(-1)", "a line up", Pane.ARTICLE, "Reading"),
    Key("page-down", ("space", "f", "pagedown", "ctrl+f"), "page(1)", "a page down", Pane.READING, "Reading"),
    Key("page-up", ("b", "pageup", "ctrl+b"), "page(-1)", "a page up", Pane.READING, "Reading"),
    Key("half-down", ("J", "ctrl+d"), "half_page(1)", "half a page down", Pane.READING, "Reading"),
    Key("half-up", ("K", "ctrl+u"), "half_page(-1)", "half a page up", Pane.READING, "Reading"),
    Key("top", ("g", "home"), "top", "top", Pane.READING, "Reading"),
    Key("bottom", ("G", "end"), "bottom", "bottom", Pane.READING, "Reading"),
    Key("next-paragraph", ("}",), "paragraph(1)", "next paragraph", Pane.READING, "Reading"),
    Key("previous-paragraph", ("{",), "paragraph(-1)", "previous paragraph", Pane.READING, "Reading"),
    Key("next-sentence", (")",), "sentence(1)", "next sentence", Pane.READING, "Reading"),
    Key("previous-sentence", ("(",), "sentence(-1)", "previous sentence", Pane.READING, "Reading"),
    Key("contents", ("t",), "contents", "contents", Pane.READING, "Reading"),
    Key("search", ("/",), "search", "search", Pane.READING, "Reading", opens=True),
    Key("next-match", ("n",), "match(1)", "next match", Pane.READING, "Reading"),
    Key("previous-match", ("N",), "match(-1)", "previous match", Pane.READING, "Reading"),
    Key("mark", ("m",), "mark", "set a mark, then a letter", Pane.READING, "Reading", opens=True),
    Key("jump", ("'",), "jump", "jump to a mark, then its letter", Pane.READING, "Reading", opens=True),
    Key("narrower", ("<",), "measure(-2)", "narrower text", Pane.READING, "Reading"),
    Key("wider", (">",), "measure(2)", "wider text", Pane.READING, "Reading"),
    Key("reset-width", ("=",), "measure(0)", "usual width", Pane.READING, "Reading"),
    Key("alone", ("z",), "alone", "the text alone, and back", Pane.READING, "Reading"),
    Key("next-claim", ("]",), "claim(1)", "next claim", Pane.READING, "Claims and sources"),
    Key("previous-claim", ("[",), "claim(-1)", "previous claim", Pane.READING, "Claims and sources"),
    Key(
        "sift",
        ("&",),
        "sift",
        "go through: open, mine, suggested, changed",
        Pane.READING,
        "Claims and sources",
        opens=True,
    ),
    Key("next-source", ("s",), "source(1)", "next source of this claim", Pane.READING, "Claims and sources"),
    Key("previous-source", ("S",), "source(-1)", "previous source", Pane.READING, "Claims and sources"),
    Key(
        "follow", ("enter",), "follow", "follow: claim, fact, its source", Pane.READING, "Claims and sources"
    ),
    Key(
        "back",
        ("backspace", "ctrl+o", "alt+left"),
        "back",
        "back where I came from",
        Pane.READING,
        "Claims and sources",
    ),
    Key(
        "other-pane", ("tab", "shift+tab"), "other_pane", "the other pane", Pane.READING, "Claims and sources"
    ),
    Key("item-down", ("j", "down"), "item(1)", "next item", Pane.PANEL, "Claims and sources"),
    Key("item-up", ("k", "up"), "item(-1)", "previous item", Pane.PANEL, "Claims and sources"),
    Key("next-unticked", ("w",), "unticked(1)", "next unticked item", Pane.READING, "Checking"),
    Key("previous-unticked", ("W",), "unticked(-1)", "previous unticked item", Pane.READING, "Checking"),
    Key("tick", ("x",), "tick", "tick it, and go on; of a sentence, all in it", Pane.READING, "Checking"),
    Key("on-author", ("A",), "on_author", "on the author, and go on", Pane.READING, "Checking"),
    Key(
        "dismiss",
        ("-",),
        "give_up",
        "nothing to check here; dismiss a suggestion; give up an orphan",
        Pane.READING,
        "Checking",
    ),
    Key("select", ("v",), "select", "select words; again: the sentence", Pane.READING, "Writing"),
    Key("extend", ("right",), "extend(1)", "selection: a word more", Pane.READING, "Writing"),
    Key("reduce", ("left",), "extend(-1)", "selection: a word less", Pane.READING, "Writing"),
    Key("copy", ("y",), "copy", "copy with where it is from", Pane.READING, "Writing"),
    Key("make-claim", ("c",), "make_claim", "a claim of the sentence or selection", Pane.READING, "Writing"),
    Key("link-fact", ("l",), "link_fact", "link a fact to this claim", Pane.READING, "Writing", opens=True),
    Key("link-same", (".",), "link_same", "the last source again", Pane.READING, "Writing", opens=True),
    Key(
        "find-evidence",
        ("F",),
        "find_evidence",
        "find evidence in the library",
        Pane.READING,
        "Claims and sources",
    ),
    Key("add-note", ("a",), "add_note", "write a note", Pane.READING, "Writing", opens=True),
    Key("ask", ("i",), "ask", "ask somebody", Pane.READING, "Writing", opens=True),
    Key("propose", ("p",), "propose", "propose other words", Pane.READING, "Writing", opens=True),
    Key("verdict", ("r",), "verdict", "my verdict, then its letter", Pane.READING, "Writing", opens=True),
    Key(
        "rule",
        ("P",),
        "rule",
        "publish, correct, send back or drop this claim, then a letter",
        Pane.READING,
        "Writing",
        opens=True,
    ),
    Key("edit", ("e",), "edit", "edit what is selected", Pane.READING, "Writing", opens=True),
    Key(
        "settle", ("C",), "settle", "choose which of two versions stands", Pane.READING, "Writing", opens=True
    ),
    Key("delete", ("D",), "delete", "delete mine", Pane.READING, "Writing"),
    Key("undo", ("u",), "undo", "undo", Pane.READING, "Writing"),
    Key("redo", ("U",), "redo", "redo", Pane.READING, "Writing"),
    Key(
        "open-link",
        ("o",),
        "open_link",
        "open the source's link; selecting: the other end",
        Pane.READING,
        "Writing",
    ),
    Key("copy-link", ("Y",), "copy_link", "copy the source's link", Pane.READING, "Writing"),
    Key("export", ("X",), "export", "export as Markdown", Pane.READING, "Writing", opens=True),
    Key("queue", ("R",), "queue", "what waits for me, in all articles", Pane.READING, "Program", opens=True),
    Key("help", ("?", "f1"), "help", "help", Pane.READING, "Program"),
    Key("palette", (":", "ctrl+p"), "commands", "all commands", Pane.READING, "Program", opens=True),
    Key("mouse", ("M",), "mouse", "mouse off and on", Pane.READING, "Program"),
    Key("redraw", ("L", "ctrl+l"), "redraw", "draw afresh", Pane.READING, "Program"),
    Key("close", ("escape",), "close", "close one layer", Pane.READING, "Program"),
    Key("quit", ("q",), "leave", "back, or quit", Pane.READING, "Program"),
    Key("quit-all", ("Q", "ctrl+q"), "quit", "quit", Pane.READING, "Program"),
    Key("library-down", ("j", "down"), "row(1)", "next article", Pane.LIBRARY, "Library"),
    Key("library-up", ("k", "up"), "row(-1)", "previous article", Pane.LIBRARY, "Library"),
    Key("library-page-down", ("space", "f", "pagedown"), "page(1)", "a page down", Pane.LIBRARY, "Library"),
    Key("library-page-up", ("b", "pageup"), "page(-1)", "a page up", Pane.LIBRARY, "Library"),
    Key("library-top", ("g", "home"), "end(-1)", "first article", Pane.LIBRARY, "Library"),
    Key("library-bottom", ("G", "end"), "end(1)", "last article", Pane.LIBRARY, "Library"),
    Key("library-read", ("enter",), "read", "read", Pane.LIBRARY, "Library"),
    Key("library-filter", ("/",), "filter", "filter", Pane.LIBRARY, "Library", opens=True),
    Key("library-find", ("F",), "find", "find words in all texts", Pane.LIBRARY, "Library", opens=True),
    Key(
        "library-sort", ("s",), "sort", "sort by last opened, title, date, progress", Pane.LIBRARY, "Library"
    ),
    Key("library-queue", ("R",), "queue", "what waits for me", Pane.LIBRARY, "Library", opens=True),
    Key("library-tags", ("T",), "tags", "tag this article", Pane.LIBRARY, "Library", opens=True),
    Key("library-export", ("X",), "export", "export as Markdown", Pane.LIBRARY, "Library", opens=True),
    Key("library-remove", ("D",), "remove", "remove from my library, or bring back", Pane.LIBRARY, "Library"),
    Key("library-removed", ("a",), "removed", "show removed articles, or hide them", Pane.LIBRARY, "Library"),
    Key("library-undo", ("u", "Z"), "undo", "undo a tag or a removal", Pane.LIBRARY, "Library"),
    Key("library-redo", ("U", "ctrl+r"), "redo", "redo it", Pane.LIBRARY, "Library"),
    Key("library-palette", (":", "ctrl+p"), "commands", "all commands", Pane.LIBRARY, "Library", opens=True),
    Key("library-redraw", ("L", "ctrl+l"), "redraw", "draw afresh", Pane.LIBRARY, "Library"),
    Key("library-close", ("escape",), "close", "all articles again", Pane.LIBRARY, "Library"),
    Key("library-help", ("?", "f1"), "help", "help", Pane.LIBRARY, "Library"),
    Key("library-quit", ("q", "Q", "ctrl+q"), "leave", "quit", Pane.LIBRARY, "Library"),
)

_SHOWN = {
    "space": "space",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "backspace": "Backspace",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "alt+left": "Alt+←",
}


def shown(key: str) -> str:
    """Return a key as it is written for people."""
    return _SHOWN.get(key, key.upper() if key.startswith("f") and key[1:].isdigit() else key)


def keys_of(*panes: Pane) -> tuple[Key, ...]:
    """Return the keys that work in any of `panes`, in the table's order."""
    return tuple(key for key in KEYS if key.pane in panes)
