"""The library: what one does with the articles in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from annotations.errors import PostilError
from annotations.labels import own_tagging, parse_tags
from annotations.store import Step
from annotations.working import last_labelled
from articles.untrusted import one_line
from reader.bindings import bindings_of
from reader.choices import Choice
from reader.keys import KEYS, Pane
from reader.library_rows import VIEW_KEY
from reader.panel.hints import keyed
from reader.screens.commanding import offer_commands
from reader.screens.help import HelpScreen
from reader.screens.renewing import RenewingScreen
from reader.words import _, error_words, sentence

if TYPE_CHECKING:
    from textual.binding import BindingType

    from annotations.searching import Searching
    from reader.app import PostilApp
    from reader.services import Services
    from reader.widgets.line_prompt import LinePrompt

TITLE_CHARACTERS = 40
_ACTIONS = frozenset(key.action.partition("(")[0] for key in KEYS if key.pane is Pane.LIBRARY)


class LibraryScreen(RenewingScreen):
    """Finds, tags, exports and removes articles; undo covers what it writes."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Pane.LIBRARY)]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._asked = ""
        self._asked_of = ""
        """The article that the question is about."""
        self._searching: Searching | None = None

    def on_unmount(self) -> None:
        """Let go of the index."""
        if self._searching is not None:
            self._searching.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are commands only while nothing is being typed."""
        del parameters
        return not (self.prompt.is_open and action in _ACTIONS)

    # Finding

    def action_filter(self) -> None:
        """Ask which articles to show."""
        self._ask("filter", "/", placeholder=_("title, reviewer, language or #tag"))

    def action_find(self) -> None:
        """Ask for words to find in all texts."""
        self._ask("find", _("find"), placeholder=_('words, "a phrase", begin*, by:name, in:claims'))

    async def _find(self, words: str) -> None:
        from reader.screens.hitting import offer_hits
        from reader.searches import open_searching

        services = self.services
        if self._searching is None:
            self._searching = open_searching(
                self.store, services.config.library, services.environment, services.capabilities
            )
        await offer_hits(self, services, self._searching, words, self.say)

    def action_close(self) -> None:
        """Show all articles again."""
        self.list.narrow("")

    async def action_sort(self) -> None:
        """Put the articles in the next order, and keep it for the next time."""
        self.list.put_in_order(self.list.sort.next)
        sort = str(self.list.sort)
        await self.perform(lambda: self.services.desk.keep(VIEW_KEY, {"sort": sort}))

    def action_removed(self) -> None:
        """Show the removed articles as well, or hide them again."""
        self.list.show_removed(not self.list.shows_removed)
        self.say(_("removed articles are shown") if self.list.shows_removed else _("they are hidden"))

    async def action_queue(self) -> None:
        """Offer what waits for one in all articles."""
        from reader.screens.queueing import offer_queue

        await offer_queue(self, self.services, self.say, overview=self.overview)

    # Changing

    def action_tags(self) -> None:
        """Ask for one's tags of the chosen article."""
        row = self.list.current
        if row is None:
            return
        try:
            mine = own_tagging(self.store.records(row.id).records, row.id, self.store.reviewer)
        except PostilError as error:
            self.say(error_words(error), bad=True)
            return
        self._ask("tags", _("tags"), " ".join(mine.tags) if mine else "", placeholder=_("words with spaces"))

    def action_remove(self) -> None:
        """Ask whether to take the chosen article out of one's library, or put it back in."""
        row = self.list.current
        if row is None:
            return
        self._asked, self._asked_of = ("bring back" if row.is_removed else "remove"), row.id
        title = one_line(row.title, TITLE_CHARACTERS)
        question = _("bring back “{title}”?") if row.is_removed else _("remove from your library: “{title}”?")
        answers = [Choice("y", _("yes, nothing is deleted")), Choice("n", _("no"))]
        self.prompt.choose(question.format(title=title), answers)

    def action_export(self) -> None:
        """Ask where to write the Markdown."""
        row = self.list.current
        if row is None:
            return
        if not self.services.capabilities.files:
            self.say(_("no files may be written in this session"))
            return
        self._ask("export", _("export to"), f"{row.id}.md")

    async def action_undo(self) -> None:
        """Take back the last tag or removal."""
        await self._rewind(Step.UNDO, _("undone: {what}"))

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        await self._rewind(Step.REDO, _("done again: {what}"))

    async def _rewind(self, step: Step, said: str) -> None:
        def work() -> tuple[str, str]:
            article = last_labelled(self.store, step)
            session = self.session
            done = session.undo(article) if step is Step.UNDO else session.redo(article)
            return article, done.intent.label

        if done := await self.perform(work):
            article, label = done
            await self.look_at(article)
            self.list.choose(article)
            self.say(said.format(what=sentence(label)))

    async def _tag(self, article: str, words: str) -> None:
        tags = parse_tags(words)
        if await self.perform(lambda: (self.session.tag(article, tags), True)):
            await self.look_at(article)
            self.say(" ".join(f"#{tag}" for tag in tags) or _("no tags of yours"))

    async def _put_away(self, article: str, *, away: bool) -> None:
        if await self.perform(lambda: self.session.put_away(article, away=away)):
            await self.look_at(article)
            self.say(
                keyed(
                    _("removed; {library-undo} brings it back")
                    if away
                    else _("brought back; {library-undo} takes that back")
                )
            )

    async def _export(self, article: str, name: str) -> None:
        from reader.exporting import write_export

        services = self.services
        now, may = services.clock(), services.capabilities
        said = await self.perform(
            lambda: write_export(self.session.dossier(article), name, now=now, capabilities=may)
        )
        if said:
            self.say(said)

    # The program

    async def action_commands(self) -> None:
        """Offer everything one can do here."""
        await offer_commands(self, self.services, (Pane.LIBRARY,))

    async def action_help(self) -> None:
        """Show the keys of the library."""
        services = self.services
        await self.app.push_screen(
            HelpScreen(services.keys, services.palette, services.glyphs, panes=(Pane.LIBRARY,))
        )

    def action_redraw(self) -> None:
        """Paint everything anew."""
        cast("PostilApp", self.app).redraw()

    def action_leave(self) -> None:
        """Quit."""
        self.app.exit()

    # The prompt

    def _ask(self, what: str, label: str, initial: str = "", *, placeholder: str = "") -> None:
        self._asked = what
        self._asked_of = self.list.current.id if self.list.current else ""
        self.prompt.ask(label, initial, placeholder=placeholder)

    def on_line_prompt_changed(self, message: LinePrompt.Changed) -> None:
        """Narrow the list while one types."""
        message.stop()
        if self._asked == "filter":
            self.list.narrow(message.text)

    async def on_line_prompt_answered(self, message: LinePrompt.Answered) -> None:
        """Do what the prompt was opened for."""
        message.stop()
        asked, self._asked = self._asked, ""
        if asked == "filter":
            self.list.narrow(message.text)
            if self.list.current is None and message.text.strip():
                await self._find(message.text)
        elif asked == "find":
            await self._find(message.text)
        elif asked == "tags":
            await self._tag(self._asked_of, message.text)
        elif asked == "export" and message.text.strip():
            await self._export(self._asked_of, message.text.strip())

    async def on_line_prompt_chosen(self, message: LinePrompt.Chosen) -> None:
        """Remove the article or bring it back, if that is what was answered."""
        message.stop()
        asked, self._asked = self._asked, ""
        if message.letter == "y":
            await self._put_away(self._asked_of, away=asked == "remove")

    def on_line_prompt_cancelled(self, message: LinePrompt.Cancelled) -> None:
        """Leave everything as it was; of a filter, show all articles again."""
        message.stop()
        if self._asked == "filter":
            self.list.narrow("")
        self._asked = ""
