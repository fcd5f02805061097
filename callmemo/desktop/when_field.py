"""A field for a day and an hour on the office's clock."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone
from PySide6.QtGui import QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from callmemo.core.office import Office


class WhenField(QDateTimeEdit):
    """Shows and takes the office's wall clock, whatever zone this desktop is in.

    Inside, Qt is told that the clock is UTC: a zone with daylight saving would skip an hour.
    """

    def __init__(self, office: Office, name: str, parent: QWidget | None = None) -> None:
        """Build for an office's clock."""
        super().__init__(parent)
        self._office = office
        self.setObjectName(name)
        self.setTimeZone(QTimeZone.utc())
        self.setCalendarPopup(True)
        self._has_calendar = False
        self.setDisplayFormat("yyyy/MM/dd HH:mm")

    @property
    def moment(self) -> datetime:
        """The chosen moment, aware."""
        day, hour = self.date(), self.time()
        return datetime(
            day.year(),
            day.month(),
            day.day(),
            hour.hour(),
            hour.minute(),
            tzinfo=self._office.zone,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Have the calendar before it opens: it is thirty widgets, which hardly anybody opens."""
        if not self._has_calendar:
            self._has_calendar = True
            for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
                # Red means late here, and is hard to read on the dark ground.
                self.calendarWidget().setWeekdayTextFormat(day, QTextCharFormat())
        super().mousePressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Tab leaves the field; arrows go from year to minute."""
        return QWidget.focusNextPrevChild(self, next)

    def show_moment(self, moment: datetime) -> None:
        """Show this moment, to the minute."""
        local = self._office.local(moment)
        day = QDate(local.year, local.month, local.day)
        self.setDateTime(QDateTime(day, QTime(local.hour, local.minute), QTimeZone.utc()))
