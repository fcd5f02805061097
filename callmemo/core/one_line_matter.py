"""What it is about in one line: urgency and its reason, complaints, subject, message."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from callmemo.core.one_line_sheet import BEGINS, ENDS, STOPS, TAKEN, Sheet
from callmemo.core.one_line_times import is_time
from callmemo.core.one_line_words import (
    COMPLAINT,
    COMPLAINT_WORDS,
    LABELS,
    PARTICLES,
    REASON,
    URGENT,
)
from callmemo.core.vocabulary import Urgency

_LONGEST: Final = 100
_SUBJECT: Final = re.compile(
    rf"{BEGINS}(?P<subject>(?:[0-9][0-9/:.-]* )?[^{STOPS}:/]{{1,60}}?[^{STOPS}]{{0,20}}"
    rf"(?:の件(?!数)|について(?!い)|に関して|の(?:クレーム|苦情)))(?P<end>(?:で(?!す)|に|は|の)?)"
)
_IN_BRACKETS: Final = re.compile(r"(?P<open> ?\()(?P<reason>[^()\x1f]{2,60})(?P<close>\))")
_BEHIND_COLON: Final = re.compile(rf"(?P<open> ?: ?)(?P<reason>[^{STOPS}:]{{2,60}})")
_ENGLISH: Final = re.compile(r"[ -~]+")
_STOPS: Final = " 、。,;:!?()[]「」【】『』|/・<>"


def find_labelled(sheet: Sheet) -> None:
    """Find what has its name before it: 会社名:アオバ商事."""
    for name, pattern in LABELS:
        if found := pattern.search(sheet.free):
            start, end = found.span("value")
            sheet.take(name, start, end)
            sheet.skip(found.start(), start)


def find_subject(sheet: Sheet) -> None:
    """Find what it is about: 納期の件, 見積書について."""
    if "subject" not in sheet and (found := _SUBJECT.search(sheet.free)):
        start, end = found.span("subject")
        sheet.take("subject", start, end)
        sheet.skip(*found.span("end"))
        if COMPLAINT.search(found["subject"]):
            sheet.values["complaint"] = "True"


def find_complaint(sheet: Sheet) -> None:
    """Find that it is a complaint."""
    for found in list(COMPLAINT_WORDS.finditer(sheet.free)):
        alone = re.search(rf"(?:^|[{STOPS}:/])$", sheet.free[: found.start()][-1:])
        ends = re.match(ENDS, sheet.free[found.end() :]) or sheet.free.startswith(
            ("至急", "大至急"), found.end()
        )
        if alone and ends:
            sheet.take("complaint", *found.span(), "True")
        elif COMPLAINT.search(found.group()):
            sheet.values["complaint"] = "True"


def find_urgency(sheet: Sheet) -> None:
    """Find that it is urgent, and the reason where it is tied to that word."""
    for found in list(URGENT.finditer(sheet.free)):
        sheet.take("urgency", *found.span(), Urgency.URGENT.value)
        reason = _IN_BRACKETS.match(sheet.free, found.end()) or _BEHIND_COLON.match(
            sheet.free, found.end()
        )
        if reason and "urgent_reason" not in sheet and not is_time(reason["reason"]):
            sheet.take("urgent_reason", *reason.span("reason"))
            sheet.skip(*reason.span("open"))
            if "close" in reason.groupdict():
                sheet.skip(*reason.span("close"))


def find_reason(sheet: Sheet) -> None:
    """Find why it is urgent, if it is: お客様がお待ち, 正午までに返事が要る."""
    if "urgency" not in sheet or "urgent_reason" in sheet:
        return
    for segment in re.finditer(rf"[^{TAKEN}、。,;!?()「」【】]+", sheet.free):
        start, end = _stripped(sheet.free, *segment.span())
        whole = sheet.free[start:end]
        places = (
            [(start, end)]
            if _ENGLISH.fullmatch(whole)
            else [(start + each.start(), start + each.end()) for each in re.finditer(r"\S+", whole)]
        )
        for first, last in places:
            said = sheet.free[first:last]
            if REASON.search(said) and not is_time(said) and len(said) <= _LONGEST:
                sheet.take("urgent_reason", first, last)
                return


def left_over(sheet: Sheet) -> str:
    """Return what nobody understood, in order; stops and joining words alone say nothing."""
    kept = []
    for segment in re.finditer(rf"[^{TAKEN}]+", sheet.free):
        start, end = _stripped(sheet.free, *segment.span())
        said = sheet.free[start:end]
        if any(map(_says_something, said)) and not PARTICLES.fullmatch(said):
            kept.append(" ".join(sheet.text[start:end].split()))
    return " ".join(kept)


def _says_something(ch: str) -> bool:
    """Whether it is a letter, a digit, an amount of money or a picture."""
    return ch.isalnum() or unicodedata.category(ch) in {"So", "Sc"}


def _stripped(free: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the stops at both ends."""
    inner = free[start:end]
    first = start + len(inner) - len(inner.lstrip(_STOPS))
    return first, max(first, start + len(inner.rstrip(_STOPS)))
