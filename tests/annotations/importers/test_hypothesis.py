from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from annotations.anchors import AnchorState
from annotations.errors import InvalidRecord, UnknownArticle
from annotations.importers.registry import format_of, parse
from annotations.model import Note, Purpose
from articles.model import Origin, OriginKind
from tests.annotations.desks import ARTICLE, FIRST, Desk, take

PAGE = "https://example.org/bees"


def row(name: str = "Ab-1_x", **fields: object) -> dict[str, Any]:
    return {
        "id": name,
        "created": "2026-02-28T09:15:00.123456+00:00",
        "updated": "2026-02-28T10:00:00+00:00",
        "user": "acct:carla@hypothes.is",
        "uri": PAGE,
        "text": "See the *count*.",
        "tags": ["bees", "to do"],
        "target": [],
    } | fields


def quoting(exact: str, **position: int) -> list[dict[str, Any]]:
    selectors: list[dict[str, Any]] = [
        {"type": "RangeSelector", "startContainer": "/div[1]"},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""},
    ]
    if position:
        selectors.append({"type": "TextPositionSelector", **position})
    return [{"source": PAGE, "selector": selectors}]


def exported(*rows: object, key: str = "annotations") -> bytes:
    return json.dumps({"export_date": "2026-03-01T00:00:00Z", key: rows}).encode()


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.shelve(made.session("anna"), FIRST, Origin(OriginKind.URL, PAGE))
    return made


def notes(desk: Desk) -> list[Note]:
    records = desk.session("anna").dossier(ARTICLE).records
    return sorted((one for one in records.values() if isinstance(one, Note)), key=lambda one: one.created)


@pytest.mark.parametrize("key", ["annotations", "rows"])
def test_notes_keep_their_authors_dates_and_tags(desk: Desk, key: str) -> None:
    take(desk.session("anna"), exported(row(target=quoting("ten percent more")), key=key), "hypothesis")

    (note,) = notes(desk)

    assert (note.author, note.creator, note.text, note.tags) == (
        "anna",
        "carla",
        "See the *count*.",
        ("bees", "to do"),
    )
    assert note.created.isoformat() == "2026-02-28T09:15:00.123000+00:00"
    assert note.modified.isoformat() == "2026-02-28T10:00:00+00:00"
    assert note.extra == {"via": "https://hypothes.is/a/Ab-1_x"}
    assert note.anchor
    assert note.anchor.exact == "ten percent more"


def test_the_name_that_is_shown_goes_before_that_of_the_account(desk: Desk) -> None:
    named = row(user_info={"display_name": "Carla Bos"})
    nameless = row("b", user_info={"display_name": None}, user="acct:dirk@hypothes.is")
    nobody = row("c", user=None)
    take(desk.session("anna"), exported(named, nameless, nobody), "hypothesis")

    assert sorted(one.creator for one in notes(desk)) == ["Carla Bos", "dirk", "unknown"]


def test_replies_hang_on_what_they_answer_and_on_the_nearest_that_is_there(desk: Desk) -> None:
    rows = [
        row("c", created="2026-02-28T12:00:00Z", references=["a", "gone"], text="third"),
        row("b", created="2026-02-28T11:00:00Z", references=["a"], text="second"),
        row("a", created="2026-02-28T10:00:00Z", text="first", target=quoting("ten percent more")),
        row("d", created="2026-02-28T13:00:00Z", references=["elsewhere"], text="alone"),
    ]
    take(desk.session("anna"), exported(*rows), "hypothesis")

    first, second, third, alone = notes(desk)

    assert second.target.id == third.target.id == first.id
    assert alone.target.id == ARTICLE
    (thread, _) = desk.session("anna").dossier(ARTICLE).notes
    assert [one.note.text for one in thread.replies] == ["second", "third"]


def test_positions_in_utf_16_are_those_of_the_same_words_here(desk: Desk) -> None:
    text = desk.session("anna").dossier(ARTICLE).text
    start = text.index("It did not rain")
    beyond = len(text[:start].encode("utf-16-le")) // 2
    assert beyond == start + 1
    target = quoting("It did not rain", start=beyond, end=beyond + 15)
    alone = [
        {"source": PAGE, "selector": [{"type": "TextPositionSelector", "start": beyond, "end": beyond + 6}]}
    ]
    plan = take(desk.session("anna"), exported(row("a", target=target), row("b", target=alone)), "hypothesis")

    quoted, placed = sorted(notes(desk), key=lambda one: -len(one.anchor.exact if one.anchor else ""))

    assert quoted.anchor
    assert placed.anchor
    assert (quoted.anchor.start, quoted.anchor.exact) == (start, "It did not rain")
    assert (placed.anchor.start, placed.anchor.exact) == (start, "It did")
    assert plan.notices == ("1 note names a position and no words: see whether it stands where it should.",)


def test_a_position_in_another_text_is_not_believed_and_the_quote_is_found(desk: Desk) -> None:
    target = quoting("Nobody was stung.", start=9_000, end=9_017)
    take(desk.session("anna"), exported(row(target=target)), "hypothesis")

    (thread,) = desk.session("anna").dossier(ARTICLE).notes

    assert thread.place
    assert thread.place.state in {AnchorState.EXACT, AnchorState.MOVED}
    assert thread.note.anchor
    assert thread.note.anchor.span is None


def test_a_position_beyond_the_text_alone_makes_a_note_on_the_article(desk: Desk) -> None:
    alone = [{"source": PAGE, "selector": [{"type": "TextPositionSelector", "start": 9_000, "end": 9_006}]}]
    take(desk.session("anna"), exported(row(target=alone)), "hypothesis")

    assert notes(desk)[0].anchor is None


def test_a_highlight_without_words_is_one(desk: Desk) -> None:
    take(desk.session("anna"), exported(row(text="", tags=None, target=quoting("ten percent"))), "hypothesis")

    assert notes(desk)[0].purpose is Purpose.HIGHLIGHT


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    data = exported(row(target=quoting("ten percent more")), row("b", references=["Ab-1_x"]))
    take(desk.session("anna"), data, "hypothesis")

    assert take(desk.session("anna"), data, "hypothesis").changes_nothing


def test_notes_on_several_pages_are_named(desk: Desk) -> None:
    plan = take(
        desk.session("anna"), exported(row(), row("b", uri="https://example.org/other")), "hypothesis"
    )

    assert plan.notices[0].startswith("The notes are on 2 pages")


def test_an_article_that_is_not_here_must_be_named() -> None:
    desk = Desk()
    desk.shelve(desk.session("anna"), FIRST)

    with pytest.raises(UnknownArticle, match="name the article before the file"):
        take(desk.session("anna"), exported(row()), "hypothesis")
    assert take(desk.session("anna"), exported(row()), "hypothesis", into=ARTICLE).changes


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 \xff", "this is not JSON"),
        (b"[]", "not of Hypothesis"),
        (b'{"rows": {}}', "not of Hypothesis"),
        (exported(3), "annotation 1 is not valid: it is no object"),
        (exported(row(), {"id": "b"}), "annotation 2 is not valid: 'created' is missing"),
        (exported(row(id=3)), "3 where words are due"),
        (exported(row(created="yesterday")), "annotation 1 is not valid"),
        (exported(row(created="2026-01-01T00:00:00")), "does not say its offset"),
        (exported(row(tags="bees")), "no list"),
        (exported(row(tags=[1])), "1 where words are due"),
        (exported(row(target=quoting("x", start=5, end=2))), "not a position"),
        (b'{"rows": [], "rows": []}', "twice"),
        (b'{"rows": [NaN]}', "NaN"),
        (b'{"rows": [' + b"1" * 10_000 + b"]}", "10000 digits"),
        (b"[" * 200_000, "not taken in"),
    ],
    ids=itertools.count(),
)
def test_a_file_that_is_wrong_is_refused_whole(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidRecord, match=reason):
        parse(data, "hypothesis")


def test_the_name_of_a_file_can_tell() -> None:
    assert format_of("notes.Hypothesis.json") == "hypothesis"
