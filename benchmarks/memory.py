"""Whether memory stays flat while one process reads many documents (Linux: reads /proc).

python benchmarks/memory.py [DOCUMENTS] prints the resident set; exit code 1 where it grows after the warm-up.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import islice
from pathlib import Path

from texts import altered, shipped

from zhengtu.extract.extraction import extract
from zhengtu.lexicon.load import load

DOCUMENTS = 10_000
EVERY = 500
WARM_UP = 1_000
LIMIT = 1.05


def main(documents: int) -> int:
    """Read the shipped documents once, then altered copies; the growth is from the end of the warm-up to the end."""
    lexicon = load()
    for source in shipped().values():
        extract(source, lexicon)
    seen = {0: resident_mb()}
    start = time.process_time()
    for number, source in enumerate(islice(altered(), documents), start=1):
        extract(source, lexicon)
        if number % EVERY == 0:
            seen[number] = resident_mb()
            print(f"{number:6} documents  {seen[number]:6.1f} MB", flush=True)
    growth = seen[max(seen)] / seen.get(WARM_UP, seen[0])
    spent = (time.process_time() - start) / max(1, documents) * 1000
    print(f"{seen[0]:.1f} MB at the start; {growth:.3f} times the memory after {WARM_UP}; {spent:.1f} ms a document")
    return int(growth > LIMIT)


def resident_mb() -> float:
    """What of this process is in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS))
