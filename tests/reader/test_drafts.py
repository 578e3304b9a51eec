from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchors import Anchor
from annotations.errors import InvalidRecord
from annotations.model import Claim, ClaimKind, Fact, Link, Note, Review, Stance, Target, TargetKind
from articles.model import Article, Metadata, Origin, OriginKind, Revision, Span
from articles.stepping import Sentences
from reader.citing import cite
from reader.drafts import Writing, as_kept, from_kept, prefix_of
from reader.navigable import KeptPlace, as_kept_place, kept_place, place_key, restored
from reader.pointing import Pointing
from reader.sheets import as_text, changes_from, editable
from tests.reader.making import Newsroom
from tests.reader.staging import fact

THEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
COMMON: dict[str, Any] = {"id": "R", "author": "anna", "created": THEN, "modified": THEN, "article": "a"}
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=2),
    max_leaves=4,
)
writings = st.builds(
    Writing,
    anything,
    anything,
    st.builds(Target, st.sampled_from(TargetKind), anything),
    st.none()
    | st.builds(lambda start, length: Span(start, start + length), st.integers(0, 99), st.integers(0, 9)),
    anything,
    anything,
)

# Drafts


@given(writings)
def test_a_draft_comes_back_from_the_desk_as_it_was(writing: Writing) -> None:
    back = from_kept(json.loads(json.dumps(as_kept(writing))))
    assert back == (writing if writing.text.strip() else None)


@given(
    st.dictionaries(
        st.sampled_from(["article", "title", "kind", "target", "passage", "edits", "text"]), plain_json
    )
)
def test_whatever_the_desk_holds_is_a_draft_or_none(value: dict[str, Any]) -> None:
    whole = {**as_kept(Writing("a", "t", Target(TargetKind.ARTICLE, "a"), text="x")), **value}
    for kept in (value, whole):
        back = from_kept(kept)
        assert back is None or back.text.strip()
    assert from_kept(None) is None


def test_two_things_being_written_have_two_keys() -> None:
    note, claim = Target(TargetKind.NOTE, "N"), Target(TargetKind.CLAIM, "C")
    made = [
        Writing("a", "a reply", note),
        Writing("a", "a change", note, edits="N"),
        Writing("a", "a note", claim),
        Writing("a", "a note on words", claim, Span(1, 2)),
        Writing("a", "a note on other words", claim, Span(1, 3)),
        Writing("b", "elsewhere", claim),
    ]
    assert len({writing.key for writing in made}) == len(made)
    assert all(writing.key.startswith(prefix_of("a")) for writing in made[:-1])


# Records as text to edit


@given(anything, anything, anything, anything)
def test_a_sheet_left_as_it_was_changes_nothing(one: str, two: str, three: str, four: str) -> None:
    words = [_kept(text) for text in (one, two, three, four)]
    record = fact("F", "S", statement=words[0], quote=words[1], translation=words[2], locator=words[3])
    changes = changes_from(record, as_text(record))
    assert {name: getattr(record, name) for name in changes} == changes


def _kept(text: str) -> str:
    """Return `text` as it would stand in a record: no outer space, LF only."""
    for sign in "\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        text = text.replace(sign, "\n")
    return text.strip()


def test_a_passage_keeps_its_own_indentation() -> None:
    record = fact("F", "S", quote="for all:\n    add one\n\n  name: x\nquote: y")
    assert changes_from(record, as_text(record))["quote"] == record.quote


def test_what_has_one_text_is_that_text() -> None:
    note = Note(**COMMON, target=Target(TargetKind.ARTICLE, "a"), text="one\ntwo")
    assert as_text(note) == "one\ntwo"
    assert changes_from(note, "text: three") == {"text": "text: three"}
    review = Review(**COMMON, claim="C", verdict="supported", reason="why")
    assert as_text(review) == "why"
    assert changes_from(review, "") == {"reason": ""}


def test_a_claim_is_a_line_for_each_field() -> None:
    claim = Claim(**COMMON, anchor=Anchor("", "x"), claimant="the mayor", kind=ClaimKind.FIGURE)
    assert as_text(claim) == "text:\nclaimant: the mayor\nkind: figure"
    changed = changes_from(claim, "text: 1,200\n  people\n\nclaimant:\nkind: event\n\n")
    assert changed == {"text": "1,200\npeople", "claimant": "", "kind": ClaimKind.EVENT}
    assert changes_from(claim, "\nclaimant: she") == {"claimant": "she"}


def test_a_line_that_names_no_field_and_a_kind_that_is_none_are_refused() -> None:
    claim = Claim(**COMMON, anchor=Anchor("", "x"))
    with pytest.raises(InvalidRecord, match=r"line 2 begins with none of text, claimant, kind.*colour: red"):
        changes_from(claim, "text: x\ncolour: red")
    with pytest.raises(InvalidRecord, match="'rumour' is not a kind of claim: choose from figure"):
        changes_from(claim, "kind: rumour")
    with pytest.raises(InvalidRecord, match="line 1"):
        changes_from(claim, "  indented before any field")


def test_a_link_has_nothing_to_edit_as_text() -> None:
    assert not editable(Link(**COMMON, claim="C", stance=Stance.SUPPORTS))
    assert editable(
        Fact(**{name: COMMON[name] for name in ("id", "author", "created", "modified")}, source="S")
    )
    assert editable(Claim(**COMMON, anchor=Anchor("", "x")))


# Places and citations


@given(st.integers(0, 10**6), anything, st.integers(-1, 10**6))
def test_a_place_comes_back_as_it_was(offset: int, claim: str, sentence: int) -> None:
    kept = json.loads(json.dumps(as_kept_place(offset, claim, sentence)))
    assert kept_place(kept) == KeptPlace(offset, claim, sentence)


@given(st.dictionaries(st.sampled_from(["offset", "claim", "sentence"]), plain_json))
def test_a_place_that_makes_no_sense_is_none(value: dict[str, Any]) -> None:
    place = kept_place(value)
    assert place is None or (type(place.offset) is int and place.offset >= 0)


def test_what_one_was_at_is_restored_as_far_as_it_is_there() -> None:
    room = Newsroom()
    claim = room.claim("14 miljoen euro")
    dossier = room.dossier
    sentences = Sentences(dossier.revision.article)
    first = sentences.at(0)
    assert first
    assert restored(KeptPlace(0, claim.id, 0), dossier, sentences) == Pointing(sentence=first, claim=claim.id)
    assert restored(KeptPlace(0, "gone", -1), dossier, sentences) == Pointing()
    assert restored(None, dossier, sentences) == Pointing()
    nothing = Sentences(Article(""))
    assert restored(KeptPlace(9, "", 9), dossier, nothing) == Pointing()
    assert place_key("a") != place_key("b")


def test_a_place_of_an_older_version_is_one_without_a_claim() -> None:
    assert kept_place({"offset": 12}) == KeptPlace(12, "", -1)
    assert kept_place({"offset": True}) is None
    assert kept_place(None) is None


def test_a_citation_says_where_the_words_are_from() -> None:
    metadata = Metadata("The ferry", "A. Writer", "The Paper", "2026-03-01", "https://example.org/ferry")
    article = Article("It carried\n1,200 people.", metadata=metadata)
    origin = Origin(OriginKind.PATH, "/ferry.txt")
    revision = Revision("the-ferry-7c1d", article.sha256, article, origin, "text/1", THEN, "anna")
    assert cite(revision, Span(3, 23), "the mayor") == (
        "“carried 1,200 people” "
        "(the mayor, A. Writer, The Ferry, The Paper, 2026-03-01, https://example.org/ferry)".replace(
            "Ferry", "ferry"
        )
    )
    bare = Revision("the-ferry-7c1d", "x", Article("It sank."), origin, "text/1", THEN, "anna")
    assert cite(bare, Span(0, 7)) == "“It sank” (the-ferry-7c1d)"
