"""`postil` alone: the library; the first time, the annotated sample."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from reader.commands import listing
from reader.commands.read import screen_refusal
from reader.first_visit import prepare_visit
from reader.taking import take_sample

if TYPE_CHECKING:
    from reader.opening import Opening


def run(opening: Opening) -> int:
    """Open the library on a terminal; print it where there is none."""
    if screen_refusal(opening.environment):
        return listing.run(Namespace(json=False, all=False, tag=None, sort=None), opening)
    from reader import running

    if not opening.store.articles():
        article = take_sample(opening)
        return running.run_reader(opening, article, said=prepare_visit(opening, article))
    return running.run_library(opening)
