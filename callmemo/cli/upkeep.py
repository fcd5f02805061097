"""Commands for the house itself: the settings, and a look at whether all is well."""

from __future__ import annotations

import json
import shutil
import sys
from argparse import Namespace
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from callmemo import errors
from callmemo.cli import render
from callmemo.cli.commands import print_json
from callmemo.core.events import Json
from callmemo.core.vocabulary import View
from callmemo.desk import Desk
from callmemo.settings import BY_NAME, ENTRIES, Entry, Settings
from callmemo.settings_file import SettingsFile
from callmemo.words import say

_OUR_OWN: Final = frozenset({"device", "tray_explained"})
"""What the program keeps for itself among the settings."""
_LITTLE_ROOM: Final = 100 * 1024 * 1024
_LIST: Final = '[{"name": "鈴木", "department": "営業一課"}]'
_STALE_LIST: Final = ("fold differs", "memo without events")


def settings_command(
    file: SettingsFile, settings: Settings, args: Namespace, now: datetime
) -> None:
    """Show all settings or one, or change one."""
    entries = [entry for entry in ENTRIES if entry.name not in _OUR_OWN]
    if args.name is not None:
        if args.name not in BY_NAME or args.name in _OUR_OWN:
            raise errors.SettingRefused(args.name[:60], say("There is no such setting."))
        entries = [BY_NAME[args.name]]
    if args.value is not None:
        settings = file.change(settings, args.name, _typed(args.value), now)
    values = {entry.name: entry.write(settings.values[entry.name]) for entry in entries}
    if args.json:
        print_json(values)
    elif args.name is not None:
        print(render.clean(_text(values[args.name])))
    else:
        rows = [[entry.name, _text(values[entry.name]), _label(entry)] for entry in entries]
        print("\n".join(render.table(rows)))


def doctor(
    home: Path, file: SettingsFile, settings: Settings, args: Namespace, now: datetime
) -> int:
    """Look everything over; return 1, with a sentence for each fault, if something is wrong."""
    faults = [*file.notices, *_room(home)]
    count = 0
    try:
        with closing(Desk(home, settings)) as desk:
            faults += _advice(desk.faults(), home)
            count = len(desk.places(View.ALL, now))
    except errors.CallmemoError as error:
        faults.append(error.sentence)
    if args.json:
        print_json({"ok": not faults, "home": str(home), "memos": count, "faults": faults})
    else:
        rows = [[say("Data folder"), str(home)], [say("Memos"), str(count)]]
        print("\n".join(f"{name}: {value}" for name, value in rows))
    if not faults:
        if not args.json:
            print(say("All is well."))
        return 0
    for fault in faults:
        # Notices of the settings file have been said already.
        if fault not in file.notices:
            print(fault, file=sys.stderr)
    return 1


def _room(home: Path) -> list[str]:
    try:
        free = shutil.disk_usage(home).free
    except OSError:
        return []
    if free >= _LITTLE_ROOM:
        return []
    return [say("There is little room left on the disk of {folder}. Free some.", folder=home)]


def _advice(found: list[str], home: Path) -> list[str]:
    """Say in the user's words what the look into the file found, and what to do."""
    stale = [line for line in found if line.startswith(_STALE_LIST)]
    advice = []
    if stale:
        advice.append(
            say(
                "The list does not agree with the journal ({first}). The journal is safe."
                " Run: callmemo rebuild",
                first=stale[0],
            )
        )
    if damage := [line for line in found if line not in stale]:
        advice.append(
            say(
                "The database in {folder} is damaged ({first}). Copy the folder before anything"
                " else is done, then restore the last good copy.",
                folder=home,
                first=damage[0][:80],
            )
        )
    return advice


def _typed(text: str) -> Json:
    """A list is typed as JSON where names are not enough; everything else is plain text."""
    if text.lstrip().startswith("["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise errors.NotUnderstood(text, _LIST) from None
    return text


def _label(entry: Entry) -> str:
    return say(entry.label)


def _text(value: Json) -> str:
    match value:
        case True:
            return "on"
        case False:
            return "off"
        case list():
            return ", ".join(_text(item) for item in value)
        case dict():
            department = value.get("department")
            return f"{value['name']} ({department})" if department else str(value["name"])
        case _:
            return str(value)
