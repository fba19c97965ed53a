"""How often gold confirms what each rule read, and the table of it. How far to trust a rule: extract.confidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from zhengtu.evaluate.judgement import Verdict
from zhengtu.lexicon.precision import Counts, MeasuredSet

_HEAD = """\
# How often gold confirms what a rule read: [confirmed, used], by set of gold records. Measured, never written by hand.
# To measure a set again, in the checkout; the others stay as they are:
#   zhengtu evaluate GOLD_DIR --format precision --output src/zhengtu/lexicon/tables/precision.yaml
# with --documents DIR, where the texts of the set are neither in data/policies nor beside its records.
sets:
"""


def count(verdicts: Iterable[Verdict]) -> Counts:
    """Count by rule, in the order of their names."""
    found: dict[str, tuple[int, int]] = {}
    for verdict in verdicts:
        confirmed, used = found.get(verdict.rule, (0, 0))
        found[verdict.rule] = confirmed + verdict.confirmed, used + 1
    return dict(sorted(found.items()))


def to_yaml(sets: Mapping[str, MeasuredSet]) -> str:
    """Write the table: sets and rules by name, a line each."""
    return _HEAD + "".join(line for name in sorted(sets) for line in _lines(name, sets[name]))


def _lines(name: str, measured: MeasuredSet) -> Iterator[str]:
    """JSON strings are YAML, whatever a printed form holds."""
    yield f"  {_quoted(name)}:\n    documents: {measured.documents}\n    rules:{'' if measured.rules else ' {}'}\n"
    for rule, (confirmed, used) in sorted(measured.rules.items()):
        yield f"      {_quoted(rule)}: [{confirmed}, {used}]\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
