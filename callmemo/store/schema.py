"""The tables, as migrations: each released step stays as it was."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x63614D65
"""Written into the file's header, so that another program's database is recognised."""

MIGRATIONS = Migrations("callmemo")


@MIGRATIONS(name="m001_journal_and_memo")
def _journal_and_memo(db: Database) -> None:
    for statement in _FIRST:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@MIGRATIONS(name="m002_second_step")
def _second_step(db: Database) -> None:
    for statement in _SECOND:
        db.execute(statement)
    # What the new columns hold is in the journal: without this the memo table is made anew.
    db.execute("DELETE FROM meta WHERE name = 'normaliser'")


_FIRST = (
    """
    CREATE TABLE event (
        event_id TEXT PRIMARY KEY,
        memo_id TEXT NOT NULL,
        actor TEXT NOT NULL,
        device TEXT NOT NULL,
        hlc INTEGER NOT NULL,
        kind TEXT NOT NULL,
        v INTEGER NOT NULL,
        body TEXT NOT NULL,
        pos INTEGER
    )
    """,
    "CREATE INDEX event_of_memo ON event (memo_id, hlc, event_id)",
    "CREATE INDEX event_in_order ON event (hlc, event_id)",
    # What an event says never changes. Two things may: the number a hub gives it, once, and
    # the body, which erasing personal data blanks while the fact stays.
    """
    CREATE TRIGGER event_says_the_same BEFORE UPDATE ON event
    WHEN new.event_id IS NOT old.event_id OR new.memo_id IS NOT old.memo_id
      OR new.actor IS NOT old.actor OR new.device IS NOT old.device
      OR new.hlc IS NOT old.hlc OR new.kind IS NOT old.kind OR new.v IS NOT old.v
      OR (new.body IS NOT old.body AND new.body IS NOT '{}')
      OR (old.pos IS NOT NULL AND new.pos IS NOT old.pos)
    BEGIN SELECT RAISE(ABORT, 'an event never changes'); END
    """,
    """
    CREATE TRIGGER event_stays BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END
    """,
    # `seq` is the memo's place in this file, which lists and the search index point to.
    """
    CREATE TABLE memo (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        number TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        taken_by TEXT NOT NULL,
        direction TEXT NOT NULL,
        channel TEXT NOT NULL,
        addressee TEXT NOT NULL,
        substitute TEXT NOT NULL,
        company TEXT NOT NULL,
        department TEXT NOT NULL,
        name TEXT NOT NULL,
        kana TEXT NOT NULL,
        phone TEXT NOT NULL,
        mobile TEXT NOT NULL,
        extension TEXT NOT NULL,
        withheld INTEGER NOT NULL,
        request TEXT NOT NULL,
        target TEXT,
        target_number TEXT NOT NULL,
        urgency TEXT NOT NULL,
        urgent_reason TEXT NOT NULL,
        complaint INTEGER NOT NULL,
        promise TEXT NOT NULL,
        due_at TEXT,
        reachable TEXT NOT NULL,
        their_closing TEXT,
        callback_reason TEXT,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        answered_here TEXT NOT NULL,
        read_back INTEGER NOT NULL,
        status TEXT NOT NULL,
        next_mover TEXT NOT NULL,
        needs_someone INTEGER NOT NULL,
        snoozed_until TEXT,
        confirmed_at TEXT,
        confirmed_by TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        called_back_at TEXT,
        closed_at TEXT,
        nudged TEXT NOT NULL
    )
    """,
    "CREATE INDEX memo_number ON memo (number)",
    "CREATE INDEX memo_taken ON memo (taken_at)",
    "CREATE INDEX memo_needed ON memo (due_at, taken_at) WHERE needs_someone",
    "CREATE INDEX memo_closed ON memo (closed_at) WHERE closed_at IS NOT NULL",
    "CREATE INDEX memo_complaint ON memo (taken_at) WHERE complaint",
    # Contentless: the index keeps only where each pair of characters stands.
    "CREATE VIRTUAL TABLE search USING fts5 (grams, content = '', tokenize = 'ascii')",
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)
_SECOND = (
    "ALTER TABLE memo ADD COLUMN mobile_agreed INTEGER NOT NULL DEFAULT 0",
    # When a memo was last carried over, and to which time.
    "ALTER TABLE memo ADD COLUMN carried_at TEXT",
    "ALTER TABLE memo ADD COLUMN carried_until TEXT",
    # Reminders that nobody has seen yet; empty for nearly every memo, as the index says.
    "ALTER TABLE memo ADD COLUMN unseen TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX memo_unseen ON memo (due_at, taken_at) WHERE unseen <> ''",
    # What was said about people (在席); an absence without an end has no `until`.
    """
    CREATE TABLE presence (
        event_id TEXT PRIMARY KEY,
        hlc INTEGER NOT NULL,
        person TEXT NOT NULL,
        state TEXT NOT NULL,
        since TEXT NOT NULL,
        until TEXT,
        note TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX presence_span ON presence (until, since)",
)
