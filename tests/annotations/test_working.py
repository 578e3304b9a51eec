"""At which article one was at work."""

from __future__ import annotations

import pytest

from annotations.errors import NothingToUndo
from annotations.model import Source
from annotations.store import Step
from annotations.working import article_at_hand, last_article
from tests.reader.making import ARTICLE, Library, Newsroom


def test_a_record_of_an_article_is_at_that_article() -> None:
    library = Library()
    assert article_at_hand(library.of("anna").store, library.money) == ARTICLE


def test_evidence_is_at_the_article_where_it_was_last_changed() -> None:
    library = Library()
    session = library.of("anna")
    source = next(one for one in library.dossier.records.values() if isinstance(one, Source))
    assert article_at_hand(session.store, source) == ARTICLE
    alone = session.make(session.draft_source(words="a book"), label="source added", article="")[0]
    assert article_at_hand(session.store, alone) == ""


def test_the_last_article_is_where_the_next_undo_or_redo_goes() -> None:
    newsroom = Newsroom()
    session = newsroom.of("anna")
    with pytest.raises(NothingToUndo):
        last_article(session.store, Step.UNDO)
    newsroom.claim("14 miljoen euro")
    assert last_article(session.store, Step.UNDO) == ARTICLE
    with pytest.raises(NothingToUndo):
        last_article(session.store, Step.REDO)
    session.undo(ARTICLE)
    assert last_article(session.store, Step.REDO) == ARTICLE
