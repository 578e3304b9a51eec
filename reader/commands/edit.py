"""`postil edit`: a record of one's own, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotations.errors import UsageError
from annotations.finding import LAST, find_record, named
from annotations.model import Claim, ClaimKind, Fact, Link, Note, Record, Review, Source, Stance
from annotations.working import article_at_hand
from reader.asking import ask_text
from reader.options import ID_HELP, add_json, add_source_options, source_fields, word_of
from reader.output import print_json, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.opening import Opening

_OF_SOURCE = (
    "text url words medium title publisher person published accessed archived source_kind confidential"
)

FITTING: dict[type[Record], frozenset[str]] = {
    Claim: frozenset({"text", "claimant", "kind", "quote", "prefix", "suffix"}),
    Fact: frozenset({"text", "statement", "quote", "translation", "locator"}),
    Link: frozenset({"stance", "searched"}),
    Note: frozenset({"text", "tag", "to", "answered"}),
    Review: frozenset({"verdict", "reason", "text"}),
    Source: frozenset(_OF_SOURCE.split()),
}
"""Which options go with which kind of record."""

_MAIN = {Claim: "text", Fact: "statement", Note: "text", Review: "reason", Source: "words"}
"""The field that `--text`, and the editor, change."""


def add_options(parser: ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("id", metavar="ID", help=ID_HELP)
    parser.add_argument(
        "--text", metavar="T", help="of a note, claim, fact (its statement) or review (its reason)"
    )
    parser.add_argument(
        "--quote", metavar="T", help="of a claim: other words of the article; of a fact: the passage"
    )
    parser.add_argument("--prefix", metavar="T", help="of a claim: what stands before its words")
    parser.add_argument("--suffix", metavar="T", help="of a claim: what stands after them")
    parser.add_argument("--claimant", metavar="T", help="of a claim")
    parser.add_argument("--kind", metavar="K", help=f"of a claim: {', '.join(ClaimKind)}")
    parser.add_argument("--stance", metavar="S", help=f"of a link: {', '.join(Stance)}")
    parser.add_argument("--searched", metavar="T", help="of a link with nothing found: where you looked")
    parser.add_argument("--statement", metavar="T", help="of a fact")
    parser.add_argument("--translation", metavar="T", help="of a fact")
    parser.add_argument("--locator", metavar="T", help="of a fact")
    parser.add_argument("--tag", metavar="T", action="append", help="of a note; all its tags anew")
    parser.add_argument("--to", metavar="WHOM", help="of a question")
    parser.add_argument("--answered", action="store_true", default=None, help="of a question: it is")
    parser.add_argument("--verdict", metavar="V", help="of a review")
    parser.add_argument("--reason", metavar="T", help="of a review")
    parser.add_argument("--url", metavar="URL", help="of a source")
    parser.add_argument("--words", metavar="T", help="of a source: what it is, in free words")
    add_source_options(parser)
    add_json(parser)
    parser.epilog = "Without any of them the record's text opens in $EDITOR, or is read from standard input."


def run(arguments: Namespace, opening: Opening) -> int:
    """Change the record; print its id."""
    given = _given(arguments)
    fitting = tuple(kind for kind, names in FITTING.items() if given.keys() <= names)
    # The last one made that can have what was given; any other id is taken at its word.
    kinds = fitting if arguments.id == LAST else ()
    record = _meant(find_record(opening.store, arguments.id, kinds=kinds), opening, given)
    _check_fit(record, given)
    if not given:
        given = {"text": _ask(record, opening)}
    changed = _change(record, opening, arguments, given)
    if arguments.json:
        from annotations.objects import record_object

        print_json(record_object(changed))
    else:
        say(changed.id)
    return 0


def _given(arguments: Namespace) -> dict[str, Any]:
    names = frozenset().union(*FITTING.values())
    return {name: value for name in sorted(names) if (value := getattr(arguments, name)) is not None}


def _meant(record: Record, opening: Opening, given: dict[str, Any]) -> Record:
    """Return a fact's only link where a stance is changed, since people see the two as one."""
    if not isinstance(record, Fact) or "stance" not in given:
        return record
    from annotations.finding import standing_records

    links = [
        one
        for entry in opening.store.articles()
        for one in standing_records(opening.store, entry.id).values()
        if isinstance(one, Link) and one.fact == record.id and one.author == opening.reviewer
    ]
    if len(links) != 1:
        listed = ", ".join(link.id for link in links) or "postil show ARTICLE --json prints them"
        raise UsageError(f"you linked this fact {len(links)} times", f"give the id of the link: {listed}")
    return links[0]


def _check_fit(record: Record, given: dict[str, Any]) -> None:
    fitting = FITTING.get(type(record), frozenset())
    for name in given:
        if name not in fitting:
            kind = type(record).__name__.lower()
            options = ", ".join(f"--{one.replace('_', '-')}" for one in sorted(fitting))
            raise UsageError(f"a {kind} has no --{name.replace('_', '-')}", f"it has {options or 'none'}")


def _ask(record: Record, opening: Opening) -> str:
    main = _MAIN.get(type(record))
    if main is None:
        raise UsageError(f"{named(record)} has no text", "say what to change with an option")
    was = str(getattr(record, main))
    return ask_text(opening.environment, start=was)


def _change(record: Record, opening: Opening, arguments: Namespace, given: dict[str, Any]) -> Record:
    session = opening.session
    if isinstance(record, Review):
        from reader.commands.review import give_verdict

        claim = find_record(opening.store, record.claim, kinds=(Claim,))
        assert isinstance(claim, Claim)  # noqa: S101 - what `kinds` asked for
        reason = given.get("reason", given.get("text", record.reason))
        # An edit of another's review is refused as any other; the session says so.
        if record.author != session.reviewer or record.creator:
            return session.edit(record, reason=reason)
        return give_verdict(opening, claim, given.get("verdict", record.verdict), reason)
    fields = _fields(record, opening, arguments, given)
    return session.edit(record, article_at_hand(opening.store, record), **fields)


def _fields(record: Record, opening: Opening, arguments: Namespace, given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the record that the options name."""
    if isinstance(record, Source):
        described: dict[str, Any] = {name: given[name] for name in ("url", "words") if name in given}
        if "text" in given:
            described["words"] = given["text"]
        return {**described, **source_fields(arguments)}
    fields = {name: value for name, value in given.items() if name not in {"prefix", "suffix", "text"}}
    if "text" in given:
        fields.setdefault(_MAIN[type(record)], given["text"])
    if isinstance(record, Claim):
        return _claim_fields(record, opening, given, fields)
    if isinstance(record, Note) and "tag" in fields:
        fields["tags"] = tuple(dict.fromkeys(fields.pop("tag")))
    if isinstance(record, Note) and not str(fields.get("text", record.text)).strip():
        raise UsageError("a note needs words", "postil delete takes it away")
    if "stance" in fields:
        fields["stance"] = word_of(Stance, fields["stance"], "stance")
    return fields


def _claim_fields(
    claim: Claim, opening: Opening, given: dict[str, Any], fields: dict[str, Any]
) -> dict[str, Any]:
    if "kind" in fields:
        fields["kind"] = word_of(ClaimKind, fields["kind"], "kind of claim")
    quote = fields.pop("quote", None)
    if quote is None and not {"prefix", "suffix"} & given.keys():
        return fields
    from annotations.anchoring import describe
    from annotations.quoting import locate_quote

    revision = opening.store.load(claim.article)
    words = claim.anchor.exact if quote is None else quote
    span = locate_quote(
        revision.article, words, prefix=given.get("prefix", ""), suffix=given.get("suffix", "")
    )
    return {**fields, "anchor": describe(revision.article.text, span, revision.sha256)}
