"""The signs that stand for states and stances, and their ASCII twins.

A sign never stands alone in the panel: the word is beside it.  The twins serve
terminals whose charset or font is doubtful.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import Stance
from annotations.ticks import TickMark
from annotations.workflow import ClaimState
from articles.frozen import as_dict, frozen
from reader.lines import Look
from reader.terminal import is_console

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class Glyphs:
    """One set of signs; each is one cell wide."""

    states: Mapping[ClaimState, str]
    stances: Mapping[Stance, str]
    ticks: Mapping[TickMark, str]
    current: str
    """Before the item or claim that keys act on."""
    bar: str
    """Before the current claim in the gutter."""
    quote: str
    """Before the rows of a quotation."""
    sentence: str
    """At the start of the current sentence."""
    rule: str
    """Between article and panel."""
    across: str
    """A rule in the text."""
    reply: str
    note: str
    fresh: str
    """Before what a colleague just wrote."""
    full: str
    half: str
    """Of a bar: what is under way."""
    empty: str
    ellipsis: str
    dot: str
    """Between the parts of a line."""


UNICODE = Glyphs(
    states={
        ClaimState.SUGGESTED: "⋯",
        ClaimState.OPEN: "○",
        ClaimState.CHECKING: "◐",
        ClaimState.READY: "◑",
        ClaimState.REVIEWED: "●",
        ClaimState.PUBLISHED: "■",
        ClaimState.CORRECTED: "◪",
        ClaimState.FIX: "✎",
        ClaimState.DIFFER: "▲",
        ClaimState.CHANGED: "△",
        ClaimState.ALARM: "⚑",
        ClaimState.AMBIGUOUS: "?",
        ClaimState.ORPHAN: "⊘",
        ClaimState.REJECTED: "↩",
        ClaimState.DROPPED: "–",
    },
    stances={
        Stance.SUPPORTS: "✓",
        Stance.REFUTES: "✗",
        Stance.QUALIFIES: "≈",
        Stance.CONTEXT: "·",
        Stance.NOTHING_FOUND: "∅",
    },
    ticks={TickMark.CHECKED: "✓", TickMark.ON_AUTHOR: "◇", TickMark.NOTHING: "–"},
    current="▸",
    bar="▌",
    quote="▎",
    sentence="▏",
    rule="│",
    across="─",
    reply="└",
    note="¶",
    fresh="•",
    full="▰",
    half="▨",
    empty="▱",
    ellipsis="…",
    dot="·",
)

ASCII = Glyphs(
    states={
        ClaimState.SUGGESTED: ":",
        ClaimState.OPEN: "o",
        ClaimState.CHECKING: "c",
        ClaimState.READY: "r",
        ClaimState.REVIEWED: "*",
        ClaimState.PUBLISHED: "#",
        ClaimState.CORRECTED: "=",
        ClaimState.FIX: "f",
        ClaimState.DIFFER: "^",
        ClaimState.CHANGED: "~",
        ClaimState.ALARM: "!",
        ClaimState.AMBIGUOUS: "?",
        ClaimState.ORPHAN: "x",
        ClaimState.REJECTED: "<",
        ClaimState.DROPPED: "-",
    },
    stances={
        Stance.SUPPORTS: "+",
        Stance.REFUTES: "x",
        Stance.QUALIFIES: "~",
        Stance.CONTEXT: ".",
        Stance.NOTHING_FOUND: "0",
    },
    ticks={TickMark.CHECKED: "+", TickMark.ON_AUTHOR: "@", TickMark.NOTHING: "-"},
    current=">",
    bar="|",
    quote=">",
    sentence="'",
    rule="|",
    across="-",
    reply="`",
    note="n",
    fresh="*",
    full="#",
    half="+",
    empty="-",
    ellipsis="~",
    dot="-",
)

STATE_LOOKS: Mapping[ClaimState, Look] = {
    ClaimState.SUGGESTED: Look.MUTED,
    ClaimState.OPEN: Look.PLAIN,
    ClaimState.CHECKING: Look.PLAIN,
    ClaimState.READY: Look.ACCENT,
    ClaimState.REVIEWED: Look.GOOD,
    ClaimState.PUBLISHED: Look.GOOD,
    ClaimState.CORRECTED: Look.GOOD,
    ClaimState.FIX: Look.WARN,
    ClaimState.DIFFER: Look.WARN,
    ClaimState.CHANGED: Look.WARN,
    ClaimState.ALARM: Look.BAD,
    ClaimState.AMBIGUOUS: Look.WARN,
    ClaimState.ORPHAN: Look.BAD,
    ClaimState.REJECTED: Look.WARN,
    ClaimState.DROPPED: Look.MUTED,
}

STANCE_LOOKS: Mapping[Stance, Look] = {
    Stance.SUPPORTS: Look.GOOD,
    Stance.REFUTES: Look.BAD,
    Stance.QUALIFIES: Look.WARN,
    Stance.CONTEXT: Look.QUIET,
    Stance.NOTHING_FOUND: Look.MUTED,
}

TICK_LOOKS: Mapping[TickMark, Look] = {
    TickMark.CHECKED: Look.GOOD,
    TickMark.ON_AUTHOR: Look.WARN,
    TickMark.NOTHING: Look.MUTED,
}


def all_signs(glyphs: Glyphs) -> tuple[str, ...]:
    """Return every sign of a set."""
    single = [sign for name, sign in as_dict(glyphs).items() if name not in {"states", "stances", "ticks"}]
    return (*glyphs.states.values(), *glyphs.stances.values(), *glyphs.ticks.values(), *single)


def choose_glyphs(environment: Mapping[str, str], *, wanted: str = "auto") -> Glyphs:
    """Return the signs for a terminal; `wanted` is `unicode`, `ascii` or `auto`.

    The Linux console and vt100 have no font for most of them.
    """
    if wanted != "auto":
        return ASCII if wanted == "ascii" else UNICODE
    return ASCII if is_console(environment.get("TERM", "")) else UNICODE
