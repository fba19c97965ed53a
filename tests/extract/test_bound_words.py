"""Every word that bounds a number, in every place where it may stand: the tables say which words, this page where."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from zhengtu.lexicon.tables import form_of, read_tables
from zhengtu.model.record import Record

from .conftest import Read

ROWS: dict[str, Any] = dict(read_tables().rows)
FORMS = {name: [form_of(row) for row in ROWS[name]] for name in ("ceilings", "ceilings_after", "negations")}
COMPARED = {row["form"]: row["op"] for row in ROWS["comparators_before"] if "units" not in row}
BEHIND = {row["form"]: row["op"] for row in ROWS["comparators_after"] if "units" not in row}
EXCESS = [form for form, op in COMPARED.items() if op == ">" and len(form) > 1]
TURNED = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}

# {} is 730万元 with its bound: the most that is given.
GIVEN = (
    "对新建冷库的企业给予补助，{}。",
    "对新建冷库的企业，按投资额的10%给予补助，每家企业每年{}。",
    "对新建冷库的企业，按投资额的10%给予补助，单个企业补助总额{}。",
    "对新建冷库的企业，按投资额的10%给予补助（{}）。",
    "对新建冷库的企业，按投资额的10%给予补助，单个项目最高50万元，同一企业全年累计{}。",
    "对新建冷库的企业，按投资额的10%给予补助，同一企业{}，先到先得。",
    "对新建冷库的企业，给予{}的补助。",
    "对年出口额超过3000万元、不超过9000万元的企业，给予补助，每家每年{}。",
    "对年出口额达到3000万元的企业给予补助，补助金额{}。",
)
# {} is 730万元 with its bound: what is asked.
ASKED = (
    "对年销售额{}的企业，给予5万元奖励。",
    "年销售额{}的，按销售额的1%给予奖励，最高20万元。",
    "对年销售额{}且纳税500万元以上的企业，给予不超过5万元的奖励。",
    "对纳税500万元以上且年销售额{}的企业，给予5万元奖励。",
    "对纳税不超过500万元（年销售额{}）的企业，给予5万元奖励。",
    "对年销售额{}，或者在职职工20人以上的企业，给予5万元奖励。",
)


def in_items(sentences: tuple[str, ...], bound: str) -> str:
    return "一、支持事项\n" + "".join(f"{at}.{s.format(bound)}\n" for at, s in enumerate(sentences, start=1))


def bounds(record: Record) -> Iterator[tuple[tuple[int, ...] | None, str]]:
    """What 730万元 was taken for, by item: the role of a support, the comparator of a condition."""
    for measure in (*record.measures, *record.qualitative_measures):
        for support in measure.supports:
            if support.value == 7300000:
                yield measure.provision, " ".join(filter(None, (support.role, support.bound)))
        for condition in measure.conditions:
            if condition.value == 7300000:
                yield measure.provision, condition.op


def in_every_item(sentences: tuple[str, ...], meaning: str) -> list[tuple[tuple[int, ...], str]]:
    return [((1, at), meaning) for at in range(1, len(sentences) + 1)]


@pytest.mark.parametrize("word", [*FORMS["ceilings"], *(f"{n}{e}" for n, e in product(FORMS["negations"], EXCESS))])
def test_ceiling_word_in_front_of_a_sum(word: str, read: Read) -> None:
    record = read(in_items(GIVEN, f"{word}730万元"))
    assert list(bounds(record)) == in_every_item(GIVEN, "ceiling")


@pytest.mark.parametrize(
    "word", [*FORMS["ceilings_after"], "以内", "（含）以内", "之内", "以下（含）", "（最高）", "（封顶）"]
)
def test_ceiling_word_behind_a_sum(word: str, read: Read) -> None:
    record = read(in_items(GIVEN, f"730万元{word}"))
    assert list(bounds(record)) == in_every_item(GIVEN, "ceiling")


@pytest.mark.parametrize(
    ("word", "op"),
    [
        *COMPARED.items(),
        *((f"{n}{form}", TURNED[op]) for n in ("不", "未", "不得", "不宜", "未能") for form, op in COMPARED.items()),
        *((f"{form}或等于", f"{op}=") for form, op in COMPARED.items() if op in ("<", ">")),
        *((f"等于或{form}", f"{op}=") for form, op in COMPARED.items() if op in ("<", ">")),
    ],
)
def test_comparator_in_front_of_a_threshold(word: str, op: str, read: Read) -> None:
    record = read(in_items(ASKED, f"{word}730万元"))
    assert list(bounds(record)) == in_every_item(ASKED, op)


@pytest.mark.parametrize(
    ("word", "op"),
    [
        *BEHIND.items(),
        *((f"（含）{form}", f"{op[0]}=") for form, op in BEHIND.items()),
        *((f"（不含）{form}", op.rstrip("=")) for form, op in BEHIND.items()),
        *((f"（不含税）{form}", op) for form, op in BEHIND.items()),
        *((f"（含730万元）{form}", f"{op[0]}=") for form, op in BEHIND.items()),
        *((f"（不含730万元）{form}", op.rstrip("=")) for form, op in BEHIND.items()),
        *((f"（{form}）", op) for form, op in BEHIND.items() if form.startswith("以")),
        *((f"或{form}", op) for form, op in BEHIND.items() if form.startswith("以")),
    ],
)
def test_comparator_behind_a_threshold(word: str, op: str, read: Read) -> None:
    record = read(in_items(ASKED, f"730万元{word}"))
    assert list(bounds(record)) == in_every_item(ASKED, op)
