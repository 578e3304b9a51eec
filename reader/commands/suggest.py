"""`postil suggest`: the sentences worth checking, ranked, each with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import UsageError
from annotations.sifting import dismissed_words
from annotations.suggesting import rank_sentences
from reader.options import add_article, add_json
from reader.output import print_json, say, tell, wrapped
from reader.taking import take_article
from reader.words import _, called, number, plural

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from annotations.suggesting import Reason, Suggestion
    from reader.opening import Opening

_INDENT = " " * 10
"""As wide as the rank and the score before a sentence."""


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_article(parser)
    parser.add_argument("--limit", metavar="N", type=int, help="print the first N only")
    parser.add_argument("--all", action="store_true", help="also those that carry a claim or were dismissed")
    add_json(parser)
    parser.epilog = (
        "The score is the sum of points for what is named below each sentence; what speaks against it\n"
        "stands behind “but”.  It ranks, no more: the last sentence may be the one that is wrong.\n"
        "Dutch and English; in other languages by figures, names and length.\n"
        "example: postil suggest draft.md --limit 10"
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Print the sentences, most worth checking first."""
    if arguments.limit is not None and arguments.limit < 1:
        raise UsageError(f"--limit {arguments.limit} would print nothing", "give 1 or more")
    dossier = opening.session.dossier(take_article(opening, arguments.article))
    ranked = rank_sentences(dossier)
    dismissed = dismissed_words(dossier)
    asked = [
        one for one in ranked if arguments.all or not (one.claims or one.span.cut(dossier.text) in dismissed)
    ]
    shown = asked[: arguments.limit]
    if arguments.json:
        print_json([_object(rank, one, dossier.text) for rank, one in enumerate(shown, 1)])
    else:
        for rank, one in enumerate(shown, 1):
            words = " ".join(one.span.cut(dossier.text).split())
            say(wrapped(words, _INDENT, first=f"{rank:>3}  {one.score:>4.1f} "))
            say(wrapped(_told(one), _INDENT))
    if len(asked) < len(ranked):
        tell(
            plural(
                "{n} sentence carries a claim or was dismissed; --all prints it, too",
                "{n} sentences carry a claim or were dismissed; --all prints these, too",
                len(ranked) - len(asked),
            )
        )
    elif not ranked:
        tell(_("this article has no sentences"))
    return 0


def _told(one: Suggestion) -> str:
    """Return the reasons by name, those for it first."""
    against = _names([reason for reason in one.reasons if reason.points < 0])
    parts = [
        _names([reason for reason in one.reasons if reason.points > 0]),
        _("but {cues}").format(cues=against) if against else "",
        *(_("claim {number}").format(number=number(view.number)) for view in one.claims),
    ]
    return " · ".join(filter(None, parts))


def _names(reasons: Sequence[Reason]) -> str:
    return ", ".join(called(reason.cue) for reason in reasons)


def _object(rank: int, one: Suggestion, text: str) -> dict[str, Any]:
    return {
        "rank": rank,
        "score": round(one.score, 2),
        "start": one.span.start,
        "end": one.span.end,
        "text": one.span.cut(text),
        "reasons": [
            {"reason": str(reason.cue), "points": round(reason.points, 2), "words": list(reason.words)}
            for reason in one.reasons
        ],
        "claims": [view.id for view in one.claims],
    }
