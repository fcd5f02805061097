"""callmemo takes phone memos and sees to it that every promised callback happens."""

__version__ = "0.1.0"
