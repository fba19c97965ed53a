"""One run of a reasoner over one OWL file, in a process of its own: `python -m zhengtu.reason.worker`.

The only module that imports owlready2. Deadline and cache live in `reasoner`.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import dropwhile, takewhile
from pathlib import Path

import owlready2
import owlready2.reasoning

JAVA_FAILED = 3
_INFERRED = "https://w3id.org/zhengtu/inferred/"


def main(reasoner: str, slice_file: str, answer_file: str, java: str, memory_mb: str) -> int:
    """Classify the file and write what was found as JSON; give back the exit code."""
    owlready2.JAVA_EXE = java
    owlready2.reasoning.JAVA_MEMORY = int(memory_mb)
    world = owlready2.World()
    world.get_ontology(Path(slice_file).as_uri()).load(only_local=True)
    begun = time.monotonic()
    try:
        inferred = _run(world, reasoner)
        answer = {"consistent": True, "triples": _triples(inferred)}
    except owlready2.OwlReadyInconsistentOntologyError:
        answer = {"consistent": False, "triples": []}
    except owlready2.OwlReadyJavaError as error:
        print(_reason(str(error)), file=sys.stderr)
        return JAVA_FAILED
    answer["seconds"] = round(time.monotonic() - begun, 2)
    Path(answer_file).write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return 0


def _run(world: owlready2.World, reasoner: str) -> owlready2.Ontology:
    inferred = world.get_ontology(_INFERRED)
    run = owlready2.sync_reasoner_pellet if reasoner == "pellet" else owlready2.sync_reasoner_hermit
    with inferred:
        run(world, infer_property_values=True, debug=0)
    return inferred


def _reason(message: str) -> str:
    """What Java says from its first exception to the stack below it, as one line."""
    lines = dropwhile(lambda line: "Exception" not in line, message.splitlines())
    said = takewhile(lambda line: not line.lstrip().startswith("at "), lines)
    return " ".join(line.strip() for line in said) or message[:500]


def _triples(inferred: owlready2.Ontology) -> list[list[str]]:
    iri = inferred.world._unabbreviate
    found = {(s, p, o) for s, p, o in inferred._get_obj_triples_spo_spo(None, None, None) if s > 0 and o > 0}
    return sorted([f"<{iri(term)}>" for term in triple] for triple in found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
