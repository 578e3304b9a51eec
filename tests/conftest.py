"""What every test stands on: a home of its own, and property tests without a stopwatch."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from reader.words import choose_language

if TYPE_CHECKING:
    from collections.abc import Iterator

# Textual and Rich ask for these as they are imported; pictures compare colours.
for _name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLORFGBG", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
    os.environ.pop(_name, None)

# A deadline is an asserted timing: it fails on a busy machine and says nothing about the code.
settings.register_profile("postil", deadline=None, print_blob=True)
settings.load_profile("postil")


@pytest.fixture(scope="session", autouse=True)
def _a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test, and every process it starts, away from the library of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in [name for name in os.environ if name.startswith(("POSTIL_", "XDG_", "LC_", "LANGUAGE"))]:
            patch.delenv(name)
        # What is seen is compared word by word; tests that want another language say so.
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """Leave no other language behind for the next test."""
    yield
    choose_language({})
