"""Where a fact was found, in a line; and in full once it is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from annotations.model import Medium
from reader.ages import day
from reader.lines import Look, Piece
from reader.panel.setting import BODY, STEP, clean_line, joined, paragraph
from reader.terminal_io import clean_link
from reader.words import _, called

if TYPE_CHECKING:
    from annotations.model import Fact, Source
    from reader.lines import Line
    from reader.panel.setting import Setting

_SPOKEN = frozenset({Medium.PHONE, Medium.INTERVIEW, Medium.MAIL, Medium.OBSERVATION})
"""Ways in which a person, not a publication, is the source."""


def host_of(url: str) -> str:
    """Return the host of a web address without its `www.`; nothing where it is no safe address.

    Letters beyond ASCII show as punycode, so that no letter poses as another.
    """
    return (urlsplit(clean_link(url) or "").hostname or "").removeprefix("www.")


def source_lines(setting: Setting, source: Source, fact: Fact, item: str) -> list[Line]:
    """Return the source line of a fact, and all that is known of the source where the item is selected."""
    quiet = Look.MUTED
    parts = [
        _confidential(source),
        Piece(_name_and_locator(source, fact), quiet),
        Piece("" if item == setting.selected else publisher(source), quiet),
        Piece(host_of(source.url), quiet | Look.LINK, clean_link(source.url) or ""),
    ]
    lines = paragraph(setting, joined(parts, setting.glyphs.dot), item=item, indent=BODY + STEP)
    return lines + (_details(setting, source, item) if item == setting.selected else [])


def short_source(setting: Setting, source: Source) -> list[Piece]:
    """Return the shortest name of a source: its host, else the person, else what it is called."""
    host = host_of(source.url)
    name = clean_line(source.person_named) if source.medium in _SPOKEN else ""
    named = Piece(name or _title(source) or _medium(source.medium), Look.MUTED)
    if host:
        named = Piece(host, Look.MUTED | Look.LINK, clean_link(source.url) or "")
    return joined([_confidential(source), named], setting.glyphs.dot)


def _confidential(source: Source) -> Piece:
    return Piece(_("confidential") if source.confidential else "", Look.WARN)


def publisher(source: Source) -> str:
    """Return who published a source, unless its other names say so already."""
    name = clean_line(source.publisher)
    said = f"{_title(source)} {clean_line(source.person_named)}".casefold()
    return "" if name.casefold() in said else name


def _title(source: Source) -> str:
    return clean_line(source.title or source.words)


def _name_and_locator(source: Source, fact: Fact) -> str:
    """Return `Press release, par. 2`; of a person, `B. Vos by phone, 14:05`."""
    title, locator = _title(source), clean_line(fact.locator)
    if source.medium in _SPOKEN:
        who = clean_line(source.person_named) or clean_line(source.publisher)
        way = _medium(source.medium)
        title = ", ".join(filter(None, (_("{who}, {way}").format(who=who, way=way) if who else way, title)))
    return ", ".join(filter(None, (title or clean_line(source.person_named), locator)))


def _medium(medium: Medium) -> str:
    return {
        Medium.WEB: _("web page"),
        Medium.DOCUMENT: _("document"),
        Medium.MAIL: _("by mail"),
        Medium.PHONE: _("by phone"),
        Medium.INTERVIEW: _("interview"),
        Medium.OBSERVATION: _("own observation"),
    }[medium]


def _details(setting: Setting, source: Source, item: str) -> list[Line]:
    said = "" if source.medium in _SPOKEN else clean_line(source.person_named)
    facts = [
        clean_line(source.publisher),
        said,
        called(source.kind) if source.kind else "",
        _("seen {date}").format(date=day(clean_line(source.accessed))) if source.accessed else "",
    ]
    rows = [joined((Piece(one, Look.MUTED) for one in facts), setting.glyphs.dot)]
    rows += [[_address(url)] for url in (source.url, source.archived) if url]
    return [line for row in rows for line in paragraph(setting, row, item=item, indent=BODY + STEP)]


def _address(url: str) -> Piece:
    """Return an address in full; one that is not safe to open is only shown."""
    safe = clean_link(url)
    return Piece(safe, Look.MUTED | Look.LINK, safe) if safe else Piece(clean_line(url), Look.MUTED)
