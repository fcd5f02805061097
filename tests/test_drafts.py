"""A half-filled form comes back as it was, and a broken file is never a crash."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callmemo import errors
from callmemo.core.events import write_draft
from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import CallbackReason, Channel, Direction, Request, Target, Urgency
from callmemo.drafts import LARGEST, DraftFile, Kept, rebase

NOW = datetime(2026, 11, 24, 5, 15, tzinfo=UTC)
START = datetime(1972, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
FULL = Draft(
    direction=Direction.OUTGOING,
    channel=Channel.VISIT,
    addressee="鈴木",
    substitute="佐藤",
    caller=Caller("アオバ商事", "購買部", "山田", "ヤマダ", "03-0000-0142", "090-0000-0188", "12"),
    withheld=True,
    request=Request.THEY_CALL_BACK,
    target=Target.COMPANY_MOBILE,
    target_number="090-0000-0001",
    mobile_agreed=True,
    urgency=Urgency.URGENT,
    urgent_reason="店頭にお客様がお待ち",
    complaint=True,
    promise="15時まで",
    due_at=datetime(2026, 11, 24, 6, 0, tzinfo=UTC),
    reachable="午後",
    their_closing=time(18, 0),
    callback_reason=CallbackReason.PERSON_AWAY,
    subject="納品数量",
    body="一行目\n二行目",
    answered_here="お詫びした",
    read_back=True,
    taken_by="木村",
)


def test_what_was_kept_comes_back_whole(tmp_path: Path) -> None:
    DraftFile(tmp_path).save(Kept(FULL, before=Draft()))
    assert DraftFile(tmp_path).load(NOW) == Kept(FULL, before=Draft())


texts = st.text(st.characters(exclude_categories=()), max_size=40)


@example(body="\ud83d", name="山田\udc00", due=None)
@given(body=texts, name=texts, due=st.none() | st.datetimes(START, timezones=st.just(UTC)))
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, body: str, name: str, due: datetime | None
) -> None:
    if due is not None:
        due = due.replace(year=min(due.year, 2900), microsecond=0)
    draft = Draft(caller=Caller(name=name), body=body, due_at=due)
    file = DraftFile(tmp_path_factory.getbasetemp() / "any")
    file.save(Kept(draft))
    kept = Draft(caller=Caller(name=whole(name)), body=whole(body), due_at=due)
    assert file.load(NOW) == Kept(kept)


def whole(text: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which is no text."""
    return text.encode("utf-8", "replace").decode("utf-8")


def test_a_draft_of_an_older_program_comes_back_without_its_later_fields(tmp_path: Path) -> None:
    file = DraftFile(tmp_path)
    file.save(Kept(FULL))
    content = json.loads(file.path.read_text(encoding="utf-8"))
    del content["draft"]["mobile_agreed"]
    file.path.write_text(json.dumps(content), encoding="utf-8")
    assert file.load(NOW) == Kept(replace(FULL, mobile_agreed=False))


def test_nothing_kept_is_nothing_found(tmp_path: Path) -> None:
    assert DraftFile(tmp_path).load(NOW) is None


def test_new_memo_and_corrections_do_not_mix(tmp_path: Path) -> None:
    for number, memo_id in enumerate((None, "new", "0199-a", "0199-b")):
        DraftFile(tmp_path, memo_id).save(Kept(Draft(subject=str(number))))
    found = [DraftFile(tmp_path, memo_id).load(NOW) for memo_id in (None, "new", "0199-a")]
    assert [kept.draft.subject for kept in found if kept] == ["0", "1", "2"]


@pytest.mark.parametrize("memo_id", ["../../outside", "C:\\x", "a/b", "", "NUL\x00", "\ud800"])
def test_an_id_never_leads_out_of_the_folder(tmp_path: Path, memo_id: str) -> None:
    file = DraftFile(tmp_path, memo_id)
    assert file.path.parent == tmp_path / "drafts"
    file.save(Kept(Draft(subject="x")))
    kept = file.load(NOW)
    assert kept is not None
    assert kept.draft.subject == "x"


def test_removed_is_gone_and_removing_nothing_is_fine(tmp_path: Path) -> None:
    file = DraftFile(tmp_path)
    file.save(Kept(FULL))
    file.remove()
    file.remove()
    assert file.load(NOW) is None


def content(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {"version": 1, "memo": None, "before": None}
    return {**whole, "draft": {**write_draft(FULL), **changes}}


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"[" * 100_000,
        b'{"version": 1}',
        b" " * (LARGEST + 1),
        json.dumps({**content(), "version": 2}).encode(),
        json.dumps({**content(), "memo": "0199-a"}).encode(),
        json.dumps({**content(), "before": 3}).encode(),
        json.dumps(content(due_at="0001-01-01T00:00:00+09:00")).encode(),
        json.dumps(content(due_at="9999-12-31T23:59:00-09:00")).encode(),
        json.dumps(content(due_at="9999-12-31T23:59:00+00:00")).encode(),
        json.dumps(content(due_at="2026-11-24T06:00:00")).encode(),
        json.dumps(content(subject=["a"])).encode(),
        json.dumps(content(subject=None)).encode(),
        json.dumps(content(complaint="no")).encode(),
        json.dumps(content(caller={"name": 1})).encode(),
        json.dumps(content(caller="山田")).encode(),
        json.dumps(content(request="dance")).encode(),
        json.dumps(content(their_closing="26:00")).encode(),
    ],
)
def test_a_file_not_understood_is_set_aside_whole(tmp_path: Path, broken: bytes) -> None:
    file = DraftFile(tmp_path)
    file.path.parent.mkdir()
    file.path.write_bytes(broken)
    assert file.load(NOW) is None
    assert not file.path.exists()
    (aside,) = file.path.parent.iterdir()
    assert aside.name == "new.broken-20261124-051500.json"
    assert aside.read_bytes() == broken


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way", encoding="utf-8")
    file = DraftFile(tmp_path)
    with pytest.raises(errors.FolderUnusable):
        file.save(Kept(FULL))
    assert file.load(NOW) is None
    file.remove()


def test_rebase_keeps_what_others_changed_and_what_was_corrected_here() -> None:
    before = replace(FULL, addressee="鈴木")
    after = replace(before, subject="直した", caller=replace(before.caller, name="山口"))
    current = replace(before, addressee="田中", caller=replace(before.caller, phone="03-0000-0000"))
    result = rebase(before, after, current)
    assert (result.addressee, result.subject) == ("田中", "直した")
    assert (result.caller.name, result.caller.phone) == ("山口", "03-0000-0000")
    assert rebase(before, before, current) == current
