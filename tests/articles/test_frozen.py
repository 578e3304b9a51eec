from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.frozen import Missing, as_dict, field, fields_of, frozen, replace


@frozen
class Tone:
    """A sound."""

    pitch: int
    name: str = "a"
    marks: dict[str, int] = field(default_factory=dict, hash=False)
    heard: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        if self.pitch < 0:
            message = "no such pitch"
            raise ValueError(message)

    @property
    def doubled(self) -> int:
        return 2 * self.pitch


@frozen(kw_only=True)
class Thing:
    id: str
    size: int = 1


@frozen(kw_only=True)
class Chair(Thing):
    legs: int


@dataclasses.dataclass(frozen=True, slots=True)
class TheirTone:
    pitch: int
    name: str = "a"
    marks: dict[str, int] = dataclasses.field(default_factory=dict, hash=False)
    heard: int = dataclasses.field(default=0, compare=False)


tones: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"pitch": st.integers(0, 2)},
    optional={
        "name": st.sampled_from("ab"),
        "marks": st.dictionaries(st.sampled_from("xy"), st.integers(0, 1)),
        "heard": st.integers(0, 1),
    },
)


@given(tones, tones)
def test_values_compare_hash_and_print_as_those_of_dataclasses_do(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    ours, theirs = Tone(**one), TheirTone(**one)
    assert (ours == Tone(**other)) == (theirs == TheirTone(**other))
    assert (ours != Tone(**other)) == (theirs != TheirTone(**other))
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs).removeprefix("Their")
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs) == as_dict(ours)


def test_values_of_two_classes_are_never_the_same() -> None:
    theirs: object = TheirTone(1)
    assert Tone(1) != theirs
    assert Thing(id="a") != Chair(id="a", legs=4)


def test_a_value_cannot_be_changed() -> None:
    tone: Any = Tone(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="pitch"):
        tone.pitch = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="volume"):
        tone.volume = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="name"):
        del tone.name
    assert tone == Tone(1)
    assert not hasattr(tone, "__dict__")


def test_what_a_class_demands_holds_for_its_first_values_and_for_those_after_them() -> None:
    @frozen
    class Even:
        number: int

        def __post_init__(self) -> None:
            if self.number % 2:
                raise ValueError(self.number)

    for _ in range(30):
        with pytest.raises(ValueError, match="3"):
            Even(3)
        assert Even(number=4).number == 4
        with pytest.raises(TypeError, match="number"):
            Even()  # type: ignore[call-arg]


def test_a_default_that_can_be_filled_is_made_for_each_value() -> None:
    Tone(1).marks["x"] = 1
    assert Tone(1).marks == {}


def test_fields_come_down_from_a_class_to_those_made_of_it() -> None:
    chair = Chair(id="a", legs=4)
    assert (chair.id, chair.size, chair.legs) == ("a", 1, 4)
    assert isinstance(chair, Thing)
    assert list(fields_of(Chair)) == ["id", "size", "legs"]
    with pytest.raises(TypeError, match="positional"):
        Chair("a", 1, 4)  # type: ignore[call-arg]


def test_a_value_is_taken_over_with_changes() -> None:
    tone = Tone(1, "b", heard=3)
    assert replace(tone, pitch=2) == dataclasses.replace(tone, pitch=2) == Tone(2, "b")
    assert replace(tone, pitch=2).heard == 3
    with pytest.raises(ValueError, match="pitch"):
        replace(tone, pitch=-1)
    with pytest.raises(TypeError, match="volume"):
        replace(tone, volume=1)  # type: ignore[call-arg]


def test_a_class_says_what_it_demands_and_what_it_takes_for_granted() -> None:
    said = fields_of(Tone)
    assert [name for name, one in said.items() if one.is_required] == ["pitch"]
    assert (said["name"].annotation, said["name"].make_default()) == ("str", "a")
    assert said["marks"].make_default() == {}
    assert said["pitch"].make_default() is Missing


def test_dataclasses_takes_such_a_class_for_its_own() -> None:
    assert dataclasses.is_dataclass(Tone)
    assert [(one.name, one.type) for one in dataclasses.fields(TheirTone)] == [
        (one.name, one.type) for one in dataclasses.fields(Tone)
    ]

    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
    class Bench(Thing):
        seats: int = 2

    assert repr(Bench(id="b")).endswith("Bench(id='b', size=1, seats=2)")


def test_what_dataclasses_asks_for_is_made_once_for_each_class() -> None:
    @frozen
    class Loud(Tone):
        volume: int = 11

    for kind, names in ((Tone, {"pitch", "name", "marks", "heard"}), (Loud, {"volume"})):
        asked = kind.__dataclass_fields__
        assert asked is kind.__dataclass_fields__
        assert names <= set(asked)
    assert "volume" not in Tone.__dataclass_fields__


def test_a_value_can_be_copied_and_sent_to_another_process() -> None:
    tone = Tone(1, "b", {"x": 1}, 2)
    for made in (copy.copy(tone), copy.deepcopy(tone), pickle.loads(pickle.dumps(tone))):  # noqa: S301
        assert (made, made.heard, made is tone) == (tone, 2, False)


def test_patterns_find_fields_by_place() -> None:
    match Tone(7, "b"):
        case Tone(pitch, name):
            assert (pitch, name) == (7, "b")
        case _:
            pytest.fail("no tone")


def test_a_class_keeps_its_name_its_words_and_its_own_methods() -> None:
    assert (Tone.__name__, Tone.__qualname__, Tone.__doc__, Tone.__module__) == (
        "Tone",
        "Tone",
        "A sound.",
        __name__,
    )
    assert Tone(2).doubled == 4

    @frozen
    class Quiet:
        word: str

        def __repr__(self) -> str:
            return "hush"

    assert repr(Quiet("loud")) == "hush"
