"""The command line: the same verbs as the window, for scripts, phone systems and tests."""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from callmemo import errors, logs, paths, words
from callmemo.cli.window_line import window_line
from callmemo.core.rules import Problem, Rule, has_control
from callmemo.settings import DEFAULTS, FILE, Settings
from callmemo.settings_file import SettingsFile
from callmemo.words import say

if TYPE_CHECKING:
    # The window is seen sooner without what only the commands need.
    from callmemo.core.links import Ring

INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """Do what the words of a command line say; return the exit status.

    0 done; 1 refused, with one sentence on standard error; 2 wrong usage; 130 interrupted.
    """
    _speak_utf8()
    words.use(_named(argv, "--lang") or _language_of(_named(argv, "--home")))
    try:
        status = _serve(argv)
        sys.stdout.flush()
    except SystemExit as leaving:
        # argparse leaves by itself after help, version and wrong usage.
        return leaving.code if isinstance(leaving.code, int) else 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except errors.CallmemoError as error:
        _complain(error)
        return 1
    except BrokenPipeError:
        # The reader (head, a pager) had enough; what was done is done.
        _drop_output()
        return 0
    except Exception as error:  # noqa: BLE001 - the outermost face: nobody is shown a traceback
        return _unexpected(error, argv)
    return status


def _serve(argv: Sequence[str]) -> int:
    if any(has_control(argument) for argument in argv):
        raise errors.MemoRefused(Problem(Rule.UNPRINTABLE, "argument"))
    args = window_line(argv) or _with_commands(argv)
    args.lang = getattr(args, "lang", None)
    args.json = getattr(args, "json", False)
    if args.command == "demo" or (args.command is None and not _has_display()):
        from callmemo.cli import demo  # noqa: PLC0415 - the window is seen sooner without it

        return demo.run_demo(run, _system_now())
    home = _home(getattr(args, "home", None))
    if args.command is None:
        return _open_window(home, args)
    from callmemo.cli import ringing  # noqa: PLC0415 - the window is seen sooner without it

    if args.command == ringing.LINKS:
        ringing.set_links(args)
        return 0
    if args.command in ringing.COMMANDS:
        return _open_form(home, args)
    return _at_the_desk(home, args)


def _with_commands(argv: Sequence[str]) -> Namespace:
    """Read a command line that names a command, asks for help, or is wrong."""
    from callmemo.cli import ringing  # noqa: PLC0415 - the window is seen sooner without them
    from callmemo.cli.parser import build  # noqa: PLC0415 - see above

    return build().parse_args(ringing.spell_out(argv))


def _at_the_desk(home: Path, args: Namespace) -> int:
    # The window is seen sooner without the commands.
    from callmemo.cli import saying, upkeep  # noqa: PLC0415 - see above
    from callmemo.cli.asking import QUESTIONS  # noqa: PLC0415 - see above
    from callmemo.cli.commands import COMMANDS, Errand  # noqa: PLC0415 - see above
    from callmemo.desk import Desk  # noqa: PLC0415 - see above

    system_now = _system_now()
    file = SettingsFile(home)
    settings = file.load(system_now)
    words.use(args.lang or settings.language)
    for notice in file.notices:
        print(notice, file=sys.stderr)
    now = _now(args, settings, system_now)
    if args.command == "settings":
        upkeep.settings_command(file, settings, args, now)
        return 0
    if args.command == "doctor":
        return upkeep.doctor(home, file, settings, args, now)
    if args.command in QUESTIONS:
        QUESTIONS[args.command](settings, args, now)
        return 0
    with closing(Desk(home, settings)) as desk:
        command = saying.COMMANDS.get(args.command) or COMMANDS[args.command]
        command(Errand(desk, now, args))
    return 0


def _open_form(home: Path, args: Namespace) -> int:
    """Have the program that runs open the form, or become it."""
    from callmemo.cli import ringing  # noqa: PLC0415 - the window is seen sooner without it

    clock = _running_clock(home, args) or _system_now
    ring = ringing.announced(args, clock())
    if ringing.hand_over(home, ring):
        return 0
    return _open_window(home, args, ring)


def _open_window(home: Path, args: Namespace, ring: Ring | None = None) -> int:
    # What a start makes stays: looking through it for garbage again and again is for nothing.
    gc.disable()
    try:
        from callmemo.desktop.app import open_window  # noqa: PLC0415 - commands need no Qt
    except ImportError as error:
        # Qt is installed, but a system library that it stands on is not.
        raise errors.WindowUnavailable(str(error)) from error
    try:
        return open_window(home, now=_running_clock(home, args), language=args.lang, ring=ring)
    finally:
        gc.enable()


def _running_clock(home: Path, args: Namespace) -> Callable[[], datetime] | None:
    """A clock that starts at the time given, or None for the system's."""
    started = _system_now()
    if not hasattr(args, "at"):
        return None
    file = SettingsFile(home)
    # A folder that has no settings stays untouched: the window greets newcomers.
    settings = file.load(started) if file.exists else Settings(DEFAULTS)
    ahead = _now(args, settings, started) - started
    return lambda: _system_now() + ahead


def _now(args: Namespace, settings: Settings, system_now: datetime) -> datetime:
    at = getattr(args, "at", None)
    if at is None:
        return system_now
    from callmemo.cli.times import read_moment  # noqa: PLC0415 - hardly any start needs it

    return read_moment(at, system_now, settings.office)


def _system_now() -> datetime:
    return datetime.now(UTC)


def _home(given: str | None) -> Path:
    if given is not None and not given.strip():
        # An unset variable in a script must not lead to somebody's own memos.
        raise errors.FolderUnusable(Path(), say("--home names no folder"))
    try:
        return paths.home(given)
    except (RuntimeError, OSError, ValueError) as error:
        raise errors.FolderUnusable(Path(given or ""), str(error)) from error


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def _named(argv: Sequence[str], option: str) -> str | None:
    """Find an option before the command line is understood: its errors need a language."""
    for place, argument in enumerate(argv):
        if argument == option and place + 1 < len(argv):
            return argv[place + 1]
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
    return None


def _language_of(home: str | None) -> str:
    """Look up the language set in a folder, without touching anything there."""
    try:
        content = json.loads((paths.home(home) / FILE).read_text(encoding="utf-8"))
        return str(content["language"])
    except (OSError, RuntimeError, ValueError, LookupError, TypeError, RecursionError):
        return str(DEFAULTS["language"])


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's code page; started without one, write nowhere."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - stays open
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(error: errors.CallmemoError) -> None:
    sentences = error.sentence.split("\n")
    if isinstance(error, errors.MemoRefused) and error.is_question:
        sentences.append(say("If so, add --past-due-ok."))
    with suppress(OSError):
        print(" ".join(sentences), file=sys.stderr, flush=True)


def _unexpected(error: Exception, argv: Sequence[str]) -> int:
    """Say one sentence; what a developer needs goes into the log."""
    _drop_output()
    with suppress(errors.CallmemoError, OSError):
        home = _home(_named(argv, "--home"))
        logs.start(home)
        logs.record(error)
        logs.stop()
        print(
            say(
                "Something unexpected went wrong. What was saved before is safe."
                " Details are in {file}.",
                file=home / logs.FILE,
            ),
            file=sys.stderr,
            flush=True,
        )
    return 1


def _drop_output() -> None:
    """Send what is still waiting to be written nowhere, so that leaving does not fail on it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
