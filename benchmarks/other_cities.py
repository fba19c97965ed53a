"""Copies of the documents as other cities could have written them: other names, other sums. Nothing is timed here."""

from __future__ import annotations

import csv
import hashlib
import random
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_SUM = re.compile(r"\d+(?=(?:\.\d+)?\s*[万亿])")
_STEM = re.compile(r"(?:市|区|县)$")


def write_data(folder: Path, times: int, seed: int = 0) -> None:
    """Write a data directory with the documents as they are and so many altered copies of each."""
    shutil.copytree(ROOT / "data", folder)
    chance = random.Random(seed)
    areas = _areas()
    for path in sorted((folder / "policies").glob("*/meta.toml")):
        meta = tomllib.loads(path.read_text(encoding="utf-8"))
        text = path.with_name("source.txt").read_text(encoding="utf-8")
        home = next(code for code, name in areas.items() if name == meta["city"] and _is_city(code))
        others = [code for code in areas if len(code) == 6 and code[4:] == home[4:] and code != home and _is_city(code)]
        if not home.endswith("00"):
            others = [code for code in areas if not code.endswith("00") and areas[code].endswith("市") and code != home]
        for code in chance.sample(others, times):
            slug = f"{meta['slug']}-{code}"
            names = dict(_names(areas, home, code))
            copy = _with_other_sums(_renamed(text, names), chance.randint(2, 9))
            _write(path.parent.with_name(slug), slug, _renamed(meta["title"], names), areas[code], copy)


def _areas() -> dict[str, str]:
    with (ROOT / "data" / "authority" / "areas.csv").open(encoding="utf-8") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines) if not row["valid_to"]}


def _is_city(code: str) -> bool:
    return not code.endswith("0000")


def _names(areas: dict[str, str], home: str, other: str) -> Iterator[tuple[str, str]]:
    """What each name of the one city is in the other: its own, and those of its districts in order."""
    yield areas[home], areas[other]
    yield _STEM.sub("", areas[home]), _STEM.sub("", areas[other])
    if home.endswith("00"):
        own, theirs = (
            [name for code, name in areas.items() if code[:4] == city[:4] and code != city] for city in (home, other)
        )
        yield from zip(own, theirs, strict=False)


def _renamed(text: str, names: dict[str, str]) -> str:
    pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.sub(pattern, lambda found: names[found[0]], text)


def _with_other_sums(text: str, factor: int) -> str:
    return _SUM.sub(lambda found: str(int(found[0]) * factor), text)


def _write(folder: Path, slug: str, title: str, city: str, text: str) -> None:
    folder.mkdir()
    content = text.encode()
    (folder / "source.txt").write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    meta = {"slug": slug, "title": title, "city": city, "city_en": f"City of {slug}", "sha256": sha256}
    (folder / "meta.toml").write_text("".join(f'{key} = "{value}"\n' for key, value in meta.items()), encoding="utf-8")
