"""The tables, as migrations: each released step stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callmemo.store.steps import Steps

if TYPE_CHECKING:
    # Loaded where a step is taken.
    from sqlite_utils import Database

APPLICATION_ID = 0x63614D65
"""Written into the file's header, so that another program's database is recognised."""

MIGRATIONS = Steps("callmemo")


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


@MIGRATIONS(name="m003_address_book")
def _address_book(db: Database) -> None:
    for statement in _THIRD:
        db.execute(statement)
    db.execute("DELETE FROM meta WHERE name = 'normaliser'")


@MIGRATIONS(name="m004_search")
def _search(db: Database) -> None:
    for statement in _FOURTH:
        db.execute(statement)
    db.execute("DELETE FROM meta WHERE name = 'normaliser'")


@MIGRATIONS(name="m005_leisure")
def _leisure(db: Database) -> None:
    for statement in _FIFTH:
        db.execute(statement)


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
_THIRD = (
    # Further calls that were noted on the memo, as JSON; empty for nearly every memo.
    "ALTER TABLE memo ADD COLUMN called_again TEXT NOT NULL DEFAULT ''",
    # Numbers and names in the form by which a caller is recognised.
    "ALTER TABLE memo ADD COLUMN phone_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE memo ADD COLUMN mobile_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE memo ADD COLUMN person_key TEXT NOT NULL DEFAULT ''",
    # What is open comes first: a caller of years has few open memos among thousands.
    "CREATE INDEX memo_phone ON memo (phone_key, needs_someone, taken_at) WHERE phone_key <> ''",
    "CREATE INDEX memo_mobile ON memo (mobile_key, needs_someone, taken_at) WHERE mobile_key <> ''",
    "CREATE INDEX memo_person ON memo (person_key, needs_someone, taken_at) WHERE person_key <> ''",
    """
    CREATE TABLE contact (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        company TEXT NOT NULL,
        department TEXT NOT NULL,
        name TEXT NOT NULL,
        kana TEXT NOT NULL,
        company_kana TEXT NOT NULL,
        numbers TEXT NOT NULL,
        their_closing TEXT,
        reachable TEXT NOT NULL,
        rules TEXT NOT NULL,
        notes TEXT NOT NULL,
        "left" INTEGER NOT NULL,
        successor TEXT NOT NULL,
        learned_fields TEXT NOT NULL,
        teachers TEXT NOT NULL,
        is_dropped INTEGER NOT NULL,
        merged_into TEXT NOT NULL,
        changed_at TEXT,
        person_key TEXT NOT NULL,
        kana_key TEXT NOT NULL,
        company_key TEXT NOT NULL
    )
    """,
    "CREATE INDEX contact_person ON contact (person_key)",
    "CREATE INDEX contact_kana ON contact (kana_key)",
    "CREATE INDEX contact_company ON contact (company_key, kana_key, person_key, id)",
    """
    CREATE TABLE contact_number (
        key TEXT NOT NULL,
        contact INTEGER NOT NULL,
        PRIMARY KEY (key, contact)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX number_of_contact ON contact_number (contact)",
    "CREATE VIRTUAL TABLE people USING fts5 (grams, content = '', tokenize = 'ascii')",
)
_FOURTH = (
    # What was remarked on the way, so that it is found.
    "ALTER TABLE memo ADD COLUMN notes TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX memo_status ON memo (status)",
    # Apart from the words: for whom a memo is, and marks by which some are picked out. How long
    # a text is nobody asks.
    "DROP TABLE search",
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        grams, who, marks, content = '', columnsize = 0, tokenize = 'ascii'
    )
    """,
)
_FIFTH = (
    # All that counts and reminders ask of what is owed, so that they read the index alone.
    "DROP INDEX memo_needed",
    """
    CREATE INDEX memo_needed ON memo (
        due_at, taken_at, needs_someone, next_mover, attempts, called_back_at, complaint, urgency,
        snoozed_until, addressee, substitute
    ) WHERE needs_someone
    """,
    # Putting the parts of an index together waits for a moment when nobody waits for it. FTS5 must
    # not begin by itself, with all parts at once: see `upkeep`.
    "INSERT INTO search (search, rank) VALUES ('automerge', 0)",
    "INSERT INTO search (search, rank) VALUES ('crisismerge', 1000)",
    "INSERT INTO people (people, rank) VALUES ('automerge', 0)",
    "INSERT INTO people (people, rank) VALUES ('crisismerge', 1000)",
)
