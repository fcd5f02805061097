"""What tests of the windows share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from callmemo import words
from callmemo.core.memo import Caller, Draft
from callmemo.desk import Desk
from callmemo.desktop.session import DeskSession
from callmemo.desktop.theme import Theme
from tests.desktop.form_world import FormWorld, focus_name
from tests.desktop.moved_time import HandClock, open_session
from tests.desktop.window_world import (
    AFTERNOON,
    MEMBERS,
    WindowWorld,
    build_window,
    write_afternoon,
)


@pytest.fixture(autouse=True)
def no_window_outlives_its_test() -> Iterator[None]:
    """Put away what a test left: with each theme all that is alive is dressed anew, seen or not.

    And no key stays down.
    """
    yield
    if QApplication.instance() is None:
        return
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        # A window that its own shortcut closes hears no key let go: Ctrl would stay down.
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
        assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
    for window in QApplication.topLevelWidgets():
        # A list that drops down belongs to its box, though it is a window of its own.
        if window.parent() is None:
            window.deleteLater()
    _delete_now()


@pytest.fixture
def form_language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the form, Japanese unless a test asks for another."""
    language = str(getattr(request, "param", "ja"))
    words.use(language)
    yield language
    words.use("en")


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path, form_language: str) -> Iterator[FormWorld]:
    """A desk with a memo form that is not open yet."""
    made = FormWorld(tmp_path / "home", qapp)
    yield made
    made.close()


@pytest.fixture
def new(world: FormWorld, qtbot: QtBot) -> FormWorld:
    """The form, open for a new memo."""
    world.form.open_new()
    qtbot.waitUntil(lambda: focus_name() == "phone")
    return world


@pytest.fixture
def taken(world: FormWorld) -> FormWorld:
    """A desk with one memo, and the form not open yet."""
    world.take(
        Draft(
            addressee="鈴木",
            caller=Caller(name="山田", phone="03-0000-0142"),
            promise="15時まで",
            subject="納品",
        )
    )
    return world


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at twenty past three in the afternoon."""
    return HandClock(AFTERNOON)


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the windows, English unless a test asks for another."""
    language = str(getattr(request, "param", "en"))
    words.use(language)
    yield language
    words.use("en")


@pytest.fixture
def session(tmp_path: Path, clock: HandClock, qapp: QApplication) -> Iterator[DeskSession]:
    """A session over a real file, with a few members and no memo."""
    with open_session(tmp_path / "home", clock, members=MEMBERS) as made:
        yield made


@pytest.fixture
def desk(session: DeskSession) -> Desk:
    """The desk of the session."""
    return session.desk


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light dress."""
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()
    _delete_now()


@pytest.fixture(scope="session")
def afternoon(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with a sample afternoon, written once to be copied, and the ids of its memos."""
    home = tmp_path_factory.mktemp("afternoon")
    with open_session(home, HandClock(AFTERNOON), members=MEMBERS) as made:
        ids = write_afternoon(made.desk)
    return home, ids


@pytest.fixture
def office(
    tmp_path: Path,
    clock: HandClock,
    afternoon: tuple[Path, dict[str, str]],
    theme: Theme,
    language: str,
    qtbot: QtBot,
) -> Iterator[WindowWorld]:
    """The main window on a sample afternoon, in front of the user."""
    home = tmp_path / "office"
    written, ids = afternoon
    shutil.copytree(written, home)
    with open_session(home, clock, members=MEMBERS) as session:
        # That writes survive a power cut is proven elsewhere; here it costs seconds.
        session.desk._journal.db.conn.execute("PRAGMA synchronous = OFF")
        window = build_window(home, session, theme)
        window.show()
        qtbot.waitActive(window)
        window.activateWindow()
        qtbot.waitUntil(window.list.hasFocus)
        qtbot.waitUntil(lambda: window.first_sight.is_over)
        yield WindowWorld(home, clock, session, theme, window, dict(ids))
        window.close()
        window.deleteLater()
        _delete_now()


def _delete_now() -> None:
    """Let what was put away be gone: each part alive is dressed anew with every theme."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
