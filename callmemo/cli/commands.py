"""The commands: each does one thing at the desk and shows what has become of it."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from callmemo import errors, promise_wording
from callmemo.cli import contacts, people, render, searching
from callmemo.cli.drafts import changed_draft, names_fields, new_draft
from callmemo.cli.times import read_day, read_moment
from callmemo.core.events import write_draft
from callmemo.core.memo import Draft, Memo
from callmemo.core.office import Office
from callmemo.core.presence import STREAM
from callmemo.core.promises import understand
from callmemo.core.rules import Problem, Rule
from callmemo.core.search import Search
from callmemo.core.vocabulary import Outcome, View
from callmemo.desk import Desk
from callmemo.exchange import day_csv
from callmemo.store.journal import Changes
from callmemo.words import mark, say, say_count

_EMPTY: Final[Mapping[View, str]] = MappingProxyType(
    {
        View.TODAY: mark("No callback is left open for today."),
        View.MINE: mark("Nothing is open for you."),
        View.WAITING: mark("Nobody's call is awaited."),
        View.LATER: mark("Nothing is planned for tomorrow or later."),
        View.COMPLAINTS: mark("There is no complaint."),
        View.DONE: mark("Nothing is closed yet."),
        View.ALL: mark("There is no memo yet."),
    }
)
STANDARD_OUTPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody came to the desk for: the words of the command line, and when."""

    desk: Desk
    now: datetime
    args: Namespace

    @property
    def office(self) -> Office:
        """The office's hours and time zone."""
        return self.desk.office

    def memo(self) -> Memo:
        """The memo that was named."""
        return self.desk.memo(self.args.memo)

    def moment(self, text: str | None) -> datetime | None:
        """A time that was named, if any."""
        return None if text is None else read_moment(text, self.now, self.office)

    def as_object(self, memo: Memo) -> dict[str, Any]:
        """A memo for other programs."""
        return render.memo_object(memo, self.desk.history(memo.id), self.now, self.office)

    def answer(self, memo_id: str) -> None:
        """Show what has become of a memo."""
        memo = self.desk.memo(memo_id)
        if self.args.json:
            print_json(self.as_object(memo))
        else:
            print(render.memo_line(memo, self.now, self.office))


def print_json(value: object) -> None:
    """Write one JSON value, readable and in its own script."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


Command = Callable[[Errand], None]


def _take(errand: Errand) -> None:
    draft = new_draft(errand.args, errand.now, errand.office, errand.desk.known())
    if errand.args.preview:
        _show_preview(errand, draft)
        return
    changes = errand.desk.take(draft, errand.now, past_due_ok=errand.args.past_due_ok)
    errand.answer(changes.memo_id)
    _ask_about_promise(errand, draft)


def _show_preview(errand: Errand, draft: Draft) -> None:
    """Show what would be taken down."""
    if errand.args.json:
        print_json(write_draft(draft))
    else:
        print("\n".join(render.draft_lines(draft, errand.now, errand.office)))
    _ask_about_promise(errand, draft)


def _ask_about_promise(errand: Errand, draft: Draft) -> None:
    """Say what a promise left open: it was kept as words, and the usual time stands."""
    if errand.args.json or draft.due_at is not None or not draft.promise:
        return
    closing = draft.their_closing
    found = understand(draft.promise, errand.now, errand.office, their_closing=closing)
    if question := promise_wording.question(found, errand.now, errand.office):
        print(question)


def _amend(errand: Errand) -> None:
    memo = errand.memo()
    draft = changed_draft(memo.draft, errand.args, errand.now, errand.office)
    if not names_fields(errand.args):
        raise errors.MemoRefused(Problem(Rule.NOTHING_CHANGED, "history"))
    past_due_ok = errand.args.past_due_ok
    errand.desk.amend(memo.id, draft, errand.now, before=memo.draft, past_due_ok=past_due_ok)
    errand.answer(memo.id)


def _again(errand: Errand) -> None:
    draft = new_draft(errand.args, errand.now, errand.office)
    errand.answer(errand.desk.continue_memo(errand.memo().id, draft, errand.now).memo_id)


def _undo(errand: Errand) -> None:
    changes = errand.desk.undo(errand.now)
    if not changes.memo_ids:
        _tell_book(contacts.kept)(errand)
    elif changes.memo_id == STREAM:
        _tell_people(errand, errand.desk.presence(errand.now))
    else:
        errand.answer(changes.memo_id)


def _tell_book(ask: Callable[[Desk, Namespace, datetime], contacts.Answer]) -> Command:
    def command(errand: Errand) -> None:
        lines, value = ask(errand.desk, errand.args, errand.now)
        if errand.args.json:
            print_json(value)
        else:
            print("\n".join(lines))

    return command


def _presence(errand: Errand) -> None:
    desk, now = errand.desk, errand.now
    said = people.read_said(errand.args, desk, now)
    if said.state is not None:
        note = errand.args.note
        desk.set_presence(
            said.person, said.state, now, since=said.since, until=said.until, note=note
        )
    _tell_people(errand, [said.person] if said.person else desk.presence(now))


def _tell_people(errand: Errand, names: Iterable[str]) -> None:
    if errand.args.json:
        print_json(people.people_objects(errand.desk, names, errand.now))
    else:
        print("\n".join(people.people_lines(errand.desk, names, errand.now)))


def _on_memo(do: Callable[[Errand, str], Changes]) -> Command:
    def command(errand: Errand) -> None:
        memo_id = errand.memo().id
        do(errand, memo_id)
        errand.answer(memo_id)

    return command


def _confirm(errand: Errand, memo_id: str) -> Changes:
    return errand.desk.confirm(memo_id, errand.now)


def _attempt(errand: Errand, memo_id: str) -> Changes:
    args = errand.args
    return errand.desk.attempt(
        memo_id,
        Outcome(args.outcome),
        errand.now,
        note=args.note,
        retry_at=errand.moment(args.retry_at),
        finish=args.done,
    )


def _note(errand: Errand, memo_id: str) -> Changes:
    return errand.desk.note(memo_id, errand.args.text, errand.now)


def _snooze(errand: Errand, memo_id: str) -> Changes:
    args = errand.args
    until = errand.moment(args.until) or errand.now + timedelta(minutes=args.minutes)
    return errand.desk.snooze(memo_id, until, errand.now, reason=args.reason)


def _hand(errand: Errand, memo_id: str) -> Changes:
    return errand.desk.hand_over(memo_id, errand.args.to, errand.now, note=errand.args.note)


def _hold(errand: Errand, memo_id: str) -> Changes:
    until = errand.moment(errand.args.until)
    return errand.desk.hold(memo_id, errand.now, reason=errand.args.reason, until=until)


def _carry(errand: Errand, memo_id: str) -> Changes:
    args = errand.args
    until = read_moment(args.until, errand.now, errand.office)
    return errand.desk.carry(memo_id, until, errand.now, reason=args.reason)


def _done(errand: Errand, memo_id: str) -> Changes:
    return errand.desk.finish(memo_id, errand.now, note=errand.args.note)


def _not_needed(errand: Errand, memo_id: str) -> Changes:
    return errand.desk.not_needed(memo_id, errand.now, reason=errand.args.reason)


def _cancel(errand: Errand, memo_id: str) -> Changes:
    return errand.desk.cancel(memo_id, errand.now, reason=errand.args.reason)


def _reopen(errand: Errand, memo_id: str) -> Changes:
    return errand.desk.reopen(memo_id, errand.now, reason=errand.args.reason)


def _list(errand: Errand) -> None:
    args = errand.args
    search = searching.asked(args, errand.desk, errand.now)
    view = searching.view_of(args, search)
    memos = errand.desk.memos(view, errand.now, search=search, limit=args.limit)
    if errand.args.json:
        print_json([errand.as_object(memo) for memo in memos])
        return
    told = [*searching.people_lines(errand.desk, search), *_listed(errand, memos, view, search)]
    print("\n".join(told))


def _listed(errand: Errand, memos: list[Memo], view: View, search: Search) -> list[str]:
    if memos:
        return render.memo_rows(memos, errand.now, errand.office)
    if not search.is_empty:
        return [searching.nothing_found(search, errand.desk, errand.now)]
    if view is View.MINE and not errand.desk.me:
        return [say("Whose memos? Set your name first: callmemo settings my_name NAME")]
    return [say(_EMPTY[view])]


def _show(errand: Errand) -> None:
    memo = errand.memo()
    if errand.args.json:
        print_json(errand.as_object(memo))
        return
    history = errand.desk.history(memo.id)
    print("\n".join(render.memo_page(memo, history, errand.now, errand.office)))


def _due(errand: Errand) -> None:
    """Only looks: whoever gives the reminders records that they were given."""
    outlook = errand.desk.outlook(errand.now)
    if errand.args.json:
        memos = {memo.id: memo for nudge in outlook.nudges for memo in nudge.memos}
        objects = {memo_id: errand.as_object(memo) for memo_id, memo in memos.items()}
        print_json(render.outlook_object(outlook, objects, errand.office))
    else:
        print("\n".join(render.outlook_lines(outlook, errand.now, errand.office)))


def _export(errand: Errand) -> None:
    day = read_day(errand.args.day, errand.now, errand.office)
    memos = errand.desk.list_of_day(day)
    if errand.args.out == STANDARD_OUTPUT:
        content = day_csv.day_bytes(memos, errand.office, errand.now)
        sys.stdout.flush()
        # Bytes, so that no console changes the line ends.
        sys.stdout.buffer.write(content)
        return
    path = Path(errand.args.out).absolute()
    day_csv.write_day(path, memos, errand.office, errand.now)
    if errand.args.json:
        print_json({"file": str(path), "day": day.isoformat(), "memos": len(memos)})
        return
    print(
        say_count(
            "{count} memo was written to {file}.",
            "{count} memos were written to {file}.",
            len(memos),
            file=path,
        )
    )


def _rebuild(errand: Errand) -> None:
    count = errand.desk.rebuild()
    if errand.args.json:
        print_json({"memos": count})
        return
    print(
        say_count(
            "{count} memo was made anew from the journal.",
            "{count} memos were made anew from the journal.",
            count,
        )
    )


COMMANDS: Final[Mapping[str, Command]] = MappingProxyType(
    {
        "take": _take,
        "list": _list,
        "show": _show,
        "confirm": _on_memo(_confirm),
        "attempt": _on_memo(_attempt),
        "note": _on_memo(_note),
        "snooze": _on_memo(_snooze),
        "hand": _on_memo(_hand),
        "hold": _on_memo(_hold),
        "carry": _on_memo(_carry),
        "done": _on_memo(_done),
        "not-needed": _on_memo(_not_needed),
        "cancel": _on_memo(_cancel),
        "reopen": _on_memo(_reopen),
        "amend": _amend,
        "again": _again,
        "who": _tell_book(contacts.who),
        "contacts": _tell_book(contacts.contacts),
        "undo": _undo,
        "due": _due,
        "presence": _presence,
        "export": _export,
        "rebuild": _rebuild,
    }
)
