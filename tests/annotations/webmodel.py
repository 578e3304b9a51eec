"""The MUST rules of the W3C Web Annotation model as a JSON Schema of our own, for what we write.

Each rule stands by the words of the Recommendation (2017-02-23) it is taken from.
"""

from __future__ import annotations

from typing import Any

ANNO = "http://www.w3.org/ns/anno.jsonld"
IRI = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~]+$"}
"""An IRI in its ASCII form, RFC 3986."""
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
"""3.3.1: the value must be an xsd:dateTime, with the UTC timezone as `Z`."""
MOTIVATIONS = (
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
)  # fmt: skip


def _one_or_more(of: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "array", "minItems": 1, "items": of}, of]}


def _typed(name: str) -> dict[str, Any]:
    return {"anyOf": [{"const": name}, {"type": "array", "contains": {"const": name}}]}


MOTIVATION = _one_or_more({"enum": list(MOTIVATIONS)})
QUOTE = {
    "type": "object",
    "required": ["type", "exact"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        # 4.2.4: exactly one exact; at most one prefix and one suffix.
        "exact": {"type": "string"},
        "prefix": {"type": "string"},
        "suffix": {"type": "string"},
    },
}
POSITION = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {
        "type": {"const": "TextPositionSelector"},
        # 4.2.5: exactly one start and one end, non-negative integers.
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
    },
}
STATE = {
    "type": "object",
    "required": ["type"],
    "properties": {"type": {"const": "TimeState"}, "cached": _one_or_more(IRI), "sourceDate": TIME},
}
SPECIFIC = {
    "type": "object",
    # 4.1: exactly one source.
    "required": ["source"],
    "properties": {
        "type": _typed("SpecificResource"),
        "source": IRI,
        "purpose": MOTIVATION,
        "selector": _one_or_more({"oneOf": [QUOTE, POSITION]}),
        "state": _one_or_more(STATE),
    },
}
TEXTUAL = {
    "type": "object",
    # 3.2.4: exactly one value; at most one format and one language.
    "required": ["type", "value"],
    "properties": {
        "type": _typed("TextualBody"),
        "value": {"type": "string"},
        "purpose": MOTIVATION,
        "format": {"type": "string", "pattern": "^[a-z]+/[a-z.+-]+$"},
        "language": {"type": "string"},
    },
}
AGENT = {
    "type": "object",
    # 3.3.2: a name each, and types of the model.
    "properties": {"type": {"enum": ["Person", "Organization", "Software"]}, "name": {"type": "string"}},
}
ANNOTATION = {
    "type": "object",
    # 3.1: exactly one id, one or more types of which one is Annotation, one or more targets.
    "required": ["id", "type", "target"],
    "properties": {
        "id": IRI,
        "type": _typed("Annotation"),
        "target": _one_or_more({"anyOf": [IRI, SPECIFIC]}),
        "body": _one_or_more({"anyOf": [IRI, TEXTUAL, SPECIFIC]}),
        "motivation": MOTIVATION,
        "creator": AGENT,
        "created": TIME,
        "modified": TIME,
        # 3.2.5: a bodyValue is a string, and then there is no body.
        "bodyValue": {"type": "string"},
    },
    "not": {"required": ["body", "bodyValue"]},
}
COLLECTION = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    # 5.1: the context of annotations, one id, the type, a page or its address, a total from 0.
    "required": ["@context", "id", "type", "first"],
    "properties": {
        "@context": {
            "anyOf": [
                {"const": ANNO},
                {"type": "array", "prefixItems": [{"const": ANNO}], "contains": {"const": ANNO}},
            ]
        },
        "id": IRI,
        "type": _typed("AnnotationCollection"),
        "label": {"type": "string"},
        "total": {"type": "integer", "minimum": 0},
        "generated": TIME,
        "generator": AGENT,
        "first": {
            "type": "object",
            # 5.2: one id, the type, the annotations in their order; where the page begins.
            "required": ["id", "type", "items"],
            "properties": {
                "id": IRI,
                "type": _typed("AnnotationPage"),
                "partOf": {"type": "object", "required": ["id"], "properties": {"id": IRI}},
                "startIndex": {"type": "integer", "minimum": 0},
                "items": {"type": "array", "items": ANNOTATION},
            },
        },
    },
}
