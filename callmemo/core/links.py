"""Calls as phone systems and web pages announce them: links and caller ids, vouched for by nobody.

What is read here only ever fills a form that somebody looks at; see docs/decisions/045-ringing.md.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from callmemo.core.phone import NumberProblem, is_withheld, read_number
from callmemo.core.rules import MAX_LINE
from callmemo.core.vocabulary import Direction

SCHEME: Final = "callmemo"
MAX_LINK: Final = 10_000
"""Characters; a link with every part as long as it may be, percent signs and all, is shorter."""
TAKE: Final = "take"
POP: Final = "pop"
_NUMBERS: Final = frozenset({"tel", "callto", "sip", "sips"})
_PARTS: Final = ("phone", "name", "company", "extension", "direction", "at")
_YEARS: Final = range(2000, 2200)
_UNSHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control characters, invisible ones (they turn or hide text), halves of characters."""
_ENCODED = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_NAMED = re.compile(r'(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^<"]*))\s*<(?P<uri>[^<>]*)>.*')
_HOST = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){3}(:[0-9]+)?")
_UNNAMED: Final = frozenset({"unknown", "unavailable", "asserted-identity", "null"})
"""What phone systems write beside `anonymous` and its like where they know nothing."""


class LinkProblem(StrEnum):
    """Why a link or a caller id is not taken; the sentence for the user belongs to each."""

    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    ENCODING = "encoding"
    NOT_OURS = "not_ours"
    UNKNOWN_PART = "unknown_part"
    TWICE = "twice"
    UNKNOWN_VALUE = "unknown_value"
    NO_NUMBER = "no_number"


@dataclass(frozen=True, slots=True)
class LinkFault:
    """What is wrong with a link, and in which part of it; `part` may come from the link."""

    problem: LinkProblem
    part: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """A call that is announced: who it says it is, as text that may be shown.

    `phone` is as the phone system writes it, empty where it named none; `withheld` that the
    caller does not want to be known. `by_hand` is whether somebody clicked a link for it, and so
    waits for the form. `called_at` is aware; None means now.
    """

    phone: str = ""
    name: str = ""
    company: str = ""
    extension: str = ""
    withheld: bool = False
    direction: Direction = Direction.INCOMING
    called_at: datetime | None = None
    by_hand: bool = field(default=False, compare=False)


def read_link(text: str) -> Ring | LinkFault:
    """Read `callmemo:take?...`, `callmemo:pop?...`, `callmemo://...`, `tel:` or `sip:`.

    Never raises, whatever the text.

    >>> read_link("callmemo:take?phone=03-0000-0142&company=%E3%82%A2%E3%82%AA%E3%83%90").company
    'アオバ'
    """
    text = text.strip()
    if fault := _unfit(text, "", MAX_LINK):
        return fault
    match = _SCHEME.fullmatch(text)
    scheme = match[1].lower() if match else ""
    if match is None or scheme not in {SCHEME, *_NUMBERS}:
        return LinkFault(LinkProblem.NOT_OURS)
    return _clicked(text) if scheme in _NUMBERS else _read_ours(match[2])


def ring_from(
    phone: str,
    name: str = "",
    *,
    company: str = "",
    extension: str = "",
    direction: Direction = Direction.INCOMING,
    called_at: datetime | None = None,
) -> Ring | LinkFault:
    """Understand a call from what a phone system says of it. Never raises.

    `phone` may be a number, a SIP address or a whole caller id.

    >>> ring_from('"アオバ商事" <sip:0300000142@198.51.100.7>').phone
    '0300000142'
    """
    told = {"phone": phone, "name": name, "company": company, "extension": extension}
    for part, text in told.items():
        if fault := _unfit(text, part, MAX_LINE):
            return fault
    spoken = _read_identity(phone.strip())
    if isinstance(spoken, LinkFault):
        return spoken
    name = _tidy(name)
    if _is_withheld(name):
        name, spoken = "", replace(spoken, withheld=not spoken.phone)
    return replace(
        spoken,
        name=name or spoken.name,
        company=_tidy(company),
        extension=_tidy(extension) or spoken.extension,
        direction=direction,
        called_at=called_at,
    )


def write_link(ring: Ring) -> str:
    """Write a ring as the link from which `read_link` makes the same again; plain ASCII."""
    told = {
        "phone": "anonymous" if ring.withheld else ring.phone,
        "name": ring.name,
        "company": ring.company,
        "extension": ring.extension,
        "direction": ring.direction.value,
        "at": ring.called_at.isoformat() if ring.called_at else "",
    }
    query = "&".join(f"{part}={quote(text, safe='')}" for part, text in told.items() if text)
    return f"{SCHEME}:{TAKE if ring.by_hand else POP}?{query}"


def _read_ours(rest: str) -> Ring | LinkFault:
    path, asked, query = rest.lstrip("/").partition("?")
    path = path.rstrip("/")
    action = path.lower()
    if action in {TAKE, POP, ""}:
        return _read_parts(query, by_hand=action != POP)
    if asked or not any(ch.isdecimal() for ch in path):
        return LinkFault(LinkProblem.NOT_OURS)
    number = _decode(path, "phone")
    return number if isinstance(number, LinkFault) else _clicked(number)


def _clicked(number: str) -> Ring | LinkFault:
    """Read a number that somebody clicked."""
    ring = ring_from(number)
    if isinstance(ring, LinkFault):
        return ring
    if not (ring.phone or ring.withheld or ring.name):
        return LinkFault(LinkProblem.NO_NUMBER)
    return replace(ring, by_hand=True)


def _read_parts(query: str, *, by_hand: bool) -> Ring | LinkFault:
    told: dict[str, str] = {}
    for piece in query.split("&"):
        part, _, written = piece.partition("=")
        if not piece:
            continue
        if part not in _PARTS:
            return LinkFault(LinkProblem.UNKNOWN_PART, part)
        if part in told:
            return LinkFault(LinkProblem.TWICE, part)
        # Forms write a space as a plus; numbers, hours and zones have one of their own.
        spaced = written if part in {"phone", "at"} else written.replace("+", " ")
        text = _decode(spaced, part)
        if isinstance(text, LinkFault):
            return text
        told[part] = text
    direction = told.pop("direction", "") or Direction.INCOMING
    if direction not in set(Direction):
        return LinkFault(LinkProblem.UNKNOWN_VALUE, "direction")
    at = told.pop("at", "")
    called_at = _read_moment(at)
    if at and called_at is None:
        return LinkFault(LinkProblem.UNKNOWN_VALUE, "at")
    ring = ring_from(
        told.pop("phone", ""), **told, direction=Direction(direction), called_at=called_at
    )
    return ring if isinstance(ring, LinkFault) else replace(ring, by_hand=by_hand)


def _read_moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and moment.year in _YEARS else None


def _read_identity(text: str) -> Ring | LinkFault:
    """Understand a number, a SIP or telephone address, or `"Name" <address>`."""
    named = _NAMED.fullmatch(text)
    name, address = "", text
    if named is not None:
        quoted = named["quoted"]
        name = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else named["plain"]
        address = named["uri"].strip()
    user, extension = address, ""
    while True:
        found = _user_of(user)
        if isinstance(found, LinkFault):
            return found
        extension = found[1] or extension
        if found[0] == user:
            break
        # An address within an address: each round takes something off.
        user = found[0]
    name = _tidy(name)
    number = read_number(user)
    if number.key and number.problem is not NumberProblem.NOT_A_NUMBER:
        # Without a name phone systems repeat the number in its place.
        is_told = name and not _is_withheld(name) and read_number(name).key != number.key
        # What would be read differently the next time stays as it was given.
        is_steady = len(number.shown) <= MAX_LINE and read_number(number.shown) == replace(
            number, typed=number.shown
        )
        phone = number.shown if is_steady else user
        return Ring(phone=phone, name=name if is_told else "", extension=extension)
    if _is_withheld(user) or _is_withheld(name):
        return Ring(withheld=True)
    return Ring(name=name or user, extension=extension)


def _user_of(address: str) -> tuple[str, str] | LinkFault:
    """Return number or user of an address, and the extension that it names."""
    match = _SCHEME.fullmatch(address)
    extension = ""
    if match is not None and match[1].lower() in _NUMBERS:
        rest, *settings = re.split(r"[;?]", match[2].lstrip("/"))
        user, at, _host = rest.rpartition("@")
        if not at:
            user = "" if _HOST.fullmatch(rest) else rest
        if match[1].lower().startswith("sip"):
            user = user.partition(":")[0]
        extension = next((s[4:] for s in settings if s.lower().startswith("ext=")), "")
    elif re.fullmatch(r"[^\s@]+@[^\s@]+", address):
        user = address.partition("@")[0]
    else:
        return _tidy(address), ""
    user_text, extension_text = _decode(user, "phone"), _decode(extension, "extension")
    if isinstance(user_text, LinkFault):
        return user_text
    if isinstance(extension_text, LinkFault):
        return extension_text
    return _tidy(user_text), _tidy(extension_text)


def _is_withheld(text: str) -> bool:
    return is_withheld(text) or text.casefold() in _UNNAMED


def _decode(text: str, part: str) -> str | LinkFault:
    """Undo the percent signs; what comes out must be text that can be shown."""
    if _ENCODED.search(text):
        return LinkFault(LinkProblem.ENCODING, part)
    try:
        decoded = unquote_to_bytes(text).decode("utf-8")
    except UnicodeDecodeError:
        return LinkFault(LinkProblem.ENCODING, part)
    return _unfit(decoded, part, MAX_LINE) or decoded


def _unfit(text: str, part: str, most: int) -> LinkFault | None:
    if len(text) > most:
        return LinkFault(LinkProblem.TOO_LONG, part)
    if any(unicodedata.category(ch) in _UNSHOWN for ch in text):
        return LinkFault(LinkProblem.UNPRINTABLE, part)
    return None


def _tidy(text: str) -> str:
    return " ".join(text.split())
