from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from annotations.errors import InvalidRecord
from annotations.exporters.registry import ExportOptions, export
from annotations.exporters.selecting import records_of
from annotations.importers.registry import format_of, parse
from annotations.model import Note, Purpose, TargetKind
from articles.model import Origin, OriginKind
from tests.annotations.desks import ARTICLE, FIRST, NOW, SECOND, Desk, everything, take, view
from tests.annotations.hostile import content, dossiers

if TYPE_CHECKING:
    from annotations.dossier import Dossier

OPTIONS = ExportOptions(now=NOW)
PAGE = "https://example.org/bees"


def exported(dossier: Dossier, *, confidential: bool = True) -> str:
    options = ExportOptions(now=NOW, with_confidential=confidential)
    return str(export(dossier, "jsonld", options).text)


def changed(change: dict[str, Any], number: int = 0) -> bytes:
    made = json.loads(exported(everything()[1]))
    made["first"]["items"][number] |= change
    return json.dumps(made).encode()


def foreign(**fields: object) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example/1",
        "type": "Annotation",
        "creator": {"id": "https://people.example/c", "type": "Person", "name": "Carla"},
        "created": "2026-02-01T10:00:00Z",
        "motivation": "commenting",
        "body": {"type": "TextualBody", "value": "Well *said*.", "format": "text/markdown"},
        "target": {
            "source": PAGE,
            "selector": {"type": "TextQuoteSelector", "exact": "ten percent more", "prefix": "hives, "},
        },
    } | fields


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.shelve(made.session("anna"), FIRST, Origin(OriginKind.URL, PAGE))
    return made


def notes(desk: Desk) -> list[Note]:
    records = desk.session("anna").dossier(ARTICLE).records
    return sorted((one for one in records.values() if isinstance(one, Note)), key=lambda one: one.created)


def taken(desk: Desk, *annotations: object) -> list[Note]:
    take(desk.session("anna"), json.dumps(annotations), "jsonld")
    return notes(desk)


@given(dossiers())
@settings(max_examples=1000)
def test_any_dossier_comes_back_equal(dossier: Dossier) -> None:
    parsed = parse(exported(dossier).encode("utf-8", "surrogatepass"), "jsonld")

    assert [content(one.record) for one in parsed.incoming] == [content(one) for one in records_of(dossier)]
    assert parsed.article == dossier.revision.article_id
    assert not parsed.touched


def test_everything_comes_into_another_library_with_its_authors() -> None:
    _, dossier = everything()
    desk = Desk()
    carla = desk.session("carla")
    desk.shelve(carla, FIRST)
    desk.shelve(carla, SECOND)

    take(carla, exported(dossier), "jsonld")

    there = carla.dossier(ARTICLE)
    assert list(map(content, records_of(there))) == list(map(content, records_of(dossier)))
    assert view(there, "1,200").state == view(dossier, "1,200").state
    assert take(carla, exported(dossier), "jsonld").changes_nothing


def test_what_was_left_out_is_said() -> None:
    parsed = parse(exported(everything()[1], confidential=False).encode(), "jsonld")

    assert parsed.notices == ("Confidential sources were left out when this file was made: 1.",)


def test_anybodys_annotation_becomes_a_note_under_their_name(desk: Desk) -> None:
    (note,) = taken(desk, foreign())

    assert (note.creator, note.text, note.extra) == (
        "Carla",
        "Well *said*.",
        {"via": "https://notes.example/1"},
    )
    assert note.created.isoformat() == "2026-02-01T10:00:00+00:00"
    (thread,) = desk.session("anna").dossier(ARTICLE).notes
    assert thread.place
    assert thread.place.span
    assert thread.place.span.cut(desk.session("anna").dossier(ARTICLE).text) == "ten percent more"


def test_a_position_here_is_one_of_code_points(desk: Desk) -> None:
    text = desk.session("anna").dossier(ARTICLE).text
    start = text.index("It did not rain")
    selector = [
        {"type": "TextPositionSelector", "start": start, "end": start + 15},
        {
            "type": "FragmentSelector",
            "value": "x",
            "refinedBy": {"type": "TextQuoteSelector", "exact": "It did not rain"},
        },
    ]

    (note,) = taken(desk, foreign(target={"source": PAGE, "selector": selector}))

    assert note.anchor
    assert (note.anchor.start, note.anchor.exact) == (start, "It did not rain")


@pytest.mark.parametrize(
    ("fields", "text", "tags", "purpose"),
    [
        ({"motivation": "questioning"}, "Well *said*.", (), Purpose.QUESTION),
        ({"motivation": ["highlighting"], "body": []}, "", (), Purpose.HIGHLIGHT),
        ({"motivation": "editing"}, "Well *said*.", (), Purpose.COMMENT),
        ({"body": None, "bodyValue": "Plain."}, "Plain.", (), Purpose.COMMENT),
        ({"body": "https://a.example/"}, "<https://a.example/>", (), Purpose.COMMENT),
        (
            {"body": {"id": "https://a.example/", "type": "Image"}},
            "<https://a.example/>",
            (),
            Purpose.COMMENT,
        ),
        (
            {"body": [{"value": "One."}, {"value": "Two."}, {"value": "bees", "purpose": "tagging"}, 3]},
            "One.\n\nTwo.",
            ("bees",),
            Purpose.COMMENT,
        ),
    ],
)
def test_bodies_and_motivations_are_read(
    desk: Desk, fields: dict[str, Any], text: str, tags: tuple[str, ...], purpose: Purpose
) -> None:
    (note,) = taken(desk, foreign(**fields))

    assert (note.text, note.tags, note.purpose) == (text, tags, purpose)


@pytest.mark.parametrize(
    ("creator", "person"),
    [
        (None, "unknown"),
        ("https://people.example/c", "https://people.example/c"),
        ([{"type": "Person"}, {"nickname": "cc"}], "cc"),
        ({"id": "acct:c@d"}, "acct:c@d"),
    ],
)
def test_whose_it_is_is_kept_however_it_is_written(desk: Desk, creator: object, person: str) -> None:
    assert taken(desk, foreign(creator=creator))[0].creator == person


def test_replies_hang_on_what_they_answer(desk: Desk) -> None:
    reply = foreign(
        id="https://notes.example/2",
        motivation="replying",
        target="https://notes.example/1",
        created="2026-02-02T10:00:00Z",
    )

    first, second = taken(desk, reply, foreign())

    assert (second.target.kind, second.target.id) == (TargetKind.NOTE, first.id)


def test_an_annotation_without_a_name_is_the_same_one_the_next_time(desk: Desk) -> None:
    nameless = foreign(id="", created=None, modified=None, target=PAGE)

    (note,) = taken(desk, nameless)

    assert note.extra == {}
    assert note.created.year == 1970
    assert taken(desk, nameless) == [note]


@pytest.mark.parametrize(
    "shape",
    [
        lambda one: one,
        lambda one: [one, "x"],
        lambda one: {"type": "AnnotationPage", "items": [one]},
        lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
        lambda one: {"@graph": [one | {"type": ["Annotation", "x"]}]},
    ],
)
def test_collections_pages_lists_and_single_ones_are_read(desk: Desk, shape: Any) -> None:  # noqa: ANN401
    take(desk.session("anna"), json.dumps(shape(foreign())), "jsonld")

    assert len(notes(desk)) == 1


def test_a_collection_whose_page_is_elsewhere_has_nothing() -> None:
    data = json.dumps({"type": "AnnotationCollection", "first": "https://notes.example/page1"}).encode()

    assert parse(data, "jsonld").incoming == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n\xff\xfe", "this is not JSON"),
        (b"{}", "has no Web Annotations"),
        (b"3", "has no Web Annotations"),
        (changed({"rev": "x"}), "annotation 1 is not valid: its rev is none"),
        (changed({"id": "urn:x:y"}), "annotation 1 is not valid"),
        (changed({"created": "soon"}), "annotation 1 is not valid"),
        (changed({"creator": {}}), "author"),
        (changed({"fields": {"article": "other"}}), "about another article"),
        (changed({"id": json.loads(changed({}))["first"]["items"][1]["id"]}), "stands there twice"),
        (json.dumps(foreign(created="x")).encode(), "annotation 1 is not valid"),
        (json.dumps(foreign(created=3)).encode(), "annotation 1 is not valid"),
        (
            json.dumps(foreign(target={"selector": {"type": "TextQuoteSelector", "exact": 3}})).encode(),
            "a quote is no words",
        ),
        (
            json.dumps(
                foreign(target={"selector": {"type": "TextPositionSelector", "start": -3, "end": 1}})
            ).encode(),
            "not a position",
        ),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": Infinity}', "Infinity"),
        (b"[" * 200_000, "not taken in"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "10000 digits"),
    ],
    ids=itertools.count(),
)
def test_a_file_that_is_wrong_is_refused_whole(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidRecord, match=reason):
        parse(data, "jsonld")


def test_the_name_of_a_file_tells() -> None:
    assert format_of("a.JSONLD") == "jsonld"
