from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

from annotations.errors import UsageError
from annotations.exporters.registry import (
    HEAD,
    Exported,
    ExportOptions,
    export,
    formats,
    withheld_notice,
    written_by_postil,
)
from annotations.importers import registry as importers
from tests.annotations.desks import ARTICLE, NOW, everything
from tests.annotations.hostile import folded

if TYPE_CHECKING:
    from annotations.dossier import Dossier

OPTIONS = ExportOptions(now=NOW)


def export_count(dossier: Dossier, options: ExportOptions) -> Exported:
    """Stand in for the exporter of another distribution."""
    sources = [one for view in dossier.claims for one in view.evidence if one.source]
    return Exported(f"{len(dossier.claims)} {len(sources)} {options.withheld}", ".txt", ("Counted.",))


@pytest.fixture
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {
        "count": f"{__name__}:export_count",
        "json": f"{__name__}:export_count",
        "gone": "no_such_module_here:export",
        "empty": f"{__name__}:no_such_function",
    }

    def entry_points(*, group: str) -> list[EntryPoint]:
        return [EntryPoint(name, value, group) for name, value in found.items()]

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    monkeypatch.setitem(__import__("sys").modules, __name__, __import__("sys").modules[__name__])


def test_the_formats_of_the_house_are_there() -> None:
    assert {"json", "markdown"} <= set(formats())
    assert {"json", "markdown"} <= set(importers.formats())


@pytest.mark.usefixtures("_installed")
def test_another_distribution_adds_a_format_and_gets_nothing_confidential() -> None:
    _, dossier = everything()

    shown = export(dossier, "count", OPTIONS)
    whole = export(dossier, "count", replace(OPTIONS, with_confidential=True, withheld=9))

    assert "count" in formats()
    assert shown == Exported("5 3 1", ".txt", ("Counted.", withheld_notice(1)))
    assert whole == Exported("5 4 0", ".txt", ("Counted.",))


@pytest.mark.usefixtures("_installed")
def test_a_format_of_the_house_is_never_replaced() -> None:
    assert str(export(folded([]), "json", OPTIONS).text).startswith('{\n"format": "postil-dossier"')


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize("name", ["gone", "empty"])
def test_a_format_that_cannot_be_imported_says_so(name: str) -> None:
    with pytest.raises(UsageError, match=f"the format {name} cannot be used"):
        export(folded([]), name, OPTIONS)


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"choose from .*json.*markdown"):
        export(folded([]), "papyrus", OPTIONS)
    with pytest.raises(UsageError, match=r"choose from .*json.*markdown"):
        importers.parse(b"", "papyrus")


@pytest.mark.parametrize(
    ("name", "known"),
    [("a.JSON", "json"), ("b.md", "markdown"), ("c.markdown", "markdown"), ("d.pdf", ""), ("e", "")],
)
def test_a_files_name_tells_its_format(name: str, known: str) -> None:
    assert importers.format_of(name) == known


def test_what_the_program_wrote_is_known_by_its_beginning() -> None:
    _, dossier = everything()
    for name, style in (("json", "notes"), ("markdown", "notes"), ("markdown", "footnotes")):
        made = str(export(dossier, name, replace(OPTIONS, style=style)).text).encode()
        assert written_by_postil(made[:HEAD])
        assert written_by_postil(b"\xef\xbb\xbf" + made[:HEAD])


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"# Notes of mine\n",
        b"---\ntitle: x\n---\n\npostil-format: 1\n",
        b"---\ntitle: postil-format: 1\n---\n",
        b'{"format": "another"}',
        b"\xff\xfe\x00",
    ],
)
def test_what_others_wrote_is_not_taken_for_ours(head: bytes) -> None:
    assert not written_by_postil(head)


def test_the_notice_counts_the_confidential_sources() -> None:
    assert withheld_notice(1).startswith("1 confidential source was")
    assert withheld_notice(2).startswith("2 confidential sources were")


def test_a_dossier_without_confidential_sources_goes_out_whole() -> None:
    desk, _ = everything()
    dossier = desk.session("anna").dossier(ARTICLE)
    plain = replace(
        dossier,
        records={key: one for key, one in dossier.records.items() if not getattr(one, "confidential", 0)},
    )

    assert export(plain, "json", OPTIONS).notices == ()
