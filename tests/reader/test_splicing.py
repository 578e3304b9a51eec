"""Keys that come in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.splicing import LATE, REMOTE_WAIT, Splicer

WAIT = REMOTE_WAIT
KEYS = [
    "\x1b[A",
    "\x1b[D",
    "\x1bOB",
    "\x1b[1;5C",
    "\x1b[5~",
    "\x1b[<0;12;7M",
    "\x1b[I",
    "\x1b[27u",
    "j",
    "[",
    "]",
    "é",
]
pieces = st.lists(st.sampled_from(KEYS), min_size=1, max_size=6)


@given(pieces, st.data())
def test_keys_split_anywhere_are_read_as_they_were_sent(keys: list[str], data: st.DataObject) -> None:
    sent = "".join(keys)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sent)))))
    splicer, now, read = Splicer(WAIT), 0.0, ""
    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        read += splicer.take(sent[start:end], now) if end > start else ""
        now += WAIT * 0.9
        assert splicer.give_up(now) == ""
    assert read == sent
    assert splicer.pause(now) is None


@given(st.text(max_size=20))
def test_nothing_is_lost_but_the_rest_of_a_key_that_had_begun(text: str) -> None:
    splicer = Splicer(WAIT)
    read = splicer.take(text, 0.0)
    assert text.startswith(read)
    assert text == read or text[len(read)] == "\x1b"


def test_an_esc_alone_is_a_key_once_its_time_has_come() -> None:
    splicer = Splicer(WAIT)
    assert splicer.take("\x1b", 0.0) == ""
    assert splicer.pause(0.1) == WAIT - 0.1
    assert splicer.give_up(WAIT / 2) == ""
    assert splicer.give_up(WAIT) == "\x1b"
    assert splicer.pause(WAIT) is None
    assert splicer.give_up(2 * WAIT) == ""


def test_an_esc_before_a_letter_is_alt_with_it_and_not_held_up() -> None:
    assert Splicer(WAIT).take("\x1bx", 0.0) == "\x1bx"


def test_the_late_rest_of_an_arrow_is_no_keys_of_its_own() -> None:
    for rest in ("[D", "OA", "[1;5C", "[5~", "[<0;1;2M"):
        splicer = Splicer(WAIT)
        splicer.take("\x1b", 0.0)
        assert splicer.give_up(WAIT) == "\x1b"
        assert splicer.take(f"{rest}j", WAIT + LATE / 2) == "j"
        assert splicer.take(rest, WAIT + LATE / 2) == rest


def test_what_is_typed_after_an_esc_is_what_it_says() -> None:
    for typed, later in (
        ("[", LATE / 2),
        ("]", LATE / 2),
        ("O", LATE / 2),
        ("[D", LATE * 2),
        ("D", LATE / 2),
    ):
        splicer = Splicer(WAIT)
        splicer.take("\x1b", 0.0)
        splicer.give_up(WAIT)
        assert splicer.take(typed, WAIT + later) == typed


def test_the_beginning_of_a_key_that_never_ends_waits_longer_and_is_dropped() -> None:
    splicer = Splicer(WAIT)
    assert splicer.take("\x1b[1;", 0.0) == ""
    assert splicer.give_up(WAIT) == ""
    assert splicer.take("5", WAIT) == ""
    assert splicer.take("D", 2 * WAIT) == "\x1b[1;5D"
    splicer.take("\x1b[", 10.0)
    assert splicer.give_up(10.0 + WAIT + LATE) == ""
    assert splicer.take("j", 20.0) == "j"


def test_an_esc_within_what_is_pasted_belongs_to_the_end_of_the_paste() -> None:
    splicer = Splicer(WAIT)
    assert splicer.take("\x1b[200~words\x1b", 0.0) == "\x1b[200~words"
    assert splicer.pause(99.0) is None
    assert splicer.give_up(99.0) == ""
    assert splicer.take("[201~", 100.0) == "\x1b[201~"


@given(
    st.lists(
        st.sampled_from(
            ["words", "\x1b", "\x1b]52;c;eA==\x07", "\x1b[31m", "\x1bO", "[20", "\x1b[200~", "\r"]
        )
    ),
    st.data(),
)
def test_no_esc_in_what_is_pasted_is_read_as_a_key_or_an_answer(
    parts: list[str], data: st.DataObject
) -> None:
    sent = f"j\x1b[200~{''.join(parts)}\x1b[201~k\x1b[D"
    splicer, read, rest = Splicer(WAIT), "", sent
    while rest:
        at = data.draw(st.integers(1, len(rest)))
        read += splicer.take(rest[:at], 0.0)
        rest = rest[at:]
    pasted = "".join(parts).replace("\x1b", "")
    assert read == f"j\x1b[200~{pasted}\x1b[201~k\x1b[D"
