"""`postil export`: an article with its claims, facts and notes, or a library's verdicts, as a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from annotations.errors import PostilError, UsageError
from articles.frozen import replace
from articles.untrusted import visible
from reader.options import ARTICLE_HELP, add_json
from reader.output import give, print_json, tell
from reader.taking import take_article

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from annotations.exporters.registry import Exported, ExportOptions
    from reader.opening import Opening

STDOUT = "-"


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    from annotations.exporters.registry import BUILT_IN, STYLES

    parser.add_argument("article", metavar="ARTICLE", nargs="?", help=ARTICLE_HELP)
    parser.add_argument(
        "--all",
        action="store_true",
        help="instead of ARTICLE: the whole library, in the format claimreview",
    )
    # Looking for those that were installed besides takes longer than an export; naming one finds it.
    parser.add_argument(
        "--format", metavar="F", help=f"{', '.join(BUILT_IN)}; else by the name of FILE, else markdown"
    )
    parser.add_argument(
        "--style", metavar="S", help=f"of markdown: {', '.join(STYLES)}; else notes, which comes back best"
    )
    parser.add_argument("--template", metavar="FILE", help="of markdown: a template in Jinja's language")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to; else, or with -, standard output")
    parser.add_argument("--force", action="store_true", help="replace FILE though Postil did not write it")
    parser.add_argument("--with-confidential", action="store_true", help="confidential sources, too")
    add_json(parser)
    parser.epilog = "--json prints what was written instead of the file: format, file, bytes and notices."


def run(arguments: Namespace, opening: Opening) -> int:
    """Write the file, or print it."""
    from annotations.exporters.registry import STYLES, USUAL, ExportOptions, format_of
    from reader import __version__
    from reader.opening import now

    if arguments.output == STDOUT:
        arguments.output = None
    if arguments.json and not arguments.output:
        raise UsageError("--json says what was written to a file", "name the file with -o")
    if arguments.all == bool(arguments.article):
        raise UsageError("one article is exported, or the library", "name an article, or add --all")
    name = arguments.format or (format_of(arguments.output) if arguments.output else USUAL)
    options = ExportOptions(
        now=now(),
        tool=f"postil {__version__}",
        with_confidential=arguments.with_confidential,
        style=arguments.style or STYLES[0],
        template=_template(arguments, name),
    )
    exported = (_of_library if arguments.all else _of_article)(arguments, opening, name, options)
    for notice in exported.notices:
        tell(notice)
    if arguments.output:
        _save(arguments, name, exported)
    else:
        _print(exported)
    return 0


def print_export(opening: Opening, article: str, name: str, style: str) -> int:
    """Print an article of the library, by its id, in a format; an empty `style` is the usual one.

    Texts come out without what a terminal would obey, also into a pipe: over
    SSH there may be a terminal at its other end.
    """
    from annotations.exporters.registry import STYLES, ExportOptions, export
    from reader import __version__
    from reader.opening import now

    options = ExportOptions(now=now(), tool=f"postil {__version__}", style=style or STYLES[0])
    exported = export(opening.session.dossier(article), name, options)
    for notice in exported.notices:
        tell(notice)
    if isinstance(exported.text, str):
        exported = replace(exported, text=visible(exported.text.replace("\r\n", "\n")))
    _print(exported)
    return 0


def _of_article(arguments: Namespace, opening: Opening, name: str, options: ExportOptions) -> Exported:
    from annotations.exporters.registry import export
    from reader.saving import check_edits_are_kept

    dossier = opening.session.dossier(take_article(opening, arguments.article))
    exported = export(dossier, name, options)
    if arguments.output and not arguments.force:
        check_edits_are_kept(_path(arguments.output), dossier)
    return exported


def _of_library(arguments: Namespace, opening: Opening, name: str, options: ExportOptions) -> Exported:
    """Return all articles of the library but those that one removed from it."""
    from annotations.exporters.registry import check_holds_library, export_all
    from annotations.labels import is_put_away
    from reader.saving import check_format_stays

    # A library takes a while to read.
    check_holds_library(name)
    if arguments.output and not arguments.force:
        check_format_stays(_path(arguments.output), name)
    dossiers = [opening.session.dossier(entry.id) for entry in opening.store.articles()]
    reviewer = opening.session.reviewer
    return export_all(
        [one for one in dossiers if not is_put_away(one.records.values(), one.revision.article_id, reviewer)],
        name,
        options,
    )


def _template(arguments: Namespace, name: str) -> str:
    """Return the template asked for; empty where none is."""
    if name != "markdown" and (arguments.style or arguments.template):
        raise UsageError(f"{name} has no styles and templates", "add --format markdown")
    if not arguments.template:
        return ""
    if arguments.style:
        raise UsageError("a template takes the place of a style", "leave --style or --template out")
    path = _path(arguments.template)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PostilError(f"{path} is no template", "it is not UTF-8") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise PostilError(f"the template {path} cannot be read", reason.lower()) from error
    if not text.strip():
        raise PostilError(f"the template {path} is empty")
    return text


def _path(named: str) -> Path:
    # Takes a while to import, and what is printed needs none.
    from pathlib import Path

    return Path(named)


def _save(arguments: Namespace, name: str, exported: Exported) -> None:
    from reader.saving import save_file

    data = exported.text.encode("utf-8", "replace") if isinstance(exported.text, str) else exported.text
    save_file(_path(arguments.output), data, force=arguments.force)
    if arguments.json:
        print_json(
            {
                "format": name,
                "file": arguments.output,
                "bytes": len(data),
                "notices": list(exported.notices),
            }
        )
    else:
        tell(f"written to {arguments.output}")


def _print(exported: Exported) -> None:
    if isinstance(exported.text, str):
        give(exported.text)
    elif sys.stdout.isatty():
        raise UsageError("this format is no text for a terminal", "name a file with -o")
    else:
        sys.stdout.buffer.write(exported.text)
