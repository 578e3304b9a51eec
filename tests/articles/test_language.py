from __future__ import annotations

import pytest

from articles.language import guess_language, language_code


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "nl",
            "De haven ging dicht omdat er een storm over de kust trok en niemand wist hoe lang.",
        ),
        (
            "en",
            "The harbour was closed because there was a storm over the coast and nobody knew for how long.",
        ),
        (
            "de",
            "Der Hafen wurde geschlossen, weil ein Sturm über die Küste zog und niemand wusste es.",
        ),
        (
            "fr",
            "Le port est fermé parce que la tempête passe sur les côtes et que personne ne le sait.",
        ),
        (
            "es",
            "El puerto se cerró porque la tormenta pasaba por la costa y nadie sabía hasta cuándo.",
        ),
        ("", "Kort."),
        ("", "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor"),
        ("", "Гавань закрыли из-за шторма, и никто не знал, надолго ли это было."),
        ("", ""),
    ],
)
def test_a_language_is_told_by_its_small_words(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("nl", "nl"),
        ("EN-us", "en"),
        ("nl_BE", "nl"),
        ("Dutch", "nl"),
        ("français", "fr"),
        ("spa", "es"),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_a_named_language_has_a_code(named: str, code: str) -> None:
    assert language_code(named) == code
