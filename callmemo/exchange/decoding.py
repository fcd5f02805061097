"""The text of a file whose encoding nobody tells: UTF-8, UTF-16, and what Windows wrote before."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CP932: Final = "cp932"
_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    CP932: "Shift_JIS",
    "iso2022_jp_ext": "ISO-2022-JP",
    "euc_jp": "EUC-JP",
}
_UNUSED: Final = frozenset("\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3")
"""What Python makes of bytes that mean nothing in that code page."""
LOST: Final = "\ufffd"
"""Stands for what could not be read."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text and how it was written; `broken_lines` (from 1) hold what was unreadable."""

    text: str
    encoding: str
    broken_lines: tuple[int, ...] = ()


def decode(content: bytes) -> Text:
    """Read bytes as text; never fails.

    What is valid UTF-8 is UTF-8: text in the old code page is that by chance only where it is
    ASCII. A file that is neither as a whole is read line by line, since programs that append
    to a file sometimes mix the two.
    """
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _with_bom(content[len(bom) :], name)
    name = encoding_of(content)
    lines = content.split(b"\n")
    if name and (name == "utf-8" or not _mostly_utf8(lines)):
        return Text(content.decode(name), _NAMES[name])
    decoded = [line_text(line) for line in lines]
    broken = tuple(at for at, line in enumerate(decoded, start=1) if LOST in line)
    likely = CP932 if sum(_is(line, CP932) for line in lines) * 2 > len(lines) else "utf-8"
    return Text("\n".join(decoded), _NAMES[likely], broken)


def _mostly_utf8(lines: list[bytes]) -> bool:
    """Whether lines of the old code page stand among lines of UTF-8.

    A line of half-width kana can be valid UTF-8 by chance; most lines of a file cannot.
    """
    telling = [line for line in lines if not line.isascii()]
    return sum(_is(line, "utf-8") for line in telling) * 2 > len(telling)


def line_text(line: bytes) -> str:
    """Read one line of a file that is not of one encoding as a whole."""
    name = encoding_of(line)
    return line.decode(name) if name else line.decode("utf-8", errors="replace")


def encoding_of(content: bytes) -> str:
    """Return the encoding in which all of it can be read, empty for none."""
    if b"\x1b$" in content and _is(content, "iso2022_jp_ext"):
        return "iso2022_jp_ext"
    return next((name for name in ("utf-8", CP932, "euc_jp") if _is(content, name)), "")


def _is(content: bytes, name: str) -> bool:
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        return False
    return name != CP932 or not _UNUSED.intersection(text)


def _with_bom(content: bytes, name: str) -> Text:
    text = content.decode(name, errors="replace")
    broken = tuple(at for at, line in enumerate(text.split("\n"), start=1) if LOST in line)
    return Text(text, _NAMES[name], broken)
