from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from articles.confining import About
from articles.errors import ArticleError
from articles.formats import mail

if TYPE_CHECKING:
    from articles.model import Article


def letter() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Jan de Vríes <jan@example.org>, pers@example.org"
    made["To"] = "redactie@example.org"
    made["Subject"] = "Antwoord op uw vragen"
    made["Date"] = "Mon, 11 Jan 2021 10:00:00 +0100"
    return made


def parse(data: bytes) -> Article:
    mail.prepare()
    return mail.parse_bytes(data, About())


def shapes(article: Article) -> list[tuple[int, str]]:
    return [(block.quoted, block.span.cut(article.text)) for block in article.blocks]


def test_a_letter_is_read_with_what_it_quotes_and_its_headers_are_metadata() -> None:
    made = letter()
    made.set_content(
        "Beste redactie,\n\nDe brug kostte drie miljoen euro en werd in twee jaar gebouwd door\n"
        "een aannemer uit de stad die dat werk vaker heeft gedaan.\n> Klopt het bedrag?\n>> Eerder.\n\n"
        "-- \nJan\nWoordvoerder\n"
    )
    made["Content-Language"] = "nl-NL, en"
    article = parse(bytes(made))
    assert shapes(article) == [
        (0, "Antwoord op uw vragen"),
        (0, "Beste redactie,"),
        (
            0,
            (
                "De brug kostte drie miljoen euro en werd in twee jaar gebouwd door een aannemer uit de stad "
                "die dat werk vaker heeft gedaan."
            ),
        ),
        (1, "Klopt het bedrag?"),
        (2, "Eerder."),
        (0, "Jan\nWoordvoerder"),
    ]
    known = article.metadata
    assert (known.title, known.author) == ("Antwoord op uw vragen", "Jan de Vríes, pers@example.org")
    assert (known.published, known.language) == ("2021-01-11T10:00:00+01:00", "nl")


def test_a_letter_that_is_a_page_is_read_without_its_layout() -> None:
    made = letter()
    made.set_content(
        "<table><tr><td><p>Beste <b>redactie</b></p></td><td>rechts</td></tr></table>", subtype="html"
    )
    article = parse(bytes(made))
    assert article.text == "Antwoord op uw vragen\n\nBeste redactie\n\nrechts"


def test_of_a_letter_in_two_forms_the_text_is_read_and_attachments_are_named() -> None:
    made = letter()
    made.set_content("De tekst.")
    made.add_alternative("<p>De pagina.</p>", subtype="html")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="stuk .pdf")
    made.add_attachment(b"y", maintype="image", subtype="png")
    article = parse(bytes(made))
    assert article.text.endswith("De tekst.")
    assert article.notices == ("What is attached to the mail is not read: stuk .pdf, image/png.",)


def test_a_letter_without_text_says_so() -> None:
    made = letter()
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    assert "The mail has no text." in parse(bytes(made)).notices


def test_letters_in_another_charset_are_right() -> None:
    head = b"Subject: x\nContent-Type: text/plain; charset=%s\nContent-Transfer-Encoding: 8bit\n\n"
    assert parse(head % b"iso-8859-1" + "één".encode("latin-1")).text == "x\n\néén"
    assert parse(head % b"utf-8" + "één".encode("cp1252")).text == "x\n\néén"
    assert parse(b"Subject: =?utf-8?q?=C3=A9=1B]0;x?=\n\nwoord").metadata.title.startswith("é")


def test_what_is_no_letter_is_refused() -> None:
    with pytest.raises(ArticleError, match="no mail"):
        parse(b"Zomaar een tekst.\n\nZonder kop.")


def test_more_parts_than_any_letter_has_are_refused() -> None:
    parts = "".join("--b\n\nx\n" for _ in range(600))
    with pytest.raises(ArticleError, match="more than 500 parts"):
        parse(f"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n".encode())
