"""The office's own words to say: over the book that comes with the program, and never lost."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from callmemo import errors, words
from callmemo.core.phrases import LONGEST, Moment, choose
from callmemo.core.situation import Situation
from callmemo.phrase_file import FILE, LARGEST, PhraseFile, shipped
from tests.core.call_situations import OFFICE
from tests.core.test_phrases import INCOMING

NOW = datetime(2026, 11, 24, 5, 15, tzinfo=UTC)
CALL = Situation(INCOMING, NOW, OFFICE, me="木村")


@pytest.fixture
def file(tmp_path: Path) -> PhraseFile:
    return PhraseFile(tmp_path)


def write(file: PhraseFile, content: object) -> None:
    file.path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def on_disk(file: PhraseFile) -> Any:
    return json.loads(file.path.read_text(encoding="utf-8"))


def text_of(file: PhraseFile, phrase_id: str, language: str = "ja") -> str | None:
    phrase = file.book(language, NOW).phrase(phrase_id)
    return None if phrase is None else phrase.text


def test_without_a_file_the_book_is_the_shipped_one(file: PhraseFile) -> None:
    for language in words.LANGUAGES:
        assert file.book(language, NOW) == shipped(language)
    assert not file.path.exists()
    assert file.faults(NOW) == []


def test_a_phrase_in_the_offices_own_words_is_said_from_then_on(file: PhraseFile) -> None:
    file.change("ja", "message-take-here", "{addressee}へ\n お伝えいたします。", NOW)
    said = {line.id: line.text for line in choose(file.book("ja", NOW), CALL)}
    assert said["message-take-here"] == "鈴木へ お伝えいたします。"
    assert text_of(file, "message-take-here", "en") == (
        shipped("en").phrase("message-take-here").text  # type: ignore[union-attr] # it is there
    )
    assert text_of(PhraseFile(file.path.parent), "message-take-here") == (
        "{addressee}へ お伝えいたします。"
    )
    (entry,) = [e for e in file.entries("ja", NOW) if e.is_changed]
    assert entry.phrase.id == "message-take-here"


def test_going_back_leaves_no_trace(file: PhraseFile) -> None:
    original = text_of(file, "close")
    file.change("ja", "close", "さようなら。", NOW)
    file.restore("ja", "close", NOW)
    assert text_of(file, "close") == original
    assert on_disk(file)["ja"] == []


def test_typing_the_original_words_again_is_no_change(file: PhraseFile) -> None:
    original = text_of(file, "close")
    assert original is not None
    file.change("ja", "close", "さようなら。", NOW)
    file.change("ja", "close", original, NOW)
    assert not any(entry.is_changed for entry in file.entries("ja", NOW))


def test_a_phrase_switched_off_is_not_said_but_still_listed(file: PhraseFile) -> None:
    file.change("ja", "close", "さようなら。", NOW)
    file.switch("ja", "close", NOW, off=True)
    assert text_of(file, "close") is None
    (entry,) = [e for e in file.entries("ja", NOW) if e.off]
    assert entry.phrase.text == "さようなら。"
    file.switch("ja", "close", NOW, off=False)
    assert text_of(file, "close") == "さようなら。"


def test_a_phrase_of_ones_own_is_said_beside_the_others_of_its_moment(file: PhraseFile) -> None:
    added = file.add("ja", Moment.CLOSING, "{addressee}に代わって御礼申し上げます。", NOW)
    texts = [
        line.text for line in choose(file.book("ja", NOW), CALL) if line.moment is Moment.CLOSING
    ]
    assert "鈴木に代わって御礼申し上げます。" in texts
    assert len(texts) == 2
    another = file.add("ja", Moment.CLOSING, "では。", NOW)
    assert another != added
    file.restore("ja", added, NOW)
    assert text_of(file, added) is None
    assert text_of(file, another) == "では。"


@pytest.mark.parametrize("text", ["", "  ", "{nobody}", "{", "あ" * (LONGEST + 1)])
def test_words_that_cannot_be_said_are_refused_and_nothing_is_written(
    file: PhraseFile, text: str
) -> None:
    words.use("ja")
    with pytest.raises(errors.PhraseRefused) as told:
        file.change("ja", "close", text, NOW)
    assert told.value.sentence
    with pytest.raises(errors.PhraseRefused):
        file.add("ja", Moment.CLOSING, text, NOW)
    assert not file.path.exists()


def test_an_unknown_blank_is_named(file: PhraseFile) -> None:
    words.use("ja")
    with pytest.raises(errors.PhraseRefused, match="nobody"):
        file.change("ja", "close", "{nobody}様", NOW)


def test_a_condition_that_does_not_exist_is_refused(file: PhraseFile) -> None:
    with pytest.raises(errors.PhraseRefused):
        file.add("ja", Moment.CLOSING, "では。", NOW, when={"weather": "fine"})
    added = file.add("ja", Moment.CLOSING, "急ぎます。", NOW, when={"urgent": "yes"})
    assert added not in {line.id for line in choose(file.book("ja", NOW), CALL)}


def test_the_file_is_read_again_when_somebody_has_edited_it(file: PhraseFile) -> None:
    assert text_of(file, "close") != "では。"
    write(file, {"ja": [{"id": "close", "text": "では。"}]})
    assert text_of(file, "close") == "では。"
    file.path.unlink()
    assert text_of(file, "close") != "では。"


def test_an_entry_that_does_not_fit_is_told_passed_over_and_kept(file: PhraseFile) -> None:
    words.use("ja")
    unfit = {"id": "close", "text": "{nobody}"}
    write(file, {"ja": [unfit, {"id": "answer", "text": "はい。"}, "tea"], "zz": [1]})
    assert text_of(file, "answer") == "はい。"
    assert text_of(file, "close") == shipped("ja").phrase("close").text  # type: ignore[union-attr] # it is there
    assert len(file.notices) == 2
    assert "close" in file.notices[0]
    file.change("ja", "close-back", "では。", NOW)
    assert unfit in on_disk(file)["ja"]
    assert "tea" in on_disk(file)["ja"]
    assert on_disk(file)["zz"] == [1]


def test_what_does_not_fit_is_said_once_and_again_when_asked(file: PhraseFile) -> None:
    write(file, {"ja": [{"id": "close", "text": "{nobody}"}]})
    for _ in range(3):
        file.book("ja", NOW)
    assert len(file.notices) == 1
    assert len(file.faults(NOW)) == 1
    assert len(file.notices) == 1


def test_what_was_mended_is_not_told_any_more(file: PhraseFile) -> None:
    write(file, {"ja": [{"id": "close", "text": "{nobody}"}]})
    assert file.faults(NOW)
    file.change("ja", "close", "では。", NOW)
    assert file.notices == []


def test_faults_of_a_good_file_are_none(file: PhraseFile) -> None:
    file.change("ja", "close", "では。", NOW)
    assert file.faults(NOW) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'"text"', b"[" * 5000, b" " * (LARGEST + 1)]
)
def test_a_broken_file_is_set_aside_and_told(file: PhraseFile, content: bytes) -> None:
    file.path.write_bytes(content)
    assert file.book("ja", NOW) == shipped("ja")
    (copy,) = file.path.parent.glob("phrases.broken-*.json")
    assert copy.read_bytes() == content
    assert copy.name in file.notices[0]
    assert not file.path.exists()


def test_two_broken_files_of_one_second_are_both_kept(file: PhraseFile) -> None:
    for content in (b"{", b"["):
        file.path.write_bytes(content)
        file.book("ja", NOW)
        # Another time of writing, also where the clock of the file system is coarse.
        file.book("ja", NOW + timedelta(seconds=1))
    assert len(list(file.path.parent.glob("phrases.broken-*.json"))) == 2


def test_entries_that_are_no_list_are_told_and_kept_when_something_is_changed(
    file: PhraseFile,
) -> None:
    write(file, {"ja": {"close": "では。"}})
    assert file.book("ja", NOW) == shipped("ja")
    assert len(file.notices) == 1
    file.change("ja", "close", "では。", NOW)
    assert on_disk(file)["ja-unread"] == {"close": "では。"}
    assert text_of(file, "close") == "では。"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    file = PhraseFile(blocked)
    assert file.book("ja", NOW) == shipped("ja")
    with pytest.raises(errors.FolderUnusable):
        file.change("ja", "close", "では。", NOW)


def test_the_file_has_its_name(file: PhraseFile) -> None:
    assert file.path.name == FILE == "phrases.json"
