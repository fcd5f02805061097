"""The verbs of the office: each does one thing to a memo, through one door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from callmemo import bell, errors, whereabouts
from callmemo.address_book import AddressBook
from callmemo.core import rules
from callmemo.core.continuing import continued, said
from callmemo.core.events import Event, Json, changed_fields, write_draft
from callmemo.core.fold import undone_ids
from callmemo.core.memo import Draft, Memo, tidy, tidy_line, tidy_text
from callmemo.core.presence import STREAM
from callmemo.core.rules import Problem, Rule
from callmemo.core.rungs import Nudge
from callmemo.core.times import to_utc_text
from callmemo.core.vocabulary import Kind, Outcome, Presence
from callmemo.settings import Settings
from callmemo.store.identity import new_id
from callmemo.store.journal import Changes, Journal, Numbering, Plan

DATABASE = "callmemo.db"
_HALF_A_YEAR = timedelta(days=180)
_TEACHES = frozenset({"caller", "withheld", "their_closing", "subject", "body"})
_NOT_BY_HAND = frozenset({Kind.NUDGED, Kind.NUDGE_SEEN, Kind.UNDONE})


class Desk(AddressBook):
    """What can be done with memos in one data folder. One per thread.

    Every verb takes `now` (aware), writes one transaction and returns the `Changes`; memos are
    named by id. Raises errors of `callmemo.errors`, and then nothing was written.
    """

    def __init__(self, home: Path, settings: Settings) -> None:
        """Open (or make) the database in `home`."""
        super().__init__(Journal(home / DATABASE, settings.device), settings)

    def close(self) -> None:
        """Let go of the file."""
        self._journal.close()

    # Verbs

    def take(self, draft: Draft, now: datetime, *, past_due_ok: bool = False) -> Changes:
        """Write a memo down. Without a named time it is due as the office's norm says."""
        draft = tidy(draft)
        if not draft.taken_by:
            draft = replace(draft, taken_by=self.me)
        self._allow(draft, now, past_due_ok=past_due_ok)
        draft = self._with_due(draft, now)
        prefix = f"{self.office.today(now):%m%d}-{self.settings.desk_sign}"
        # Not the day's bounds: a time zone set anew must not give a number twice.
        numbering = Numbering(prefix, now - _HALF_A_YEAR, now + _HALF_A_YEAR)
        plan = Plan(new_id(now), self._actor(draft), Kind.TAKEN, write_draft(draft), numbering)
        return self._act([plan, *self._lessons(plan.memo_id, draft, plan.actor)], now)

    def amend(
        self,
        memo_id: str,
        draft: Draft,
        now: datetime,
        *,
        before: Draft | None = None,
        past_due_ok: bool = False,
    ) -> Changes:
        """Correct what was written down; only the fields that differ become the event.

        `before` is what the user saw when the correction began: what somebody else has
        changed in the meantime is then left alone.
        """
        memo = self.memo(memo_id)
        # Both tidied: a number that was written down in another way is no change.
        draft, before = tidy(draft), tidy(before or memo.draft)
        changed = changed_fields(before, draft)
        if not changed:
            return Changes()
        if "request" in changed or "due_at" in changed:
            # A message that becomes a callback is due by the norm like any other.
            draft = self._with_due(draft, now)
            changed = changed_fields(before, draft)
        # A due time that has passed in the meantime is not asked about again.
        self._allow(draft, now, past_due_ok=past_due_ok or "due_at" not in changed)
        plan = self._plan(memo, Kind.AMENDED, changed)
        lessons = self._lessons(memo.id, draft, self.me) if _TEACHES & changed.keys() else []
        return self._act([plan, *lessons], now)

    def continue_memo(
        self, memo_id: str, draft: Draft, now: datetime, *, past_due_ok: bool = False
    ) -> Changes:
        """Note a further call on the open memo that it belongs to, instead of a second memo.

        What the call brought is added, and the addressee has not read that yet. Without a named
        time the memo stays due when it was, or sooner where the call has made it urgent.
        """
        memo = self.memo(memo_id)
        call = tidy(draft)
        after = continued(memo.draft, call)
        if after.is_urgent and not memo.draft.is_urgent and call.due_at is None:
            soon = self.office.default_due(after, now)
            after = replace(after, due_at=min(filter(None, (memo.due_at, soon)), default=None))
        after = self._with_due(after, now)
        changed = changed_fields(memo.draft, after)
        self._allow(after, now, past_due_ok=past_due_ok or "due_at" not in changed)
        plan = self._plan(memo, Kind.CALLED_AGAIN, {**changed, **_said(said(call))})
        plan = replace(plan, actor=self.me or call.taken_by)
        return self._act([plan, *self._lessons(memo.id, after, plan.actor)], now)

    def confirm(self, memo_id: str, now: datetime) -> Changes:
        """Show that the memo was read (確認); the first reader is kept."""
        memo = self.memo(memo_id)
        if memo.confirmed_at is not None:
            return Changes()
        return self._do(memo, Kind.CONFIRMED, now)

    def attempt(
        self,
        memo_id: str,
        outcome: Outcome,
        now: datetime,
        *,
        note: str = "",
        retry_at: datetime | None = None,
        finish: bool = False,
    ) -> Changes:
        """Write down a call that was made, and with `finish` that this settled the matter."""
        memo = self.memo(memo_id)
        _ahead(retry_at, now, "retry_at")
        body: dict[str, Any] = {"outcome": outcome.value, **_said(note)}
        if retry_at is not None:
            body["retry_at"] = to_utc_text(retry_at)
        if not finish or not memo.is_open:
            return self._do(memo, Kind.ATTEMPT, now, **body)
        return self._do_all(memo, now, (Kind.ATTEMPT, body), (Kind.FINISHED, {}))

    def note(self, memo_id: str, text: str, now: datetime) -> Changes:
        """Add a remark to the history."""
        if not text.strip():
            raise errors.MemoRefused(Problem(Rule.TEXT_MISSING, "note"))
        return self._do(self.memo(memo_id), Kind.NOTE, now, **_said(text))

    def snooze(self, memo_id: str, until: datetime, now: datetime, *, reason: str = "") -> Changes:
        """Hold this memo's reminders until then; the promised time stays what it is."""
        _ahead(until, now, "until")
        memo = self.memo(memo_id)
        return self._do(memo, Kind.SNOOZED, now, until=to_utc_text(until), **_said(reason))

    def hand_over(self, memo_id: str, addressee: str, now: datetime, *, note: str = "") -> Changes:
        """Give the memo to somebody else, who has not read it yet."""
        addressee = tidy_line(addressee)
        if not addressee:
            raise errors.MemoRefused(Problem(Rule.NAME_MISSING, "addressee"))
        memo = self.memo(memo_id)
        body = {"addressee": addressee, "from": memo.draft.addressee}
        return self._do(memo, Kind.HANDED_OVER, now, **body, **_said(note))

    def hold(
        self, memo_id: str, now: datetime, *, reason: str = "", until: datetime | None = None
    ) -> Changes:
        """Put the memo on hold (保留), with `until` moving its due time; it stays in sight."""
        body: dict[str, Any] = _said(reason)
        _ahead(until, now, "until")
        if until is not None:
            body["until"] = to_utc_text(until)
        return self._do(self.memo(memo_id), Kind.ON_HOLD, now, **body)

    def carry(self, memo_id: str, until: datetime, now: datetime, *, reason: str) -> Changes:
        """Carry the memo over to a named time, with the reason; it is on top of the list then."""
        _ahead(until, now, "until")
        return self._do(self.memo(memo_id), Kind.CARRIED, now, **_carried(until, reason))

    def carry_all(
        self, memo_ids: Iterable[str], until: datetime, now: datetime, *, reason: str
    ) -> Changes:
        """Carry several memos over at once; what was closed a moment ago is passed over."""
        _ahead(until, now, "until")
        body = _carried(until, reason)
        plans = [
            Plan(each, self.me, Kind.CARRIED, body, only_if=lambda memo: memo.is_open)
            for each in memo_ids
        ]
        return self._journal.record(plans, now) if plans else Changes()

    def plan_retry(self, memo_id: str, at: datetime, now: datetime) -> Changes:
        """Set when to call again after a call that found nobody."""
        _ahead(at, now, "retry_at")
        return self._do(self.memo(memo_id), Kind.RETRY_SET, now, until=to_utc_text(at))

    def finish(self, memo_id: str, now: datetime, *, note: str = "") -> Changes:
        """Close the memo: the matter is dealt with (対応済)."""
        return self._do(self.memo(memo_id), Kind.FINISHED, now, **_said(note))

    def not_needed(self, memo_id: str, now: datetime, *, reason: str = "") -> Changes:
        """Close the memo: no call is needed any more (対応不要)."""
        return self._do(self.memo(memo_id), Kind.NOT_NEEDED, now, **_said(reason))

    def cancel(self, memo_id: str, now: datetime, *, reason: str = "") -> Changes:
        """Close the memo: it was a mistake (取消)."""
        return self._do(self.memo(memo_id), Kind.CANCELLED, now, **_said(reason))

    def reopen(self, memo_id: str, now: datetime, *, reason: str = "") -> Changes:
        """Open a closed memo again; a due time that has passed is set anew."""
        memo = self.memo(memo_id)
        body: dict[str, Any] = _said(reason)
        if memo.due_at is not None and memo.due_at < now:
            due = self.office.default_due(memo.draft, now)
            if due is not None:
                body["due_at"] = to_utc_text(due)
        return self._do(memo, Kind.REOPENED, now, **body)

    def set_presence(
        self,
        person: str,
        state: Presence,
        now: datetime,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        note: str = "",
    ) -> Changes:
        """Say where somebody is (在席), from now or `since`, until then or the next opening."""
        plan = whereabouts.plan(
            person, state, now, self.office, since=since, until=until, note=note, actor=self.me
        )
        return self._journal.record([plan], now)

    def undo(self, now: datetime, last: Changes | None = None) -> Changes:
        """Take back the last action made at this desktop today, or the one given."""
        events = self._undoable(now, last)
        if not events:
            raise errors.MemoRefused(Problem(Rule.NOTHING_TO_UNDO, "history"))
        plans = [
            Plan(
                event.memo_id,
                self.me,
                Kind.UNDONE,
                {"event_id": event.event_id, "kind": event.kind},
            )
            for event in events
        ]
        return self._journal.record(plans, now)

    def record_nudges(self, given: Iterable[Nudge], now: datetime) -> Changes:
        """Write down that reminders are given, so that none comes twice.

        The changes name the memos for which they are due indeed: a memo closed a moment ago, or
        one of which another window has just reminded, is not among them.
        """
        plans = bell.given(given)
        return self._journal.record(plans, now) if plans else Changes()

    def see_nudges(self, memo_ids: Iterable[str], now: datetime) -> Changes:
        """Write down that somebody has seen the reminders of these memos.

        Memos of which none is unseen are passed over.
        """
        plans = bell.seen(memo_ids, self.me)
        return self._journal.record(plans, now) if plans else Changes()

    # Inside

    def _with_due(self, draft: Draft, now: datetime) -> Draft:
        """Put in the time that the office's norm gives, where none was named."""
        if draft.due_at is not None:
            return draft
        return replace(draft, due_at=self.office.default_due(draft, now))

    def _actor(self, draft: Draft) -> str:
        return self.me or draft.taken_by

    def _allow(self, draft: Draft, now: datetime, *, past_due_ok: bool) -> None:
        found = rules.problems(draft, now)
        if past_due_ok:
            found = tuple(problem for problem in found if problem.rule is not Rule.DUE_IN_PAST)
        if found:
            raise errors.MemoRefused(*found)

    def _do(self, memo: Memo, kind: Kind, now: datetime, /, **body: Json) -> Changes:
        return self._do_all(memo, now, (kind, body))

    def _do_all(self, memo: Memo, now: datetime, *steps: tuple[Kind, dict[str, Any]]) -> Changes:
        return self._act([self._plan(memo, kind, body) for kind, body in steps], now)

    def _plan(self, memo: Memo, kind: Kind, body: dict[str, Any]) -> Plan:
        _refuse(rules.refusal(memo, kind) or rules.unfit(body))
        return Plan(memo.id, self.me, kind, body, only_if=partial(_allows, kind))

    def _undoable(self, now: datetime, last: Changes | None) -> list[Event]:
        """Events of the last action that still stands, latest first."""
        if last is not None:
            return [
                event
                for event in reversed(last.events)
                if event.kind not in _NOT_BY_HAND and not self._is_undone(event)
            ]
        start, _ = self.office.day_bounds(self.office.today(now))
        found: list[Event] = []
        for event in self._journal.last_events(self.settings.device, start):
            if found and event.body.get("action") != found[0].body["action"]:
                break
            if event.kind in _NOT_BY_HAND or not event.is_known or self._is_undone(event):
                continue
            found.append(event)
            if "action" not in event.body:
                break
        return found

    def _is_undone(self, event: Event) -> bool:
        if event.memo_id == STREAM:
            return event.event_id in self._board.undone_since(event)
        return event.event_id in undone_ids(self._journal.events_of(event.memo_id))


def _said(text: str) -> dict[str, Any]:
    text = tidy_text(text)
    return {"text": text} if text else {}


def _carried(until: datetime, reason: str) -> dict[str, Any]:
    body = {"until": to_utc_text(until), **_said(reason)}
    missing = None if "text" in body else Problem(Rule.REASON_MISSING, "reason")
    _refuse(missing or rules.unfit(body))
    return body


def _ahead(moment: datetime | None, now: datetime, field: str) -> None:
    _refuse(None if moment is None else rules.unfit_time(moment, now, field))


def _refuse(problem: Problem | None) -> None:
    if problem is not None:
        raise errors.MemoRefused(problem)


def _allows(kind: Kind, memo: Memo) -> bool:
    """Look once more under the write lock: another program may have been quicker."""
    _refuse(rules.refusal(memo, kind))
    return True
