import csv
import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callmemo import words
from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import CallbackReason, Direction, Request, Status, Target, Urgency
from callmemo.desk import Desk
from callmemo.errors import FileNotWritten
from callmemo.exchange.day_csv import MARK, cell, day_bytes, file_name, write_day
from callmemo.labels import label
from callmemo.settings_file import SettingsFile

NOW = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)
DAY = timedelta(days=1)
DANGEROUS = set("=+-@＝＋－＠\t\r")


@pytest.fixture(autouse=True)
def japanese() -> Iterator[None]:
    before = words.language()
    words.use("ja")
    yield
    words.use(before)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    home = tmp_path / "home"
    desk = Desk(home, SettingsFile(home).load(NOW))
    yield desk
    desk.close()


def take(desk: Desk, name: str, now: datetime = NOW, **given: Any) -> str:
    draft = Draft(caller=Caller(name=name, phone="03-0000-0142"), **given)
    return desk.take(draft, now).memo_id


def read(content: bytes) -> list[dict[str, str]]:
    """Read a list as another program would: one mark off where there is one."""
    text = content.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{name: value.removeprefix(MARK) for name, value in row.items()} for row in rows]


def names(desk: Desk, day: date) -> list[str]:
    return [memo.draft.caller.name for memo in desk.list_of_day(day)]


# Cells


@given(st.text())
def test_any_text_comes_back_from_the_file(text: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow([cell(text), "end"])
    ((found, end),) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert (found.removeprefix(MARK), end) == (text, "end")


@given(st.text(st.sampled_from("=+-@＝＋－＠﹣−\t\r\n　 '\u200b\ufeffあa0") | st.characters()))
def test_no_cell_starts_with_what_a_spreadsheet_runs(text: str) -> None:
    seen = cell(text)
    assert seen[:1] not in DANGEROUS
    bare = seen.lstrip(" \n\u3000\u200b\ufeff\u00a0")
    assert bare[:1] not in DANGEROUS
    assert unicodedata.normalize("NFKC", bare)[:1] not in DANGEROUS


@pytest.mark.parametrize(
    "text",
    [
        *(
            "09000000188",
            "０９００００００１８８",
            "007",
            "0120",
            "123456789012",
            "1,234,567,890,123",
        ),
        *("11-22", "1/2", "2026-11-22", "3:15", "1E5", "(21)", "=1+1", "＝1+1", " =1", "\n@a"),
        *("-5", "+81-3-0000-0142", "\tx", "'quoted"),
    ],
)
def test_what_a_spreadsheet_would_change_or_run_is_marked(text: str) -> None:
    assert cell(text) == MARK + text


@pytest.mark.parametrize(
    "text",
    [
        *("03-0000-0142", "090-0000-0188", "0120-000-000", "1122-007", "1122-A007", "", "山田"),
        *("214", "20 箱", "ー", "納品数量が注文と 20 箱違う。", "内線 0214", "14時まで"),
    ],
)
def test_what_a_spreadsheet_leaves_alone_is_not_marked(text: str) -> None:
    assert cell(text) == text


# The list


def test_the_file_is_what_excel_opens_by_double_click(desk: Desk) -> None:
    take(desk, "山田", body="一行目\n二行目")
    content = day_bytes(desk.list_of_day(date(2026, 11, 20)), desk.office, NOW)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    rows = content.decode("utf-8-sig").split("\r\n")
    assert (len(rows), rows[0].split(",")[:2]) == (3, ["受付番号", "受付日時"])
    assert '"一行目\n二行目"' in rows[1]


def test_every_field_has_its_column_in_words(desk: Desk) -> None:
    draft = Draft(
        direction=Direction.OUTGOING,
        addressee="鈴木",
        substitute="佐藤",
        caller=Caller(
            "アオバ商事", "購買部", "山田", "ヤマダ", "03-0000-0142", "09000000188", "0214"
        ),
        withheld=True,
        request=Request.THEY_CALL_BACK,
        target=Target.COMPANY_MOBILE,
        target_number="080-0000-0119",
        mobile_agreed=True,
        urgency=Urgency.URGENT,
        urgent_reason="店頭でお待ち",
        complaint=True,
        promise="16時までに",
        due_at=NOW + timedelta(minutes=40),
        reachable="夕方",
        their_closing=time(18, 0),
        callback_reason=CallbackReason.NEEDS_CHECKING,
        subject="=数量",
        body="内容",
        answered_here="お詫び",
        read_back=True,
        taken_by="木村",
    )
    memo_id = desk.take(draft, NOW).memo_id
    desk.finish(memo_id, NOW + timedelta(minutes=50))
    (row,) = read(day_bytes([desk.memo(memo_id)], desk.office, NOW))
    said = {
        *("1120-001", "2026-11-20 15:20", "木村", "かけた電話", "電話", "鈴木", "佐藤"),
        *("アオバ商事", "購買部", "山田", "ヤマダ", "03-0000-0142", "090-0000-0188", "0214"),
        *("かけ直しを待つ", "社用携帯", "080-0000-0119", "至急", "店頭でお待ち", "16時までに"),
        *(
            "2026-11-20 16:00",
            "夕方",
            "18:00",
            label(CallbackReason.NEEDS_CHECKING),
            "=数量",
            "内容",
            "お詫び",
            "○",
        ),
        *(label(Status.DONE), "2026-11-20 16:10"),
    }
    assert said <= set(row.values())
    assert row["携帯へのお電話の了承"] == "○"
    assert all(row)


def test_lateness_is_seen_from_the_time_of_writing(desk: Desk) -> None:
    memo = desk.memo(take(desk, "山田", due_at=NOW + timedelta(minutes=10)))
    after = NOW + timedelta(minutes=11)
    assert [read(day_bytes([memo], desk.office, now))[0]["期限超過"] for now in (NOW, after)] == [
        "",
        "○",
    ]


def test_a_day_holds_what_was_taken_closed_or_owed_on_it(desk: Desk) -> None:
    yesterday, today, tomorrow = NOW - DAY, NOW, NOW + DAY
    closed_at_once = take(desk, "昨日のうちに済み", yesterday)
    desk.finish(closed_at_once, yesterday + timedelta(minutes=5))
    closed_today = take(desk, "昨日から今日済み", yesterday)
    take(desk, "昨日からまだ", yesterday)
    take(desk, "昨日から明日まで", yesterday, due_at=tomorrow)
    take(desk, "昨日の伝言", yesterday, request=Request.MESSAGE)
    desk.finish(closed_today, today)
    take(desk, "今日", today)
    take(desk, "今日から明日まで", today, due_at=tomorrow)
    take(desk, "明日", tomorrow)
    assert set(names(desk, date(2026, 11, 20))) == {
        *("昨日から今日済み", "昨日からまだ", "昨日の伝言", "今日", "今日から明日まで"),
    }
    assert names(desk, date(2026, 11, 18)) == []


def test_a_day_begins_and_ends_at_the_offices_midnight(desk: Desk) -> None:
    midnight = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    take(desk, "零時", midnight, due_at=midnight + 3 * DAY)
    take(desk, "直前", midnight - timedelta(seconds=1), due_at=midnight + 3 * DAY)
    assert names(desk, date(2026, 11, 20)) == ["直前"]
    assert names(desk, date(2026, 11, 21)) == ["零時"]


# The file


def test_the_name_says_which_day(tmp_path: Path) -> None:
    assert file_name(date(2026, 11, 20)) == "伝言メモ-2026-11-20.csv"


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "out" / "day.csv"
    path.parent.mkdir()
    path.write_bytes(b"an older, longer list" * 1000)
    write_day(path, [], desk.office, NOW)
    assert path.read_bytes() == day_bytes([], desk.office, NOW)
    assert list(path.parent.iterdir()) == [path]


def test_where_nothing_can_be_written_the_old_file_stays(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out" / "day.csv"
    path.parent.mkdir()
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileNotWritten, match="No space left"):
        write_day(path, [], desk.office, NOW)
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("place", ["", "missing/day.csv", "file/day.csv", "a" * 300, "a\0b"])
def test_a_place_that_is_none_is_refused_in_a_sentence(
    desk: Desk, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileNotWritten) as refused:
        write_day(tmp_path / place, [], desk.office, NOW)
    assert "メモは無事" in refused.value.sentence


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_through_a_link_the_file_itself_is_written(desk: Desk, tmp_path: Path) -> None:
    path, link = tmp_path / "day.csv", tmp_path / "link.csv"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write_day(link, [], desk.office, NOW)
    assert link.is_symlink()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device")
def test_a_device_is_written_into_and_stays_a_device(desk: Desk) -> None:
    write_day(Path("/dev/null"), [], desk.office, NOW)
    assert Path("/dev/null").is_char_device()
