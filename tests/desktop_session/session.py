"""A private desktop for tests: own screen, bus, window manager, tray and notification daemon."""

import contextlib
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

T = TypeVar("T")

TOOLS = (
    "Xvfb",
    "dbus-daemon",
    "dbus-send",
    "openbox",
    "tint2",
    "dunst",
    "xdotool",
    "xprop",
    "xwininfo",
    "scrot",
    "notify-send",
)
SCREEN = "1600x1000x24"

# No service folders: nothing may be started behind the test's back, least of all a second daemon.
BUS_CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

TRAY_CONFIG = """\
disable_transparency = 1
panel_items = TS
panel_size = 100% 32
panel_position = bottom center horizontal
panel_background_id = 1
systray_padding = 4 4 4
systray_sort = ascending
systray_icon_size = 24
rounded = 0
border_width = 0
background_color = #2b2f36 100
"""

# Every notification stays until it is clicked; the script notes down what has been shown.
DAEMON_CONFIG = """\
[global]
    font = Noto Sans CJK JP 11
    width = 380
    origin = top-right
    offset = 20x20
    format = "<b>%s</b>\\n%b"
    idle_threshold = 0
    notification_limit = 0
    stack_duplicates = false
    mouse_left_click = do_action, close_current
    mouse_right_click = close_current
    always_run_script = true

[urgency_low]
    timeout = 0
[urgency_normal]
    timeout = 0
[urgency_critical]
    timeout = 0

[zz_note_down]
    summary = "*"
    script = "{script}"
"""

# Fields end with a byte that cannot stand in a text; the daemon hands them over in variables.
NOTE_DOWN = """\
#!/bin/sh
printf '%s\\0%s\\0%s\\0%s\\0' "$DUNST_APP_NAME" "$DUNST_SUMMARY" "$DUNST_BODY" "$DUNST_URGENCY" \
>> '{log}'
"""


class SessionError(RuntimeError):
    """The private desktop could not be built or did not do what was asked of it."""


@dataclass(frozen=True)
class Notification:
    """One notification as the daemon has shown it to the user."""

    app: str
    title: str
    body: str
    urgency: str


def missing_tools() -> list[str]:
    """Name the programs that this machine lacks for a private desktop."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


class DesktopSession:
    """A private desktop; `env` is for the programs that shall run in it.

    `folder` takes the configuration, the logs and the home of the session. Its path must be
    plain ASCII without spaces: the daemons read it from their own configuration languages.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env: dict[str, str] = {}
        self._running: list[subprocess.Popen[bytes]] = []
        self._logs: list[IO[bytes]] = []
        self._shown = folder / "shown.log"

    def start(self) -> None:
        """Bring the desktop up; on any failure nothing of it is left running."""
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End everything that runs in the session, last started first."""
        for process in reversed(self._running):
            _end(process)
        self._running.clear()
        for log in self._logs:
            log.close()

    def launch(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> "subprocess.Popen[bytes]":
        """Start a program in the session, its output going to a log; it ends with the session."""
        return self._launch([str(part) for part in command], {**self.env, **(env or {})}, cwd=cwd)

    def end(self, name: str) -> None:
        """End a program of the session as if it had crashed: a desktop without tray, say."""
        ended = [p for p in self._running if isinstance(p.args, list) and name in p.args]
        for process in ended:
            _end(process)
            self._running.remove(process)

    def everything_printed(self) -> str:
        """What all programs of the session have printed, for the reader of a failed test."""
        parts = []
        for path in sorted(self.folder.glob("*.log")):
            text = path.read_text(encoding="utf-8", errors="replace")
            if text.strip() and path != self._shown:
                parts.append(f"--- {path.stem}\n{text}")
        return "\n".join(parts)

    def printed_by(self, name: str) -> str:
        """All that the program or script called `name` have printed so far."""
        paths = sorted(self.folder.glob(f"*-{name}.log"))
        return "".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)

    def xdotool(self, *args: str) -> str:
        """Act as the hand on mouse and keyboard; raises SessionError when xdotool refuses."""
        done = self._tool("xdotool", *args)
        if done.returncode != 0:
            message = f"xdotool {' '.join(args)}: {done.stderr.strip()}"
            raise SessionError(message)
        return done.stdout.strip()

    def type_text(self, text: str) -> None:
        """Type on the keyboard into whatever has the focus."""
        self.xdotool("type", "--delay", "12", "--", text)

    def key(self, *keys: str) -> None:
        """Press keys one after the other, each named as xdotool names them: `ctrl+n`, `Return`."""
        self.xdotool("key", "--delay", "12", *keys)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a place on the screen."""
        # Without --sync: where the mouse is there already, it would wait for a move in vain.
        self.xdotool("mousemove", str(x), str(y), "click", str(button))

    def windows(self, name: str) -> list[str]:
        """Numbers of the visible windows whose title matches the regular expression `name`."""
        return self._tool("xdotool", "search", "--onlyvisible", "--name", name).stdout.split()

    def windows_of_class(self, name: str) -> list[str]:
        """Numbers of the visible windows whose class matches the regular expression `name`."""
        return self._tool("xdotool", "search", "--onlyvisible", "--class", name).stdout.split()

    def place(self, window: str) -> tuple[int, int, int, int]:
        """Left, top, width and height of a window on the screen, in pixels."""
        # Not xdotool's own answer: for a window inside another it counts the offset twice.
        told = self._tool("xwininfo", "-id", window).stdout
        names = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        found = [re.search(rf"{name}:\s+(-?\d+)", told) for name in names]
        left, top, width, height = (int(match[1]) for match in found if match)
        return left, top, width, height

    def screenshot(self, path: Path) -> Path:
        """Photograph the whole screen into a PNG file."""
        done = self._tool("scrot", "--overwrite", str(path))
        if done.returncode != 0 or not path.exists():
            message = f"no picture of the screen: {done.stderr.strip()}"
            raise SessionError(message)
        return path

    def wait_until(self, predicate: Callable[[], T], timeout: float = 15.0, what: str = "") -> T:
        """Ask again and again until the answer is truthy and give it; after `timeout` s raise."""
        deadline = time.monotonic() + timeout
        pause = threading.Event()
        while True:
            answer = predicate()
            if answer:
                return answer
            if time.monotonic() > deadline:
                message = f"waited {timeout:g} s in vain for {what or predicate!r}"
                raise SessionError(message)
            pause.wait(0.03)

    def notifications(self) -> list[Notification]:
        """All notifications that the daemon has shown in this session, oldest first."""
        if not self._shown.exists():
            return []
        fields = self._shown.read_text(encoding="utf-8").split("\0")[:-1]
        return [Notification(*fields[start : start + 4]) for start in range(0, len(fields) - 3, 4)]

    def wait_for_notification(self, text: str, timeout: float = 15.0) -> Notification:
        """The first notification whose title or body holds `text`, once it has been shown."""

        def found() -> Notification | None:
            matches = (n for n in self.notifications() if text in n.title or text in n.body)
            return next(matches, None)

        shown = self.wait_until(found, timeout, f"a notification with {text!r}")
        if shown is None:
            raise SessionError(text)
        return shown

    def click_notification(self, timeout: float = 15.0) -> None:
        """Click the topmost notification on the screen with the left mouse button."""
        window = self.wait_until(
            lambda: self.windows_of_class("^Dunst$"), timeout, "a notification on the screen"
        )[0]
        left, top, width, _height = self.place(window)
        self.click(left + width // 2, top + 20)

    def tray_icons(self) -> list[str]:
        """Numbers of the windows that tray icons have embedded in the panel."""
        panels = self.windows_of_class("^Tint2$")
        if not panels:
            return []
        tree = self._tool("xwininfo", "-children", "-id", panels[0]).stdout
        return [line.split()[0] for line in tree.splitlines() if line.strip().startswith("0x")]

    def _start(self) -> None:
        home = self.folder / "home"
        runtime = self.folder / "run"
        for path in (home, runtime):
            path.mkdir(parents=True)
        runtime.chmod(0o700)
        base = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("QT_", "DBUS_", "XDG_", "WAYLAND", "XAUTHORITY", "DISPLAY"))
        }
        base |= {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_SESSION_TYPE": "x11",
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            # A bridge to screen readers would look for services that this bus does not offer.
            "NO_AT_BRIDGE": "1",
        }
        self.env = base
        self.env |= {"DISPLAY": self._start_screen(base)}
        self.env |= {"DBUS_SESSION_BUS_ADDRESS": self._start_bus()}
        self._launch(["openbox", "--sm-disable"], self.env)
        self.wait_until(self._has_window_manager, what="the window manager")
        self.start_tray()
        self._start_daemon()

    def _start_screen(self, env: Mapping[str, str]) -> str:
        read_end, write_end = os.pipe()
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", SCREEN]
        command += ["-nolisten", "tcp", "-noreset", "-dpi", "96"]
        process = self._launch(command, env, pass_fds=(write_end,))
        os.close(write_end)
        with open(read_end, encoding="ascii") as answer:  # noqa: PTH123  a descriptor, no path
            number = answer.readline().strip()
        # Programs try the nameless (abstract) socket first, then the one in the file system. If
        # either belonged to a stale or foreign screen, the tests would prove nothing.
        path = f"/tmp/.X11-unix/X{number}"
        owners = {_listener(address) for address in ("\0" + path, path)} - {None}
        if owners != {process.pid}:
            message = f"display :{number} belongs to {owners}, not to us ({process.pid})"
            raise SessionError(message)
        return f":{number}"

    def _start_bus(self) -> str:
        config = self._write("bus.conf", BUS_CONFIG)
        read_end, write_end = os.pipe()
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"]
        command += [f"--print-address={write_end}"]
        self._launch(command, self.env, pass_fds=(write_end,))
        os.close(write_end)
        with open(read_end, encoding="ascii") as answer:  # noqa: PTH123  a descriptor, no path
            address = answer.readline().strip()
        if not address:
            message = f"no message bus: {self.printed_by('dbus-daemon')}"
            raise SessionError(message)
        return address

    def start_tray(self) -> None:
        """Bring up the panel with the tray, again if it was ended."""
        config = self._write("tint2rc", TRAY_CONFIG)
        self._launch(["tint2", "-c", str(config)], self.env)
        self.wait_until(lambda: self.windows_of_class("^Tint2$"), what="the panel with the tray")

    def _start_daemon(self) -> None:
        script = self._write("note-down.sh", NOTE_DOWN.format(log=self._shown))
        script.chmod(0o755)
        config = self._write("dunstrc", DAEMON_CONFIG.format(script=script))
        self._launch(["dunst", "-config", str(config)], self.env)
        self.wait_until(self._has_daemon, what="the notification daemon")

    def _has_window_manager(self) -> bool:
        return "window id" in self._tool("xprop", "-root", "_NET_SUPPORTING_WM_CHECK").stdout

    def _has_daemon(self) -> bool:
        asked = self._tool(
            "dbus-send",
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.Notifications",
        )
        return "boolean true" in asked.stdout

    def _write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def _tool(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=30,
            check=False,
        )

    def _launch(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        *,
        pass_fds: tuple[int, ...] = (),
        cwd: Path | None = None,
    ) -> "subprocess.Popen[bytes]":
        name = f"{len(self._logs):02}-{_label(command)}.log"
        log = (self.folder / name).open("wb")
        self._logs.append(log)
        process = subprocess.Popen(
            [*_die_with_us(), *command],
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=pass_fds,
            start_new_session=True,
        )
        self._running.append(process)
        return process


def _label(command: Sequence[str]) -> str:
    """What a program is called in the logs: a script or module by its own name."""
    for part in command:
        if part.endswith(".py"):
            return Path(part).stem
    if "-m" in command[:-1]:
        return command[command.index("-m") + 1]
    return Path(command[0]).name


def _listener(address: str) -> int | None:
    """Number of the process that listens on a local socket; None where nobody does."""
    if sys.platform != "linux":
        return None
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(address)
        except OSError:
            return None
        credentials = door.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    process, _user, _group = struct.unpack("3i", credentials)
    return int(process)


def _die_with_us() -> list[str]:
    """Let the kernel end the child when the test process itself is killed."""
    return ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program together with what it has started, politely first."""
    if sys.platform == "win32":
        process.kill()
        process.wait()
        return
    for wish in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, wish)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=3)
            break
    # Children that outlived their parent still belong to its group.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
