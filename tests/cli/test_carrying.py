"""Carrying a memo over from the command line."""

from tests.cli.terminal import Terminal


def test_a_memo_is_carried_over_with_its_reason(terminal: Terminal) -> None:
    number = terminal.take()
    memo = terminal.json("carry", number, "--until", "2026-11-24 09:00", "--reason", "先方が外出")
    assert memo["due_at"] == "2026-11-24T09:00:00+09:00"
    assert memo["carried_until"] == "2026-11-24T09:00:00+09:00"
    assert memo["carried_at"] == "2026-11-20T15:20:00+09:00"
    last = memo["history"][-1]
    assert (last["kind"], last["text"]) == ("carried", "先方が外出")
    assert last["until"] == "2026-11-24T09:00:00+09:00"


def test_the_line_and_the_history_say_so(terminal: Terminal) -> None:
    number = terminal.take()
    answer = terminal(
        "--lang", "ja", "carry", number, "--until", "2026-11-24 09:00", "--reason", "先方が外出"
    )
    assert "繰越" in answer.out
    assert "繰り越し — 先方が外出" in terminal("--lang", "ja", "show", number).out


def test_a_reason_and_a_time_are_needed(terminal: Terminal) -> None:
    number = terminal.take()
    assert terminal("carry", number, "--until", "2026-11-24 09:00").status == 2
    assert terminal("carry", number, "--reason", "x").status == 2
    answer = terminal("carry", number, "--until", "2026-11-24 09:00", "--reason", " ")
    assert (answer.status, answer.err) == (1, "Please say why it is carried over.\n")


def test_a_call_in_vain_keeps_the_next_time(terminal: Terminal) -> None:
    number = terminal.take()
    memo = terminal.json("attempt", number, "absent", "--retry-at", "16:30")
    assert (memo["status"], memo["due_at"]) == ("retry", "2026-11-20T16:30:00+09:00")
