"""The project around the code: packaging, README, the size and docstrings of modules."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import reader

ROOT = Path(__file__).parent.parent
PACKAGES = ("articles", "annotations", "reader")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MOST_LINES = 400


def shipped_files() -> list[Path]:
    """Return all that belongs to the packages, relative to the root, in order."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    return sorted(path.relative_to(ROOT) for path in found if "__pycache__" not in path.parts)


MODULES = [path for path in shipped_files() if path.suffix == ".py"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Return the wheel as `pip install .` would make it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [built] = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def locked() -> dict[str, str]:
    """Return the locked version of each distribution, by its canonical name."""
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_keeps_to_one_idea_and_says_which(module: Path) -> None:
    text = (ROOT / module).read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{module} does not say what it is for"
    assert text.count("\n") < MOST_LINES, f"{module} has outgrown its idea"


def test_the_readme_starts_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first_block = re.search(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert first_block is not None
    commands = [line.split("#")[0].strip() for line in first_block[1].splitlines()]
    assert commands == ["make read", "make test"]
    assert "pipx install ." in text


def test_the_wheel_has_everything_that_belongs_to_the_packages(wheel: zipfile.ZipFile) -> None:
    packed = {name for name in wheel.namelist() if not name.startswith("postil-")}
    assert packed == {path.as_posix() for path in shipped_files()}


def test_the_wheel_carries_the_version_of_the_program_and_the_licence(wheel: zipfile.ZipFile) -> None:
    folder = f"postil-{reader.__version__}.dist-info"
    metadata = wheel.read(f"{folder}/METADATA").decode()
    assert f"\nVersion: {reader.__version__}\n" in metadata
    assert "\nLicense-Expression: MIT\n" in metadata
    assert f"{folder}/licenses/LICENSE" in wheel.namelist()


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings[0] == "[Unreleased]"


def test_the_lock_is_sorted_and_names_no_host() -> None:
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    assert lines == sorted(lines, key=str.lower)


@pytest.mark.parametrize(
    "wanted", [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
)
def test_the_lock_meets_what_the_project_asks_for(wanted: str) -> None:
    requirement = Requirement(wanted)
    assert locked()[canonicalize_name(requirement.name)] in requirement.specifier
