from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import InvalidRecord, PostilError, UnknownArticle
from annotations.exporters.registry import ExportOptions, export
from annotations.importers.registry import parse
from annotations.model import ClaimKind, Fact, Note, Purpose, Record, Review, Stance, Target, TargetKind
from tests.annotations.desks import ARTICLE, FIRST, NOW, Desk, everything, place, take, view
from tests.annotations.hostile import content, dossiers, folded

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from annotations.session import Session

OPTIONS = ExportOptions(now=NOW, with_confidential=True)


def written(dossier: Dossier) -> str:
    return str(export(dossier, "markdown", OPTIONS).text)


def read(text: str) -> list[Record]:
    parsed = parse(text.encode(), "markdown")
    assert parsed.problems == ()
    assert not parsed.removed
    assert not [one for one in parsed.incoming if one.edited]
    return [one.record for one in parsed.incoming]


def reachable(dossier: Dossier) -> dict[str, Record]:
    """Return the records of a dossier that hang on its article, as a reader gets to see them."""
    shown: dict[str, Record] = {}

    def notes(threads: object) -> None:
        for thread in threads:  # type: ignore[attr-defined]
            shown[thread.note.id] = thread.note
            notes(thread.replies)

    notes(dossier.notes)
    for claim in dossier.claims:
        shown[claim.id] = claim.claim
        shown.update({one.review.id: one.review for one in claim.judgements})
        notes(claim.notes)
        for evidence in claim.evidence:
            shown.update({one.id: one for one in (evidence.link, evidence.fact, evidence.source) if one})
            notes(evidence.notes)
    unseen = [one for one in dossier.records.values() if type(one).__name__ in {"Check", "Decision"}]
    return shown | {one.id: one for one in unseen}


@settings(max_examples=1000)
@given(dossiers())
def test_a_dossier_comes_back_from_markdown_as_it_was(dossier: Dossier) -> None:
    page = written(dossier)

    back = {record.id: record for record in read(page)}

    known = reachable(dossier)
    assert {key: content(one) for key, one in back.items()} == {
        key: content(one) for key, one in known.items()
    }
    assert written(folded(list(back.values()), dossier.revision.article.metadata.title)) == page


@settings(max_examples=100)
@given(dossiers(), st.data())
def test_a_damaged_file_is_refused_or_read_in_part_and_never_breaks_the_program(
    dossier: Dossier, data: st.DataObject
) -> None:
    page = written(dossier)
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, min(len(page), start + 40)))
    junk = data.draw(
        st.sampled_from(["", "{", "}", '"', "\n", "> ", "null", '"x"', "-->", "\\", "9" * 30, "[["])
    )
    broken = page[:start] + junk + page[end:]
    try:
        parsed = parse(broken.encode("utf-8", "surrogatepass"), "markdown")
    except PostilError:
        return
    assert all(problem for problem in parsed.problems)


@pytest.fixture
def anna() -> Session:
    """Return a session of anna's in a library with a claim, a fact, a note and a verdict of hers."""
    desk = Desk()
    session = desk.session("anna")
    bram = desk.session("bram")
    desk.shelve(session, FIRST)
    dossier = session.dossier(ARTICLE)
    claim = session.add_claim(
        dossier, place(dossier, "1,200 hives"), text="There are 1,200.", kind=ClaimKind.FIGURE
    )
    source = session.draft_source(title="Bee count")
    fact = session.draft_fact(source, statement="They were counted.", quote="1,200 counted", locator="p. 3")
    session.link_fact(claim, Stance.SUPPORTS, source=source, fact=fact)
    session.add_note(ARTICLE, Target(TargetKind.CLAIM, claim.id), "First *words*.", tags=("bees",))
    session.add_note(
        ARTICLE, Target(TargetKind.CLAIM, claim.id), "Who counted?", purpose=Purpose.QUESTION, to="bram"
    )
    bram.add_note(ARTICLE, Target(TargetKind.CLAIM, claim.id), "Bram's note.")
    dossier = session.dossier(ARTICLE)
    session.review(dossier, dossier.claims[0], "supported", reason="Counted.")
    return session


def edited(session: Session, *changes: tuple[str, str]) -> str:
    page = written(session.dossier(ARTICLE))
    for old, new in changes:
        assert page.count(old) == 1, old
        page = page.replace(old, new)
    return page


def notes(session: Session) -> list[str]:
    return [thread.note.text for thread in session.dossier(ARTICLE).claims[0].notes]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("First *words*.", "Other words."),
        ("## Sources", "> A new note.\n\n## Sources"),
        ("## Sources", "Loose words.\n\n## Sources"),
        ("> First *words*.", ">"),
    ],
)
def test_a_file_that_a_person_changed_is_told_from_one_that_nobody_touched(
    anna: Session, old: str, new: str
) -> None:
    assert not parse(edited(anna).encode(), "markdown").touched
    assert parse(edited(anna, (old, new)).encode(), "markdown").touched
    assert parse(without_block(edited(anna), "First *words*.").encode(), "markdown").touched


def test_an_untouched_file_changes_nothing(anna: Session) -> None:
    plan = take(anna, edited(anna), "markdown")

    assert plan.changes_nothing
    assert (plan.lines, plan.skipped) == ((), ())


def test_a_file_that_only_an_editor_tidied_changes_nothing(anna: Session) -> None:
    page = edited(anna, ("> First *words*.", ">   First   *words*.  "))

    plan = take(anna, "\ufeff" + page.replace("\n", "\r\n").replace("> **Note**", ">**Note**"), "markdown")

    assert plan.changes_nothing
    assert plan.skipped == ()


def test_edits_by_hand_come_in_as_changes_of_ones_own(anna: Session) -> None:
    page = edited(
        anna,
        ("First *words*.", "Second words, <b>bold</b>.\n>\n> And more."),
        (
            "**Statement:** There are 1,200.",
            "**Statement:** There are 1.200 \\[sic\\].\n>\n> **Claimant:** the town",
        ),
        ("> [!TIP]\n> **Supports:** They were", "> [!TIP]\n> **Qualifies:** They *were*"),
        ("**Locator:** p. 3", "**Locator:** p. 4"),
        ("**Verdict: supported**", "**Verdict: refuted**"),
        ("> Counted.", "> Recounted."),
        (" · open", " · answered"),
    )

    plan = take(anna, page, "markdown")

    assert plan.skipped == ()
    claim = anna.dossier(ARTICLE).claims[0]
    assert notes(anna)[0] == "Second words, <b>bold</b>.\n\nAnd more."
    assert (claim.claim.text, claim.claim.claimant) == ("There are 1.200 [sic].", "the town")
    link, fact = claim.evidence[0].link, claim.evidence[0].fact
    assert link.stance is Stance.QUALIFIES
    assert isinstance(fact, Fact)
    assert (fact.statement, fact.quote, fact.locator) == ("They *were* counted.", "1,200 counted", "p. 4")
    review = claim.judgements[0].review
    assert (review.verdict, review.reason) == ("refuted", "Recounted.")
    assert claim.notes[1].note.answered
    assert claim.notes[0].note.tags == ("bees",)
    assert any("stance “supports” becomes “qualifies”" in line for line in plan.lines)
    assert take(anna, page, "markdown").changes_nothing


def test_what_was_taken_in_is_undone_in_one_step(anna: Session) -> None:
    before = notes(anna)
    take(anna, edited(anna, ("First *words*.", "Other words."), ("> Counted.", "> Recounted.")), "markdown")

    anna.undo(ARTICLE)

    assert notes(anna) == before
    assert anna.dossier(ARTICLE).claims[0].judgements[0].review.reason == "Counted."


def test_another_kind_of_alert_is_another_stance(anna: Session) -> None:
    take(anna, edited(anna, ("> [!TIP]", "> [!caution]")), "markdown")

    assert anna.dossier(ARTICLE).claims[0].evidence[0].link.stance is Stance.REFUTES


def test_a_new_quotation_below_a_claim_is_a_new_note_on_it(anna: Session) -> None:
    page = edited(
        anna,
        (
            "## Sources",
            "> I also *think*\n> so.\n\n## Notes on the article\n\n> And of all of it.\n\n## Sources",
        ),
    )

    plan = take(anna, page, "markdown")

    assert notes(anna)[-1] == "I also *think*\nso."
    assert [thread.note.text for thread in anna.dossier(ARTICLE).notes] == ["And of all of it."]
    assert plan.lines == ("new note: I also *think* so.", "new note: And of all of it.")
    made = anna.dossier(ARTICLE).notes[0].note
    assert (made.author, made.created.year) == ("anna", 2026)


def test_an_empty_quotation_is_no_note(anna: Session) -> None:
    assert take(anna, edited(anna, ("## Sources", ">\n\n## Sources")), "markdown").changes_nothing


def without_block(page: str, words: str) -> str:
    """Take out the block with these words, its comment too."""
    start = page.rindex("<!--", 0, page.index(words))
    return page[:start] + page[page.index("\n\n", page.index(words)) + 2 :]


def test_a_note_that_was_taken_out_is_deleted(anna: Session) -> None:
    plan = take(anna, without_block(edited(anna), "First *words*."), "markdown")

    assert "First *words*." not in notes(anna)
    assert [line.split(" (")[1] for line in plan.lines] == ["First *words*.) deleted"]


def test_a_note_of_another_person_is_neither_deleted_nor_changed(anna: Session) -> None:
    gone = take(anna, without_block(edited(anna), "Bram's note."), "markdown")
    changed = take(anna, edited(anna, ("Bram's note.", "Not his words.")), "markdown")

    assert "Bram's note." in notes(anna)
    assert gone.changes_nothing
    assert "is bram's and stays" in gone.skipped[0]
    assert changed.changes_nothing
    assert "it is bram's" in changed.skipped[0]


def test_what_was_changed_in_the_library_meanwhile_stays(anna: Session) -> None:
    page = edited(anna, ("First *words*.", "From the file."))
    without = without_block(edited(anna), "First *words*.")
    first = anna.dossier(ARTICLE).claims[0].notes[0].note
    anna.edit(first, text="From the library.")

    plan = take(anna, page, "markdown")
    gone = take(anna, without, "markdown")

    assert "From the library." in notes(anna)
    assert "changed here as well" in plan.skipped[0]
    assert "was changed here since" in gone.skipped[0]


def test_what_was_changed_in_the_library_and_not_in_the_file_stays_without_a_word(anna: Session) -> None:
    page = edited(anna)
    anna.edit(anna.dossier(ARTICLE).claims[0].notes[0].note, text="From the library.")

    plan = take(anna, page, "markdown")

    assert plan.changes_nothing
    assert plan.skipped == ()


def test_a_note_deleted_here_is_not_brought_back_by_an_edit(anna: Session) -> None:
    page = edited(anna, ("First *words*.", "From the file."))
    anna.delete(anna.dossier(ARTICLE).claims[0].notes[0].note)

    assert "you deleted it here" in take(anna, page, "markdown").skipped[0]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("**Verdict: supported**", "**Verdict: sure**", "'sure' is not a verdict"),
        ("**Verdict: supported**", "Supported", "does not say"),
        ("**Supports:**", "**Proves:**", "none of its lines begins with a stance"),
        ("**Supports:**", "**Nothing found:**", "cannot be changed here"),
        ("> First *words*.", ">", "it is empty"),
        ("> 1,200 hives", "> 1,300 hives", "the words of the article are not changed here"),
        ("]: Bee count.", "]: Wasp count.", "the footnote of a source is not read back"),
        ("## Sources", "Loose words.\n\n## Sources", "put > before it"),
        ('"stance": "supports"', '"stance": "proves"', "names no stance"),
        ('"stance": "supports"', '"stance": "supports', "this is not JSON"),
        ('"stance": "supports"} -->', '"stance": "supports"}', "not as Postil wrote it"),
        ("<!-- postil:link {", "<!-- postil:lonk {", "not as Postil wrote it"),
        ("<!-- postil:link {", "<!-- postil:fact {", "not as Postil wrote it"),
    ],
)
def test_a_damaged_block_is_named_with_its_line_and_left_out_alone(
    anna: Session, old: str, new: str, reason: str
) -> None:
    page = edited(anna, (old, new)).replace("Who counted?", "Who was it?")

    plan = take(anna, page, "markdown")

    assert any(re.match(r"line \d+: ", line) and reason in line for line in plan.skipped), plan.skipped
    assert "Who was it?" in notes(anna)
    assert "First *words*." in notes(anna)


def test_a_comment_that_lost_its_words_is_named(anna: Session) -> None:
    page = edited(anna)
    start = page.index("> **Note** · anna")
    plan = take(anna, page[:start] + "\n" + page[page.index("\n\n", start) :], "markdown")

    assert "its words are missing" in plan.skipped[0]
    assert "no note was taken for deleted" in plan.skipped[1]
    assert "First *words*." in notes(anna)


def test_a_file_without_its_end_deletes_nothing(anna: Session) -> None:
    page = edited(anna)

    plan = take(anna, page[: page.index("<!-- postil:note")], "markdown")

    assert plan.changes_nothing
    assert plan.skipped == ("the end of the file is missing: no note was taken for deleted",)


def test_a_damaged_list_of_notes_deletes_nothing(anna: Session) -> None:
    page = re.sub(r"postil:end .* -->", 'postil:end {"notes": [1]} -->', edited(anna))

    assert "the list of notes" in take(anna, page, "markdown").skipped[0]


def test_a_fix_by_hand_needs_a_reason() -> None:
    from annotations.store import Policy

    desk = Desk(Policy(scale="desk"))
    session = desk.session("anna")
    desk.shelve(session, FIRST)
    dossier = session.dossier(ARTICLE)
    session.add_claim(dossier, place(dossier, "1,200 hives"))
    dossier = session.dossier(ARTICLE)
    session.review(dossier, dossier.claims[0], "ok")

    refused = take(session, edited(session, ("Verdict: ok", "Verdict: fix")), "markdown")
    taken = take(
        session,
        edited(
            session,
            ("**Verdict: ok** ·", "**Verdict: fix** ·"),
            ("\n\n<!-- postil:end", "\n>\n> Say 1,100.\n\n<!-- postil:end"),
        ),
        "markdown",
    )

    assert "fix needs a reason" in refused.skipped[0]
    assert taken.skipped == ()
    review = session.dossier(ARTICLE).claims[0].judgements[0].review
    assert (review.verdict, review.reason) == ("fix", "Say 1,100.")


def test_a_fact_changed_at_one_of_two_claims_is_changed_once() -> None:
    _, dossier = everything()
    desk, _ = everything()
    anna = desk.session("anna")
    page = written(dossier)
    first = page.index("1,200 hives were counted.")

    plan = take(
        anna, page[:first] + page[first:].replace("1,200 hives were", "1,300 hives were", 1), "markdown"
    )
    clash = page[:first] + page[first:].replace("1,200 hives were", "1,400 hives were", 1).replace(
        "1,200 hives were", "1,500 hives were", 1
    )

    assert plan.skipped == ()
    facts = [one.fact.statement for one in view(anna.dossier(ARTICLE), "1,200").evidence if one.fact]
    assert facts[0] == "1,300 hives were counted."
    assert "the same fact was changed otherwise in line" in take(anna, clash, "markdown").skipped[0]


def test_a_fact_changed_alike_at_both_of_its_claims_is_changed_once() -> None:
    desk, dossier = everything()
    anna = desk.session("anna")
    page = written(dossier).replace("**Translation:** counted", "**Translation:** were counted")

    plan = take(anna, page, "markdown")

    assert plan.skipped == ()
    assert len(plan.changes) == 1


def test_a_colleague_takes_the_records_of_others_in_under_their_names() -> None:
    _, dossier = everything()
    desk = Desk()
    carla = desk.session("carla")
    desk.shelve(carla, FIRST)

    plan = take(carla, written(dossier), "markdown", into=ARTICLE)

    records = list(carla.dossier(ARTICLE).records.values())
    assert plan.skipped == ()
    assert {one.author for one in records} == {"carla"}
    assert {one.person for one in records} == {"anna", "bram"}
    assert take(carla, written(dossier), "markdown").changes_nothing
    reviews = [one for one in records if isinstance(one, Review)]
    assert len(reviews) == 3


def test_words_changed_by_hand_are_not_put_into_the_mouth_of_somebody_else() -> None:
    _, dossier = everything()
    desk = Desk()
    carla, bram = desk.session("carla"), desk.session("bram")
    desk.shelve(carla, FIRST)
    page = written(dossier).replace("Runs on Saturday.", "Runs on Sunday.")

    plan = take(carla, page, "markdown")
    own = take(bram, page, "markdown")

    assert ["what bram wrote is not here" in line for line in plan.skipped] == [True]
    assert not [line for line in own.skipped if "Sunday" in line]
    texts = [one.text for one in bram.dossier(ARTICLE).records.values() if isinstance(one, Note)]
    assert "Runs on Sunday." in texts


def test_the_article_must_be_there_or_be_named() -> None:
    _, dossier = everything()
    session = Desk().session("anna")

    with pytest.raises(UnknownArticle, match="bees-3f9a is not in the library"):
        take(session, written(dossier), "markdown")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "line 1"),
        (b"# Just a text\n", "line 1"),
        (b"---\ntitle: x\n", "line 1"),
        (b"---\ntitle: x\n---\n", "postil-format: 1"),
        (b"---\npostil-format: 2\n---\n", "postil-format: 1"),
        (b"---\npostil-format: 1\npostil-style: footnotes\n---\n", "style notes"),
        (b"---\npostil-format: 1\n---\n\xff\n", "line 4 is not UTF-8"),
        (b"%PDF-1.7\n\x00\x00", "line 1"),
    ],
)
def test_a_file_that_is_no_markdown_of_ours_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        parse(data, "markdown")

    assert reason in str(refused.value)


def test_a_file_beyond_all_measure_is_not_read() -> None:
    with pytest.raises(InvalidRecord, match="more than 100 MB"):
        parse(b" " * 100_000_001, "markdown")


def test_front_matter_whose_quotes_an_editor_took_away_is_understood(anna: Session) -> None:
    page = edited(anna, (f'article: "{ARTICLE}"', f"article: {ARTICLE}"))

    assert take(anna, page, "markdown").changes_nothing


def test_an_id_that_is_none_is_not_taken_in(anna: Session) -> None:
    page = edited(anna)
    data = json.loads(re.search(r"postil:review (.*) -->", page)[1])  # type: ignore[index]
    page = page.replace(data["rev"], "x-1")

    assert "its id or rev is none" in take(anna, page, "markdown").skipped[0]


def test_a_block_that_stands_there_twice_is_taken_once(anna: Session) -> None:
    page = edited(anna)
    start = page.index("<!-- postil:note")
    block = page[start : page.index("\n\n", page.index("First *words*.")) + 2]

    plan = take(anna, page.replace(block, block + block), "markdown")

    assert plan.changes_nothing
    assert "its id stands in the file twice" in plan.skipped[0]


def test_an_edit_of_what_was_imported_from_somebody_is_refused(anna: Session) -> None:
    claim = anna.dossier(ARTICLE).claims[0]
    note = replace(
        claim.notes[0].note, id="01KJ9999999999999999999999", creator="dora", rev="", text="Dora's words."
    )
    anna.make(note, label="import", article=ARTICLE)

    plan = take(anna, edited(anna, ("Dora's words.", "Changed words.")), "markdown")

    assert "it is dora's" in plan.skipped[0]
