"""What a session may do, by the environment it starts in."""

from __future__ import annotations

from dataclasses import fields

from reader.capabilities import RESTRICTED, Capabilities, capabilities_from


def test_at_one_s_own_desk_everything_is_allowed() -> None:
    may = capabilities_from({"DISPLAY": ":0"}, platform="linux")
    assert may == Capabilities(editor=True, browser=True, suspend=True, files=True, network=True)


def test_over_ssh_neither_editor_nor_browser_of_the_other_machine_is_started() -> None:
    may = capabilities_from({"SSH_CONNECTION": "1 2 3 4", "DISPLAY": ":0"}, platform="linux")
    assert not may.editor
    assert not may.browser
    assert may.files


def test_without_a_display_no_browser_takes_the_terminal_over() -> None:
    assert not capabilities_from({}, platform="linux").browser
    assert capabilities_from({}, platform="darwin").browser


def test_a_forced_command_may_do_nothing_outside_the_library() -> None:
    assert not any(getattr(RESTRICTED, field.name) for field in fields(Capabilities))
