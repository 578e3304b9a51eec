"""Files that are not what was written: reported, read from the journal, mended by their owner, never lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.errors import InvalidRecord, ReadOnly, StoreError, UnknownArticle
from annotations.stores.tinydb.disk import Disk
from annotations.stores.tinydb.files import prepare
from annotations.stores.tinydb.opening import open_store
from annotations.stores.tinydb.tables import parse
from articles.frozen import replace
from articles.model import Article, Block, BlockKind, Mark, MarkKind, Metadata, Span
from tests.contracts.worlds import (
    ARTICLE,
    FolderWorld,
    a_claim,
    a_note,
    a_revision,
    a_source,
    edited,
    save,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations.model import Record
    from annotations.store import Snapshot


@pytest.fixture
def world(tmp_path: Path) -> FolderWorld:
    return FolderWorld(tmp_path)


def file_of(world: FolderWorld, reviewer: str = "anna", subject: str = ARTICLE) -> Path:
    return world.folder / "records" / reviewer / f"{subject}.json"


def ids(snapshot: Snapshot) -> set[str]:
    return {record.id for record in snapshot.records}


def records(snapshot: Snapshot) -> dict[str, Record]:
    return {record.id: record for record in snapshot.records}


def _nothing_but_zeros(data: bytes) -> bytes:
    return b"\0" * len(data)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "white": lambda _: b" \n\n",
    "zeros": _nothing_but_zeros,
    "null": lambda _: b"null",
    "list": lambda _: b"[]",
    "number": lambda _: b"7",
    "truth": lambda _: b"true",
    "text": lambda _: b'"{}"',
    "cut in half": lambda data: data[: len(data) // 2],
    "cut by one": lambda data: data.rstrip()[:-1],
    "extra data": lambda data: data + b'{"more": 1}',
    "twice": lambda data: data * 2,
    "zeros after": lambda data: data + b"\0" * 100,
    "not UTF-8": lambda data: data.replace(b"Where", b"Wh\xffre"),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "not a number": lambda data: data.replace(b'"format": 1', b'"format": NaN'),
    "endless number": lambda data: data.replace(b'"format": 1', b'"format": ' + b"9" * 5000),
    "deep": lambda _: b"[" * 100_000,
    "table of texts": lambda _: b'{"notes": {"1": "text"}}',
    "table is a list": lambda _: b'{"notes": []}',
    "left by a merge": lambda data: b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> ben\n",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_reported_read_from_the_journal_and_mended(world: FolderWorld, damage: str) -> None:
    note, claim, other = a_note("anna"), a_claim("anna"), a_note("ben")
    save(world.open("anna"), note, claim)
    newest = edited(note, text="Where, then?")
    save(world.open("anna"), newest)
    save(world.open("ben"), other)
    bad = DAMAGE[damage](file_of(world).read_bytes())
    file_of(world).write_bytes(bad)
    whole = {note.id: newest, claim.id: claim, other.id: other}

    seen = world.open("ben").records(ARTICLE)
    assert records(seen) == whole
    [problem] = seen.problems
    assert problem.where == str(file_of(world))
    assert "damaged" in problem.what
    assert "2 records" in problem.hint
    assert file_of(world).read_bytes() == bad

    mended = world.open("anna").records(ARTICLE)
    assert records(mended) == whole
    [told] = mended.problems
    [kept] = file_of(world).parent.glob("*.corrupt-*")
    assert str(kept) in told.hint
    assert kept.read_bytes() == bad
    assert len(parse(file_of(world).read_bytes())) == 3
    again = world.open("ben").records(ARTICLE)
    assert (records(again), again.problems) == (whole, ())


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_save_upon_a_damaged_file_keeps_everything(world: FolderWorld, damage: str) -> None:
    anna = world.open("anna")
    note, source = a_note("anna"), a_source("anna")
    save(anna, note, source)
    for subject in (ARTICLE, "evidence"):
        path = file_of(world, subject=subject)
        path.write_bytes(DAMAGE[damage](path.read_bytes()))
    more, after = a_note("anna"), edited(source, title="another")
    save(anna, more, after)
    for store in (anna, world.open("ben")):
        assert records(store.records(ARTICLE)) == {note.id: note, more.id: more}
        assert records(store.evidence()) == {source.id: after}


def test_a_byte_order_mark_is_no_damage(world: FolderWorld) -> None:
    note = a_note("anna")
    save(world.open("anna"), note)
    file_of(world).write_bytes(b"\xef\xbb\xbf" + file_of(world).read_bytes())
    seen = world.open("ben").records(ARTICLE)
    assert (records(seen), seen.problems) == ({note.id: note}, ())


def test_a_damaged_file_without_a_journal_comes_back_from_the_previous_version(world: FolderWorld) -> None:
    note, later = a_note("anna"), a_note("anna")
    save(world.open("anna"), note)
    save(world.open("anna"), later)
    for month in (file_of(world).parent / "journal").iterdir():
        month.unlink()
    file_of(world).write_bytes(b"")
    assert ids(world.open("ben").records(ARTICLE)) == {note.id}
    assert ids(world.open("anna").records(ARTICLE)) == {note.id}


def test_everything_comes_back_from_the_journal_alone(world: FolderWorld) -> None:
    note, source = a_note("anna"), a_source("anna")
    save(world.open("anna"), note, source)
    newest = edited(note, deleted=True)
    save(world.open("anna"), newest)
    for path in file_of(world).parent.rglob("*.json"):
        path.unlink()
    anna = world.open("anna")
    assert records(anna.records(ARTICLE)) == {note.id: newest}
    assert records(anna.evidence()) == {source.id: source}
    assert anna.records(ARTICLE).problems == ()


def test_a_file_that_is_gone_comes_back_when_its_owner_looks_or_saves(world: FolderWorld) -> None:
    anna = world.open("anna")
    notes = [a_note("anna") for _ in range(4)]
    sources = [a_source("anna") for _ in range(2)]
    for note in notes:
        save(anna, note)
    for source in sources:
        save(anna, source)
    whole = {note.id: note for note in notes}
    for subject in (ARTICLE, "evidence"):
        file_of(world, subject=subject).unlink()
    assert records(world.open("ben").records(ARTICLE)) == {}
    fresh = world.open("anna")
    assert records(fresh.records(ARTICLE)) == records(world.open("ben").records(ARTICLE)) == whole
    assert records(fresh.evidence()) == {source.id: source for source in sources}
    file_of(world).unlink()
    assert records(anna.records(ARTICLE)) == whole
    for store in (anna, world.open("anna")):
        file_of(world).unlink()
        more = a_note("anna")
        save(store, more)
        whole[more.id] = more
        assert records(world.open("ben").records(ARTICLE)) == whole


def test_one_damaged_record_hides_no_other_and_is_kept(world: FolderWorld) -> None:
    anna = world.open("anna")
    note, other = a_note("anna"), a_note("anna")
    save(anna, note, other)
    tables = json.loads(file_of(world).read_bytes())
    tables["notes"][note.id]["target"] = 7
    tables["notes"]["01WRONGNAME"] = dict(tables["notes"][other.id])
    file_of(world).write_text(json.dumps(tables))
    seen = world.open("ben").records(ARTICLE)
    assert ids(seen) == {other.id}
    assert len(seen.problems) == 2
    save(anna, a_note("anna"))
    kept = json.loads(file_of(world).read_bytes())["notes"]
    assert kept[note.id]["target"] == 7
    assert "01WRONGNAME" in kept


def test_tables_and_rows_of_a_later_version_outlive_saves_and_mending(world: FolderWorld) -> None:
    anna = world.open("anna")
    note = a_note("anna")
    save(anna, note)
    tables = json.loads(file_of(world).read_bytes())
    tables["checks"] = {"01C": {"id": "01C", "ticked": ["figure"], "far": {"off": [None, 1.5]}}}
    tables["library"]["1"]["mood"] = "new"
    file_of(world).write_text(json.dumps(tables))
    save(world.open("anna"), a_note("anna"))
    save(world.open("anna"), a_note("anna"))
    file_of(world).write_bytes(b"")
    save(world.open("anna"), a_note("anna"))
    after = json.loads(file_of(world).read_bytes())
    assert (after["checks"], after["library"]["1"]["mood"]) == (tables["checks"], "new")
    assert len(after["notes"]) == 4


@pytest.mark.parametrize("target", ["nowhere", "elsewhere.json"])
def test_a_link_in_a_files_place_is_neither_read_nor_written_through(
    world: FolderWorld, tmp_path: Path, target: str
) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text('{"notes": {}}')
    note = a_note("anna")
    save(world.open("anna"), note)
    file_of(world).unlink()
    file_of(world).symlink_to(tmp_path / target)
    seen = world.open("ben").records(ARTICLE)
    assert records(seen) == {note.id: note}
    assert len(seen.problems) == 1
    more = a_note("anna")
    save(world.open("anna"), more)
    assert not file_of(world).is_symlink()
    assert ids(world.open("ben").records(ARTICLE)) == {note.id, more.id}
    assert elsewhere.read_text() == '{"notes": {}}'
    assert not (tmp_path / "nowhere").exists()


def test_a_reviewers_folder_that_is_a_link_is_not_read(world: FolderWorld, tmp_path: Path) -> None:
    note = a_note("anna")
    save(world.open("anna"), note)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / f"{ARTICLE}.json").write_bytes(file_of(world).read_bytes())
    (world.folder / "records" / "mallory").symlink_to(tmp_path / "outside")
    seen = world.open("ben").records(ARTICLE)
    assert (ids(seen), seen.problems) == ({note.id}, ())


def test_a_pipe_in_a_files_place_stops_nobody(world: FolderWorld) -> None:
    note = a_note("anna")
    save(world.open("anna"), note)
    file_of(world).unlink()
    os.mkfifo(file_of(world))
    seen = world.open("ben").records(ARTICLE)
    assert (ids(seen), len(seen.problems)) == ({note.id}, 1)
    with pytest.raises(StoreError, match="your own records"):
        save(world.open("anna"), a_note("anna"))


def test_a_link_planted_as_a_temporary_file_is_not_followed(
    world: FolderWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(world.open("anna"), a_note("anna"))
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    folder = file_of(world).parent
    monkeypatch.setattr(os, "urandom", lambda _: bytes.fromhex("0123456789abcdef"))
    (folder / f".{ARTICLE}.json.0123456789abcdef.tmp").symlink_to(victim)
    with pytest.raises(FileExistsError):
        prepare(Disk(), str(folder), f"{ARTICLE}.json", b"harm", 0o600)
    assert victim.read_text() == "untouched"
    save(world.open("anna"), a_note("anna"))
    assert not list(folder.glob(".*.tmp"))


def test_temporary_files_of_killed_sessions_are_swept_at_the_start(world: FolderWorld) -> None:
    save(world.open("anna"), a_note("anna"))
    folder = file_of(world).parent
    strays = [folder / f".{ARTICLE}.json.{number:016x}.tmp" for number in range(5)]
    for stray in strays:
        stray.write_text("half")
    own = folder / ".hidden"
    own.write_text("somebody's")
    world.open("anna")
    assert [stray for stray in strays if stray.exists()] == []
    assert own.exists()
    desk = world.desk("anna")
    desk.keep("draft", {"text": "a"})
    stray = folder / "state" / ".draft.json.0123456789abcdef.tmp"
    stray.write_text("half")
    world.desk("anna").keep("draft", {"text": "b"})
    assert not stray.exists()
    (folder / "state" / "draft.json").write_text('{"text": ')
    assert world.desk("anna").recall("draft") is None


def test_a_line_of_the_journal_that_was_cut_off_was_never_there(world: FolderWorld) -> None:
    anna = world.open("anna")
    note = a_note("anna")
    save(anna, note)
    [month] = (file_of(world).parent / "journal").iterdir()
    whole = month.read_bytes()
    for torn in (whole[:100], whole[:-1], b"x" * 200_000):
        month.write_bytes(whole + torn)
        assert len(world.open("anna").transactions()) == 1
        more = a_note("anna")
        save(world.open("anna"), more)
        assert [edit.after for made in anna.transactions() for edit in made.edits] == [note, more]
        month.write_bytes(whole)
    month.write_bytes(b"not a line\n\0\0\0\n" + whole + b'{"id": 7}\n')
    assert len(anna.transactions()) == 1
    save(anna, a_note("anna"))
    assert len(world.open("ben").history(note.id)) == 1


def test_half_a_surrogate_pair_is_kept_in_a_file_that_is_utf8(world: FolderWorld) -> None:
    note = a_note("anna", "broken \ud83d here")
    save(world.open("anna"), note)
    for path in file_of(world).parent.rglob("*.json*"):
        path.read_bytes().decode("utf-8")
    assert records(world.open("ben").records(ARTICLE)) == {note.id: note}


def test_a_number_that_json_lacks_is_refused_and_nothing_is_written(world: FolderWorld) -> None:
    anna = world.open("anna")
    note = a_note("anna")
    strange = edited(note, extra={"weight": float("nan")})
    save(anna, note)
    with pytest.raises(InvalidRecord, match="cannot be kept"):
        save(anna, strange)
    assert records(anna.records(ARTICLE)) == {note.id: note}


def test_the_program_works_where_the_locale_knows_only_ascii(world: FolderWorld) -> None:
    script = """
import sys
from tests.contracts.worlds import FolderWorld, a_note, save, a_revision
from pathlib import Path
world = FolderWorld(Path(sys.argv[1]))
save(world.open("zoë"), a_note("zoë", "Gödel “–” \\U0001f41d"))
world.open("zoë").add_revision(a_revision("Één bij – „zoem”"), "é".encode())
"""
    file = world.folder.with_name("script.py")
    file.write_text(script, encoding="utf-8")
    subprocess.run(
        [sys.executable, file, world.folder.parent],
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "LC_ALL": "C"},
    )
    [note] = world.open("ben").records(ARTICLE).records
    assert (note.author, note.text) == ("zoë", "Gödel “–” \U0001f41d")  # type: ignore[attr-defined]
    assert world.open("ben").load(ARTICLE).article.text == "Één bij – „zoem”"


def test_a_clock_that_is_wrong_loses_nothing_and_keeps_the_order(world: FolderWorld) -> None:
    note = a_note("anna")
    save(world.open("anna"), note)
    texts = [""]
    for year in (2027, 2025, 2026, 1970, 9999, 2026):
        world.clock.now = datetime(year, 1, 1, tzinfo=UTC)
        note = edited(note, text=f"written in {year}, number {len(texts)}")
        texts.append(note.text)
        save(world.open("anna"), note)
        assert records(world.open("ben").records(ARTICLE)) == {note.id: note}
    past = world.open("ben").history(note.id)
    assert [made.edits[0].after.text for made in past][1:] == texts[1:]  # type: ignore[attr-defined]
    file_of(world).write_bytes(b"")
    assert records(world.open("anna").records(ARTICLE)) == {note.id: note}
    previous = file_of(world).parent / "previous"
    assert len(list(previous.iterdir())) == 6


def test_ten_previous_versions_are_kept_one_a_session(world: FolderWorld) -> None:
    for _ in range(14):
        anna = world.open("anna")
        save(anna, a_note("anna"))
        save(anna, a_note("anna"))
    kept = sorted((file_of(world).parent / "previous").iterdir())
    assert [len(parse(path.read_bytes())["notes"]) for path in kept] == list(range(8, 27, 2))


def test_records_of_a_newer_format_are_read_but_not_changed(world: FolderWorld) -> None:
    anna = world.open("anna")
    note = a_note("anna")
    save(anna, note, a_source("anna"))
    before = file_of(world).read_bytes().replace(b'"format": 1', b'"format": 2')
    file_of(world).write_bytes(before)
    seen = world.open("ben").records(ARTICLE)
    assert ids(seen) == {note.id}
    assert "later version" in seen.problems[0].what
    with pytest.raises(ReadOnly, match="update Postil"):
        save(anna, a_note("anna"))
    assert file_of(world).read_bytes() == before
    assert len(anna.transactions()) == 1
    save(anna, a_source("anna"))


def test_a_library_of_a_newer_format_is_read_only(world: FolderWorld) -> None:
    note = a_note("anna")
    save(world.open("anna"), note)
    path = world.folder / "library.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    anna = world.open("anna")
    assert "later version" in anna.read_only
    assert ids(anna.records(ARTICLE)) == {note.id}
    with pytest.raises(ReadOnly):
        save(anna, a_note("anna"))
    with pytest.raises(ReadOnly):
        anna.add_revision(a_revision(), b"")


def test_a_file_without_a_format_is_copied_before_it_is_brought_up_to_date(world: FolderWorld) -> None:
    note = a_note("anna")
    save(world.open("anna"), note)
    tables = json.loads(file_of(world).read_bytes())
    del tables["library"]
    old = json.dumps(tables).encode()
    file_of(world).write_bytes(old)
    more = a_note("anna")
    save(world.open("anna"), more)
    assert ids(world.open("ben").records(ARTICLE)) == {note.id, more.id}
    assert (file_of(world).parent / "previous" / f"{ARTICLE}.format-0.json").read_bytes() == old
    assert parse(file_of(world).read_bytes())["library"]["1"]["format"] == 1


@pytest.mark.parametrize("text", ["", "null", "{", '{"blind": "perhaps"}', '{"format": "one"}'])
def test_a_damaged_policy_is_no_reason_to_unblind_a_review(world: FolderWorld, text: str) -> None:
    world.open("anna")
    (world.folder / "library.json").write_text(text)
    with pytest.raises(StoreError, match="damaged"):
        world.open("anna")


def test_a_library_is_not_made_where_none_was_asked_for(tmp_path: Path, world: FolderWorld) -> None:
    place = str(tmp_path / "none")
    with pytest.raises(StoreError, match="no library"):
        open_store(place, "anna", clock=world.clock, ids=world.ids, create=False)
    assert not (tmp_path / "none").exists()
    for name in ("", "../up", ".", "a/b", "-x", "dot.", "a\nb", "x" * 200, "e\u0301"):
        with pytest.raises(StoreError, match="name"):
            open_store(place, name, clock=world.clock, ids=world.ids)


def test_ids_that_would_lead_out_of_the_library_are_refused(world: FolderWorld) -> None:
    anna = world.open("anna")
    for article in ("../../x", "evidence", "journal", "a/b", "a.b", "x" * 300, "a\0b"):
        with pytest.raises(StoreError):
            save(anna, a_note("anna", article=article))
        with pytest.raises(StoreError):
            anna.add_revision(a_revision(article=article), b"")
        with pytest.raises(StoreError):
            anna.records(article)
        with pytest.raises(UnknownArticle):
            anna.load(article)
    assert [path.name for path in (world.folder / "articles").iterdir()] == []


class TestArticles:
    def test_a_text_that_was_changed_afterwards_is_refused(self, world: FolderWorld) -> None:
        anna = world.open("anna")
        revision = a_revision()
        anna.add_revision(revision, b"original")
        folder = world.folder / "articles" / ARTICLE
        for ending in ("txt", "parsed.json"):
            kept = folder / f"{revision.sha256}.{ending}"
            whole = kept.read_bytes()
            turned = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
            for bad in (*turned, b"", b"null", b"{}", whole[:5], whole + b" ", whole + b"\n"):
                assert bad != whole
                kept.write_bytes(bad)
                with pytest.raises(StoreError):
                    world.open("anna").load(ARTICLE)
            kept.unlink()
            with pytest.raises(StoreError, match="cannot be read"):
                world.open("anna").load(ARTICLE)
            kept.write_bytes(whole)
            assert world.open("anna").load(ARTICLE) == revision
        assert anna.original(ARTICLE, revision.sha256) == b"original"

    def test_a_parsed_form_that_means_harm_is_refused(self, world: FolderWorld) -> None:
        anna = world.open("anna")
        revision = a_revision()
        anna.add_revision(revision, b"")
        folder = world.folder / "articles" / ARTICLE
        parsed, card = folder / f"{revision.sha256}.parsed.json", folder / f"{revision.sha256}.json"
        told, whole = card.read_bytes(), parsed.read_bytes()
        harmful = (
            b"", b"null", b"[]", b"{}", whole.replace(b'"format": 2', b'"format": 3'),
            whole.replace(b'"ends": "', b'"ends": "ffffffff'),
            whole.replace(b'"starts": "00', b'"starts": "09'),
        )  # fmt: skip
        for bad in harmful:
            assert bad != whole
            parsed.write_bytes(bad)
            card.write_bytes(
                told.replace(sha256(whole).hexdigest().encode(), sha256(bad).hexdigest().encode())
            )
            with pytest.raises(StoreError, match="cannot be read"):
                world.open("anna").load(ARTICLE)

    def test_a_text_whose_lines_git_ended_as_windows_does_is_still_that_text(
        self, world: FolderWorld
    ) -> None:
        anna = world.open("anna")
        revision = a_revision("One.\n\nTwo.")
        anna.add_revision(revision, b"")
        kept = world.folder / "articles" / ARTICLE / f"{revision.sha256}.txt"
        kept.write_bytes(kept.read_bytes().replace(b"\n", b"\r\n"))
        assert anna.load(ARTICLE) == revision

    def test_what_an_earlier_version_kept_is_read_and_left_as_it_is(self, world: FolderWorld) -> None:
        anna = world.open("anna")
        name = sha256(b"Bees return.").hexdigest()
        card = {
            "format": 1, "article": ARTICLE, "number": 1, "sha256": name, "parser": "markdown/1",
            "added": "2026-05-01T12:00:00.000Z", "added_by": "anna",
            "origin": {"kind": "path", "value": "/home/anna/bees.md"}, "metadata": {"title": "Bees"},
            "original": f"{name}.orig", "parsed": f"{name}.parsed.json",
        }  # fmt: skip
        kept = (
            b'{"format": 1, "text": "Bees return.", "metadata": {"title": "Bees"}, "notices": [], '
            b'"blocks": {"kinds": ["heading", "paragraph", "list item", "code", "table row", "rule"], '
            b'"kind": [1], "spans": [0, 12], "level": [0], "depth": [0], "quoted": [0], "rare": {}}, '
            b'"marks": {"kinds": ["emphasis", "strong", "strike", "code", "link", "image", "footnote"], '
            b'"kind": [4], "spans": [0, 4], "targets": {"0": "https://example.org/"}}}'
        )
        folder = world.folder / "articles" / ARTICLE
        folder.mkdir(parents=True)
        (folder / f"{name}.parsed.json").write_bytes(kept)
        (folder / f"{name}.orig").write_bytes(b"[Bees](https://example.org/) return.")
        (folder / f"{name}.json").write_text(json.dumps(card))
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        read = anna.load(ARTICLE)
        assert read.article == Article(
            "Bees return.",
            (Block(BlockKind.PARAGRAPH, Span(0, 12)),),
            (Mark(MarkKind.LINK, Span(0, 4), "https://example.org/"),),
            Metadata(title="Bees"),
        )
        assert not anna.add_revision(read, b"again")
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
        (folder / f"{name}.parsed.json").write_bytes(kept.replace(b"Bees ret", b"Wasps ret"))
        with pytest.raises(StoreError, match="not what it was"):
            world.open("anna").load(ARTICLE)

    def test_an_article_whose_parts_are_in_no_order_is_kept_whole(self, world: FolderWorld) -> None:
        anna = world.open("anna")
        marks = (Mark(MarkKind.STRONG, Span(5, 9)), Mark(MarkKind.LINK, Span(0, 4), "https://example.org/"))
        revision = a_revision("Bees return.")
        revision = replace(revision, article=replace(revision.article, marks=marks))
        anna.add_revision(revision, b"")
        assert world.open("anna").load(ARTICLE) == revision

    def test_one_damaged_revision_hides_no_other(self, world: FolderWorld) -> None:
        anna = world.open("anna")
        first, second = a_revision("One."), a_revision("Two.")
        for revision in (first, second):
            anna.add_revision(revision, b"")
        folder = world.folder / "articles" / ARTICLE
        card = folder / f"{second.sha256}.json"
        whole = card.read_text()
        damaged = (
            "", "null", "{}", whole.replace('"format": 1', '"format": 2'),
            whole.replace(f'"original": "{second.sha256}', '"original": "../../library.json'),
            whole.replace(".txt", r"\u0000"), whole.replace(".parsed.json", r"\ud800"),
        )  # fmt: skip
        for bad in damaged:
            card.write_text(bad)
            fresh = world.open("anna")
            assert fresh.load(ARTICLE) == first
            assert len(fresh.problems()) == 1  # type: ignore[attr-defined]
        (folder / f"{first.sha256}.json").unlink()
        assert list(world.open("anna").articles()) == []
        with pytest.raises(UnknownArticle):
            world.open("anna").entry(ARTICLE)

    def test_the_same_text_from_other_bytes_keeps_both_originals(self, world: FolderWorld) -> None:
        anna = world.open("anna")
        first, second = a_revision("One."), a_revision("Two.")
        for revision, original in (
            (first, b"1"),
            (second, b"2"),
            (first, b"one"),
            (second, b"2"),
            (first, b"1"),
        ):
            assert anna.add_revision(revision, original)
        assert anna.original(ARTICLE, first.sha256) == b"1"
        folder = world.folder / "articles" / ARTICLE
        assert sorted(path.read_bytes() for path in folder.glob("*.orig")) == [b"1", b"2", b"one"]
        assert len(list(folder.glob("*.parsed.json"))) == 2
        assert len(anna.entry(ARTICLE).revisions) == 5

    def test_what_lies_about_among_the_articles_is_passed_over(self, world: FolderWorld) -> None:
        anna = world.open("anna")
        anna.add_revision(a_revision(), b"")
        articles = world.folder / "articles"
        (articles / "a file").write_text("x")
        (articles / "a-file").write_text("x")
        (articles / "empty-1").mkdir()
        (articles / "link-1").symlink_to(articles / ARTICLE)
        (articles / ARTICLE / "notes.json").write_text("mine")
        assert [entry.id for entry in anna.articles()] == [ARTICLE]
