import pytest

from tests.cli.terminal import Terminal

MORNING = "2026-11-24T10:00:00+09:00"
CALL = "アオバ商事 山田様 03-0000-0142 至急 15時まで 鈴木さんへ 納品数量の件 店頭にお客様がお待ち"


def test_call_in_one_line_becomes_a_memo(terminal: Terminal) -> None:
    memo = terminal.json("take", CALL, at=MORNING)
    assert memo["number"] == "1124-001"
    assert (memo["caller"]["company"], memo["caller"]["name"]) == ("アオバ商事", "山田")
    assert (memo["caller"]["phone"], memo["addressee"]) == ("03-0000-0142", "鈴木")
    assert (memo["urgency"], memo["urgent_reason"]) == ("urgent", "店頭にお客様がお待ち")
    assert (memo["promise"], memo["due_at"]) == ("15時まで", "2026-11-24T15:00:00+09:00")
    assert (memo["subject"], memo["request"]) == ("納品数量の件", "please_call_back")


def test_number_of_the_memo_and_what_was_understood_are_told(terminal: Terminal) -> None:
    answer = terminal("take", CALL, at=MORNING, lang="ja")
    assert answer.status == 0
    for part in ("1124-001", "山田 様", "アオバ商事", "15:00", "03-0000-0142", "鈴木", "至急"):
        assert part in answer.out


def test_options_hold_where_they_say_something_else(terminal: Terminal) -> None:
    options = ("--name", "渡辺", "--request", "will_call_again", "--promise", "16時まで")
    memo = terminal.json("take", CALL, *options, at=MORNING)
    assert (memo["caller"]["name"], memo["caller"]["company"]) == ("渡辺", "アオバ商事")
    assert (memo["request"], memo["due_at"]) == ("will_call_again", "2026-11-24T16:00:00+09:00")


def test_number_given_as_an_option_asks_for_a_callback_too(terminal: Terminal) -> None:
    assert terminal.json("take", "山田様")["request"] == "message"
    memo = terminal.json("take", "山田様", "--phone", "0300000142")
    assert memo["request"] == "please_call_back"
    memo = terminal.json("take", "山田様 伝言", "--phone", "0300000142")
    assert memo["request"] == "message"


def test_urgent_line_without_reason_is_refused(terminal: Terminal) -> None:
    answer = terminal("take", "至急 山田様 0300000142", at=MORNING)
    assert answer.status != 0
    assert "reason" in answer.err
    assert terminal.json("list", "--view", "all") == []
    assert terminal("take", "至急 山田様", "--urgent-reason", "商談中").status == 0


def test_time_that_has_passed_is_asked_about(terminal: Terminal) -> None:
    line = "山田様 0300000142 9時まで"
    assert terminal("take", line, at=MORNING).status != 0
    assert terminal("take", line, "--past-due-ok", at=MORNING).status == 0


def test_members_are_known(terminal: Terminal) -> None:
    members = '[{"name": "伊藤 美咲", "department": "営業二課"}]'
    assert terminal("settings", "members", members).status == 0
    memo = terminal.json("take", "伊藤さんへ 山田様 0300000142")
    assert memo["addressee"] == "伊藤 美咲"
    assert terminal.json("take", "営業二課へ 山田様 0300000142")["addressee"] == "営業二課"


def test_company_is_known_after_its_first_call(terminal: Terminal) -> None:
    assert terminal.json("take", "丸福 0300000192")["caller"]["company"] == ""
    terminal.take("--company", "丸福", "--name", "五百旗頭", "--phone", "0300000192")
    caller = terminal.json("take", "五百旗頭 丸福")["caller"]
    assert (caller["company"], caller["name"]) == ("丸福", "五百旗頭")


def test_preview_saves_nothing(terminal: Terminal) -> None:
    answer = terminal("take", CALL, "--preview", at=MORNING, lang="ja")
    assert "急ぐ理由  店頭にお客様がお待ち" in answer.out
    assert terminal.json("take", CALL, "--preview", at=MORNING)["subject"] == "納品数量の件"
    assert terminal.json("list", "--view", "all") == []


@pytest.mark.parametrize("line", ["", " ", "　", "、。", "\t"])
def test_line_that_says_nothing_is_refused(terminal: Terminal, line: str) -> None:
    answer = terminal("take", line)
    assert answer.status != 0
    assert len(answer.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "line", ["'; DROP TABLE memo; --", "$(id) `id` %PATH%", "../../x", "<b>山田様</b>", "😀" * 90]
)
def test_hostile_line_is_only_text(terminal: Terminal, line: str) -> None:
    memo = terminal.json("take", line)
    caller = memo["caller"]
    kept = "".join((memo["body"], memo["subject"], caller["company"], caller["name"]))
    assert {ch for ch in line if ch.isalnum()} <= {*kept, "様"}


@pytest.mark.parametrize("line", ["山田様\x1b[31m", "a\x00b", "山田\udcff様", "あ" * 20_000])
def test_line_that_is_no_text_or_too_long_is_refused(terminal: Terminal, line: str) -> None:
    answer = terminal("take", line)
    assert answer.status != 0
    assert "\x1b" not in answer.err
    assert "Traceback" not in answer.err
