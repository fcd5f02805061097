from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from callmemo import promise_wording, wording, words
from callmemo.core.office import Office
from callmemo.core.promises import understand

OFFICE = Office(ZoneInfo("Asia/Tokyo"))
NOW = datetime(2026, 11, 24, 15, 20, tzinfo=OFFICE.zone)


@pytest.mark.parametrize(
    ("text", "shown", "question"),
    [
        ("16時まで", "今日 16:00", ""),
        ("明日の朝", "明日 9:00", ""),
        ("12/3 10時", "12/3(木) 10:00", ""),
        ("15時まで", "今日 15:00", "今日 15:00は過ぎています。いつにしますか。"),
        ("16時か17時", "今日 16:00", "今日 16:00ですか、今日 17:00ですか。"),
        ("明日以降", "明日 17:30", "明日 17:30でよろしいですか。"),
        ("18時", "今日 18:00", "今日 18:00は営業時間外です。このままにしますか。"),
        (
            "田中様へ16時",
            "今日 16:00",
            "今日 16:00でよろしいですか（読み取れなかった言葉: 田中様へ）",
        ),
    ],
)
def test_a_promise_is_shown_in_words_and_asked_about(text: str, shown: str, question: str) -> None:
    words.use("ja")
    found = understand(text, NOW, OFFICE)
    assert found.due_at is not None
    assert wording.due_time(found.due_at, NOW, OFFICE) == shown
    assert promise_wording.question(found, NOW, OFFICE) == question


def test_what_names_no_time_is_asked_for_but_not_what_has_none() -> None:
    words.use("ja")
    asked = understand("近日中", NOW, OFFICE)
    assert promise_wording.question(asked, NOW, OFFICE) == (
        "時刻を読み取れませんでした。時刻を選んでください。"
    )
    assert not promise_wording.question(understand("戻り次第", NOW, OFFICE), NOW, OFFICE)
