"""The language in which the program speaks: gettext catalogues, English message ids."""

from __future__ import annotations

import gettext
import locale
import os
import sys
from typing import Final

from callmemo import resources

LANGUAGES: Final = ("ja", "en")
_DOMAIN = "callmemo"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Speak `ja`, `en`, or for anything else (`auto`) what the system speaks."""
    global _catalogue, _language  # noqa: PLW0603 - the one place: a program speaks one language
    _language = language if language in LANGUAGES else system_language()
    _catalogue = gettext.translation(
        _DOMAIN, resources.folder() / "locale", languages=[_language], fallback=True
    )


def language() -> str:
    """Return the language in use, `ja` or `en`."""
    return _language


def system_language() -> str:
    """Return `en` where the system language is English, else `ja`: the program's home."""
    name = ""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        code = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        name = locale.windows_locale.get(code, "")
    else:
        for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
            name = os.environ.get(variable, "")
            if name:
                break
    return "en" if name.lower().startswith("en") else "ja"


def say(message: str, /, **values: object) -> str:
    """Return the message in the language in use, its blanks filled."""
    text = _catalogue.gettext(message)
    return text.format(**values) if values else text


def say_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the message for this count; `{count}` is filled in."""
    return _catalogue.ngettext(one, many, count).format(count=count, **values)


def mark(message: str) -> str:
    """Mark a message for the catalogues where it is said later."""
    return message
