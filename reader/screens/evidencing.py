"""The part of the reading screen that looks for evidence in what the library has already."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from annotations.errors import PostilError
from reader.panel.hints import keyed
from reader.pointing import Selection
from reader.screens.sourcing import Picking, SourcingScreen
from reader.words import _, called, error_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.dossier import ClaimView
    from annotations.evidencing import Checked, Found
    from annotations.passages import Reason
    from annotations.searching import Searching
    from reader.widgets.pick_list import Row

_MOST_REASONS = 3
_LONGEST_TITLE = 30
_CHECKED = "claim "
"""What the id of a row begins with that is a claim and no passage."""


class EvidencingScreen(SourcingScreen):
    """Offers passages of other articles, and claims that were checked, for the current claim."""

    _searching: Searching | None = None

    async def action_find_evidence(self) -> None:
        """Look for passages that speak of the same, and offer them."""
        view = self.claim_view
        if view is None:
            told = _(
                "{next-claim} goes to a claim, {make-claim} makes one; "
                "{find-evidence} then finds evidence for it"
            )
            self.say(keyed(told))
            return
        self.say(_("looking through the library…"))
        try:
            passages, checked = await asyncio.to_thread(self._find, view)
        except PostilError as error:
            self.say(error_words(error), bad=True)
            return
        self.hush()
        if not passages and not checked:
            self.say(_("nothing in the library speaks of this"))
            return

        async def go(picked: str | None) -> None:
            if picked is None:
                return
            if picked.startswith(_CHECKED):
                one = checked[int(picked.removeprefix(_CHECKED))]
                await self.go_to_claim_in(one.claim.article, one.claim.id)
            else:
                await self._take(view, passages[int(picked)])

        from reader.screens.picking import PickScreen

        services = self.services
        title = _("What speaks of claim {number}").format(number=view.number)
        rows = [*_checked_rows(checked), *_passage_rows(passages)]
        await self.app.push_screen(PickScreen(title, rows, services.palette, services.glyphs), go)

    def _find(self, view: ClaimView) -> tuple[Sequence[Found], Sequence[Checked]]:
        from annotations.evidencing import find_checked, find_passages
        from reader.searches import open_searching

        services, store, dossier = self.services, self.session.store, self.dossier
        if self._searching is None:
            self._searching = open_searching(
                store, str(services.config.library), services.environment, services.capabilities
            )
        passages = find_passages(self._searching, store, dossier, view)
        return passages, find_checked(self._searching, store, dossier, view)

    async def _take(self, view: ClaimView, found: Found) -> None:
        """Open the article at the passage, ask how it bears on the claim, and link it."""
        span = found.passage.span
        await self.begin_picking(found.passage.article, Picking(view.claim), span)
        if self.picking and self.in_source:
            self.selecting = Selection(span)
            self.select_words(span)
            await self.pick()

    def on_unmount(self) -> None:
        """Let go of the index."""
        if self._searching is not None:
            self._searching.close()


def _passage_rows(found: Sequence[Found]) -> list[Row]:
    from reader.widgets.pick_list import Row

    return [
        # Why it is offered comes first: of a narrow row the end is cut.
        Row(str(index), one.words, f"{_told(one.passage.reasons)} · {one.title[:_LONGEST_TITLE]}")
        for index, one in enumerate(found)
    ]


def _checked_rows(found: Sequence[Checked]) -> list[Row]:
    from reader.widgets.pick_list import Row

    rows = []
    for index, one in enumerate(found):
        given = ", ".join(f"{person} {called(verdict)}" for person, verdict in one.verdicts)
        said = _("already checked: {statement}").format(statement=one.claim.statement)
        rows.append(Row(f"{_CHECKED}{index}", said, f"{given} · {one.title[:_LONGEST_TITLE]}"))
    return rows


def _told(reasons: Sequence[Reason]) -> str:
    return ", ".join(one.words for one in reasons[:_MOST_REASONS])
