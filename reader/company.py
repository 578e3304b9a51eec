"""Who else is here, in a few words of the status line, or as names beside an article; pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reader.ages import age
from reader.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from annotations.dossier import Dossier
    from annotations.presence import Present

STILL = timedelta(minutes=10)
"""Of somebody who did not move for longer it is said since when: they may be away, or their line is."""
MOST_NAMED = 2
"""As many as the status line names; it has other things to say."""


def company_words(present: Iterable[Present], dossier: Dossier, claim: str, *, me: str, now: datetime) -> str:
    """Return who else is at an article and where; nothing where one is alone.

    `claim` is the id of the one that the reader is at.  Whoever is at the same comes first.
    """
    here = [one for one in present if one.article == dossier.revision.article_id]
    here.sort(key=lambda one: (not claim or one.claim != claim, one.reviewer, one.since))
    said = [_one(one, dossier, claim, me=me, now=now) for one in here[:MOST_NAMED]]
    if len(here) > MOST_NAMED:
        said.append(f"+{len(here) - MOST_NAMED}")
    return ", ".join(said)


def names_by_article(present: Iterable[Present], me: str) -> Mapping[str, tuple[str, ...]]:
    """Return who else is at which article, by its id, in the order of their names."""
    found: dict[str, set[str]] = {}
    for one in present:
        found.setdefault(one.article, set()).add(_name(one, me))
    return {article: tuple(sorted(names)) for article, names in found.items()}


def _one(present: Present, dossier: Dossier, claim: str, *, me: str, now: datetime) -> str:
    view = dossier.claim(present.claim) if present.claim else None
    who = _name(present, me)
    if present.reviewer == me:
        said = who
    elif view is None:
        said = _("{who} is reading").format(who=who)
    elif present.claim == claim:
        said = _("{who} is here").format(who=who)
    else:
        said = _("{who} at claim {n}").format(who=who, n=view.number)
    return f"{said} ({age(present.since, now)})" if now - present.since > STILL else said


def _name(present: Present, me: str) -> str:
    return _("you, elsewhere") if present.reviewer == me else present.reviewer
