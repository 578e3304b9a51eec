"""The style `notes`: an article's claims and what everybody says of them, to keep, edit and bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.anchors import AnchorState
from annotations.codec import write_time
from annotations.coverage import summary_of
from annotations.exporters.markdown.blocks import (
    carried,
    claim_block,
    hashtag,
    link_block,
    note_blocks,
    review_block,
)
from annotations.exporters.markdown.footnotes import cite, name_sources
from annotations.exporters.markdown.quoting import comment, fingerprint, inline, json_line
from annotations.exporters.registry import withheld_notice
from annotations.exporters.selecting import records_of
from annotations.model import Check, Decision, Note, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from annotations.dossier import ClaimView, Dossier, Thread
from annotations.exporters.registry import ExportOptions

FORMAT = 1
FORMAT_KEY = "postil-format"
STYLE_KEY = "postil-style"
OF_ARTICLE = "Notes on the article"
SOURCES = "Sources"
UNTITLED = "Untitled"

_REMARKS = {
    AnchorState.CHANGED: "The words in the article are others now.",
    AnchorState.AMBIGUOUS: "Two places in the article fit.",
    AnchorState.ORPHAN: "These words are no longer in the article.",
}


def write_notes(dossier: Dossier, options: ExportOptions) -> str:
    """Return the claims of `dossier`, in the order of the article, with all that is said of them."""
    return joined(note_parts(dossier, options))


def joined(parts: Iterable[list[str]]) -> str:
    """Return parts of a file with an empty line between them."""
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def note_parts(
    dossier: Dossier, options: ExportOptions, tagged: Callable[[str], str] = hashtag
) -> list[list[str]]:
    """Return the parts of the file, each its lines; `tagged` writes a tag."""
    used = {
        one.source.id: one.source
        for view in dossier.claims
        for one in view.evidence
        if one.source and one.fact
    }
    names = name_sources(used.values())
    shown = _Shown(tagged)
    parts = [front_matter(dossier, options), [f"# {inline(title_of(dossier))}"]]
    if options.withheld:
        parts.append([withheld_notice(options.withheld)])
    if not dossier.claims:
        parts.append(["Nothing is claimed yet."])
    for view in dossier.claims:
        parts += _claim(view, dossier, names, shown)
    if dossier.notes:
        parts += [[f"## {OF_ARTICLE}"], *_threads(dossier.notes, dossier, shown)]
    if used:
        parts.append([f"## {SOURCES}"])
        parts += _sources(used.values(), names, dossier.revision.article_id)
    parts += _unseen(dossier, shown.ids)
    return parts


class _Shown:
    """The notes that a file has so far, and how it writes their tags."""

    def __init__(self, tagged: Callable[[str], str]) -> None:
        self.tagged = tagged
        self.ids: set[str] = set()


def title_of(dossier: Dossier) -> str:
    """Return the article's title, or what stands for it."""
    return dossier.revision.article.metadata.title.strip() or UNTITLED


def front_matter(dossier: Dossier, options: ExportOptions) -> list[str]:
    """Return the flat YAML above the text: each line a key and JSON, which is YAML as well."""
    revision = dossier.revision
    metadata = revision.article.metadata
    records = records_of(dossier)
    tags = {tag for one in records if isinstance(one, Note) and not one.deleted for tag in one.tags}
    fields: dict[str, object] = {
        "title": title_of(dossier),
        "url": metadata.url,
        "published": metadata.published,
        "exported": write_time(options.now),
        "reviewers": sorted({one.person for one in records}),
        "tags": sorted(tags),
        "missing": summary_of(dossier),
        "checked": _checked(dossier),
        "confidential-left-out": options.withheld,
        "article": revision.article_id,
        "revision": revision.sha256,
        FORMAT_KEY: FORMAT,
    }
    return ["---", *(f"{key}: {json_line(value)}" for key, value in fields.items() if value), "---"]


def _checked(dossier: Dossier) -> str:
    """Return how many sentences are ticked; nothing where nobody ticks them."""
    if not dossier.checks:
        return ""
    # Imported here: finding what there is to check takes many words, and most exports have no need of them.
    from annotations.checklist import checked_words

    return checked_words(dossier)


def _claim(view: ClaimView, dossier: Dossier, names: dict[str, str], shown: _Shown) -> Iterator[list[str]]:
    article = dossier.revision.article_id
    yield [f"## Claim {view.number} · {view.claim.kind}"]
    yield claim_block(view, dossier.text, article)
    yield [f"State: {view.state}. {_REMARKS.get(view.place.state, '')}".rstrip()]
    for judgement in view.judgements:
        yield review_block(judgement, article)
    for evidence in view.evidence:
        yield link_block(evidence, names, article)
        yield from _threads(evidence.notes, dossier, shown)
    yield from _threads(view.notes, dossier, shown)


def _threads(threads: Iterable[Thread], dossier: Dossier, shown: _Shown) -> Iterator[list[str]]:
    """Return notes that did not show before: those on a fact that bears on two claims show once."""
    for thread in threads:
        if thread.note.id not in shown.ids:
            shown.ids |= _ids(thread)
            yield from note_blocks(thread, dossier.text, dossier.revision.article_id, tagged=shown.tagged)


def _ids(thread: Thread) -> set[str]:
    return {thread.note.id}.union(*(_ids(reply) for reply in thread.replies))


def _sources(sources: Iterable[Source], names: dict[str, str], article: str) -> Iterator[list[str]]:
    for source in sorted(sources, key=lambda one: names[one.id]):
        line = f"[^{names[source.id]}]: {cite(source)}"
        yield [comment("source", {**carried(source, article), "sum": {"footnote": fingerprint(line)}})]
        yield [line]


def _unseen(dossier: Dossier, shown: set[str]) -> Iterator[list[str]]:
    """Return what does not show: ticks, decisions, and which notes there are, so that one is missed."""
    article = dossier.revision.article_id
    for one in records_of(dossier):
        if isinstance(one, Check | Decision):
            yield [comment(type(one).__name__.lower(), carried(one, article))]
    notes = {note_id: dossier.records[note_id].rev for note_id in sorted(shown)}
    yield [comment("end", {"notes": notes})]
