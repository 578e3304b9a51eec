"""Formats found by name: built-in ones and those of other distributions, by the same path.

A plug-in is named `module:function`, as an entry point of the distribution that
brings it; nothing is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from annotations.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint


def names(group: str, built_in: Mapping[str, str]) -> list[str]:
    """Return the names of all plug-ins of a group, sorted."""
    return sorted({*_of_others(group), *built_in})


def load(group: str, built_in: Mapping[str, str], name: str) -> Any:  # noqa: ANN401 - what the group's contract says
    """Return the function that the plug-in called `name` stands for.

    A built-in one is never replaced by another distribution's.

    Raises:
        UsageError: there is none of that name, or it cannot be imported.
    """
    reference = built_in.get(name, "")
    try:
        if reference:
            module, _, function = reference.partition(":")
            return getattr(import_module(module), function)
        # Looking through all that is installed takes a while: only for what is not built in.
        other = _of_others(group).get(name)
        if other is not None:
            return other.load()
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the format {name} cannot be used: {error}", "install what it needs") from error
    known = ", ".join(names(group, built_in))
    raise UsageError(f"there is no format called {name!r} here", f"choose from {known}")


def _of_others(group: str) -> dict[str, EntryPoint]:
    # Importing this takes longer than most exports.
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=group)}
