"""The window as it is seen: nothing cut in any language, dress, size, scale or amount of memos."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QListView, QPushButton

from callmemo.core.memo import Caller
from callmemo.core.vocabulary import Urgency, View
from tests.desktop.seeing import cut_texts
from tests.desktop.window_world import LONG, LONG_WORD, WindowWorld
from tests.office_day import at, call

SIZES = ((1280, 800), (1024, 700), (800, 600), (640, 400), (600, 360))
LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"], indirect=True)
DRESS = pytest.mark.parametrize("dress", ["light", "dark"])


def write_long(office: WindowWorld) -> None:
    office.session.change_setting("members", [{"name": LONG[:60], "department": LONG[:60]}])
    office.session.change_setting("my_name", LONG[:60])
    draft = call(
        caller=Caller(LONG, LONG_WORD, LONG[:200], phone="0" * 90, mobile="090-0000-0000"),
        addressee=LONG[:60],
        substitute=LONG[:60],
        subject=LONG_WORD,
        body=f"{LONG}\n{LONG_WORD}",
        urgency=Urgency.URGENT,
        urgent_reason=LONG_WORD,
        complaint=True,
        due_at=at("14:00"),
    )
    changes = office.desk.take(draft, office.clock(), past_due_ok=True)
    office.window.refresh()
    office.window.show_memo(changes.memo_id)


def write_many(office: WindowWorld) -> None:
    for number in range(200):
        office.desk.take(call(f"山田{number}"), office.clock())
    office.window.refresh()


def close_all(office: WindowWorld) -> None:
    for memo_id in office.ids.values():
        if office.desk.memo(memo_id).is_open:
            office.desk.finish(memo_id, office.clock())
    office.window.refresh()


def search_nothing(office: WindowWorld) -> None:
    office.window.searching.look_for("どこにもない名前")


def see(office: WindowWorld, what: str) -> None:
    """At each size, look for cut texts and for parts that force the window to be larger."""
    for width, height in SIZES:
        office.window.resize(width, height)
        QApplication.processEvents()
        assert (office.window.width(), office.window.height()) == (width, height), what
        assert cut_texts(office.window) == [], (what, width, height)
        across = office.window.list.horizontalScrollBar()
        assert across.maximum() == 0


@LANGUAGES
@DRESS
class TestNothingIsCut:
    def test_on_an_ordinary_afternoon(self, office: WindowWorld, dress: str, language: str) -> None:
        office.theme.choose(dress)
        for name in ("山田", "伊藤", "森", "加藤", "渡辺"):
            office.window.show_memo(office.ids[name])
            see(office, name)

    def test_with_a_question_open(self, office: WindowWorld, dress: str, language: str) -> None:
        office.theme.choose(dress)
        for name in ("call", "snooze", "hand_over", "hold", "not_needed", "cancel"):
            office.window.detail.actions_.do(name)
            see(office, name)

    def test_with_very_long_names(self, office: WindowWorld, dress: str, language: str) -> None:
        office.theme.choose(dress)
        write_long(office)
        see(office, "long")
        for name in ("call", "hand_over", "hold"):
            office.window.detail.actions_.do(name)
            see(office, name)
        office.press("a" if office.window.list.hasFocus() else "x")
        office.window.detail.actions_.do("finish")
        see(office, "banner")

    def test_with_two_hundred_rows(self, office: WindowWorld, dress: str, language: str) -> None:
        office.theme.choose(dress)
        write_many(office)
        see(office, "many")

    def test_with_none(self, office: WindowWorld, dress: str, language: str) -> None:
        office.theme.choose(dress)
        close_all(office)
        for view in View:
            office.window.show_view(view)
            see(office, view)
        search_nothing(office)
        see(office, "search")


class TestSmallScreens:
    def test_views_move_into_the_bar(self, office: WindowWorld) -> None:
        choice = office.part("viewChoice")
        assert not choice.isVisible()
        office.window.resize(700, 450)
        QApplication.processEvents()
        assert choice.isVisible()
        assert not office.part("navigation").isVisible()
        assert choice.property("currentText") == "Callbacks today (6)"
        choice.setFocus()
        office.press("f")
        assert office.part("view-mine", QPushButton).isChecked()
        assert office.names == ["森"]
        office.window.resize(1280, 800)
        QApplication.processEvents()
        assert not choice.isVisible()
        assert office.part("navigation").isVisible()

    def test_list_and_memo_share_the_width(self, office: WindowWorld) -> None:
        for width, least in ((1280, 600), (1024, 480), (800, 300), (640, 320), (600, 300)):
            office.window.resize(width, 600)
            QApplication.processEvents()
            assert office.part("memoList", QListView).width() >= least, width
            assert 280 <= office.part("detail").width() <= 408


def scaled(scale: str, language: str, tmp_path: Path) -> dict[str, list[str]]:
    """What a program of its own finds cut, on a screen with this scale."""
    child = Path(__file__).with_name("window_scaled.py")
    done = subprocess.run(
        [sys.executable, str(child), str(tmp_path / "office"), language],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "PYTHONPATH": str(child.parents[2])},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@LANGUAGES
@pytest.mark.parametrize("scale", ["1.25", "1.5", "2"])
def test_nothing_is_cut_on_scaled_screens(language: str, scale: str, tmp_path: Path) -> None:
    found = scaled(scale, language, tmp_path)
    assert found.pop("ratio") == [scale]
    assert len(found) == 3 * len(SIZES)
    assert {name: cut for name, cut in found.items() if cut} == {}
