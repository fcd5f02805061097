"""What people install: the wheel holds all it needs and gives a command that works anywhere."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with wheel and sdist, built from the tree with the locked build tool."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True
    )
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment in which the wheel is installed."""
    place = tmp_path_factory.mktemp("環境 一つ")
    venv.EnvBuilder(symlinks=os.name != "nt").create(place)
    commands = place / ("Scripts" if os.name == "nt" else "bin")
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(commands / "python"), "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    return commands


def call(
    installed: Path, cwd: Path, *arguments: str, command: str = "callmemo"
) -> "subprocess.CompletedProcess[str]":
    # Third parties come from the environment of the tests, so that nothing is fetched twice.
    libraries = sysconfig.get_path("purelib")
    return subprocess.run(
        [str(installed / command), *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": libraries, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def in_tree() -> set[str]:
    """Files of the package and the resources, without what running them leaves behind."""
    paths = (path for folder in ("callmemo", "resources") for path in (ROOT / folder).rglob("*"))
    return {
        path.relative_to(ROOT).as_posix()
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_and_the_resources_and_nothing_else(built: Path) -> None:
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    wanted = {f"callmemo/{name}" if name.startswith("resources/") else name for name in in_tree()}
    assert held == wanted
    assert any(name.startswith("callmemo/resources/") for name in held)


def test_the_sdist_holds_all_that_a_wheel_is_built_from(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        held = {name.partition("/")[2] for name in sdist.getnames()}
    assert in_tree() | {"pyproject.toml", "dev.py"} <= held


def test_the_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    done = call(installed, tmp_path, "--version")
    assert done.returncode == 0, done.stderr
    assert VERSION in done.stdout


def test_the_installed_command_works_from_any_folder(installed: Path, tmp_path: Path) -> None:
    done = call(installed, tmp_path, "--home", str(tmp_path / "家"), "--json", "list")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_the_installed_program_reads_its_own_resources(installed: Path, tmp_path: Path) -> None:
    ask = "from callmemo import resources; print(resources.folder())"
    done = call(installed, tmp_path, "-c", ask, command="python")
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.strip())
    assert folder.is_relative_to(installed.parent)
    assert folder.is_dir()


def test_a_command_without_a_terminal_is_there_for_the_start_menu(installed: Path) -> None:
    assert list(installed.glob("callmemow*"))
