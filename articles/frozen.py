"""Frozen values with slots, as `dataclasses` makes them, for a small part of the time.

`dataclasses` writes the source of half a dozen methods for every class and
compiles them as the module is imported; a short command spent half of its time
so, most of it on classes of which it makes few values or none.  Here one set of
methods serves all classes, and `__init__`, which has to be quick where there are
many values, is compiled when some have been made.  Names and meanings are those
of `dataclasses`, whose functions take these classes for their own.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    # The type checker knows of this one which arguments it takes for which class.
    from dataclasses import replace

__all__ = ["Missing", "as_dict", "field", "fields_of", "frozen", "replace"]

Value = TypeVar("Value")

_FEW = 20
"""Values of a class that are made without a compiled `__init__`: compiling it takes as long as these."""


class Missing:
    """Stands for a default that a field does not have."""


class Field:
    """What a class says of one of its fields."""

    __slots__ = ("annotation", "compare", "default", "default_factory", "hash")

    def __init__(
        self,
        annotation: str,
        default: Any = Missing,  # noqa: ANN401 - of any type
        default_factory: Callable[[], Any] | type[Missing] = Missing,
        hash: bool = True,  # noqa: A002, FBT001, FBT002 - as `dataclasses` calls it; said by `field` alone
        compare: bool = True,  # noqa: FBT001, FBT002 - the same
    ) -> None:
        self.annotation = annotation
        self.default = default
        self.default_factory = default_factory
        self.hash = hash
        self.compare = compare

    @property
    def is_required(self) -> bool:
        """Whether a value cannot be made without it."""
        return self.default is Missing and self.default_factory is Missing

    def make_default(self) -> Any:  # noqa: ANN401 - of any type
        """Return what the field has where nothing is said; `Missing` where something must be."""
        return self.default if self.default_factory is Missing else self.default_factory()


@overload
def field(*, default: Value, hash: bool = True, compare: bool = True) -> Value: ...


@overload
def field(*, default_factory: Callable[[], Value], hash: bool = True, compare: bool = True) -> Value: ...


def field(
    *,
    default: Any = Missing,
    default_factory: Callable[[], Any] | type[Missing] = Missing,
    hash: bool = True,  # noqa: A002 - as `dataclasses` calls it
    compare: bool = True,
) -> Any:
    """Describe a field: its default, or what makes one, and whether it is hashed and compared."""
    return Field("", default, default_factory, hash, compare)


@overload
def frozen(kind: type[Value], /) -> type[Value]: ...


@overload
def frozen(*, kw_only: bool = False) -> Callable[[type[Value]], type[Value]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[Any] | None = None, /, *, kw_only: bool = False) -> Any:
    """Make of a class one whose values are frozen, have slots, and compare, hash and print by their fields.

    Its annotations must be strings: `from __future__ import annotations`.
    """
    return _made(kind, kw_only=kw_only) if kind is not None else lambda one: _made(one, kw_only=kw_only)


def fields_of(kind: type[Any]) -> Mapping[str, Field]:
    """Return what a class made by `frozen` says of its fields, in their order."""
    held: Mapping[str, Field] = kind.__frozen_fields__
    return held


def as_dict(value: object) -> dict[str, Any]:
    """Return the fields of a value by name, as they are."""
    return {name: getattr(value, name) for name in fields_of(type(value))}


if not TYPE_CHECKING:

    def replace(value: Value, /, **changes: object) -> Value:
        """Return a value like `value` but for the changes."""
        return type(value)(**(as_dict(value) | changes))


def _made(kind: type[Any], *, kw_only: bool) -> type[Any]:
    inside = {name: held for name, held in vars(kind).items() if name not in {"__dict__", "__weakref__"}}
    inherited: Mapping[str, Field] = getattr(kind, "__frozen_fields__", {})
    own = {
        name: _field(annotation, inside.pop(name, Missing))
        for name, annotation in inside.get("__annotations__", {}).items()
    }
    every = {**inherited, **own}
    for name, method in _methods(every).items():
        inside.setdefault(name, method)
    inside["__slots__"] = tuple(name for name in own if name not in inherited)
    inside["__frozen_fields__"] = every
    inside["__frozen_kw_only__"] = kw_only
    inside["__frozen_few__"] = iter(range(_FEW))
    made: type[Any] = type(kind.__name__, kind.__bases__, inside)
    made.__qualname__ = kind.__qualname__
    return made


def _field(annotation: str, said: object) -> Field:
    if not isinstance(said, Field):
        return Field(annotation, said)
    said.annotation = annotation
    return said


def _methods(every: Mapping[str, Field]) -> dict[str, Any]:
    """Return the methods of a class with these fields, by name."""
    compared = attrgetter(*(name for name, one in every.items() if one.compare))
    hashed = attrgetter(*(name for name, one in every.items() if one.compare and one.hash))

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return compared(self) == compared(other) if type(other) is type(self) else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(hashed(self))

    return {
        "__init__": _first_init,
        "__eq__": __eq__,
        "__hash__": __hash__,
        "__repr__": _repr,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _take_state,
        "__match_args__": tuple(every),
        "__dataclass_fields__": _ForDataclasses(),
        "__dataclass_params__": _ForDataclasses(),
    }


def _first_init(self: object, *given: object, **named: object) -> None:
    """Make one of a class's first values; after those, put a compiled `__init__` in place of this one."""
    kind: Any = type(self)
    if next(kind.__frozen_few__, None) is None or not _fill(self, kind, given, named):
        kind.__init__ = _init_of(kind)
        # It also words what is wrong with what was given.
        kind.__init__(self, *given, **named)


def _fill(self: object, kind: Any, given: tuple[object, ...], named: dict[str, object]) -> bool:  # noqa: ANN401 - a class
    """Set the fields of a value to what was given for them; tell whether that fits them."""
    every = fields_of(kind)
    if given:
        by_place = dict(zip(every, given, strict=False))
        if kind.__frozen_kw_only__ or len(given) > len(every) or by_place.keys() & named.keys():
            return False
        named |= by_place
    if not named.keys() <= every.keys():
        return False
    for name, one in every.items():
        value = named[name] if name in named else one.make_default()
        if value is Missing:
            return False
        object.__setattr__(self, name, value)
    if hasattr(kind, "__post_init__"):
        kind.__post_init__(self)
    return True


def _init_of(kind: type[Any]) -> Callable[..., None]:
    known: dict[str, Any] = {"Missing": Missing}
    parameters = ["self", "*"] if kind.__frozen_kw_only__ else ["self"]
    lines = []
    for name, one in fields_of(kind).items():
        # A slot sets without asking `__setattr__`, which refuses, and in less time than `object.__setattr__`.
        known[f"set_{name}"] = getattr(kind, name).__set__
        known[f"default_{name}"] = one.default
        known[f"make_{name}"] = one.default_factory
        parameters.append(name if one.is_required else f"{name}=default_{name}")
        given = "" if one.default_factory is Missing else f" if {name} is not Missing else make_{name}()"
        lines.append(f" set_{name}(self, {name}{given})")
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    source = f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines)
    exec(source, known)  # noqa: S102 - of names in our own source only
    made_init: Callable[..., None] = known["__init__"]
    made_init.__qualname__ = f"{kind.__qualname__}.__init__"
    return made_init


def _repr(self: object) -> str:
    inside = ", ".join(f"{name}={value!r}" for name, value in as_dict(self).items())
    return f"{type(self).__qualname__}({inside})"


def _state(self: object) -> list[Any]:
    """Return what a copy, also a pickled one, is made of."""
    return list(as_dict(self).values())


def _take_state(self: object, state: list[Any]) -> None:
    for name, value in zip(fields_of(type(self)), state, strict=True):
        object.__setattr__(self, name, value)


def _refuse(self: object, name: str, *_: object) -> None:
    from dataclasses import FrozenInstanceError

    message = f"cannot change {name!r} of a {type(self).__name__}: make another with replace()"
    raise FrozenInstanceError(message)


class _ForDataclasses:
    """What `dataclasses` keeps on its classes, made when somebody asks for it."""

    def __set_name__(self, kind: type[Any], name: str) -> None:
        self.name = name

    def __get__(self, value: object, kind: type[Any]) -> Any:  # noqa: ANN401 - of any type
        from dataclasses import field as described
        from dataclasses import make_dataclass

        twin = make_dataclass(
            kind.__name__,
            [
                (
                    name,
                    one.annotation,
                    described(
                        **{
                            key: held
                            for key in ("default", "default_factory")
                            if (held := getattr(one, key)) is not Missing
                        },
                        hash=one.hash and one.compare,
                        compare=one.compare,
                    ),
                )
                for name, one in fields_of(kind).items()
            ],
            frozen=True,
            kw_only=kind.__frozen_kw_only__,
        )
        found = getattr(twin, self.name)
        # Kept in place of this: a replace() asks for it each time, and making it takes milliseconds.
        setattr(kind, self.name, found)
        return found
