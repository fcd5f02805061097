"""What becomes of a row in words, for the preview on screen and on the command line."""

from __future__ import annotations

from typing import Final

from callmemo.core.contact import Contact
from callmemo.exchange.intake import Change, Fate, Row
from callmemo.labels import field_label
from callmemo.words import mark, say

_FATES: Final = {
    Fate.NEW: mark("New"),
    Fate.ADDS: mark("Adds to"),
    Fate.UNCHANGED: mark("Nothing new"),
    Fate.LOST: mark("Cannot be read"),
}
_STAYS = mark("{field} stays {before} (file: {after})")
_SHOWN = 40


def fate_label(fate: Fate) -> str:
    """Return what people call this."""
    return say(_FATES[fate])


def row_words(row: Row, *, lines: bool = False) -> str:
    """Say in one line, or one line for each, what is added, what stays, and why."""
    if row.fate is Fate.LOST:
        return row.reason
    said: list[str] = []
    if row.into is not None:
        name, line = _name(row.into), row.into_place
        said.append("→ " + (say("{name} (line {line})", name=name, line=line) if line else name))
    said += [_said(change) for change in row.changes]
    said += row.remarks
    if row.fate is Fate.NEW and row.contact is not None:
        numbers = ", ".join(each.number for each in row.contact.numbers if each.number)
        said = [*filter(None, (numbers,)), *said]
    return ("\n" if lines else " · ").join(said)


def _name(contact: Contact) -> str:
    return " ".join(filter(None, (contact.company, contact.name))) or contact.phone


def _said(change: Change) -> str:
    field, before, after = field_label(change.field), _short(change.before), _short(change.after)
    if change.kept:
        return say(
            "{field} stays {before} (file: {after})", field=field, before=before, after=after
        )
    if before and change.field not in {"numbers", "notes"}:
        return say("{field}: {before} → {after}", field=field, before=before, after=after)
    return say("{field} + {after}", field=field, after=after)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
