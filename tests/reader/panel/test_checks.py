"""The items of a sentence in the panel: marks, people, and what is to be read again."""

from __future__ import annotations

from datetime import UTC, datetime

from annotations.checklist import Checklist, SentenceView
from annotations.itemising import ArticleItems
from annotations.ticking import tick
from annotations.ticks import TickMark
from articles.frozen import replace
from reader.glyphs import ASCII, UNICODE, Glyphs
from reader.panel.checks import compose_sentence, is_item, item_id
from tests.annotations.making import Team

TEXT = "The ferry carried 1,200 people on Monday, said Ann Moor of the Ferry Company of the Old Harbour."
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def desk() -> tuple[Team, SentenceView]:
    """Return a team with one sentence, two items of which are ticked."""
    team = Team(text=TEXT)
    view = looked_at(team)
    tick(team.anna, team.dossier, view.span, [view.items[0].item], TickMark.CHECKED)
    tick(team.bram, team.dossier, view.span, [view.items[2].item], TickMark.ON_AUTHOR)
    return team, looked_at(team)


def looked_at(team: Team) -> SentenceView:
    items = ArticleItems(team.dossier.revision.article)
    sentence = items.sentences.at(0)
    assert sentence is not None
    return Checklist(team.dossier, items).at(sentence)


def shown(view: SentenceView, *, width: int = 43, glyphs: Glyphs = UNICODE, selected: str = "") -> list[str]:
    lines = compose_sentence(view, TEXT, selected, width, glyphs, me="anna", now=NOW)
    return [line.text.rstrip() for line in lines]


def test_each_item_has_its_mark_and_who_ticked_it() -> None:
    _, view = desk()
    assert shown(view, selected=item_id(view.items[1].item)) == [
        " THIS SENTENCE                          2/5",
        "   ✓ figure said  1,200                 you",
        " ▸ ○ figure so  1,200",
        "   ◇ date  Monday                      bram",
        "   ○ attribution  said Ann Moor of the Fer…",
        "   ○ name  Ann Moor of the Ferry Company o…",
        "",
    ]


def test_a_narrow_panel_and_plain_signs_will_do() -> None:
    _, view = desk()
    rows = shown(view, width=29, glyphs=ASCII)
    assert all(len(row) <= 29 for row in rows)
    assert rows[1].startswith("   + figure said  1,200")
    assert rows[3].startswith("   @ date  Monday")


def test_what_is_asked_read_again_and_fallen_is_told() -> None:
    _, view = desk()
    first = replace(view.items[1], asked=True)
    fallen = (("bram", view.items[2].ticks[0].tick),)
    told = "\n".join(shown(replace(view, items=(first,), again=("It",), fallen=fallen)))
    assert "asked" in told
    assert "read again, because of: It" in told
    assert "bram, before it changed: Monday" in told


def test_ids_of_items_are_known_among_those_of_records() -> None:
    _, view = desk()
    assert is_item(item_id(view.items[0].item))
    assert not is_item("01KJZZZZZZZZZZZZZZZZZZZZZZ")
    assert len({item_id(one.item) for one in view.items}) == len(view.items)
