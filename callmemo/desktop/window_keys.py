"""The keys of the main window: where each of them acts, and where it must not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    # Loaded when it is wanted: see callmemo.desktop.later.
    from callmemo.desktop.actions import MemoActions


def bind(
    owner: QWidget,
    keys: str,
    do: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> None:
    """Let keys do something while `owner`, or a part of it, has the keyboard."""
    made = QAction(owner)
    made.setShortcut(QKeySequence(keys))
    made.setShortcutContext(context)
    made.triggered.connect(lambda _checked=False: do())
    owner.addAction(made)


def bind_window(window: QWidget, *bindings: tuple[str, Callable[[], object]]) -> None:
    """Let keys act wherever the keyboard is in the window, also where text is typed."""
    for keys, do in bindings:
        bind(window, keys, do, Qt.ShortcutContext.WindowShortcut)


def bind_actions(memos: QWidget, work: QWidget, actions: MemoActions) -> None:
    """Let letters act on the memo in sight while `work` has the keyboard and no text is typed.

    The space bar acts in the list `memos` only: elsewhere it presses what has the focus.
    """
    from callmemo.desktop.actions import ACTIONS, CONFIRM  # noqa: PLC0415 - see above

    for action in (CONFIRM, *ACTIONS):
        if action.key:
            owner = memos if action is CONFIRM else work
            bind(owner, action.key, partial(actions.do, action.name))
