"""The ontology and the code lists as they are published, read once. What is stated with their terms lives in graph.

Axioms for reasoners live in reason. Same files, same lines: no blank nodes, sorted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from zhengtu import iri
from zhengtu.iri import Minter
from zhengtu.store.working import Triple, read_turtle
from zhengtu.vocab import expand

_PREFERRED, _LABEL = f"<{expand('skos:prefLabel')}>", f"<{expand('rdfs:label')}>"
_OURS = (f"<{iri.DEF}", f"<{iri.CODE}")


@dataclass(frozen=True, slots=True)
class Ontology:
    """The triples of two named graphs: vocabulary and codes."""

    vocabulary: tuple[Triple, ...]
    codes: tuple[Triple, ...]

    @classmethod
    def load(cls, ontology_dir: Path) -> Ontology:
        """Read header, modules, what the alignments say of our terms, and the code lists.

        Raises StoreUnavailable for a file that cannot be read, ValueError for a node without IRI.
        """
        own = _read([ontology_dir / "zhengtu.ttl", *_turtle(ontology_dir / "modules")])
        aligned = [triple for triple in _read(_turtle(ontology_dir / "alignments")) if triple[0].startswith(_OURS)]
        return cls((*own, *aligned), tuple(_read(_turtle(ontology_dir / "codes"))))

    def vocabulary_quads(self, minter: Minter) -> list[str]:
        """The ontology as N-Quads lines of its named graph."""
        return _quads(self.vocabulary, minter.graph("vocabulary"))

    def code_quads(self, minter: Minter) -> list[str]:
        """The code lists as N-Quads lines of their named graph; each preferred label is an rdfs:label too."""
        labels = ((entry, _LABEL, label) for entry, predicate, label in self.codes if predicate == _PREFERRED)
        return _quads((*self.codes, *labels), minter.graph("codes"))

    def code_labels(self, language: str = "zh") -> Mapping[str, str]:
        """The label of every entry of the code lists by its IRI, as `mapping.policy_quads` wants them."""
        tag = f"@{language}"
        return {
            entry[1:-1]: json.loads(label.removesuffix(tag))  # what N-Triples escapes is what JSON escapes
            for entry, predicate, label in self.codes
            if predicate == _PREFERRED and label.endswith(tag)
        }


def _turtle(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ttl"))


def _read(files: Iterable[Path]) -> list[Triple]:
    triples = read_turtle(files)
    for triple in triples:
        if any(term.startswith("_:") for term in triple):
            raise ValueError(f"{' '.join(triple)}: a node has no IRI; name it in ontology/, graphs hold no blank nodes")
    return triples


def _quads(triples: Iterable[Triple], graph: str) -> list[str]:
    return sorted({f"{s} {p} {o} <{graph}> ." for s, p, o in triples})
