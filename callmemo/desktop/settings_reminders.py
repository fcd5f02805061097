"""The page of the settings on which the ladder of reminders is adjusted."""

from __future__ import annotations

from collections.abc import Sequence

from callmemo.desktop.settings_controls import Switch
from callmemo.desktop.settings_forms import Keeper, SettingsForm
from callmemo.desktop.theme import Theme
from callmemo.words import say


def reminders_page(keeper: Keeper, theme: Theme, names: Sequence[str]) -> SettingsForm:
    """Build the page; `names` are those offered for the manager."""
    form = SettingsForm("settingsReminders", say("Reminders"), keeper)
    form.switch(
        "nudges",
        Switch(theme, "setting-nudges"),
        hint=say("Each reminder comes once. An empty field means: none of this kind."),
    )
    form.text(
        "nudge_urgent",
        hint=say("Minutes after an urgent call was taken."),
    )
    form.text(
        "nudge_untouched",
        hint=say("Minutes after taking, if nobody has read the memo. 0: never."),
    )
    form.text("nudge_afternoon", hint=say("What is still open, at this hour."))
    form.text(
        "nudge_before_closing",
        hint=say("Minutes before closing: what is still open."),
    )
    form.text(
        "nudge_substitute",
        hint=say("Minutes before closing: the substitute hears of it too. 0: never."),
    )
    form.text(
        "nudge_left",
        hint=say("Minutes before closing: what is left of today. 0: never."),
    )
    form.text(
        "nudge_late_complaint",
        hint=say("Minutes after the promised time of a complaint; the manager hears of it."),
    )
    form.text(
        "nudge_tried",
        hint=say("After so many calls that found nobody the manager hears of it. 0: never."),
    )
    form.choice(
        "manager",
        list(names),
        hint=say("Without a name, what is for the manager is said to everyone."),
    )
    hours = [f"{hour}:{minute:02d}" for hour in range(24) for minute in (0, 30)]
    form.span(
        say("Quiet hours"),
        ("quiet_from", "quiet_until"),
        hours,
        say("Reminders wait until they are over. The same time twice: none."),
    )
    form.end()
    return form
