"""Files that articles came from, looked at again: one's own, and only where one's own desk names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotations.anchors import AnchorState
from annotations.errors import ReadOnly
from annotations.shelving import take_in
from articles.reading import read_file
from reader.own_files import keep_file, look_again
from tests.reader.screens.library_app import Shelf
from tests.reader.screens.reading_app import FREE, WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from articles.model import Revision

OLD = "# Story of the lock\n\nThe lock cost 600 euros. It works.\n"
NEW = OLD.replace("600", "700")


class Draft:
    """An article of a library in memory that came from a file, known to anna's desk."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf(0)
        self.file = folder.resolve() / "lock.md"
        self.file.write_text(OLD, encoding="utf-8")
        self.session, self.desk = self.shelf.session("anna"), self.shelf.desk("anna")
        read = read_file(self.file)
        self.article = take_in(self.session.store, read, clock=self.shelf.clock).article
        keep_file(self.desk, self.article, str(self.file))

    def look(self) -> bool:
        """Look at the file again."""
        return look_again(self.session, self.desk, self.article, capabilities=FREE)

    @property
    def revisions(self) -> int:
        """How many the library has."""
        return len(self.session.store.entry(self.article).revisions)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


def test_a_changed_file_is_a_new_revision_once(draft: Draft) -> None:
    assert not draft.look()
    draft.file.write_text(NEW, encoding="utf-8")
    assert draft.look()
    assert not draft.look()
    assert draft.revisions == 2


def test_a_file_that_is_gone_or_no_text_leaves_the_article(draft: Draft) -> None:
    draft.file.write_bytes(b"\x00\x01\x02" * 100)
    assert not draft.look()
    draft.file.unlink()
    assert not draft.look()
    assert draft.revisions == 1


def test_a_file_that_only_the_library_names_is_not_read(draft: Draft) -> None:
    draft.file.write_text(NEW, encoding="utf-8")
    bram = draft.shelf.session("bram"), draft.shelf.desk("bram")
    assert not look_again(*bram, draft.article, capabilities=FREE)
    keep_file(draft.desk, draft.article, str(draft.file.with_name("another.md")))
    assert not draft.look()
    draft.desk.keep("files", {draft.article: 7})
    assert not draft.look()
    assert draft.revisions == 1


def test_a_library_that_can_only_be_read_stays_as_it_is(draft: Draft) -> None:
    draft.file.write_text(NEW, encoding="utf-8")

    def add(revision: Revision, original: bytes) -> bool:
        del revision, original
        raise ReadOnly("the library can only be read here")

    draft.session.store.add_revision = add  # type: ignore[method-assign]
    assert not draft.look()


async def test_opening_from_the_library_takes_the_new_text_in_and_says_what_became_of_it(
    draft: Draft,
) -> None:
    shelf = draft.shelf
    shelf.article = draft.article
    claim = shelf.claim("The lock cost 600 euros")
    draft.file.write_text(NEW, encoding="utf-8")
    async with shelf.browsing(size=WIDE) as browser:
        while browser.chosen != "Story of the lock":
            await browser.press("j")
        await browser.press("enter")
        await browser.sees("revision 2: 1 changed (1 alarm)", "700 euros")
        view = shelf.dossier.claim(claim.id)
        assert view is not None
        assert view.place.state is AnchorState.CHANGED
