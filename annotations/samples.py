"""The annotated samples that ship with the program, taken into a library like any dossier."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from annotations.importers.intake import prepare
from annotations.importers.json import parse
from annotations.importers.planning import carry_out

if TYPE_CHECKING:
    from annotations.session import Session

LANGUAGES = ("en", "nl")


def open_sample(session: Session, language: str) -> str:
    """Return the id of the sample in `language`, else in English; it is taken in where the library lacks it.

    Its records become the reviewer's, each with the sample's person as its
    creator.  What was done to it since is left alone.

    Raises:
        ReadOnly, OutcomeUnknown: it could not be taken in.
    """
    shipped = language if language in LANGUAGES else LANGUAGES[0]
    data = resources.files("articles").joinpath("samples", f"parler-{shipped}.json").read_bytes()
    made = prepare(session, parse(data))
    if made.revision is not None:
        carry_out(made, session)
    return made.article
