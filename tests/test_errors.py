"""Every error says in whole sentences what happened, what is safe and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from callmemo import errors, words
from callmemo.core.links import LinkFault, LinkProblem
from callmemo.core.phrases import Flaw
from callmemo.core.rules import ASKED, Problem, Rule

PATH = Path("受付") / "callmemo.db"
ALL: list[errors.CallmemoError] = [
    errors.CallmemoError(),
    errors.MemoRefused(Problem(Rule.EMPTY, "name"), Problem(Rule.TOO_LONG, "body")),
    errors.MemoNotFound("1124-001"),
    errors.ContactNotFound("山田"),
    errors.ContactNotFound("山田", ["山田 様（アオバ商事）", "山田 様（みなと会計）"]),
    errors.NotUnderstood("いつか", "15:30"),
    errors.SettingRefused("Closes", "It must be a time such as 17:30."),
    errors.PhraseRefused(Flaw.BLANK, "nobody"),
    errors.PhrasesUnfit([errors.PhraseRefused(Flaw.EMPTY).about("close")]),
    errors.FolderUnusable(PATH.parent, "Permission denied"),
    errors.FileNotWritten(PATH, "Permission denied"),
    errors.FileNotRead(PATH, "Permission denied"),
    errors.NoDisplay(),
    errors.WindowUnavailable("libEGL.so.1"),
    errors.LinkRefused(LinkFault(LinkProblem.UNKNOWN_PART, "exec")),
    errors.LinksNotSet("xdg-mime"),
    errors.OtherVersion(),
    errors.DatabaseError(PATH),
    errors.DatabaseBroken(PATH),
    errors.DatabaseForeign(PATH),
    errors.DatabaseNewer(PATH),
    errors.DatabaseReadOnly(PATH),
    errors.DatabaseBusy(PATH),
    errors.DiskFull(PATH),
]


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    words.use(str(request.param))
    yield str(request.param)
    words.use("en")


def tree(error: type[errors.CallmemoError]) -> set[type[errors.CallmemoError]]:
    return {error} | {below for child in error.__subclasses__() for below in tree(child)}


def test_every_error_of_the_tree_is_tried_here_and_drawn_in_the_module() -> None:
    own = {error for error in tree(errors.CallmemoError) if error.__module__ == errors.__name__}
    assert own == {type(error) for error in ALL}
    for error in own:
        assert error.__name__ in (errors.__doc__ or "")


@pytest.mark.parametrize("error", ALL, ids=[f"{type(e).__name__}-{n}" for n, e in enumerate(ALL)])
def test_an_error_shows_its_sentence_and_nothing_else(
    error: errors.CallmemoError, language: str
) -> None:
    said = str(error)
    assert said == error.sentence
    ends = ("。", "--help", "）") if language == "ja" else (".", "?", "--help")
    assert said.endswith(ends)
    assert "{" not in said
    assert language == "en" or not said.isascii()


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_its_sentence(rule: Rule, language: str) -> None:
    refused = errors.MemoRefused(Problem(rule, "subject"))
    assert refused.sentence.endswith(("。", ".", "?"))
    assert refused.is_question is (rule in ASKED)
    assert language == "en" or not refused.sentence.isascii()


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_of_a_phrase_has_its_sentence(flaw: Flaw, language: str) -> None:
    refused = errors.PhraseRefused(flaw, "nobody")
    assert refused.sentence.endswith(("。", "."))
    assert language == "en" or not refused.sentence.isascii()


def test_a_question_with_a_plain_refusal_beside_it_is_no_question() -> None:
    both = errors.MemoRefused(Problem(Rule.DUE_IN_PAST, "due_at"), Problem(Rule.EMPTY, "name"))
    assert not both.is_question


def test_the_same_sentence_is_said_once() -> None:
    twice = errors.MemoRefused(Problem(Rule.TOO_LONG, "name"), Problem(Rule.TOO_LONG, "kana"))
    assert len(twice.sentence.splitlines()) == 1


def test_what_a_user_typed_is_quoted_only_so_far() -> None:
    assert len(errors.MemoNotFound("x" * 10_000).sentence) < 200
    assert len(errors.ContactNotFound("x" * 10_000, ["y" * 600] * 6).sentence) < 500
    assert len(errors.NotUnderstood("x" * 10_000, "15:30").sentence) < 200
