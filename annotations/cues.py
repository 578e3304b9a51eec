"""What a sentence does that speaks for checking it, or against: the words that a reader is shown."""

from __future__ import annotations

from enum import StrEnum


class Cue(StrEnum):
    """A reason for or against checking a sentence."""

    PERCENT = "per cent"
    FIGURE = "figure"
    MONEY = "money"
    NUMBER = "number word"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    PAST = "past"
    STATE = "state of things"
    CHANGE = "change"
    STANCE = "position taken"
    REPORTING = "attribution"
    QUANTITY = "quantity"
    COMPARISON = "comparison"
    CAUSE = "cause"
    PUBLIC = "public matter"
    LENGTH = "length"
    QUESTION = "question"
    EXCLAMATION = "exclamation"
    OPINION = "opinion"
    MODAL = "should or would"
    PLAN = "plan"
    SELF = "first person"
    ADDRESS = "second person"
    TALK = "conversation"
    VAGUE = "vague words"
    SHORT = "very short"
