"""Names of people and companies made comparable: how they are written differs from call to call."""

from __future__ import annotations

import re
from functools import lru_cache

from callmemo.core.reading import known_surname
from callmemo.core.text import normalise

_HONORIFIC = re.compile(r"(?:様|さま|さん|氏|先生|殿|御中)\s*$")
_LEGAL = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|㈱|㈲|[(（](?:株|有|同|資|名)[)）]"
    r"|(?:,\s*)?\b(?:inc|ltd|llc|corp|co\.,\s*ltd)\.?$",
    re.IGNORECASE,
)
_REMEMBERED = 4096


def bare_name(name: str) -> str:
    """Return a person's name without what politeness adds.

    >>> bare_name("山田 様"), bare_name("佐藤先生"), bare_name("様")
    ('山田', '佐藤', '様')
    """
    return _HONORIFIC.sub("", name.strip()).strip() or name.strip()


def bare_company(company: str) -> str:
    """Return a company's name without its legal form.

    >>> bare_company("株式会社アオバ商事"), bare_company("アオバ商事(株)")
    ('アオバ商事', 'アオバ商事')
    """
    bare = _HONORIFIC.sub("", company.strip())
    return _LEGAL.sub("", bare).strip() or company.strip()


@lru_cache(_REMEMBERED)
def name_key(name: str) -> str:
    """Return a person's name in the form by which people are compared; "" if there is none."""
    return normalise(bare_name(name))


@lru_cache(_REMEMBERED)
def company_key(company: str) -> str:
    """Return a company's name in the form by which companies are compared."""
    return normalise(bare_company(company))


def person_key(name: str, company: str) -> str:
    """Return name and company as one key; "" if both are empty.

    The name comes first, so that all of one name stand together.
    """
    name, company = name_key(name), company_key(company)
    return f"{name}|{company}" if name or company else ""


def may_be_same(one: str, other: str) -> bool:
    """Whether two names can be of one person: equal, or a surname and the whole name.

    >>> may_be_same("山田様", "山田　太郎"), may_be_same("山", "山田"), may_be_same("山田", "")
    (True, False, False)
    """
    keys = name_key(one), name_key(other)
    if not all(keys):
        return False
    return (
        keys[0] == keys[1]
        or name_key(surname(one)) == keys[1]
        or name_key(surname(other)) == keys[0]
    )


def surname(name: str) -> str:
    """Return what stands before a space in a name, or the surname that the list knows."""
    parts = bare_name(name).split()
    return parts[0] if len(parts) > 1 else known_surname(bare_name(name))


def same_surname(one: str, other: str) -> bool:
    """Whether two people would both answer when this name is called."""
    keys = name_key(surname(one) or one), name_key(surname(other) or other)
    return bool(keys[0]) and keys[0] == keys[1]
