"""The page around the article: its head, what has no place in the text, and the sources."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.codec import write_time
from annotations.coverage import summary_of
from annotations.exporters.html.body import Marked, write_body
from annotations.exporters.html.elements import link, shown
from annotations.exporters.html.margin import Margin, look_of
from annotations.exporters.markdown.draft import NOWHERE
from annotations.exporters.markdown.notes import OF_ARTICLE, SOURCES, title_of
from annotations.exporters.registry import withheld_notice
from annotations.exporters.selecting import records_of
from annotations.workflow import count_states
from articles.model import BlockKind
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotations.dossier import ClaimView, Dossier, Thread
    from annotations.exporters.registry import ExportOptions
    from annotations.model import Source

_LANGUAGE = pattern(r"[a-z]{2,3}")
# Should anything get past the escaping, a browser still runs and fetches nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_page(dossier: Dossier, options: ExportOptions) -> str:
    """Return the whole page."""
    used = {
        one.source.id: one.source
        for view in dossier.claims
        for one in view.evidence
        if one.source and one.fact
    }
    numbers = {source_id: number for number, source_id in enumerate(used, 1)}
    margin = Margin(dossier, numbers)
    placed = [view for view in dossier.claims if _is_sure(view)]
    passages = [thread for thread in dossier.notes if _stands(thread)]
    marked = [
        *(_marked(view, margin) for view in placed),
        *(_passage(thread, number, margin) for number, thread in enumerate(passages)),
    ]
    rest = [thread for thread in dossier.notes if thread not in passages]
    parts = [*_head(dossier, options), write_body(dossier.revision.article, marked), "</article>"]
    lost = [view for view in dossier.claims if view not in placed]
    if lost:
        parts.append(f"<section><h2>{NOWHERE}</h2>")
        parts += [
            f'<div class="apart {look_of(one)}">{"".join(margin.claim_parts(one))}</div>' for one in lost
        ]
        parts.append("</section>")
    if rest:
        parts.append(f"<section><h2>{OF_ARTICLE}</h2>")
        parts += [f'<div class="apart">{note}</div>' for note in margin.threads(rest)]
        parts.append("</section>")
    if used:
        parts.append(f"<section><h2>{SOURCES}</h2><ol>")
        parts += [f'<li id="s{numbers[one.id]}">{_source(one)}</li>' for one in used.values()]
        parts.append("</ol></section>")
    parts += ["</main>", "</body>", "</html>"]
    return "\n".join(parts) + "\n"


def _head(dossier: Dossier, options: ExportOptions) -> Iterator[str]:
    article = dossier.revision.article
    meta, title = article.metadata, shown(title_of(dossier))
    language = f' lang="{meta.language}"' if _LANGUAGE.fullmatch(meta.language) else ""
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    yield f"""<!DOCTYPE html>
<html{language}>
<head>
<meta charset="utf-8">
<meta name="generator" content="{shown(options.tool)}" data-postil-format="1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style.strip()}
</style>
</head>
<body>
<main>
<article>
<header>"""
    if not (article.blocks and article.blocks[0].kind is BlockKind.HEADING and article.blocks[0].level == 1):
        yield f'<h1 dir="auto">{title}</h1>'
    by = [f"<bdi>{shown(one)}</bdi>" for one in (meta.author, meta.publisher, meta.published) if one]
    yield (
        f'<p class="by">{" · ".join([*by, *([link(meta.url)] if meta.url else [])])}</p>'
        if by or meta.url
        else ""
    )
    day = f"<time>{write_time(options.now)[:10]}</time>"
    yield f'<p class="by">{shown(_summary(dossier))} Exported {day}.</p>'
    if missing := summary_of(dossier):
        yield f'<p class="by">Missing: {shown("; ".join(missing))}.</p>'
    if options.withheld:
        yield f'<p class="by">{withheld_notice(options.withheld)}</p>'
    yield "</header>"


def _summary(dossier: Dossier) -> str:
    count = len(dossier.claims)
    states = ", ".join(
        f"{many} {state}" for state, many in count_states(one.state for one in dossier.claims).items()
    )
    claims = "1 claim" if count == 1 else f"{count} claims"
    people = ", ".join(sorted({one.person for one in records_of(dossier)}))
    checked = f" Read by {people}." if people else ""
    return f"{claims}: {states}.{checked}" if count else f"Nothing is claimed yet.{checked}"


def _is_sure(view: ClaimView) -> bool:
    """Tell whether the claim has one place: of two that fit, none may be picked silently."""
    return bool(view.span) and view.place.state is not AnchorState.AMBIGUOUS


def _stands(thread: Thread) -> bool:
    place = thread.place
    return place is not None and bool(place.span) and place.state is not AnchorState.AMBIGUOUS


def _marked(view: ClaimView, margin: Margin) -> Marked:
    assert view.span  # noqa: S101 - only claims that stand somewhere come here
    return Marked(view.span, f"t{view.number}", look_of(view), margin.of_claim(view))


def _passage(thread: Thread, number: int, margin: Margin) -> Marked:
    assert thread.place  # noqa: S101 - only notes that stand somewhere come here
    assert thread.place.span  # noqa: S101 - the same
    return Marked(thread.place.span, f"tn{number}", "passage", margin.of_passage(thread, number))


def _source(source: Source) -> str:
    name = source.title or source.words or source.publisher
    by = [one for one in (source.publisher, source.person_named, source.published) if one and one != name]
    parts = [f"<b><bdi>{shown(name)}</bdi></b>" if name else "", *(f"<bdi>{shown(one)}</bdi>" for one in by)]
    parts.append(f'<span dir="auto">{shown(source.words)}</span>' if source.words not in {"", name} else "")
    parts.append(link(source.url) if source.url else "")
    parts.append(f"archived: {link(source.archived)}" if source.archived else "")
    parts.append(f"accessed {shown(source.accessed)}" if source.accessed else "")
    parts += [shown(source.kind or ""), "<b>confidential</b>" if source.confidential else ""]
    return " · ".join(filter(None, parts)) or "A source without a name"
