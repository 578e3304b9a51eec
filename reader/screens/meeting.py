"""The part of the reading screen that knows who else is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.attending import Attendance
from reader.company import company_words
from reader.screens.evidencing import EvidencingScreen

if TYPE_CHECKING:
    from annotations.dossier import Dossier
    from reader.pointing import Pointing
    from reader.services import Services


class MeetingScreen(EvidencingScreen):
    """Says in the status line who else reads this article, and at which claim."""

    @dataclass
    class CompanyMoved(Message):
        """Somebody came, went, or is at another claim."""

    def __init__(self, services: Services, dossier: Dossier) -> None:
        super().__init__(services, dossier)
        presence = services.attend()
        self._attendance = Attendance(presence, self._tell_company) if presence else None

    def meet(self) -> None:
        """Begin to tell where one is, and to look where others are."""
        if self._attendance:
            self._attendance.be_at(self.article_id, self.pointing.claim)
            self._attendance.start()

    def part(self) -> None:
        """Be gone for the others."""
        if self._attendance:
            self._attendance.stop()

    def point(self, pointing: Pointing) -> None:
        """Point elsewhere, and let others know of it."""
        if self._attendance:
            self._attendance.be_at(self.article_id, pointing.claim)
        super().point(pointing)

    def show_status(self) -> None:
        """Bring the status line up to date, with whoever else is here."""
        if self._attendance:
            self.company = company_words(
                self._attendance.others,
                self.dossier,
                self.pointing.claim,
                me=self.session.reviewer,
                now=self.services.clock(),
            )
        super().show_status()

    def _tell_company(self) -> None:
        self.post_message(self.CompanyMoved())

    def on_meeting_screen_company_moved(self, message: CompanyMoved) -> None:
        """Show where the others are now."""
        message.stop()
        self.show_status()
