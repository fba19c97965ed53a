"""A document of four articles for a funding clause to speak of, and its rules put short."""

from __future__ import annotations

from zhengtu.model.record import FundingRule

from .conftest import Read

ARTICLES = """第一条 园区
对园区奖励10万元。
第二条 平台
对平台奖励20万元。
第三条 企业
（一）对企业奖励30万元。
（二）对人才奖励1万元。
第四条 附则
"""
Shares = list[tuple[str, str]]
HALF: Shares = [("city", "0.5"), ("county", "0.5")]
SIX_FOUR: Shares = [("city", "0.6"), ("county", "0.4")]
FOUR_SIX: Shares = [("city", "0.4"), ("county", "0.6")]


def funding(read: Read, clause: str) -> tuple[FundingRule, ...]:
    return read(ARTICLES + clause).funding


def shares(rule: FundingRule) -> Shares:
    return [(s.payer, str(s.share)) for s in rule.shares]


def whole(rule: FundingRule) -> tuple[object, ...]:
    return rule.scope, rule.areas, rule.except_areas, shares(rule)
