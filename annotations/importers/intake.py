"""The whole way in for a session: from what a file says to a plan, by what the library has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.blinding import unblinded
from annotations.importers.homing import find_home
from annotations.importers.placing import placed
from annotations.importers.planning import Importer, Plan, plan
from annotations.ruling import at_article
from annotations.scales import scale_of

if TYPE_CHECKING:
    from annotations.importers.parsed import Parsed
    from annotations.session import Session


def prepare(session: Session, parsed: Parsed, *, into: str = "") -> Plan:
    """Return what taking in `parsed` would change; nothing is written.

    `into` is the id of the article it goes to; empty for the one it names.

    Raises:
        UnknownArticle: the article is neither in the library nor in the file.
    """
    store = session.store
    now = session.clock()
    home = find_home(store, parsed, now=now, into=into)
    if any(one.counting for one in parsed.incoming):
        parsed = placed(parsed, home.revision or store.load(home.article))
    # What may not be seen yet is here all the same: taken in once more it would stand twice.
    of_article = () if home.revision else unblinded(store).records(home.article).records
    standing = (*of_article, *store.evidence().records)
    scale = scale_of(at_article(store.policy, of_article, home.article))
    return plan(parsed, home, standing, Importer(session.reviewer, now, session.new_id, scale))
