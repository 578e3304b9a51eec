"""The part of the library's screen that shows who is at which article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.attending import Attendance
from reader.company import names_by_article
from reader.screens.browsing import BrowsingScreen

if TYPE_CHECKING:
    from reader.services import Services


class GatheringScreen(BrowsingScreen):
    """Names beside an article whoever is at it, while one looks at the list."""

    @dataclass
    class CompanyMoved(Message):
        """Somebody opened an article, or left one."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._attendance: Attendance | None = None

    def on_screen_resume(self) -> None:
        """Begin to look where others are."""
        presence = self.services.attend()
        if presence and self._attendance is None:
            self._attendance = Attendance(presence, self._tell_company)
            self._attendance.start()

    def on_screen_suspend(self) -> None:
        """Look no more: the list is not seen."""
        self._part()

    def on_unmount(self) -> None:
        """Look no more."""
        self._part()

    def on_gathering_screen_company_moved(self, message: CompanyMoved) -> None:
        """Show where the others are now."""
        message.stop()
        if self._attendance:
            self.list.meet(names_by_article(self._attendance.others, self.session.reviewer))

    def _part(self) -> None:
        attendance, self._attendance = self._attendance, None
        if attendance:
            attendance.stop()

    def _tell_company(self) -> None:
        self.post_message(self.CompanyMoved())
