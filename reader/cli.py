"""The door of the program: finds the command, runs it, and words what went wrong.

Nothing that was raised below passes here as a traceback; what was not foreseen
goes into a file with the details.
"""

from __future__ import annotations

import os
import sys

from annotations.errors import PostilError
from articles.errors import ArticleError

# As `typing` has it, whose import takes as long as a kept screen.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from reader.early import First
    from reader.opening import Opening

INTERRUPTED = 130
"""What shells report of a program that Ctrl+C ended."""
CONFINED = "ssh-session"
"""The command that others than the account's owner start."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the words of a command line; return its exit code.

    0 is done, 1 could not, 2 wrong usage or no usable terminal.  Without words
    they are those of the process, which ends with the program.
    """
    words = sys.argv[1:] if argv is None else argv
    if CONFINED in words:
        from reader.confining import confine

        # Before anything looks at the environment, which is the client's.
        confine(words)
    if argv is not None:
        return _guarded(argv, None)
    from reader.starting import start

    return start(_guarded)


def _guarded(words: Sequence[str], first: First | None) -> int:
    # Not before: a screen that was kept is shown before anything heavy is imported.
    from reader.output import make_streams_safe
    from reader.words import choose_language

    make_streams_safe()
    choose_language(os.environ)
    try:
        code = _run_behind(first, words, os.environ)
        # A pipe that nobody reads any more shows only now.
        sys.stdout.flush()
    except PostilError as error:
        code = _refuse(error, error.exit_code)
    except ArticleError as error:
        code = _refuse(error, 1)
    except SystemExit as end:
        # How argparse leaves after --help and --version.
        code = end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = _leave_pipe()
    except OSError as error:
        code = _refuse(PostilError(_worded(error), "is there room on the disk, and may you write there?"), 1)
    except Exception as error:  # noqa: BLE001 - the one door: the person gets a line, the file the rest
        code = _report(error)
    return code


def _run_behind(first: First | None, words: Sequence[str], environment: Mapping[str, str]) -> int:
    try:
        return _run(words, environment, first)
    finally:
        # Whatever went wrong is said on the terminal's own screen.
        if first is not None:
            first.end()


def _run(words: Sequence[str], environment: Mapping[str, str], first: First | None) -> int:
    from reader.commands.table import command_named
    from reader.parsing import command_parser, main_parser, module_of, parse_words, split_command

    name, rest = split_command(words)
    command = command_named(name)
    if command is None:
        arguments = main_parser().parse_args(rest)
        return _enter(arguments, environment, first)
    arguments = parse_words(command_parser(command), rest)
    code: int = module_of(command).run(arguments, _open(arguments, environment, first))
    return code


def _enter(arguments: Namespace, environment: Mapping[str, str], first: First | None) -> int:
    from reader.commands import library

    return library.run(_open(arguments, environment, first))


def _open(arguments: Namespace, environment: Mapping[str, str], first: First | None) -> Opening:
    from articles.frozen import fields_of
    from reader.config import Config, load_config
    from reader.opening import Opening
    from reader.output import tell

    settings = fields_of(Config).keys() & vars(arguments).keys()
    flags = {name: getattr(arguments, name) for name in settings}
    loaded = load_config(environment, flags, arguments.config or "")
    for notice in loaded.notices:
        tell(notice)
    return Opening(loaded, environment, first=first)


def _refuse(error: PostilError | ArticleError, code: int) -> int:
    from reader.output import tell
    from reader.words import error_words

    tell(error_words(error))
    return code


def _worded(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"{reason}: {error.filename}" if error.filename else reason


def _leave_pipe() -> int:
    """End quietly: whoever read the output has seen enough."""
    # The interpreter flushes once more as it ends, and would complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _report(error: Exception) -> int:
    from reader.crashes import write_report
    from reader.output import tell

    where = write_report(error, os.environ)
    details = f"the details are in {where}" if where else "the details could not be written down"
    tell(f"something went wrong that should not have ({type(error).__name__}): {details}")
    return 1


if __name__ == "__main__":
    main()
