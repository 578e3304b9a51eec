"""`postil fact`: what a source says about a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import UsageError
from annotations.evidence import find_fact, find_source, is_address
from annotations.finding import find_record
from annotations.model import Claim, Medium, Stance
from reader.options import ID_HELP, add_json, add_source_options, source_fields, word_of
from reader.output import print_json, say, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from annotations.session import Linked
    from reader.opening import Opening


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("claim", metavar="CLAIM", help=ID_HELP)
    parser.add_argument("--stance", metavar="S", required=True, help=", ".join(Stance))
    parser.add_argument(
        "--source", metavar="URL-or-WORDS", default="", help="where it was found, or a source's whole id"
    )
    parser.add_argument(
        "--statement", metavar="T", default="", help="what the source says, in words of your own"
    )
    parser.add_argument("--quote", metavar="T", default="", help="the exact passage in the source")
    parser.add_argument("--translation", metavar="T", default="", help="the passage in your own language")
    parser.add_argument(
        "--locator", metavar="T", default="", help="where in the source: page, paragraph, time"
    )
    parser.add_argument("--searched", metavar="T", default="", help="with nothing-found: where you looked")
    add_source_options(parser)
    add_json(parser)
    parser.epilog = (
        "A source of the same address, and a fact of the same words in it, are used again.\n"
        "A source without an address is named by words, or by --medium, --person and --date.\n"
        'example: postil fact @ --stance refutes --source https://example.org/count --quote "some 60,000"'
    )


def run(arguments: Namespace, opening: Opening) -> int:
    """Link the fact; print the ids."""
    stance = word_of(Stance, arguments.stance, "stance")
    fields = source_fields(arguments)
    claim = find_record(opening.store, arguments.claim, kinds=(Claim,))
    assert isinstance(claim, Claim)  # noqa: S101 - what `kinds` asked for
    if stance is Stance.NOTHING_FOUND:
        searched = arguments.searched or arguments.source
        linked = opening.session.link_fact(claim, stance, searched=searched)
    else:
        linked = _link(arguments, opening, claim, stance, fields)
    _answer(linked, as_json=arguments.json)
    return 0


def _link(
    arguments: Namespace, opening: Opening, claim: Claim, stance: Stance, fields: dict[str, Any]
) -> Linked:
    if not (arguments.source.strip() or _names_source(fields)):
        raise UsageError(
            f"{stance} needs a source",
            "name it with --source, or say who and how with --medium and --person;"
            " use the stance nothing-found where there is none",
        )
    session = opening.session
    if not arguments.source.strip():
        fields = {"medium": Medium.DOCUMENT, **fields}
    source = find_source(session.store, arguments.source, fields)
    if source is None:
        source = session.draft_source(**_new_source(arguments.source, fields))
    elif arguments.source.strip() and fields.keys() - {"accessed"}:
        tell("the library has this source already: what it says of it stays; postil edit changes your own")
    words = {
        "statement": arguments.statement,
        "quote": arguments.quote,
        "translation": arguments.translation,
        "locator": arguments.locator,
    }
    fact = find_fact(session.store, source, words) or session.draft_fact(source, **words)
    return session.link_fact(claim, stance, source=source, fact=fact)


def _names_source(fields: dict[str, Any]) -> bool:
    """Tell whether a source is named without an address or words: what one saw, or who said it, and how."""
    return fields.get("medium") is Medium.OBSERVATION or bool(
        fields.get("person_named") or fields.get("title")
    )


def _new_source(named: str, fields: dict[str, Any]) -> dict[str, Any]:
    if not is_address(named):
        return (
            {"words": named, **fields}
            if "medium" in fields
            else {"words": named, "medium": Medium.DOCUMENT, **fields}
        )
    from reader.opening import now

    return {"url": named, "accessed": now().date().isoformat(), **fields}


def _answer(linked: Linked, *, as_json: bool) -> None:
    made = {"source": linked.source, "fact": linked.fact, "link": linked.link}
    if as_json:
        from annotations.objects import record_object

        print_json({name: record_object(record) for name, record in made.items() if record})
        return
    for name, record in made.items():
        if record:
            say(f"{name} {record.id}")
