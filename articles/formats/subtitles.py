"""Subtitles (SubRip and WebVTT): what is said, as paragraphs, with its times as locators.

Cues are cut to fit a screen.  Here they are joined again: a paragraph ends with
a sentence after which nobody speaks for a while, with one after which it is
long enough, or where another person speaks.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from articles.building import NOWHERE, ArticleBuilder
from articles.canonical import canonical
from articles.model import Block, BlockKind, LocatorKind, MarkKind, Metadata
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articles.model import Article

NAME = "subtitles"
VERSION = 1
SUFFIXES = (".srt", ".vtt")

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = pattern(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_ASIDE = pattern(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")
_VOICE = pattern(r"<v(?:\.[^\s>]*)?\s+([^>]{1,80})>", re.IGNORECASE)
_TAG = pattern(r"</?[a-z][^<>]{0,200}>|<\d[\d:.]{0,15}>|\{\\[^{}]{0,80}\}", re.IGNORECASE)
_DASH = pattern(r"\s*[-–—]\s*(?=\S)")
_STOP = pattern(r"[.!?…][\"'”’»)\]]*\Z")
_PAUSE = 1500
"""Milliseconds."""
_BLINK = 100
"""Milliseconds: what is shown for less is not there to be read."""
_LONG_ENOUGH = 400
"""Code points."""


class _Cue(NamedTuple):
    """What is shown at once; times in milliseconds."""

    start: int
    end: int
    lines: tuple[str, ...]
    voice: str


def parse(source: str) -> Article:
    """Return the article that `source` is."""
    walk = _Walk()
    for cue in _cues(canonical(source).removeprefix("\ufeff").split("\n")):
        walk.cue(cue)
    walk.end()
    if walk.is_empty:
        walk.to.notice("No subtitles were found in it.")
    return walk.to.article(Metadata())


def _cues(lines: list[str]) -> Iterator[_Cue]:
    at = 0
    while at < len(lines):
        if _ASIDE.match(lines[at]):
            while at < len(lines) and lines[at].strip():
                at += 1
        found = _TIMING.fullmatch(lines[at]) if at < len(lines) else None
        at += 1
        if not found:
            continue
        words: list[str] = []
        while at < len(lines) and lines[at].strip() and not _TIMING.fullmatch(lines[at]):
            words.append(lines[at])
            at += 1
        if words and words[-1].strip().isdigit() and at < len(lines) and lines[at].strip():
            # The number of the next cue, without an empty line before it.
            words.pop()
        yield _cue(found, words)


def _cue(found: re.Match[str], words: list[str]) -> _Cue:
    parts = found.groups()
    voice = next((" ".join(named[1].split()) for line in words if (named := _VOICE.search(line))), "")
    shown = (" ".join(html.unescape(_TAG.sub("", line)).split()) for line in words)
    return _Cue(
        _milliseconds(*parts[:4]), _milliseconds(*parts[4:]), tuple(line for line in shown if line), voice
    )


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


class _Walk:
    """Goes through the cues and writes what they say."""

    def __init__(self) -> None:
        self.to = ArticleBuilder()
        self.is_empty = True
        self._said = ""
        self._ended = 0
        self._voice = ""
        self._last: tuple[str, ...] = ()

    def cue(self, cue: _Cue) -> None:
        """Write what a cue says and the one before did not."""
        # Subtitles that roll up show their last line again.
        again = self._last and cue.lines[:1] == self._last[-1:]
        rolls = len(cue.lines) > 1 or cue.end - cue.start < _BLINK
        lines = cue.lines[1:] if again and rolls else cue.lines
        self._last = cue.lines
        if not lines:
            return
        self.is_empty = False
        if self._parts(cue):
            self.end()
        is_located = False
        for line in lines:
            # A line that begins with a dash is another person's.
            if (dash := _DASH.match(line)) and self._said:
                self.end()
            words = line[dash.end() :] if dash else line
            if not is_located:
                self._begin(cue)
                is_located = True
            self._say(words)
        self._ended = cue.end

    def end(self) -> None:
        """End the paragraph."""
        self.to.end(Block(BlockKind.PARAGRAPH, NOWHERE))
        self._said = ""

    def _parts(self, cue: _Cue) -> bool:
        if not self._said:
            return False
        if cue.voice != self._voice:
            return True
        has_ended = bool(_STOP.search(self._said))
        return has_ended and (cue.start - self._ended >= _PAUSE or len(self._said) >= _LONG_ENOUGH)

    def _begin(self, cue: _Cue) -> None:
        if self._said:
            self._say("")
        self.to.locate(LocatorKind.TIME, _clock(cue.start))
        if cue.voice and not self._said:
            start = self.to.here
            self.to.write(f"{cue.voice}:")
            self.to.mark(MarkKind.STRONG, start)
            self.to.write(" ")
        self._voice = cue.voice

    def _say(self, words: str) -> None:
        if self._said and not self._said.endswith(" "):
            self.to.write(" ")
            self._said += " "
        self.to.write(words)
        self._said += words


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
