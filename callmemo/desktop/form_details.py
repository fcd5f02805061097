"""What is rarely asked on the phone, folded away until it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox

from callmemo.core.memo import Draft
from callmemo.core.phone import is_withheld
from callmemo.core.vocabulary import Channel
from callmemo.desktop.form_fields import LineField, TextField
from callmemo.desktop.form_row import plain
from callmemo.desktop.form_section import FormSection
from callmemo.desktop.parts import ChipRow
from callmemo.labels import label
from callmemo.words import say


class DetailsSection(FormSection):
    """Kana, department, extension, channel and what the reception did."""

    def __init__(self) -> None:
        """Build empty."""
        super().__init__("formDetails")
        self._kana, self._department = LineField("kana"), LineField("department")
        self._extension = LineField("extension")
        self._withheld = QCheckBox(say("Number with&held"))
        self._marked_by_word = False
        self._channel = ChipRow("channel")
        self._answered = TextField("answered_here", 2)
        self._taken_by = LineField("taken_by")
        self._read_back = QCheckBox(say("Read back to the caller (&O)"))
        self._lay_out()

    def _lay_out(self) -> None:
        for box, name in ((self._withheld, "withheld"), (self._read_back, "read_back")):
            box.setObjectName(name)
            box.setAccessibleName(plain(box.text()))
        for channel in Channel:
            self._channel.add(channel, label(channel))
        row = self.add_row("kana")
        self.add(row, "kana", say("&Kana"), self._kana)
        self.add(row, "department", say("D&epartment"), self._department)
        row = self.add_row("extension")
        self.add(row, "extension", say("E&xtension"), self._extension)
        self.add(row, "withheld", "", self._withheld)
        self.add(self.add_row("channel"), "channel", say("&Via"), self._channel)
        row = self.add_row("answered_here")
        self.add(row, "answered_here", say("Done here (&Q)"), self._answered)
        row = self.add_row("taken_by")
        self.add(row, "taken_by", say("Taken by (&Z)"), self._taken_by)
        self.add(row, "read_back", "", self._read_back)

    def follow_number(self, text: str) -> None:
        """Mark what stands for the number as withheld (非通知), as long as it stands there."""
        says_so = is_withheld(text)
        if says_so and not self._withheld.isChecked():
            self._withheld.setChecked(True)
            self._marked_by_word = True
        elif not says_so and self._marked_by_word:
            self._withheld.setChecked(False)
            self._marked_by_word = False

    def offer(self, me: str) -> None:
        """Show who takes a memo down when nobody is named."""
        self._taken_by.setPlaceholderText(me)

    def toggle_read_back(self) -> None:
        """Mark that all of it was read back to the caller, or take the mark away."""
        self._read_back.setChecked(not self._read_back.isChecked())

    def follow_visit(self, *, visited: bool) -> None:
        """Somebody who came in person did not phone."""
        if visited and self._channel.value is Channel.PHONE:
            self._channel.choose(Channel.VISIT)
        elif not visited and self._channel.value is Channel.VISIT:
            self._channel.choose(Channel.PHONE)

    @property
    def _chosen_channel(self) -> Channel:
        chosen = self._channel.value
        return chosen if isinstance(chosen, Channel) else Channel.PHONE

    @property
    def says_something(self) -> bool:
        """Whether anything here would be overlooked if it stayed folded away."""
        lines = (self._kana, self._department, self._extension)
        return (
            any(line.text() for line in lines)
            or bool(self._answered.toPlainText())
            or self._withheld.isChecked()
            or self._read_back.isChecked()
            or self._channel.value is Channel.ANSWERING_SERVICE
        )

    def show_draft(self, draft: Draft) -> None:
        """Show what was written down."""
        caller = draft.caller
        self._kana.show_text(caller.kana)
        self._department.show_text(caller.department)
        self._extension.show_text(caller.extension)
        self._withheld.setChecked(draft.withheld)
        self._marked_by_word = draft.withheld and is_withheld(caller.phone)
        self._channel.choose(draft.channel)
        self._answered.show_text(draft.answered_here)
        self._taken_by.show_text(draft.taken_by)
        self._read_back.setChecked(draft.read_back)

    def read(self, draft: Draft) -> Draft:
        """Return the draft with what stands in these fields."""
        caller = replace(
            draft.caller,
            kana=self._kana.text(),
            department=self._department.text(),
            extension=self._extension.text(),
        )
        return replace(
            draft,
            caller=caller,
            withheld=self._withheld.isChecked(),
            channel=self._chosen_channel,
            answered_here=self._answered.toPlainText(),
            taken_by=self._taken_by.text(),
            read_back=self._read_back.isChecked(),
        )
