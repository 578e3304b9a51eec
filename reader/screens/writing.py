"""The part of the reading screen that writes: notes, changes to one's own records, and taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.errors import PostilError
from annotations.model import Claim, Link, Note, Record, Target, TargetKind
from articles.frozen import replace
from articles.untrusted import one_line
from reader.choices import Choice
from reader.drafts import Writing, as_kept, fields_of, from_kept, prefix_of, says_nothing
from reader.panel.hints import keyed
from reader.screens.signing import SigningScreen
from reader.sheets import as_text, changes_from, editable
from reader.words import _, called, error_words, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotations.store import Desk
    from articles.model import Span
    from reader.widgets.note_editor import NoteEditor

TITLE_CHARACTERS = 60
MOST_VERSIONS = 9
"""As many as one digit can name."""


class WritingScreen(SigningScreen):
    """Makes, changes and deletes one's own records; everything can be undone."""

    writing: Writing | None = None
    """What the note editor is open for."""

    # Notes

    async def action_add_note(self) -> None:
        """Open the editor for a note on what is selected, the claim, the sentence or the article."""
        await self.begin(self.new_note())

    async def begin(self, writing: Writing) -> None:
        """Open the editor for a new text, or for what was begun of it before."""
        kept = from_kept(self.services.desk.recall(writing.key))
        await self.write(kept or writing)

    def new_note(self) -> Writing:
        """Return a text on what is at hand: what is selected, the claim, the sentence or the article."""
        article = self.article_id
        if self.selecting and not self.selecting.bounds_of:
            return self.on_passage(self.selecting.span)
        record = self.selected_record if self.focused is self.panel else None
        if isinstance(record, Note):
            title = _("Reply to {who}").format(who=record.person)
            return Writing(article, title, Target(TargetKind.NOTE, record.id))
        if isinstance(record, Link) and record.fact:
            return Writing(article, _("Note on this fact"), Target(TargetKind.FACT, record.fact))
        view = self.claim_view
        if view:
            title = _("Note on claim {number}").format(number=view.number)
            return Writing(article, title, Target(TargetKind.CLAIM, view.id))
        if self.pointing.sentence and self.focused is not self.panel:
            return self.on_passage(self.pointing.sentence)
        return Writing(article, _("Note on the article"), Target(TargetKind.ARTICLE, article))

    def on_passage(self, span: Span) -> Writing:
        """Return a text on words of the article."""
        words = " ".join(span.cut(self.dossier.text).split())[:TITLE_CHARACTERS]
        target = Target(TargetKind.ARTICLE, self.article_id)
        return Writing(self.article_id, _("Note on “{words}”").format(words=words), target, passage=span)

    async def write(self, writing: Writing) -> None:
        """Open the editor for a text; what is typed from now on goes into it."""
        self.writing = writing
        self.editor.open(writing.title, writing.text)
        self.rearrange()

    async def on_note_editor_kept(self, message: NoteEditor.Kept) -> None:
        """Save what was written; where that fails the text is back in the editor."""
        message.stop()
        writing, self.writing = self.writing, None
        self.rearrange()
        if writing is None:
            return
        if says_nothing(writing, message.text):
            await self.keep(writing.key, None)
            return
        writing = replace(writing, text=message.text)
        if self.needs_name:
            await self.keep(writing.key, as_kept(writing))
            desk = self.services.desk
            self.ask_name(lambda: self._save(writing, desk), lambda: self.write(writing))
            return
        await self._save(writing)

    async def _save(self, writing: Writing, drafted_on: Desk | None = None) -> bool:
        """Save a text, or have it back in the editor with what went wrong."""
        try:
            done = await self.perform(self._saving(writing))
        except PostilError as error:
            self.say(error_words(error), bad=True)
            done = None
        if done is None:
            self.writing = writing
            self.editor.fail(self.message)
            self.rearrange()
            return False
        await self.keep(writing.key, None, drafted_on)
        if self.selecting:
            self.unselect()
        self.panel.select(done.id)
        return True

    def _saving(self, writing: Writing) -> Callable[[], Record]:
        """Return the work that saves a text.

        Raises:
            PostilError: the text does not have the form it needs.
        """
        record = self.dossier.records.get(writing.edits)
        if record:
            changes = changes_from(record, writing.text)
            return lambda: self.session.edit(record, self.article_id, **changes)
        passage = (self.dossier, writing.passage) if writing.passage else None
        fields = fields_of(writing)
        return lambda: self.session.add_note(self.article_id, writing.target, passage=passage, **fields)

    async def on_note_editor_discarded(self, message: NoteEditor.Discarded) -> None:
        """Forget what was written."""
        message.stop()
        writing, self.writing = self.writing, None
        self.rearrange()
        if writing:
            await self.keep(writing.key, None)
        self.say(_("thrown away"))

    async def on_note_editor_drafted(self, message: NoteEditor.Drafted) -> None:
        """Put what stands in the editor on disk."""
        message.stop()
        if self.writing and self.editor.is_open:
            await self.keep(self.writing.key, as_kept(replace(self.writing, text=message.text)))

    def find_drafts(self) -> list[Writing]:
        """Return what was being written on this article when the program last ended."""
        desk = self.services.desk
        found = (from_kept(desk.recall(key)) for key in desk.keys(prefix_of(self.article_id)))
        return [writing for writing in found if writing and writing.article == self.article_id]

    # Changing, deleting, taking back

    @property
    def selected_record(self) -> Record | None:
        """The record that is selected in the panel."""
        return self.dossier.records.get(self.panel.selected_record())

    @property
    def record_at_hand(self) -> Record | None:
        """What `e` and `D` are about: what is selected in the panel, else the current claim."""
        record = self.selected_record
        view = self.claim_view
        if record is not None and (self.focused is self.panel or not isinstance(record, Claim)):
            return record
        return view.claim if view else record

    async def action_edit(self) -> None:
        """Edit what is selected: in $EDITOR where there is one, else here."""
        record = self.record_at_hand
        if isinstance(record, Link):
            record = self.dossier.records.get(record.fact, record)
        if record is None or not editable(record):
            self.say(
                keyed(_("nothing here to edit: {other-pane} goes to the panel, {item-down} {item-up} select"))
            )
            return
        if record.author != self.session.reviewer or record.creator:
            self.say(keyed(_("this is {who}'s: {add-note} replies to it"), who=record.person))
            return
        title = _("Your {kind}").format(kind=called(type(record).__name__.lower()))
        writing = Writing(
            self.article_id, title, Target(TargetKind.NOTE, record.id), edits=record.id, text=as_text(record)
        )
        kept = from_kept(self.services.desk.recall(writing.key))
        from reader.editing import editor_for

        try:
            command = editor_for(self.services.capabilities, self.services.environment)
            if kept or not command:
                await self.write(kept or writing)
            else:
                await self._edit_outside(writing, command)
        except PostilError as error:
            await self.write(writing)
            self.say(error_words(error), bad=True)

    async def _edit_outside(self, writing: Writing, command: Sequence[str]) -> None:
        """Hand a text to the reader's own editor, and save what comes back."""
        from reader.editing import edit_outside

        text = edit_outside(self.app, command, writing.text, capabilities=self.services.capabilities)
        if text is None:
            self.say(_("nothing changed"))
            return
        changed = replace(writing, text=text)
        try:
            done = await self.perform(self._saving(changed))
        except PostilError as error:
            self.say(error_words(error), bad=True)
            done = None
        if done is None:
            await self.write(changed)
            self.editor.fail(self.message)

    async def action_delete(self) -> None:
        """Delete one's own record that is selected; no question, since `u` brings it back."""
        record = self.record_at_hand
        if record is None:
            self.say(_("nothing selected to delete"))
            return
        kind = called(type(record).__name__.lower())
        if await self.perform(lambda: self.session.delete(record, self.article_id)):
            self.say(keyed(_("{kind} deleted; {undo} brings it back"), kind=kind))

    def action_settle(self) -> None:
        """Ask which version of a record stands: the one that is selected, else the first there is."""
        versions = self.dossier.versions
        record_id = next((one for one in (self.panel.selected_record(), *versions) if one in versions), "")
        if not record_id:
            self.say(_("nothing here has two versions"))
            return
        choices = [
            Choice(str(number), one_line(_version_words(one), TITLE_CHARACTERS))
            for number, one in enumerate(versions[record_id][:MOST_VERSIONS], 1)
        ]
        self.ask_choice(_("which stands?"), choices, lambda letter: self.settle_version(record_id, letter))

    async def settle_version(self, record_id: str, letter: str) -> None:
        """Let the chosen version stand."""
        versions = self.dossier.versions.get(record_id, ())
        chosen = versions[int(letter) - 1]
        others = [one for one in versions if one.rev != chosen.rev]
        if await self.perform(lambda: self.session.settle(chosen, others, self.article_id)):
            self.say(keyed(_("settled; {undo} brings the other version back")))

    async def action_undo(self) -> None:
        """Take back the last thing one did here."""
        done = await self.perform(lambda: self.session.undo(self.article_id))
        if done:
            self.say(_("undone: {what}").format(what=sentence(done.intent.label)))

    async def action_redo(self) -> None:
        """Do again what was undone."""
        done = await self.perform(lambda: self.session.redo(self.article_id))
        if done:
            self.say(_("done again: {what}").format(what=sentence(done.intent.label)))

    async def settle_draft(self, letter: str) -> None:
        """Go on with an unfinished text, or drop it."""
        drafts = self.find_drafts()
        if not drafts:
            return
        if letter == "d":
            await self.keep(drafts[0].key, None)
            self.say(_("dropped"))
            return
        view = self.dossier.claim(drafts[0].target.id)
        if view:
            self.go_to_claim(view)
        await self.write(drafts[0])


def _version_words(record: Record) -> str:
    """Return what tells one version of a record from another."""
    if record.deleted:
        return _("deleted")
    return as_text(record) if editable(record) else called(type(record).__name__.lower())
