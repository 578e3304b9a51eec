"""The part of the reading screen that shows: what stands where, and what is said of it.

State is here and nowhere else: the dossier, what the reader points at, the
trail.  Widgets are told; they answer by messages.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from textual.containers import Container, Vertical
from textual.screen import Screen

from annotations.errors import PostilError
from annotations.navigation import Place, Trail
from articles.errors import ArticleError
from articles.frozen import replace
from articles.stepping import Sentences
from reader.arrangement import Arrangement, arrange, too_small
from reader.compositing import SparingCompositor
from reader.dividing import divide
from reader.finding_words import Matches
from reader.navigable import restored
from reader.pointing import Pointing, Selection
from reader.status import reading_status, standing_of
from reader.widgets.article_view import ArticleView
from reader.widgets.contents_pane import ContentsPane
from reader.widgets.dialog import Dialog
from reader.widgets.line_prompt import LinePrompt
from reader.widgets.note_editor import NoteEditor
from reader.widgets.side_panel import SidePanel
from reader.widgets.status_line import StatusLine
from reader.words import _, error_words, later

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from annotations.checklist import CheckProgress
    from annotations.dossier import ClaimView, Dossier
    from annotations.store import Desk
    from articles.model import Span
    from reader.dividing import Side
    from reader.navigable import KeptPlace
    from reader.services import Services
    from reader.widgets.link_form import LinkForm

Result = TypeVar("Result")

ROOM_WANTED = later("this window needs 40 columns and 10 rows: please make it larger")
RULE = 1
"""Columns of the line between the panes."""
EDITOR_ROWS = 10
"""Rows of the panel that an open editor takes."""


class ShowingScreen(Screen[None]):
    """An article beside its facts."""

    DEFAULT_CSS = """
    ShowingScreen { layout: vertical; }
    ShowingScreen #body { height: 1fr; layout: horizontal; }
    ShowingScreen #body.stacked { layout: vertical; }
    ShowingScreen #margin { height: 100%; }
    ShowingScreen #margin SidePanel { height: 1fr; }
    ShowingScreen #margin Dialog { margin-top: 1; }
    ShowingScreen .stacked Dialog { margin-top: 0; }
    """

    def __init__(self, services: Services, dossier: Dossier) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self.services = services
        self.session = services.session
        self.dossier = dossier
        self.sentences = Sentences(dossier.revision.article)
        self.pointing = Pointing()
        self.selecting: Selection | None = None
        self.matches = Matches()
        self.trail = Trail()
        self.fresh: set[str] = set()
        self.alone = False
        self.sheet_open = False
        self.sheet_whole = False
        self.arrangement = Arrangement(0, 0, 0, 0, compact=False)
        self.message = ""
        self.message_is_bad = False
        self.saved = ""
        self.company = ""
        self._standing = dossier, standing_of(dossier)
        self.small = False
        """Whether the window is too small to show anything but that."""
        palette, glyphs = services.palette, services.glyphs
        config = services.config
        self.article = ArticleView(
            palette, glyphs, measure=config.measure, spacing=config.spacing, id="article"
        )
        self.article.moved = self.show_whereabouts
        self.contents = ContentsPane(palette, glyphs, id="contents")
        self.panel = SidePanel(
            palette, glyphs, me=services.session.reviewer, clock=services.clock, id="panel"
        )
        self.editor = NoteEditor(palette, glyphs, id="editor")
        self.form: LinkForm | None = None
        self.prompt = LinePrompt(palette, glyphs, id="prompt")
        self.status = StatusLine(palette, glyphs, id="status")
        self.body = Container(id="body")
        self.margin = Vertical(id="margin")

    def compose(self) -> ComposeResult:
        """Lay out contents, article and margin over the prompt and the status line."""
        with self.body:
            parts = [self.contents, self.article, self.margin]
            if self.services.config.panel_side == "left":
                parts.reverse()
            for part in parts:
                if part is self.margin:
                    with self.margin:
                        yield self.panel
                        yield self.editor
                else:
                    yield part
        yield self.prompt
        yield self.status

    async def until_laid_out(self) -> None:
        """Wait until the article in front has its room; without it nothing is in sight that keys go by."""
        if self.article.display and not self.small:
            await self.article.until_laid_out()

    def set_out(self, kept: KeptPlace | None = None) -> None:
        """Show the article from its beginning, or from where it was left."""
        self.article.show(self.dossier)
        self.contents.show(self.dossier.revision.article)
        self.rearrange()
        self.set_focus(self.article)
        self.go_to_kept(kept)

    def go_to_kept(self, kept: KeptPlace | None) -> None:
        """Go where the article was left."""
        if kept:
            self.article.scroll_to_offset(kept.offset)
        self.point(restored(kept, self.dossier, self.sentences))

    # Telling the widgets

    @property
    def article_id(self) -> str:
        """The id of the article that is shown."""
        return self.dossier.revision.article_id

    @property
    def claim_view(self) -> ClaimView | None:
        """The current claim."""
        return self.dossier.claim(self.pointing.claim) if self.pointing.claim else None

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a newer dossier of the same text; place, claim and selection stay."""
        self.dossier = dossier
        if self.pointing.claim and dossier.claim(self.pointing.claim) is None:
            self.pointing = replace(self.pointing, claim="")
        self.article.show(dossier)
        self.point(self.pointing)

    def point(self, pointing: Pointing) -> None:
        """Point at something else and show it everywhere."""
        self.pointing = pointing
        self.article.point_at(pointing)
        self.panel.show(self.dossier, pointing.claim, fresh=frozenset(self.fresh))
        self.show_status()
        self._place_cursor()

    def show_whereabouts(self) -> None:
        """Keep percentage and contents in step with what of the article is in sight."""
        self.contents.show_place(self.article.visible_span.start)
        self.show_status()

    def say(self, message: str, *, bad: bool = False) -> None:
        """Say something in the status line, until the next key."""
        self.message, self.message_is_bad = message, bad
        self.show_status()

    def hush(self) -> None:
        """Take back what was said."""
        if self.message:
            self.say("")

    @property
    def sifted(self) -> str:
        """Which claims the keys stop at, in a word; nothing where at all."""
        return ""

    @property
    def hints(self) -> str:
        """The keys that matter here, where they are others than in an article by itself."""
        return ""

    @property
    def check_progress(self) -> CheckProgress | None:
        """How far the article is checked, where somebody ticks its sentences."""
        return None

    def show_status(self) -> None:
        """Bring the status line up to date."""
        if self._standing[0] is not self.dossier:
            self._standing = self.dossier, standing_of(self.dossier)
        status = reading_status(
            self.dossier,
            self.pointing,
            percent=self.article.percent,
            standing=self._standing[1],
            matches=self.matches,
            saved=self.saved,
            company=self.company,
            sift=self.sifted,
            checked=self.check_progress,
            hints=self.hints,
        )
        if self.small:
            status = replace(status, message=_(ROOM_WANTED), bad=True)
        elif self.message:
            status = replace(status, message=self.message, bad=self.message_is_bad)
        self.status.show(status)

    @property
    def at_hand(self) -> Span:
        """The words that the reader is at: those of the current claim, else the sentence."""
        view = self.claim_view
        return view.span if view and view.span else self.pointing.sentence

    def _place_cursor(self) -> None:
        """Put the terminal's cursor on the words at hand, for screen readers and braille."""
        if isinstance(self.focused, Dialog):
            return
        span = self.at_hand
        cell = self.article.screen_cell_of(span.start) if span else None
        if cell:
            region = self.article.region
            self.app.cursor_position = region.offset + cell

    # What stands where

    def on_resize(self) -> None:
        """Arrange for the new size."""
        self.rearrange()

    def rearrange(self) -> None:
        """Give each part its room."""
        width, height = self.size.width, self.size.height
        if not width or not height:
            return
        self.small = too_small(width, height)
        # Folded away, not hidden: what is hidden loses the keys, and they would run as commands.
        self.body.styles.height = 0 if self.small else "1fr"
        self.show_status()
        if self.small:
            return
        self.arrangement = arrange(width, height, alone=self.alone, panel=self.services.config.panel_width)
        shown = self.arrangement
        stacked = shown.panel == 0
        busy = self.editor.display or (self.form is not None and self.form.display)
        self.body.set_class(stacked, "stacked")
        beside: Side = "right" if self.services.config.panel_side == "left" else "left"
        divide(self.margin, "top" if stacked else beside, self.services.palette, self.services.glyphs)
        self.contents.display = shown.contents > 0
        self.contents.styles.width = shown.contents
        raised = not stacked or busy or (shown.sheet > 0 and self.sheet_open)
        if raised and not self.margin.display and self.at_hand.overlaps(self.article.visible_span):
            self.article.keep_in_sight(self.at_hand)
        self.margin.display = raised
        self.margin.styles.width = "100%" if stacked else shown.panel
        whole = stacked and self.sheet_whole
        rows = max(shown.sheet, EDITOR_ROWS + 2) if busy else shown.sheet
        self.margin.styles.height = "100%" if whole or not stacked else rows
        self.article.display = not whole
        # A form of many fields needs the whole of a small panel.
        filling = self.form is not None and self.form.display and shown.compact
        self.panel.display = not (busy and stacked) and not filling
        self.panel.expect(width if stacked else shown.panel - RULE)
        if self.panel.compact != shown.compact:
            self.panel.restyle(self.services.palette, self.services.glyphs, compact=shown.compact)

    async def need_form(self) -> LinkForm:
        """Return the form that links a fact; it is made when it is first asked for."""
        if self.form is None:
            from reader.widgets.link_form import LinkForm

            self.form = LinkForm(self.services.palette, self.services.glyphs, id="form")
            await self.margin.mount(self.form)
        return self.form

    # Going somewhere, and back

    @property
    def here(self) -> Place:
        """Where the reader is, to come back to."""
        return Place(
            self.article_id, self.article.top_offset, self.pointing.claim, self.panel.selected_record()
        )

    def leave_here(self) -> None:
        """Remember this place before a jump."""
        self.trail = self.trail.leave(self.here)

    # Working with the session

    async def perform(self, work: Callable[[], Result]) -> Result | None:
        """Do something in the library off the screen's thread; say what went wrong, if anything.

        The dossier is folded again after it.  Returns None where it failed.
        """
        self.saved = _("saving…")
        try:
            result = await asyncio.to_thread(work)
            dossier = await asyncio.to_thread(self.session.refold, self.dossier.revision)
        except (PostilError, ArticleError) as error:
            self.saved = ""
            self.say(error_words(error), bad=True)
            return None
        self.saved = _("saved")
        if self.message_is_bad:
            # It said why the last try failed, and this one did not.
            self.message, self.message_is_bad = "", False
        self.show_dossier(dossier)
        return result

    async def keep(self, key: str, value: dict[str, Any] | None, on: Desk | None = None) -> None:
        """Keep something on the reviewer's desk or another, or drop it; a failure is said, not raised."""
        desk = on or self.services.desk
        try:
            if value is None:
                await asyncio.to_thread(desk.forget, key)
            else:
                await asyncio.to_thread(desk.keep, key, value)
        except PostilError as error:
            self.say(error_words(error), bad=True)
