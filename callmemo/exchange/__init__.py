"""How memos go out as files."""
