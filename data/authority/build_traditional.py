"""Builds traditional.csv, the simplified character for each traditional one, out of the dictionaries of OpenCC.

Nothing here is imported by the package; README.md beside it says which version, and how to run it.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import opencc

# CJK Unified Ideographs: what lies beyond is in no font of an office.
FIRST, LAST = 0x4E00, 0x9FFF


def read_pairs() -> Iterator[tuple[str, str]]:
    """Each character that OpenCC writes otherwise in simplified text, converted on its own, with what it writes."""
    characters = [chr(code) for code in range(FIRST, LAST + 1)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    for traditional, simplified in zip(characters, converted, strict=True):
        if traditional != simplified and len(simplified) == 1:
            yield traditional, simplified


def main() -> None:
    """Write the table; the same dictionaries give the same bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("traditional.csv"))
    output = parser.parse_args().output

    pairs = sorted(read_pairs())
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["traditional", "simplified"])
        writer.writerows(pairs)
    print(f"{len(pairs)} characters written to {output}")


if __name__ == "__main__":
    main()
