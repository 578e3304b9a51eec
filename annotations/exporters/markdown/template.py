"""Markdown by a template of one's own, in Jinja's language, in its sandbox.

A template sees what `postil show --json` prints, but no paths of this machine.
It can read no files and call nothing but what is handed to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.codec import write_time
from annotations.errors import PostilError
from annotations.exporters.markdown.quoting import guarded, inline, quoted
from annotations.objects import dossier_object

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.exporters.registry import ExportOptions

_OF_THIS_MACHINE = ("problems", "conflicts")


def write_by_template(dossier: Dossier, options: ExportOptions) -> str:
    """Return what the template of `options` makes of `dossier`.

    Raises:
        PostilError: the template is wrong, with its line where that is known; or Jinja is not installed.
    """
    try:
        from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError as error:
        raise PostilError("templates need Jinja", "install postil[template]") from error
    environment = ImmutableSandboxedEnvironment(
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": inline, "quoted": _quoted}
    try:
        return environment.from_string(options.template).render(_seen(dossier, options))
    except TemplateSyntaxError as error:
        raise PostilError("the template is wrong", f"line {error.lineno}: {error.message}") from error
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise PostilError("the template is wrong", str(error)) from error
    except (MemoryError, RecursionError) as error:
        raise PostilError("the template is wrong", "it asks for too much") from error


def _seen(dossier: Dossier, options: ExportOptions) -> dict[str, Any]:
    """Return the names that a template knows."""
    told = dossier_object(dossier)
    for name in _OF_THIS_MACHINE:
        del told[name]
    del told["article"]["origin"]
    return {**told, "exported": write_time(options.now), "tool": options.tool, "withheld": options.withheld}


def _quoted(words: str) -> str:
    """Return a person's Markdown as a quotation that it cannot leave."""
    return "\n".join(quoted(guarded(words)))
