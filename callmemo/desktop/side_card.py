"""A card of the side panel: a small title in the accent colour, and what belongs to it below."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from callmemo.desktop.parts import text_label


class SideCard(QFrame):
    """A titled card: `add` puts contents into it, `add_tool` small buttons beside the title."""

    def __init__(self, title: str, name: str) -> None:
        """Build with a title; the accessible name is the title too."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._title = text_label(title, role="cardTitle", name=f"{name}Title")
        self._head = QHBoxLayout()
        self._head.setSpacing(6)
        self._head.addWidget(self._title)
        self._head.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(4)
        self._column.addLayout(self._head)

    def entitle(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def add(self, part: QWidget) -> None:
        """Put a part below what is there."""
        self._column.addWidget(part)

    def add_tool(self, part: QWidget) -> None:
        """Put a small part beside the title, at the right."""
        self._head.addWidget(part)
