"""The states in which the memo form is looked at, and a program that looks at them all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from callmemo import words
from callmemo.core.memo import Caller, Draft
from callmemo.errors import DiskFull
from tests.desktop.form_world import FormWorld
from tests.desktop.seeing import cut_texts, picture

_LONG = "株式会社とても長い名前のホールディングス" * 4


def incoming(world: FormWorld) -> None:
    """As it opens."""
    world.form.open_new()


def in_one_line(world: FormWorld) -> None:
    """A call typed in the line, with something of every kind."""
    world.form.open_new()
    world.fill(
        "formLine",
        "アオバ商事 購買部 山田様(ヤマダ) 03-0000-0142 内線12 至急 15時まで 鈴木さんへ クレーム"
        " 納品数量の件 店頭にお客様がお待ち 14時以降なら 折り返し 数量が足りない",
    )
    world.form.line.flush()


def outgoing(world: FormWorld) -> None:
    """A call that we made, their callback on the company mobile."""
    world.form.open_new()
    world.click("direction-outgoing")
    world.click("target-outgoing-company_mobile")


def urgent(world: FormWorld) -> None:
    """The reason is asked for."""
    world.form.open_new()
    world.fill("name", "山田")
    world.click("urgent")


def promised(world: FormWorld) -> None:
    """A promise in words whose hour is outside opening hours."""
    world.form.open_new()
    world.fill("name", "山田")
    world.fill("promise", "明日の20時")


def promise_in_doubt(world: FormWorld) -> None:
    """A promise that can mean two times."""
    world.form.open_new()
    world.fill("promise", "16時か17時")
    world.form._saving._ask_about_promise()


def promise_passed(world: FormWorld) -> None:
    """The hour of the promise has passed, and the memo waits for the answer."""
    world.form.open_new()
    world.fill("name", "山田")
    world.fill("promise", "9時半まで")
    world.form.save_and_tell()


def details(world: FormWorld) -> None:
    """All fields open."""
    world.form.open_new()
    world.click("formMore")
    world.click("target-incoming-their_other")


def problems(world: FormWorld) -> None:
    """As many problems at once as there can be."""
    world.form.open_new()
    world.fill("name", "山田")
    world.click("direction-outgoing")
    world.click("target-outgoing-company_mobile")
    world.click("urgent")
    world.click("dueChips-hour")
    world.now += timedelta(days=1)
    world.form.save_and_tell()
    world.session.refused.emit(DiskFull(world.home / "callmemo.db"), world.form)


def restored(world: FormWorld) -> None:
    """A draft came back, with very long names."""
    world.form.open_new()
    for name in ("phone", "name", "company", "addressee", "subject", "kana"):
        world.fill(name, _LONG)
    world.form.close()
    world.form.open_new()


def correction(world: FormWorld) -> None:
    """A memo of another day is corrected, and its draft cannot be kept."""
    memo = world.take(Draft(caller=Caller(name=_LONG), addressee=_LONG, taken_by="田中"))
    world.now += timedelta(days=4)
    (world.home / "drafts").write_text("in the way", encoding="utf-8")
    world.form.open_for(memo)
    world.fill("subject", _LONG)
    world.form._keeping.flush()


STATES: dict[str, Callable[[FormWorld], None]] = {
    made.__name__: made
    for made in (
        incoming,
        in_one_line,
        outgoing,
        urgent,
        promised,
        promise_in_doubt,
        promise_passed,
        details,
        problems,
        restored,
        correction,
    )
}


def cut_in_all_states(app: QApplication, folder: Path) -> list[str]:
    """Open every state in both languages, keep a picture of each, return what is cut."""
    found = []
    for language in words.LANGUAGES:
        words.use(language)
        for name, bring_about in STATES.items():
            world = FormWorld(folder / language / name, app)
            bring_about(world)
            found += [f"{language} {name}: {line}" for line in cut_texts(world.form)]
            picture(world.form, folder / f"{language}-{name}.png")
            world.close()
    return found


def main() -> int:
    """Look at everything; pictures go into the folder that is named."""
    app = QApplication([])
    print("scale", app.primaryScreen().devicePixelRatio())
    cut = cut_in_all_states(app, Path(sys.argv[1]))
    print("\n".join(cut))
    return 1 if cut else 0


if __name__ == "__main__":
    sys.exit(main())
