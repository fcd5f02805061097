"""Commands that only ask: what a day is in the calendar, and what a promise in words means."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from callmemo import day_words, promise_wording
from callmemo.cli.commands import print_json
from callmemo.cli.times import read_clock, read_day
from callmemo.core.calendar import Calendar
from callmemo.core.promises import Understood, understand
from callmemo.core.times import to_local_text
from callmemo.settings import Settings
from callmemo.words import say

Question = Callable[[Settings, Namespace, datetime], None]


def _calendar(settings: Settings, args: Namespace, now: datetime) -> None:
    office, service = settings.office, settings.service
    day, today = read_day(args.day, now, office), office.today(now)
    if args.json:
        print_json(_day_object(day, office, service))
        return
    print(f"{day_words.full_date(day, today)}  {day_words.about(day, office)}")
    if service.is_workday(day):
        hours = day_words.span(service.hours(day))
        print(say("Answering service: {hours}", hours=hours))
    if not office.is_workday(day):
        opening = office.next_workday(day)
        hours = day_words.span(office.hours(opening))
        when = f"{day_words.full_date(opening, today)} {hours}"
        print(say("Opens next: {day}", day=when))


def _day_object(day: date, office: Calendar, service: Calendar) -> dict[str, Any]:
    """A day for other programs; times of the clock are HH:MM, None where there are none."""
    closed, special = office.closed(day), office.special(day)
    found = {
        "date": day.isoformat(),
        "weekday": day.isoweekday(),
        "open": closed is None,
        "why": None if closed is None else closed[0].value,
        "name": closed[1] if closed else special.reason if special else "",
        "special": special is not None,
        **_hours_object(day, office),
        "lunch_from": None,
        "lunch_until": None,
        "service": _hours_object(day, service),
        "next_open": office.next_workday(day).isoformat(),
    }
    if closed is None and office.lunch_from < office.lunch_until:
        found |= {
            "lunch_from": f"{office.lunch_from:%H:%M}",
            "lunch_until": f"{office.lunch_until:%H:%M}",
        }
    return found


def _hours_object(day: date, calendar: Calendar) -> dict[str, str | None]:
    if not calendar.is_workday(day):
        return {"opens": None, "closes": None}
    hours = calendar.hours(day)
    closes = day_words.clock(hours.closes, closing=True).zfill(5)
    return {"opens": f"{hours.opens:%H:%M}", "closes": closes}


def _promise(settings: Settings, args: Namespace, now: datetime) -> None:
    office = settings.office
    closing = None if args.their_closing is None else read_clock(args.their_closing)
    found = understand(args.text, now, office, their_closing=closing)
    if args.json:
        print_json(_promise_object(found, settings, now))
        return
    print(promise_wording.promised(found, now, office))


def _promise_object(found: Understood, settings: Settings, now: datetime) -> dict[str, Any]:
    """A promise for other programs.

    `due_at` is what may be used unasked; `asked` and `instead` are what has to be asked about.
    """
    office = settings.office

    def written(moment: datetime | None) -> str | None:
        return None if moment is None else to_local_text(moment, office.zone)

    return {
        "text": found.text,
        "due_at": written(found.settled),
        "question": found.question.value if found.question else None,
        "asked": written(found.due_at if found.settled is None else None),
        "instead": written(found.instead),
        "outside": found.outside,
        "rest": found.rest,
        "words": promise_wording.promised(found, now, office),
    }


QUESTIONS: Final[Mapping[str, Question]] = MappingProxyType(
    {"calendar": _calendar, "promise": _promise}
)
