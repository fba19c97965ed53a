"""All shapes and checks over all graphs of a release or of some N-Quads lines, each graph once until it changes."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from zhengtu.check.findings import Finding, Report
from zhengtu.check.queries import run_queries
from zhengtu.check.rules import RuleBook
from zhengtu.check.shapes import run_shapes
from zhengtu.check.units import Unit, split
from zhengtu.iri import Minter
from zhengtu.store.release import Release

CACHE = ".checks"  # beside the releases, which are never written to
Progress = Callable[[str, int, int], None]


def check_release(
    release: Release, book: RuleBook, progress: Progress = lambda *_: None, cache: Path | None = None
) -> Report:
    """Check every graph of a release, quotes against the texts that it holds. cache is the folder beside the release
    where none is given."""
    minter = Minter(release.base_iri)
    texts = {minter.under(minter.policy(slug), "text"): release.text(slug) for slug in release.published}
    lines = release.dump.read_text(encoding="utf-8").split("\n")
    return check(split(filter(None, lines), texts=texts), book, cache or release.path.parent / CACHE, progress)


def check(
    units: Iterable[Unit], book: RuleBook, cache: Path | None = None, progress: Progress = lambda *_: None
) -> Report:
    """Check units. cache is a folder for what was found, under a digest of graph, context and rules."""
    listed = list(units)
    found: list[Finding] = []
    for number, unit in enumerate(listed):
        progress(unit.graph, number, len(listed))
        found += check_unit(unit, book) if cache is None else _remembered(unit, book, cache)
    if cache is not None:
        _forget_others(cache, {unit.key(book.sha256) for unit in listed})
    return Report(tuple(unit.graph for unit in listed), tuple(sorted(found)))


def check_unit(unit: Unit, book: RuleBook) -> list[Finding]:
    """Run the checks over one graph, and over that of a policy the shapes."""
    found = set(run_queries(unit, book))
    if unit.is_policy:
        found |= set(run_shapes(unit, book))
    return sorted(found)


def _remembered(unit: Unit, book: RuleBook, cache: Path) -> list[Finding]:
    path = cache / f"{unit.key(book.sha256)}.json"
    with contextlib.suppress(OSError, ValueError, TypeError):
        return [Finding(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    found = check_unit(unit, book)
    with contextlib.suppress(OSError):  # a folder that cannot be written to only costs time
        cache.mkdir(exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps([asdict(finding) for finding in found], ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    return found


def _forget_others(cache: Path, keys: set[str]) -> None:
    with contextlib.suppress(OSError):
        for path in cache.iterdir():
            if path.suffix != ".json" or path.stem not in keys:  # also what a dead process left half
                path.unlink(missing_ok=True)
