"""The style `footnotes`: an annotated draft, the article with a numbered footnote at each claim.

For desks that check on paper or in a word processor.  What a claim rests on
stands in its footnote; notes stay out.  It is not read back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.exporters.markdown.blocks import STANCES
from annotations.exporters.markdown.footnotes import cite
from annotations.exporters.markdown.notes import STYLE_KEY, front_matter, title_of
from annotations.exporters.markdown.quoting import fingerprint, inline, json_line, plain, quoted
from annotations.exporters.markdown.rebuilding import rebuild
from annotations.exporters.registry import withheld_notice
from annotations.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotations.dossier import ClaimView, Dossier, Evidence
    from annotations.exporters.registry import ExportOptions

CHECK_KEY = "postil-check"
"""In the front matter: a fingerprint of what stands below it, by which an edit is seen."""
FOOTNOTES = "footnotes"
NOWHERE = "Claims without a place in the article"


def write_draft(dossier: Dossier, options: ExportOptions) -> str:
    """Return the article of `dossier` with a footnote at each claim; those without a place come after it."""
    placed = {view.number: view.place.span for view in dossier.claims if view.place.span and _is_sure(view)}
    article = dossier.revision.article
    parts: list[str] = []
    body = rebuild(article, {number: span.end for number, span in placed.items()})
    if not body.startswith("# "):
        parts.append(f"# {inline(title_of(dossier))}")
    if body:
        parts.append(body)
    if options.withheld:
        parts.append(withheld_notice(options.withheld))
    lost = [view for view in dossier.claims if view.number not in placed]
    if lost:
        parts.append(f"## {NOWHERE}")
    for view in lost:
        parts.append("\n".join(quoted(plain(view.claim.anchor.exact))))
        parts.append(f"State: {view.state}.[^{view.number}]")
    parts += ["\n\n".join(_footnote(view)) for view in dossier.claims]
    words = "\n\n".join(parts) + "\n"
    *front, fence = front_matter(dossier, options)
    front += [f"{STYLE_KEY}: {json_line(FOOTNOTES)}", f"{CHECK_KEY}: {json_line(fingerprint(words))}", fence]
    return "\n".join(front) + "\n\n" + words


def _is_sure(view: ClaimView) -> bool:
    """Tell whether the claim has one place: of two that fit, none may be picked silently."""
    return view.place.state is not AnchorState.AMBIGUOUS


def _footnote(view: ClaimView) -> Iterator[str]:
    claim = view.claim
    what = f" {_shown(claim.text)}" if claim.text else ""
    yield f"[^{view.number}]: **{view.state}.**{what}"
    for judgement in view.judgements:
        review = judgement.review
        reason = f": {_shown(review.reason)}" if review.reason else ""
        stale = " (stale)" if judgement.stale else ""
        yield f"    *{inline(review.person)}* {inline(review.verdict)}{stale}{reason}"
    for evidence in view.evidence:
        yield f"    **{STANCES[evidence.link.stance]}.** {_told(evidence)}".rstrip()


def _told(evidence: Evidence) -> str:
    if evidence.link.stance is Stance.NOTHING_FOUND:
        return _shown(evidence.link.searched)
    if evidence.fact is None:
        return "What was found is not part of this file."
    fact = evidence.fact
    said = [_shown(fact.statement)]
    said.append(f"“{_shown(fact.quote)}”" if fact.quote else "")
    said.append(f"(translated: “{_shown(fact.translation)}”)" if fact.translation else "")
    said.append(f"({_shown(fact.locator)})" if fact.locator else "")
    said.append(cite(evidence.source) if evidence.source else "")
    return " ".join(filter(None, said))


def _shown(words: str) -> str:
    """Return `words` on one line; what is not read back needs no line breaks."""
    return inline(" ".join(words.split()))
