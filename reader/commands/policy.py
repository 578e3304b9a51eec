"""`postil policy`: what holds for everybody in a library: scale of verdicts, how many judge, blind or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import UsageError
from annotations.ruling import at_article, set_scale
from annotations.scales import SCALES, defined_scales, required_scale, written_verdict
from articles.frozen import replace
from reader.options import ARTICLE_HELP, add_json
from reader.output import columns, print_json, say
from reader.taking import take_article
from reader.verdict_words import verdict_words
from reader.words import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from annotations.store import Policy
    from reader.opening import Opening

_MOST_REVIEWS = 2
_OF_LIBRARY = "library"
"""As a scale of an article: none of its own."""


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    scales = ", ".join(SCALES)
    parser.add_argument("--scale", metavar="S", help=f"{scales}, or one that library.json brings")
    parser.add_argument(
        "--reviews", metavar="N", type=int, help="how many people must judge a claim: 0, 1 or 2"
    )
    parser.add_argument(
        "--blind", action="store_true", default=None, help="hide verdicts until one gave one's own"
    )
    parser.add_argument("--no-blind", dest="blind", action="store_false", help="show them to everybody")
    parser.add_argument(
        "--article", metavar="ARTICLE", help=f"give --scale for this article only ({ARTICLE_HELP})"
    )
    add_json(parser)
    parser.epilog = (
        "Without options, prints what holds.  --scale library gives an article the library's scale again.\n"
        "A scale of your own is a list in library.json; postil policy --json shows how one is written."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Settle what was asked for, then print what holds."""
    policy = opening.store.policy
    if arguments.article:
        policy = _for_article(arguments, opening, policy)
    elif wanted := _wanted(arguments):
        policy = replace(policy, **wanted)
        required_scale(policy)
        opening.store.settle_policy(policy)
    if arguments.json:
        print_json(_object(policy))
    else:
        for line in _lines(policy):
            say(line)
    return 0


def _wanted(arguments: Namespace) -> dict[str, Any]:
    if arguments.reviews is not None and not 0 <= arguments.reviews <= _MOST_REVIEWS:
        raise UsageError(f"--reviews {arguments.reviews} is too many or too few", "give 0, 1 or 2")
    named = {
        "scale": arguments.scale,
        "reviews_required": arguments.reviews,
        "blind": arguments.blind,
    }
    return {name: value for name, value in named.items() if value is not None}


def _for_article(arguments: Namespace, opening: Opening, policy: Policy) -> Policy:
    if arguments.reviews is not None or arguments.blind is not None:
        raise UsageError("only the scale can be an article's own", "leave --reviews and --blind out")
    article = take_article(opening, arguments.article)
    if arguments.scale:
        chosen = "" if arguments.scale == _OF_LIBRARY else arguments.scale
        set_scale(opening.session, article, policy, chosen)
    return at_article(policy, opening.store.records(article).records, article)


def _lines(policy: Policy) -> Iterator[str]:
    scale = required_scale(policy)
    wanted = {0: _("nobody has to"), 1: _("one person"), 2: _("two people")}
    yield from columns(
        [
            (_("scale"), scale.id),
            (_("judges a claim"), wanted.get(policy.reviews_required, str(policy.reviews_required))),
            (_("blind"), _("yes: verdicts are hidden until one gave one's own") if policy.blind else _("no")),
        ]
    )
    yield ""
    yield from columns(
        (
            one.letter,
            one.glyph,
            one.id,
            verdict_words(scale, one.id),
            "" if one.value is None else f"{one.value:g}",
            _("needs a reason") if one.needs_reason else "",
        )
        for one in scale.verdicts
    )


def _object(policy: Policy) -> dict[str, Any]:
    scale = required_scale(policy)
    return {
        "scale": scale.id,
        "reviews_required": policy.reviews_required,
        "blind": policy.blind,
        "scales": [*SCALES, *defined_scales(policy)],
        "verdicts": [written_verdict(one) for one in scale.verdicts],
    }
