"""Where the program's own files are: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder() -> Path:
    """Return the folder of icons, translations, style and sample day."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def read_text(name: str) -> str:
    """Return the text of a resource."""
    return (folder() / name).read_text(encoding="utf-8")
