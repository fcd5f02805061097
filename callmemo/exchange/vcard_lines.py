"""vCard files cut into cards and lines: folded, quoted-printable, in any encoding, or broken.

Written out here and not left to a library: why says docs/decisions/042-address-files.md.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from callmemo.exchange.decoding import LOST, encoding_of, line_text

_BEGIN = re.compile(rb"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_AGENT = re.compile(rb"([\w-]+\.)?AGENT\s*(;[^:]*)?:\s*", re.IGNORECASE)
_VERSION_2 = re.compile(rb"\s*VERSION\s*:\s*2", re.IGNORECASE)
_QUOTED = re.compile(rb"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_NAME = re.compile(r"(?:([\w-]+)\.)?([\w-]+)")
_BASE64: Final = frozenset({"BASE64", "B"})
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=\s]{40,}|[A-Za-z0-9+/]*={1,2}\s*")
_SOFT_BREAK: Final = b"="
_ESCAPED: Final = {"n": "\n", "N": "\n", ",": ",", ";": ";", ":": ":", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Property:
    r"""One line of a card: `TEL;TYPE=WORK:03-0000-0142` stands for name, params and value.

    `types` are the values of TYPE and, as version 2.1 has them, parameters without a name;
    all in capitals. `value` is decoded, but `\;` and the like still stand in it.
    """

    line: int
    name: str
    value: str
    group: str = ""
    params: dict[str, list[str]] = field(default_factory=dict)
    types: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescape(self.value)

    @property
    def parts(self) -> list[str]:
        """The value cut at its semicolons."""
        return [unescape(part) for part in split(self.value)]

    def param(self, name: str) -> str:
        """The first value of a parameter, or nothing."""
        return next(iter(self.params.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class Card:
    """One card: where it begins, its lines, and those (by number) that could not be read."""

    line: int
    properties: tuple[Property, ...]
    unread: tuple[int, ...] = ()
    is_whole: bool = True


@dataclass
class _Raw:
    line: int
    lines: list[tuple[int, bytes]] = field(default_factory=list)


def cards(content: bytes) -> Iterator[Card | int]:
    """Yield each card, and for text outside of any card the number of the line it stands in."""
    raw: _Raw | None = None
    nested = 0
    for number, line in enumerate(_in_bytes(content).splitlines(), start=1):
        if _BEGIN.fullmatch(line):
            if raw is not None and raw.lines and _AGENT.fullmatch(raw.lines[-1][1]):
                # A card inside a card: the secretary of version 2.1.
                nested += 1
                continue
            if raw is not None:
                yield _card(raw, is_whole=False)
            raw, nested = _Raw(number), 0
        elif _END.fullmatch(line) and raw is not None:
            if nested:
                nested -= 1
            else:
                yield _card(raw, is_whole=True)
                raw = None
        elif raw is not None and not nested:
            raw.lines.append((number, line))
        elif raw is None and line.strip():
            yield number
    if raw is not None:
        yield _card(raw, is_whole=False)


def _in_bytes(content: bytes) -> bytes:
    """UTF-8 for UTF-16; without a byte order mark. Folds may cut a character: no text yet."""
    for bom, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(bom):
            return content[len(bom) :].decode(name, errors="replace").encode("utf-8")
    return content.removeprefix(codecs.BOM_UTF8)


def _card(raw: _Raw, *, is_whole: bool) -> Card:
    is_old = any(_VERSION_2.match(line) for _, line in raw.lines)
    logical = _unfold(raw.lines, gap=b" " if is_old else b"")
    together = encoding_of(b"\n".join(line for _, line in logical))
    properties, unread = [], []
    for number, line in logical:
        found = _property(number, line, together)
        if found is not None:
            properties.append(found)
        if not _is_base64(line) if found is None else LOST in found.value:
            unread.append(number)
    return Card(raw.line, tuple(properties), tuple(unread), is_whole)


def _unfold(lines: list[tuple[int, bytes]], gap: bytes) -> list[tuple[int, bytes]]:
    """Put together what was broken into lines of 75 characters, or by quoted-printable."""
    pieces: list[tuple[int, list[bytes]]] = []
    goes_on = False
    for number, line in lines:
        if goes_on and pieces:
            pieces[-1][1].append(line)
        elif line[:1] in {b" ", b"\t"} and pieces:
            pieces[-1][1].append(gap + line[1:])
        elif line.strip():
            pieces.append((number, [line]))
        else:
            goes_on = False
            continue
        goes_on = line.endswith(_SOFT_BREAK) and bool(_QUOTED.match(pieces[-1][1][0]))
        if goes_on:
            pieces[-1][1][-1] = pieces[-1][1][-1][:-1]
    return [(number, b"".join(parts)) for number, parts in pieces]


def _is_base64(line: bytes) -> bool:
    """Whether this can be the middle of a picture: some programs do not indent it."""
    return _BASE64_LINE.fullmatch(line) is not None


def _property(number: int, line: bytes, together: str) -> Property | None:
    text = line.decode(together) if together else line_text(line)
    head, value = _cut(text)
    if head is None:
        return None
    name, *given = split(head, quoted=True)
    match = _NAME.fullmatch(name.strip())
    if match is None:
        return None
    params: dict[str, list[str]] = {}
    types: list[str] = []
    encoding = ""
    for part in given:
        key, equals, values = part.partition("=")
        key = key.strip().upper()
        each = [v.strip().strip('"') for v in split(values, ",", quoted=True)]
        if not equals:
            types.append(key)
        elif key == "TYPE":
            types += [kind.strip().upper() for v in each for kind in v.split(",")]
        else:
            params.setdefault(key, []).extend(each)
    encoding = next(iter(params.get("ENCODING", ())), "").upper()
    if encoding in _BASE64 or _BASE64 & set(types):
        value = ""
    elif encoding == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in types:
        value = _quoted(value, next(iter(params.get("CHARSET", ())), ""))
    name = match.group(2).upper().replace("_", "-")
    return Property(
        number, name, value, (match.group(1) or "").upper(), params, frozenset(types) - {""}
    )


def _cut(text: str) -> tuple[str | None, str]:
    """Cut a line at the first colon that stands in no quotation marks."""
    quoted = False
    for at, ch in enumerate(text):
        if ch == '"':
            quoted = not quoted
        elif ch == ":" and not quoted:
            return text[:at], text[at + 1 :]
    head, colon, value = text.partition(":")
    return (head, value) if colon else (None, "")


def _quoted(value: str, charset: str) -> str:
    """Undo quoted-printable; what it is written in may be said wrongly, so look first."""
    plain = quopri.decodestring(value.encode("utf-8", errors="replace"))
    name = encoding_of(plain)
    if name == "utf-8" or not charset:
        return plain.decode(name or "utf-8", errors="replace")
    try:
        said = codecs.lookup("cp932" if "JIS" in charset.upper() else charset).name
        if said == "iso2022_jp" or charset.upper().startswith("ISO-2022"):
            said = "iso2022_jp_ext"
        return plain.decode(said)
    except (LookupError, ValueError):
        return plain.decode(name or "utf-8", errors="replace")


def split(text: str, at: str = ";", *, quoted: bool = False) -> list[str]:
    r"""Cut at a sign that is not escaped, and with `quoted` in no quotation marks.

    >>> split(r"a\;b;c")
    ['a\\;b', 'c']
    """
    parts: list[str] = []
    start, inside, escaped = 0, False, False
    for place, ch in enumerate(text):
        if escaped:
            escaped = False
        elif ch == "\\" and not quoted:
            escaped = True
        elif ch == '"' and quoted:
            inside = not inside
        elif ch == at and not inside:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def unescape(text: str) -> str:
    r"""Put back what was escaped; a backslash before anything else is one that was meant.

    >>> unescape(r"a\, b"), unescape("C:\\dir")
    ('a, b', 'C:\\dir')
    """
    return re.sub(r"\\([nN,;:\\])", lambda match: _ESCAPED[match.group(1)], text)


def escape(text: str) -> str:
    """Write a text so that its commas, semicolons and line ends stay."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
