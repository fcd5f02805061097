"""Where events and memos are kept: one SQLite file, written in one place."""
