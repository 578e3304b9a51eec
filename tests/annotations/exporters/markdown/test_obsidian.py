from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from annotations.exporters.markdown.obsidian import wikilink
from annotations.exporters.registry import HEAD, ExportOptions, export, written_as
from annotations.exporters.selecting import records_of
from annotations.importers.registry import parse
from tests.annotations.desks import NOW, everything
from tests.annotations.hostile import content, dossiers

if TYPE_CHECKING:
    from annotations.dossier import Dossier

GOLDEN = Path(__file__).parents[3] / "golden" / "everything-obsidian.md"
OPTIONS = ExportOptions(now=NOW, tool="postil 0.0.0", style="obsidian")


def written(dossier: Dossier) -> str:
    return str(export(dossier, "markdown", OPTIONS).text)


def test_the_file_is_the_one_that_was_read_and_approved() -> None:
    _, dossier = everything()

    assert written(dossier) == GOLDEN.read_bytes().decode()


def test_each_block_has_an_id_of_its_own_to_link_to() -> None:
    _, dossier = everything()

    ids = re.findall(r"^\^(\S+)$", written(dossier), re.MULTILINE)

    assert (
        len(set(ids))
        == len(ids)
        == len(re.findall(r"^<!-- postil:(?:claim|review|link|note) ", written(dossier), re.MULTILINE))
    )
    assert all(re.fullmatch(r"[a-z0-9-]+", one) for one in ids)
    assert written_as(written(dossier).encode()[:HEAD]) == "markdown"


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("bees", "[[bees]]"),
        ("to do", "[[to do]]"),
        ("2026-03", "[[2026-03]]"),
        ("a|b", "\\#a\\|b"),
        ("x]] y", "\\#x\\]\\] y"),
        ("_", "#\\_"),
    ],
)
def test_tags_are_links_where_they_can_be_names_of_notes(tag: str, shown: str) -> None:
    assert wikilink(tag).replace("\\#", "#") == shown.replace("\\#", "#")


@given(dossiers())
@settings(max_examples=100, deadline=None)
def test_any_dossier_comes_back_as_from_the_style_notes(dossier: Dossier) -> None:
    plain = str(export(dossier, "markdown", ExportOptions(now=NOW)).text)
    ours, usual = (parse(one.encode("utf-8", "replace"), "markdown") for one in (written(dossier), plain))

    assert not ours.touched
    assert [content(one.record) for one in ours.incoming] == [content(one.record) for one in usual.incoming]
    assert len(ours.incoming) <= len(records_of(dossier))
