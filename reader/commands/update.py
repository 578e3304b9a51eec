"""`postil update`: a new revision of an article, and what became of what was said about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from annotations.anchors import AnchorState
from reader.options import add_json
from reader.output import print_json, say
from reader.taking import known_article, need_original_file, shelve

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.anchors import Resolution
    from annotations.dossier import Dossier
    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("article", metavar="ARTICLE", help="an article of the library, by its id or its file")
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="its new text, - for standard input; else the file it came from",
    )
    add_json(parser)


def run(arguments: Namespace, opening: Opening) -> int:
    """Take the new text in, then count the anchors by what became of them."""
    entry = known_article(opening, arguments.article)
    shelved = shelve(opening, arguments.file or need_original_file(entry), into=entry.id)
    revisions = len(opening.store.entry(entry.id).revisions)
    dossier = opening.session.dossier(entry.id)
    if arguments.json:
        print_json(_object(dossier, revisions, new=shelved.new_revision))
    elif shelved.new_revision:
        say(f"{entry.id}: revision {revisions}")
        say(_summary(dossier))
        for line in _attention(dossier):
            say(line)
    else:
        say(f"{entry.id}: the text is that of revision {revisions}; nothing changed")
    return 0


def _places(dossier: Dossier) -> list[tuple[str, Resolution]]:
    claims = [(f"claim {view.number}", view.place) for view in dossier.claims]
    return claims + [("note", thread.place) for thread in dossier.notes if thread.place]


def _counts(dossier: Dossier) -> dict[str, int]:
    counted = Counter(str(place.state) for _, place in _places(dossier))
    return {str(state): counted[state] for state in AnchorState if counted[state]}


def _summary(dossier: Dossier) -> str:
    counts = ", ".join(f"{count} {state}" for state, count in _counts(dossier).items())
    return f"anchors: {counts}" if counts else "nothing was anchored in it yet"


def _attention(dossier: Dossier) -> list[str]:
    lines = []
    for view in dossier.claims:
        place = view.place
        if place.state.trusted:
            continue
        stale = sum(judgement.stale for judgement in view.judgements)
        alarms = "; ".join(
            f"{alarm.kind}: {alarm.was or 'nothing'} → {alarm.now or 'nothing'}" for alarm in place.alarms
        )
        told = [str(place.state), alarms, f"{stale} verdicts stale" if stale else ""]
        lines.append(f"  claim {view.number} {view.id}  {' · '.join(filter(None, told))}")
        lines.append(f"    “{' '.join(view.claim.anchor.exact.split())}”")
    return lines


def _object(dossier: Dossier, revisions: int, *, new: bool) -> dict[str, Any]:
    from annotations.objects import dossier_object

    whole = dossier_object(dossier)
    return {
        "id": dossier.revision.article_id,
        "sha256": dossier.revision.sha256,
        "revision": revisions,
        "new_revision": new,
        "anchors": _counts(dossier),
        "claims": [
            {key: claim[key] for key in ("id", "number", "state", "anchor")} for claim in whole["claims"]
        ],
    }
