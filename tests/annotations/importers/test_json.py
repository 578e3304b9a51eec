from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import Conflict, InvalidRecord, PostilError, UnknownArticle
from annotations.exporters.registry import ExportOptions, export
from annotations.importers.intake import prepare
from annotations.importers.planning import carry_out
from annotations.importers.registry import parse
from annotations.model import Note, Target, TargetKind, article_of
from articles.model import Article, Origin, OriginKind
from tests.annotations.desks import ARTICLE, FIRST, NOW, Desk, everything, place, take
from tests.annotations.hostile import content, dossiers

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations.dossier import Dossier

GOLDEN = Path(__file__).parents[2] / "golden" / "everything.json"
OPTIONS = ExportOptions(now=NOW, with_confidential=True)


def written(dossier: Dossier) -> str:
    return str(export(dossier, "json", OPTIONS).text)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    made = json.loads(GOLDEN.read_bytes())
    change(made)
    return json.dumps(made).encode()


@settings(max_examples=1000)
@given(dossiers())
def test_a_dossier_comes_back_from_json_as_it_was(dossier: Dossier) -> None:
    parsed = parse(written(dossier).encode(), "json")

    back = {one.record.id: one.record for one in parsed.incoming}
    assert parsed.revision == dossier.revision
    assert {key: one for key, one in dossier.records.items() if key in back} == back
    assert {key for key, one in dossier.records.items() if hasattr(one, "article") and one.article} <= set(
        back
    )


@settings(max_examples=100)
@given(st.binary(max_size=60), st.integers(0, 5000), st.integers(0, 60))
def test_a_damaged_file_is_refused_or_read_and_never_breaks_the_program(
    junk: bytes, at: int, cut: int
) -> None:
    data = GOLDEN.read_bytes()
    try:
        parsed = parse(data[:at] + junk + data[at + cut :], "json")
    except InvalidRecord:
        return
    assert parsed.revision is not None
    assert parsed.revision.article.sha256 == parsed.revision.sha256
    records = [one.record for one in parsed.incoming]
    assert len({one.id for one in records}) == len(records)
    assert {article_of(one) for one in records} <= {parsed.article, ""}


def test_an_empty_library_gets_the_article_and_every_record() -> None:
    _, dossier = everything()
    carla = Desk().session("carla")

    plan = take(carla, written(dossier), "json")

    back = carla.dossier(ARTICLE)
    assert plan.skipped == ()
    assert plan.lines[0] == 'new article: Bees & "honey": 10 % more <b>hives</b>'
    assert back.revision.article == dossier.revision.article
    assert {one.author for one in back.records.values()} == {"carla"}
    known = {key: content(one) for key, one in dossier.records.items() if not one.deleted}
    assert {key: content(one) for key, one in back.records.items() if not one.deleted} == known
    assert [view.state for view in back.claims] == [view.state for view in dossier.claims]
    stale = [one.stale for view in back.claims for one in view.judgements]
    assert stale == [one.stale for view in dossier.claims for one in view.judgements]


def test_taking_the_same_file_in_again_changes_nothing() -> None:
    _, dossier = everything()
    carla = Desk().session("carla")
    take(carla, written(dossier), "json")

    assert take(carla, written(dossier), "json").changes_nothing
    assert take(carla, written(carla.dossier(ARTICLE)), "json").changes_nothing


def test_ones_own_export_comes_back_as_no_change_for_everybody() -> None:
    desk, dossier = everything()

    for person in ("anna", "bram", "carla"):
        plan = take(desk.session(person), written(dossier), "json")
        assert (plan.changes_nothing, plan.skipped) == (True, ())


def test_ones_own_records_come_back_as_ones_own_with_their_past() -> None:
    desk, _ = everything()
    anna = desk.session("anna")
    first = next(
        one
        for one in anna.dossier(ARTICLE).records.values()
        if isinstance(one, Note) and one.author == "anna"
    )
    second = anna.edit(first, text="Changed once.")
    elsewhere = Desk().session("anna")

    take(elsewhere, written(anna.dossier(ARTICLE)), "json")

    back = elsewhere.dossier(ARTICLE).records[first.id]
    assert back == second
    assert elsewhere.edit(back, text="Changed twice.").rev.startswith("3-")


def test_a_newer_version_follows_the_older_one_that_is_here() -> None:
    desk, dossier = everything()
    anna = desk.session("anna")
    laptop, carla = Desk().session("anna"), Desk().session("carla")
    for session in (laptop, carla):
        take(session, written(dossier), "json")
    note = next(one for one in dossier.records.values() if isinstance(one, Note) and one.author == "anna")
    anna.edit(note, text="A newer word.")
    newer = written(anna.dossier(ARTICLE))

    plans = [take(session, newer, "json") for session in (laptop, carla)]

    for session, plan in zip((laptop, carla), plans, strict=True):
        back = session.dossier(ARTICLE).records[note.id]
        assert isinstance(back, Note)
        assert (back.text, back.person, back.author) == ("A newer word.", "anna", session.reviewer)
        assert len(plan.lines) == 1
        assert "becomes “A newer word.”" in plan.lines[0]
    anna.delete(anna.dossier(ARTICLE).records[note.id])
    assert take(laptop, written(anna.dossier(ARTICLE)), "json").changes_nothing


def test_an_older_version_changes_nothing() -> None:
    desk, dossier = everything()
    anna = desk.session("anna")
    note = next(one for one in dossier.records.values() if isinstance(one, Note) and one.author == "anna")
    anna.edit(note, text="A newer word.")

    assert take(anna, written(dossier), "json").changes_nothing


def test_two_versions_that_parted_stay_apart_and_it_is_said() -> None:
    desk, dossier = everything()
    anna = desk.session("anna")
    laptop = Desk().session("anna")
    take(laptop, written(dossier), "json")
    note = next(one for one in dossier.records.values() if isinstance(one, Note) and one.author == "anna")
    anna.edit(note, text="At the office.")
    laptop.edit(laptop.dossier(ARTICLE).records[note.id], text="On the train.")

    plan = take(laptop, written(anna.dossier(ARTICLE)), "json")

    assert "another version of it is here and stays" in plan.skipped[0]
    kept = laptop.dossier(ARTICLE).records[note.id]
    assert isinstance(kept, Note)
    assert kept.text == "On the train."


def test_what_was_deleted_here_is_not_brought_back() -> None:
    desk, dossier = everything()
    anna = desk.session("anna")
    gone = [one for one in dossier.records.values() if isinstance(one, Note) and one.author == "anna"]
    for note in gone:
        anna.delete(note)

    plan = take(anna, written(dossier), "json")

    assert plan.changes_nothing


def test_a_deletion_elsewhere_deletes_here_too() -> None:
    desk, dossier = everything()
    bram = desk.session("bram")
    laptop = Desk().session("anna")
    take(laptop, written(dossier), "json")
    asked = next(one for one in dossier.records.values() if isinstance(one, Note) and one.to == "bram")
    desk.session("anna").delete(asked)

    plan = take(laptop, written(bram.dossier(ARTICLE)), "json")

    assert plan.lines[0].endswith(" deleted")
    assert laptop.dossier(ARTICLE).records[asked.id].deleted


def test_an_id_that_is_another_kind_of_record_here_is_left_out() -> None:
    desk, dossier = everything()
    data = json.loads(written(dossier))
    data["records"]["notes"][0]["id"] = data["records"]["claims"][0]["id"]
    del data["records"]["claims"]

    plan = take(desk.session("anna"), json.dumps(data), "json")

    assert "another kind of record" in plan.skipped[0]


def test_a_record_without_a_rev_gets_one() -> None:
    data = json.loads(GOLDEN.read_bytes())
    for rows in data["records"].values():
        for row in rows:
            row.pop("rev")
            row.pop("ancestors", None)
    carla = Desk().session("carla")

    take(carla, json.dumps(data), "json")

    assert all(one.rev.startswith("1-") for one in carla.dossier(ARTICLE).records.values())
    assert take(carla, json.dumps(data), "json").changes_nothing


def test_an_article_that_the_library_has_under_another_name_is_known_by_its_text() -> None:
    _, dossier = everything()
    desk = Desk()
    anna = desk.session("anna")
    desk.keep(anna, dossier.revision.article, Origin(OriginKind.PATH, "/elsewhere/bees.md"))
    data = json.loads(written(dossier))
    text = json.dumps(data).replace(ARTICLE, "wasps-1111")

    plan = take(anna, text, "json")

    back = anna.dossier(ARTICLE)
    assert plan.article == ARTICLE
    assert plan.revision is None
    assert len(back.claims) == 5
    assert len(back.notes) == 2


def test_an_article_of_another_revision_is_known_by_where_it_came_from() -> None:
    desk, _ = everything()
    origin = Origin(OriginKind.URL, "https://example.org/bees")
    anna = desk.session("anna")
    desk.keep(anna, anna.dossier(ARTICLE).revision.article, origin)
    other = Desk()
    carla = other.session("carla")
    other.shelve(carla, FIRST + "\nOne more line.\n", origin)
    revision = replace(anna.dossier(ARTICLE).revision, origin=origin)

    plan = take(carla, written(replace(anna.dossier(ARTICLE), revision=revision)), "json")

    assert plan.article == ARTICLE
    assert plan.notices == (
        "The file was made from another revision of the article; claims are placed in the library's.",
    )


def test_an_id_that_another_article_has_is_not_taken_over() -> None:
    _, dossier = everything()
    desk = Desk()
    carla = desk.session("carla")
    desk.shelve(carla, "# Wasps\n\nOf wasps.\n", Origin(OriginKind.URL, "https://example.org/wasps"))

    plan = take(carla, written(dossier), "json")

    assert plan.article != ARTICLE
    assert len(carla.dossier(plan.article).claims) == 5
    assert carla.dossier(ARTICLE).claims == ()


def test_an_id_that_is_no_safe_name_is_not_used() -> None:
    carla = Desk().session("carla")
    text = GOLDEN.read_text(encoding="utf-8").replace(ARTICLE, "../../etc")

    plan = take(carla, text, "json")

    assert plan.article.startswith("bees-honey-10-more-")
    assert len(carla.dossier(plan.article).claims) == 5


def test_records_go_to_the_article_that_was_asked_for() -> None:
    desk = Desk()
    carla = desk.session("carla")
    desk.shelve(carla, FIRST + "\nOne more line.\n")

    plan = take(carla, GOLDEN.read_bytes(), "json", into=ARTICLE)

    assert plan.revision is None
    assert plan.notices[0] == "Confidential sources were left out when this file was made: 1."
    assert "another revision" in plan.notices[1]
    with pytest.raises(UnknownArticle):
        take(carla, GOLDEN.read_bytes(), "json", into="nothing-0000")


def test_a_plan_that_the_library_outran_writes_nothing() -> None:
    _, dossier = everything()
    desk = Desk()
    carla = desk.session("carla")
    take(carla, written(dossier), "json")
    data = json.loads(written(dossier))
    note = data["records"]["notes"][0]
    note |= {"ancestors": [note["rev"]], "rev": "2-0123456789ab", "text": "Newer."}
    plan = prepare(carla, parse(json.dumps(data).encode(), "json"))
    carla.delete(carla.dossier(ARTICLE).records[note["id"]])

    with pytest.raises(Conflict):
        carry_out(plan, carla)


def test_an_import_is_undone_in_one_step() -> None:
    carla = Desk().session("carla")
    take(carla, GOLDEN.read_bytes(), "json")

    carla.undo(ARTICLE)

    assert carla.dossier(ARTICLE).claims == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "line 1"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "line 2 is not UTF-8"),
        (b"%PDF-1.7\n1 0 obj\n", "line 1"),
        (b'{"format": "postil-dossier",\n"version": 1\n"x": 2}', "line 3"),
        (b"[" * 200_000 + b"]" * 200_000, "more than 100 deep"),
        (b'{"a":' * 200_000, "more than 100 deep"),
        (b"\n[" * 101 + b"]" * 101, "line 102: objects stand more than 100 deep"),
        (b'{\n"a": [1, NaN]}', "line 2: NaN is no number"),
        (b'{\n"a": "NaN",\n"b": -Infinity}', "line 3: -Infinity is no number"),
        (b'{"a": {"x": 1},\n"b": 2,\n"a": 3}', 'line 3: the key "a" stands there twice'),
        (b'{"a": 1, "\\u0061": 2}', "a key stands twice"),
        (b'{"a":\n' + b"9" * 10_000 + b"}", "line 2: a number of 10000 digits"),
        (b'{"a":\n-1e999}', "line 2: a number too large"),
        (b'{"a": 1.5, "b": [1.0e3], "c":\n1e400}', "line 2: a number too large"),
        (b"[1, 2]", "not a dossier"),
        (b'{"format": "another"}', "not a dossier"),
        (b'{"format": "postil-dossier", "version": 2}', "format number 2"),
        (b'{"format": "postil-dossier", "version": 1}', "no article"),
    ],
)
def test_what_is_no_dossier_is_refused_with_line_and_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        parse(data, "json")

    assert reason in str(refused.value)


def claim_of(made: dict[str, Any]) -> dict[str, Any]:
    return made["records"]["claims"][0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda made: made.pop("records"), "has no records"),
        (lambda made: made["records"].update(wasps=[]), "'wasps'"),
        (lambda made: made["records"].update(claims={}), "claims is no list"),
        (lambda made: made["records"]["claims"].insert(0, 7), "claims, record 1 is not valid"),
        (lambda made: claim_of(made).pop("anchor"), "anchor is missing"),
        (lambda made: claim_of(made).update(kind="rumour"), "kind is not what it must be"),
        (lambda made: claim_of(made).update(id="../x"), "not a ULID"),
        (lambda made: claim_of(made).update(rev="first"), "its rev is none"),
        (lambda made: claim_of(made).update(ancestors=["x"]), "its rev is none"),
        (lambda made: claim_of(made).update(article="another"), "about another article"),
        (lambda made: claim_of(made).update(article=""), "about another article"),
        (lambda made: claim_of(made).update(created="0001-01-01T00:00:00+09:00"), "claims, record 1"),
        (lambda made: made["records"]["claims"].append(claim_of(made)), "stands there twice"),
        (lambda made: made["article"].pop("parsed"), "cannot be read"),
        (lambda made: made["article"].pop("id"), "'id' is missing"),
        (lambda made: made["article"].update(id=7), "7 where words are due"),
        (lambda made: made["article"].update(added="yesterday"), "yesterday"),
        (lambda made: made["article"].update(sha256="0" * 64), "not the one its sha256 names"),
        (
            lambda made: made["article"]["parsed"]["marks"]["spans"].__setitem__(1, 10**6),
            "ends after its text",
        ),
    ],
)
def test_an_invalid_part_refuses_the_whole_file(
    change: Callable[[dict[str, Any]], object], reason: str
) -> None:
    with pytest.raises(InvalidRecord) as refused:
        parse(changed(change), "json")

    assert reason in str(refused.value)


def test_a_file_beyond_all_measure_is_not_read() -> None:
    with pytest.raises(InvalidRecord, match="more than 100 MB"):
        parse(b" " * 100_000_001, "json")


def test_half_a_character_is_replaced_and_said_so() -> None:
    data = GOLDEN.read_bytes().replace(b"Runs on Saturday.", b"Runs on \\ud83d Saturday. [\\ud83d\\ude00]")

    parsed = parse(data, "json")

    texts = [one.record.text for one in parsed.incoming if isinstance(one.record, Note)]
    assert "Runs on \ufffd Saturday. [😀]" in texts
    assert parsed.notices[0] == "Half a character stood in the file; \ufffd took its place."


def test_an_article_of_half_characters_comes_back_whole() -> None:
    desk = Desk()
    anna = desk.session("anna")
    desk.keep(anna, Article("half \ud800 a character"))
    dossier = anna.dossier(ARTICLE)
    anna.add_claim(dossier, place(dossier, "half"))
    carla = Desk().session("carla")

    take(carla, written(anna.dossier(ARTICLE)), "json")

    assert carla.dossier(ARTICLE).text == "half \ud800 a character"


def test_a_library_that_has_no_id_left_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    carla = desk.session("carla")
    desk.shelve(carla, "# Wasps\n\nOf wasps.\n", Origin(OriginKind.URL, "https://example.org/wasps"))
    monkeypatch.setattr("annotations.importers.homing.article_id", lambda *_: ARTICLE)

    with pytest.raises(PostilError, match="no id is left"):
        take(carla, GOLDEN.read_bytes(), "json")


def test_a_reply_in_the_file_keeps_its_target() -> None:
    carla = Desk().session("carla")
    take(carla, GOLDEN.read_bytes(), "json")

    replies = [
        one
        for one in carla.dossier(ARTICLE).records.values()
        if isinstance(one, Note) and one.target.kind is TargetKind.NOTE
    ]

    assert {one.target for one in replies} == {
        Target(TargetKind.NOTE, "01KJ0000000000000000000039"),
        Target(TargetKind.NOTE, "01KJ0000000000000000000043"),
    }


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'{"rows": [], "total": 0}', "hypothesis"),
        (b'{"annotations": []}', "hypothesis"),
        (b'[{"type": "Annotation"}]', "jsonld"),
        (b'{"type": ["AnnotationCollection"]}', "jsonld"),
        (b'{"@type": "ClaimReview"}', "claimreview"),
        (b'{"@type": "DataFeed"}', "claimreview"),
    ],
)
def test_json_of_another_format_is_told_which_it_looks_like(data: bytes, name: str) -> None:
    with pytest.raises(InvalidRecord, match=f"add --format {name}"):
        parse(data, "json")
