"""Which claims rest on a fact, in every article of a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.assembling import choose
from annotations.model import Claim, Link
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection

    from annotations.model import Stance
    from annotations.store import Store


@frozen
class Resting:
    """A claim, and how a fact bears on it."""

    claim: Claim
    stance: Stance
    title: str
    """Of the article that the claim is made in."""


def claims_resting_on(store: Store, facts: Collection[str]) -> list[Resting]:
    """Return the claims that any of `facts`, given by their ids, is linked to, article by article.

    Every article's records are looked at.

    Raises:
        StoreError: the library cannot be read.
    """
    wanted = frozenset(facts)
    found = []
    for entry in store.articles():
        alive = choose(store.records(entry.id).records).alive
        links = [one for one in alive.values() if isinstance(one, Link) and one.fact in wanted]
        for link in links:
            claim = alive.get(link.claim)
            if isinstance(claim, Claim):
                found.append(Resting(claim, link.stance, entry.metadata.title or entry.id))
    return found
