"""Finds what the program says in its code: marked words, sentences of errors and remarks, help, names of ids.

A sentence with something filled in becomes a template: `f"there is no file {path}"`
is the message `there is no file {path}`.
"""  # noqa: INP001 - a script

from __future__ import annotations

import ast
import errno
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.agreement import Level, Weighting
from annotations.anchors import AlarmKind, AnchorState
from annotations.coverage import Gap
from annotations.cues import Cue
from annotations.labels import LABELS
from annotations.model import ClaimKind, Medium, Purpose, SourceKind, Stance, TargetKind
from annotations.revising import SentenceState
from annotations.ruling import RULED
from annotations.scales import SCALES
from annotations.sifting import Sift
from annotations.ticking import TICKED, UNTICKED
from annotations.ticks import Aspect, ItemKind, TickMark
from annotations.workflow import ClaimState
from reader.words import NOUNS
from tools.catalogs import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGES = ("articles", "annotations", "reader")
NAMED = (
    ClaimState,
    Stance,
    ClaimKind,
    Medium,
    SourceKind,
    Purpose,
    AlarmKind,
    ItemKind,
    Aspect,
    TickMark,
    Sift,
    AnchorState,
    SentenceState,
    TargetKind,
    Cue,
    Gap,
    Level,
    Weighting,
)
"""Ids that people see by a name in their language."""

MARKS = {"_", "later"}
PLURALS = {"plural", "forms"}
SAYING = {
    "say",
    "report",
    "tell",
    "confirm",
    "Measure",
    "Missing",
    "Problem",
    "Remark",
    "Refused",
    "wrong",
    "Finding",
    "notice",
    "_skip",
}
"""Calls whose texts are shown to a person."""
TOLD = {
    "help",
    "epilog",
    "description",
    "hint",
    "title",
    "label",
    "said",
    "notices",
    "notice",
    "skipped",
    "change",
    "what",
    "wrong",
    "sources",
    "details",
}
"""Keyword arguments, and names that are set, that hold such texts."""
FEWEST = 3
"""So many words make what a function returns a sentence."""
NO_SENTENCES = (
    "annotations/exporters/markdown",
    "annotations/exporters/html",
    "annotations/exporters/docx",
    "reader/commands/completion.py",
    "reader/citing.py",
    "reader/ansi.py",
)
"""Where what is returned is part of a file, or a script."""
IN_TABLES = {"Key": (3, 5), "Command": (3, 4)}
"""Calls in tables, and which of their arguments are shown."""
NOT_SHOWN = {"AssertionError", "FrozenInstanceError", "TypeError", "KeyError", "SystemExit"}
"""Errors that nobody at the keyboard sees."""
ARGPARSE = (
    "argument %(argument_name)s: %(message)s",
    "expected %s argument",
    "expected one argument",
    "expected at least one argument",
    "ignored explicit argument %r",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "not allowed with argument %s",
    "options",
    "positional arguments",
    "show program's version number and exit",
    "show this help message and exit",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
    "usage: ",
)
"""What argparse says and looks up itself."""
SYSTEM = (
    errno.EACCES,
    errno.EEXIST,
    errno.EIO,
    errno.EISDIR,
    errno.ENAMETOOLONG,
    errno.ENOENT,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
)
"""What the system says most often; errors pass its reasons on in small letters."""

_WORDS = re.compile(r"[^\W\d_]{2,}")
_HOLE = re.compile(r"\{\w*\}")
_NO_WORDS = re.compile(r'[\w-]+="|urn:|docx comment |export \w+=\S*$')
"""How what looks like words and is code begins."""


def messages() -> list[Entry]:
    """Return everything that is to be translated, each text once, in the order of the code."""
    found: dict[str, Entry] = {}
    for entry in (*_in_code(), *_named(), *_of_others()):
        known = found.setdefault(entry.key, entry)
        if entry.many and not known.many:
            found[entry.key] = Entry(entry.key, entry.many, (), known.where)
    return list(found.values())


def _named() -> Iterator[Entry]:
    for kind in NAMED:
        yield from (Entry(one.value.replace("-", " "), where=f"ids of {kind.__name__}") for one in kind)
    for scale in SCALES.values():
        yield from (Entry(one.id.replace("-", " "), where="ids of verdicts") for one in scale.verdicts)
    yield from (Entry(noun, where="what errors fill in") for noun in (*NOUNS, "or"))
    yield from (
        Entry(label, where="labels of changes")
        for label in sorted({*LABELS, *RULED.values(), TICKED, UNTICKED})
    )
    for kind in (*TargetKind, "decision"):
        yield from (Entry(f"{kind} {done}", where="labels of changes") for done in ("changed", "deleted"))


def _of_others() -> Iterator[Entry]:
    yield from (Entry(text, where="argparse") for text in ARGPARSE)
    yield from (Entry(os.strerror(code).lower(), where="the system") for code in SYSTEM)


def _in_code() -> Iterator[Entry]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield from _File(path).entries()


class _File:
    """A module that is looked through; `names` has what is assigned to each name anywhere in it."""

    def __init__(self, path: Path) -> None:
        self.where = path.relative_to(ROOT).as_posix()
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.names: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assigned(target, node.value)
            elif isinstance(node, ast.AnnAssign) and node.value:
                self._assigned(node.target, node.value)

    def _assigned(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.names.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, its in zip(target.elts, value.elts, strict=False):
                self._assigned(one, its)

    def entries(self) -> Iterator[Entry]:
        """Yield what this module says."""
        kinds = (ast.Call, ast.Assign, ast.AugAssign, ast.Return, ast.Yield)
        nodes = [node for node in ast.walk(self.tree) if isinstance(node, kinds)]
        for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
            match node:
                case ast.Call():
                    yield from self._call(node)
                case _ if self.where.startswith(NO_SENTENCES):
                    continue
                case ast.Assign(targets=[target], value=value):
                    yield from self._texts(value if _last_name(target) in TOLD else None)
                case ast.AugAssign(target=ast.Name(id=name), value=value):
                    yield from self._texts(value if name in TOLD else None)
                case ast.Return(value=value) | ast.Yield(value=value):
                    yield from self._texts(value, least=FEWEST)

    def _call(self, call: ast.Call) -> Iterator[Entry]:
        name = _last_name(call.func)
        if name in MARKS:
            yield from self._marked(call.args[0])
        elif name in PLURALS:
            match call.args:
                case [ast.Constant(value=str(one)), ast.Constant(value=str(many)), *_]:
                    yield Entry(one, many, where=self.where)
        elif name in IN_TABLES:
            yield from (entry for place in IN_TABLES[name] for entry in self._texts(call.args[place]))
        elif name == "append" and _last_name(getattr(call.func, "value", call)) in TOLD:
            yield from self._texts(call.args[0])
        elif name == "add_argument_group" or name in SAYING or _is_error(name):
            for argument in call.args:
                yield from self._texts(argument)
        if name not in MARKS:
            told = [word.value for word in call.keywords if word.arg in TOLD]
            yield from (entry for value in told for entry in self._texts(value))

    def _marked(self, text: ast.expr) -> Iterator[Entry]:
        yield from (Entry(one, where=self.where) for one in _constants(text) if one)

    def _texts(self, value: ast.expr | None, least: int = 1) -> Iterator[Entry]:
        for text in self._templates(value, 0) if value else ():
            if not _NO_WORDS.match(text) and len(_WORDS.findall(_HOLE.sub(" ", text))) >= max(
                least, 1 + ("{" in text)
            ):
                yield Entry(text, where=self.where)

    def _templates(self, value: ast.expr, depth: int) -> Iterator[str]:
        match value:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr():
                yield _template(value)
            case ast.IfExp(body=body, orelse=other):
                yield from (*self._templates(body, depth), *self._templates(other, depth))
            case ast.BoolOp(values=values) | ast.Tuple(elts=values) | ast.List(elts=values):
                yield from (text for one in values for text in self._templates(one, depth))
            case ast.Starred(value=inner) | ast.ListComp(elt=inner):
                yield from self._templates(inner, depth)
            case ast.Name(id=name) if not depth:
                yield from (text for one in self.names.get(name, ()) for text in self._templates(one, 1))


def _is_error(name: str) -> bool:
    return name not in NOT_SHOWN and (name.endswith("Error") or name in _errors())


@cache
def _errors() -> frozenset[str]:
    from annotations import errors

    return frozenset(name for name, one in vars(errors).items() if isinstance(one, type))


def _constants(text: ast.expr) -> list[str]:
    if isinstance(text, ast.IfExp):
        return [*_constants(text.body), *_constants(text.orelse)]
    return [text.value] if isinstance(text, ast.Constant) and isinstance(text.value, str) else []


def _template(text: ast.JoinedStr) -> str:
    """Return an f-string with a name in each hole, no name twice."""
    made, names = "", dict[str, int]()
    for part in text.values:
        if isinstance(part, ast.Constant):
            made += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            name = _last_name(part.value).strip("_") or "value"
            names[name] = names.get(name, 0) + 1
            made += f"{{{name}{names[name] if names[name] > 1 else ''}}}"
    return made


def _last_name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=function, args=arguments):
            return _last_name(arguments[0]) if arguments else _last_name(function)
        case ast.Subscript(value=inner) | ast.BoolOp(values=[inner, *_]) | ast.IfExp(body=inner):
            return _last_name(inner)
    return ""
