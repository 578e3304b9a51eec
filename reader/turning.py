"""From dark to light, or back, once the terminal has told its ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.frozen import replace
from reader.palette import palette_for
from reader.theming import choose_theme
from reader.widgets.dialog import Dialog

if TYPE_CHECKING:
    from reader.app import PostilApp
    from reader.ground import Ground
    from reader.services import Services


def in_theme_for(services: Services, ground: Ground | None) -> Services:
    """Return the same services with the theme that suits a ground; the very same where it suits already."""
    theme = choose_theme(services.config.theme, services.environment, ground)
    return services if theme == services.palette.theme else replace(services, palette=palette_for(theme))


async def turn(app: PostilApp, ground: Ground) -> None:
    """Show everything in the theme that suits a ground, in one repaint.

    Where something is open that would be lost by it, this waits for the next start.
    """
    services = in_theme_for(app.services, ground)
    if services is not app.services and _is_at_rest(app):
        with app.batch_update():
            await app.show_anew(replace(services, notices=()))


def _is_at_rest(app: PostilApp) -> bool:
    screen = app.screen
    if isinstance(app.focused, Dialog) or app.intake is not None:
        return False
    # Not at the start: whoever reads may never come to the library.
    from reader.screens.library import LibraryScreen
    from reader.screens.reading import ReadingScreen

    return isinstance(screen, LibraryScreen) or (
        isinstance(screen, ReadingScreen) and screen.selecting is None
    )
