"""Blind review: no command tells what a colleague judged, until one has judged oneself."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from annotations.exporters.registry import BUILT_IN
from reader.commands.table import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reader.commands.running import Postil

SECRETS = ("annareasonsthus", "annarepliesthus", "annadecidesthus")
"""Words that only stand in Anna's reason, in her note on the claim, and in what she decided."""
NOTHING_OF_RECORDS = {
    "backup": "a copy of all files, for whoever may read them anyway",
    "completion": "words of the program",
    "doctor": "the library's files and this terminal",
    "import": "a file that one has read, or may read",
    "keys": "words of the program",
    "restore": "takes a backup",
    "schema": "words of the program",
    "share": "permissions of files",
    "ssh-session": "a terminal of its own",
    "where": "folders",
}
"""Commands that are left out, each with what it shows instead."""


class Blind:
    """A library in which Anna judged one claim, answered for it and published it, and Bram judged none."""

    def __init__(self, postil: Postil) -> None:
        self.postil = postil
        self.claim = postil.claim()
        self.other = postil.claim("two years")
        link = postil.done("fact", self.claim, "--stance", "supports", "--source", "https://example.org/a")
        self.fact = next(line.split()[1] for line in link.out.splitlines() if line.startswith("fact"))
        self.review = postil.done(
            "review", self.claim, "--verdict", "refuted", "--reason", f"Because {SECRETS[0]}."
        ).id
        self.note = postil.done("note", self.claim, f"And {SECRETS[1]}.").id
        self.decision = postil.done("state", self.claim, "published", "--reason", SECRETS[2]).id
        postil.done("policy", "--blind")
        # What was put by for one reviewer is nothing for the next.
        assert SECRETS[0] in postil.done("search", SECRETS[0]).out

    def as_bram(self, *words: str | Path) -> str:
        """Return all that a command prints for Bram, and what it writes to a file."""
        target = self.postil.home / "out"
        target.unlink(missing_ok=True)
        named = [word if word != "OUT" else target for word in words]
        ran = self.postil(*named, by="bram", stdin="y\n")
        written = target.read_bytes().decode("utf-8", "replace") if target.is_file() else ""
        return ran.out + ran.err + written

    def walks(self) -> dict[str, list[tuple[str | Path, ...]]]:
        """Return, for each command, how it is run: as plain text, as JSON, on all it could tell of."""
        draft, ids = self.postil.draft, (self.claim, self.review, self.note, self.decision, self.fact)
        known: dict[str, list[tuple[str | Path, ...]]] = {
            "list": [()],
            "queue": [()],
            "policy": [()],
            "search": [(secret,) for secret in (*SECRETS, "refuted", "14 million")],
            "history": [(one,) for one in ids],
            "export": [(draft, "--format", name, "-o", "OUT") for name in BUILT_IN]
            + [(draft, "--format", "markdown", "--style", style) for style in ("footnotes", "obsidian")]
            + [("--all", "--format", "claimreview")],
            "claim": [(draft, "--quote", "900 a day")],
            "fact": [(self.claim, "--stance", "nothing-found")],
            "link": [(self.fact, self.other, "--stance", "context")],
            "note": [(one, "Hm.") for one in (self.review, self.note, self.claim)],
            "state": [(self.claim,)],
            "review": [(self.other, "--verdict", "supported")],
            "edit": [(one, "--text", "Hm.") for one in ids],
            "delete": [(one,) for one in ids],
            "settle": [(), *((one,) for one in ids)],
            "archive": [(self.fact, "https://archive.example/1")],
        }
        usual: list[tuple[str | Path, ...]] = [(draft,)]
        return {
            one.name: known.get(one.name, usual) for one in COMMANDS if one.name not in NOTHING_OF_RECORDS
        }


@pytest.fixture
def blind(postil: Postil) -> Blind:
    return Blind(postil)


def test_no_command_tells_what_a_colleague_judged(blind: Blind) -> None:
    told = []
    for name, runs in blind.walks().items():
        for words, as_json in product(runs, (False, True)):
            printed = blind.as_bram(name, *words, *(["--json"] if as_json else []))
            asked = {str(word) for word in words}
            told += [
                (name, words, word)
                for word in (*SECRETS, "refuted", "published", blind.review, blind.note)
                if word in printed and word not in asked and not _is_no_secret(name, word)
            ]
    assert told == []


def _is_no_secret(command: str, word: str) -> bool:
    """Tell whether a word stands in what a command says of the program, or of articles and their dates."""
    listed = {"policy", "state", "review", "claim", "fact", "link", "note", "edit", "delete", "undo", "redo"}
    about_dates = (
        command in {"export", "show", "list", "search", "add", "update", "diff"} and word == "published"
    )
    return about_dates or (command in listed and word in {"refuted", "published"})


def test_states_are_those_of_the_work_that_one_may_see(blind: Blind) -> None:
    for who, state in (("anna", "published"), ("bram", "checking")):
        shown = blind.postil.done("show", blind.postil.draft, "--json", by=who).json
        assert [one["state"] for one in shown["claims"]] == [state, "open"]
        assert blind.postil.done("state", blind.claim, "--json", by=who).json["state"] == state
    [queued] = [
        one for one in blind.postil.done("queue", "--json", by="bram").json if one["claim"] == blind.claim
    ]
    assert (queued["why"], queued["who"]) == ("check", "")


def test_ones_own_verdict_opens_the_others(blind: Blind) -> None:
    blind.postil.done("review", blind.claim, "--verdict", "supported", by="bram")
    shown = blind.postil.done("show", blind.postil.draft, by="bram").out
    assert SECRETS[0] in shown
    assert "we differ" in shown
    assert SECRETS[1] in blind.postil.done("history", blind.note, by="bram").out
    assert [one["why"] for one in blind.postil.done("queue", "--json", by="bram").json] == ["differ"]
    blind.postil.done("undo", by="bram")
    assert SECRETS[0] not in blind.postil.done("show", blind.postil.draft, by="bram").out


def test_what_may_not_be_seen_cannot_be_answered(blind: Blind) -> None:
    for record in (blind.review, blind.note):
        refused = blind.postil("note", record, "Why?", by="bram")
        assert (refused.code, refused.out) == (1, "")
        assert SECRETS[0] not in refused.err


def test_what_one_took_in_does_not_stand_twice(blind: Blind) -> None:
    exported = blind.postil.home / "from-anna.json"
    assert blind.postil("export", blind.postil.draft, "--format", "json", "-o", exported).code == 0
    ran = blind.postil("import", blind.postil.draft, exported, "--yes", by="bram")
    assert ran.code == 0, ran
    blind.postil.done("review", blind.claim, "--verdict", "refuted", by="bram")
    [claim, _] = blind.postil.done("show", blind.postil.draft, "--json", by="bram").json["claims"]
    assert sorted(one["author"] for one in claim["reviews"]) == ["anna", "bram"]


def test_without_blindness_all_of_it_is_shown(blind: Blind) -> None:
    blind.postil.done("policy", "--no-blind")
    shown = blind.postil.done("show", blind.postil.draft, by="bram").out
    assert SECRETS[0] in shown
    assert "published" in shown


def test_the_library_says_so_and_keeps_what_else_it_holds(blind: Blind) -> None:
    library = next(blind.postil.home.rglob("library.json"))
    said: dict[str, Any] = json.loads(library.read_text(encoding="utf-8"))
    library.write_text(json.dumps({**said, "house": "rules"}), encoding="utf-8")
    blind.postil.done("policy", "--reviews", "2", "--scale", "desk")
    assert json.loads(library.read_text(encoding="utf-8")) == {
        **said,
        "house": "rules",
        "blind": True,
        "reviews_required": 2,
        "scale": "desk",
    }
