"""Documents that other programs made of one draft, each made once for all tests."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

DRAFT = """---
title: De brug van Zutphen
author: [Jan de Vries, Piet Smit]
lang: nl
---

# Wat er is gebeurd

De brug kostte *drie miljoen* euro, **veel meer** dan [was begroot](https://example.org/begroting).[^1]

> Wij wisten dat het duurder zou worden, zei de wethouder.

- Het geld is op.
- De bouw duurde langer:
    1. eerst door het weer,
    2. daarna door de leiding.

| Jaar | Kosten |
|------|-------:|
| 2019 |      1 |
| 2020 |      2 |

# Wat er nog komt

Een regel\\
en nog een.

[^1]: Uit de begroting van 2018.
"""
PARAGRAPHS = [
    " ".join(
        f"In alinea {number} staat als zin {sentence} dat de onderzoekscommissie over de "
        f"herstelwerkzaamheden van gemeente {(number * sentence) % 7} verslag heeft gedaan."
        for sentence in range(1, 3 + number % 4)
    )
    for number in range(1, 41)
]
"""More than fits on a page."""


class Kitchen:
    """Makes documents with other programs; each once, also where several processes run tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def made(self, name: str, make: Callable[[Path], list[str | Path]]) -> Path:
        """Return the file `name`, made by the command that `make` returns for a folder to work in."""
        done = self.folder / "done" / name
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                work = self.folder / f"{name}.work"
                work.mkdir(exist_ok=True)
                command = make(work)
                tool = shutil.which(str(command[0]))
                if tool is None:
                    pytest.skip(f"{command[0]} is not installed")
                subprocess.run(
                    [tool, *command[1:]],
                    cwd=work,
                    check=True,
                    capture_output=True,
                    stdin=subprocess.DEVNULL,
                    timeout=120,
                )
                done.parent.mkdir(exist_ok=True)
                (work / name).rename(done)
        return done

    def pandoc(self, name: str, source: str) -> Path:
        """Return `source`, Markdown, as pandoc makes it a document."""

        def make(work: Path) -> list[str | Path]:
            (work / "draft.md").write_text(source, encoding="utf-8")
            return ["pandoc", "draft.md", "-o", name]

        return self.made(name, make)

    def office(self, name: str, source: Path, target: str) -> Path:
        """Return a document as LibreOffice turns it into another."""

        def make(work: Path) -> list[str | Path]:
            shutil.copy(source, work / f"{Path(name).stem}{source.suffix}")
            profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
            out = work / "out"
            out.mkdir(exist_ok=True)
            copy = f"{Path(name).stem}{source.suffix}"
            script = f'"$0" --headless "$1" --convert-to "$2" --outdir out "$3" && mv out/{name} {name}'
            soffice = shutil.which("soffice")
            if soffice is None:
                pytest.skip("soffice is not installed")
            return ["sh", "-c", script, soffice, profile, target, copy]

        return self.made(name, make)

    def chromium(self, name: str, page: str) -> Path:
        """Return a page as Chromium prints it, with its header and footer on each sheet."""

        def make(work: Path) -> list[str | Path]:
            (work / "page.html").write_text(page, encoding="utf-8")
            profile = f"--user-data-dir={work / 'profile'}"
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", profile]
            return ["chromium", *options, f"--print-to-pdf={work / name}", (work / "page.html").as_uri()]

        return self.made(name, make)


@pytest.fixture(scope="session")
def kitchen(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Kitchen:
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "kitchen"
    folder.mkdir(exist_ok=True)
    return Kitchen(folder)


@pytest.fixture
def draft() -> str:
    return DRAFT


@pytest.fixture
def paragraphs() -> list[str]:
    return PARAGRAPHS
