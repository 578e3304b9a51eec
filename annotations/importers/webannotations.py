"""What a W3C Web Annotation says: the fields of one of our records, or a note of somebody's."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from annotations.anchors import Anchor
from annotations.codec import TABLES, read_time
from annotations.importers.parsed import Counting
from annotations.importers.remarks import NOBODY, Remark
from annotations.model import Purpose
from annotations.naming import from_urn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

ARTICLE = "urn:postil:article:"
SOURCE = "urn:postil:source:"
"""How articles and sources without an address are named."""

_PURPOSES = {"questioning": Purpose.QUESTION, "editing": Purpose.WORDING, "highlighting": Purpose.HIGHLIGHT}
_LABELS = frozenset({"tagging", "classifying"})
_DEEPEST_SELECTOR = 5
"""Selectors may refine each other; one deeper than this is nobody's."""


def read_fields(annotation: Mapping[str, Any], article: str) -> dict[str, Any]:
    """Return the fields, as in JSON, of the record that one of our annotations of `article` stands for."""
    table = annotation.get("record")
    fields: dict[str, Any] = {
        "id": _ulid(annotation.get("id")),
        "author": _name(annotation.get("creator")),
        "created": annotation.get("created"),
        "modified": annotation.get("modified"),
        "rev": annotation.get("rev"),
    }
    bodies = list(_all(annotation.get("body")))
    target = annotation.get("target")
    if table in _READERS:
        fields |= _READERS[table](annotation, bodies, target, article)
    return {name: value for name, value in fields.items() if value not in ("", [], None)}


def restored(annotation: Mapping[str, Any], article: str) -> tuple[str, dict[str, Any]]:
    """Return the table and all fields of the record that one of our annotations stands for."""
    fields = read_fields(annotation, article)
    besides, without = annotation.get("fields"), annotation.get("without")
    for name in without if isinstance(without, list) else ():
        fields.pop(name, None)
    fields |= besides if isinstance(besides, dict) else {}
    return str(annotation.get("record")), fields


def is_ours(annotation: object) -> bool:
    """Tell whether an annotation says which of our records it is."""
    return isinstance(annotation, dict) and annotation.get("record") in TABLES


def _read_claim(_: object, bodies: list[Any], target: object, article: str) -> dict[str, Any]:
    anchor = _anchor(target)
    said: dict[str, Any] = next((body for body in bodies if _purpose(body) == "identifying"), {})
    value = said.get("value", "")
    text = "" if value == anchor.get("exact") else value
    claimant = _name(said.get("schema:author"))
    return {
        "article": article, "anchor": anchor, "text": text, "claimant": claimant, "kind": _classified(bodies),
    }  # fmt: skip


def _read_source(_: object, bodies: list[Any], _target: object, _article: str) -> dict[str, Any]:
    about = next((body for body in bodies if isinstance(body, dict)), {})
    terms = {
        "url": "url", "words": "description", "title": "name", "publisher": "publisher",
        "person_named": "author", "published": "datePublished", "archived": "archivedAt",
    }  # fmt: skip
    return {name: about.get(f"schema:{term}") for name, term in terms.items()}


def _read_fact(
    annotation: Mapping[str, Any], bodies: list[Any], target: object, _article: str
) -> dict[str, Any]:
    statement = next((body.get("value") for body in bodies if _purpose(body) == "describing"), "")
    quote = _anchor(target).get("exact")
    return {"source": _ulid(annotation.get("foundIn")), "statement": statement, "quote": quote}


def _read_link(
    annotation: Mapping[str, Any], _bodies: list[Any], target: object, article: str
) -> dict[str, Any]:
    fact = _ulid(annotation.get("fact"))
    return {"article": article, "claim": _ulid(target), "stance": annotation.get("stance"), "fact": fact}


def _read_note(
    annotation: Mapping[str, Any], bodies: list[Any], target: object, article: str
) -> dict[str, Any]:
    motivation = next(_all(annotation.get("motivation")), "")
    purpose = _PURPOSES.get(str(motivation))
    text = [body for body in bodies if isinstance(body, dict) and body.get("format") == "text/markdown"]
    new = [body for body in bodies if _purpose(body) == "editing" and body not in text]
    fields: dict[str, Any] = {
        "article": article,
        "text": text[0].get("value") if text else "",
        "new": new[0].get("value") if new else "",
        "tags": [body.get("value") for body in bodies if _purpose(body) == "tagging"],
        "purpose": str(purpose) if purpose else "",
    }
    if isinstance(target, dict):
        return {**fields, "anchor": _anchor(target), "target": {"kind": "article", "id": article}}
    known = _ulid(target)
    reply = "replying" in _all(annotation.get("motivation"))
    if known:
        return {**fields, "target": {"kind": "note" if reply else "claim", "id": known}}
    return {**fields, "target": {"kind": "article", "id": article}}


def _read_check(_: object, _bodies: list[Any], target: object, article: str) -> dict[str, Any]:
    return {"article": article, "anchor": _anchor(target)}


def _read_review(_: object, bodies: list[Any], target: object, article: str) -> dict[str, Any]:
    said = next((body for body in bodies if isinstance(body, dict)), {})
    rating = said.get("schema:reviewRating")
    verdict = rating.get("schema:alternateName") if isinstance(rating, dict) else ""
    return {"article": article, "claim": _ulid(target), "verdict": verdict, "reason": said.get("value")}


def _read_decision(_: object, bodies: list[Any], target: object, article: str) -> dict[str, Any]:
    reason = next((body.get("value") for body in bodies if _purpose(body) == "moderating"), "")
    about = {"kind": "claim", "id": known} if (known := _ulid(target)) else None
    return {"article": article, "kind": _classified(bodies), "reason": reason, "target": about}


_READERS = {
    "claims": _read_claim,
    "sources": _read_source,
    "facts": _read_fact,
    "links": _read_link,
    "notes": _read_note,
    "checks": _read_check,
    "reviews": _read_review,
    "decisions": _read_decision,
}


def remark_of(annotation: Mapping[str, Any], now: datetime) -> Remark:
    """Return the note that an annotation from anywhere is; `now` stands for a time that it does not have.

    Raises:
        ValueError: its times or positions are none.
        TypeError: the same.
    """
    name = annotation.get("id")
    # Without a name of its own it is known by all it says.
    name = name if isinstance(name, str) and name else _hash(annotation)
    created = read_time(annotation["created"]) if annotation.get("created") else now
    modified = read_time(annotation["modified"]) if annotation.get("modified") else created
    motivations = [str(one) for one in _all(annotation.get("motivation"))]
    purpose = next((_PURPOSES[one] for one in motivations if one in _PURPOSES), Purpose.COMMENT)
    bodies = list(_all(annotation.get("body")))
    texts = [*map(_text, bodies), annotation.get("bodyValue") or ""]
    text = "\n\n".join(one for one in texts if isinstance(one, str) and one)
    targets = list(_all(annotation.get("target")))
    named = [one if isinstance(one, str) else one.get("id") for one in targets if isinstance(one, str | dict)]
    return Remark(
        name=name,
        person=_name(annotation.get("creator")) or NOBODY,
        created=created,
        modified=modified,
        text=text,
        tags=tuple(str(body.get("value", "")) for body in bodies if _purpose(body) in _LABELS),
        # Its wording cannot be told from its reasons, so a proposal is a comment.
        purpose=Purpose.COMMENT if purpose is Purpose.WORDING else purpose,
        answers=[one for one in named if isinstance(one, str)],
        anchor=next((found for target in targets if (found := anchor_of(target))), None),
        counting=Counting.CODE_POINTS,
        extra={"via": name} if name == annotation.get("id") else {},
    )


def page_of(annotation: Mapping[str, Any]) -> str:
    """Return the address of the page that an annotation is on; empty where it names none."""
    for target in _all(annotation.get("target")):
        source = target.get("source") if isinstance(target, dict) else target
        source = source.get("id") if isinstance(source, dict) else source
        if isinstance(source, str) and source.startswith(("http://", "https://")):
            return source
    return ""


def anchor_of(target: object) -> Anchor | None:
    """Return the words and the position that a target names, as it names them; None where it names neither.

    Raises:
        ValueError: its position is none.
    """
    found = _anchor(target)
    start, end = found.get("start"), found.get("end")
    exact, prefix, suffix = (found.get(name, "") for name in ("exact", "prefix", "suffix"))
    if not all(isinstance(one, str) for one in (exact, prefix, suffix)):
        message = "a quote is no words"
        raise ValueError(message)
    if type(start) is int and type(end) is int:
        return Anchor("", exact, prefix, suffix, start, end)
    return Anchor("", exact, prefix, suffix) if exact.strip() else None


def _anchor(target: object) -> dict[str, Any]:
    """Return the fields of the anchor that a target names."""
    if not isinstance(target, dict):
        return {}
    quote: dict[str, Any] = {}
    position: dict[str, Any] = {}
    for selector in _selectors(target.get("selector"), 0):
        kinds = list(_all(selector.get("type")))
        if "TextQuoteSelector" in kinds and not quote:
            quote = {name: selector[name] for name in ("exact", "prefix", "suffix") if selector.get(name)}
        if "TextPositionSelector" in kinds and not position:
            position = {name: selector[name] for name in ("start", "end") if name in selector}
    state = target.get("state")
    cached = str(state.get("cached", "")) if isinstance(state, dict) else ""
    made = {"exact": "", **quote, **position} if quote or position else {}
    return {"revision": cached.removeprefix("urn:sha256:"), **made} if made else {}


def _selectors(held: object, depth: int) -> Iterator[dict[str, Any]]:
    for one in _all(held):
        if isinstance(one, dict) and depth < _DEEPEST_SELECTOR:
            # What refines a selector is nearer to the words.
            yield from _selectors(one.get("refinedBy"), depth + 1)
            yield one


def _all(held: object) -> Iterator[Any]:
    """Yield what JSON-LD allows to be one or several."""
    if isinstance(held, list):
        yield from held
    elif held is not None:
        yield held


def _text(body: object) -> str:
    if isinstance(body, str):
        return f"<{body}>"
    if not isinstance(body, dict) or _purpose(body) in _LABELS:
        return ""
    value = body.get("value")
    if isinstance(value, str):
        return value
    return next((f"<{one}>" for one in (body.get("source"), body.get("id")) if isinstance(one, str)), "")


def _purpose(body: object) -> str:
    return str(body.get("purpose", "")) if isinstance(body, dict) else ""


def _classified(bodies: list[Any]) -> str:
    return next((str(body.get("value", "")) for body in bodies if _purpose(body) == "classifying"), "")


def _name(agent: object) -> str:
    """Return what a creator is called."""
    for one in _all(agent):
        if isinstance(one, str) and one:
            return one
        if isinstance(one, dict):
            for key in ("name", "schema:name", "nickname", "id"):
                if isinstance(one.get(key), str) and one[key]:
                    return str(one[key])
    return ""


def _ulid(iri: object) -> str:
    with suppress(ValueError):
        return from_urn(iri) if isinstance(iri, str) else ""
    return ""


def _hash(annotation: Mapping[str, Any]) -> str:
    said = json.dumps(annotation, sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
