"""The program as a process in Dutch: what people read is Dutch, what programs read is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reader.commands.running import Postil

DUTCH = {"LANG": "nl_NL.UTF-8"}


@pytest.fixture
def claim(postil: Postil) -> str:
    """Return the id of a claim with a fact, a note and a verdict."""
    made = postil.claim()
    source = ("--source", "https://example.org/bill", "--published", "2021-01-11", "--quote", "13.9 million")
    postil.done("fact", made, "--stance", "qualifies", "--statement", "A bit less", *source)
    postil.done("fact", made, "--stance", "nothing-found", "--searched", "the archive")
    postil.done("note", made, "Ask the mayor", "--to", "bram")
    postil.done("review", made, "--verdict", "not-enough-evidence", "--reason", "No bill", by="bram")
    return made


def test_an_article_is_shown_in_dutch(postil: Postil, claim: str) -> None:
    shown = postil.process("show", postil.draft, **DUTCH)
    assert (shown.code, shown.err) == (0, "")
    for words in (
        f"BEWERING 1 van 1 · overig · beoordeeld · {claim}",
        "genoteerd door anna",
        "nuanceert: A bit less",
        "11 jan 2021",
        "niets gevonden: the archive (anna)",
        "OORDEEL bram: onvoldoende bewijs · No bill",
        "aan bram · open",
    ):
        assert words in shown.out, shown.out
    for words in ("CLAIM", "qualifies", "not enough", "noted by", "VERDICT", "QUESTION"):
        assert words not in shown.out


def test_what_programs_read_is_the_same_in_every_language(postil: Postil, claim: str) -> None:
    for words in (("show", postil.draft), ("list",), ("history", claim), ("keys",), ("where",)):
        dutch, english = postil.process(*words, "--json", **DUTCH), postil.process(*words, "--json")
        assert dutch == english
        assert dutch.code == 0
    for form in ("markdown", "json", "csv"):
        dutch = postil.process("export", postil.draft, "--format", form, **DUTCH)
        english = postil.process("export", postil.draft, "--format", form)
        dated = [
            [line for line in one.out.splitlines() if "exported" not in line] for one in (dutch, english)
        ]
        assert dated[0] == dated[1]


def test_help_is_dutch_and_names_the_same_commands_and_options(postil: Postil) -> None:
    shown = postil.process("--help", **DUTCH)
    assert "gebruik: postil" in shown.out
    assert "een artikel lezen en annoteren" in shown.out
    assert "Afsluitcodes: 0 gedaan" in shown.out
    of_a_command = postil.process("claim", "--help", **DUTCH)
    assert "opties:" in of_a_command.out
    assert "--claimant T" in of_a_command.out
    assert "wie het zegt, als dat niet het artikel zelf is" in of_a_command.out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ("show", "nope"),
            "er is geen bestand of artikel 'nope': postil list toont wat er in de bibliotheek staat",
        ),
        (("fact", "@", "--stance", "x"), "'x' is niet van de soort strekking: kies uit supports, refutes,"),
        (("claim",), "deze argumenten ontbreken: --quote: zie postil claim --help"),
        (("list", "--oops"), "onbekende argumenten: --oops: zie postil list --help"),
        (("export", "sample", "-o", "/nowhere/x.md"), "kan niet worden geschreven: er is geen map /nowhere"),
    ],
)
def test_errors_are_dutch(postil: Postil, words: tuple[str, ...], complaint: str) -> None:
    ended = postil.process(*words, **DUTCH)
    assert ended.code != 0
    assert complaint in ended.err.splitlines()[-1]


def test_what_was_done_is_told_in_dutch(postil: Postil, claim: str) -> None:
    assert f"bewering {claim} verwijderd; postil undo" in postil.process("delete", claim, **DUTCH).out
    assert "ongedaan gemaakt: bewering verwijderd bij " in postil.process("undo", **DUTCH).out
    assert "bewering verwijderd (weg)" in postil.process("history", claim, **DUTCH).out


def test_the_doctor_speaks_dutch(postil: Postil) -> None:
    told = postil.process("doctor", **DUTCH)
    assert "instellingen: de gewone; je hebt geen eigen bestand" in told.out
    assert "hier is geen scherm mogelijk: dit is geen terminal; postil show" in told.out


def test_agreement_suggestions_queue_and_report_are_dutch(postil: Postil, claim: str) -> None:
    postil.done("review", claim, "--verdict", "supported")
    told = {
        ("agreement", postil.draft): (
            "1 bewering met oordelen, 1 met twee of meer",
            "κ van Cohen, ongewogen",
        ),
        ("suggest", postil.draft, "--all"): ("cijfer, telwoord", "bewering 1"),
        ("queue",): ("wij verschillen", "1 14 million euros"),
        ("report", postil.draft): ("0 van 1 afgehandeld", "Ontbreekt", "maar één bron", "anna: bevestigd"),
        ("state", claim): ("wij verschillen", "nu kan worden besloten: rejected, dropped"),
        ("policy",): ("schaal", "één persoon", "onvoldoende bewijs"),
    }
    for words, expected in told.items():
        shown = postil.process(*words, **DUTCH)
        assert shown.code == 0
        for one in expected:
            assert one in shown.out, shown.out
