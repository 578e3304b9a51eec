"""Who may do what in a library's folder: what is wrong, and how to mend it.

A library is shared where `library.json` says so.  Then everybody of its group
adds articles and reads all, and only its owner writes in a reviewer's folder.
"""

from __future__ import annotations

import grp
import os
import pwd
import stat
from shlex import quote
from typing import TYPE_CHECKING

from annotations.errors import StoreError
from annotations.stores.tinydb.disk import FOLDER, Disk
from annotations.stores.tinydb.files import opened, telling
from annotations.stores.tinydb.layout import SHARED, Layout, Modes, is_reviewer, layout_of
from annotations.stores.tinydb.library import read_settings, write_settings
from articles.frozen import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROOT_SHARED = 0o2750
"""Of the library's own folder: the group goes through it, and only its owner changes the policy."""


@frozen
class Finding:
    """Something about a library's folder that keeps people out, or lets them in too far."""

    where: str
    what: str
    mend: str
    """A command for the shell of whoever owns it."""


@frozen
class _Place:
    """A file or folder of the library and what its permissions ought to be."""

    path: str
    mode: int
    is_folder: bool


def check(folder: Path, disk: Disk | None = None) -> list[Finding]:
    """Return what is wrong with the permissions of the library in `folder`, each with how to mend it.

    Raises:
        StoreError: there is no library, or its `library.json` cannot be read.
    """
    disk = disk or Disk()
    layout = layout_of(folder)
    settings = read_settings(disk, layout)
    if settings is None:
        raise StoreError(f"there is no library at {layout.root}")
    group = disk.stat(layout.root).st_gid
    findings = []
    for place in _places(disk, layout, settings.modes):
        findings += _look(disk, place, group=group if settings.shared else None)
    if settings.shared:
        findings += _strangers(disk, layout)
    return findings


def check_way(folder: Path, disk: Disk | None = None) -> list[Finding]:
    """Return which folders above a shared library its group cannot pass through, each with how to mend it.

    Raises:
        StoreError: there is no library, or its `library.json` cannot be read.
    """
    disk = disk or Disk()
    layout = layout_of(folder)
    settings = read_settings(disk, layout)
    if settings is None:
        raise StoreError(f"there is no library at {layout.root}")
    if not settings.shared:
        return []
    group = disk.stat(layout.root).st_gid
    found = []
    above = os.path.dirname(os.path.realpath(layout.root))  # noqa: PTH120 - as in the layout, paths are words
    while above != "/":
        status = disk.stat(above)
        who, passing = ("g", stat.S_IXGRP) if status.st_gid == group else ("o", stat.S_IXOTH)
        if not status.st_mode & passing:
            what = f"colleagues cannot pass through it to the library ({stat.S_IMODE(status.st_mode):o})"
            found.append(Finding(above, what, f"chmod {who}+x {quote(above)}"))
        above = os.path.dirname(above)  # noqa: PTH120 - the same
    return found


def group_named(name: str) -> int:
    """Return the id of a Unix group that one is in.

    Raises:
        StoreError: there is none of this name, or one is not in it.
    """
    try:
        group = grp.getgrnam(name).gr_gid
    except (KeyError, ValueError):
        # A name that cannot be written as the system writes names is nobody's either.
        raise StoreError(f"there is no group {name!r} on this host", "getent group lists them") from None
    if os.geteuid() and group not in {os.getegid(), *os.getgroups()}:
        raise StoreError(
            f"you are not in the group {name!r}",
            "id -Gn lists yours; one that is new counts from the next login",
        )
    return group


def share(layout: Layout, disk: Disk | None = None, *, group: int | None = None) -> None:
    """Make a library one that everybody of a group works in: of `group`, else of its folder's own.

    What colleagues own in it already is theirs to open; `check` names it.

    Raises:
        StoreError: it is not one's own, or there is none.
    """
    disk = disk or Disk()
    settings = read_settings(disk, layout)
    if settings is None:
        raise StoreError(f"there is no library at {layout.root}")
    with telling("the library could not be shared"):
        if group is not None:
            os.chown(layout.root, -1, group, follow_symlinks=False)
        group = disk.stat(layout.root).st_gid
    write_settings(disk, layout, replace(settings, shared=True))
    with telling("the library could not be shared"):
        for place in _places(disk, layout, SHARED):
            status = disk.stat(place.path)
            if not stat.S_ISLNK(status.st_mode) and status.st_uid == os.geteuid():
                # The group first: to change it takes set-group-id away again.
                os.chown(place.path, -1, group, follow_symlinks=False)
                _allow(disk, place.path, place.mode, is_folder=place.is_folder)


def _allow(disk: Disk, path: str, mode: int, *, is_folder: bool) -> None:
    flags = FOLDER if is_folder else os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with opened(disk, path, flags) as descriptor:
        disk.allow(descriptor, mode)


def _places(disk: Disk, layout: Layout, modes: Modes) -> Iterator[_Place]:
    yield _Place(layout.root, _ROOT_SHARED if modes is SHARED else modes.common, is_folder=True)
    yield _Place(layout.library, modes.file, is_folder=False)
    yield from _inside(disk, layout.articles, modes.common, modes.common, modes.file)
    if not _is(disk, layout.records, stat.S_ISDIR):
        return
    yield _Place(layout.records, modes.common, is_folder=True)
    for reviewer in sorted(name for name in disk.list(layout.records) if is_reviewer(name)):
        state = layout.state(reviewer)
        for place in _inside(disk, layout.own(reviewer), modes.own, modes.own, modes.file):
            if place.path == state:
                yield replace(place, mode=modes.state)
            elif not place.path.startswith(state + "/"):
                yield place


def _inside(disk: Disk, path: str, top: int, folders: int, files: int) -> Iterator[_Place]:
    if not _is(disk, path, stat.S_ISDIR):
        return
    yield _Place(path, top, is_folder=True)
    try:
        names = sorted(disk.list(path))
    except PermissionError:
        # Somebody's drafts; nobody else needs to look into them.
        return
    for name in names:
        inside = f"{path}/{name}"
        if _is(disk, inside, stat.S_ISDIR):
            yield from _inside(disk, inside, folders, folders, files)
        else:
            yield _Place(inside, files, is_folder=False)


def _look(disk: Disk, place: _Place, *, group: int | None) -> list[Finding]:
    name = quote(place.path)
    try:
        status = disk.stat(place.path)
    except FileNotFoundError:
        return []
    if not (stat.S_ISDIR(status.st_mode) if place.is_folder else stat.S_ISREG(status.st_mode)):
        return [Finding(place.path, "this is no file of the library, and it is not read", f"rm {name}")]
    findings = []
    mode = stat.S_IMODE(status.st_mode)
    if group is not None and status.st_gid != group:
        what = "it belongs to another group than the library"
        findings.append(Finding(place.path, what, f"chgrp {group} {name}"))
    if mode != place.mode:
        closed = place.mode & ~mode
        what = (
            "others of the group cannot use it" if closed & 0o077 else "it lets people do more than they need"
        )
        what = "its owner cannot use it" if closed & 0o700 else what
        findings.append(Finding(place.path, f"{what} ({mode:o})", f"chmod {place.mode:o} {name}"))
    return findings


def _strangers(disk: Disk, layout: Layout) -> Iterator[Finding]:
    """Yield a finding for each reviewer's folder that the Unix user of that name does not own."""
    for reviewer in sorted(name for name in disk.list(layout.records) if is_reviewer(name)):
        path = layout.own(reviewer)
        try:
            user = pwd.getpwnam(reviewer).pw_uid
        except (KeyError, UnicodeEncodeError):
            continue
        if _is(disk, path, stat.S_ISDIR) and disk.stat(path).st_uid != user:
            what = f"it does not belong to {reviewer}, so what stands in it is shown as unverified"
            yield Finding(path, what, f"chown -R {quote(reviewer)} {quote(path)}")


def _is(disk: Disk, path: str, kind: object) -> bool:
    try:
        return bool(kind(disk.stat(path).st_mode))  # type: ignore[operator]
    except OSError:
        return False
