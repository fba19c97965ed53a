"""An evaluation as a page in Markdown and as JSON, the same bytes for the same figures. Nothing is counted here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from zhengtu.evaluate.calibration import Calibration
from zhengtu.evaluate.evaluation import Evaluation, Figure
from zhengtu.evaluate.figures import Tally
from zhengtu.evaluate.folding import shown
from zhengtu.evaluate.measured_tables import calibration_rows, penalty_rows, rule_rows
from zhengtu.evaluate.measurement import Measurement
from zhengtu.evaluate.tables import (
    NONE,
    Rows,
    document_rows,
    facet_rows,
    miss_rows,
    polarity_rows,
    slot_rows,
    summary,
)

_INTRODUCTION = """# Quality

Printed by `{command}`; do not edit. When the extractor or a gold record changes, run it
again and read the difference.

How well documents are read: the records extracted from them against gold records, which were written from the text.
A figure is F1 over all facts of a facet, 2 × hit / (gold + extracted), from 0 to 1. Instrument and beneficiary are
shares of the measures that both sides hold. evidence_verbatim is the share of quotes that stand in the text where they
should; number_coverage and number_placed are the shares of the numbers in the text that are listed, and that were given
a role.

Documents that rules were written on are read better than others; how a new document will be read is told only by a
gold record that was written before the document was ever run.
"""
_POLARITY = """
## Polarity errors

An upper bound read as a sum that is granted, a bound lost or invented, a comparator reversed: {count}.
"""
_SLOTS = """
## Slots

Precision is the part of what was extracted that is right, recall the part of gold that was extracted.
The beneficiary types of a gold record are alternatives: one that is named will do.
"""
_CALIBRATION = """
## Confidence

Each slot of a fact names the rule that read it and has a confidence (docs/explanation/confidence.md says what that
means). Here each document is given the confidence that follows from all *other* gold records, and beside it stands the
share of the readings that gold confirms. The expected calibration error is {error:.3f}; at most 0.05 is wanted.

The documents of all folders under tests/gold are development data: they were at hand when the
rules were made, and tell how well confidence fits such documents. For others that promises nothing.
"""
_PENALTIES = """
### Penalties

What speaks against a reading lowers its confidence by a factor, once for each penalty. The readings counted are those
of the documents above.
"""
_RULES = """
## Rules

What gold confirms of each rule, the worst first, in the documents above and in the other gold records that
precision.yaml counts. `table:row` is a row of the lexicon, `module.rule` a rule of the extractor; confidence is that of
a reading without penalty.
"""


def to_markdown(evaluation: Evaluation, measured: Measurement, command: str, *, misses: bool = False) -> str:
    """Write the page. command is what makes it anew."""
    polarity = polarity_rows(evaluation)
    parts = [
        _INTRODUCTION.format(command=command),
        f"\n## Facets\n\n{_count(evaluation)}; {summary(evaluation)}.\n",
        _table(facet_rows(evaluation)),
        "\n## Documents\n",
        _table(document_rows(evaluation)),
        _POLARITY.format(count=len(polarity.rows) or "none"),
        _table(polarity) if polarity.rows else "",
        _SLOTS,
        _table(slot_rows(evaluation)),
        _CALIBRATION.format(error=measured.calibration.error),
        _table(calibration_rows(measured)),
        _PENALTIES,
        _table(penalty_rows(measured)),
        _RULES,
        _table(rule_rows(measured)),
        f"\n## Misses\n{_table(miss_rows(evaluation))}" if misses else "",
    ]
    return "".join(parts)


def to_json(evaluation: Evaluation, measured: Measurement, *, misses: bool = False) -> str:
    """Write all figures, unrounded."""
    content: dict[str, Any] = {
        "facets": _figures(evaluation.figures),
        "facts": _plain(evaluation.facts),
        "mean": evaluation.mean,
        "slots": {
            name: {"precision": tally.precision, "recall": tally.recall, **_counts(tally)}
            for name, tally in evaluation.slots.items()
        },
        "documents": {
            one.slug: {"facts": _plain(one.facts), "facets": _figures(one.figures)} for one in evaluation.documents
        },
        "polarity_errors": [
            {"document": slug, "provision": list(one.provision), "error": one.fault, "sentence": one.sentence}
            for slug, one in evaluation.polarity
        ],
        "calibration": _plain_calibration(measured.calibration),
        "rules": {rule: _shares(*counts) for rule, counts in sorted(measured.rules.items())},
    }
    if misses:
        content["misses"] = [
            {"document": slug, "facet": one.facet, "kind": one.kind, "fact": shown(one.fact)}
            for slug, one in evaluation.misses
        ]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _table(table: Rows) -> str:
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.headings)
    rule = ["--:" if number and all(map(_is_figure, cells)) else "---" for number, cells in enumerate(columns)]
    lines = [table.headings, rule, *table.rows]
    return "\n" + "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _is_figure(cell: str) -> bool:
    return cell == NONE or cell.replace(".", "").isdigit()


def _count(evaluation: Evaluation) -> str:
    count = len(evaluation.documents)
    return f"{count} document{'s' * (count != 1)}"


def _figures(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: _plain(figure) for name, figure in figures.items()}


def _plain(figure: Figure) -> dict[str, Any]:
    return {"figure": figure.value, **(_counts(figure) if isinstance(figure, Tally) else {})}


def _plain_calibration(calibration: Calibration) -> dict[str, Any]:
    bins = [
        {"from": float(one.low), "to": float(one.high), "mean": one.mean, **_shares(one.confirmed, one.readings)}
        for one in calibration.bins
    ]
    return {"error": calibration.error, "bins": bins}


def _shares(confirmed: int, used: int) -> dict[str, int]:
    return {"confirmed": confirmed, "readings": used}


def _counts(tally: Tally) -> dict[str, int]:
    return {"hit": tally.hit, "gold": tally.gold, "extracted": tally.extracted}
