"""From one form of a file of records to the next: pure functions, one a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.stores.tinydb.tables import FORMAT, format_of, with_format

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotations.stores.tinydb.tables import Tables


def _number_it(tables: Tables) -> Tables:
    # A file made by hand or by TinyDB alone does not say its form; the records are the same.
    return tables


STEPS: Mapping[int, Callable[[Tables], Tables]] = {0: _number_it}
"""By the number of a form: what makes the next one of it."""


def upgrade(tables: Tables) -> Tables:
    """Return `tables` in the form that this version writes; those of a later form as they are."""
    number = format_of(tables)
    while number < FORMAT:
        tables = with_format(STEPS[number](tables), number + 1)
        number += 1
    return tables


def is_newer(tables: Tables) -> bool:
    """Tell whether a later version of the program wrote `tables`."""
    return format_of(tables) > FORMAT
