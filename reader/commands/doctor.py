"""`postil doctor`: what is wrong with this library and this terminal, each with what to change."""

from __future__ import annotations

import locale
import shutil
import sys
from typing import TYPE_CHECKING

from annotations.errors import PostilError, UsageError
from reader.diagnosis import NOT_PROBED, TMUX_OPTIONS, Probed, Remark, examine_terminal
from reader.options import add_json
from reader.output import print_json, say, wrapped
from reader.terminal import LEAST_COLUMNS, LEAST_ROWS, why_unusable
from reader.words import _, called, sentence

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    add_json(parser)
    parser.add_argument(
        "--keys", dest="trial", action="store_true", help="try the keys and a copy, with you at the keyboard"
    )
    parser.epilog = (
        "Exit code 1 says that something in the library is wrong; remarks on the terminal are advice."
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Print what was found.

    Raises:
        UsageError: keys are to be tried, and nobody can press any.
    """
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if arguments.trial and (arguments.json or not is_terminal):
        raise UsageError("keys can be tried at a terminal only", "without --keys nothing is asked")
    size = shutil.get_terminal_size((0, 0))
    terminal = examine_terminal(
        opening.environment,
        is_terminal=is_terminal,
        size=(size.columns, size.lines),
        charset=sys.stdout.encoding or locale.getpreferredencoding(),
        tmux=_tmux_options(opening),
        probed=_probed(opening) if is_terminal else NOT_PROBED,
    )
    library = [*_settings(opening), *_library(opening)]
    if arguments.json:
        print_json([_as_object(remark) for remark in (*library, *terminal)])
    else:
        for heading, remarks in ((_("Library"), library), (_("Terminal"), terminal)):
            say(f"{heading}:")
            for remark in remarks:
                _print(remark)
                if remark.colours and sys.stdout.isatty():
                    sys.stdout.write(f"        {_swatches(opening)}\n")
    if arguments.trial:
        _try(opening)
    return 0 if all(remark.fine for remark in library) else 1


def _probed(opening: Opening) -> Probed:
    """Return what the terminal answers; one that shows no screen is not asked."""
    environment = opening.environment
    if why_unusable(environment, is_terminal=True, size=(LEAST_COLUMNS, LEAST_ROWS)):
        return NOT_PROBED
    from reader.glyphs import all_signs, choose_glyphs
    from reader.ground import is_worth_asking
    from reader.probing import Probe

    glyphs = choose_glyphs(environment, wanted=opening.config.glyphs)
    signs = [sign for sign in dict.fromkeys(all_signs(glyphs)) if not sign.isascii()]
    counts = is_worth_asking(opening.config.theme, environment)
    with Probe(environment) as probe:
        widths = probe.widths(signs) if signs else []
        ground = (probe.ground() or "") if counts else ""
    crooked = tuple(sign for sign, width in zip(signs, widths, strict=False) if width != 1)
    return Probed(crooked if widths else None, ground, counts)


def _try(opening: Opening) -> None:
    from reader.probing import Probe
    from reader.trying import try_keys

    say(f"{_('Keys')}:")
    with Probe(opening.environment) as probe:
        for remark in try_keys(probe, opening):
            _print(remark)


def _as_object(remark: Remark) -> dict[str, object]:
    return {"what": remark.what, "fine": remark.fine, "change": remark.change}


def _print(remark: Remark) -> None:
    head = _("ok") if remark.fine else _("LOOK")
    say(wrapped(sentence(remark.what), "        ", first=f"  {head:<6}"))
    if remark.change:
        # As it is: a command is to be copied, not wrapped.
        say(f"        {sentence(remark.change)}")


def _settings(opening: Opening) -> Iterator[Remark]:
    for notice in opening.loaded.notices:
        yield Remark(notice, fine=False, change=f"edit {opening.loaded.file}")
    if not opening.loaded.notices:
        own = opening.loaded.file.exists()
        known = (
            "settings: as they should be" if own else "settings: the usual ones; there is no file of your own"
        )
        yield Remark(known, fine=True)


def _library(opening: Opening) -> Iterator[Remark]:
    from annotations.stores.tinydb import permissions

    folder = opening.config.folder
    try:
        store = opening.store
        count = len(store.articles())
        one, many = f"library: 1 article in {folder}", f"library: {count} articles in {folder}"
        yield Remark(one if count == 1 else many, fine=True)
        if store.read_only:
            yield Remark(f"nothing can be written: {store.read_only}", fine=False)
        problems = getattr(store, "problems", None)
        for problem in problems() if problems else ():
            yield Remark(f"{problem.where}: {problem.what}", fine=False, change=problem.hint)
        for finding in (*permissions.check(folder), *permissions.check_way(folder)):
            yield Remark(f"{finding.where}: {finding.what}", fine=False, change=finding.mend)
    except PostilError as error:
        yield Remark(str(error), fine=False)


def _swatches(opening: Opening) -> str:
    """Return the words of the page that have colours of their own, painted as there."""
    from reader.ansi import color_system
    from reader.lines import Look
    from reader.palette import palette_for
    from reader.theming import choose_theme

    palette = palette_for(choose_theme(opening.config.theme, opening.environment))
    samples = (
        (Look.PLAIN, _("article")),
        (Look.GOOD, called("supports")),
        (Look.BAD, called("refutes")),
        (Look.WARN, called("qualifies")),
        (Look.MUTED, called("context")),
        (Look.CURRENT, _("claim")),
    )
    colours = color_system(opening.environment)
    return "".join(palette.style(look).render(f" {words} ", color_system=colours) for look, words in samples)


def _tmux_options(opening: Opening) -> dict[str, str]:
    """Return tmux's own settings, of those that matter here; none where tmux is not asked or does not say."""
    tmux = shutil.which("tmux")
    if not opening.environment.get("TMUX") or tmux is None:
        return {}
    return {option: said for option in TMUX_OPTIONS if (said := _tmux_option(tmux, option))}


def _tmux_option(tmux: str, option: str) -> str:
    import subprocess

    try:
        asked = subprocess.run(  # noqa: S603 - the tmux one is in
            [tmux, "show-options", "-gv", option],
            capture_output=True,
            text=True,
            timeout=2,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip()
