"""Starts the program on the screen: what it needs, the first screen, then Textual."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from rich.color import ColorSystem

from reader.ansi import color_system, to_ansi
from reader.early import First
from reader.faces import spared
from reader.first_screen import first_screen
from reader.glyphs import choose_glyphs
from reader.ground import QUESTION, answered_ground, is_worth_asking, keep_ground, recall_ground
from reader.keymap import keymap
from reader.opened import open_article
from reader.output import tell
from reader.palette import palette_for
from reader.services import Services
from reader.theming import choose_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.guard import Guard
    from reader.intake import Intake
    from reader.lines import Line
    from reader.opened import Opened
    from reader.opening import Opening
    from reader.palette import ThemeName


def services_of(opening: Opening, *, news: str = "", greeting: str = "") -> Services:
    """Return what the screens need, from what the command line opened.

    Of what is said first only one thing is in sight: `news`, else what is
    wrong with the settings, else a `greeting`.
    """
    config, environment = opening.config, opening.environment
    return Services(
        session=opening.session,
        desk=opening.desk,
        config=config,
        capabilities=opening.capabilities,
        palette=palette_for(_theme(opening)),
        glyphs=choose_glyphs(environment, wanted=config.glyphs),
        keys=keymap(config.preset, config.keys),
        environment=environment,
        clock=opening.session.clock,
        attend=opening.attend,
        notices=tuple(filter(None, (news, *opening.loaded.notices, greeting))),
        become=None if config.reviewer or not opening.capabilities.files else _becoming(opening),
    )


def _theme(opening: Opening) -> ThemeName:
    wanted, environment = opening.config.theme, opening.environment
    ground = recall_ground(opening.desk, environment) if is_worth_asking(wanted, environment) else None
    return choose_theme(wanted, environment, ground)


def _becoming(opening: Opening) -> Callable[[str], Services]:
    """Return what makes the person at the keyboard another reviewer, from now on."""

    def become(name: str) -> Services:
        from reader.settling_name import keep_reviewer

        services = services_of(opening.known_as(name))
        # Only a name that the library takes is worth keeping.
        keep_reviewer(opening.loaded.file, name)
        return services

    return become


def run_reader(opening: Opening, article: str, *, said: str = "", revised: bool = False) -> int:
    """Read one article of the library, by its id; return the exit code.

    `said` stands in the status line until the first key, unless there is more to
    say; where the article was just `revised`, it is what became of the anchors.
    """
    announced = len(opening.store.entry(article).revisions) if revised else 0
    opened = open_article(opening.session, article, announced=announced)
    news = _news(opened)
    services = services_of(opening, news=news, greeting="" if news else said)
    return _run_behind(
        services, opened, lambda *size: first_screen(services, opened.dossier, *size), opening.first
    )


def run_unseen(opening: Opening, beginning: Opened, intake: Intake) -> int:
    """Read a long file from its beginning on while it is taken in; return the exit code.

    Raises:
        ArticleError, PostilError: it cannot be taken in.
    """
    services = services_of(opening)

    def compose(width: int, height: int) -> Sequence[Line]:
        return first_screen(services, beginning.dossier, width, height, whole=beginning.whole)

    try:
        code = _run_behind(services, beginning, compose, opening.first, intake)
    finally:
        intake.stop()
    if intake.error is not None:
        raise intake.error
    return code


def _news(opened: Opened) -> str:
    """Return what there is to say of an article that has just changed; nothing while it is still sought."""
    if not opened.announced or opened.waiting:
        return ""
    from annotations.accounting import account
    from reader.accounts import revision_words

    return revision_words(opened.announced, account(opened.dossier))


def run_library(opening: Opening) -> int:
    """Open the library; return the exit code."""
    from reader.first_library import first_library

    services = services_of(opening)
    return _run_behind(services, None, lambda *size: first_library(services, *size), opening.first)


def _run_behind(
    services: Services,
    opened: Opened | None,
    compose: Callable[[int, int], Sequence[Line]],
    first: First | None,
    intake: Intake | None = None,
) -> int:
    """Run the program behind its first screen, which `compose` returns for a width and height."""
    first = first or First()
    try:
        if not first.stands:
            first.quieten()
            width, height = shutil.get_terminal_size()
            lines = compose(width, height)
            if lines:
                colors = color_system(services.environment)
                first.show(spared(to_ansi(lines, width, services.palette, colors)))
        if is_worth_asking(services.config.theme, services.environment):
            first.ask(QUESTION)
        if intake is not None:
            # Not before: nothing is to keep the first screen waiting.
            intake.start()
        return _run(services, opened, first, intake)
    finally:
        first.end()


def _run(services: Services, opened: Opened | None, first: First, intake: Intake | None) -> int:
    from reader.guard import Guard, Hands

    guard = Guard(Hands(restore=first.end))
    guard.start()
    try:
        return _run_guarded(services, opened, first, intake, guard)
    finally:
        guard.stop()


def _run_guarded(
    services: Services, opened: Opened | None, first: First, intake: Intake | None, guard: Guard
) -> int:
    if color_system(services.environment) is ColorSystem.TRUECOLOR:
        # Textual goes by this alone.
        os.environ["COLORTERM"] = "truecolor"
    from reader.app import PostilApp
    from reader.driver import driver_after
    from reader.turning import in_theme_for

    typed = first.overhear()
    # What the terminal has answered by now decides before anything is painted a second time.
    ground = answered_ground(typed.decode("ascii", "replace"))
    app = PostilApp(
        in_theme_for(services, ground) if ground else services,
        opened,
        driver_class=driver_after(first, guard.lose, typed),
    )
    app.guard = guard
    app.intake = intake
    first.leave_to_program()
    app.run(mouse=app.mouse_on)
    # From now on there is nothing to save, and the terminal is its owner's.
    guard.stand_down()
    if app.broke:
        tell(app.broke)
    if app.ground:
        keep_ground(services.desk, services.environment, app.ground)
    if opened and first.asked and (left := app.left) and app.services.session is services.session:
        from reader.keeping import keep_first_screen

        keep_first_screen(app.services, left, first.asked, shutil.get_terminal_size())
    return guard.code or app.return_code or 0
