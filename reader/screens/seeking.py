"""The part of the reading screen that finds words and remembers places."""

from __future__ import annotations

from articles.frozen import replace
from reader.finding_words import Matches, find_all, find_first, nearest
from reader.panel.hints import keyed
from reader.pointing import NOWHERE
from reader.screens.moving import MovingScreen
from reader.words import _

LONG = 1_000_000
"""Code points of a text from which the first place is shown before the others are sought."""


class SeekingScreen(MovingScreen):
    """Searches the article, and sets and finds marks."""

    _sought: str = ""
    """The words of which only the first place is known."""

    def action_search(self) -> None:
        """Ask for words to find."""
        self.ask_words("/", self.search, placeholder=_("words to find"))

    def search(self, words: str) -> None:
        """Find words and go to the first place that is further on."""
        text = self.dossier.text
        first = find_first(text, words, self.article.visible_span.start) if len(text) > LONG else None
        self._sought = words if first else ""
        self.matches = Matches([(first.start, first.end)]) if first else find_all(text, words)
        self.article.show_matches(self.matches)
        if not self.matches:
            self.point(replace(self.pointing, match=NOWHERE))
            self.say(_("not found: {words}").format(words=words))
            return
        self.leave_here()
        self._go_to_match(nearest(self.matches, self.article.visible_span.start))
        if self._sought:
            self.call_after_refresh(self._find_others)

    def _find_others(self) -> None:
        """Find the places besides the first of the words sought last, where that is yet to be done."""
        words, self._sought = self._sought, ""
        # None are left where Escape took the first away again.
        if words and self.matches:
            self.matches = find_all(self.dossier.text, words)
            self.article.show_matches(self.matches)
            self.show_status()

    def action_match(self, step: int) -> None:
        """Go to the next match, or the one before; round at the ends, and say so."""
        self._find_others()
        if not self.matches:
            self.say(keyed(_("{search} searches")))
            return
        current = self.pointing.match
        if current in self.matches:
            index = self.matches.index(current) + step
        else:
            index = nearest(self.matches, self.article.visible_span.start)
        if not 0 <= index < len(self.matches):
            self.say(_("from the top") if step > 0 else _("from the end"))
        self._go_to_match(index % len(self.matches))

    def _go_to_match(self, index: int) -> None:
        match = self.matches[index]
        self.article.reveal(match)
        sentence = self.sentences.at(match.start) or match
        claims = self.dossier.claims_at(match)
        self.point(
            replace(self.pointing, match=match, sentence=sentence, claim=claims[0].id if claims else "")
        )

    async def set_mark(self, letter: str) -> None:
        """Remember this place under a letter."""
        marks = self.services.desk.recall(self._marks_key) or {}
        await self.keep(self._marks_key, {**marks, letter: self.article.top_offset})
        self.say(_("mark {letter} set").format(letter=letter))

    def jump_to_mark(self, letter: str) -> None:
        """Go to the place that was remembered under a letter."""
        marks = self.services.desk.recall(self._marks_key) or {}
        offset = marks.get(letter)
        if not isinstance(offset, int):
            known = " ".join(sorted(marks)) or keyed(_("none yet: {mark} and a letter sets one"))
            self.say(_("no mark {letter}; marks: {known}").format(letter=letter, known=known))
            return
        self.leave_here()
        self.article.scroll_to_offset(offset)

    @property
    def _marks_key(self) -> str:
        return f"marks-{self.article_id}"

    def action_mark(self) -> None:
        """Ask for the letter of a mark to set."""
        self.ask_letter(_("mark"), self.set_mark, placeholder=_("a letter"))

    def action_jump(self) -> None:
        """Ask for the letter of a mark to go to."""
        self.ask_letter(_("jump to"), self.jump_to_mark, placeholder=_("a letter"))
