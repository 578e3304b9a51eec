"""The part of the reading screen that finds words and remembers places."""

from __future__ import annotations

from articles.frozen import replace
from reader.finding_words import find_all, nearest
from reader.pointing import NOWHERE
from reader.screens.moving import MovingScreen
from reader.words import _


class SeekingScreen(MovingScreen):
    """Searches the article, and sets and finds marks."""

    def action_search(self) -> None:
        """Ask for words to find."""
        self.ask_words("/", self.search, placeholder=_("words to find"))

    def search(self, words: str) -> None:
        """Find words and go to the first place that is further on."""
        self.matches = find_all(self.dossier.text, words)
        self.article.show_matches(self.matches)
        if not self.matches:
            self.point(replace(self.pointing, match=NOWHERE))
            self.say(_("not found: {words}").format(words=words))
            return
        self.leave_here()
        self._go_to_match(nearest(self.matches, self.article.visible_span.start))

    def action_match(self, step: int) -> None:
        """Go to the next match, or the one before; round at the ends, and say so."""
        if not self.matches:
            self.say(_("/ searches"))
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
            known = " ".join(sorted(marks)) or _("none yet: m and a letter sets one")
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
