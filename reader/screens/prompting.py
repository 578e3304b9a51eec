"""The part of the reading screen that asks a question at its foot and hands the answer to whoever asked."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING

from reader.screens.showing import ShowingScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from reader.choices import Choice
    from reader.widgets.line_prompt import LinePrompt

    Then = Callable[[str], Awaitable[None] | None]
    """What is done with an answer: the words that were typed, or the letter that was pressed."""


class PromptingScreen(ShowingScreen):
    """Asks one question at a time; a new question takes the place of an older one."""

    _then: Then | None = None
    _otherwise: Callable[[], Awaitable[None]] | None = None

    def ask_words(
        self,
        question: str,
        then: Then,
        *,
        initial: str = "",
        placeholder: str = "",
        otherwise: Callable[[], Awaitable[None]] | None = None,
        unexpected: bool = False,
    ) -> None:
        """Ask for a line of words; without any, or after Esc, `otherwise` is done.

        What was typed before an `unexpected` question was painted does not answer it.
        """
        self._then, self._otherwise = then, otherwise
        self.prompt.ask(question, initial, placeholder=placeholder, unexpected=unexpected)

    def ask_letter(self, question: str, then: Then, *, placeholder: str = "") -> None:
        """Ask for any one letter."""
        self._then, self._otherwise = then, None
        self.prompt.ask_letter(question, placeholder=placeholder)

    def ask_choice(
        self,
        question: str,
        choices: Sequence[Choice],
        then: Then,
        *,
        default: str = "",
        otherwise: Callable[[], Awaitable[None]] | None = None,
        unexpected: bool = False,
    ) -> None:
        """Ask for one of some letters; Enter answers with `default`; after Esc, `otherwise` is done.

        `unexpected` is as in `ask_words`.
        """
        self._then, self._otherwise = then, otherwise
        self.prompt.choose(question, choices, default=default, unexpected=unexpected)

    async def on_line_prompt_answered(self, message: LinePrompt.Answered) -> None:
        """Hand on the words."""
        message.stop()
        await self._answer(message.text if message.text.strip() else "")

    async def on_line_prompt_chosen(self, message: LinePrompt.Chosen) -> None:
        """Hand on the letter."""
        message.stop()
        await self._answer(message.letter)

    async def on_line_prompt_cancelled(self, message: LinePrompt.Cancelled) -> None:
        """Go back to the article."""
        message.stop()
        self.set_focus(self.article)
        await self._answer("")

    async def _answer(self, answer: str) -> None:
        then, otherwise, self._then, self._otherwise = self._then, self._otherwise, None, None
        waiting = None
        if answer and then:
            waiting = then(answer)
        elif not answer and otherwise:
            waiting = otherwise()
        if isawaitable(waiting):
            await waiting
