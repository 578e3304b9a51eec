from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from annotations.codec import from_json, table_of, to_json
from annotations.model import Note, Target, TargetKind
from annotations.revisions import KEPT_ANCESTORS, following, generation, standing
from tests.annotations.making import THEN, moments, records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from annotations.model import Record


def a_note(text: str = "", note_id: str = "N") -> Note:
    target = Target(TargetKind.ARTICLE, "a")
    note = Note(id=note_id, author="anna", created=THEN, modified=THEN, article="a", target=target, text=text)
    return following(note, None)


@st.composite
def histories(draw: st.DrawFn) -> list[Note]:
    """Versions of two notes, each from any one before it, with times in no order."""
    made = [a_note(note_id="N"), a_note(note_id="M")]
    for number in range(draw(st.integers(0, 8))):
        base = draw(st.sampled_from(made))
        after = replace(base, text=str(number), modified=draw(moments))
        made.append(following(after, base))
    return made


@given(records)
def test_the_same_content_on_the_same_base_gets_the_same_rev(record: Record) -> None:
    first = following(record, None)
    assert first == following(record, None)
    read_back = from_json(table_of(record), to_json(record))
    assert following(read_back, None).rev == first.rev
    second = following(record, first)
    assert second.rev != first.rev
    assert second.ancestors == (first.rev,)
    assert (generation(first.rev), generation(second.rev)) == (1, 2)


@given(histories(), st.randoms())
def test_what_stands_does_not_depend_on_the_order_of_reading(made: list[Note], random: object) -> None:
    shuffled = [*made, *made[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert standing(shuffled) == standing(made)


@given(histories())
def test_a_version_stands_where_no_other_names_it(made: list[Note]) -> None:
    for record_id, heads in standing(made).items():
        own = {one.rev: one for one in made if one.id == record_id}
        named = {rev for one in own.values() for rev in one.ancestors}
        assert {one.rev for one in heads} == own.keys() - named


@given(st.lists(moments, min_size=3, max_size=3))
def test_clocks_never_settle_which_version_stands(times: Sequence[datetime]) -> None:
    first = replace(a_note(), modified=times[0])
    second = following(replace(first, text="second", modified=times[1]), first)
    rival = following(replace(first, text="rival", modified=times[2]), first)
    assert standing([second, first])["N"] == (second,)
    assert set(standing([second, rival, first])["N"]) == {second, rival}


def test_only_so_many_ancestors_are_remembered() -> None:
    note = a_note()
    for number in range(KEPT_ANCESTORS + 5):
        note = following(replace(note, text=str(number)), note)
    assert len(note.ancestors) == KEPT_ANCESTORS
    assert generation(note.rev) == KEPT_ANCESTORS + 6


def test_a_rev_of_another_form_is_of_no_generation() -> None:
    assert generation("") == 0
    assert generation("what") == 0
    assert generation("²-a") == 0
    assert generation("9" * 5000 + "-a") == 0, "a made-up rev must not stop the reading"


def test_versions_that_name_each_other_are_all_kept() -> None:
    one = replace(a_note("one"), rev="1-a", ancestors=("1-b",))
    other = replace(a_note("other"), rev="1-b", ancestors=("1-a",))
    assert standing([one, other])["N"] == (one, other)
    assert standing([replace(one, ancestors=("1-a",))])["N"] == (replace(one, ancestors=("1-a",)),)


def test_two_contents_under_one_rev_are_told_apart_alike_by_everybody() -> None:
    one = replace(a_note("one"), rev="1-a")
    forged = replace(one, text="other")
    assert standing([one, forged]) == standing([forged, one])


def test_a_colleague_who_names_my_version_as_an_ancestor_does_not_replace_it() -> None:
    mine = a_note("mine")
    theirs = following(replace(mine, author="mallory", text="forged"), mine)
    assert set(standing([mine, theirs])[mine.id]) == {mine, theirs}
