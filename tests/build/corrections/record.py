"""A record written by hand over a made-up text: what the extractor would read of it does not matter to corrections."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from zhengtu.model.record import (
    Condition,
    Diagnostic,
    Evidence,
    Measure,
    MetadataEvidence,
    Policy,
    Provision,
    Quantity,
    Reading,
    Record,
    Requirement,
    Responsibility,
    Rule,
    Support,
)
from zhengtu.model.source import Source

TEXT = """明州市支持海外仓建设的若干措施
第一条　对年进出口额超过1亿元的企业，给予50万元
奖励，最高100万元。
第二条　其他
（一）对园区给予20万元补助；对企业给予20万元补助。本市另有300万元。
（二）由市商务局牵头，同一事项不重复享受。资金由市财政承担。
"""
SOURCE = Source("source.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest())


def says(words: str, nth: int = 0) -> Evidence:
    """A place of the text, by its words."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Evidence(start, start + len(words), words)


def provision(path: tuple[int, ...], kind: str, label: str, first: str, last: str) -> Provision:
    start, end = says(first).start, says(last).end
    return Provision(path, kind, label, None, TEXT[start:end], start, end)


GRANT = Evidence(says("对年").start, says("最高100万元。").end, TEXT[says("对年").start : says("最高100万元。").end])
AMOUNT = Support("amount", Decimal(500000), "CNY", says("50万元"), readings=(Reading("role", "slots.giving_behind"),))
RECORD = Record(
    source="source.txt",
    policy=Policy(
        title="明州市支持海外仓建设的若干措施",
        issuer=("明州市",),
        evidence=(MetadataEvidence("title", "明州市支持海外仓建设的若干措施", says("明州市支持海外仓建设的若干措施")),),
    ),
    provisions=(
        provision((1,), "article", "第一条", "第一条", "最高100万元。\n"),
        provision((2,), "article", "第二条", "第二条", "其他\n"),
        provision((2, 1), "item", "（一）", "（一）", "本市另有300万元。\n"),
        provision((2, 2), "item", "（二）", "（二）", "承担。\n"),
    ),
    measures=(
        Measure(
            "m1",
            (1,),
            "reward",
            ("enterprise",),
            None,
            (AMOUNT, Support("ceiling", Decimal(1000000), "CNY", says("最高100万元"))),
            (Condition("trade_volume", ">", Decimal(100000000), "CNY", "超过1亿元", says("超过1亿元")),),
            GRANT,
        ),
        Measure(
            "m1",
            (2, 1),
            "subsidy",
            ("park_operator",),
            None,
            (Support("amount", Decimal(200000), "CNY", says("20万元")),),
            (),
            says("对园区给予20万元补助；"),
            requirements=(Requirement("located", None, "园区", says("园区")),),
        ),
    ),
    responsibilities=(Responsibility((2, 2), "市商务局", "lead", says("市商务局"), says("由市商务局牵头")),),
    rules=(Rule((2, 2), "no_duplication", says("同一事项不重复享受。")),),
    quantities=(
        Quantity(says("300万元").start, says("300万元").end, "300万元", Decimal(3000000), "CNY", "unassigned"),
    ),
    diagnostics=(Diagnostic("unplaced_quantity", "warning", says("300万元").start, says("300万元").end, "? / ？"),),
)


def codes(record: Record) -> list[tuple[str, str]]:
    return [(d.code, d.severity) for d in record.diagnostics if "correction" in d.code]
