"""One run of a reasoner over one OWL file, in a process of its own: `python -m zhengtu.reason.worker`.

The only module that imports owlready2. Deadline and cache live in `reasoner`, which starts this as the leader of a
group, with a pipe for standard input that is closed when it ends.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from itertools import dropwhile, takewhile
from pathlib import Path

import owlready2
import owlready2.reasoning

JAVA_FAILED = 3
_INFERRED = "https://w3id.org/zhengtu/inferred/"


def main(folder: str, reasoner: str, java: str, memory_mb: str) -> int:
    """Classify slice.nt of the folder and write what was found to answer.json beside it; give back the exit code."""
    threading.Thread(target=_end_with_parent, args=[folder], daemon=True).start()
    owlready2.JAVA_EXE = java
    owlready2.reasoning.JAVA_MEMORY = int(memory_mb)
    world = owlready2.World()
    world.get_ontology(Path(folder, "slice.nt").as_uri()).load(only_local=True)
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
    Path(folder, "answer.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return 0


def _end_with_parent(folder: str) -> None:
    """Wait until the parent is gone, then end this process and its Java, which owlready2 would leave to itself."""
    os.read(sys.stdin.fileno(), 1)
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)


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
