import sqlite3

import pytest

from callmemo.core.vocabulary import Kind, View
from tests.cli.terminal import Terminal


def test_a_memo_taken_is_shown_on_one_line(terminal: Terminal) -> None:
    answer = terminal("take", "--name", "山田", "--phone", "03-0000-0142", "--subject", "数量")
    assert answer.status == 0
    assert answer.out == "1120-001  by 17:30 within today  山田  数量  03-0000-0142\n"


def test_numbers_count_on(terminal: Terminal) -> None:
    assert [terminal.take(), terminal.take()] == ["1120-001", "1120-002"]


def test_a_memo_in_json_has_the_names_of_the_trade(terminal: Terminal) -> None:
    memo = terminal.json("take", "--name", "山田", "--phone", "03-0000-0142", "--taken-by", "木村")
    assert memo["caller"]["name"] == "山田"
    assert memo["request"] == "please_call_back"
    assert (memo["status"], memo["next_mover"], memo["late"]) == ("new", "us", False)
    assert memo["taken_at"] == "2026-11-20T15:20:00+09:00"
    assert memo["due_at"] == "2026-11-20T17:30:00+09:00"
    assert memo["urgency"] == "normal"
    assert memo["complaint"] is False
    assert memo["closed_at"] is None
    (taken,) = memo["history"]
    assert (taken["kind"], taken["actor"], taken["undone"]) == ("taken", "木村", False)
    assert taken["due_at"] == "2026-11-20T17:30:00+09:00"


@pytest.mark.parametrize(
    ("options", "direction", "request_"),
    [
        (["--name", "山田"], "incoming", "message"),
        (["--name", "山田", "--phone", "03-0000-0142"], "incoming", "please_call_back"),
        (["--name", "山田", "--mobile", "090-0000-0188"], "incoming", "please_call_back"),
        (["--direction", "outgoing", "--name", "山田"], "outgoing", "they_call_back"),
        (["--request", "we_call_again", "--name", "山田"], "outgoing", "we_call_again"),
        (["--request", "they_call_back", "--name", "山田"], "outgoing", "they_call_back"),
        (["--request", "message", "--name", "山田"], "incoming", "message"),
    ],
)
def test_what_is_left_open_is_what_such_a_call_usually_is(
    terminal: Terminal, options: list[str], direction: str, request_: str
) -> None:
    memo = terminal.json("take", *options)
    assert (memo["direction"], memo["request"]) == (direction, request_)


def test_a_reason_makes_a_memo_urgent(terminal: Terminal) -> None:
    memo = terminal.json("take", "--name", "山田", "--urgent-reason", "店頭にお客様がお待ち")
    assert (memo["urgency"], memo["urgent_reason"]) == ("urgent", "店頭にお客様がお待ち")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--name", "山田", "--urgent"], "needs its reason"),
        (["--subject", " "], "Nothing has been written down"),
        (["--direction", "outgoing", "--name", "山田", "--target", "colleague"], "colleague"),
        (["--direction", "outgoing", "--name", "山田", "--target", "company_mobile"], "mobile"),
        (["--name", "山田", "--due", "14:00"], "If so, add --past-due-ok."),
        (["--name", "山田", "--due", "at tea time"], "“at tea time” was not understood"),
        (["--name", "山田", "--their-closing", "late"], "“late” was not understood"),
        (["--name", "山" * 201], "too long"),
        (["--name", "山\x1b[31m田"], "cannot be shown"),
        (["--name", "\udce5\udcb1"], "cannot be shown"),
        (["--direction", "incoming", "--request", "we_call_again", "--name", "山"], "direction"),
    ],
)
def test_what_the_trade_does_not_allow_is_refused_in_one_sentence(
    terminal: Terminal, options: list[str], sentence: str
) -> None:
    answer = terminal("take", *options)
    assert (answer.status, answer.out) == (1, "")
    assert sentence in answer.err
    assert len(answer.err.splitlines()) == 1
    assert terminal.json("list", "--view", "all") == []


def test_a_due_time_in_the_past_is_taken_when_it_is_meant(terminal: Terminal) -> None:
    memo = terminal.json("take", "--name", "山田", "--due", "14:00", "--past-due-ok")
    assert memo["due_at"] == "2026-11-20T14:00:00+09:00"


@pytest.mark.parametrize(
    ("command", "status", "kind"),
    [
        (["confirm"], "seen", Kind.CONFIRMED),
        (["attempt", "absent"], "retry", Kind.ATTEMPT),
        (["attempt", "talked"], "in_progress", Kind.ATTEMPT),
        (["attempt", "talked", "--done", "--note", "済み"], "done", Kind.FINISHED),
        (["note", "在庫を確認中"], "new", Kind.NOTE),
        (["snooze", "--minutes", "15"], "new", Kind.SNOOZED),
        (["snooze", "--until", "16:00", "--reason", "会議中"], "new", Kind.SNOOZED),
        (["hand", "--to", "佐藤", "--note", "よろしく"], "new", Kind.HANDED_OVER),
        (["hold", "--until", "11-24 10:00", "--reason", "返事待ち"], "on_hold", Kind.ON_HOLD),
        (["done", "--note", "済み"], "done", Kind.FINISHED),
        (["not-needed", "--reason", "先方から"], "not_needed", Kind.NOT_NEEDED),
        (["cancel", "--reason", "重複"], "cancelled", Kind.CANCELLED),
        (["amend", "--subject", "数量"], "new", Kind.AMENDED),
    ],
)
def test_each_verb_does_what_it_says(
    terminal: Terminal, command: list[str], status: str, kind: Kind
) -> None:
    number = terminal.take()
    memo = terminal.json(command[0], number, *command[1:])
    assert (memo["status"], memo["history"][-1]["kind"]) == (status, kind)
    assert memo == terminal.json("show", number)


def test_a_closed_memo_can_be_reopened(terminal: Terminal) -> None:
    number = terminal.take()
    terminal("done", number)
    assert terminal.json("reopen", number, "--reason", "またお電話")["closed_at"] is None


def test_what_goes_with_a_verb_is_in_the_history(terminal: Terminal) -> None:
    number = terminal.take()
    terminal("attempt", number, "absent", "--note", "戻りは夕方", "--retry-at", "16:30")
    terminal("hand", number, "--to", "佐藤", "--note", "お願いします")
    terminal("snooze", number, "--minutes", "20")
    _, attempt, hand, snooze = terminal.json("show", number)["history"]
    assert (attempt["outcome"], attempt["text"]) == ("absent", "戻りは夕方")
    assert attempt["retry_at"] == "2026-11-20T16:30:00+09:00"
    assert (hand["addressee"], hand["text"]) == ("佐藤", "お願いします")
    assert snooze["until"] == "2026-11-20T15:40:00+09:00"
    assert terminal.json("show", number)["snoozed_until"] == "2026-11-20T15:40:00+09:00"


def test_undo_takes_back_the_last_action_and_keeps_the_fact(terminal: Terminal) -> None:
    number = terminal.take()
    terminal("done", number)
    memo = terminal.json("undo")
    assert memo["status"] == "new"
    done, undo = memo["history"][-2:]
    assert (done["kind"], done["undone"]) == ("finished", True)
    assert (undo["kind"], undo["undone_kind"]) == ("undone", "finished")
    assert "taken back" in terminal("show", number).out


def test_with_nothing_to_undo_nothing_happens(terminal: Terminal) -> None:
    answer = terminal("undo")
    assert (answer.status, answer.err) == (1, "There is nothing to undo.\n")


def test_a_memo_is_named_by_number_or_id(terminal: Terminal) -> None:
    number = terminal.take()
    memo = terminal.json("show", number)
    assert terminal.json("show", memo["id"]) == memo


@pytest.mark.parametrize("command", ["show", "confirm", "done", "reopen", "amend"])
def test_an_unknown_memo_is_named_in_the_sentence(terminal: Terminal, command: str) -> None:
    options = ["--subject", "x"] if command == "amend" else []
    answer = terminal(command, "1120-999", *options)
    assert (answer.status, answer.out) == (1, "")
    assert "“1120-999”" in answer.err


def test_a_closed_memo_is_not_closed_again(terminal: Terminal) -> None:
    number = terminal.take()
    terminal("done", number)
    answer = terminal("done", number)
    assert (answer.status, len(answer.err.splitlines())) == (1, 1)


def test_amend_changes_only_what_is_named(terminal: Terminal) -> None:
    number = terminal.take("--name", "山田", "--phone", "03-0000-0142", "--complaint")
    memo = terminal.json("amend", number, "--kana", "ヤマダ", "--no-complaint", "--due", "16:00")
    assert memo["caller"]["phone"] == "03-0000-0142"
    assert memo["caller"]["kana"] == "ヤマダ"
    assert memo["complaint"] is False
    assert memo["due_at"] == "2026-11-20T16:00:00+09:00"


def test_amend_empties_a_field_that_is_set_to_none(terminal: Terminal) -> None:
    number = terminal.take("--name", "山田", "--target", "their_office", "--their-closing", "18:00")
    options = ("--target", "none", "--due", "none", "--their-closing", "none")
    memo = terminal.json("amend", number, *options)
    assert [memo[name] for name in ("target", "due_at", "their_closing")] == [None, None, None]


def test_amend_makes_an_urgent_memo_normal_again(terminal: Terminal) -> None:
    number = terminal.take("--name", "山田", "--urgent-reason", "店頭でお待ち")
    memo = terminal.json("amend", number, "--no-urgent")
    assert (memo["urgency"], memo["urgent_reason"]) == ("normal", "")


def test_amend_without_a_field_is_refused_and_with_the_same_value_is_not(
    terminal: Terminal,
) -> None:
    number = terminal.take()
    assert (terminal("amend", number).status, terminal("amend", number).out) == (1, "")
    assert len(terminal.json("amend", number, "--name", "山田")["history"]) == 1


def test_the_list_shows_what_is_open_today_unless_asked_otherwise(terminal: Terminal) -> None:
    open_today = terminal.take()
    closed = terminal.take()
    terminal("done", closed)
    later = terminal.take("--name", "森", "--phone", "03-0000-0131", "--due", "11-24 10:00")
    complaint = terminal.take("--name", "小林", "--complaint")
    waiting = terminal.take("--request", "they_call_back", "--name", "渡辺")
    views = {
        view.value: [memo["number"] for memo in terminal.json("list", "--view", view)]
        for view in View
    }
    assert views["today"] == [waiting, open_today, complaint]
    assert [memo["number"] for memo in terminal.json("list")] == views["today"]
    assert views["waiting"] == [waiting]
    assert views["later"] == [later]
    assert views["complaints"] == [complaint]
    assert views["done"] == [closed]
    assert len(views["all"]) == 5
    assert views["mine"] == []


def test_my_list_is_for_the_name_that_is_set(terminal: Terminal) -> None:
    number = terminal.take("--name", "山田", "--phone", "03-0000-0142", "--to", "鈴木")
    assert "settings my_name" in terminal("list", "--view", "mine").out
    terminal("settings", "my_name", "鈴木")
    assert [memo["number"] for memo in terminal.json("list", "--view", "mine")] == [number]


def test_the_list_is_searched_and_limited(terminal: Terminal) -> None:
    first = terminal.take("--name", "山田", "--company", "アオバ商事")
    terminal.take("--name", "田中")
    found = terminal.json("list", "--view", "all", "--search", "ｱｵﾊﾞ")
    assert [memo["number"] for memo in found] == [first]
    assert len(terminal.json("list", "--view", "all", "--limit", "1")) == 1
    assert terminal.json("list", "--limit", "0") == []
    assert "“髙橋”" in terminal("list", "--search", "髙橋").out


@pytest.mark.parametrize("view", list(View))
def test_an_empty_list_says_so(terminal: Terminal, view: View) -> None:
    assert len(terminal("list", "--view", view).out.splitlines()) == 1
    assert terminal.json("list", "--view", view) == []


def test_what_is_due_is_told_with_the_memo_and_the_next_time(terminal: Terminal) -> None:
    number = terminal.take("--name", "山田", "--phone", "03-0000-0142", "--due", "15:40")
    before = terminal.json("due")
    assert before == {"nudges": [], "next_at": "2026-11-20T15:40:00+09:00"}
    after = terminal.json("due", at="2026-11-20T15:41:00+09:00")
    (nudge,) = after["nudges"]
    assert (nudge["rung"], nudge["at"]) == ("due", "2026-11-20T15:40:00+09:00")
    assert [memo["number"] for memo in nudge["memos"]] == [number]
    assert set(nudge) == {"rung", "key", "at", "audience", "to", "loud", "memos"}
    assert (nudge["audience"], nudge["loud"]) == ("addressee", False)
    # An hour after it was taken, if nobody has read it until then.
    assert after["next_at"] == "2026-11-20T16:20:00+09:00"


def test_looking_at_what_is_due_does_not_use_the_reminder_up(terminal: Terminal) -> None:
    terminal.take("--name", "山田", "--phone", "03-0000-0142", "--due", "15:40")
    later = "2026-11-20T15:45:00+09:00"
    assert terminal.json("due", at=later) == terminal.json("due", at=later)
    answer = terminal("due", at=later)
    assert "1120-001" in answer.out
    assert "16:20" in answer.out


def test_without_reminders_due_says_so(terminal: Terminal) -> None:
    assert terminal("due").out == "No reminder is due.\n"


def test_show_has_all_that_is_known(terminal: Terminal) -> None:
    number = terminal.take(
        *("--name", "山田", "--company", "アオバ商事", "--phone", "03-0000-0142"),
        *("--to", "鈴木", "--body", "一行目\n二行目", "--urgent-reason", "店頭でお待ち"),
        *("--their-closing", "18:00", "--read-back", "--target", "their_office"),
    )
    page = terminal("show", number).out
    for said in ("山田", "アオバ商事", "鈴木", "一行目", "二行目", "店頭でお待ち", "18:00"):
        assert said in page
    assert "Their office" in page
    assert "What happened" in page


def test_the_list_can_be_made_anew_from_the_journal(terminal: Terminal) -> None:
    number = terminal.take()
    with sqlite3.connect(terminal.home / "callmemo.db") as db:
        db.execute("UPDATE memo SET subject = 'gone wrong'")
    db.close()
    sick = terminal("doctor")
    assert sick.status == 1
    assert "callmemo rebuild" in sick.err
    assert terminal("rebuild").out == "1 memo was made anew from the journal.\n"
    assert terminal.json("rebuild") == {"memos": 1}
    assert terminal.json("show", number)["subject"] == ""
    assert terminal("doctor").status == 0


def test_a_healthy_house_is_called_well(terminal: Terminal) -> None:
    terminal.take()
    answer = terminal("doctor")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.endswith("All is well.\n")
    report = terminal.json("doctor")
    assert report == {"ok": True, "home": str(terminal.home), "memos": 1, "faults": []}


def test_a_damaged_database_is_told_by_the_doctor(terminal: Terminal) -> None:
    terminal.home.mkdir()
    (terminal.home / "callmemo.db").write_bytes(b"not a database at all" * 100)
    answer = terminal("--json", "doctor")
    assert answer.status == 1
    assert answer.json["ok"] is False
    assert len(answer.json["faults"]) == 1
    assert "damaged" in answer.err
    assert "Traceback" not in answer.err
