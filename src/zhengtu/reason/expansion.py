"""Who pays for each provision in each area: runs ontology/rules/expansion over one policy. The rules say how.

其余条款, 其余各县（市） and exceptions speak of what is not named, so that no reasoner for OWL can follow them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zhengtu import iri
from zhengtu.iri import Minter
from zhengtu.reason.rules import read_header
from zhengtu.reason.slice import split
from zhengtu.store.working import Triple, WorkingDataset


@dataclass(frozen=True, slots=True)
class ExpansionRule:
    """A rule by the name of its file: a CONSTRUCT query that runs once, after those of the strata below."""

    name: str
    stratum: int
    text: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """The rules in the order in which they run."""

    rules: tuple[ExpansionRule, ...]
    minter: Minter

    @classmethod
    def load(cls, ontology_dir: Path, minter: Minter) -> Expansion:
        """Load the rules. Raises ValueError for one without labels or stratum."""
        files = sorted((ontology_dir / "rules" / "expansion").glob("*.rq"))
        return cls(tuple(sorted(map(_load, files), key=lambda rule: (rule.stratum, rule.name))), minter)

    def expand(self, slug: str, lines: Iterable[str], areas: Iterable[str]) -> list[str]:
        """Work out the payer splits of a policy, from its N-Quads lines and those of the areas around it.

        Gives N-Quads lines of a graph of its own, {base}graph/expansion/{slug}.
        """
        dataset = WorkingDataset()
        dataset.add_triples((split(line)[0] for line in (*lines, *areas)), self.minter.graph("stated"))
        graph = self.minter.graph(f"expansion/{iri.segment(slug)}")
        found: set[Triple] = set()
        for rule in self.rules:
            new = dataset.construct(rule.text)
            dataset.add_triples(new, graph)
            found.update(new)
        return sorted(f"{s} {p} {o} <{graph}> ." for s, p, o in found)


def _load(path: Path) -> ExpansionRule:
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    if missing := [key for key in ("label@zh", "label@en", "stratum") if key not in header]:
        raise ValueError(f"{path.name} lacks the header line '# {missing[0]}: …'; see reason/rules.py for the form")
    return ExpansionRule(path.stem, int(header["stratum"]), text)
