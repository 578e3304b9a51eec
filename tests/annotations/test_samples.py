"""The samples that are shipped."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.anchors import AnchorState
from annotations.errors import NothingToUndo
from annotations.ids import UlidMaker
from annotations.model import Stance
from annotations.samples import LANGUAGES, open_sample, sample_bytes
from annotations.session import Session
from annotations.stores.memory import MemoryLibrary, MemoryStore
from annotations.workflow import ClaimState

if TYPE_CHECKING:
    from types import ModuleType

TOOL = Path(__file__).parents[2] / "tools" / "build_samples.py"


def clock() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


def session(reviewer: str = "cleo", library: MemoryLibrary | None = None) -> Session:
    new_id = UlidMaker(clock)
    store = MemoryStore(library or MemoryLibrary(), reviewer, clock, new_id)
    return Session(store, clock=clock, new_id=new_id)


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_samples", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_is_what_its_sources_make(language: str, builder: ModuleType) -> None:
    assert sample_bytes(language) == builder.build(language).encode(), "run python tools/build_samples.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_shows_all_there_is(language: str) -> None:
    one = session()
    dossier = one.dossier(open_sample(one, language))
    assert dossier.revision.article.metadata.language == language
    assert len(dossier.claims) >= 12
    assert {view.place.state for view in dossier.claims} == {AnchorState.EXACT}
    assert {linked.link.stance for view in dossier.claims for linked in view.evidence} == set(Stance)
    assert ClaimState.DIFFER in {view.state for view in dossier.claims}
    assert not any(judgement.stale for view in dossier.claims for judgement in view.judgements)
    assert {record.author for record in dossier.records.values()} == {"cleo"}
    assert {"anna (sample)", "bram (sample)"} < {record.creator for record in dossier.records.values()}


def test_a_sample_is_taken_in_once_and_what_was_deleted_stays_so() -> None:
    one = session()
    article = open_sample(one, "en")
    gone = one.dossier(article).claims[0].claim
    one.delete(gone)
    assert open_sample(one, "en") == article
    assert one.dossier(article).claim(gone.id) is None
    assert len(one.store.transactions()) == 2


def test_a_sample_that_a_colleague_took_in_is_not_taken_in_again() -> None:
    library = MemoryLibrary()
    article = open_sample(session("anna", library), "nl")
    other = session("bram", library)
    assert open_sample(other, "nl") == article
    assert other.store.transactions() == []


def test_any_other_language_gets_the_english_one() -> None:
    assert sample_bytes("pt") == sample_bytes("en")


def test_the_first_undo_in_the_sample_does_not_take_it_out() -> None:
    one = session("anna", MemoryLibrary())
    article = open_sample(one, "en")
    with pytest.raises(NothingToUndo):
        one.undo(article)
    assert one.dossier(article).claims
