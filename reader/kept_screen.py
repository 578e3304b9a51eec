"""The first screen of an article as it was left, shown again before anything else is imported.

It is kept with a stamp of everything it was made from.  Where one of these is
not as it was, nothing is shown early.  Whatever is shown stands only until the
program has read the library itself and paints over it, a moment later: that is
how old an age such as `2 min` can be.

This module and what it imports must stay light: they are most of the wait.
"""

from __future__ import annotations

import os
from binascii import crc32

from reader import __version__, folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORM = "postil-screen-1"
"""Names the form of the file; another one is not read."""
ENDING = ".screen"
MOST_BYTES = 1 << 20
LOGIN_NAMES = ("LOGNAME", "USER", "USERNAME")
"""By which the system says who is logged in."""

_LOOKS = ("TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "TERM_PROGRAM", "LANG", "LANGUAGE", "TZ")
"""What of the environment a screen depends on, besides the program's own variables and the locale's."""
_PRESENT = ("TMUX", "STY", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY")
"""Of these it matters only whether they are there."""
_PREFIXES = ("POSTIL_", "LC_")
_PLACES = frozenset({"POSTIL_LIBRARY", "POSTIL_CONFIG"})
_NO_ARTICLES = frozenset({"", "-", "sample", "ssh-session"})
"""The last is started in an environment that is a stranger's, and must not be looked at yet."""
_OPTIONS = {"--library": "library", "--as": "reviewer"}


class Asked:
    """Which kept screen a command line asks for."""

    def __init__(self, library: str, reviewer: str, word: str, key: str) -> None:
        self.library = os.path.abspath(library)  # noqa: PTH100 - links stay, as where the library is opened
        self.word = word
        self._folder = f"{self.library}/records/{reviewer}/state"
        self._key = key

    def file(self, columns: int, rows: int) -> str:
        """Return the file for a terminal of this size."""
        named = f"{self.word}\n{columns}x{rows}".encode("utf-8", "surrogateescape")
        return f"{self._folder}/{crc32(named):08x}{ENDING}"

    def head(self, columns: int, rows: int) -> str:
        """Return what the file begins with: everything the screen depends on but the library's own files."""
        # A newer form of the program paints differently.
        own = stamp(os.path.dirname(__file__))  # noqa: PTH120 - pathlib takes longer than all else here
        lines = (FORM, __version__, own, self.word, stamp(self.word), f"{columns}x{rows}", self._key)
        return "\0".join(lines)


def asked(words: Sequence[str], environment: Mapping[str, str]) -> Asked | None:
    """Return which kept screen `words` ask for; None where they ask for something else.

    Options that change how an article is shown are none of those that are known here.
    """
    given, rest = _split(words)
    if rest[:1] == ["read"]:
        rest = rest[1:]
    if len(rest) != 1 or rest[0] in _NO_ARTICLES:
        return None
    word = os.path.realpath(rest[0]) if os.path.lexists(rest[0]) else rest[0]
    config = environment.get("POSTIL_CONFIG") or folders.config_path(environment)
    settled = _settled(config, given, environment)
    library = given.get("library") or environment.get("POSTIL_LIBRARY") or settled.get("library", "")
    reviewer = given.get("reviewer") or environment.get("POSTIL_REVIEWER") or settled.get("reviewer", "")
    library = os.path.expanduser(library) if library else folders.data_path(environment)  # noqa: PTH111
    reviewer = reviewer or known_name(environment)
    if not reviewer or "://" in library or "/" in reviewer or "\0" in word + library + reviewer:
        return None
    return Asked(library, reviewer, word, "\n".join((reviewer, stamp(config), *_looks(environment))))


def known_name(environment: Mapping[str, str]) -> str:
    """Return the name one is logged in by; empty where the system does not know it either."""
    for name in LOGIN_NAMES:
        if environment.get(name):
            return environment[name]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return ""


def recall(wanted: Asked, columns: int, rows: int) -> str:
    """Return the codes that paint the screen; nothing where none is kept, or it may be out of date."""
    try:
        descriptor = os.open(wanted.file(columns, rows), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        data = os.read(descriptor, MOST_BYTES)
    except OSError:
        return ""
    finally:
        os.close(descriptor)
    head, _, rest = data.decode("utf-8", "surrogateescape").partition("\n\n")
    stamps, _, painted = rest.partition("\n\n")
    if head != wanted.head(columns, rows):
        return ""
    files = (line.split("\0") for line in stamps.split("\n"))
    is_current = all(len(one) == 2 and stamp(_path(wanted, one[0])) == one[1] for one in files)  # noqa: PLR2004
    return painted if is_current else ""


def written(wanted: Asked, columns: int, rows: int, files: Iterable[str], painted: str) -> bytes:
    """Return what is to be kept: `painted`, made from `files`, which are paths."""
    inside = f"{wanted.library}/"
    stamps = [f"{file.removeprefix(inside)}\0{stamp(file)}" for file in files]
    text = "\n\n".join((wanted.head(columns, rows), "\n".join(stamps), painted))
    return text.encode("utf-8", "surrogateescape")


def stamp(path: str) -> str:
    """Return by what a file is told from what it was; `-` where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return "-"
    return f"{status.st_mtime_ns}:{status.st_size}"


def _path(wanted: Asked, kept: str) -> str:
    # Within the library a path is kept without the library's own, so that it can move.
    return kept if kept.startswith("/") else f"{wanted.library}/{kept}"


def _split(words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the options that are known here, and the other words."""
    given: dict[str, str] = {}
    rest: list[str] = []
    ahead = iter(words)
    for word in ahead:
        name, equals, value = word.partition("=")
        if name in _OPTIONS:
            given[_OPTIONS[name]] = value if equals else next(ahead, "")
        else:
            rest.append(word)
    return given, ["-"] if any(word.startswith("-") for word in rest) else rest


def _settled(config: str, given: Mapping[str, str], environment: Mapping[str, str]) -> Mapping[str, str]:
    """Return library and reviewer as the file of settings has them, read only where nothing else says so."""
    needed = [
        name
        for name in ("library", "reviewer")
        if not given.get(name) and not environment.get(f"POSTIL_{name.upper()}")
    ]
    if not needed or stamp(config) == "-":
        return {}
    import tomllib

    try:
        with open(config, "rb") as file:  # noqa: PTH123
            table = tomllib.load(file)
    except (OSError, ValueError):
        return {}
    return {name: table[name] for name in needed if isinstance(table.get(name), str)}


def _looks(environment: Mapping[str, str]) -> list[str]:
    named = [
        f"{name}={value}"
        for name, value in environment.items()
        if name in _LOOKS or (name.startswith(_PREFIXES) and name not in _PLACES)
    ]
    return sorted(named) + [name for name in _PRESENT if environment.get(name)]
