"""Measure what the program costs beside what people would use instead; see docs/performance.md."""

import sys

from benchmarks.bench import main

if __name__ == "__main__":
    sys.exit(main())
