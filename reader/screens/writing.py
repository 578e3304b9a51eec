"""The part of the reading screen that writes: claims, notes, verdicts, and taking them back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.errors import PostilError
from annotations.model import Claim, Link, Note, Record, Target, TargetKind
from annotations.workflow import scale_named
from articles.model import Span
from articles.untrusted import one_line
from reader.choices import Choice
from reader.drafts import Writing, as_kept, from_kept, prefix_of
from reader.pointing import NOWHERE, Selection, word_at
from reader.screens.moving import MovingScreen
from reader.sheets import as_text, changes_from, editable
from reader.words import _, called, error_words, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotations.dossier import ClaimView
    from reader.widgets.line_prompt import LinePrompt
    from reader.widgets.note_editor import NoteEditor

TITLE_CHARACTERS = 60
MOST_VERSIONS = 9
"""As many as one digit can name."""


class WritingScreen(MovingScreen):
    """Makes, changes and deletes one's own records; everything can be undone."""

    writing: Writing | None = None
    """What the note editor is open for."""

    # Selecting

    def action_select(self) -> None:
        """Select words; a second time, the whole sentence."""
        if self.selecting:
            sentence = self.sentences.at(self.selecting.span.start)
            if sentence:
                self.select_words(sentence)
            return
        view = self.claim_view
        if view and view.span:
            self.selecting = Selection(view.span, bounds_of=view.id)
            self.say(_("← → move the end, o the other end, Enter sets the bounds"))
        else:
            start = self._words_at_hand()
            if start is None:
                return
            self.selecting = Selection(start)
            self.say(_("← → by words, o the other end, v the sentence; then c a y"))
        self.select_words(self.selecting.span)

    def _words_at_hand(self) -> Span | None:
        """Return what a new selection begins with: the match, else the first word of the sentence."""
        seen = self.article.visible_span
        if self.pointing.match.overlaps(seen):
            return self.pointing.match
        sentence = self.pointing.sentence
        start = sentence.start if sentence.overlaps(seen) else seen.start
        return word_at(self.dossier.text, start)

    def select_words(self, span: Span) -> None:
        """Select other words, the rest of the selection as it is."""
        self.selecting = replace(self.selecting, span=span) if self.selecting else Selection(span)
        self.article.reveal(Span(span.end - 1, span.end))
        self.point(replace(self.pointing, selection=span))

    def action_extend(self, words: int) -> None:
        """Move the end of the selection by words."""
        if self.selecting is None:
            self.say(_("v selects"))
            return
        self.selecting = self.selecting.extended(self.dossier.text, words)
        self.select_words(self.selecting.span)

    def unselect(self) -> None:
        """Select nothing any more."""
        self.selecting = None
        self.point(replace(self.pointing, selection=NOWHERE))

    def action_close(self) -> None:
        """Close one layer; a selection is the topmost."""
        if self.selecting:
            self.unselect()
        else:
            super().action_close()

    @property
    def words(self) -> Span | None:
        """The words that a claim or copy is made of: the selection, else the sentence."""
        if self.selecting:
            return self.selecting.span
        return self.pointing.sentence or None

    async def set_bounds(self) -> None:
        """Give the claim whose bounds are being set the selected words."""
        view = self.dossier.claim(self.selecting.bounds_of) if self.selecting else None
        if view is None or self.selecting is None:
            return
        span = self.selecting.span
        self.unselect()
        if await self.perform(lambda: self.session.move(self.dossier, view.claim, span)):
            self.say(_("the claim has its new words; u takes it back"))

    # Claims

    async def action_make_claim(self) -> None:
        """Make a claim of the selection or the sentence."""
        span = self.words
        if span is None:
            self.say(_(") goes to a sentence, v selects words; c then makes the claim"))
            return
        same = next((view for view in self.dossier.claims if view.span == span), None)
        if same:
            self.point(replace(self.pointing, claim=same.id))
            self.say(_("this is claim {number} already").format(number=same.number))
            return
        from annotations.kinds import likely_kind

        language = self.dossier.revision.article.metadata.language
        kind = likely_kind(span.cut(self.dossier.text), language)
        if self.selecting:
            self.unselect()
        claim = await self.perform(lambda: self.session.add_claim(self.dossier, span, kind=kind))
        if claim:
            self.point(replace(self.pointing, claim=claim.id))
            view = self.claim_view
            number = view.number if view else len(self.dossier.claims)
            self.say(_("claim {number}: l links a fact, r gives a verdict").format(number=number))

    # Notes

    async def action_add_note(self) -> None:
        """Open the editor for a note on what is selected, the claim, the sentence or the article."""
        writing = self._new_note()
        kept = from_kept(self.services.desk.recall(writing.key))
        await self.write(kept or writing)

    def _new_note(self) -> Writing:
        article = self.article_id
        if self.selecting and not self.selecting.bounds_of:
            return self._on_passage(self.selecting.span)
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
            return self._on_passage(self.pointing.sentence)
        return Writing(article, _("Note on the article"), Target(TargetKind.ARTICLE, article))

    def _on_passage(self, span: Span) -> Writing:
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
        if not message.text.strip() and not writing.edits:
            await self.keep(writing.key, None)
            return
        try:
            done = await self.perform(self._saving(replace(writing, text=message.text)))
        except PostilError as error:
            self.say(error_words(error), bad=True)
            done = None
        if done is None:
            self.writing = replace(writing, text=message.text)
            self.editor.fail(self.message)
            self.rearrange()
            return
        await self.keep(writing.key, None)
        if self.selecting:
            self.unselect()
        self.panel.select(done.id)

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
        return lambda: self.session.add_note(self.article_id, writing.target, writing.text, passage=passage)

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

    # Verdicts

    def action_verdict(self) -> None:
        """Ask for one's verdict on the current claim."""
        view = self.claim_view
        if view is None:
            self.say(_("] goes to a claim; r then gives a verdict"))
            return
        scale = scale_named(self.dossier.policy.scale)
        mine = view.judgement_of(self.session.reviewer)
        given = mine.review.verdict if mine else ""
        choices = [Choice(one.letter, called(one.id)) for one in scale.verdicts]
        default = next((one.letter for one in scale.verdicts if one.id == given), "")
        self.asked = "verdict"
        self.prompt.choose(_("verdict"), choices, default=default)

    async def give_verdict(self, letter: str) -> None:
        """Give the verdict that a letter stands for."""
        view = self.claim_view
        scale = scale_named(self.dossier.policy.scale)
        verdict = next((one for one in scale.verdicts if one.letter == letter), None)
        if view is None or verdict is None:
            return
        mine = view.judgement_of(self.session.reviewer)
        reason = mine.review.reason if mine and mine.review.verdict == verdict.id else ""
        if verdict.needs_reason and not reason:
            self.asked = f"reason {verdict.id}"
            self.prompt.ask(_("why?"), placeholder=_("what is wrong and what it should be"))
            return
        await self.record_verdict(view, verdict.id, reason)

    async def record_verdict(self, view: ClaimView, verdict: str, reason: str) -> None:
        """Record a verdict and say how to go on."""
        review = await self.perform(lambda: self.session.review(self.dossier, view, verdict, reason=reason))
        if review:
            self.panel.select(review.id)
            self.say(_("{verdict}: e gives the reason, u takes it back").format(verdict=called(verdict)))

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
            self.say(_("nothing here to edit: Tab goes to the panel, j k select"))
            return
        if record.author != self.session.reviewer or record.creator:
            self.say(_("this is {who}'s: a replies to it").format(who=record.person))
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
            self.say(_("{kind} deleted; u brings it back").format(kind=kind))

    def action_settle(self) -> None:
        """Ask which version of a record stands: the one that is selected, else the first there is."""
        versions = self.dossier.versions
        record_id = next((one for one in (self.panel.selected_record(), *versions) if one in versions), "")
        if not record_id:
            self.say(_("nothing here has two versions"))
            return
        self.asked = f"settle {record_id}"
        choices = [
            Choice(str(number), one_line(_version_words(one), TITLE_CHARACTERS))
            for number, one in enumerate(versions[record_id][:MOST_VERSIONS], 1)
        ]
        self.prompt.choose(_("which stands?"), choices)

    async def settle_version(self, record_id: str, letter: str) -> None:
        """Let the chosen version stand."""
        versions = self.dossier.versions.get(record_id, ())
        chosen = versions[int(letter) - 1]
        others = [one for one in versions if one.rev != chosen.rev]
        if await self.perform(lambda: self.session.settle(chosen, others, self.article_id)):
            self.say(_("settled; u takes it back"))

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

    # What the prompt says

    async def on_line_prompt_answered(self, message: LinePrompt.Answered) -> None:
        """Do what the prompt was opened for."""
        message.stop()
        asked, self.asked = self.asked, ""
        text = message.text.strip()
        if asked == "search" and text:
            self.search(message.text)
        elif asked.startswith("reason ") and text and self.claim_view:
            await self.record_verdict(self.claim_view, asked.removeprefix("reason "), text)
        elif asked == "export" and text:
            await self.export_to(text)

    async def on_line_prompt_chosen(self, message: LinePrompt.Chosen) -> None:
        """Do what was chosen."""
        message.stop()
        asked, self.asked = self.asked, ""
        if asked == "verdict":
            await self.give_verdict(message.letter)
        elif asked == "mark":
            await self.set_mark(message.letter)
        elif asked == "jump":
            self.jump_to_mark(message.letter)
        elif asked == "draft":
            await self.settle_draft(message.letter)
        elif asked.startswith("settle "):
            await self.settle_version(asked.removeprefix("settle "), message.letter)

    async def settle_draft(self, letter: str) -> None:
        """Go on with an unfinished text, or drop it."""
        drafts = self.find_drafts()
        if not drafts:
            return
        if letter == "d":
            await self.keep(drafts[0].key, None)
            self.say(_("dropped"))
        else:
            await self.write(drafts[0])

    async def export_to(self, name: str) -> None:
        """Write the dossier to a file."""
        raise AssertionError(name)


def _version_words(record: Record) -> str:
    """Return what tells one version of a record from another."""
    if record.deleted:
        return _("deleted")
    return as_text(record) if editable(record) else called(type(record).__name__.lower())
