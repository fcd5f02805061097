"""The sentences for what the core finds wrong with memos, links and phrases."""

from __future__ import annotations

from callmemo.core.links import LinkProblem
from callmemo.core.phrases import Flaw
from callmemo.core.rules import Rule
from callmemo.words import mark

RULES = {
    Rule.EMPTY: mark("Nothing has been written down yet. Please enter a name, number or message."),
    Rule.URGENT_NEEDS_REASON: mark(
        "“Urgent” needs its reason, for example “customer waiting in the shop”."
    ),
    Rule.COMPANY_MOBILE_NEEDS_NUMBER: mark("Please enter the number of the company mobile."),
    Rule.COLLEAGUE_NEEDS_NAME: mark("Please enter the name of the colleague who takes the call."),
    Rule.OTHER_NUMBER_NEEDS_NUMBER: mark("Please enter the other number to call back."),
    Rule.DUE_IN_PAST: mark("The time by which to call has already passed. Is it really meant?"),
    Rule.REQUEST_NOT_OF_DIRECTION: mark("This request does not fit the direction of the call."),
    Rule.TARGET_NOT_OF_DIRECTION: mark("This callback target does not fit the direction."),
    Rule.TOO_LONG: mark("The text is too long. Please shorten it."),
    Rule.UNPRINTABLE: mark(
        "The text contains characters that cannot be shown. Please remove them."
    ),
    Rule.ALREADY_CLOSED: mark("This memo is already closed. Reopen it first if it must go on."),
    Rule.NOT_CLOSED: mark("This memo is still open, so there is nothing to reopen."),
    Rule.TIME_IN_PAST: mark("That time has already passed. Please choose a later one."),
    Rule.TIME_TOO_FAR: mark("That time is too far away. Please choose one within ten years."),
    Rule.ENDS_TOO_SOON: mark("The end must come after the beginning."),
    Rule.NAME_MISSING: mark("Please enter a name."),
    Rule.TEXT_MISSING: mark("Please enter some text."),
    Rule.REASON_MISSING: mark("Please say why it is carried over."),
    Rule.NOTHING_TO_UNDO: mark("There is nothing to undo."),
    Rule.NOTHING_CHANGED: mark("Nothing was changed."),
}

LINKS = {
    LinkProblem.TOO_LONG: mark("The link is too long."),
    LinkProblem.UNPRINTABLE: mark("The link contains characters that cannot be shown."),
    LinkProblem.ENCODING: mark("“{part}” in the link is not encoded as UTF-8."),
    LinkProblem.NOT_OURS: mark("This is no link of this program."),
    LinkProblem.UNKNOWN_PART: mark("The link has a part that is not known here: “{part}”."),
    LinkProblem.TWICE: mark("The link names “{part}” twice."),
    LinkProblem.UNKNOWN_VALUE: mark("The link says something of “{part}” that is not known here."),
    LinkProblem.NO_NUMBER: mark("The link names no phone number."),
}
FLAWS = {
    Flaw.ID: mark("An entry is named by small letters, digits and hyphens; “{what}” is no name."),
    Flaw.MOMENT: mark("“{what}” is no moment of a call."),
    Flaw.CONDITION: mark("“{what}” is no condition, or has a value that does not exist."),
    Flaw.EMPTY: mark("Please enter the words to say."),
    Flaw.TOO_LONG: mark("These words are too long to be said at once. Please shorten them."),
    Flaw.BLANK: mark("There is no blank “{what}”. Please choose one of those listed."),
    Flaw.BRACES: mark("A curly bracket stands alone. A blank begins and ends with one."),
    Flaw.SHAPE: mark("“{what}” is not written as it should be."),
}
