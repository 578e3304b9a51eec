"""The settings: one frozen value, each field explained; file < environment < flag.

A broken setting never stops the program: it is named, with its line, and the
usual value is used.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from annotations.errors import UsageError
from articles.frozen import field, fields_of, frozen, replace
from reader import folders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LEAST_MEASURE, MOST_MEASURE = 40, 120
LEAST_PANEL, MOST_PANEL = 24, 100
MOST_SPACING = 2


@frozen
class Config:
    """What a person settled about the program."""

    library: str
    """The folder of the library; `~` is one's home."""
    reviewer: str = ""
    """Whose records are made; the login name where nothing else is said."""
    measure: int = 70
    """How wide the text is set, in cells, 40 to 120; 60 to 80 read best."""
    spacing: int = 1
    """How many empty rows stand between paragraphs, 0 to 2; with 0 their first lines stand in."""
    theme: str = "auto"
    """`auto` (by the terminal's background), `light`, `dark`, `contrast`, or `ansi`: its own 16 colours."""
    glyphs: str = "auto"
    """`auto` (by the terminal), `unicode` or `ascii`."""
    panel_width: int = 0
    """How wide the panel is, in cells, 24 to 100; 0 leaves it to the width of the window."""
    panel_side: str = "right"
    """On which side of the text the panel stands: `right` or `left`."""
    mouse: bool = True
    """Whether the mouse is the program's; the terminal's own selection needs it off."""
    preset: str = "default"
    """Which set of keys `[keys]` starts from: `default`, `less` or `vim`."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Keys by the id of what they do, as `postil keys` lists them."""

    @property
    def folder(self) -> Path:
        """The library as a path."""
        # Takes a while to import, and a store is content with the words.
        from pathlib import Path

        return Path(self.library)


@frozen
class Loaded:
    """The settings, where they came from, and what was wrong with them."""

    config: Config
    path: str
    """The file of settings; it need not exist."""
    notices: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """The file of settings as a path."""
        from pathlib import Path

        return Path(self.path)


CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": ("auto", "light", "dark", "contrast", "ansi"),
    "glyphs": ("auto", "unicode", "ascii"),
    "panel_side": ("right", "left"),
    "preset": ("default", "less", "vim"),
}
"""The settings that are one of a few words."""

_SETTINGS = tuple(name for name in fields_of(Config) if name != "keys")
_NUMBERS = {
    "measure": (LEAST_MEASURE, MOST_MEASURE),
    "spacing": (0, MOST_SPACING),
    "panel_width": (LEAST_PANEL, MOST_PANEL),
}
_TRUTHS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


def variable(setting: str) -> str:
    """Return the environment variable of a setting."""
    return f"POSTIL_{setting.upper()}"


def load_config(environment: Mapping[str, str], flags: Mapping[str, Any], file: str = "") -> Loaded:
    """Return the settings; `flags` are those of the command line, None where not given.

    `file` is the one named on the command line; else `POSTIL_CONFIG`, else one's own.

    Raises:
        UsageError: a file that was named cannot be read, or a flag or variable has no such value.
    """
    named = file or environment.get("POSTIL_CONFIG", "")
    path = os.path.expanduser(named) if named else folders.config_path(environment)  # noqa: PTH111 - as in `Config.folder`
    config = Config(library=folders.data_path(environment))
    text = _read(path, named=bool(named))
    preset = flags.get("preset") or environment.get(variable("preset"), "")
    settled, notices = _from_file(config, text, path, preset) if text else (config, ())
    given = {name: environment.get(variable(name)) for name in _SETTINGS}
    for name, value in given.items():
        if value:
            settled = _settle(settled, name, value, f"the variable {variable(name)}")
    for name, value in flags.items():
        if value is not None:
            settled = _settle(settled, name, value, f"--{name.replace('_', '-')}")
    return Loaded(settled, path, notices)


def _read(path: str, *, named: bool) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:  # noqa: PTH123 - as in `Config.folder`
            return file.read()
    except FileNotFoundError:
        if not named:
            return ""
        raise UsageError(
            f"there is no file {path}", "--config and POSTIL_CONFIG name a file of settings"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"the settings in {path} cannot be read", str(reason)) from error


def _settle(config: Config, name: str, value: Any, where: str) -> Config:  # noqa: ANN401 - a flag's or a variable's
    try:
        return replace(config, **{name: checked(name, value)})
    except ValueError as error:
        raise UsageError(
            f"{where}: {error}", "postil help and the documentation list the settings"
        ) from error


def checked(name: str, value: Any) -> Any:  # noqa: ANN401 - what TOML or the environment holds
    """Return `value` as the setting `name` has it.

    Raises:
        ValueError: it cannot have this value; the message says what it may be.
    """
    check: Callable[[str, Any], Any] = _CHECKS.get(name, _word)
    return check(name, value)


def _word(name: str, value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        message = f"{name} must be text in quotes, not {value!r}"
        raise ValueError(message)  # noqa: TRY004 - one kind of error for every wrong value
    return value


def _choice(name: str, value: Any) -> str:  # noqa: ANN401
    if value not in CHOICES[name]:
        message = f"{name} must be one of {', '.join(CHOICES[name])}, not {value!r}"
        raise ValueError(message)
    return str(value)


def _number(name: str, value: Any) -> int:  # noqa: ANN401
    least, most = _NUMBERS[name]
    number = int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value
    if type(number) is int and (least <= number <= most or (number == 0 and name == "panel_width")):
        return number
    message = f"{name} must be {least} to {most}, not {value!r}"
    raise ValueError(message)


def _truth(name: str, value: Any) -> bool:  # noqa: ANN401
    truth = value if isinstance(value, bool) else _TRUTHS.get(str(value).lower())
    if truth is None:
        message = f"{name} must be true or false, not {value!r}"
        raise ValueError(message)
    return truth


def _folder(name: str, value: Any) -> str:  # noqa: ANN401
    word = os.fspath(value) if isinstance(value, os.PathLike) else _word(name, value)
    if not word or "\0" in word:
        message = f"{name} must be a folder, not {word!r}"
        raise ValueError(message)
    return os.path.join(os.getcwd(), os.path.expanduser(word))  # noqa: PTH109, PTH111, PTH118 - as in `Config.folder`


_CHECKS: Mapping[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(_NUMBERS, _number),
    "mouse": _truth,
    "library": _folder,
}


def _from_file(config: Config, text: str, path: str, preset: str = "") -> tuple[Config, tuple[str, ...]]:
    """Return the settings of a file, and what is wrong in it; a `preset` from elsewhere goes first."""
    import tomllib

    file = path.rpartition("/")[2]
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return config, (f"{file}: {error}; the usual settings are used",)
    settled = config
    notices: list[str] = []
    keys = table.pop("keys", None)
    for name, value in table.items():
        where = f"{file}, line {_line_of(text, name)}"
        if name not in _SETTINGS:
            notices.append(f"{where}: there is no setting {name!r}")
        else:
            try:
                settled = replace(settled, **{name: checked(name, value)})
            except ValueError as error:
                notices.append(f"{where}: {error}; the usual one is used")
    if keys is not None:
        # Wherever the preset was named, the keys stand over it.
        settled, wrong = _with_keys(settled, keys, text, file, preset or settled.preset)
        # First, since a key that does something else than one set it to do is felt at once.
        notices = [*wrong, *notices]
    return settled, tuple(notices)


def _with_keys(
    config: Config,
    value: Any,  # noqa: ANN401 - whatever TOML has
    text: str,
    file: str,
    preset: str,
) -> tuple[Config, list[str]]:
    if not isinstance(value, dict):
        return config, [f"{file}, line {_line_of(text, 'keys')}: keys must be a table: [keys]"]
    held: dict[str, tuple[str, ...]] = {}
    notices = []
    for action, keys in value.items():
        several = [keys] if isinstance(keys, str) else keys
        if isinstance(several, list) and several and all(isinstance(key, str) and key for key in several):
            held[action] = tuple(several)
        else:
            line = _line_of(text, action)
            notices.append(f"{file}, line {line}: {action} must be a key or a list of keys, in quotes")
    wrong = _wrong_keys(preset, held)
    told = [
        f"{file}, line {_line_of(text, action)}: {what}; its usual key is used"
        for action, what in wrong.items()
    ]
    return replace(config, keys={action: keys for action, keys in held.items() if action not in wrong}), [
        *told,
        *notices,
    ]


def _wrong_keys(preset: str, held: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    from reader.keymap import check_overrides

    return check_overrides(preset, held)


def _line_of(text: str, key: str) -> int:
    """Return the line that sets `key`, from 1; 1 where it is written in a way this does not see."""
    setting = re.compile(rf"""^\s*(?:\[?\s*)["']?{re.escape(key)}["']?\s*(?:=|\])""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if setting.match(line)), 1)
