"""Out and in: export, import, backup, and what the program tells of itself."""

from __future__ import annotations

import grp
import json
import os
import stat
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader import asking
from reader.commands import backup
from reader.config import load_config
from reader.opening import Opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reader.commands.running import Postil


@pytest.fixture
def annotated(postil: Postil) -> Postil:
    postil.claim()
    postil.done(
        "fact", "@", "--stance", "supports", "--source", "call with Vos", "--confidential", "--quote", "yes"
    )
    postil.done("note", "@", "Ring again.")
    return postil


def test_an_export_goes_to_standard_output_or_a_file(annotated: Postil) -> None:
    out = annotated.home / "out.md"
    printed = annotated("export", "the-new").out
    told = annotated("export", "the-new", "-o", out)
    assert told.err.splitlines()[-1] == f"postil: written to {out}"
    assert "14 million euros" in printed
    written = out.read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if "14 million" in line] == [
        line for line in printed.splitlines() if "14 million" in line
    ]


def test_a_dash_is_standard_output_for_an_export(annotated: Postil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(annotated.home)
    printed = annotated("export", "the-new", "-o", "-", "--format", "html")
    assert printed.code == 0
    assert printed.out == annotated("export", "the-new", "--format", "html").out
    assert "14 million euros" in printed.out
    assert "written" not in printed.err
    assert not (annotated.home / "-").exists()
    assert "name the file with -o" in annotated("export", "the-new", "-o", "-", "--json").complaint


def test_confidential_sources_stay_in_unless_asked_for(annotated: Postil) -> None:
    result = annotated("export", "the-new")
    assert "Vos" not in result.out
    assert "1 confidential source was left out" in result.complaint
    assert "Vos" in annotated.done("export", "the-new", "--with-confidential").out


def test_an_export_is_renewed_but_no_other_file_is_replaced(annotated: Postil) -> None:
    out = annotated.home / "out.md"
    annotated("export", "the-new", "-o", out)
    assert annotated("export", "the-new", "-o", out).code == 0
    out.write_text("My own words.\n", encoding="utf-8")
    refused = annotated("export", "the-new", "-o", out)
    assert refused.code == 1
    assert "--force" in refused.err.splitlines()[-1]
    assert out.read_text(encoding="utf-8") == "My own words.\n"
    assert annotated("export", "the-new", "-o", out, "--force").code == 0
    assert "My own words" not in out.read_text(encoding="utf-8")


def test_an_export_with_edits_by_hand_is_not_replaced_before_they_are_taken_in(annotated: Postil) -> None:
    out = annotated.home / "out.md"
    annotated("note", "the-new", "Count again.")
    annotated("export", "the-new", "-o", out)
    edited = out.read_text(encoding="utf-8").replace("Count again.", "Count tomorrow.")
    out.write_text(edited, encoding="utf-8")
    refused = annotated("export", "the-new", "-o", out)
    assert (refused.code, "take it in first: postil import" in refused.err) == (1, True)
    assert out.read_text(encoding="utf-8") == edited
    assert annotated("import", out, "--yes").code == 0
    assert annotated("export", "the-new", "-o", out).code == 0
    assert "Count tomorrow." in out.read_text(encoding="utf-8")
    out.write_text(edited.replace("tomorrow", "never"), encoding="utf-8")
    assert annotated("export", "the-new", "-o", out, "--force").code == 0


def test_markdown_has_styles_and_templates(annotated: Postil) -> None:
    template = annotated.home / "own.jinja"
    template.write_text("{{ claims | length }} claim: {{ article.title }}\n", encoding="utf-8")
    assert annotated("export", "the-new", "--template", template).out == "1 claim: The new bridge\n"
    assert "\n^claim-" in annotated("export", "the-new", "--style", "obsidian").out
    assert "[^1]" in annotated("export", "the-new", "--style", "footnotes").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--style", "bold"), "choose from notes"),
        (("--style", "notes", "--template", "x"), "takes the place of a style"),
        (("--style", "notes", "--format", "csv"), "csv has no styles"),
        (("--template", "gone.jinja"), "cannot be read"),
    ],
)
def test_a_style_or_template_that_does_not_go_is_refused(
    annotated: Postil, words: tuple[str, ...], told: str
) -> None:
    assert told in annotated("export", "the-new", *words).complaint


@pytest.mark.parametrize(("content", "told"), [(b"\xff\xfe", "not UTF-8"), (b" \n", "is empty")])
def test_a_template_that_is_none_is_refused(annotated: Postil, content: bytes, told: str) -> None:
    template = annotated.home / "own.jinja"
    template.write_bytes(content)
    assert told in annotated("export", "the-new", "--template", template).complaint


@pytest.mark.parametrize("name", ["out.csv", "out.html", "out.jsonld", "out.claimreview.json", "out.json"])
def test_every_format_goes_to_a_file_and_is_renewed(annotated: Postil, name: str) -> None:
    for _ in range(2):
        told = annotated("export", "the-new", "-o", annotated.home / name)
        assert (told.code, "written to" in told.err) == (0, True)
        assert (annotated.home / name).stat().st_size > 100


def judged(postil: Postil, name: str, text: str) -> Path:
    """Take in an article with a verdict on the whole of it; return its file."""
    path = postil.home / name
    path.write_text(f"{text}\n", encoding="utf-8")
    claim = postil.done("claim", path, "--quote", text).id
    postil.done("review", claim, "--verdict", "refuted", "--reason", "Counted.")
    return path


def reviewed(feed: str) -> list[str]:
    return sorted(one["item"][0]["claimReviewed"] for one in json.loads(feed)["dataFeedElement"])


def test_the_verdicts_of_a_library_go_out_together(annotated: Postil) -> None:
    judged(annotated, "trees.md", "The town has 2,000 trees.")
    judged(annotated, "bees.md", "The town has 300 hives.")
    out = annotated.home / "all.json"
    told = annotated("export", "--all", "--format", "claimreview", "-o", out)
    assert told.code == 0
    assert "1 of 1 claims left out: no verdict." in told.err
    assert reviewed(out.read_text(encoding="utf-8")) == [
        "The town has 2,000 trees.",
        "The town has 300 hives.",
    ]
    assert annotated("export", "--all", "--format", "claimreview", "-o", out).code == 0


def test_an_article_that_was_put_away_stays_out_of_the_feed(postil: Postil) -> None:
    trees = judged(postil, "trees.md", "The town has 2,000 trees.")
    judged(postil, "bees.md", "The town has 300 hives.")
    place = postil.done("where", "--json").json["library"]
    opening = Opening(load_config({"LOGNAME": "anna"}, {"library": place, "reviewer": "anna"}), {})
    opening.session.put_away(postil.done("add", trees).id)
    told = postil("export", "--all", "--format", "claimreview", by="anna")
    assert reviewed(told.out) == ["The town has 300 hives."]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--all",), "a file in markdown holds one article"),
        (("--all", "--format", "csv"), "a file in csv holds one article"),
        (("--all", "-o", "out.docx"), "a file in docx holds one article"),
        (("--all", "--format", "x"), "there is no format called 'x'"),
        (("--all", "the-new"), "one article is exported, or the library"),
        ((), "one article is exported, or the library"),
    ],
)
def test_what_cannot_hold_a_library_is_said_in_a_line(
    annotated: Postil, words: tuple[str, ...], told: str
) -> None:
    refused = annotated("export", *words)
    assert told in refused.complaint
    assert (refused.code, refused.out) == (2, "")


def test_a_feed_takes_the_place_of_a_feed_and_of_no_other_export(annotated: Postil) -> None:
    out = annotated.home / "out.md"
    annotated("export", "the-new", "-o", out)
    before = out.read_bytes()
    refused = annotated("export", "--all", "--format", "claimreview", "-o", out)
    assert (refused.code, out.read_bytes()) == (1, before)
    assert "is an export in markdown" in refused.complaint
    assert annotated("export", "--all", "--format", "claimreview", "-o", out, "--force").code == 0
    missing = annotated("export", "--all", "--format", "claimreview", "-o", annotated.home / "no" / "a.json")
    assert "there is no folder" in missing.err


@pytest.mark.parametrize("name", ["hypothesis", "jsonld", "claimreview", "json", "markdown"])
@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n\xe2\xe3", b"[" * 200_000, b'{"a": NaN}', b'{"a": 1, "a": 2}', b"[" + b"1" * 10_000 + b"]"],
)
def test_a_file_that_is_not_what_it_says_is_one_line_and_changes_nothing(
    annotated: Postil, name: str, content: bytes
) -> None:
    before = annotated.done("show", "the-new", "--json").out
    wrong = annotated.home / "wrong.json"
    wrong.write_bytes(content)
    refused = annotated("import", "the-new", wrong, "--format", name, "--yes")
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert annotated.done("show", "the-new", "--json").out == before


def test_an_export_to_nowhere_leaves_nothing_behind(annotated: Postil) -> None:
    missing = annotated("export", "the-new", "-o", annotated.home / "no" / "out.md")
    assert "there is no folder" in missing.err
    assert "is not a file" in annotated("export", "the-new", "-o", annotated.home).err
    assert sorted(path.name for path in annotated.home.iterdir() if not path.name.startswith(".local")) == [
        "draft.md"
    ]


def test_a_file_name_tells_the_format(annotated: Postil) -> None:
    out = annotated.home / "out.json"
    told = json.loads(annotated("export", "the-new", "-o", out, "--json").out)
    assert (told["format"], told["bytes"]) == ("json", out.stat().st_size)
    assert "name the file with -o" in annotated("export", "the-new", "--json").complaint


def test_a_dossier_goes_to_another_library_and_back(annotated: Postil) -> None:
    out = annotated.home / "out.json"
    annotated("export", "the-new", "--with-confidential", "--format", "json", "-o", out)
    there = ("--library", annotated.home / "theirs", "--as", "bram")
    taken = annotated("import", out, "--yes", *there)
    assert taken.code == 0
    assert "new article: The new bridge" in taken.out
    shown = annotated.done("show", "the-new", "--json", *there).json
    assert (shown["claims"][0]["author"], shown["claims"][0]["creator"]) == ("bram", "anna")
    again = annotated("import", out, "--yes", *there)
    assert (again.code, again.out) == (0, "")
    assert "nothing in it that the library does not have" in again.err


def test_an_import_asks_first(annotated: Postil, monkeypatch: pytest.MonkeyPatch) -> None:
    out = annotated.home / "out.json"
    annotated("export", "the-new", "-o", out)
    there = ("--library", annotated.home / "theirs")
    assert "--yes" in annotated("import", out, *there).err
    assert "add --yes" in annotated("import", "-", *there, stdin=out.read_bytes()).err
    monkeypatch.setattr(asking, "_has_keyboard", lambda: True)
    refused = annotated("import", out, *there, stdin="n\n")
    assert refused.code == 1
    assert refused.err.endswith("postil: nothing was changed\n")
    assert "empty" in annotated.done("list", *there).out
    assert annotated("import", out, *there, stdin="y\n").code == 0
    assert "the-new" in annotated.done("list", *there).out


def test_an_import_tells_scripts_what_it_did(annotated: Postil) -> None:
    data = annotated("export", "the-new", "--format", "json").out
    annotated("note", "the-new", "x")
    told = annotated("import", "the-new", "-", "--yes", "--json", stdin=data).json
    assert (told["done"], told["records"]) == (False, 0)


@pytest.mark.parametrize(("content", "told"), [(b"{", "not JSON"), (b"[]", "not a dossier")])
def test_a_file_that_is_no_dossier_changes_nothing(postil: Postil, content: bytes, told: str) -> None:
    wrong = postil.home / "wrong.json"
    wrong.write_bytes(content)
    result = postil("import", wrong, "--yes")
    assert (result.code, told in result.complaint) == (1, True)
    assert "is a folder" in postil("import", postil.home, "--yes").complaint
    assert "there is no file" in postil("import", postil.home / "gone.json", "--yes").complaint
    assert "choose from" in postil("import", wrong, "--format", "tablet", "--yes").complaint


def test_a_backup_brings_the_library_back(annotated: Postil) -> None:
    saved = annotated.home / "all.tar.gz"
    assert annotated.done("backup", saved).out.endswith(f"are in {saved}\n")
    there = ("--library", annotated.home / "restored")
    assert "restored to" in annotated.done("restore", saved, *there).out
    assert "Ring again." in annotated.done("show", "the-new", *there).out
    complaint = annotated("restore", saved, *there).complaint
    assert ("in use" in complaint, "--replace" in complaint) == (True, True)
    assert annotated.done("restore", saved, "--replace", "--json", *there).json["files"] > 3


def test_a_backup_without_a_name_is_named_after_the_day(
    annotated: Postil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(annotated.home)
    monkeypatch.setattr(backup, "now", lambda: datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert "are in postil-2026-03-01.tar.gz" in annotated.done("backup").out
    assert "exists already" in annotated("backup").complaint


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that everybody can pass through; those of the tests nobody else can."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder).resolve()
        place.chmod(0o755)
        yield place


def test_a_library_is_shared_with_a_group_and_made_for_it(postil: Postil, open_folder: Path) -> None:
    group = grp.getgrgid(os.getegid()).gr_name
    desk = open_folder / "desk"
    shared = postil.done("share", group, "--library", desk)
    assert shared.out == f"everybody in the group {group} can work in {desk}\n"
    assert [stat.S_IMODE((desk / name).stat().st_mode) for name in ("", "articles", "records")] == [
        0o2750,
        0o3770,
        0o3770,
    ]
    assert json.loads((desk / "library.json").read_text(encoding="utf-8"))["shared"]
    postil.done("add", postil.draft, "--library", desk)
    assert postil("doctor", "--library", desk).code == 0
    again = postil.done("share", group, "--library", desk, "--json").json
    assert again == {"library": str(desk), "group": group, "left": 0}


def test_a_folder_above_that_colleagues_cannot_pass_through_is_named(
    postil: Postil, open_folder: Path
) -> None:
    above = open_folder / "mine"
    above.mkdir()
    above.chmod(0o700)
    desk = above / "desk"
    shared = postil("share", grp.getgrgid(os.getegid()).gr_name, "--library", desk)
    assert (shared.code, f"{above}: colleagues cannot pass through it" in shared.complaint) == (1, True)
    told = postil("doctor", "--library", desk)
    assert (told.code, f"+x {above}" in told.out) == (1, True)
    above.chmod(0o711 if "chmod o+x" in told.out else 0o710)
    assert postil("doctor", "--library", desk).code == 0


def test_a_group_that_is_not_there_shares_nothing(postil: Postil) -> None:
    postil.done("add", postil.draft)
    library = Path(postil.done("where", "--json").json["library"])
    before = (library / "library.json").read_bytes()
    assert "there is no group 'no-such-desk'" in postil("share", "no-such-desk").complaint
    assert (library / "library.json").read_bytes() == before


def test_what_sharing_cannot_open_is_named(postil: Postil, open_folder: Path) -> None:
    desk = open_folder / "desk"
    postil.done("add", postil.draft, "--library", desk)
    (desk / "articles" / "elsewhere").symlink_to(postil.home)
    shared = postil("share", grp.getgrgid(os.getegid()).gr_name, "--library", desk)
    assert (shared.code, "no file of the library" in shared.complaint) == (1, True)
    assert "postil doctor gives the commands" in shared.out


def test_the_schema_is_json(postil: Postil) -> None:
    assert postil.done("schema").json["$schema"].startswith("https://json-schema.org/")


def test_the_keys_are_listed_with_ones_own_in_place(postil: Postil) -> None:
    settings = postil.home / "my.toml"
    settings.write_text('[keys]\nundo = "Z"\n', encoding="utf-8")
    keys = {one["id"]: one["keys"] for one in postil.done("keys", "--json", "--config", settings).json}
    assert keys["undo"] == ["Z"]
    text = postil.done("keys", "--config", settings).out
    assert any(line.split() == ["Z", "undo", "undo"] for line in text.splitlines())


def test_where_says_what_is_not_there_yet(postil: Postil) -> None:
    text = postil.done("where").out
    assert text.count("(not there yet)") == 6
    assert not (postil.home / ".local").exists()


def test_a_healthy_library_is_all_the_doctor_finds(annotated: Postil) -> None:
    told = annotated.done("doctor").out
    assert "ok    library: 1 article" in told
    assert "Terminal:" in told


def test_the_doctor_names_what_is_wrong_and_the_line_to_change(
    annotated: Postil, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = annotated.home / ".local" / "share" / "postil"
    (library / "library.json").chmod(0o666)
    settings = annotated.home / "my.toml"
    settings.write_text("measure = 5\n", encoding="utf-8")
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")  # noqa: S108 - what tmux sets
    monkeypatch.setenv("PATH", str(annotated.home))
    result = annotated("doctor", "--json", "--config", settings)
    assert result.code == 1
    changes = [remark["change"] for remark in result.json if not remark["fine"]]
    assert any("chmod 600" in change for change in changes)
    assert f"edit {settings}" in changes
    assert "set -g set-clipboard on in ~/.tmux.conf" in changes


def test_the_doctor_goes_on_where_there_is_no_library_to_open(postil: Postil, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")
    result = postil("doctor", "--library", blocked)
    assert result.code == 1
    assert "LOOK" in result.out
    assert "Terminal:" in result.out
