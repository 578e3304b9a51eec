"""The part of the reading screen that walks through what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.coverage import coverage_of, gaps_of
from reader.panel.hints import keyed
from reader.panel.item_ids import GAPS, gap_item, gap_of
from reader.screens.following import FollowingScreen
from reader.words import _, called, number

if TYPE_CHECKING:
    from annotations.coverage import Gap, Missing


class CoveringScreen(FollowingScreen):
    """Goes from one claim that lacks something to the next that lacks the same."""

    _walked: Missing | None = None

    async def action_follow(self) -> None:
        """Go on to the next place where something is missing, if that is what is selected; else follow."""
        item = self.panel.selected_record()
        gap = gap_of(item)
        if self.focused is not self.panel and not self.sheet_open:
            await super().action_follow()
        elif item == GAPS:
            self.panel.select(gap_item(coverage_of(self.dossier)[0].gap))
        elif gap is not None:
            self.walk(gap)
        else:
            await super().action_follow()

    def walk(self, gap: Gap) -> None:
        """Go to the first claim with this gap, or from the one gone to last to the next."""
        missing = gaps_of(coverage_of(self.dossier)).get(gap, [])
        if not missing:
            return
        at = missing.index(self._walked) + 1 if self._walked in missing else 0
        self._walked = one = missing[at % len(missing)]
        view = self.dossier.claim(one.claim)
        if view is None:
            return
        self.leave_here()
        self.go_to_claim(view)
        self.panel.select(one.record)
        count = f"{number(at % len(missing) + 1)}/{number(len(missing))}"
        self.say(keyed(_("{gap}: {count}; {back}, then {follow} goes on"), gap=called(gap), count=count))
