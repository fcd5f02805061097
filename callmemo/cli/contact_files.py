"""Reading address files in and writing the address book out, on the command line."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from callmemo.cli.render import table
from callmemo.desk import Desk
from callmemo.exchange.intake import Fate, ImportPlan, Row, plan_import
from callmemo.exchange.intake_words import fate_label, row_words
from callmemo.exchange.people_files import Format, read_people, write_people
from callmemo.labels import field_label
from callmemo.words import say, say_count

Answer = tuple[list[str], Any]


def read_in(desk: Desk, args: Namespace, now: datetime) -> Answer:
    """Read a file into the book, or with `--preview` only say what would happen."""
    reading = read_people(Path(args.file), Format(args.format))
    plan = plan_import(reading, desk.contacts(), prefers_file=args.prefer_file)
    if not args.preview:
        desk.keep_contacts(plan.contacts(), now)
    return _told(plan, preview=args.preview), _object(plan, preview=args.preview)


def write_out(desk: Desk, args: Namespace, _now: datetime) -> Answer:
    """Write everybody into a file."""
    path, everyone = Path(args.file), desk.contacts()
    write_people(path, everyone, Format(args.format))
    told = say("Written to {path}", path=path)
    return [told], {"path": str(path), "contacts": len(everyone)}


def _told(plan: ImportPlan, *, preview: bool) -> list[str]:
    reading = plan.reading
    lines = [" · ".join(filter(None, (reading.kind, reading.encoding)))]
    heading = [say("Line"), say("What happens"), field_label("name"), say("Details")]
    rows = [_cells(row) for row in plan.rows if preview or row.fate is Fate.LOST or row.remarks]
    if rows:
        lines += table([heading, *rows])
    if reading.left_out:
        lines.append(say("Not needed: {columns}", columns=", ".join(reading.left_out)))
    counts = ", ".join(
        f"{fate_label(fate)} {plan.count(fate)}" for fate in Fate if plan.count(fate)
    )
    lines.append(counts or say("There is nobody in the file."))
    if preview:
        lines.append(say("Nothing was changed; without --preview this is done."))
    else:
        done = plan.count(Fate.NEW) + plan.count(Fate.ADDS)
        lines.append(say_count("{count} row was read in.", "{count} rows were read in.", done))
    return lines


def _cells(row: Row) -> list[str]:
    contact = row.record.contact if row.record is not None else None
    who = " ".join(filter(None, (contact.company, contact.name))) if contact else ""
    return [str(row.place), fate_label(row.fate), who, row_words(row)]


def _object(plan: ImportPlan, *, preview: bool) -> dict[str, Any]:
    reading = plan.reading
    return {
        "kind": reading.kind,
        "encoding": reading.encoding,
        "preview": preview,
        "columns": [{"heading": c.heading, "meaning": c.meaning} for c in reading.columns],
        "counts": {fate.value: plan.count(fate) for fate in Fate},
        "rows": [_row(row) for row in plan.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    contact = row.record.contact if row.record is not None else None
    return {
        "line": row.place,
        "fate": row.fate.value,
        "company": contact.company if contact else "",
        "name": contact.name if contact else "",
        "into": row.into.id if row.into is not None else "",
        "into_line": row.into_place or None,
        "changes": [
            {"field": c.field, "before": c.before, "after": c.after, "kept": c.kept}
            for c in row.changes
        ],
        "reason": row.reason,
        "remarks": list(row.remarks),
    }
