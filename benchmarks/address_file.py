"""Address files read into an empty book, as many people as memos; beside executemany of the rows.

From the file to the book as it is kept: read, compared with who is known, written in one action.
A file holds as many people as the program takes of one; of more there are several files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import office_people as people
from benchmarks.filling import bare_fill, emptied, insert, rows_of_people, span_of
from benchmarks.measuring import Measurement, Place, Row, bare, in_turns, within
from benchmarks.office_story import NOW
from callmemo.core.contact import OFFICE, Contact, ContactNumber
from callmemo.desk import DATABASE, Desk
from callmemo.exchange.intake import plan_import
from callmemo.exchange.people_files import Format, read_people, write_people
from callmemo.exchange.records import MAX_PEOPLE
from callmemo.store.rows import EVENT_COLUMNS, portions

_TURNS = 3
_AT_ONE_FIRM = 20
_LINES = (
    *("03-0000", "06-0000", "011-000", "022-000", "045-000"),
    *("052-000", "075-000", "078-000", "082-000", "092-000"),
)


def _everybody(count: int) -> Iterator[Contact]:
    """So many people, twenty of each company, each with a number of their own."""
    surnames = tuple(people.SURNAMES.items())
    for at in range(count):
        firm, place = divmod(at, _AT_ONE_FIRM)
        surname, kana = surnames[(at * 7 + firm) % len(surnames)]
        trade = people.TRADES[firm % len(people.TRADES)]
        stem = people.STEMS[firm // len(people.TRADES) % len(people.STEMS)]
        branch = firm // len(people.TRADES) // len(people.STEMS) + 1
        number = f"{_LINES[at // 10_000 % len(_LINES)]}-{at % 10_000:04d}"
        yield Contact(
            company=f"株式会社{stem}{trade}第{branch}支店",
            department=people.DEPARTMENTS[place % len(people.DEPARTMENTS)],
            name=f"{surname} {people.GIVEN[at % len(people.GIVEN)]}",
            kana=kana,
            numbers=(ContactNumber(OFFICE, number),),
        )


def _read_in(desk: Desk, files: Sequence[Path]) -> None:
    """Do what the command `contacts import` does with one file after another."""
    for file in files:
        plan = plan_import(read_people(file, Format.CSV), desk.contacts())
        desk.keep_contacts(plan.contacts(), NOW)


def _journal(desk: Desk) -> list[tuple[Any, ...]]:
    rows = desk._journal.db.conn.execute(
        f"SELECT {', '.join(EVENT_COLUMNS)} FROM event ORDER BY rowid"
    )
    return [tuple(row) for row in rows]


def measure(place: Place) -> Iterator[Row]:
    """Read files in, and write the same rows into bare tables, in turns."""
    files: list[Path] = []
    for some in portions(_everybody(place.size), MAX_PEOPLE):
        files.append(place.folder / f"people-{len(files)}.csv")
        write_people(files[-1], some, Format.CSV)
    tables: list[tuple[str, list[tuple[Any, ...]]]] = []

    def take_in() -> float:
        with emptied(place, "reader") as (_, desk):
            took = span_of(lambda: _read_in(desk, files))
            if not tables:
                tables.append((insert("event", EVENT_COLUMNS), _journal(desk)))
                tables.extend(rows_of_people(desk))
            return took

    def fill() -> float:
        with emptied(place, "bare") as (home, desk):
            desk.close()
            with bare(home / DATABASE) as conn:
                return bare_fill(conn, tables)

    turns = place.times(_TURNS) if place.size < 100_000 else 1
    read_in, filled = in_turns(take_in, fill, turns)
    case = "import of people from CSV files"
    row = within(3, case, read_in, filled, "executemany of the same rows")
    yield replace(row, note=f"{place.size:,} people in files of at most {MAX_PEOPLE:,}")


MEASUREMENT = Measurement("address_file", "Address file", measure, most=100_000)
