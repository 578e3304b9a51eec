"""The part of the reading screen that asks people, takes in what they answer, and proposes other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Purpose, Target, TargetKind
from articles.frozen import replace
from reader.choices import Choice
from reader.drafts import Writing
from reader.panel.hints import keyed
from reader.screens.writing import WritingScreen
from reader.words import _, plural

if TYPE_CHECKING:
    from textual.events import Paste

    from annotations.answering import Answer
    from articles.model import Span


class AskingScreen(WritingScreen):
    """Asks questions, and proposes wordings; pasted answers find their questions."""

    async def action_ask(self) -> None:
        """Open the editor for a question on what is at hand; `@name` at its start says who is asked."""
        note = self.new_note()
        # In front, since a narrow panel cuts the end.
        title = _("Question (@whom first): {what}").format(what=note.title)
        await self.begin(replace(note, purpose=Purpose.QUESTION, title=title))

    async def action_propose(self) -> None:
        """Open the editor on the words at hand, to be changed into better ones."""
        view = None if self.selecting else self.claim_view
        span = view.span if view else self.words
        if span is None:
            told = _(
                "{next-sentence} goes to a sentence, {select} selects words; {propose} then proposes others"
            )
            self.say(keyed(told))
            return
        words = span.cut(self.dossier.text)
        title = _("Other words for “{words}”").format(words=" ".join(words.split()))
        await self.begin(self._proposal(title, words, span, view.id if view else ""))

    def _proposal(self, title: str, words: str, span: Span, claim: str) -> Writing:
        target = Target(TargetKind.CLAIM, claim) if claim else Target(TargetKind.ARTICLE, self.article_id)
        return Writing(
            self.article_id,
            title,
            target,
            passage=None if claim else span,
            text=words,
            purpose=Purpose.WORDING,
            old=words,
        )

    # Answers that come by mail

    def on_paste(self, event: Paste) -> None:
        """Offer to attach the answers in a pasted mail; any other text has no place to go."""
        from reader.ask_lines import answers_in

        answers = answers_in(self.dossier, event.text)
        if not answers.found:
            return
        event.stop()
        count = len(answers.found)
        question = plural("{n} answer to a question here", "{n} answers to questions here", count)
        choices = [Choice("y", _("attach")), Choice("n", _("leave"))]
        self.ask_choice(
            question,
            choices,
            lambda letter: self.attach_answers(letter, answers.found),
            default="y",
            unexpected=True,
        )

    async def attach_answers(self, letter: str, answers: tuple[Answer, ...]) -> None:
        """Attach answers where that was chosen."""
        if letter != "y":
            return
        from annotations.replying import attach

        made = await self.perform(lambda: attach(self.session, self.article_id, answers))
        if made is not None:
            said = plural("{n} answer attached", "{n} answers attached", len(made))
            self.say(said)
