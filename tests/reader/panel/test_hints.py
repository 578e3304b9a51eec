"""Keys are named as whoever reads of them has set them."""

from __future__ import annotations

import re
from contextvars import copy_context

from hypothesis import given
from hypothesis import strategies as st

from reader.keymap import keymap
from reader.keys import KEYS, shown
from reader.panel.hints import key_of, keyed, use_keys
from reader.status import BESIDE_HINTS, CHECK_HINTS, HINTS, SOURCE_HINTS, Status, compose_status
from tools.extracting import messages

WORDS = {"a", "A"}
"""Keys that are words as well."""
OWN = {"reader/screens/help.py", "reader/panel/places.py"}
"""What names keys that nobody can set: those of the pages of help, and Enter in a question."""
QUESTION = {"? to you", "? to {whom}", "? open"}
"""Where `?` marks a question."""


def test_no_message_names_a_key_that_one_may_have_set_otherwise() -> None:
    names = {shown(name) for key in KEYS for name in key.keys} - WORDS
    said = [
        text
        for one in messages()
        if str(one.where).startswith(("reader/screens", "reader/panel", "reader/status", "reader/keys"))
        and str(one.where) not in OWN
        for text in (one.key, one.many)
        if text and text not in QUESTION
    ]
    assert len(said) > 100
    assert [text for text in said if names & set(re.split(r"[ ,;:]+", text))] == []


@given(st.permutations([chr(number) for number in range(0x3B1, 0x3B1 + len(KEYS))]))
def test_the_hints_name_every_key_as_it_was_set(letters: list[str]) -> None:
    keys = keymap("default", {key.id: (letter,) for key, letter in zip(KEYS, letters, strict=True)})
    of = {key.id: key.keys[0] for key in keys}

    def named() -> None:
        use_keys(keys)
        for hints in (HINTS, SOURCE_HINTS, BESIDE_HINTS, CHECK_HINTS):
            ids = re.findall(r"\{([a-z-]+)\}", hints)
            assert [part.split(" ")[0] for part in keyed(hints).split("  ")] == [of[one] for one in ids]
        narrow = compose_status(Status("The ferry", 1), 60, dot="·", ellipsis="…").text
        assert narrow.endswith(f" {of['help']} ")
        assert all(key_of(one) == of[one] for one in of)

    # In a context of its own, so that other tests keep the usual keys.
    copy_context().run(named)
