"""Files where people asked for them: whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from annotations.errors import PostilError
from reader.saving import save_file

if TYPE_CHECKING:
    from pathlib import Path

OURS = b'{\n"format": "postil-dossier"'


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save_file(tmp_path / "out.md", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "out.md").read_bytes() == b"x"
    assert stat.S_IMODE((tmp_path / "out.md").stat().st_mode) == 0o640


def test_a_file_of_ours_or_an_empty_one_is_renewed_and_keeps_its_permissions(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    for before in (OURS, b""):
        out.write_bytes(before)
        out.chmod(0o600)
        save_file(out, b"new")
        assert out.read_bytes() == b"new"
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_file_of_anybody_else_is_left(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_bytes(b"mine")
    with pytest.raises(PostilError, match=r"not written by Postil.*--force"):
        save_file(out, b"new")
    assert out.read_bytes() == b"mine"
    save_file(out, b"new", force=True)
    assert out.read_bytes() == b"new"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(OURS)
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    save_file(tmp_path / "link.json", b"new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_file_is_refused(tmp_path: Path, force: bool) -> None:  # noqa: FBT001 - a row of the table
    with pytest.raises(PostilError, match="is not a file"):
        save_file(tmp_path, b"new", force=force)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PostilError, match="is not a file"):
        save_file(tmp_path / "pipe", b"new", force=force)


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(OURS)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PostilError, match="no space left"):
        save_file(out, b"new")
    assert out.read_bytes() == OURS
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(PostilError, match="there is no folder"):
        save_file(tmp_path / "no" / "out.md", b"x")
