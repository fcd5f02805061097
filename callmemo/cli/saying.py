"""Words to say on the command line: for a memo, or for a call given by options."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from callmemo import errors, paths, phrase_words
from callmemo.cli.commands import Command, Errand, print_json
from callmemo.cli.drafts import names_fields, new_draft
from callmemo.core.memo import Draft, Memo
from callmemo.core.read_back import check_list, spoken_digits
from callmemo.phrase_file import PhraseFile
from callmemo.prompter import Prompter
from callmemo.words import language, say

CHECK: Final = "check"
_INDENT: Final = "  "


def words(errand: Errand) -> None:
    """Print what to say, or check the office's own words."""
    book = PhraseFile(paths.home(getattr(errand.args, "home", None)))
    if errand.args.memo == CHECK:
        _check(errand, book)
        return
    memo = errand.memo() if errand.args.memo else None
    if memo is None and not names_fields(errand.args):
        draft = Draft()
    elif memo is None:
        draft = new_draft(errand.args, errand.now, errand.office)
    else:
        draft = memo.draft
    found = _words_object(Prompter(errand.desk, book), draft, memo, errand)
    if errand.args.json:
        print_json(found)
    else:
        print("\n".join(_as_text(found)))


def _check(errand: Errand, book: PhraseFile) -> None:
    faults = book.faults(errand.now)
    if faults and not errand.args.json:
        raise errors.PhrasesUnfit(faults)
    if errand.args.json:
        print_json({"file": str(book.path), "faults": faults})
        return
    print(say("All words to say are in order."))


def _words_object(
    prompter: Prompter, draft: Draft, memo: Memo | None, errand: Errand
) -> dict[str, Any]:
    """Words for other programs: lines in the order of the call, digits as spoken, what to ask."""
    at = prompter.situation(draft, errand.now, memo)
    lines = prompter.lines(at)
    return {
        "stage": at.stage.value,
        "lines": [
            {
                "moment": line.moment.value,
                "heading": phrase_words.moment(line.moment),
                "text": line.text,
                "id": line.id,
            }
            for line in lines
        ],
        "digits": spoken_digits(draft.dial_number, language()),
        "hints": [phrase_words.hint(hint) for hint in prompter.hints(draft)],
        "checks": [
            {"check": item.check.value, "label": phrase_words.check(item.check), "done": item.done}
            for item in check_list(draft, away=at.is_away)
        ]
        if memo is None
        else [],
        "notices": list(prompter.book.notices),
    }


def _as_text(found: dict[str, Any]) -> list[str]:
    told: list[str] = []
    heading = ""
    for line in found["lines"]:
        if line["heading"] != heading:
            heading = line["heading"]
            told.append(heading)
        told.append(f"{_INDENT}{line['text']}")
    if found["digits"]:
        told += [say("Digits as they are said"), f"{_INDENT}{found['digits']}"]
    if found["hints"]:
        told += [say("Easily misheard"), *(f"{_INDENT}{hint}" for hint in found["hints"])]
    left = [item["label"] for item in found["checks"] if not item["done"]]
    if left:
        told += [say("Still to ask"), f"{_INDENT}{say(', ').join(left)}"]
    return [*told, *found["notices"]]


COMMANDS: Final[Mapping[str, Command]] = MappingProxyType({"words": words})
