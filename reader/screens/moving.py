"""The part of the reading screen that moves: by line, sentence, claim and source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from annotations.navigation import Place, next_claim
from articles.columns import starts_of, walk
from articles.frozen import replace
from articles.model import BlockKind, Span
from reader.contents_lines import headings_of
from reader.finding_words import Matches
from reader.keys import Pane
from reader.panel.hints import keyed
from reader.pointing import NOWHERE, Pointing
from reader.screens.selecting import SelectingScreen
from reader.words import _

if TYPE_CHECKING:
    from annotations.dossier import ClaimView
    from reader.widgets.article_view import ArticleView
    from reader.widgets.contents_pane import ContentsPane
    from reader.widgets.side_panel import SidePanel

LEAST_MEASURE, MOST_MEASURE = 40, 120
ROWS_ABOVE = 3
"""What stays in sight above a place that was jumped to."""


class MovingScreen(SelectingScreen):
    """Moves the reader about an article; a jump leaves a trail, a step does not."""

    # Lines and pages: they scroll, and leave what is current alone

    def action_page(self, pages: int) -> None:
        """Scroll the article by screens, or the panel where that has the keys."""
        if self.focused is self.panel:
            self.panel.scroll_page(pages)
        else:
            self.article.scroll_pages(pages)

    def action_half_page(self, halves: int) -> None:
        """Scroll by half screens."""
        if self.focused is self.panel:
            self.panel.scroll_page(halves / 2)
        else:
            self.article.scroll_pages(halves / 2)

    def action_top(self) -> None:
        """Go to the first line."""
        self.leave_here()
        self.article.scroll_to_offset(0, rows_above=ROWS_ABOVE)

    def action_bottom(self) -> None:
        """Go to the last line."""
        self.leave_here()
        self.article.scroll_to_bottom()

    def action_paragraph(self, step: int) -> None:
        """Put the next paragraph at the top, or the one before."""
        top = self.article.visible_span.start
        blocks = self.dossier.revision.article.blocks
        at = (bisect_right if step > 0 else bisect_left)(starts_of(blocks), top)
        ahead = walk(blocks, at if step > 0 else at - 1, step)
        starts = (block.span.start for block in ahead if block.kind is not BlockKind.RULE)
        if (start := next(starts, None)) is not None:
            self.article.scroll_to_offset(start)

    # Sentences and claims

    def action_sentence(self, step: int) -> None:
        """Make the next sentence current, or the one before."""
        at = self.pointing.sentence
        seen = self.article.visible_span
        if self.selecting:
            self.extend_by_sentence(step)
            return
        if not at or not at.overlaps(seen):
            # Nothing current in sight: begin with what the reader looks at.
            sentence = self.sentences.at(seen.start)
            if sentence and sentence.start < seen.start:
                sentence = self.sentences.step(sentence.start, 1)
        else:
            sentence = self.sentences.step(at.start, step)
        if sentence is None:
            self.say(_("this is the last sentence") if step > 0 else _("this is the first sentence"))
            return
        self.point_at_sentence(sentence)

    def point_at_sentence(self, sentence: Span) -> None:
        """Make a sentence current, with the claim in it, if any."""
        claims = self.dossier.claims_at(sentence)
        self.article.reveal(sentence)
        self.point(replace(self.pointing, sentence=sentence, claim=claims[0].id if claims else ""))

    def wanted(self, view: ClaimView) -> bool:  # noqa: ARG002 - a part further on looks at it
        """Tell whether the keys stop at a claim; here, at each."""
        return True

    def action_claim(self, step: int) -> None:
        """Make the next claim current, or the one before."""
        view = self.claim_view
        seen = self.article.visible_span
        at = view.span.start if view and view.span else seen.start
        if view and view.span and not view.span.overlaps(seen):
            view, at = None, (seen.start - 1 if step > 0 else seen.start)
        elif view is None:
            at = self.pointing.sentence.start if self.pointing.sentence.overlaps(seen) else seen.start - 1
        found = next_claim(self.dossier.claims, view.id if view else "", at, step, self.wanted)
        if found is None:
            last = _("no claim further on") if step > 0 else _("no claim before this")
            none = keyed(_("no claims yet: {make-claim} makes one of this sentence"))
            self.say(last if self.dossier.claims else none)
            return
        self.go_to_claim(found)

    def go_to_claim(self, view: ClaimView) -> None:
        """Make a claim current and bring it on screen."""
        if view.span is None:
            # The reader is kept where the words would stand.
            near = min(view.start, len(self.dossier.text))
            self.article.reveal(Span(near, near))
            self.point(Pointing(sentence=self.sentences.at(near) or NOWHERE, claim=view.id))
            self.say(_("the words of this claim are no longer in the article"))
            return
        self.article.reveal(view.span)
        sentence = self.sentences.at(view.span.start) or view.span
        self.point(Pointing(sentence=sentence, claim=view.id))

    def action_source(self, step: int) -> None:
        """Select the next source of this claim in the panel, or the one before."""
        if self.claim_view is None:
            self.say(keyed(_("{next-claim} goes to a claim; {next-source} then goes through its sources")))
            return
        self.open_sheet()
        if self.panel.next_source(step) is None:
            self.say(
                _("no further source")
                if self.claim_view.evidence
                else keyed(_("no source yet: {link-fact} links one"))
            )

    # Panes

    def open_sheet(self) -> bool:
        """Raise the sheet where there is no panel; tell whether it was raised now."""
        if self.arrangement.panel or self.sheet_open:
            return False
        self.sheet_open = True
        self.alone = False
        self.rearrange()
        self.sheet_open = self.arrangement.panel == 0
        return self.sheet_open

    def action_other_pane(self) -> None:
        """Go to the other pane; on a narrow screen the sheet becomes the whole."""
        if self.arrangement.panel == 0:
            if not self.sheet_open:
                self.open_sheet()
            elif not self.sheet_whole:
                self.sheet_whole = True
            else:
                self.sheet_whole = self.sheet_open = False
            self.rearrange()
            self.set_focus(self.panel if self.sheet_open else self.article)
            return
        self.set_focus(self.article if self.focused is self.panel else self.panel)

    def action_alone(self) -> None:
        """Show the text alone, or everything again."""
        self.alone = not self.alone
        if self.alone:
            self.set_focus(self.article)
        self.rearrange()

    def action_measure(self, cells: int) -> None:
        """Make the text narrower, wider, or as it was."""
        usual = self.services.config.measure
        wanted = self.article.measure + cells if cells else usual
        self.article.set_measure(min(MOST_MEASURE, max(LEAST_MEASURE, wanted)))
        self.say(_("{n} columns").format(n=self.article.measure))

    def action_close(self) -> None:
        """Close one layer: the selection, the sheet, the matches, the claim."""
        if self.selecting:
            self.unselect()
        elif self.sheet_open:
            self.sheet_open = self.sheet_whole = False
            self.rearrange()
            self.set_focus(self.article)
        elif self.matches:
            self.matches = Matches()
            self.article.show_matches(self.matches)
            self.point(replace(self.pointing, match=NOWHERE))
        elif self.focused is self.panel:
            self.set_focus(self.article)
        elif self.pointing.claim:
            self.point(replace(self.pointing, claim=""))

    # Jumping

    def action_back(self) -> None:
        """Go back where one came from."""
        place, self.trail = self.trail.back(self.here)
        if place is None:
            self.say(_("this is where you came in"))
            return
        self.return_to(place)

    def return_to(self, place: Place) -> None:
        """Show a place of this article again."""
        self.article.scroll_to_offset(place.offset)
        view = self.dossier.claim(place.claim)
        sentence = self.sentences.at(view.span.start) if view and view.span else None
        self.point(Pointing(sentence=sentence or self.pointing.sentence, claim=place.claim if view else ""))
        if place.item:
            self.panel.select(place.item)

    async def action_contents(self) -> None:
        """Choose a heading to go to."""
        article = self.dossier.revision.article
        headings = headings_of(article)
        if not headings:
            self.say(_("this article has no headings"))
            return
        from reader.screens.picking import PickScreen
        from reader.widgets.pick_list import Row

        rows = [
            Row(str(block.span.start), "  " * (block.level - 1) + block.span.cut(article.text))
            for block in headings
        ]
        screen = PickScreen(_("Contents"), rows, self.services.palette, self.services.glyphs)
        await self.app.push_screen(screen, self._go_to_heading)

    def _go_to_heading(self, picked: str | None) -> None:
        if picked is not None:
            self.leave_here()
            self.article.scroll_to_offset(int(picked), rows_above=1)
            self.show_status()

    # The program

    async def action_help(self) -> None:
        """Show the keys of this pane."""
        from reader.screens.help import HelpScreen

        pane = Pane.PANEL if self.focused is self.panel else Pane.ARTICLE
        services = self.services
        screen = HelpScreen(services.keys, services.palette, services.glyphs, panes=(pane, Pane.READING))
        await self.app.push_screen(screen)

    # What widgets say

    def on_article_view_words_pressed(self, message: ArticleView.WordsPressed) -> None:
        """Make the sentence under the mouse current."""
        message.stop()
        self.set_focus(self.article)
        sentence = self.sentences.at(message.offset)
        if sentence:
            claims = [view for view in self.dossier.claims if view.span and message.offset in view.span]
            self.point(replace(self.pointing, sentence=sentence, claim=claims[0].id if claims else ""))

    def on_article_view_words_selected(self, message: ArticleView.WordsSelected) -> None:
        """Select what the mouse is drawn over."""
        message.stop()
        self.select_words(message.span)

    def on_contents_pane_heading_chosen(self, message: ContentsPane.HeadingChosen) -> None:
        """Go to the heading that was clicked."""
        message.stop()
        self._go_to_heading(str(message.offset))

    def on_side_panel_item_selected(self, message: SidePanel.ItemSelected) -> None:
        """Nothing but the place to come back to changes."""
        message.stop()
