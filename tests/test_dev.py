"""The one file that a stranger starts first: it makes, mends and says, and hands over."""

import ast
import base64
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Debian's package tools")
PROGRAM = """
import os, sys
import tiny
print("args", sys.argv[1:], "tiny", tiny.VERSION, "in", os.getcwd())
sys.exit(7 if "fail" in sys.argv else 0)
"""


def pure_wheel(folder: Path, version: str) -> str:
    """Make a wheel of one module by hand; return its line for a lock file."""
    path = folder / f"tiny-{version}-py3-none-any.whl"
    info = f"tiny-{version}.dist-info"
    files = {
        "tiny.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={_digest(text)},{len(text)}\n" for name, text in files.items())
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, f"{info}/RECORD": record + f"{info}/RECORD,,\n"}.items():
            wheel.writestr(name, text)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"tiny @ {path.as_uri()} --hash=sha256:{digest}\n"


def _digest(text: str) -> str:
    raw = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose folder has a space and Japanese in its name, with a tiny program and lock."""
    clone = tmp_path / "伝言 メモ" / "clone"
    (clone / "callmemo").mkdir(parents=True)
    (clone / "requirements").mkdir()
    shutil.copy(ROOT / "dev.py", clone)
    (clone / "callmemo" / "__init__.py").touch()
    (clone / "callmemo" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    for name in ("run", "test"):
        line = pure_wheel(tmp_path, "1.0")
        (clone / "requirements" / f"{name}.txt").write_text(line, encoding="utf-8")
    return clone


def call(
    clone: Path, *arguments: str, cwd: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH")
    env = {key: value for key, value in os.environ.items() if key not in gone}
    return subprocess.run(
        [sys.executable, str(clone / "dev.py"), *arguments],
        cwd=cwd or clone,
        env={**env, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_stays_short_and_needs_only_the_standard_library() -> None:
    text = (ROOT / "dev.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    # An old Python must be able to read it, or it could not say that it is too old.
    tree = ast.parse(text, feature_version=(3, 6))
    named = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert named <= sys.stdlib_module_names


def test_ci_calls_the_same_command_as_people() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "python3 dev.py test"


@pytest.mark.parametrize("version", ["3.6.9", "3.10.13", "3.14.2"])
def test_a_python_that_does_not_fit_is_told_so_in_a_sentence(
    dev: ModuleType,
    version: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    numbers = tuple(int(part) for part in version.split("."))
    monkeypatch.setattr(sys, "version_info", numbers)
    monkeypatch.setattr(sys, "version", f"{version} (main)")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit) as stopped:
        dev.fitting_python()
    told = capsys.readouterr().err
    assert stopped.value.code == 1
    assert f"needs Python 3.11, 3.12 or 3.13, this is Python {version}." in told


def test_without_a_known_command_it_says_what_there_is(clone: Path) -> None:
    for arguments in ([], ["no-such-thing"]):
        done = call(clone, *arguments)
        assert done.returncode == 2
        assert "dev.py run" in done.stderr
    assert not (clone / ".venv").exists()


def test_the_first_run_makes_the_environment_and_the_second_starts_at_once(
    clone: Path, tmp_path: Path
) -> None:
    first = call(clone, "run", "一", "two words", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    assert "making .venv from requirements/run.txt" in first.stderr
    # The program stands where the person stands, so that a file named there lands there.
    assert f"args ['一', 'two words'] tiny 1.0 in {tmp_path}" in first.stdout
    second = call(clone, "run", "fail")
    assert second.returncode == 7
    assert second.stderr == ""


def test_a_stray_module_where_the_person_stands_does_not_replace_ours(
    clone: Path, tmp_path: Path
) -> None:
    (tmp_path / "tiny.py").write_text("VERSION = 'stray'\n", encoding="utf-8")
    assert "tiny 1.0" in call(clone, "run", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda clone: (clone / ".venv" / "made-from.txt").unlink(), id="killed"),
        pytest.param(lambda clone: _python(clone).unlink(), id="python-gone"),
        pytest.param(lambda clone: _empty(clone / ".venv"), id="emptied"),
        pytest.param(
            lambda clone: (clone / ".venv" / "made-from.txt").write_bytes(b"\xff\x00"),
            id="stamp-broken",
        ),
    ],
)
def test_a_half_made_environment_mends_itself(clone: Path, harm: Callable[[Path], object]) -> None:
    assert call(clone, "run").returncode == 0
    harm(clone)
    again = call(clone, "run")
    assert "making .venv" in again.stderr
    assert "tiny 1.0" in again.stdout


def test_a_new_lock_renews_the_environment(clone: Path, tmp_path: Path) -> None:
    assert "tiny 1.0" in call(clone, "run").stdout
    lock = clone / "requirements" / "run.txt"
    lock.write_text(pure_wheel(tmp_path, "2.0"), encoding="utf-8")
    assert "tiny 2.0" in call(clone, "run").stdout


def test_a_moved_clone_works_again(clone: Path) -> None:
    assert call(clone, "run").returncode == 0
    moved = clone.rename(clone.with_name("移した 場所"))
    again = call(moved, "run")
    assert "making .venv" in again.stderr
    assert again.returncode == 0


def test_a_package_that_is_not_the_locked_one_is_refused(clone: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "tiny-1.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes() + b"changed")
    done = call(clone, "run")
    assert done.returncode == 1
    assert "could not install the packages" in done.stderr


# What follows stands for Debian's tools: each writes down how it was called.
DPKG = """#!/bin/sh
printf 'installed\\tlibglib2.0-0t64, libglib2.0-0 (= 2.80)\\n'
printf 'installed\\tlibegl1, \\nconfig-files\\tlibgl1, \\n'
"""
APT = """#!/bin/sh
echo "$0 $*" >> '{log}'
case "$*" in *install*) exit {status} ;; esac
"""


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Path]:
    def build(status: int) -> Path:
        tools, log = tmp_path / "tools", tmp_path / "calls.txt"
        tools.mkdir()
        texts = {"dpkg-query": DPKG, "apt-get": APT.format(log=log, status=status)}
        texts |= {
            "fc-list": "#!/bin/sh\n",
            "true": "#!/bin/sh\n",
            "env": '#!/bin/sh\nshift\nexec "$@"\n',
        }
        for name, text in texts.items():
            (tools / name).write_text(text, encoding="utf-8")
            (tools / name).chmod(0o755)
        monkeypatch.setenv("PATH", str(tools))
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        return log

    return build


@POSIX
def test_what_another_package_provides_is_not_missing(
    dev: ModuleType, debian: Callable[[int], Path]
) -> None:
    debian(0)
    missing = dev.missing_packages("run")
    assert "libglib2.0-0" not in missing
    assert "libegl1" not in missing
    # Removed, but its settings kept: not there. No Japanese font found: wanted.
    assert {"libgl1", "libxcb-cursor0", "fonts-noto-cjk"} <= set(missing)
    assert "xvfb" not in missing
    assert "xvfb" in dev.missing_packages("test")


@POSIX
def test_root_gets_the_missing_packages_and_is_told_first(
    dev: ModuleType, debian: Callable[[int], Path], capfd: pytest.CaptureFixture[str]
) -> None:
    log = debian(0)
    assert dev.have_packages("run") is True
    assert "installing the system packages that Qt needs: fonts-noto-cjk" in capfd.readouterr().err
    update, install = log.read_text(encoding="utf-8").splitlines()
    assert update.endswith("apt-get update -qq")
    assert "--no-install-recommends" in install
    assert install.endswith("libxkbcommon0")


@POSIX
def test_without_a_way_to_root_the_command_is_told_and_work_goes_on(
    dev: ModuleType,
    debian: Callable[[int], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = debian(0)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert dev.have_packages("test") is False
    told = capsys.readouterr().err
    assert "only root can install them; going on without. By hand: sudo apt-get update" in told
    assert not log.exists()


@POSIX
def test_tests_stop_when_their_packages_cannot_be_had_and_the_program_goes_on(
    dev: ModuleType, debian: Callable[[int], Path], capfd: pytest.CaptureFixture[str]
) -> None:
    debian(100)
    assert dev.have_packages("run") is False
    assert "going on without" in capfd.readouterr().err
    with pytest.raises(SystemExit):
        dev.have_packages("test")
    assert "By hand: sudo apt-get update" in capfd.readouterr().err


def _python(clone: Path) -> Path:
    return clone / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
