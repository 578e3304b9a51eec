"""The part of the reading screen that lays a second article open: a source beside what rests on it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Container

from annotations.errors import PostilError
from articles.stepping import Sentences
from reader.dividing import divide
from reader.finding_words import Matches
from reader.pointing import Pointing
from reader.screens.linking import LinkingScreen
from reader.status import BESIDE_HINTS, SOURCE_HINTS
from reader.widgets.article_view import ArticleView
from reader.words import _, error_words

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.navigation import Place
    from annotations.revising import Comparison
    from articles.model import Revision, Span

BESIDE_FROM = 120
"""Cells from which two articles stand side by side; below that one lies over the other."""
ROOMY_FROM = 180
"""Cells from which there is room for the panel, too."""


@dataclass
class Page:
    """An article as it lies open, with where the reader is in it."""

    view: ArticleView
    dossier: Dossier
    sentences: Sentences
    pointing: Pointing
    matches: Matches
    changes: Comparison | None = None


class FacingScreen(LinkingScreen):
    """Holds at most two articles: the one that was opened, and one of its sources.

    The keys act on the one that is in front: `article`, `dossier` and `pointing`
    are those of that one.  The other keeps its own and waits.
    """

    other: Page | None = None
    in_source: bool = False
    """Whether the source is in front."""
    _source_view: ArticleView | None = None
    _leaf: Container | None = None
    """What the source's view stands in, with the line before it."""

    async def open_beside(self, article: str, span: Span | None = None) -> bool:
        """Lay an article of the library open beside the one that is read; tell whether it could be."""
        try:
            dossier = await asyncio.to_thread(self.session.dossier, article)
        except PostilError as error:
            self.say(error_words(error), bad=True)
            return False
        self.leave_here()
        if self.in_source:
            self.turn()
        if self.other is None or self.other.dossier.revision != dossier.revision:
            view = await self._view_for_source()
            view.show(dossier)
            self.other = Page(view, dossier, Sentences(dossier.revision.article), Pointing(), Matches())
        self.turn()
        if span:
            self.show_passage(span)
        return True

    def show_passage(self, span: Span) -> None:
        """Bring a passage on screen and mark it."""
        self.article.reveal(span)
        sentence = self.sentences.at(span.start) or span
        self.point(Pointing(sentence=sentence, match=span))

    def turn(self) -> None:
        """Bring the other article to the front; each keeps its place."""
        other = self.other
        if other is None:
            return
        if self.selecting:
            self.unselect()
        if self.sheet_open:
            # What was raised is about the article that goes to the back.
            self.sheet_open = self.sheet_whole = False
        self.other = Page(
            self.article, self.dossier, self.sentences, self.pointing, self.matches, self.panel.changes
        )
        self.panel.show_changes(other.changes)
        self.article, self.dossier, self.sentences = other.view, other.dossier, other.sentences
        self.pointing, self.matches = other.pointing, other.matches
        self.in_source = not self.in_source
        self.contents.show(self.dossier.revision.article)
        self.rearrange()
        self.set_focus(self.article)
        self.show_dossier(self.dossier)

    def close_source(self) -> None:
        """Put the source away; the article is as it was."""
        if self.in_source:
            self.turn()
        self.other = None
        self.rearrange()
        self.show_status()

    async def _view_for_source(self) -> ArticleView:
        if self._source_view is None:
            services = self.services
            self._source_view = ArticleView(
                services.palette,
                services.glyphs,
                measure=services.config.measure,
                spacing=services.config.spacing,
                id="source",
            )
            self._source_view.moved = self.show_whereabouts
            self._leaf = Container(self._source_view, id="facing")
            await self.body.mount(self._leaf, before=self.margin)
        return self._source_view

    @property
    def first_opened(self) -> tuple[Dossier, ArticleView]:
        """The article that was opened, which a source may lie before, and what shows it."""
        if self.other and self.in_source:
            return self.other.dossier, self.other.view
        return self.dossier, self.article

    @property
    def open_revisions(self) -> tuple[Revision, ...]:
        """What lies open, the article in front first."""
        behind = (self.other.dossier.revision,) if self.other else ()
        return (self.dossier.revision, *behind)

    @property
    def hints(self) -> str:
        """The keys that matter with a source open."""
        if self.other is None:
            return super().hints
        return SOURCE_HINTS if self.in_source else BESIDE_HINTS

    # What stands where

    @property
    def is_beside(self) -> bool:
        """Whether both articles are to be seen."""
        busy = self.editor.display or (self.form is not None and self.form.display)
        raised = self.sheet_open and self.size.width < ROOMY_FROM
        return self.other is not None and self.size.width >= BESIDE_FROM and not busy and not raised

    def open_sheet(self) -> bool:
        """Raise the panel, over the article behind where both are to be seen; tell whether it was raised."""
        if not self.is_beside or self.margin.display:
            return super().open_sheet()
        self.sheet_open = True
        self.alone = False
        self.rearrange()
        return True

    def rearrange(self) -> None:
        """Give each part its room; two articles share that of one and, mostly, of the panel."""
        super().rearrange()
        if self._leaf is None or self.small:
            return
        beside = self.is_beside
        self._leaf.display = self.in_source or beside
        if self._source_view is not None:
            self._source_view.display = True
        if self.other is not None and self.in_source:
            self.other.view.display = beside
        if beside:
            self.contents.display = False
            self.margin.display = self.size.width >= ROOMY_FROM
        divide(self._leaf, "left" if beside else None, self.services.palette, self.services.glyphs)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a newer dossier of either article; the reader may have turned while it was folded."""
        other, revision = self.other, dossier.revision
        if other and self.dossier.revision != revision and other.dossier.revision == revision:
            other.dossier = dossier
            other.view.show(dossier)
        else:
            super().show_dossier(dossier)

    # Keys that mean something else while two articles are open

    def action_other_pane(self) -> None:
        """Go to the other article, where two are open."""
        if self.other is None:
            super().action_other_pane()
        else:
            self.turn()

    def action_close(self) -> None:
        """Close one layer; with nothing else to close, the source."""
        layered = self.selecting or self.sheet_open or self.matches or self.focused is self.panel
        if self.other is None or layered:
            super().action_close()
        else:
            self.close_source()

    def return_to(self, place: Place) -> None:
        """Show a place again, in whichever article it is."""
        if place.article != self.article_id:
            if self.other is None or self.other.dossier.revision.article_id != place.article:
                self.say(_("that place is in an article that is closed"))
                return
            self.turn()
        super().return_to(place)

    def on_article_view_words_pressed(self, message: ArticleView.WordsPressed) -> None:
        """Bring the article that was clicked to the front."""
        if self.other and message.view is self.other.view:
            self.turn()
        super().on_article_view_words_pressed(message)

    def on_article_view_words_selected(self, message: ArticleView.WordsSelected) -> None:
        """Bring the article over which the mouse was drawn to the front."""
        if self.other and message.view is self.other.view:
            self.turn()
        super().on_article_view_words_selected(message)
