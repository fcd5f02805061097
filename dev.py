"""Two commands for everything, `python3 dev.py run` and `python3 dev.py test`, from a bare clone.

Standard library only, and readable by a Python that is too old, so that it can say so.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from.txt"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
# The Qt line that callmemo stands on has no build for newer ones.
VERSIONS = ((3, 13), (3, 12), (3, 11))

# Debian's names of what Qt needs for a real window, and of what a desktop for tests is made of:
# screen, tray, notifications, and the input method with which Japanese is typed.
WINDOW_PACKAGES = """libglib2.0-0 libegl1 libgl1 libfontconfig1 libxkbcommon0 libdbus-1-3
    libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libx11-xcb1"""
DESKTOP_PACKAGES = """xvfb x11-utils dbus openbox tint2 dunst libnotify-bin xdotool scrot
    fonts-noto-cjk ibus ibus-mozc mozc-server dconf-gsettings-backend at-spi2-core"""

LOCK_HEADER = (
    "# Exact versions with hashes, for Windows and Linux. Renew with: python3 dev.py lock\n"
)
SCRIPTS = ("bench", "catalogues", "icons", "pictures")
USAGE = f"""\
python3 dev.py run [arguments]   start callmemo
python3 dev.py test [arguments]  run all tests, or pytest with the arguments given
python3 dev.py lock              renew requirements/run.txt and requirements/test.txt
python3 dev.py NAME [arguments]  run scripts/NAME.py: {", ".join(SCRIPTS)}"""


def say(sentence: str) -> None:
    """Tell the person at the keyboard what happens, apart from the program's own output."""
    print("dev.py: " + sentence, file=sys.stderr, flush=True)


def failed(sentence: str) -> SystemExit:
    say(sentence)
    return SystemExit(1)


def fitting_python() -> "list[str]":
    """Command of a Python that fits: this one, or another on this machine."""
    if sys.version_info[:2] in VERSIONS:
        return [sys.executable]
    for version in ("{}.{}".format(*numbers) for numbers in VERSIONS):
        command = ["py", f"-{version}"] if WINDOWS else [f"python{version}"]
        probe = [*command, "-c", ""]
        if shutil.which(command[0]) and subprocess.call(probe, stderr=subprocess.DEVNULL) == 0:
            return command
    raise failed(
        f"callmemo needs Python 3.11, 3.12 or 3.13, this is Python {sys.version.split()[0]}. "
        "Please install one of them and start dev.py with it."
    )


def mark(lock: Path) -> str:
    """One line that changes when the lock, the Python or the place of the clone does."""
    digest = hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return f"{lock.name} {digest} {sys.version.split()[0]} {sys.base_prefix} {VENV}"


def prepare(name: str) -> None:
    """Have an environment that holds all of `requirements/NAME.txt`; make or mend it if not."""
    lock, run_lock = (ROOT / "requirements" / f"{stem}.txt" for stem in (name, "run"))
    whole = STAMP.exists() and PYTHON.exists()
    made_from = STAMP.read_text(encoding="utf-8", errors="replace").splitlines() if whole else []
    if mark(lock) in made_from:
        return
    say(f"making .venv from requirements/{name}.txt; the first time this takes a minute or more.")
    try:
        if mark(run_lock) in made_from:
            STAMP.unlink()  # until all is installed again, the environment counts as half made
        else:
            # Without pip in it, which Debian's bare Python could not put there.
            venv.EnvBuilder(clear=True, symlinks=not WINDOWS).create(VENV)
    except OSError as error:
        raise failed(f"cannot write {VENV}: {error}. Is callmemo still running?") from error
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(PYTHON)]
    command += ["install", "--quiet", "--require-hashes", "--requirement", str(lock)]
    if subprocess.call(command) != 0:
        raise failed("pip could not install the packages; its words above say why.")
    # The test lock holds all that the run lock holds.
    fresh = STAMP.with_suffix(".new")
    fresh.write_text("\n".join({mark(lock), mark(run_lock)}), encoding="utf-8")
    fresh.replace(STAMP)


def missing_packages(purpose: str) -> "list[str]":
    """Which of Debian's packages are neither installed nor provided by one of another name."""
    wanted = WINDOW_PACKAGES.split()
    fonts = ["fc-list", ":lang=ja", "family"]
    if purpose == "test":
        wanted += DESKTOP_PACKAGES.split()
    elif not shutil.which("fc-list") or not subprocess.check_output(fonts).strip():
        wanted.append("fonts-noto-cjk")
    if importlib.util.find_spec("pip") is None:
        wanted.append("python3-pip")
    form = "${db:Status-Status}\t${Package}, ${Provides}\n"
    listed = subprocess.check_output(["dpkg-query", "-W", "-f", form], encoding="utf-8")
    rows = (line.split("\t") for line in listed.splitlines())
    names = ",".join(names for state, names in rows if state == "installed").split(",")
    return sorted(set(wanted) - {name.split()[0] for name in names if name.strip()})


def have_packages(purpose: str) -> bool:
    """Install what a Debian-like system lacks; False where something stays missing."""
    if not sys.platform.startswith("linux") or not shutil.which("dpkg-query"):
        return False
    missing = missing_packages(purpose)
    if not missing:
        return True
    say("installing the system packages that Qt needs: " + " ".join(missing))
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    by_hand = "By hand: sudo apt-get update && sudo " + " ".join(install)
    root = sys.platform != "win32" and os.geteuid() == 0
    # A sudo that asks for a password is only good where somebody can type one.
    silent = [] if sys.stdin.isatty() else ["-n"]
    before = [] if root else ["sudo", *silent]
    tools = shutil.which("apt-get") and (root or shutil.which("sudo"))
    if not tools or subprocess.call([*before, "true"], stderr=subprocess.DEVNULL) != 0:
        say("only root can install them; going on without. " + by_hand)
        return False
    before += ["env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.call([*before, "apt-get", "update", "-qq"], stdout=sys.stderr)
    install[1:1] = ["-qq", "-o", "DPkg::Lock::Timeout=300"]
    if subprocess.call([*before, *install], stdout=sys.stderr) == 0:
        return True
    if purpose == "test":
        raise failed("apt-get could not install what the tests need. " + by_hand)
    say("apt-get could not install them; going on without. " + by_hand)
    return False


def start(*arguments: str, **environment: str) -> int:
    """Hand over to the environment's Python; its exit status and signals are ours."""
    env = dict(os.environ, PYTHONPATH=str(ROOT), **environment)
    # -P: a stray module in the folder where the person stands must not replace one of ours.
    command = [str(PYTHON), "-P", *arguments]
    if not WINDOWS:
        os.execve(command[0], command, env)
    with subprocess.Popen(command, env=env) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # noqa: PERF203  Ctrl+C reaches the child too; it decides
                continue


def lock() -> int:
    """Write the newest fitting versions into both lock files."""
    for name, more in (("run", []), ("test", ["--group=test", "-c=requirements/run.txt"])):
        command = [str(PYTHON), "-m", "uv", "pip", "compile", "pyproject.toml", *more, "--upgrade"]
        command += ["--universal", "--python-version=3.11", "--generate-hashes"]
        command += ["--no-header", "--no-annotate", "--quiet"]
        pinned = subprocess.check_output(command, cwd=str(ROOT), encoding="utf-8")
        (ROOT / "requirements" / f"{name}.txt").write_bytes((LOCK_HEADER + pinned).encode())
        say(f"renewed requirements/{name}.txt")
    return 0


def main() -> int:
    name, arguments = "".join(sys.argv[1:2]), sys.argv[2:]
    if name not in ("run", "test", "lock", *SCRIPTS):
        print(USAGE, file=sys.stderr)
        return 2
    python = fitting_python()
    if python != [sys.executable]:
        return subprocess.call([*python, str(ROOT / "dev.py"), *sys.argv[1:]])
    if name == "run":
        # Without a screen no window opens: the program answers in the terminal and needs no Qt.
        if WINDOWS or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
            have_packages("run")
        prepare("run")
        return start("-m", "callmemo", *arguments)
    # Where the packages are, a test that finds no desktop has failed; elsewhere it is skipped.
    session = "required" if name != "lock" and have_packages("test") else "optional"
    prepare("test")
    if name == "lock":
        return lock()
    if name != "test":
        return start(str(ROOT / "scripts" / f"{name}.py"), *arguments)
    os.chdir(str(ROOT))
    workers = str(max(2, min(4, os.cpu_count() or 2)))
    arguments = arguments or ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    return start("-m", "pytest", *arguments, CALLMEMO_TEST_SESSION=session)


if __name__ == "__main__":
    sys.exit(main())
