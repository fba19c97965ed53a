"""Documents for a funding clause to speak of, of four articles and of eight, and its rules put short."""

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
EIGHT_ARTICLES = """第一条 园区建设
对园区奖励10万元。
第二条 平台培育
对平台奖励20万元。
第三条 主体引进
（一）对企业奖励30万元。
（二）对机构奖励5万元。
第四条 人才引育
对引进高层次人才的企业奖励1万元。
第五条 会展支持
对参展企业补助2万元。
第六条 物流降本
对物流企业补助3万元。
第七条 融资担保
对担保机构补助4万元。
第八条 附则
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


def printed(rule: FundingRule) -> str:
    """The rule as scope|areas|exceptions|shares."""
    scope = rule.scope if isinstance(rule.scope, str) else ",".join(".".join(map(str, path)) for path in rule.scope)
    shares = " ".join(f"{s.payer} {round(s.share, 4).normalize():f}{s.bound or ''}" for s in rule.shares)
    return f"{scope}|{'、'.join(rule.areas or ())}|{'、'.join(rule.except_areas)}|{shares}"


def rules(read: Read, text: str) -> list[str]:
    """The rules of a text, in alphabetical order."""
    return sorted(printed(rule) for rule in read(text).funding)
