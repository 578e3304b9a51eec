"""How soon one frame may follow another."""

from __future__ import annotations

from reader.pacing import AT_ONCE, LONGEST, SLOW, SOON, pace_of

REMOTE = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}


def test_here_no_frame_waits() -> None:
    pace = pace_of({})
    pace.sent(100_000, 1.0)
    assert pace.pause(1.0) == 0


def test_over_a_network_a_frame_waits_until_a_slow_line_has_brought_the_last() -> None:
    pace = pace_of(REMOTE)
    assert pace.pause(1.0) == 0
    pace.sent(AT_ONCE + SLOW // 10, 1.0)
    assert round(pace.pause(1.0), 6) == 0.1
    assert round(pace.pause(1.06), 6) == 0.04
    assert pace.pause(1.2) == 0


def test_a_typed_letter_never_waits_and_nothing_waits_long() -> None:
    pace = pace_of(REMOTE)
    pace.sent(AT_ONCE, 1.0)
    assert pace.pause(1.0) == 0
    pace.sent(1_000_000, 1.0)
    assert pace.pause(1.0) == LONGEST


def test_behind_a_line_that_answers_soon_nothing_waits_any_more() -> None:
    fast, slow = pace_of(REMOTE), pace_of(REMOTE)
    for pace, answer in ((fast, SOON / 2), (slow, SOON * 2)):
        pace.asked(1.0)
        pace.answered(1.0 + answer)
        pace.answered(1.0 + answer)
        pace.sent(100_000, 2.0)
    assert fast.pause(2.0) == 0
    assert slow.pause(2.0) > 0
