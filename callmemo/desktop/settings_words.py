"""The page of the settings on which an office puts the words to say into its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from callmemo import phrase_words
from callmemo.core.phrases import Moment, PhraseUnfit, check_text, fill_with
from callmemo.core.situation import sample_blanks
from callmemo.desktop.form_section import StillBox
from callmemo.desktop.parts import FlowLayout, set_look, text_label
from callmemo.desktop.plain_text import Prose
from callmemo.desktop.session import DeskSession
from callmemo.desktop.settings_controls import Switch
from callmemo.desktop.theme import Theme
from callmemo.errors import CallmemoError, PhraseRefused
from callmemo.phrase_file import Entry, PhraseFile
from callmemo.words import language, say

_PAUSE_MS: Final = 800
"""After so long without a key what was typed is kept."""
_BOX_WIDTH: Final = 230
_ID: Final = Qt.ItemDataRole.UserRole
_CHANGED, _OFF = "✎ ", "× "


class WordsPage(QScrollArea):
    """Phrases by moment: the list, and below it the words of one with what they sound like."""

    def __init__(self, session: DeskSession, theme: Theme) -> None:
        """Build the page from the book in force."""
        super().__init__()
        self.title = say("Words to say")
        self.setObjectName("settingsWords")
        self.setAccessibleName(self.title)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._session = session
        self._file = PhraseFile(session.settings_file.path.parent)
        self._entry: Entry | None = None
        self._unsaid: dict[str, str] = {}
        self._loading = False
        self._moments = StillBox()
        self._list = QListWidget()
        self._conditions = Prose("hint", "wordsConditions")
        self._edit = QPlainTextEdit()
        self._problem = text_label("", "problem", "wordsProblem")
        self._preview = Prose("spoken", "wordsPreview")
        self._blanks = StillBox()
        self._used = Switch(theme, "wordsUsed")
        self._used_text = text_label(say("Say it"), "field")
        self._restore = QPushButton(say("Back to the original"))
        self._add = QPushButton(say("Add words of our own"))
        self._notice = Prose("problem", "wordsFileNotice")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._name()
        self._lay_out()
        self._connect()
        self.refresh()

    def _name(self) -> None:
        for part, name, told in (
            (self._moments, "wordsMoment", say("Moment of the call")),
            (self._list, "wordsList", say("Words to say")),
            (self._edit, "wordsText", say("What is said")),
            (self._blanks, "wordsBlanks", say("Put in a blank")),
            (self._used, "wordsUsed", say("Say it")),
            (self._restore, "wordsRestore", say("Back to the original")),
            (self._add, "wordsAdd", say("Add words of our own")),
        ):
            part.setObjectName(name)
            part.setAccessibleName(told)
        for moment in Moment:
            self._moments.addItem(phrase_words.moment(moment), moment)
        self._blanks.addItem(say("Put in a blank"), "")
        for blank in phrase_words.known_blanks():
            self._blanks.addItem(phrase_words.blank(blank), blank)
        for box in (self._moments, self._blanks):
            box.setSizeAdjustPolicy(StillBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
            box.setFixedWidth(_BOX_WIDTH)
        for button in (self._restore, self._add):
            button.setAutoDefault(False)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setMinimumHeight(104)
        self._edit.setTabChangesFocus(True)
        self._edit.setFixedHeight(62)
        self._problem.setWordWrap(True)
        self._problem.hide()

    def _lay_out(self) -> None:
        top = QWidget()
        above = FlowLayout(top, spacing=8)
        above.addWidget(self._moments)
        above.addWidget(self._add)
        below = QWidget()
        flow = FlowLayout(below, spacing=8)
        self._used_text.setBuddy(self._used)
        used = QWidget()
        across = QHBoxLayout(used)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._used)
        across.addWidget(self._used_text)
        for part in (self._blanks, self._restore, used):
            flow.addWidget(part)
        page = QWidget()
        page.setObjectName("settingsWordsRows")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(top)
        column.addWidget(self._list, 1)
        for part in (
            self._conditions,
            self._edit,
            self._problem,
            self._preview,
            below,
            self._notice,
        ):
            column.addWidget(part)
        self.setWidget(page)

    def _connect(self) -> None:
        self._moments.activated.connect(lambda _index: self._show_moment())
        self._list.currentItemChanged.connect(self._turn)
        self._edit.textChanged.connect(self._typed)
        self._edit.installEventFilter(self)
        self._pause.timeout.connect(self._keep)
        self._blanks.activated.connect(self._put_in)
        self._used.clicked.connect(self._switch)
        self._restore.clicked.connect(self._go_back)
        self._add.clicked.connect(self._add_own)

    # As every page of the settings

    def settle(self) -> bool:
        """Keep what is still being typed; False if it cannot be said."""
        self._keep()
        return not self.has_problem

    @property
    def has_problem(self) -> bool:
        """Whether what stands in the field cannot be said."""
        return not self._problem.isHidden()

    def refresh(self) -> None:
        """Show the book in force; what is being typed stays."""
        if not self._is_pending:
            self._show_moment(keep=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the words when the keyboard goes elsewhere."""
        if watched is self._edit and event.type() == QEvent.Type.FocusOut:
            self._keep()
        return super().eventFilter(watched, event)

    # Inside

    @property
    def _moment(self) -> Moment:
        return Moment(self._moments.currentData())

    @property
    def _typed_text(self) -> str:
        return " ".join(self._edit.toPlainText().split())

    @property
    def _is_pending(self) -> bool:
        entry = self._entry
        return entry is not None and self._typed_text != entry.phrase.text

    def _show_moment(self, *, keep: bool = False, choose: str = "") -> None:
        """List the phrases of the moment; with `keep` the one in sight stays in sight."""
        if not keep and self._is_pending:
            self._keep()
        wanted = choose or (self._entry.phrase.id if keep and self._entry else "")
        now = self._session.now()
        entries = [
            entry
            for entry in self._file.entries(language(), now)
            if entry.phrase.moment is self._moment
        ]
        sample = self._sample()
        self._loading = True
        self._list.clear()
        for entry in entries:
            mark = _OFF if entry.off else _CHANGED if entry.is_changed or _is_own(entry) else ""
            item = QListWidgetItem(f"{mark}{fill_with(entry.phrase.text, sample)}")
            item.setData(_ID, entry)
            self._list.addItem(item)
        ids = [entry.phrase.id for entry in entries]
        self._list.setCurrentRow(ids.index(wanted) if wanted in ids else 0)
        self._loading = False
        self._turn(self._list.currentItem(), None)
        notices = "\n".join(self._file.notices)
        self._notice.say(notices)
        self._notice.setVisible(bool(self._file.notices))

    def _turn(self, item: QListWidgetItem | None, _old: QListWidgetItem | None) -> None:
        if self._loading:
            return
        self._keep(stay=True)
        if self._entry is not None and self._is_pending and self.has_problem:
            # What cannot be said yet is there again when somebody comes back to it.
            self._unsaid[self._entry.phrase.id] = self._typed_text
        entry = None if item is None else item.data(_ID)
        self._entry = entry if isinstance(entry, Entry) else None
        self._loading = True
        text = ""
        if self._entry is not None:
            phrase = self._entry.phrase
            text = self._unsaid.pop(phrase.id, phrase.text)
        self._edit.setPlainText(text)
        self._loading = False
        for part in (self._edit, self._blanks, self._used, self._restore):
            part.setEnabled(self._entry is not None)
        if self._entry is not None:
            entry = self._entry
            told = phrase_words.conditions(entry.phrase) or say("every call")
            self._conditions.say(say("Said when: {conditions}", conditions=told))
            self._used.setChecked(not entry.off)
            own = _is_own(entry)
            self._restore.setText(say("Remove these words") if own else say("Back to the original"))
            self._restore.setAccessibleName(self._restore.text())
            self._restore.setEnabled(own or entry.is_changed)
        self._show_preview()

    def _typed(self) -> None:
        if self._loading:
            return
        self._pause.start()
        self._show_preview()

    def _show_preview(self) -> None:
        """Say at once what does not fit, and how the rest sounds."""
        text = self._typed_text
        problem = ""
        if self._entry is not None:
            try:
                check_text(text)
            except PhraseUnfit as unfit:
                problem = PhraseRefused(unfit.flaw, unfit.what).sentence
        self._tell(problem)
        self._preview.say(fill_with(text, self._sample()))

    def _sample(self) -> dict[str, str]:
        """Every blank, as it could be in a call here."""
        settings = self._session.settings
        return sample_blanks(
            self._session.now(),
            settings.office,
            language(),
            me=self._session.desk.me,
            office_name=str(settings.office_name),
        )

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        set_look(self._edit, "wrong", bool(problem))
        self._edit.setAccessibleDescription(problem)

    def _keep(self, *, stay: bool = False) -> None:
        """Keep what was typed, if it can be said; `stay` leaves the list as it is."""
        self._pause.stop()
        entry = self._entry
        if entry is None or not self._is_pending or self.has_problem:
            return
        phrase_id, text, now = entry.phrase.id, self._typed_text, self._session.now()
        if self._do(lambda: self._file.change(language(), phrase_id, text, now)) and not stay:
            self._show_moment(keep=True)
        elif stay:
            # The list is being walked through: it is made anew once that is over.
            QTimer.singleShot(0, self, lambda: self._show_moment(keep=True))

    def _switch(self) -> None:
        entry = self._entry
        if entry is not None:
            phrase_id, off, now = entry.phrase.id, not entry.off, self._session.now()
            self._do(lambda: self._file.switch(language(), phrase_id, now, off=off))
            self._show_moment(keep=True)

    def _go_back(self) -> None:
        entry = self._entry
        if entry is not None:
            phrase_id, now = entry.phrase.id, self._session.now()
            self._do(lambda: self._file.restore(language(), phrase_id, now))
            self._entry = None
            self._show_moment(choose=phrase_id)

    def _add_own(self) -> None:
        now = self._session.now()
        added: list[str] = []
        text = say("Please write your own words here.")
        moment = self._moment
        if self._do(lambda: added.append(self._file.add(language(), moment, text, now))):
            self._show_moment(choose=added[0])
            self._edit.selectAll()
            self._edit.setFocus()

    def _put_in(self, index: int) -> None:
        blank = self._blanks.itemData(index)
        self._blanks.setCurrentIndex(0)
        if blank:
            self._edit.insertPlainText("{" + str(blank) + "}")
            self._edit.setFocus()

    def _do(self, act: Callable[[], object]) -> bool:
        """Change the file; what stands against it is said below the words."""
        try:
            act()
        except CallmemoError as error:
            self._tell(error.sentence)
            return False
        return True


def _is_own(entry: Entry) -> bool:
    return entry.original is None
