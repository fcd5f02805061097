"""A few lines with a tray icon, a window and a line to type in, for trying the private desktop."""

import sys

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QSystemTrayIcon


def main() -> int:
    app = QApplication(sys.argv)
    picture = QPixmap(64, 64)
    picture.fill(QColor("orange"))
    window = QMainWindow()
    window.setWindowTitle("試しの窓")
    line = QLineEdit()
    line.textChanged.connect(lambda text: print(f"typed: {text}", flush=True))
    window.setCentralWidget(line)
    tray = QSystemTrayIcon(QIcon(picture), window)
    tray.activated.connect(lambda _reason: print("tray clicked", flush=True))
    tray.show()
    window.show()
    print(f"tray available: {QSystemTrayIcon.isSystemTrayAvailable()}", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
