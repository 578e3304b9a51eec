"""`postil` alone: the library; the first time, the annotated sample."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from reader.commands import listing
from reader.commands.read import screen_refusal
from reader.taking import take_sample
from reader.words import _

if TYPE_CHECKING:
    from reader.opening import Opening

FIRST_CLAIM = 3
"""The claim that the sample opens on: the first two are plain, this one has something to show."""


def run(opening: Opening) -> int:
    """Open the library on a terminal; print it where there is none."""
    if screen_refusal(opening.environment):
        return listing.run(Namespace(json=False, all=False, tag=None, sort=None), opening)
    from reader import running

    if not opening.store.articles():
        return running.run_reader(opening, _first_sample(opening), said=_first_hint())
    return running.run_library(opening)


def _first_hint() -> str:
    return _("] next claim · ) next sentence · a note · r verdict · ? help")


def _first_sample(opening: Opening) -> str:
    """Take the sample in and leave a place in it, as if one had been there."""
    from reader.navigable import as_kept_place, place_key

    article = take_sample(opening)
    view = opening.session.dossier(article).claims[FIRST_CLAIM - 1]
    sentence = view.span.start if view.span else 0
    opening.desk.keep(place_key(article), as_kept_place(0, view.id, sentence))
    return article
