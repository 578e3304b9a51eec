"""Labelled sentences, read; and how well what is found in them agrees with the labels."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.items import find_items
from annotations.names import vocabulary_of
from annotations.ticks import Aspect, Item, ItemKind
from articles.model import Span
from articles.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "labelled"
FILES = (("items_nl.txt", "nl"), ("items_en.txt", "en"), ("more_nl.txt", "nl"), ("more_en.txt", "en"))
_KINDS = {
    "n": ItemKind.NAME,
    "f": ItemKind.FIGURE,
    "s": ItemKind.FIGURE,
    "d": ItemKind.DATE,
    "q": ItemKind.QUOTATION,
    "a": ItemKind.ATTRIBUTION,
}
_SAID = {ItemKind.QUOTATION, ItemKind.ATTRIBUTION}
_MARK = re.compile(r"\{([nfsdqa])\||\}")


@dataclass
class Tally:
    """How many labels there are, how many were found, and what was found besides."""

    labels: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.labels[kind]


def read_labelled(name: str) -> list[tuple[str, list[Item]]]:
    """Return the paragraphs of a file with their labels."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [_parse(line) for line in lines if line and not line.startswith("#")]


def _parse(line: str) -> tuple[str, list[Item]]:
    text, open_marks, labels, at = "", [], [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark[1]:
            open_marks.append((mark[1], len(text)))
            continue
        letter, start = open_marks.pop()
        kind, span = _KINDS[letter], Span(start, len(text))
        if letter == "s":
            labels.append(Item(kind, span, Aspect.SAID))
        labels.append(Item(kind, span, Aspect.SAID if kind in _SAID else Aspect.SO))
    return text + line[at:], labels


def compare(name: str, language: str) -> Tally:
    """Return how what is found in a file agrees with its labels; a label is met where the words overlap."""
    paragraphs = read_labelled(name)
    known = vocabulary_of("\n\n".join(text for text, _ in paragraphs))
    tally = Tally()
    for text, labels in paragraphs:
        found = [
            item.moved(span.start)
            for span in split(text, language)
            for item in find_items(span.cut(text), language, known)
            if item.kind is not ItemKind.SENTENCE
        ]
        for label in labels:
            told = f"{label.kind}{' said' * (label.kind is ItemKind.FIGURE and label.aspect is Aspect.SAID)}"
            tally.labels[told] += 1
            if _met(label, found):
                tally.found[told] += 1
            else:
                tally.missed.append(f"{told}: {label.span.cut(text)!r} in {text!r}")
        tally.false += [
            f"{one.kind} {one.aspect}: {one.span.cut(text)!r} in {text!r}"
            for one in found
            if not _met(one, labels)
        ]
    return tally


def _met(item: Item, others: Iterable[Item]) -> bool:
    return any(
        item.kind is other.kind and item.aspect is other.aspect and item.span.overlaps(other.span)
        for other in others
    )
