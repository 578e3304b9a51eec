"""Every command with its module and what it does, in the order of the help.

A command's module has `add_options(parser)` and `run(arguments, opening)`,
which returns the exit code.
"""

from __future__ import annotations

from articles.frozen import frozen


@frozen
class Command:
    """One command of the program."""

    name: str
    module: str
    """Below `reader.commands`."""
    usage: str
    """What follows the name in the list of commands."""
    help: str
    group: str


_READ, _MAKE, _LOOK, _OUT, _HELP = "Articles", "Writing", "Looking", "Out and in", "The program"

COMMANDS = (
    Command("read", "read", "ARTICLE", "read an article and annotate it", _READ),
    Command("add", "add", "ARTICLE…", "take articles into the library; prints their ids", _READ),
    Command("update", "update", "ARTICLE [FILE]", "a new revision; says what became of each anchor", _READ),
    Command("diff", "diff", "ARTICLE", "two revisions, the claims hit, the sentences to read", _READ),
    Command("list", "listing", "", "the articles of the library", _READ),
    Command("show", "show", "ARTICLE", "an article and all that is said about it, as text", _READ),
    Command(
        "claim", "claim", "ARTICLE --quote T", "make a claim of words of the article; prints its id", _MAKE
    ),
    Command("fact", "fact", "CLAIM --stance S", "link what a source says to a claim; prints ids", _MAKE),
    Command("link", "link", "FACT CLAIM --stance S", "link a fact to one more claim", _MAKE),
    Command("note", "note", "TARGET [TEXT]", "a note on an article, claim, fact, source or note", _MAKE),
    Command("archive", "archive", "SOURCE URL", "where an archive keeps a copy of a source", _MAKE),
    Command("review", "review", "CLAIM --verdict V", "give your verdict on a claim", _MAKE),
    Command("state", "state", "CLAIM [STATE]", "publish, correct, send back or drop a claim", _MAKE),
    Command("edit", "edit", "ID", "change a record of your own", _MAKE),
    Command("delete", "delete", "ID", "delete a record of your own", _MAKE),
    Command("settle", "settle", "[ID [REV]]", "choose which of two versions of a record stands", _MAKE),
    Command("undo", "undo", "[ARTICLE]", "take back what you did last", _MAKE),
    Command("redo", "undo", "[ARTICLE]", "do again what you took back", _MAKE),
    Command("check", "check", "ARTICLE", "sentences with what is ticked and what is not", _LOOK),
    Command("suggest", "suggest", "ARTICLE", "sentences worth checking, ranked, and why", _LOOK),
    Command("queue", "queue", "", "what waits for you, in all articles", _LOOK),
    Command("report", "report", "ARTICLE", "how far an article is, on a page", _LOOK),
    Command("agreement", "agreement", "ARTICLE", "how far reviewers agree, and where they differ", _LOOK),
    Command("search", "search", "WORDS", "search articles, claims, facts, sources and notes", _LOOK),
    Command("asks", "asks", "ARTICLE", "open questions as text to mail, and the answers to it", _LOOK),
    Command("history", "history", "ID", "who changed a record, when and how", _LOOK),
    Command("export", "export", "[ARTICLE]", "write an article with its facts and notes to a file", _OUT),
    Command("import", "importing", "ARTICLE FILE", "take in what somebody exported", _OUT),
    Command("backup", "backup", "[FILE]", "the whole library into one file", _OUT),
    Command("restore", "backup", "FILE", "the library from a backup", _OUT),
    Command("schema", "schema", "", "the JSON Schema of what --format json writes", _OUT),
    Command("where", "where", "", "where the program keeps its files", _HELP),
    Command("keys", "keys", "", "the keys of the screens", _HELP),
    Command("doctor", "doctor", "", "look at this library and terminal, and say what to change", _HELP),
    Command("policy", "policy", "", "scale of verdicts, how many judge, blind or not", _HELP),
    Command("share", "share", "GROUP", "let a Unix group work in this library", _HELP),
    Command("ssh-session", "ssh_session", "", "the command for a key in authorized_keys", _HELP),
    Command("completion", "completion", "SHELL", "completion of commands for bash, zsh or fish", _HELP),
)


def command_named(name: str) -> Command | None:
    """Return the command of this name, if there is one."""
    return next((command for command in COMMANDS if command.name == name), None)
