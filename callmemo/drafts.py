"""Half-filled forms, kept in small files so that a crash or a closed window loses nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from callmemo import errors
from callmemo.core.events import DRAFT_FIELDS, Json, read_field, write_draft
from callmemo.core.memo import Caller, Draft
from callmemo.settings_file import write_text

FOLDER: Final = "drafts"
NEW: Final = "new"
LARGEST: Final = 1_000_000
"""Bytes; a file larger than this was not written by the form."""
_VERSION = 1
_SINCE: Final = frozenset({"mobile_agreed"})
"""Fields that forms did not have from the beginning."""
_SAFE_NAME = re.compile(r"[0-9a-z-]{1,64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was on the form, and for a correction the memo's content as it stood before."""

    draft: Draft
    before: Draft | None = None


class DraftFile:
    """The file of one form: of the new memo, or of the correction of one memo."""

    def __init__(self, home: Path, memo_id: str | None = None) -> None:
        """Look at the data folder; nothing is read or written yet."""
        self.path = home / FOLDER / f"{_file_name(memo_id)}.json"
        self._memo_id = memo_id

    def load(self, now: datetime) -> Kept | None:
        """Return what was kept, None if there is nothing.

        A file that cannot be understood is renamed, never overwritten; one that cannot be
        read at all is left alone.
        """
        try:
            size = self.path.stat().st_size
            text = self.path.read_text(encoding="utf-8") if size <= LARGEST else ""
        except UnicodeDecodeError:
            text = ""
        except OSError:
            return None
        try:
            return self._understand(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            self._set_aside(now)
            return None

    def save(self, kept: Kept) -> None:
        """Write it whole or not at all; raises FolderUnusable if that is not possible."""
        content = {
            "version": _VERSION,
            "memo": self._memo_id,
            "draft": _write(kept.draft),
            "before": None if kept.before is None else _write(kept.before),
        }
        write_text(self.path, json.dumps(content, indent=1) + "\n")

    def remove(self) -> None:
        """Forget it: the memo is saved, or nothing is left on the form."""
        try:
            self.path.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            reason = error.strerror or str(error)
            raise errors.FolderUnusable(self.path.parent, reason) from error

    def _understand(self, content: Json) -> Kept:
        if content["version"] != _VERSION or content["memo"] != self._memo_id:
            raise ValueError(content["version"])
        before = content["before"]
        return Kept(_read(content["draft"]), None if before is None else _read(before))

    def _set_aside(self, now: datetime) -> None:
        copy = self.path.with_name(f"{self.path.stem}.broken-{now:%Y%m%d-%H%M%S}.json")
        # A folder that may not be written is told about when the form tries to save.
        with contextlib.suppress(OSError):
            self.path.replace(copy)


def rebase(before: Draft, after: Draft, current: Draft) -> Draft:
    """Carry the corrections made between `before` and `after` over to the memo as it is now.

    What others have changed in the meantime stays, unless the same field was corrected here.
    """
    corrected: dict[str, Any] = {
        name: getattr(after, name)
        for name in DRAFT_FIELDS
        if name != "caller" and getattr(after, name) != getattr(before, name)
    }
    parts = {
        part.name: getattr(after.caller, part.name)
        for part in fields(Caller)
        if getattr(after.caller, part.name) != getattr(before.caller, part.name)
    }
    return replace(current, caller=replace(current.caller, **parts), **corrected)


def _file_name(memo_id: str | None) -> str:
    if memo_id is None:
        return NEW
    # An id from a foreign database could be a path; and `new` is taken.
    if _SAFE_NAME.fullmatch(memo_id) and memo_id != NEW:
        return memo_id
    return hashlib.sha256(memo_id.encode("utf-8", "surrogatepass")).hexdigest()


def _write(draft: Draft) -> Json:
    """Turn a draft into JSON that can be read again.

    Half a surrogate pair in a pasted text is no text: it becomes a `?`, and the rest is kept.
    """
    text = json.dumps(write_draft(draft), ensure_ascii=False)
    return json.loads(text.encode("utf-8", "replace"))


def _read(body: Json) -> Draft:
    """Read a draft that anybody could have edited: every field must be there and fit.

    Only what an older program did not know may be missing.
    """
    there = [name for name in DRAFT_FIELDS if name in body or name not in _SINCE]
    return Draft(**{name: read_field(name, body[name]) for name in there})
