"""A dossier as a collection of W3C Web Annotations, so that other programs can read it and it can come back.

The model has `assessing` among its motivations since 2017, but older copies of
its context lack the word; ours brings it along, with the terms of our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from annotations.codec import write_time
from annotations.exporters.json import conflict_notices, json_line
from annotations.exporters.markdown.notes import title_of
from annotations.exporters.registry import Exported
from annotations.exporters.selecting import records_of
from annotations.exporters.webannotations import Annotator
from annotations.importers.webannotations import ARTICLE

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.exporters.registry import ExportOptions

SUFFIX = ".jsonld"

CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {
        "postil": "urn:postil:term:",
        "assessing": "oa:assessing",
        "article": "postil:article",
        "withheld": "postil:withheld",
        "record": "postil:record",
        "rev": "postil:rev",
        "stance": "postil:stance",
        "fact": {"@id": "postil:fact", "@type": "@id"},
        "foundIn": {"@id": "postil:foundIn", "@type": "@id"},
        "fields": {"@id": "postil:fields", "@type": "@json"},
        "without": "postil:without",
    },
)


def export(dossier: Dossier, options: ExportOptions) -> Exported:
    """Return every record of `dossier` as an annotation, one a line in order of id."""
    revision = dossier.revision
    settled = {one.id: one.settled for one in dossier.claims if one.settled}
    settled |= {one.id: one.settled for one in dossier.notes if one.settled}
    annotator = Annotator(revision.article_id, revision.article.metadata.url, dossier.records, settled)
    items = [annotator.annotation(one) for one in records_of(dossier)]
    name = ARTICLE + quote(revision.article_id, safe="")
    head = {
        "@context": CONTEXT,
        "id": f"{name}:annotations",
        "type": "AnnotationCollection",
        "label": title_of(dossier),
        "article": revision.article_id,
        "withheld": options.withheld,
        "generator": {"type": "Software", "name": options.tool},
        "generated": write_time(options.now),
        "total": len(items),
    }
    page = {
        "id": f"{name}:annotations:1",
        "type": "AnnotationPage",
        "partOf": {"id": head["id"], "type": "AnnotationCollection"},
        "startIndex": 0,
    }
    lines = [f"{_line(key)}: {_line(value)}" for key, value in head.items()]
    inner = [f"{_line(key)}: {_line(value)}" for key, value in page.items()]
    rows = ",\n".join(map(_line, items))
    inner.append('"items": [' + (f"\n{rows}\n" if rows else "") + "]")
    text = "{\n" + ",\n".join(lines) + ',\n"first": {\n' + ",\n".join(inner) + "\n}\n}\n"
    return Exported(text, SUFFIX, conflict_notices(dossier))


def _line(value: object) -> str:
    return json_line(value, in_order=True)
