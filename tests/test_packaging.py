"""The wheel as somebody installs it: the command, the samples and the manual page, without the clone."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import reader

ROOT = Path(__file__).parent.parent


class Installed:
    """An environment that has the wheel, and what it depends on from the one that runs the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self.python = folder / "bin" / "python"
        self.command = folder / "bin" / "postil"

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run something outside the clone, in an empty home."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            words,
            cwd=self.home,
            env={**environment, "HOME": str(self.home), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def told(self, *words: str | Path) -> str:
        """Return what the program prints; it must succeed without a remark."""
        ended = self.run(self.command, *words)
        assert (ended.returncode, ended.stderr) == (0, ""), ended
        return ended.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return an environment with the wheel in it."""
    try:
        importlib.metadata.version("pip")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("this environment has no pip to install a wheel with")
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder / "wheel"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = (folder / "wheel").glob("*.whl")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    made = Installed(folder / "env")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", made.python, *install], check=True)
    [site] = made.folder.glob("lib/python*/site-packages")
    # A path file names folders only: a link to the clone that lies in them is not followed.
    parents = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (site / "depends.pth").write_text("".join(f"{parent}\n" for parent in parents), encoding="utf-8")
    return made


def test_the_installed_program_is_not_the_clone(installed: Installed) -> None:
    ended = installed.run(installed.python, "-c", "import reader; print(reader.__file__)")
    assert Path(ended.stdout.strip()).is_relative_to(installed.folder), ended


def test_the_installed_program_tells_its_version_and_where_its_files_are(installed: Installed) -> None:
    assert installed.told("--version") == f"postil {reader.__version__}\n"
    assert str(installed.home / ".config" / "postil" / "postil.toml") in installed.told("where")


@pytest.mark.parametrize(("language", "word"), [("en_GB.UTF-8", "In court"), ("nl_NL.UTF-8", "BEWERING")])
def test_the_installed_program_carries_the_samples(installed: Installed, language: str, word: str) -> None:
    shown = installed.run("env", f"LC_ALL={language}", installed.command, "show", "sample")
    assert shown.returncode == 0, shown.stderr
    assert word in shown.stdout


def test_the_installed_program_speaks_dutch(installed: Installed) -> None:
    told = installed.run("env", "LC_ALL=nl_NL.UTF-8", installed.command, "show", "no-such-article")
    assert "er is geen bestand of artikel 'no-such-article'" in told.stderr, told


def test_the_installed_program_reads_markdown_and_exports_it(installed: Installed) -> None:
    (installed.home / "draft.md").write_text("# A bridge\n\nIt cost 14 million euros.\n", encoding="utf-8")
    assert installed.told("claim", "draft.md", "--quote", "14 million euros").strip()
    assert "> 14 million euros" in installed.told("export", "draft.md")


def test_the_manual_page_is_where_man_looks_for_it(installed: Installed) -> None:
    page = installed.folder / "share" / "man" / "man1" / "postil.1"
    assert page.read_bytes() == (ROOT / "docs" / "postil.1").read_bytes()


def test_the_screen_of_the_installed_program_can_be_imported(installed: Installed) -> None:
    ended = installed.run(installed.python, "-W", "error", "-c", "import reader.app, reader.screens.library")
    assert (ended.returncode, ended.stderr) == (0, "")
