"""Japanese typed through a real input method reaches the memo, and no shortcut fires meanwhile."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from callmemo.drafts import DraftFile
from tests.desktop_session.japanese import JapaneseDesktop, missing_input_tools
from tests.desktop_session.session import SessionError, missing_tools
from tests.desktop_session.the_program import TheProgram
from tests.office_day import TEN, call

pytestmark = pytest.mark.real_session


@pytest.fixture
def desktop() -> Iterator[JapaneseDesktop]:
    if not sys.platform.startswith("linux"):
        pytest.skip("the private desktop is made of Linux programs")
    if missing := missing_tools() + missing_input_tools():
        reason = f"Japanese input in a private desktop needs {', '.join(missing)}"
        if os.environ.get("CALLMEMO_TEST_SESSION") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    session = _started()
    try:
        yield session
    finally:
        session.stop()
        print(session.everything_printed())
        shutil.rmtree(session.folder, ignore_errors=True)


def _started() -> JapaneseDesktop:
    """Start it, once more where a busy machine was late."""
    for tries_left in (1, 0):
        session = JapaneseDesktop(Path(tempfile.mkdtemp(prefix="callmemo-mozc-", dir="/tmp")))
        try:
            session.start()
        except SessionError:
            print(session.everything_printed())
            shutil.rmtree(session.folder, ignore_errors=True)
            if not tries_left:
                raise
        else:
            return session
    raise AssertionError


def open_form(program: TheProgram) -> None:
    """Open the form, and wait until the input method answers there: the first keys start it."""
    desktop = program.desktop
    program.start()
    program.activate(program.window())
    desktop.key("ctrl+n")
    program.activate(program.window("^新しいメモ"))
    draft = DraftFile(program.home)

    def is_written() -> bool:
        kept = draft.load(TEN)
        return kept is not None and kept.draft.caller.name == "田中"

    for tries_left in reversed(range(4)):
        desktop.key("alt+n", "ctrl+a", "BackSpace")
        desktop.type_text("tanaka")
        desktop.key("space", "Return")
        try:
            desktop.wait_until(is_written, 4, "the first word in Japanese")
            break
        except SessionError:
            if not tries_left:
                raise
    desktop.key("ctrl+a", "BackSpace")


def callers(program: TheProgram) -> list[dict[str, str]]:
    """Who stands on the memos, newest first."""
    return [memo["caller"] for memo in program.ask("list", "--view", "all")]


def test_japanese_comes_into_the_memo_and_no_key_of_composing_is_taken_for_a_shortcut(
    desktop: JapaneseDesktop,
) -> None:
    program = TheProgram(desktop)
    open_form(program)
    desktop.key("alt+c")
    # Esc takes back what is composed; it must not close the form.
    desktop.type_text("cada")
    desktop.key("space", "Escape", "Escape")
    desktop.type_text("aoba1")
    desktop.key("Return", "alt+n")
    desktop.type_text("tanaka")
    desktop.key("space", "Return")
    desktop.type_text("sama")
    # Half composed: were it saved now, the last words would not be on the memo.
    desktop.key("ctrl+Return", "Return", "ctrl+Return")
    (caller,) = desktop.wait_until(lambda: callers(program), what="the memo")
    assert (caller["company"][:3], caller["name"]) == ("あおば", "田中さま")


def test_one_line_typed_in_japanese_fills_the_memo(desktop: JapaneseDesktop) -> None:
    program = TheProgram(desktop)
    open_form(program)
    desktop.key("ctrl+l")
    desktop.type_text("tanakasama")
    # The first Enter takes the word; composing, it must not lead on to the next field.
    desktop.key("space", "Return", "space")
    desktop.type_text("0300000142")
    desktop.key("Return", "ctrl+Return")
    (caller,) = desktop.wait_until(lambda: callers(program), what="the memo")
    assert (caller["name"], caller["phone"]) == ("田中", "03-0000-0142")


def test_japanese_finds_memos_and_the_keys_of_the_list_work_with_the_input_method_on(
    desktop: JapaneseDesktop,
) -> None:
    program = TheProgram(desktop)
    program.take(call(name="鈴木"), call(name="田中"))
    desktop.give_away()
    open_form(program)
    desktop.key("Escape")
    desktop.wait_until(lambda: not desktop.windows("^新しいメモ"), what="the form to close")
    program.activate(program.window())
    desktop.key("ctrl+k")
    desktop.type_text("cad")
    desktop.key("space", "Escape", "Escape")
    desktop.type_text("tanaka")
    desktop.key("space", "Return", "Return")
    program.window("田中 様 — 伝言メモ$")
    assert [memo["status"] for memo in program.ask("list", "--view", "all")] == ["new", "new"]
    desktop.key("d")
    desktop.wait_until(
        lambda: (
            {c["caller"]["name"]: c["status"] for c in program.ask("list", "--view", "all")}
            == {"鈴木": "new", "田中": "done"}
        ),
        what="the memo to be done",
    )
