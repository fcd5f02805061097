"""Those who call the made office: people who call again and again, a few of them every day.

The same 20,000 for every seed of what happens, so that a call written later is mostly of somebody
who is known. Numbers are of the kinds that no subscriber has.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import product
from random import Random
from typing import Final

from benchmarks import office_people as people
from callmemo.core.memo import Caller

PEOPLE: Final = 20_000
FIRMS: Final = 5_000
_FLATTENED: Final = 50
"""Who calls most often calls once in 300 calls, and the last of all eight times in a million."""
_RARE_EVERY: Final = 190
"""Of so many people one has a surname that nobody else has."""
_SECOND_LINE: Final = 5_000


def caller(dice: Random) -> Caller:
    """Somebody who calls, with what was written down of them this time."""
    if dice.random() < 0.08:
        return _stranger(dice)
    grown = (PEOPLE + _FLATTENED) / _FLATTENED
    somebody = _everybody()[int(_FLATTENED * (grown ** dice.random() - 1))]
    return replace(
        somebody,
        name=somebody.name.split()[0] if dice.random() < 0.2 else somebody.name,
        department=somebody.department if dice.random() < 0.6 else "",
        kana=somebody.kana if dice.random() < 0.6 else "",
        mobile=somebody.mobile if dice.random() < 0.6 else "",
        extension=somebody.extension if dice.random() < 0.3 else "",
    )


def second_line(phone: str) -> str:
    """Return the other number at which the same people are reached."""
    start, last = phone[:-4], int(phone[-4:])
    return f"{start}{(last + _SECOND_LINE) % 10_000:04d}"


def _stranger(dice: Random) -> Caller:
    """Somebody of whom a name is known and no number."""
    company = f"{dice.choice(people.STEMS)}{dice.choice(people.TRADES)}"
    return Caller(
        company=company if dice.random() < 0.5 else "", name=dice.choice(tuple(people.SURNAMES))
    )


@lru_cache(maxsize=1)
def _everybody() -> tuple[Caller, ...]:
    """All who ever call, who calls most often first."""
    dice = Random(20_000)
    firms = _firms(dice)
    numbers = dice.sample(range(10_000), PEOPLE // 4)
    privately = dice.sample(range(_SECOND_LINE), PEOPLE // 5)
    everybody = []
    for rank in range(PEOPLE):
        surname, kana = _surname(dice, rank)
        given = f" {dice.choice(people.GIVEN)}" if dice.random() < 0.3 else ""
        # One in six calls as a private person; a quarter has a mobile that is known.
        at_home = privately.pop() if rank % 6 == 5 else None
        company, phone = (
            ("", f"06-0000-{at_home:04d}") if at_home is not None else _firm(dice, firms)
        )
        everybody.append(
            Caller(
                company=company,
                department=dice.choice(people.DEPARTMENTS)
                if company and dice.random() < 0.5
                else "",
                name=f"{surname}{given}",
                kana=kana,
                phone=phone,
                mobile=f"090-0000-{numbers.pop():04d}" if rank % 4 == 1 else "",
                extension=str(dice.randrange(100, 999)) if company and dice.random() < 0.15 else "",
            )
        )
    return tuple(everybody)


def _surname(dice: Random, rank: int) -> tuple[str, str]:
    which, rest = divmod(rank, _RARE_EVERY)
    if rest == _RARE_EVERY // 2 and which < len(people.RARE_SURNAMES):
        return tuple(people.RARE_SURNAMES.items())[which]
    return dice.choice(tuple(people.SURNAMES.items()))


def _firms(dice: Random) -> list[tuple[str, str]]:
    """Companies with their numbers, each of a name of its own."""
    more = [f"{first}{second}" for first, second in product(*people.STEM_PARTS)]
    names = list(dict.fromkeys(map("".join, product([*people.STEMS, *more], people.TRADES))))
    dice.shuffle(names)
    lines = dice.sample(range(_SECOND_LINE), FIRMS)
    return [
        (_in_full(dice, name), f"03-0000-{line:04d}")
        for name, line in zip(names, lines, strict=False)
    ]


def _in_full(dice: Random, name: str) -> str:
    kind = dice.random()
    return f"株式会社{name}" if kind < 0.5 else f"{name}株式会社" if kind < 0.8 else name


def _firm(dice: Random, firms: list[tuple[str, str]]) -> tuple[str, str]:
    """A company; of some more people call than of others."""
    return firms[int(FIRMS * dice.random() ** 1.3)]
