"""Out and in: export, import, backup, and what the program tells of itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader import asking

if TYPE_CHECKING:
    from pathlib import Path

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
    assert "in use" in annotated("restore", saved, *there).complaint
    assert annotated.done("restore", saved, "--replace", "--json", *there).json["files"] > 3


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
    assert text.count("(not there yet)") == 5
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
