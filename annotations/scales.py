"""The verdicts that may be given: the scales of the house, and those that a library defines for itself.

A library names its scale in `library.json`, and may bring further ones there
under `scales`:

    {"id": "stars",
     "verdicts": [{"id": "right", "letter": "r", "value": 1, "normalised": "supported", "glyph": "✓",
                   "labels": {"en": "right", "nl": "juist"}, "needs_reason": false}, …]}

What a person may say of a claim that is no matter of fact, `opinion` and
`not-checkable`, belongs to every scale and has no number.  Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import StoreError, UsageError
from articles.frozen import field, frozen
from articles.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotations.store import Policy

DEFINED = "scales"
"""Under which `library.json` has the scales of its own."""
LONGEST = 80
"""Code points of a label."""
MOST = 20
"""Verdicts of a scale: more letters than one can keep apart."""

_ID = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LANGUAGE = pattern(r"[a-z]{2,8}")
_PARTS = frozenset({"id", "letter", "labels", "glyph", "value", "normalised", "needs_reason"})


@frozen
class Verdict:
    """One thing a review may say."""

    id: str
    letter: str
    """The key that follows `r`."""
    value: float | None = None
    """Its place on an ordered scale; None where it has no number."""
    normalised: str = ""
    """The id on the `evidence` scale that honestly means the same, if one does."""
    needs_reason: bool = False
    glyph: str = ""
    """A sign of one cell for where there is little room; the word always stands beside it."""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What it is called, by language code; of the scales of the house it is the id, and translated."""


@frozen
class Scale:
    """The verdicts a library gives."""

    id: str
    verdicts: tuple[Verdict, ...]

    def get(self, verdict_id: str) -> Verdict | None:
        """Return the verdict with this id; None where the scale has none."""
        return next((verdict for verdict in self.verdicts if verdict.id == verdict_id), None)

    def find(self, verdict_id: str) -> Verdict:
        """Return the verdict with this id.

        Raises:
            UsageError: the scale has no such verdict; the hint lists those it has.
        """
        if verdict := self.get(verdict_id):
            return verdict
        known = ", ".join(verdict.id for verdict in self.verdicts)
        raise UsageError(f"{verdict_id!r} is not a verdict of the scale {self.id!r}", f"choose from {known}")

    def label(self, verdict_id: str, language: str = "en") -> str:
        """Return what a verdict is called: in this language, else in English, else in any, else its id."""
        verdict = self.get(verdict_id)
        labels = verdict.labels if verdict else {}
        fallback = next(iter(labels.values()), verdict_id)
        return labels.get(language) or labels.get("en") or fallback


_OFF_SCALE = (Verdict("opinion", "p", glyph="“"), Verdict("not-checkable", "x", glyph="–"))

EVIDENCE_SCALE = Scale(
    "evidence",
    (
        Verdict("supported", "s", 1, "supported", glyph="✓"),
        Verdict("refuted", "r", -1, "refuted", glyph="✗"),
        Verdict("not-enough-evidence", "n", 0, "not-enough-evidence", glyph="?"),
        Verdict("conflicting", "c", 0, "conflicting", glyph="≈"),
        *_OFF_SCALE,
    ),
)
"""The four verdicts of AVeriTeC, for claims that were published."""

FIX = "fix"
"""The verdict that asks for other words."""

DESK_SCALE = Scale(
    "desk",
    (
        Verdict("ok", "o", 2, "supported", glyph="✓"),
        Verdict("on-author", "a", 1, glyph="@"),
        Verdict(FIX, "f", 0, needs_reason=True, glyph="✎"),
        Verdict("cannot-confirm", "c", 0, "not-enough-evidence", glyph="?"),
        *_OFF_SCALE,
    ),
)
"""For a draft before it runs; `fix` wants the wording proposed and never means refuted."""

TRUTH_SCALE = Scale(
    "truth",
    (
        Verdict("true", "t", 1, "supported", glyph="✓"),
        Verdict("mixed", "m", 0, "conflicting", glyph="≈"),
        Verdict("false", "f", -1, "refuted", glyph="✗"),
        *_OFF_SCALE,
    ),
)
"""What most fact-checkers publish, without steps between."""

SCALES = {scale.id: scale for scale in (EVIDENCE_SCALE, DESK_SCALE, TRUTH_SCALE)}
"""Those of the house."""


def scale_of(policy: Policy) -> Scale:
    """Return the scale that a policy names; the usual one where it names or defines none that can be read.

    For what is shown: nothing one reads may fail over a slip in `library.json`.
    """
    try:
        return required_scale(policy)
    except StoreError:
        return EVIDENCE_SCALE


def required_scale(policy: Policy) -> Scale:
    """Return the scale that a policy names, to give verdicts on.

    Raises:
        StoreError: there is no such scale, or what the library says of it is wrong.
    """
    if policy.scale in SCALES:
        return SCALES[policy.scale]
    known = defined_scales(policy)
    if policy.scale not in known:
        listed = ", ".join([*SCALES, *known])
        raise StoreError(f"this library has no scale {policy.scale!r}", f"there are {listed}")
    return known[policy.scale]


def defined_scales(policy: Policy) -> dict[str, Scale]:
    """Return the scales that a library brings, by id.

    Raises:
        StoreError: what it says of one is wrong; it names the scale, the verdict and what is wrong.
    """
    return {scale.id: scale for scale in read_scales(policy.extra.get(DEFINED, []))}


def read_scales(said: object) -> list[Scale]:
    """Return the scales in a piece of JSON.  Raises as `defined_scales`."""
    if not isinstance(said, list):
        raise wrong("scales", "they must be a list")
    scales = [_read_scale(one, f"scale {number}") for number, one in enumerate(said, 1)]
    ids = [scale.id for scale in scales]
    if twice := _first_twice([*SCALES, *ids]):
        raise wrong(f"scale {twice!r}", "there is another of this id")
    return scales


def _read_scale(said: object, where: str) -> Scale:
    if not isinstance(said, dict):
        raise wrong(where, "it must be an object")
    where = f"scale {said.get('id')!r}"
    if not _is_id(said.get("id")):
        raise wrong(where, "its id must be small letters, digits and hyphens")
    listed = said.get("verdicts")
    if not isinstance(listed, list) or not 1 < len(listed) <= MOST:
        raise wrong(where, f"it needs 2 to {MOST} verdicts")
    own = [_read_verdict(one, f"{where}, verdict {number}") for number, one in enumerate(listed, 1)]
    verdicts = (*own, *(one for one in _OFF_SCALE if one.id not in {verdict.id for verdict in own}))
    if twice := _first_twice(verdict.id for verdict in verdicts):
        raise wrong(where, f"it has two verdicts {twice!r}")
    if twice := _first_twice(verdict.letter for verdict in verdicts):
        raise wrong(where, f"two verdicts have the letter {twice!r}; opinion has p and not-checkable has x")
    return Scale(said["id"], verdicts)


def _read_verdict(said: object, where: str) -> Verdict:
    if not isinstance(said, dict):
        raise wrong(where, "it must be an object")
    if unknown := said.keys() - _PARTS:
        raise wrong(where, f"it has {min(unknown)!r}, which no verdict has")
    if not _is_id(said.get("id")):
        raise wrong(where, "its id must be small letters, digits and hyphens")
    where = f"{where.rpartition(', ')[0]}, verdict {said['id']!r}"
    letter = said.get("letter")
    if not (isinstance(letter, str) and len(letter) == 1 and letter.isalnum()):
        raise wrong(where, "its letter must be one letter or digit")
    value = said.get("value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise wrong(where, "its value must be a number, or left out")
    normalised = said.get("normalised", "")
    if normalised not in {"", *(one.normalised for one in EVIDENCE_SCALE.verdicts)}:
        known = ", ".join(one.id for one in EVIDENCE_SCALE.verdicts if one.normalised)
        raise wrong(where, f"normalised must be one of {known}, or left out")
    needs_reason = said.get("needs_reason", False)
    if not isinstance(needs_reason, bool):
        raise wrong(where, "needs_reason must be true or false")
    return Verdict(
        said["id"],
        letter,
        value,
        normalised,
        needs_reason=needs_reason,
        glyph=_read_glyph(said.get("glyph", ""), where),
        labels=_read_labels(said.get("labels", {}), where),
    )


def _read_glyph(said: object, where: str) -> str:
    if not isinstance(said, str) or len(said) > 1 or not said.isprintable():
        raise wrong(where, "its glyph must be one sign")
    return said


def _read_labels(said: object, where: str) -> dict[str, str]:
    if not isinstance(said, dict):
        raise wrong(where, "its labels must be an object, as in {'en': 'right'}")
    for language, label in said.items():
        if not _LANGUAGE.fullmatch(language):
            raise wrong(where, f"{language!r} is not the code of a language")
        if not (isinstance(label, str) and label.strip() and len(label) <= LONGEST and label.isprintable()):
            raise wrong(where, f"its label in {language!r} must be 1 to {LONGEST} characters")
    return dict(said)


def _is_id(said: object) -> bool:
    return isinstance(said, str) and len(said) <= LONGEST and _ID.fullmatch(said) is not None


def _first_twice(words: Iterable[str]) -> str:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            return word
        seen.add(word)
    return ""


def wrong(where: str, what: str) -> StoreError:
    """Return the error about a slip in what a library says of its scales."""
    return StoreError(f"{where} of this library: {what}", "put it right in library.json")


def written_verdict(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as the JSON that `read_scales` reads."""
    return {
        "id": verdict.id,
        "letter": verdict.letter,
        "labels": dict(verdict.labels),
        "glyph": verdict.glyph,
        "value": verdict.value,
        "normalised": verdict.normalised,
        "needs_reason": verdict.needs_reason,
    }
