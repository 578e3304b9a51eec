"""`library.json`: what holds for a whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import StoreError
from annotations.store import Policy
from annotations.stores.tinydb.files import make_folder, read_file, reason_of, telling, write_file
from annotations.stores.tinydb.layout import PRIVATE, SHARED, Modes
from annotations.stores.tinydb.tables import Unreadable, decode, encode_line
from articles.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.stores.tinydb.disk import Disk
    from annotations.stores.tinydb.layout import Layout

FORMAT = 1
"""Number of the form of a library; a higher one is of a later version of the program."""


@frozen
class Settings:
    """What `library.json` says."""

    policy: Policy = Policy()
    shared: bool = False
    """Whether several Unix users write in it."""
    format: int = FORMAT

    @property
    def modes(self) -> Modes:
        """The permissions of what is made in the library."""
        return SHARED if self.shared else PRIVATE


def read_settings(disk: Disk, layout: Layout) -> Settings | None:
    """Return what `library.json` says; None where there is none.

    Raises:
        StoreError: it cannot be read.  Its defaults would not do: they might unblind a blind review.
    """
    try:
        return _settings(decode(read_file(disk, layout.library)[0]))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError("the library cannot be opened", reason_of(error)) from error
    except Unreadable as error:
        raise StoreError(
            f"{layout.library} is damaged: {error}",
            "put it right, or take it away to begin with the defaults",
        ) from error


def write_settings(disk: Disk, layout: Layout, settings: Settings) -> None:
    """Write `library.json`.  Raises StoreError."""
    policy = settings.policy
    data = {
        **policy.extra,
        "format": settings.format,
        **({"shared": True} if settings.shared else {}),
        "scale": policy.scale,
        "reviews_required": policy.reviews_required,
        "blind": policy.blind,
    }
    lines = b",\n".join(encode_line(key) + b": " + encode_line(value) for key, value in data.items())
    with telling("the settings of the library could not be written"):
        write_file(disk, layout.root, "library.json", b"{\n" + lines + b"\n}\n", settings.modes.file)


def create_library(disk: Disk, layout: Layout) -> Settings:
    """Make the folders of a new library and its `library.json`; return what that says.

    Raises:
        StoreError: it cannot be made.
    """
    settings = Settings()
    with telling("the library could not be made"):
        make_parents(disk, layout.root)
        for folder in (layout.articles, layout.records):
            make_folder(disk, folder, settings.modes.common)
    write_settings(disk, layout, settings)
    return settings


def make_parents(disk: Disk, path: str) -> None:
    """Make a folder of one's own, and those above it that are missing."""
    try:
        make_folder(disk, path, PRIVATE.common)
    except FileNotFoundError:
        make_parents(disk, path.rpartition("/")[0])
        make_folder(disk, path, PRIVATE.common)


def _settings(data: object) -> Settings:
    if not isinstance(data, dict):
        raise Unreadable("it is no object")
    defaults = Policy()
    known = {"format", "shared", "scale", "reviews_required", "blind"}
    policy = Policy(
        scale=_of(str, data, "scale", defaults.scale),
        reviews_required=max(0, _of(int, data, "reviews_required", defaults.reviews_required)),
        blind=_of(bool, data, "blind", defaults.blind),
        extra={key: value for key, value in data.items() if key not in known},
    )
    shared: bool = _of(bool, data, "shared", False)  # noqa: FBT003 - the default, as of the others
    return Settings(policy, shared, _of(int, data, "format", FORMAT))


def _of(kind: type, data: Mapping[str, Any], name: str, default: Any) -> Any:  # noqa: ANN401 - JSON
    value = data.get(name, default)
    if type(value) is not kind:
        raise Unreadable(f"{name} is not what it must be")
    return value
