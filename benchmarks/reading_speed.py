"""How long extract takes for whole documents, against jieba.posseg on the same texts in the same run.

python benchmarks/reading_speed.py [ROUNDS] prints a table; exit code 1 where extract takes more than twice as long.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

import jieba
import jieba.posseg
from texts import long_document, long_file, shipped, written

from zhengtu.extract.extraction import extract
from zhengtu.lexicon.load import load

LIMIT = 2.0
ROUNDS = 15


def main(rounds: int) -> int:
    """Take turns, so that whatever else the machine does falls on both; compare medians of CPU time."""
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    lexicon = load()
    sources = {**shipped(), **written(), "a file of 20 documents": long_file(), "a long document": long_document()}
    ours: dict[str, list[float]] = {name: [] for name in sources}
    theirs: dict[str, list[float]] = {name: [] for name in sources}
    for _ in range(rounds + 1):
        for name, source in sources.items():
            ours[name].append(cpu_s(lambda source=source: extract(source, lexicon)))
            theirs[name].append(cpu_s(lambda source=source: jieba.posseg.lcut(source.text)))
    print("document                       characters  extract ms  jieba ms  ratio")
    # The first round warms both up.
    medians = {name: (median(ours[name][1:]), median(theirs[name][1:])) for name in sources}
    for name, (our, their) in medians.items():
        print(f"{name:29}  {len(sources[name].text):10}  {our * 1000:10.1f}  {their * 1000:8.1f}  {our / their:5.2f}")
    worst = max(our / their for our, their in medians.values())
    total = sum(our for our, _ in medians.values()) / sum(their for _, their in medians.values())
    print(f"ratio over all {total:.2f}, worst {worst:.2f}; at most {LIMIT} is wanted; {rounds} rounds")
    return int(worst > LIMIT)


def cpu_s(work: Callable[[], object]) -> float:
    """The CPU time of this process, which does not count what other processes take."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
