"""The door for files of addresses: which kind a file is, read, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from callmemo import errors
from callmemo.core.contact import Contact
from callmemo.exchange.people_csv import read_people_csv, write_people_csv
from callmemo.exchange.records import Reading, read_bytes
from callmemo.exchange.vcard import read_vcards
from callmemo.exchange.vcard_writing import write_vcards
from callmemo.whole_file import write_whole
from callmemo.words import say

_LOOK = 4096


class Format(StrEnum):
    """How a file of addresses is written; `AUTO` looks into it."""

    AUTO = "auto"
    VCARD = "vcard"
    VCARD3 = "vcard3"
    CSV = "csv"


ENDINGS = {Format.VCARD: ".vcf", Format.VCARD3: ".vcf", Format.CSV: ".csv"}


def file_name(form: Format) -> str:
    """Return the name under which the address book is offered."""
    return say("callmemo-contacts{ending}", ending=ENDINGS[form])


def read_people(path: Path, form: Format = Format.AUTO) -> Reading:
    """Read a file of any kind; raises FileNotRead where it cannot be read at all."""
    content = read_bytes(path)
    if form is Format.AUTO:
        form = Format.VCARD if _is_vcard(content) else Format.CSV
    return read_people_csv(content) if form is Format.CSV else read_vcards(content)


def write_people(path: Path, contacts: Iterable[Contact], form: Format = Format.AUTO) -> None:
    """Write all contacts that stand in the book; raises FileNotWritten.

    `AUTO` goes by the ending of the name: CSV for .csv, else vCard.
    """
    everyone = list(contacts)
    names = {contact.id: contact.name or contact.company for contact in everyone}
    if form is Format.AUTO:
        form = Format.CSV if path.suffix.lower() == ENDINGS[Format.CSV] else Format.VCARD
    people = [contact for contact in everyone if contact.stands]
    if form is Format.CSV:
        content = write_people_csv(people, names)
    else:
        content = write_vcards(people, "3.0" if form is Format.VCARD3 else "4.0", names)
    try:
        write_whole(path, content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise errors.FileNotWritten(path, reason) from error


def _is_vcard(content: bytes) -> bool:
    start = content[:_LOOK].replace(b"\0", b"").upper()
    return b"BEGIN:VCARD" in b"".join(start.split())
