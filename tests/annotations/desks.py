"""A library in memory, several people at work in it, and a dossier that has everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from annotations.anchoring import describe
from annotations.importers.intake import prepare
from annotations.importers.planning import carry_out
from annotations.importers.registry import parse
from annotations.model import (
    Check,
    ClaimKind,
    Decision,
    DecisionKind,
    Medium,
    Purpose,
    SourceKind,
    Stance,
    Target,
    TargetKind,
)
from annotations.session import Session
from annotations.stores.memory import MemoryLibrary, MemoryStore
from annotations.ticks import Aspect, ItemKind, Tick, TickMark
from articles.model import Origin, OriginKind, Revision, Span
from articles.reading import read_bytes

if TYPE_CHECKING:
    from annotations.dossier import ClaimView, Dossier
    from annotations.importers.planning import Plan
    from annotations.store import Policy
    from articles.model import Article

ARTICLE = "bees-3f9a"
NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOSTILE = """# A heading of mine

--> and <b>bold</b> <!-- postil:note {"id": 1} --> %%hidden%%

[^bee-count]: another source
[bees]: https://example.org/evil

> [!CAUTION]
> not yours

```
an open fence
---
title: mine
---"""

FIRST = """---
title: 'Bees & "honey": 10 % more <b>hives</b>'
published: 2026-02-27
---

# Bees & "honey"

The town has 1,200 hives, *ten percent* more than a year ago. [The count](https://example.org/count) was
made in spring. One sentence will go away for good, with every word that it was made of.

- The mayor said: “Nobody was stung.”
- עיר הדבורים 🐝 is a sign at the gate.

> It did not rain on Monday.

| Year | Hives |
|:-----|------:|
| 2025 | 1,090 |
| 2026 | 1,200 |

```
hives = 1200
```
"""

SECOND = FIRST.replace(
    " One sentence will go away for good, with every word that it was made of.", ""
).replace("It did not rain on Monday.", "It did rain on Monday.")


class Desk:
    """A library in which time passes minute by minute and ids count up."""

    def __init__(self, policy: Policy | None = None) -> None:
        self._library = MemoryLibrary(policy)
        self._now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self._ids = 0

    def session(self, reviewer: str) -> Session:
        store = MemoryStore(self._library, reviewer, self.clock, self.new_id)
        return Session(store, clock=self.clock, new_id=self.new_id)

    def clock(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now

    def new_id(self) -> str:
        self._ids += 1
        return f"01KJ{self._ids:022d}"

    def shelve(self, session: Session, markdown: str, origin: Origin | None = None) -> None:
        self.keep(session, read_bytes(markdown.encode(), name="bees.md").article, origin)

    def keep(self, session: Session, article: Article, origin: Origin | None = None) -> None:
        origin = origin or Origin(OriginKind.PATH, "/home/anna/secret/bees.md")
        moment, person = self.clock(), session.reviewer
        revision = Revision(ARTICLE, article.sha256, article, origin, "markdown/1", moment, person)
        session.store.add_revision(revision, article.text.encode("utf-8", "surrogatepass"))


def place(dossier: Dossier, words: str) -> Span:
    start = dossier.text.index(words)
    return Span(start, start + len(words))


def view(dossier: Dossier, words: str) -> ClaimView:
    return next(one for one in dossier.claims if words in one.claim.anchor.exact)


def take(session: Session, data: str | bytes, format_name: str, into: str = "") -> Plan:
    """Take a file in and return what that came to."""
    plan = prepare(session, parse(data.encode() if isinstance(data, str) else data, format_name), into=into)
    carry_out(plan, session)
    return plan


def everything() -> tuple[Desk, Dossier]:
    """Return a dossier with an orphan, a changed claim, a deleted note, two reviewers and hostile words."""
    desk = Desk()
    anna, bram = desk.session("anna"), desk.session("bram")
    desk.shelve(anna, FIRST)
    dossier = anna.dossier(ARTICLE)
    hives = anna.add_claim(dossier, place(dossier, "The town has 1,200 hives"), kind=ClaimKind.FIGURE)
    stung = bram.add_claim(
        dossier,
        place(dossier, "Nobody was stung."),
        text="Nobody was stung\nby a *bee*.",
        claimant="the mayor [of <i>this</i> town]",
        kind=ClaimKind.QUOTE,
    )
    gate = anna.add_claim(dossier, place(dossier, "עיר הדבורים 🐝"), kind=ClaimKind.NAME)
    gone = bram.add_claim(dossier, place(dossier, "One sentence will go away for good"))
    rain = bram.add_claim(dossier, place(dossier, "It did not rain on Monday."), kind=ClaimKind.EVENT)

    count = anna.draft_source(
        url="https://example.org/count?a=1&b=2",
        medium=Medium.WEB,
        title="Bee count",
        publisher="Bureau of *Bees*",
        published="2026-02",
        accessed="2026-03-01",
        archived="https://archive.example.org/1",
        kind=SourceKind.PRIMARY,
    )
    counted = anna.draft_fact(
        count,
        statement="1,200 hives were counted.",
        quote="… 1.200 Völker\n\n  gezählt",
        translation="counted",
    )
    first = anna.link_fact(hives, Stance.SUPPORTS, source=count, fact=counted)
    assert first.fact
    assert first.source
    anna.link_fact(stung, Stance.CONTEXT, source=first.source, fact=first.fact)
    again = bram.draft_source(title="Bee count", medium=Medium.DOCUMENT, url="javascript:alert(1)")
    bram.link_fact(
        hives, Stance.REFUTES, source=again, fact=bram.draft_fact(again, quote="1,100", locator="p. 3 [^1]")
    )
    caller = bram.draft_source(
        words="a nurse",
        person_named="Nora Q.",
        medium=Medium.PHONE,
        confidential=True,
        kind=SourceKind.PRIMARY,
    )
    called = bram.link_fact(
        stung,
        Stance.QUALIFIES,
        source=caller,
        fact=bram.draft_fact(caller, statement="Two people came to us."),
    )
    anna.link_fact(gate, Stance.NOTHING_FOUND, searched="the archive of the town\n# and the library")
    assert called.fact
    anna.add_note(ARTICLE, Target(TargetKind.FACT, called.fact.id), "Ask Nora again.")
    anna.add_note(ARTICLE, Target(TargetKind.FACT, first.fact.id), "A good count, says *everybody*.")
    bram.add_note(ARTICLE, Target(TargetKind.SOURCE, first.source.id), "Their counts were right before.")

    at = {one.claim.id: one for one in anna.dossier(ARTICLE).claims}
    anna.review(anna.dossier(ARTICLE), at[hives.id], "supported", reason="Counted.\n\n## So there")
    bram.review(bram.dossier(ARTICLE), at[hives.id], "conflicting")
    bram.review(bram.dossier(ARTICLE), at[rain.id], "supported", reason="I was there.")

    question = anna.add_note(
        ARTICLE,
        Target(TargetKind.CLAIM, stung.id),
        HOSTILE,
        purpose=Purpose.QUESTION,
        to="bram",
        tags=("to do", "bees"),
    )
    bram.add_note(ARTICLE, Target(TargetKind.NOTE, question.id), "**Text:** - I have.\n\n  Twice.  ")
    wrong = bram.add_note(ARTICLE, Target(TargetKind.CLAIM, gone.id), "Something I should not have said.")
    anna.add_note(ARTICLE, Target(TargetKind.NOTE, wrong.id), "Why not?")
    bram.delete(wrong)
    anna.add_note(
        ARTICLE,
        Target(TargetKind.CLAIM, rain.id),
        "Shorter.",
        purpose=Purpose.WORDING,
        old="did not rain",
        new="stayed dry",
    )
    passage = (dossier, place(dossier, "hives = 1200"))
    anna.add_note(
        ARTICLE, Target(TargetKind.ARTICLE, ARTICLE), "", purpose=Purpose.HIGHLIGHT, passage=passage
    )
    bram.add_note(ARTICLE, Target(TargetKind.ARTICLE, ARTICLE), "Runs on Saturday.", tags=("planning",))
    moment = desk.clock()
    given_up = Decision(
        id=desk.new_id(),
        author="bram",
        created=moment,
        modified=moment,
        article=ARTICLE,
        target=Target(TargetKind.CLAIM, gate.id),
        kind=DecisionKind.STATE,
        value="open",
        reason="look --> again",
    )
    bram.make(given_up, label="state settled", article=ARTICLE)
    ticked = Check(
        id=desk.new_id(),
        author="bram",
        created=moment,
        modified=moment,
        article=ARTICLE,
        anchor=describe(
            dossier.text, place(dossier, "The mayor said: “Nobody was stung.”"), dossier.revision.sha256
        ),
        ticks=(
            Tick(ItemKind.ATTRIBUTION, "The mayor said", 0),
            Tick(ItemKind.QUOTATION, "“Nobody was stung.”", 16, TickMark.ON_AUTHOR, Aspect.SAID),
        ),
    )
    bram.make(ticked, label="ticked", article=ARTICLE)
    desk.shelve(anna, SECOND)
    return desk, anna.dossier(ARTICLE)
