"""How well the main text of web pages is told from what is around it: precision, recall and F.

Run it from the root of the project:

    python -m benchmarks.main_text LABELS.json FOLDER

LABELS.json has an object for each page by its address: `file`, its name in FOLDER,
and `with` and `without`, strings that the main text must and must not hold.  That
is the form of the public evaluation of trafilatura, whose pages are not part of
this project: their text belongs to those who wrote it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articles.errors import ArticleError
from articles.reading import read_bytes

if TYPE_CHECKING:
    from articles.model import Article


def main() -> None:
    """Read all pages and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels", type=Path, help="what the main text of each page holds and does not")
    parser.add_argument("folder", type=Path, help="where the pages are")
    parser.add_argument(
        "--worst", type=int, default=0, metavar="N", help="name the N pages with most mistakes"
    )
    arguments = parser.parse_args()
    pages: dict[str, dict[str, Any]] = json.loads(arguments.labels.read_text(encoding="utf-8"))
    found: dict[str, Counter[str]] = {}
    begun = time.perf_counter()
    for url, label in pages.items():
        file = arguments.folder / label["file"]
        if file.exists():
            found[url] = _judged(_read(file, url), label)
    whole = sum(found.values(), Counter[str]())
    print(f"{len(found)} of {len(pages)} pages, {time.perf_counter() - begun:.0f} s")
    print("precision {:.3f}  recall {:.3f}  F {:.3f}".format(*_figures(whole)))
    for url, one in sorted(found.items(), key=lambda pair: -pair[1]["wrong"] - pair[1]["missing"])[
        : arguments.worst
    ]:
        print(f"{one['wrong']:3} wrong {one['missing']:3} missing  {url}")


def _read(file: Path, url: str) -> str:
    """Return the main text of a page; `''` where it is refused, which counts as all missing."""
    try:
        return _body(read_bytes(file.read_bytes(), name="page.html", url=url).article)
    except ArticleError as error:
        print(f"{url}: {error.title}", file=sys.stderr)
        return ""


def _body(article: Article) -> str:
    """Return the text without its title, which the labels count as none of it."""
    if article.blocks and article.blocks[0].level == 1:
        return article.text[article.blocks[0].span.end :]
    return article.text


def _judged(text: str, label: dict[str, Any]) -> Counter[str]:
    words = " ".join(text.split())
    wanted = [" ".join(one.split()) in words for one in label.get("with") or ()]
    unwanted = [" ".join(one.split()) in words for one in label.get("without") or ()]
    return Counter(right=sum(wanted), missing=len(wanted) - sum(wanted), wrong=sum(unwanted))


def _figures(counted: Counter[str]) -> tuple[float, float, float]:
    """Return precision, recall and F; 0 where nothing was counted."""
    right, wrong, missing = counted["right"], counted["wrong"], counted["missing"]
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missing) if right + missing else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
