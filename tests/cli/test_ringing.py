"""What a phone system starts opens a form in the running program, and nothing else."""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from callmemo.cli import ringing
from callmemo.core.links import Ring
from callmemo.core.vocabulary import Direction
from tests.cli.terminal import AT, Terminal

Given = list[tuple[str, Path, Ring]]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """The calls that were given to a running program, or would have opened a window."""
    calls: Given = []

    def hand_over(home: Path, ring: Ring) -> bool:
        calls.append(("running", home, ring))
        return "sleeping" not in home.name

    def open_window(home: Path, ring: Ring, **_: Any) -> int:
        calls.append(("opened", home, ring))
        return 0

    app = ModuleType("callmemo.desktop.app")
    monkeypatch.setattr(app, "open_window", open_window, raising=False)
    monkeypatch.setitem(sys.modules, "callmemo.desktop.app", app)
    monkeypatch.setattr(ringing, "hand_over", hand_over)
    return calls


@pytest.mark.parametrize(
    ("words", "ring"),
    [
        (["pop", "--phone", "0300000142"], Ring(phone="03-0000-0142")),
        (["pop", "0300000142"], Ring(phone="03-0000-0142")),
        (["pop", "Ueda", "Ken", "<sip:0300000142@pbx>"], Ring("03-0000-0142", "Ueda Ken")),
        (["pop", "--phone", ""], Ring()),
        (["pop"], Ring()),
        (["pop", "--phone", "anonymous"], Ring(withheld=True)),
        (
            ["pop", "--phone=0300000142", "--name", "山田", "--company", "アオバ商事"],
            Ring("03-0000-0142", "山田", "アオバ商事"),
        ),
        (
            ["pop", "0300000142", "--direction", "outgoing"],
            Ring("03-0000-0142", direction=Direction.OUTGOING),
        ),
    ],
)
def test_a_phone_system_announces_a_call(
    words: list[str], ring: Ring, terminal: Terminal, given: Given
) -> None:
    answer = terminal("--at", AT, *words)
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    ((where, home, heard),) = given
    assert (where, home) == ("running", terminal.home)
    assert heard.called_at is not None
    assert timedelta() <= heard.called_at - datetime.fromisoformat(AT) < timedelta(minutes=1)
    assert Ring(**{**_parts(heard), "called_at": None}) == ring


def _parts(ring: Ring) -> dict[str, Any]:
    return {name: getattr(ring, name) for name in Ring.__dataclass_fields__}


@pytest.mark.parametrize("before", [[], ["link"], ["--lang", "ja"], ["--lang", "ja", "link"]])
def test_a_link_is_a_command_of_its_own(
    before: list[str], terminal: Terminal, given: Given
) -> None:
    answer = terminal(*before, "callmemo:take?phone=0300000142")
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    assert [heard for _, _, heard in given] == [Ring(phone="03-0000-0142")]
    assert given[0][2].by_hand


def test_a_text_that_looks_like_a_link_stays_the_text_of_its_command(
    terminal: Terminal, given: Given
) -> None:
    terminal("promise", "tel:0300000142")
    terminal("list", "--search", "callmemo:take")
    assert given == []


def test_without_a_running_program_the_window_opens_with_the_form(
    terminal: Terminal, given: Given
) -> None:
    home = terminal.home.parent / "sleeping"
    assert terminal.type("--home", str(home), "pop", "0300000142").status == 0
    assert [where for where, _, _ in given] == ["running", "opened"]
    assert given[1][2].phone == "03-0000-0142"
    assert not home.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["callmemo:delete"],
        ["callmemo:pop?exec=calc"],
        ["callmemo:pop?phone=%00"],
        ["link", "https://example.com/"],
        ["link", "--home"],
        ["link", "callmemo:take", "--home", "/elsewhere"],
        ["pop", "--phone", "x" * 1000],
        ["pop", "--name", "\u202eevil"],
        ["pop", "--direction", "up"],
        ["pop", "--exec", "calc"],
        ["pop", "--phone", "0300000142", "--home", "/elsewhere"],
    ],
)
def test_anything_else_is_refused_in_a_sentence(
    words: list[str], terminal: Terminal, given: Given
) -> None:
    answer = terminal("--lang", "en", *words)
    assert answer.status in {1, 2}
    assert answer.err.rstrip().endswith(".")
    assert given == []
    assert not terminal.home.exists()
