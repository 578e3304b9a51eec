"""How a text was fetched, as the metadata of its revision keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.codec import read_time, write_time
from articles.model import Retrieval

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXTS = ("asked", "address", "sha256", "canonical", "archived")


def pack_retrieval(retrieval: Retrieval) -> dict[str, Any]:
    """Return a retrieval as a JSON object."""
    texts = {name: value for name in _TEXTS if (value := getattr(retrieval, name))}
    return {**texts, "at": write_time(retrieval.at), "headers": dict(retrieval.headers)}


def unpack_retrieval(data: Mapping[str, Any] | None) -> Retrieval | None:
    """Return the retrieval that `data` stands for; None for none.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it stands for none.
    """
    if data is None:
        return None
    texts = {name: str(data.get(name, "")) for name in _TEXTS}
    headers = tuple((str(name), str(value)) for name, value in data["headers"].items())
    return Retrieval(**texts, at=read_time(data["at"]), headers=headers)
