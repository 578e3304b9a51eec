"""The first time in the sample: it opens on a claim that has something to show, with a line of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.keymap import keymap
from reader.navigable import as_kept_place, place_key
from reader.panel.hints import keyed, use_keys
from reader.words import _

if TYPE_CHECKING:
    from reader.opening import Opening

FIRST_CLAIM = 3
"""The first two claims of the sample are plain."""


def prepare_visit(opening: Opening, article: str) -> str:
    """Leave a place in the sample, and return what to say; nothing where one was there before."""
    if opening.desk.recall(place_key(article)) is not None:
        return ""
    view = opening.session.dossier(article).claims[FIRST_CLAIM - 1]
    sentence = view.span.start if view.span else 0
    opening.desk.keep(place_key(article), as_kept_place(0, view.id, sentence))
    use_keys(keymap(opening.config.preset, opening.config.keys))
    said = _(
        "{next-claim} next claim · {next-sentence} next sentence · {add-note} note · {verdict} verdict · "
        "{help} help"
    )
    return keyed(said)
