"""The part of the reading screen that selects words, by keys or the mouse."""

from __future__ import annotations

from articles.frozen import replace
from articles.model import Span
from reader.panel.hints import keyed
from reader.pointing import NOWHERE, Selection, word_at
from reader.screens.prompting import PromptingScreen
from reader.words import _


class SelectingScreen(PromptingScreen):
    """Selects words: by words, by sentences, or the bounds of a claim."""

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
            told = _("{reduce} {extend} move the end, {open-link} the other end, {follow} sets the bounds")
            self.say(keyed(told))
        else:
            start = self._words_at_hand()
            if start is None:
                return
            self.selecting = Selection(start)
            told = _(
                "{reduce} {extend} by words, {open-link} the other end, {select} the sentence; "
                "then {make-claim} {add-note} {copy}"
            )
            self.say(keyed(told))
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
            self.say(keyed(_("{select} selects")))
            return
        self.selecting = self.selecting.extended(self.dossier.text, words)
        self.select_words(self.selecting.span)

    def unselect(self) -> None:
        """Select nothing any more."""
        self.selecting = None
        self.point(replace(self.pointing, selection=NOWHERE))

    @property
    def words(self) -> Span | None:
        """The words that a claim or copy is made of: the selection, else the sentence."""
        if self.selecting:
            return self.selecting.span
        return self.pointing.sentence or None

    def extend_by_sentence(self, step: int) -> None:
        """Extend the selection by a sentence."""
        if self.selecting is None:
            return
        span = self.selecting.span
        sentence = self.sentences.step(span.end - 1 if step > 0 else span.start, step)
        if sentence:
            wider = Span(min(span.start, sentence.start), max(span.end, sentence.end))
            self.select_words(wider)
