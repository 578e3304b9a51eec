"""The edits that a fact-checker meets, in Dutch and English, and what must hold for every text."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.anchoring import CONTEXT, Resolver, describe, resolve
from annotations.anchors import Alarm, AlarmKind, Anchor, AnchorState, Resolution
from articles.model import Span

DUTCH = (
    "Buurtapp verdwijnt uit de winkel\n\n"
    "De app Dorpsplein is zondag uit de winkel van Appelboom gehaald. Dorpsplein telt volgens de makers "
    "10 miljoen leden en sinds mei 300 bedrijven. De app wordt niet meer aangeboden zolang "
    "het toezicht ontbreekt. “Wij bieden ruimte aan iedereen”, zei oprichter Teun Baarda zaterdag. "
    "Appelboom schreef dat er te weinig wordt ingegrepen bij dreigementen.\n\n"
    "Ook andere winkels beraden zich op een besluit. De gemeente wacht af."
)
ENGLISH = (
    "Harbour bridge shut for repairs\n\n"
    "The swing bridge in the harbour was closed on Monday after inspectors found 40 cracks. "
    "The city council said the work would take three weeks and cost 2 million pounds. "
    "Shopkeepers were not told in advance, according to Moira Fenwick, who runs the bakery. "
    "“We lost half our trade”, she said. The mayor has never answered her letters.\n\n"
    "Ferries run every ten minutes until the bridge is open again."
)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def after(text: str, words: str, *edits: tuple[str, str], with_old: bool = False) -> tuple[Resolution, str]:
    """Return what became of `words` after `edits`, and the words found."""
    new = text
    for was, now in edits:
        assert was in new
        new = new.replace(was, now, 1)
    anchor = describe(text, span_of(text, words), "old")
    result = resolve(anchor, new, revision="new", old_text=text if with_old else None)
    return result, "" if result.span is None else result.span.cut(new)


with_and_without_the_old_text = pytest.mark.parametrize("with_old", [False, True], ids=["quote", "revision"])

MEMBERS = "Dorpsplein telt volgens de makers 10 miljoen leden"
CRACKS = "inspectors found 40 cracks"


@with_and_without_the_old_text
def test_an_unchanged_text_keeps_every_quote_exact(with_old: bool) -> None:  # noqa: FBT001
    for words in (MEMBERS, CRACKS, "300", "“We lost half our trade”"):
        result, found = after(home(words), words, with_old=with_old)
        assert (result.state, result.score, found) == (AnchorState.EXACT, 1.0, words)


TYPOGRAPHY = [
    (MEMBERS, "telt volgens", "telt\u00a0volgens"),
    (MEMBERS, "de makers 10", "de\nmakers  10"),
    (
        "“Wij bieden ruimte aan iedereen”",
        "“Wij bieden ruimte aan iedereen”",
        "„Wij bieden ruimte aan iedereen‟",
    ),
    ("We lost half our trade", "half our", "half\u00ad our"),
    # A figure that is only written otherwise is the same figure.
    (CRACKS, "40 cracks", "forty cracks"),
    (MEMBERS, "10 miljoen", "10.000.000"),
]
CHANGES = [
    (MEMBERS, "10 miljoen", "12 miljoen", Alarm(AlarmKind.FIGURE, "10 miljoen", "12 miljoen")),
    ("en sinds mei 300 bedrijven", "300", "800", Alarm(AlarmKind.FIGURE, "300", "800")),
    ("De app wordt niet meer aangeboden", "niet meer", "weer", Alarm(AlarmKind.NEGATION, "niet meer", "")),
    ("de winkel van Appelboom", "Appelboom", "Perelaar", Alarm(AlarmKind.NAME, "Appelboom", "Perelaar")),
    ("De app Dorpsplein is zondag uit", "zondag", "maandag", Alarm(AlarmKind.DATE, "zondag", "maandag")),
    ("was closed on Monday after", "Monday", "Friday", Alarm(AlarmKind.DATE, "Monday", "Friday")),
    ("Shopkeepers were not told", "not told", "told", Alarm(AlarmKind.NEGATION, "not", "")),
    ("te weinig wordt ingegrepen", "wordt ingegrepen", "is opgetreden", None),
    ("the work would take three weeks", "would take", "will last", None),
]
STRUCK = [
    ("De gemeente wacht af.", " De gemeente wacht af.", ""),
    ("The mayor has never answered her letters.", " The mayor has never answered her letters.", ""),
    ("Teun Baarda", "zei oprichter Teun Baarda zaterdag", "zei de oprichter toen"),
    ("Moira Fenwick", ", according to Moira Fenwick, who runs the bakery", ""),
]


def home(words: str) -> str:
    """Return which of the two articles holds `words`."""
    return DUTCH if words in DUTCH else ENGLISH


@with_and_without_the_old_text
@pytest.mark.parametrize("words", [MEMBERS, CRACKS, "300", "“We lost half our trade”, she said."])
def test_text_put_in_above_moves_a_quote(words: str, with_old: bool) -> None:  # noqa: FBT001
    text = home(words)
    result, found = after(text, words, (text[:8], "Vooraf. " + text[:8]), with_old=with_old)
    assert (result.state, found, result.alarms) == (AnchorState.MOVED, words, ())


@with_and_without_the_old_text
@pytest.mark.parametrize(("words", "was", "now"), TYPOGRAPHY)
def test_other_typography_is_the_same_quote(words: str, was: str, now: str, with_old: bool) -> None:  # noqa: FBT001
    result, found = after(home(words), words, (was, now), with_old=with_old)
    assert (result.state, found, result.alarms) == (AnchorState.TYPOGRAPHY, words.replace(was, now), ())


@with_and_without_the_old_text
@pytest.mark.parametrize(("words", "was", "now", "alarm"), CHANGES)
def test_a_changed_quote_is_found_with_its_alarm(
    words: str,
    was: str,
    now: str,
    alarm: Alarm | None,
    with_old: bool,  # noqa: FBT001
) -> None:
    result, found = after(home(words), words, (was, now), with_old=with_old)
    assert (result.state, found) == (AnchorState.CHANGED, words.replace(was, now))
    assert result.alarms == (() if alarm is None else (alarm,))


@with_and_without_the_old_text
@pytest.mark.parametrize(("words", "was", "now"), STRUCK)
def test_a_struck_quote_is_an_orphan(words: str, was: str, now: str, with_old: bool) -> None:  # noqa: FBT001
    result, _ = after(home(words), words, (was, now), with_old=with_old)
    assert (result.state, result.span) == (AnchorState.ORPHAN, None)


def test_a_light_edit_of_style_raises_no_alarm() -> None:
    result, _ = after(ENGLISH, "Ferries run every ten minutes", ("run every", "sail each"))
    assert (result.state, result.alarms) == (AnchorState.CHANGED, ())


def test_a_quote_is_not_found_in_another_article() -> None:
    for anchor in (describe(DUTCH, span_of(DUTCH, MEMBERS)), describe(DUTCH, span_of(DUTCH, "zondag"))):
        assert resolve(anchor, ENGLISH).state is AnchorState.ORPHAN


def test_a_look_alike_elsewhere_is_not_taken_for_a_struck_sentence() -> None:
    result, found = after(
        DUTCH,
        "De gemeente wacht af.",
        ("De gemeente wacht af.", "Later meer."),
        ("schreef dat er", "schreef dat de gemeente niet wacht en er"),
    )
    assert (result.state, found) == (AnchorState.ORPHAN, "")


def test_an_orphan_offers_its_best_candidates() -> None:
    result, _ = after(
        DUTCH,
        "De gemeente wacht af.",
        ("Ook andere winkels beraden zich op een besluit. De gemeente wacht af.", "Een dorp wacht."),
    )
    assert result.span is None
    assert result.state is AnchorState.ORPHAN
    assert 1 <= len(result.candidates) <= 3
    scores = [candidate.score for candidate in result.candidates]
    assert scores == sorted(scores, reverse=True)


def test_a_passage_that_stands_twice_in_the_same_context_is_ambiguous() -> None:
    paragraph = (
        "Het college heeft het bezwaar van de bewoners van de Dorpsstraat vandaag ongegrond verklaard. "
    )
    old = "Eerst was er niets. " + paragraph
    new = "Daarna kwam dit erbij. " + paragraph + "En dat was nog niet alles, zo bleek. " + paragraph
    anchor = describe(old, span_of(old, "bezwaar van de bewoners"))
    result = resolve(anchor, new)
    assert result.state is AnchorState.AMBIGUOUS
    assert result.span == result.candidates[0].span
    assert [candidate.span.cut(new) for candidate in result.candidates] == ["bezwaar van de bewoners"] * 2


def test_the_context_tells_like_places_apart() -> None:
    old = "In maart kwamen er 40 brieven. In april kwamen er 40 brieven. In mei kwamen er 40 brieven."
    anchor = describe(old, Span(old.index("40", 40), old.index("40", 40) + 10))
    result = resolve(anchor, "Vooraf. " + old.replace("maart", "februari"))
    assert result.span == Span(anchor.start + 8 + 3, anchor.end + 8 + 3)


def test_a_moved_paragraph_is_found_whether_or_not_the_old_text_is_at_hand() -> None:
    first, second = DUTCH.split("\n\n")[1:]
    new = f"{second}\n\nEen nieuwe alinea stond hier eerder niet.\n\n{first}"
    anchor = describe(DUTCH, span_of(DUTCH, "Ook andere winkels beraden zich"))
    for old in (None, DUTCH):
        assert resolve(anchor, new, old_text=old).state is AnchorState.MOVED


def test_a_struck_twin_is_gone_where_the_old_text_tells() -> None:
    lines = [
        f"{name} heeft de vragen van deze krant niet willen beantwoorden." for name in ("Jansen", "De Boer")
    ]
    old = "Het stuk begint.\n\n" + "\n\n".join(lines) + "\n\nEinde."
    new = old.replace(lines[0] + "\n\n", "")
    anchor = describe(old, span_of(old, "heeft de vragen van deze krant niet willen beantwoorden"))
    assert resolve(anchor, new, old_text=old).state is AnchorState.ORPHAN


def test_a_moved_sentence_is_found_though_some_of_its_words_stayed_behind() -> None:
    old = "De brug ging op maandag al dicht. " + "Tussenin staat nog een en ander te lezen. " * 3
    new = (
        "Op de dijk ging het mis. "
        + "Tussenin staat nog een en ander te lezen. " * 3
        + "De brug ging op maandag al dicht. "
    )
    anchor = describe(old, span_of(old, "De brug ging op maandag al dicht."))
    result = resolve(anchor, new, old_text=old)
    assert result.state is AnchorState.MOVED


def test_a_passage_that_kept_few_of_its_words_is_carried_over() -> None:
    words = "wordt te weinig ingegrepen bij dreigementen en geweld"
    old = f"Volgens de buurt {words}, zo zegt men op straat."
    new = "Volgens de buurt grijpt men amper in bij dreigementen en ruzie, zo zegt men op straat."
    result = resolve(describe(old, span_of(old, words)), new, old_text=old)
    assert result.state is AnchorState.CHANGED
    assert result.span is not None
    assert result.span.cut(new) == "grijpt men amper in bij dreigementen en ruzie"


def test_a_copy_of_a_changed_passage_makes_it_ambiguous() -> None:
    words = "de brug is al drie weken dicht voor auto's en fietsers"
    old = f"Er is gedoe: {words}, zegt de buurt in een lange brief aan het college."
    new = (
        old.replace("drie weken", "vier weken")
        + f" Ook schreef men {words}, zegt de buurt in een lange brief aan het college."
    )
    for old_text in (None, old):
        result = resolve(describe(old, span_of(old, words)), new, old_text=old_text)
        assert result.state in {AnchorState.AMBIGUOUS, AnchorState.MOVED}


def test_words_put_in_that_look_like_the_quote_make_it_ambiguous() -> None:
    result = resolve(describe("ja ja", Span(0, 5)), "ja nee ja ja ja", old_text="ja ja")
    assert result.state is AnchorState.AMBIGUOUS
    assert [candidate.span for candidate in result.candidates] == [Span(10, 15), Span(0, 9)]


def test_a_copy_put_in_right_beside_a_quote_makes_it_ambiguous() -> None:
    words = "De wethouder zwijgt."
    result, _ = after(DUTCH + " " + words + " Einde.", words, (words, words + words))
    assert result.state is AnchorState.AMBIGUOUS
    assert len(result.candidates) == 2


def test_an_old_text_that_the_anchor_was_not_made_on_is_not_used() -> None:
    anchor = describe(DUTCH, span_of(DUTCH, MEMBERS))
    assert resolve(anchor, "Vooraf. " + DUTCH, old_text=ENGLISH).state is AnchorState.MOVED


def test_a_quote_without_context_or_position_is_found() -> None:
    anchor = Anchor("", "inspectors found 40 cracks")
    result = resolve(anchor, ENGLISH)
    assert (result.state, result.parts) == (AnchorState.MOVED, {"quote": 1.0})


def test_a_word_is_not_found_inside_another_word() -> None:
    anchor = Anchor("", "app", "kwam er een ", " die iedereen kende")
    assert resolve(anchor, "Er staat een appelboom in de tuin").state is AnchorState.ORPHAN


def test_a_word_in_the_same_revision_stands_where_it_stood() -> None:
    anchor = Anchor("abc", "app", start=3, end=6)
    assert resolve(anchor, "De app en de app", revision="abc").span == Span(3, 6)
    assert resolve(anchor, "De app en de app", revision="def").state is AnchorState.AMBIGUOUS


def test_the_context_reaches_to_the_edge_of_a_word() -> None:
    anchor = describe(DUTCH, span_of(DUTCH, "300 bedrijven"))
    assert len(anchor.prefix) >= CONTEXT
    assert DUTCH[anchor.start - len(anchor.prefix) - 1] in " \n"
    assert DUTCH[anchor.end + len(anchor.suffix)] in " .,"
    endless = "x" * 500
    assert len(describe(endless, Span(250, 251)).prefix) < 3 * CONTEXT


def test_a_span_beyond_the_text_cannot_be_described() -> None:
    with pytest.raises(ValueError, match="the text at 4"):
        describe("kort", Span(2, 9))


def test_many_anchors_are_sought_in_one_text() -> None:
    edits = (
        ("10 miljoen leden", "ruim 12 miljoen gebruikers"),
        ("te weinig", "veel te weinig"),
        ("zijn", "is"),
    )
    new = DUTCH
    for was, now in edits:
        new = new.replace(was, now)
    resolver = Resolver(new)
    # Often enough for the resolver to make its index: what it finds must not depend on that.
    for words in (MEMBERS, "dat er te weinig wordt ingegrepen", "makers 10 miljoen leden en sinds") * 4:
        result = resolver.resolve(describe(DUTCH, span_of(DUTCH, words)))
        assert result == resolve(describe(DUTCH, span_of(DUTCH, words)), new)
        assert result.state is AnchorState.CHANGED


def test_a_quote_as_long_as_an_article_is_found() -> None:
    lines = [
        f"Regel {number} van dit lange stuk gaat over zaak {number * 7} en niets anders."
        for number in range(120)
    ]
    old = "Kop.\n\n" + "\n\n".join(lines) + "\n\nSlot."
    new = old.replace("zaak 70 ", "kwestie 70 ")
    span = Span(old.index("Regel 2 "), old.index("Slot"))
    result = resolve(describe(old, span), "Vooraf. " + new)
    assert (result.state, result.alarms) == (AnchorState.CHANGED, ())
    assert result.span == Span(span.start + 8, span.end + 8 + 3 - 2)


texts = st.text(st.sampled_from("ab .-–'’“\n\u00ad…Éx1"), max_size=60) | st.text(max_size=60)


@given(texts, st.data())
def test_every_span_of_every_text_is_exact_in_that_text(text: str, data: st.DataObject) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    result = resolve(describe(text, span), text)
    assert (result.state, result.span) == (AnchorState.EXACT, span)


@given(texts, texts, st.data())
def test_text_put_in_elsewhere_never_attaches_a_quote_to_other_words(
    text: str, more: str, data: st.DataObject
) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    at = data.draw(st.integers(0, start) | st.integers(span.end, len(text)))
    new = text[:at] + more + text[at:]
    anchor = describe(text, span, "old")
    result = resolve(anchor, new, revision="new")
    assert result.state in {AnchorState.EXACT, AnchorState.MOVED, AnchorState.AMBIGUOUS}
    assert result.span is not None
    if result.state is AnchorState.AMBIGUOUS:
        return  # A look-alike was put in: both are offered.
    assert result.span.cut(new) == anchor.exact
    if sum(new.startswith(anchor.exact, place) for place in range(len(new))) == 1:
        assert result.span.start == start + (len(more) if at <= start else 0)


sentences = st.lists(
    st.sampled_from("de het een brug weg dicht. Zes\n\n 7 -".split(" ")), min_size=1, max_size=20
)


@given(sentences, sentences, st.data())
def test_words_put_in_elsewhere_never_change_a_quote_of_an_old_revision(
    old: list[str], more: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(old) - 1))
    last = data.draw(st.integers(first + 1, len(old)))
    at = data.draw(st.sampled_from([*range(first + 1), *range(last, len(old) + 1)]))
    text, new = " ".join(old), " ".join(old[:at] + more + old[at:])
    start = len(" ".join([*old[:first], ""]))
    anchor = describe(text, Span(start, start + len(" ".join(old[first:last]))), "old")
    assume(anchor.exact.strip() == anchor.exact != "")
    result = resolve(anchor, new, revision="new", old_text=text)
    assert result.state in {AnchorState.EXACT, AnchorState.MOVED, AnchorState.AMBIGUOUS}


@given(texts, texts, texts, texts, texts, st.integers(-1, 200), st.integers(0, 90))
def test_no_anchor_and_no_text_raise(
    text: str, old: str, exact: str, prefix: str, suffix: str, start: int, length: int
) -> None:
    end = -1 if start == -1 else start + length
    anchor = Anchor("r", exact, prefix, suffix, start, end)
    for result in (resolve(anchor, text), resolve(anchor, text, revision="r", old_text=old)):
        assert 0 <= result.score <= 1
        assert (result.span is None) == (result.state is AnchorState.ORPHAN)
        assert result.span is None or result.span.end <= len(text)


@given(texts, texts, st.data())
def test_any_change_of_a_text_resolves(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    span = Span(start, data.draw(st.integers(start, len(old))))
    for result in (resolve(describe(old, span), new), resolve(describe(old, span), new, old_text=old)):
        if result.state.trusted and result.state is not AnchorState.TYPOGRAPHY:
            assert result.span is not None
            assert result.span.cut(new) == span.cut(old)
