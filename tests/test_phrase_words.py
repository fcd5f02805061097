"""Every moment, check, hint and blank has a name in both languages."""

import pytest

from callmemo import phrase_words, words
from callmemo.core.mishearing import Confusable, Hint
from callmemo.core.phrases import Moment
from callmemo.core.read_back import Check
from callmemo.core.situation import BLANKS


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_everything_has_a_name_of_its_own(language: str) -> None:
    words.use(language)
    moments = [phrase_words.moment(moment) for moment in Moment]
    checks = [phrase_words.check(check) for check in Check]
    blanks = [phrase_words.blank(name) for name in BLANKS]
    for names in (moments, checks, blanks):
        assert all(names)
        assert len(set(names)) == len(names)


def test_blanks_are_explained_and_no_others() -> None:
    assert set(phrase_words.known_blanks()) == set(BLANKS)


@pytest.mark.parametrize("kind", Confusable)
def test_a_hint_names_what_was_heard_and_what_to_say(kind: Confusable) -> None:
    for language in words.LANGUAGES:
        words.use(language)
        told = phrase_words.hint(Hint(kind, "17日", "じゅうななにち"))
        assert "17日" in told
        assert "じゅうななにち" in told
