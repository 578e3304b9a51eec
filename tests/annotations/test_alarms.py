from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.alarms import compare
from annotations.anchors import Alarm, AlarmKind


@pytest.mark.parametrize(
    ("was", "now", "alarm"),
    [
        (
            "De app telt 10 miljoen leden",
            "De app telt 12 miljoen leden",
            ("figure", "10 miljoen", "12 miljoen"),
        ),
        ("Er kwamen 300 mensen", "Er kwamen 800 mensen", ("figure", "300", "800")),
        (
            "Er kwamen driehonderd mensen",
            "Er kwamen vierhonderd mensen",
            ("figure", "driehonderd", "vierhonderd"),
        ),
        ("Er kwamen honderden mensen", "Er kwamen duizenden mensen", ("figure", "honderden", "duizenden")),
        ("De prijs steeg met 5 procent", "De prijs steeg met 5 euro", ("figure", "5 procent", "5 euro")),
        ("Zie artikel 7b", "Zie artikel 7c", ("figure", "7b", "7c")),
        ("Versie 3.11.2 is uit", "Versie 3.11.4 is uit", ("figure", "3.11.2", "3.11.4")),
        ("Er kwamen mensen", "Er kwamen 40 mensen", ("figure", "", "40")),
        ("Het mag niet meer", "Het mag weer", ("negation", "niet meer", "")),
        ("Hij heeft het nooit gezegd", "Hij heeft het gezegd", ("negation", "nooit", "")),
        ("Ze heeft geen bezwaar", "Ze heeft bezwaar", ("negation", "geen", "")),
        ("They can no longer vote", "They can vote", ("negation", "no longer", "")),
        ("He did it", "He didn’t do it", ("negation", "", "didn’t")),
        ("Nobody was hurt", "Somebody was hurt", ("negation", "Nobody", "")),
        ("volgens Google is dat zo", "volgens Microsoft is dat zo", ("name", "Google", "Microsoft")),
        ("Google stopt ermee", "Microsoft stopt ermee", ("name", "Google", "Microsoft")),
        ("zei Jan Smit", "zei Piet Smit", ("name", "Jan", "Piet")),
        ("the mayor, Ms Jones, said", "the mayor said", ("name", "Ms", "")),
        ("op 11 januari 2021", "op 12 januari 2021", ("date", "11 januari 2021", "12 januari 2021")),
        ("hij kwam gisteren", "hij kwam vandaag", ("date", "gisteren", "vandaag")),
        ("it opened on Monday", "it opened on Friday", ("date", "Monday", "Friday")),
        ("sinds 2019 is dat zo", "sinds 2020 is dat zo", ("date", "2019", "2020")),
        ("Hij zei „het klopt”", "Hij zei het klopt”", ("quotation", "zei „het", "zei het")),
    ],
)
def test_a_change_of_meaning_raises_an_alarm(was: str, now: str, alarm: tuple[str, str, str]) -> None:
    kind, old, new = alarm
    assert Alarm(AlarmKind(kind), old, new) in compare(was, now)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("telde 600.000 leden", "telde 600,000 leden"),
        ("telde 600.000 leden", "telde 600 000 leden"),
        ("telde 600.000 leden", "telde 600000 leden"),
        ("driehonderd mensen", "300 mensen"),
        ("anderhalf miljoen leden", "1,5 miljoen leden"),
        ("10 miljoen", "10.000.000"),
        ("vijf procent", "5%"),
        ("the 3rd time", "the 3 time"),
        ("op 11 januari 2021", "op 11-01-2021"),
        ("He does not know", "He doesn't know"),
        ("They cannot go", "They can’t go"),
        ("nobody came", "no one came"),
        ("Hij zei “het klopt”", "Hij zei ‘het klopt’"),
        ('Hij zei "het klopt"', "Hij zei «het klopt»"),
        ("'s avonds ging 't mis", "’s avonds ging ’t mis"),
        ("Ook de directeur kwam", "Daarnaast kwam de directeur"),
        ("The researchers agreed", "Researchers agreed"),
        ("Appelboom's servers", "Appelboom’s machines"),
        ("so WE'VE said, We've", "so we’ve said, we've"),
        ("de Nota van J.Smit", "de NOTA van J. Smit"),
        ("een helder betoog", "een duidelijk betoog"),
    ],
)
def test_a_change_of_form_or_style_raises_none(was: str, now: str) -> None:
    assert compare(was, now) == ()


def test_every_kind_of_change_is_told_apart_with_dates_and_figures_first() -> None:
    was = "Op 3 maart telde Dorpsplein 10 leden niet mee"
    now = "Op 4 maart telde Gab 11 leden mee"
    assert [alarm.kind.value for alarm in compare(was, now)] == ["date", "figure", "negation", "name"]


def test_a_quotation_that_ends_elsewhere_raises_an_alarm() -> None:
    kinds = {alarm.kind for alarm in compare('hij zei "het is zo" en ging', 'hij zei "het is zo en ging"')}
    assert kinds == {AlarmKind.QUOTATION}


def test_a_name_that_still_stands_there_raises_no_alarm() -> None:
    assert compare("Jan kwam en Jan ging", "Jan kwam en ging") == ()


@given(st.text())
def test_the_same_words_raise_no_alarm(text: str) -> None:
    assert compare(text, text) == ()


@given(st.text(), st.text(), st.sampled_from(["", "nl", "en", "de"]))
def test_any_two_texts_can_be_compared(was: str, now: str, language: str) -> None:
    for alarm in compare(was, now, language):
        assert alarm.was or alarm.now
