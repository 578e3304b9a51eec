"""Articles to measure with: Markdown of any size, the same bytes for the same seed everywhere."""

from __future__ import annotations

import random

SEED = 1897
FIRST_WORD = "Velderoode"
"""Stands once, at the start of the first paragraph: an article is on the screen when this is."""

_SYLLABLES = (
    "an be cor dal en fel gra hul is jor kal lem mon ner os pra quin rel sta tor un ver wel zan".split()
)
_PARAGRAPHS_A_SECTION = 6
_WIDTH = 78


def article(size: int, seed: int = SEED) -> str:
    """Return Markdown of about `size` bytes: sections of paragraphs, lists, quotations and tables."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret, but the same every time
    parts = ["# The report of the year", f"{FIRST_WORD} counts again. {_paragraph(chance)}"]
    length = sum(map(len, parts))
    while length < size:
        parts.append(_part(chance, len(parts)))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts) + "\n"


def _part(chance: random.Random, number: int) -> str:
    if number % _PARAGRAPHS_A_SECTION == 0:
        return f"## {_words(chance, 4).capitalize()}"
    kind = chance.random()
    if kind < 0.06:  # noqa: PLR2004 - shares of an article as they are written
        return "\n".join(f"- {_sentence(chance)}" for _ in range(chance.randint(2, 5)))
    if kind < 0.1:  # noqa: PLR2004
        return f"> {_paragraph(chance)}"
    if kind < 0.12:  # noqa: PLR2004
        rows = [f"| {_words(chance, 1)} | {chance.randint(10, 99999)} |" for _ in range(chance.randint(2, 6))]
        return "\n".join(["| what | how many |", "|---|--:|", *rows])
    return _paragraph(chance)


def _paragraph(chance: random.Random) -> str:
    words = " ".join(_sentence(chance) for _ in range(chance.randint(1, 4))).split(" ")
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) >= _WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _sentence(chance: random.Random) -> str:
    words = _words(chance, chance.randint(6, 18)).split(" ")
    at = chance.randrange(len(words))
    roll = chance.random()
    if roll < 0.2:  # noqa: PLR2004
        words[at] = f"**{words[at]}**"
    elif roll < 0.3:  # noqa: PLR2004
        words[at] = f"[{words[at]}](https://example.org/{chance.randint(1, 999)})"
    elif roll < 0.5:  # noqa: PLR2004
        words[at] = str(chance.randint(2, 90_000))
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))
