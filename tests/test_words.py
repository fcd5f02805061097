"""Everything that the program says it says in Japanese and in English."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

import callmemo
from callmemo import words
from callmemo.core import vocabulary
from callmemo.core.memo import Caller, Draft
from callmemo.core.vocabulary import Direction, Request
from callmemo.labels import field_label, label
from callmemo.settings import ENTRIES
from scripts import catalogues

PACKAGE = Path(callmemo.__file__).parent
LANGUAGES = ("ja", "en")
MESSAGES = catalogues.extract()
ENUMS = [
    enum
    for enum in vars(vocabulary).values()
    if isinstance(enum, type) and issubclass(enum, StrEnum) and enum is not StrEnum
]


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    words.use("en")


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms(message: Message) -> list[str]:
    string = message.string
    return [string] if isinstance(string, str) else list(string or ())


def compiled(language: str) -> Catalog:
    with catalogues.catalogue(language).with_suffix(".mo").open("rb") as file:
        return read_mo(file)


def test_the_source_says_something() -> None:
    assert len(MESSAGES) > 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_source_is_in_the_catalogue_and_no_other(language: str) -> None:
    there = {catalogues.key(m): m for m in catalogues.load(language) if m.id}
    assert {catalogues.key(message) for message in MESSAGES} == there.keys()
    empty = [name for name, message in there.items() if not all(forms(message))]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_what_the_catalogue_says(language: str) -> None:
    written = {catalogues.key(m): forms(m) for m in catalogues.load(language) if m.id}
    assert {catalogues.key(m): forms(m) for m in compiled(language) if m.id} == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blanks_of_a_translation_are_those_of_its_message(language: str) -> None:
    for message in catalogues.load(language):
        if not message.id:
            continue
        expected = {name for form in _ids(message) for name in blanks(form)}
        for form in forms(message):
            assert blanks(form) == expected, catalogues.key(message)


def _ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_japanese_is_written_in_japanese() -> None:
    # What is the same in every language: names of formats, signs, marks between blanks.
    same = [
        catalogues.key(message)
        for message in catalogues.load("ja")
        if message.id and all(form.isascii() for form in forms(message))
    ]
    letters = [text for text in same if any(ch.isalpha() for ch in _without_blanks(text))]
    assert all(len(_without_blanks(text)) < 12 or " " not in text for text in letters), letters


def _without_blanks(text: str) -> str:
    return "".join(literal for literal, *_ in string.Formatter().parse(text))


def calls() -> Iterator[tuple[Path, ast.Call]]:
    """Every place in the program where something is said or marked."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path == PACKAGE / "words.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in {"say", "mark", "say_count"}:
                yield path, node


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_nothing_is_said_that_the_catalogues_cannot_know() -> None:
    known = {form for message in MESSAGES for form in _ids(message)}
    for path, node in calls():
        place = f"{path.name}:{node.lineno}"
        for argument in node.args[: 2 if _name(node.func) == "say_count" else 1]:
            assert not isinstance(argument, ast.JoinedStr | ast.BinOp), f"{place} builds a message"
            if isinstance(argument, ast.Constant):
                assert argument.value in known, place
            else:
                # Said later by the name under which it was marked.
                assert _name(node.func) == "say", place


def test_every_blank_of_a_message_is_filled_where_it_is_said() -> None:
    for path, node in calls():
        if not isinstance(node.args[0], ast.Constant) or _name(node.func) == "mark":
            continue
        filled = {keyword.arg for keyword in node.keywords}
        if None in filled:
            continue
        counted = {"count"} if _name(node.func) == "say_count" else set()
        texts = [str(a.value) for a in node.args[:2] if isinstance(a, ast.Constant)]
        needed = {name for text in texts for name in blanks(text)}
        assert needed <= filled | counted, f"{path.name}:{node.lineno}"
        # Text without values is not looked through for blanks.
        assert filled or counted or not needed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_every_identifier_has_a_label(language: str, enum: type[StrEnum]) -> None:
    words.use(language)
    for word in enum:
        for direction in Direction:
            said = label(word, direction=direction)
            assert said
            assert said != word.value
            assert said.isascii() is (language == "en"), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_every_setting_has_a_label(language: str) -> None:
    words.use(language)
    names = {f.name for f in fields(Draft)} - {"caller"} | {f.name for f in fields(Caller)}
    names |= {"number", "taken_at", "status", "next_mover", "attempts", "closed_at"}
    for name in names:
        assert field_label(name)
    for entry in ENTRIES:
        assert words.say(entry.label)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (vocabulary.View.TODAY, "今日の折り返し"),
        (vocabulary.View.MINE, "自分宛て"),
        (vocabulary.View.WAITING, "相手の返事待ち"),
        (vocabulary.View.LATER, "明日以降"),
        (vocabulary.View.COMPLAINTS, "クレーム"),
        (vocabulary.View.DONE, "完了"),
        (vocabulary.View.ALL, "すべて"),
        (vocabulary.Status.RETRY, "再架電予定"),
        (vocabulary.Status.DONE, "対応済"),
        (vocabulary.Outcome.THEY_CALLED, "先方から入電"),
        (vocabulary.Request.RETURNED_CALL, "折り返しのお電話がありました"),
        (vocabulary.Request.WE_CALL_AGAIN, "こちらからかけ直す"),
        (vocabulary.Kind.ATTEMPT, "架電"),
        (vocabulary.Kind.CANCELLED, "取消"),
    ],
)
def test_the_office_reads_its_own_words(word: StrEnum, expected: str) -> None:
    words.use("ja")
    assert label(word) == expected


def test_a_message_is_had_or_left_by_who_called() -> None:
    words.use("ja")
    assert label(Request.MESSAGE) == "伝言があります"
    assert label(Request.MESSAGE, direction=Direction.OUTGOING) == "伝言を頼んだ"


@pytest.mark.parametrize(
    ("system", "expected"),
    [("en_US.UTF-8", "en"), ("ja_JP.UTF-8", "ja"), ("de_DE.UTF-8", "ja"), ("C", "ja"), ("", "ja")],
)
@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows names its language otherwise")
def test_only_an_english_system_is_spoken_to_in_english(
    monkeypatch: pytest.MonkeyPatch, system: str, expected: str
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", system)
    words.use("auto")
    assert words.language() == expected


def test_values_are_never_read_as_blanks() -> None:
    words.use("ja")
    assert "{who}" in words.say("{who} has read it", who="{who}")
    assert words.say("100 % {unfilled}") == "100 % {unfilled}"
