"""What became of anchors, in words: for `postil update` and for the first line on the screen; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.words import _, called, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotations.accounting import Account, AccountEntry
    from annotations.anchors import Alarm
    from annotations.ticks import Tick


def account_words(account: Account) -> str:
    """Return how many anchors are in which state: `14 exact, 2 changed (1 alarm), 1 orphan`."""
    alarms = plural("{n} alarm", "{n} alarms", account.alarmed)
    parts = []
    for state, count in account.counts.items():
        told = f"{count} {called(state)}"
        parts.append(f"{told} ({alarms})" if account.alarmed and state == "changed" else told)
    if account.dropped:
        parts.append(_("{n} given up").format(n=account.dropped))
    if account.unticked:
        count = len({view.span or view.check.anchor for view in account.unticked})
        parts.append(plural("{n} sentence unticked", "{n} sentences unticked", count))
    return ", ".join(parts)


def revision_words(number: int, account: Account) -> str:
    """Return what is said first of a new revision."""
    became = account_words(account)
    return _("revision {n}: {became}").format(n=number, became=became or _("nothing was anchored in it yet"))


def alarm_words(alarm: Alarm) -> str:
    """Return what changed, and from what to what."""
    return f"{called(alarm.kind)}: {alarm.was or _('nothing')} → {alarm.now or _('nothing')}"


def attention_lines(account: Account) -> Iterator[str]:
    """Return what needs a look, alarms first, two lines each."""
    for one in account.attention:
        stale = plural("{n} verdict stale", "{n} verdicts stale", one.stale) if one.stale else ""
        told = [called(one.place.state), "; ".join(map(alarm_words, one.place.alarms)), stale]
        yield f"  {_name(one)} {one.id}  {' · '.join(filter(None, told))}"
        yield f"    “{' '.join(one.anchor.exact.split())}”"
    for view in account.unticked:
        yield f"  {untick_words(view.check.person, view.fallen)}"
        yield f"    “{' '.join(view.check.anchor.exact.split())}”"


def untick_words(who: str, ticks: Iterable[Tick]) -> str:
    """Return what of a sentence somebody had ticked and is to be ticked again."""
    words = ", ".join(dict.fromkeys(" ".join(one.words.split()) for one in ticks))
    return _("unticked: {words} ({who})").format(words=words, who=who)


def account_object(account: Account) -> dict[str, Any]:
    """Return the counts for scripts."""
    return {
        "anchors": {str(state): count for state, count in account.counts.items()},
        "alarms": account.alarmed,
        "given_up": account.dropped,
        "unticked": [
            {
                "id": view.id,
                "author": view.check.person,
                "start": view.span.start if view.span else None,
                "ticks": [one.words for one in view.fallen],
            }
            for view in account.unticked
        ],
    }


def _name(one: AccountEntry) -> str:
    return _("claim {n}").format(n=one.number) if one.number else _("note")
