"""Start the program: `callmemo`, or `python -m callmemo`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; without a command it opens the window."""
    from callmemo.cli import run  # noqa: PLC0415 - a failing import must not hide the version

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
