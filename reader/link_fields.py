"""What stands in the form that links a fact: its fields, what moves on, what comes of it.

A form is a value; every key gives the next one.  Which fields are asked
depends on what is known: an existing fact needs only a stance, a search that
found nothing only where one looked.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from annotations.model import Medium, Stance
from articles.frozen import field, frozen, replace
from reader.entry import Entry, entered
from reader.terminal_io import clean_link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.offers import Offer

_Choice = TypeVar("_Choice")


class FieldName(StrEnum):
    """A field of the form; its value is its name in a draft."""

    SOURCE = "source"
    STANCE = "stance"
    QUOTE = "quote"
    LOCATOR = "locator"
    STATEMENT = "statement"
    TITLE = "title"
    PUBLISHER = "publisher"
    PUBLISHED = "published"
    MEDIUM = "medium"
    PERSON = "person"
    TRANSLATION = "translation"
    CONFIDENTIAL = "confidential"


CHOSEN_BY_KEY = frozenset({FieldName.STANCE, FieldName.MEDIUM, FieldName.CONFIDENTIAL})
"""Fields in which a letter chooses; the others hold text."""
STANCE_LETTERS: Mapping[str, Stance] = {
    "s": Stance.SUPPORTS,
    "r": Stance.REFUTES,
    "q": Stance.QUALIFIES,
    "c": Stance.CONTEXT,
    "n": Stance.NOTHING_FOUND,
}
MEDIUM_LETTERS: Mapping[str, Medium] = {
    "w": Medium.WEB,
    "d": Medium.DOCUMENT,
    "m": Medium.MAIL,
    "p": Medium.PHONE,
    "i": Medium.INTERVIEW,
    "o": Medium.OBSERVATION,
}
_ALWAYS = (FieldName.SOURCE, FieldName.STANCE)
_OF_A_FACT = (FieldName.QUOTE, FieldName.LOCATOR, FieldName.STATEMENT)
_OF_A_NEW_SOURCE = (
    FieldName.TITLE,
    FieldName.PUBLISHER,
    FieldName.PUBLISHED,
    FieldName.MEDIUM,
    FieldName.PERSON,
    FieldName.TRANSLATION,
    FieldName.CONFIDENTIAL,
)
_OF_WHO_SAID_IT = (
    FieldName.MEDIUM,
    FieldName.PERSON,
    FieldName.PUBLISHED,
    FieldName.CONFIDENTIAL,
    FieldName.TRANSLATION,
    FieldName.TITLE,
    FieldName.PUBLISHER,
)
"""The same where there is no address: of a call or a talk one says how, who and when."""
_FACT_TEXTS = (*_OF_A_FACT, FieldName.TRANSLATION)
_SOURCE_TEXTS = {
    FieldName.TITLE: "title",
    FieldName.PUBLISHER: "publisher",
    FieldName.PUBLISHED: "published",
    FieldName.PERSON: "person_named",
}


@frozen
class LinkRequest:
    """What to link: an existing fact, a new fact of an existing source, or both new.

    `source_fields` and `fact_fields` are those of new records, by the names
    their model gives them.  With NOTHING_FOUND only `searched` counts.
    """

    stance: Stance
    fact_id: str = ""
    source_id: str = ""
    source_fields: Mapping[str, str | bool | Medium] = field(default_factory=dict, hash=False)
    fact_fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    searched: str = ""
    article: str = ""
    """Of the library: where the passage is to be picked."""


@frozen
class Missing:
    """Why a form cannot be saved yet, and in which field to put that right."""

    field: FieldName
    sentence: str


@frozen
class Form:
    """The fields as they stand, and which of them has the keys."""

    entries: Mapping[FieldName, Entry] = field(default_factory=dict, hash=False)
    stance: Stance | None = None
    medium: Medium | None = None
    """None until chosen: then the web for an address, a document for words."""
    confidential: bool = False
    chosen: Offer | None = None
    """What of the library stands in the source field."""
    at: FieldName = FieldName.SOURCE
    more: bool = False
    """Whether the fields of a new source are shown, too."""
    at_once: bool = False
    """Whether Enter in the passage saves: all else is known."""
    pages: bool = False
    """Whether pages can be fetched in this session."""
    files: bool = False
    """Whether files can be read in it."""
    marked: int = -1
    """Which of the offers below the source field Enter takes; -1 is what was typed."""

    def entry(self, name: FieldName) -> Entry:
        """Return a field's text and cursor."""
        return self.entries.get(name, Entry())

    def text(self, name: FieldName) -> str:
        """Return a field's text without outer white space."""
        return self.entry(name).text.strip()

    @property
    def is_short(self) -> bool:
        """Whether a stance is all that is asked besides the first field."""
        if self.stance is Stance.NOTHING_FOUND:
            return True
        # In an article of the library the passage is picked, not typed.
        return bool(self.chosen and (self.chosen.fact or self.chosen.article) and not self.at_once)

    @property
    def opens(self) -> bool:
        """Whether saving opens the source, for the passage to be picked: it may be one that can be read."""
        source = self.text(FieldName.SOURCE)
        if self.chosen or self.text(FieldName.QUOTE) or self.stance in {None, Stance.NOTHING_FOUND}:
            return bool(self.chosen and self.chosen.article and self.is_short)
        return (self.pages and bool(clean_link(source))) or (self.files and _like_a_file(source))

    @property
    def has_more(self) -> bool:
        """Whether there are further fields that are not shown."""
        return not self.more and not self.is_short

    @property
    def fields(self) -> tuple[FieldName, ...]:
        """The fields that are shown, in order."""
        if self.is_short:
            return _ALWAYS
        if not self.more:
            return (*_ALWAYS, *_OF_A_FACT)
        if self.chosen:
            return (*_ALWAYS, *_OF_A_FACT, FieldName.TRANSLATION)
        return (*_ALWAYS, *_OF_A_FACT, *(_OF_A_NEW_SOURCE if self.has_address else _OF_WHO_SAID_IT))

    @property
    def has_address(self) -> bool:
        """Whether the source is a page, or nothing yet."""
        source = self.text(FieldName.SOURCE)
        return not source or bool(clean_link(source))

    @property
    def is_last(self) -> bool:
        """Whether Enter in the current field saves."""
        return self.at is self.fields[-1] or (self.at_once and self.at is FieldName.QUOTE)


def typed(form: Form, entry: Entry) -> Form:
    """Return the form with other text in its current field; what was chosen there is dropped."""
    entries = {**form.entries, form.at: entry}
    if form.at is FieldName.SOURCE and entry.text != form.entry(form.at).text:
        return replace(form, entries=entries, chosen=None, marked=-1)
    return replace(form, entries=entries)


def moved(form: Form, by: int) -> Form:
    """Return the form at another field; past the last come the further ones, then the first."""
    if by > 0 and form.at is form.fields[-1] and form.has_more:
        form = replace(form, more=True)
    shown = form.fields
    place = shown.index(form.at) if form.at in shown else 0
    return replace(form, at=shown[(place + by) % len(shown)], marked=-1)


def choose(form: Form, offer: Offer) -> Form:
    """Return the form with a fact or source of the library in its first field."""
    entries = {**form.entries, FieldName.SOURCE: entered(offer.label)}
    return replace(form, entries=entries, chosen=offer, marked=-1)


def same_again(offer: Offer) -> Form:
    """Return the form for one more fact of a source, that supports: only its passage is asked."""
    form = choose(Form(stance=Stance.SUPPORTS), offer)
    return replace(form, at=FieldName.QUOTE, at_once=True)


def choose_letter(form: Form, letter: str) -> Form | None:
    """Return the form with what a letter chooses in the current field; None where it chooses nothing."""
    if form.at is FieldName.STANCE and letter in STANCE_LETTERS:
        return replace(form, stance=STANCE_LETTERS[letter])
    if form.at is FieldName.MEDIUM and letter in MEDIUM_LETTERS:
        return replace(form, medium=MEDIUM_LETTERS[letter])
    if form.at is FieldName.CONFIDENTIAL and letter in {"y", "n", " "}:
        return replace(form, confidential=letter == "y" or (letter == " " and not form.confidential))
    return None


def turn(form: Form, by: int) -> Form:
    """Return the form with the next or previous choice in the current field."""
    if form.at is FieldName.STANCE:
        return replace(form, stance=_next(list(STANCE_LETTERS.values()), form.stance, by))
    if form.at is FieldName.MEDIUM:
        return replace(form, medium=_next(list(MEDIUM_LETTERS.values()), medium_of(form), by))
    return replace(form, confidential=not form.confidential)


def medium_of(form: Form) -> Medium:
    """Return the medium of the new source: what was chosen, else what the first field looks like."""
    return form.medium or (Medium.WEB if clean_link(form.text(FieldName.SOURCE)) else Medium.DOCUMENT)


def request_of(form: Form, offers: Sequence[Offer]) -> LinkRequest | Missing:
    """Return what the form asks for, or what it lacks.

    An address that a source of `offers` has already is that source, unless one
    says more of it: then it is a source of one's own.
    """
    source = form.text(FieldName.SOURCE)
    if form.stance is None or not source:
        return _missing(form)
    if form.stance is Stance.NOTHING_FOUND:
        return LinkRequest(Stance.NOTHING_FOUND, searched=source)
    if form.chosen and form.chosen.fact:
        return LinkRequest(form.stance, fact_id=form.chosen.fact.id, source_id=form.chosen.fact.source)
    if form.chosen and form.chosen.article and not (form.chosen.source and form.text(FieldName.QUOTE)):
        return LinkRequest(form.stance, source_id=_source_id(form.chosen), article=form.chosen.article)
    fact = {str(name): text for name in _FACT_TEXTS if (text := form.text(name))}
    fields = _source_fields(form)
    said_more = bool(fields.keys() - {"url", "words", "medium"})
    known = form.chosen.id if form.chosen else "" if said_more else _known(source, offers)
    if known:
        return LinkRequest(form.stance, source_id=known, fact_fields=fact)
    return LinkRequest(form.stance, source_fields=fields, fact_fields=fact)


def _like_a_file(words: str) -> bool:
    """Tell whether words may name a file; whether there is one is not looked up at every key."""
    return words.startswith(("/", "~/", "./", "../"))


def _source_id(offer: Offer) -> str:
    return offer.source.id if offer.source else ""


def draft_of(form: Form) -> dict[str, str]:
    """Return the form as a draft: field names and what stands in them, and the id that was chosen."""
    draft = {str(name): entry.text for name, entry in form.entries.items() if entry.text}
    if form.stance:
        draft[FieldName.STANCE] = form.stance.value
    if form.medium:
        draft[FieldName.MEDIUM] = form.medium.value
    if form.confidential:
        draft[FieldName.CONFIDENTIAL] = "yes"
    if form.chosen:
        draft["chosen"] = form.chosen.id
    return draft


def form_from(draft: Mapping[str, object], offers: Sequence[Offer]) -> Form:
    """Return the form that a draft was made from; what it holds besides is left out."""
    texts = {name: draft.get(name) for name in FieldName if name not in CHOSEN_BY_KEY}
    entries = {name: entered(text) for name, text in texts.items() if isinstance(text, str)}
    stance, medium = draft.get(FieldName.STANCE), draft.get(FieldName.MEDIUM)
    form = Form(
        entries,
        stance=Stance(str(stance)) if stance in set(Stance) else None,
        medium=Medium(str(medium)) if medium in set(Medium) else None,
        confidential=draft.get(FieldName.CONFIDENTIAL) == "yes",
        chosen=next((offer for offer in offers if offer.id == draft.get("chosen")), None),
    )
    return replace(form, more=any(form.text(name) for name in _OF_A_NEW_SOURCE))


def _missing(form: Form) -> Missing:
    if form.text(FieldName.SOURCE):
        return Missing(FieldName.STANCE, "choose a stance: s r q c, or n for nothing found")
    searched = form.stance is Stance.NOTHING_FOUND
    return Missing(
        FieldName.SOURCE, "say where you searched" if searched else "name a source: an address or a few words"
    )


def _source_fields(form: Form) -> dict[str, str | bool | Medium]:
    source = form.text(FieldName.SOURCE)
    link = clean_link(source)
    found: dict[str, str | bool | Medium] = {"url": link} if link else {"words": source}
    found["medium"] = medium_of(form)
    found |= {key: text for name, key in _SOURCE_TEXTS.items() if (text := form.text(name))}
    if form.confidential:
        found["confidential"] = True
    return found


def _known(source: str, offers: Sequence[Offer]) -> str:
    """Return the id of the source that has this address; empty where none has."""
    link = clean_link(source)
    known = (offer.source for offer in offers if offer.source)
    return next((one.id for one in known if link and link in {one.url, clean_link(one.url)}), "")


def _next(choices: Sequence[_Choice], current: _Choice | None, by: int) -> _Choice:
    place = choices.index(current) if current in choices else (-1 if by > 0 else 0)
    return choices[(place + by) % len(choices)]
