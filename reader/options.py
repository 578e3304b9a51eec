"""Options that several commands have, worded once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from annotations.errors import UsageError
from articles.patterns import pattern

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from enum import StrEnum

    from annotations.scales import Scale

    Word = TypeVar("Word", bound=StrEnum)

_DATE = pattern(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?")

ARTICLE_HELP = "a file, an article's id or the start of one, - for standard input, or sample"
ID_HELP = "a record's id or its last characters; @ is the last one you made"


def add_json(parser: ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def add_allow_private(parser: ArgumentParser) -> None:
    """Add `--allow-private`."""
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch from this computer and private networks, too"
    )


def add_article(parser: ArgumentParser) -> None:
    """Add ARTICLE."""
    parser.add_argument("article", metavar="ARTICLE", help=ARTICLE_HELP)


def add_source_options(parser: ArgumentParser) -> None:
    """Add what describes a source."""
    parser.add_argument(
        "--medium", metavar="M", help="web, document, mail, phone, interview or own-observation"
    )
    parser.add_argument("--title", metavar="T", help="the source's title")
    parser.add_argument("--publisher", metavar="T", help="who published it")
    parser.add_argument("--person", metavar="T", help="its author, or the person who spoke or wrote")
    parser.add_argument(
        "--published", "--date", metavar="D", help="when it came out or was said: 2021, 2021-01 or 2021-01-11"
    )
    parser.add_argument("--accessed", metavar="D", help="when you saw it; today where it is a new address")
    parser.add_argument("--archived", metavar="URL", help="a copy of it in an archive")
    parser.add_argument("--source-kind", metavar="K", help="primary, secondary or self-reported")
    parser.add_argument("--confidential", action="store_true", default=None, help="leave it out of exports")


def source_fields(arguments: Namespace) -> dict[str, object]:
    """Return what was said of a source, by the names of Source's fields; what was not said is left out.

    Raises:
        UsageError: a medium, kind or date is none.
    """
    from annotations.model import Medium, SourceKind

    words = {
        "title": arguments.title,
        "publisher": arguments.publisher,
        "person_named": arguments.person,
        "published": checked_date(arguments.published, "--published"),
        "accessed": checked_date(arguments.accessed, "--accessed"),
        "archived": arguments.archived,
        "confidential": arguments.confidential,
        "medium": arguments.medium and word_of(Medium, arguments.medium, "medium"),
        "kind": arguments.source_kind and word_of(SourceKind, arguments.source_kind, "kind of source"),
    }
    return {name: value for name, value in words.items() if value is not None}


def checked_date(text: str | None, option: str) -> str | None:
    """Return a date as it was given.

    Raises:
        UsageError: it is no ISO 8601 date, or there is no such day.
    """
    if not text:
        return text
    if not (_DATE.fullmatch(text) and _is_day(text[:10])):
        raise UsageError(f"{option} {text!r} is not a date", "write 2021, 2021-01 or 2021-01-11")
    return text


def _is_day(text: str) -> bool:
    """Tell whether there is such a day; where only year or month are given, whether they have a first one."""
    from datetime import date

    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2021") :])
    except ValueError:
        return False
    return True


def word_of(kind: type[Word], word: str, what: str) -> Word:
    """Return the member of `kind` that `word` is.

    Raises:
        UsageError: it is none; the hint lists them.
    """
    try:
        return kind(word)
    except ValueError:
        raise UsageError(f"{word!r} is not a {what}", f"choose from {', '.join(kind)}") from None


def verdicts(scale: Scale) -> str:
    """Return the verdicts of a scale, as a list for people."""
    return ", ".join(verdict.id for verdict in scale.verdicts)
