"""The annotated sample that is shipped, taken into a library."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from annotations.importers.intake import prepare
from annotations.importers.planning import carry_out
from annotations.importers.registry import parse

if TYPE_CHECKING:
    from annotations.session import Session

LANGUAGES = ("en", "nl")
SHELF = "sample"
"""At what the sample is taken in: a first `u` in it must not take it out again."""


def open_sample(session: Session, language: str) -> str:
    """Return the id of the sample in `language`, else in English; it is taken in where the library lacks it.

    Its records stand in the session's own file, with the people of the sample as
    their creators.  What was deleted of it since stays deleted.

    Raises:
        ReadOnly: it is not in the library, and nothing can be written there.
    """
    plan = prepare(session, parse(sample_bytes(language), "json"))
    if not plan.changes_nothing:
        carry_out(plan, session, at=SHELF)
    return plan.article


def sample_bytes(language: str) -> bytes:
    """Return the dossier of the sample in `language`, else in English, as it is shipped."""
    chosen = language if language in LANGUAGES else "en"
    return resources.files("articles").joinpath("samples", f"parler-{chosen}.json").read_bytes()
