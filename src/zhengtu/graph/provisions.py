"""The provisions of one policy: their IRIs, their labels, and which of them a stretch of text lies in.

Finding provisions in text does not live here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhengtu.extract.clauses import sentences
from zhengtu.iri import Minter
from zhengtu.model.record import Evidence, Path, Provision


@dataclass(frozen=True, slots=True)
class Outline:
    """The provisions by path. extents run from the first character of a provision to the last of its descendants."""

    policy: str
    provisions: Mapping[Path, Provision]
    iris: Mapping[Path, str]
    extents: tuple[tuple[int, int, Path], ...]

    @classmethod
    def of_policy(cls, policy: str, provisions: Sequence[Provision], minter: Minter) -> Outline:
        """Lay out the provisions. Raises ValueError for a path that occurs twice or whose parent is missing."""
        by_path: dict[Path, Provision] = {}
        for provision in provisions:
            if provision.path in by_path:
                raise ValueError(f"{policy}: provision {printed_path(provision.path)} occurs twice in the record")
            by_path[provision.path] = provision
        iris = {path: minter.provision(policy, _steps(policy, path, by_path)) for path in by_path}
        return cls(policy, by_path, iris, _extents(by_path))

    def iri(self, path: Path | None) -> str:
        """The provision at a path, the policy itself for None. Raises ValueError for a path that is not there."""
        if path is None:
            return self.policy
        if path not in self.iris:
            raise ValueError(
                f"{self.policy}: a fact names provision {printed_path(path)}, which the record does not hold"
            )
        return self.iris[path]

    def label_chain(self, path: Path) -> str:
        """The printed labels from the outermost part down: 第三条（二）, 三、（六）4."""
        steps = (self.provisions[path[:depth]].label.strip() for depth in range(1, len(path) + 1))
        return "".join(steps)

    def label(self, path: Path) -> str:
        """The label chain with the heading, where there is one.

        第三条（二） 跨境电子商务示范园区奖励
        """
        heading = self.provisions[path].heading
        return f"{self.label_chain(path)} {heading.strip()}" if heading else self.label_chain(path)

    def innermost(self, start: int, end: int) -> str | None:
        """The deepest provision that holds the whole stretch, None in the preamble and the closing."""
        path = self._innermost(start, end)
        return self.iris[path] if path else None

    def sentence_around(self, evidence: Evidence) -> Evidence:
        """The sentence of its provision that a stretch stands in; the stretch itself where none holds all of it."""
        path = self._innermost(evidence.start, evidence.end)
        own = self.provisions[path] if path else None
        if own is None or len(own.text) != own.end - own.start:
            return evidence
        for sentence in sentences(own.text, 0, len(own.text)):
            start, end = own.start + sentence.start, own.start + sentence.end
            if start <= evidence.start and evidence.end <= end:
                return Evidence(start, end, own.text[sentence.start : sentence.end])
        return evidence

    def _innermost(self, start: int, end: int) -> Path | None:
        holding = [path for first, last, path in self.extents if first <= start and end <= last]
        return max(holding, key=len) if holding else None


def sort_key(path: Path) -> str:
    """A string that sorts provisions as they are printed.

    >>> sort_key((3, 2))
    '0003.0002'
    """
    return ".".join(f"{ordinal:04d}" for ordinal in path)


def printed_path(path: Path) -> str:
    """The ordinals as people write them.

    >>> printed_path((3, 2))
    '3/2'
    """
    return "/".join(str(ordinal) for ordinal in path)


def _steps(policy: str, path: Path, by_path: Mapping[Path, Provision]) -> list[tuple[str, int]]:
    steps = []
    for depth in range(1, len(path) + 1):
        step = by_path.get(path[:depth])
        if step is None:
            raise ValueError(
                f"{policy}: provision {printed_path(path)} has no parent {printed_path(path[:depth])} in the record"
            )
        steps.append((step.kind, path[depth - 1]))
    return steps


def _extents(by_path: Mapping[Path, Provision]) -> tuple[tuple[int, int, Path], ...]:
    ends: dict[Path, int] = {}
    for path, provision in by_path.items():
        for depth in range(1, len(path) + 1):
            ends[path[:depth]] = max(ends.get(path[:depth], 0), provision.end)
    return tuple((provision.start, ends[path], path) for path, provision in by_path.items())
