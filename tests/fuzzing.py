"""How many examples a fuzz test draws: enough for each day, or as many as CALLMEMO_FUZZ says.

More than some thousands take minutes: then the time limit of a single test has to go, too
(`CALLMEMO_FUZZ=100000 python -m pytest -o faulthandler_timeout=0 tests/exchange`).
"""

import os


def examples(few: int) -> int:
    """Return `few`, or what CALLMEMO_FUZZ says."""
    return int(os.environ.get("CALLMEMO_FUZZ") or few)
