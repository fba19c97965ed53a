"""The lists of queries/api: which things are in one, in which order, and what narrows it. What is said of a thing lives
elsewhere.

The header of a file names its filters as the parameters of a question, and for each the pattern that it adds:

    # parameter: theme | code theme, several | 主题 | theme
    # where theme: ?item zt:theme ?theme .

A filter without a pattern names a variable of the query. ?item is the thing, ?policy the one that it is or belongs to.
?key is a string that orders the list and is another one for each thing, so that a page can begin behind any of them,
also when others came or went.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhengtu.store.library import parameters_of
from zhengtu.store.parameters import Parameter, literal

_TITLE = re.compile(r"^# title@(zh|en): (.+)$", re.MULTILINE)
_PATTERN = re.compile(r"^# where (\w+): (.+)$", re.MULTILINE)
_PLACE = "  # filters\n"


@dataclass(frozen=True, slots=True)
class Collection:
    """One list; titles are by language, patterns by the name of the filter, note says what its filters mean."""

    id: str
    titles: Mapping[str, str]
    note: str
    filters: tuple[Parameter, ...]
    patterns: Mapping[str, str]
    text: str

    @property
    def is_of_policies(self) -> bool:
        """Whether each of its things is a policy or belongs to one."""
        return " ?policy ?key\n" in self.text

    def page(self, terms: Mapping[str, Sequence[str]], after: str | None, limit: int) -> str:
        """The query for the first things behind a key that meet every filter."""
        lines = [self._filter(name, " ".join(given)) for name, given in terms.items()]
        if after is not None:
            lines.append(f"  FILTER(?key > {literal(after)})")
        return self.text.replace(_PLACE, "".join(f"{line}\n" for line in lines)) + f"LIMIT {limit}\n"

    def _filter(self, name: str, terms: str) -> str:
        values = f"VALUES ?{name} {{ {terms} }}"
        pattern = self.patterns.get(name)
        if not pattern:
            return f"  {values}"
        tied = " ".join(name for name in ("?item", "?policy") if name in pattern)
        return f"  {{ SELECT DISTINCT {tied} WHERE {{ {values} {pattern} }} }}"


def load_collections(queries_dir: Path) -> tuple[Collection, ...]:
    """Load all lists. Raises ValueError for one without a place for its filters."""
    return tuple(_load(path) for path in sorted((queries_dir / "api").glob("*.rq")))


def _load(path: Path) -> Collection:
    text = path.read_text(encoding="utf-8")
    header, mark, query = text.partition("\n\n")
    if _PLACE not in query:
        raise ValueError(f"{path.name} has no line {_PLACE.strip()!r}, where its filters go")
    note = " ".join(line[2:] for line in header.partition("#\n")[2].splitlines())
    patterns = dict(_PATTERN.findall(header))
    return Collection(
        path.stem, dict(_TITLE.findall(header)), note, parameters_of(header), patterns, header + mark + query
    )
