"""vCard files written, version 4.0 or 3.0, so that this program and others read them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from callmemo.core.contact import (
    DIRECT,
    FAX,
    HOME,
    MOBILE,
    NUMBER_LABELS,
    OFFICE,
    OTHER,
    Contact,
    ContactNumber,
)
from callmemo.exchange.vcard import is_eastern
from callmemo.exchange.vcard_lines import escape

_LINE: Final = 75
"""Octets in one line, without its end (RFC 6350, 3.2)."""
_NEWEST: Final = "4.0"


def write_vcards(
    contacts: Iterable[Contact], version: str = _NEWEST, successors: Mapping[str, str] | None = None
) -> bytes:
    """Return the cards of all contacts; `successors` names who took over by their id.

    `version` is "4.0" or "3.0"; both are read back without a loss.
    """
    lines: list[str] = []
    for contact in contacts:
        lines += ["BEGIN:VCARD", f"VERSION:{version}"]
        lines += _lines(contact, version, (successors or {}).get(contact.successor, ""))
        lines.append("END:VCARD")
    return "".join(_folded(line) for line in lines).encode("utf-8", errors="replace")


def _lines(contact: Contact, version: str, successor: str) -> Iterable[str]:
    name, company = contact.name, contact.company
    number = next((each.number for each in contact.numbers if each.number), "")
    shown = name or company or contact.kana or number or "?"
    yield _line("N", *(_name_parts(name) if name else ("", "")), "", "", "")
    yield _line("FN", shown)
    if not name and company and not contact.kana:
        yield "KIND:org" if version == _NEWEST else "X-ABShowAs:COMPANY"
    if company or contact.department:
        yield _line("ORG", company, contact.department)
    for at, each in enumerate(contact.numbers, start=1):
        yield from _number_lines(at, each)
    family, given = _name_parts(contact.kana)
    closing = f"{contact.their_closing:%H:%M}" if contact.their_closing is not None else ""
    for label, text in (
        ("X-PHONETIC-LAST-NAME", family),
        ("X-PHONETIC-FIRST-NAME", given),
        ("X-PHONETIC-ORG", contact.company_kana),
        ("NOTE", contact.notes),
        ("X-CALLMEMO-CLOSING", closing),
        ("X-CALLMEMO-REACHABLE", contact.reachable),
        ("X-CALLMEMO-RULES", contact.rules),
        ("X-CALLMEMO-LEFT", "1" if contact.left else ""),
        ("X-CALLMEMO-SUCCESSOR", successor),
    ):
        if text:
            yield _line(label, text)


_TYPES: Final = {OFFICE: "work", MOBILE: "cell", FAX: "fax", HOME: "home", DIRECT: "work"}


def _number_lines(at: int, each: ContactNumber) -> Iterable[str]:
    kind = _TYPES.get(each.label, "voice")
    params = f";TYPE={kind}"
    if each.extension:
        params += f";X-EXTENSION={_param(each.extension)}"
    own = "" if each.label in {OFFICE, MOBILE, FAX, HOME, OTHER} else each.label
    group = f"item{at}." if own else ""
    yield _line(f"{group}TEL{params}", each.number)
    if own:
        yield _line(f"{group}X-ABLabel", f"_$!<{own}>!$_" if own in NUMBER_LABELS else own)


def _name_parts(name: str) -> tuple[str, str]:
    first, _, rest = name.strip().partition(" ")
    if rest and not is_eastern(name):
        given, _, family = name.strip().rpartition(" ")
        return family, given
    return first, rest.strip()


def _param(text: str) -> str:
    return '"' + text.replace('"', "").replace("\n", " ").replace("\r", " ") + '"'


def _line(name: str, *values: str) -> str:
    return f"{name}:{';'.join(map(escape, values))}"


def _folded(line: str) -> str:
    """Break a line that is too long, never inside a character."""
    pieces: list[str] = []
    room, piece = _LINE, ""
    for ch in line:
        size = len(ch.encode("utf-8", errors="replace"))
        if size > room:
            pieces.append(piece)
            piece, room = "", _LINE - 1
        piece += ch
        room -= size
    return "\r\n ".join([*pieces, piece]) + "\r\n"
