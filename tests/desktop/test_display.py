"""Whether there is a display, asked without Qt: Qt ends the program where there is none."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator

import pytest

from callmemo.desktop.display import has_display

linux_only = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="there the display is never missing"
)


@pytest.fixture
def server() -> Iterator[int]:
    """A server that takes connections where display :77 or so of X11 would."""
    for number in range(77, 177):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listening.bind(("127.0.0.1", 6000 + number))
        except OSError:
            listening.close()
            continue
        listening.listen()
        yield number
        listening.close()
        return
    pytest.skip("no free port")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macs_always_have_one(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert has_display({})


@linux_only
@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": ":notanumber"},
        {"DISPLAY": ":6553"},
        {"DISPLAY": "127.0.0.1:6553"},
        {"DISPLAY": "127.0.0.1:999999999"},
        {"DISPLAY": ":99999999999999999999"},
        {"DISPLAY": "[::1]:6553"},
        {"DISPLAY": "あ..い:1"},
    ],
)
def test_without_one_it_says_so(environment: dict[str, str]) -> None:
    assert not has_display(environment)


@linux_only
def test_whoever_names_a_platform_knows_what_they_want() -> None:
    assert has_display({"QT_QPA_PLATFORM": "offscreen"})


@linux_only
def test_wayland_is_enough() -> None:
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"})


@linux_only
@pytest.mark.parametrize("form", ["127.0.0.1:{}", "127.0.0.1:{}.0", "localhost:{}.1"])
def test_an_x_server_that_answers_is_one(server: int, form: str) -> None:
    assert has_display({"DISPLAY": form.format(server)})


@linux_only
@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets")
def test_a_local_one_is_asked_by_its_socket() -> None:
    number = 5000 + os.getpid() % 1000
    # By name: on Windows the type checker knows no such family.
    family = getattr(socket, "AF_UNIX")  # noqa: B009
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.bind(f"\0/tmp/.X11-unix/X{number}")
        listening.listen()
        assert has_display({"DISPLAY": f":{number}"})
        assert has_display({"DISPLAY": f":{number}.0"})
        assert has_display({"DISPLAY": f"unix:{number}"})
    assert not has_display({"DISPLAY": f":{number}"})
