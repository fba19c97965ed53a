"""Which sentences share out a cost, and which lines head a table of shares. What they say: funding_clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengtu.extract.clauses import Sentence
from zhengtu.extract.context import Context
from zhengtu.extract.districts import AreaLists
from zhengtu.extract.funding_areas import areas_of
from zhengtu.extract.payers import Payer, distinct, find_payers
from zhengtu.extract.scopes import REST
from zhengtu.extract.shares import BEARS, FUND, IN_FULL, PART, RATIO, SHARED_OUT, read_own_account
from zhengtu.structure.references import find_references

_PAID = re.compile(
    r"列支|兑付额|拨付额|兑现额|垫付|先行(?:兑付|拨付|支付)|所需(?:资金|经费)"
    r"|(?:资金|经费|费用)[^，。；]{0,12}[由在从][^，。；]{2,24}(?:安排|列支|解决|保障|支付|兜底|出资|配套|统筹|补足)"
    r"|(?:其余|剩余|余下|不足|差额)(?:部分|资金)?(?:\d{1,2}%)?由[^，。；]{2,16}(?:配套|解决|补足|保障)"
    r"|财政对[^，。；]{2,40}[县市区旗]按照?\d{1,3}%"
    rf"|财政(?:[^，。；]{{0,4}}出资|负责)|{IN_FULL.pattern}"
)
_MONEY = re.compile(
    r"资金|经费|费用|补贴|奖励|补助|奖补|财政|支出|投入|比例|\d：\d|%|成|百分之|分之|各半|全额|(?:其余|剩余|余下)部分"
)
_TAKES = re.compile(
    r"[级政地区县](?:(?:奖补|奖励|补助|扶持|专项|配套)*资金)?(?:占比?|出资|配套|负责)\d[\d.]*%"
)  # 市级占60%，区级占40%
_BARE_PART = re.compile(r"[级政]\d[\d.]*%(?=[，。；、\n]|$)")  # 第一条：市级60%，区级40%
_LIABILITY = re.compile(
    "(?:支付|偿还|偿债|担保|支出|兜底|主体)责任，?由"
)  # of projects, not the cost of what is granted
_LONGEST_HEAD = 60  # characters
_HEADING = re.compile(
    r"条款|政策|事项|项目|区域|地区|名称|内容|分担|承担|负担|比例|财政|占比|序号|备注|部分|资金|单位|情况|级|（%）|%|[\s：、，。；|]"
)


def speaks_of_funding(
    context: Context, sentence: Sentence, known: Sequence[Payer], lists: AreaLists, *, scoped: bool, in_table: bool
) -> bool:
    """Tell a sentence that shares out a cost.

    known are the levels that earlier clauses named, scoped tells that one of them said for which provisions, in_table
    that the sentence may be a row below a head with levels.
    """
    words = context.text[sentence.start : sentence.end]
    if _LIABILITY.search(words):
        return False
    if BEARS.search(words) or _PAID.search(words):
        clauses = [clause.of(context.text) for part in sentence.parts for clause in part]
        alone = read_own_account(words) and any(areas_of(clause, (), lists) for clause in clauses)
        named = distinct(find_payers(context.lexicon, words))
        if named or known or alone or FUND.search(words):
            if scoped or known or alone or _MONEY.search(words):
                return True
            return bool(named) and any(find_references(context.text, sentence.start, sentence.end))  # 第二条由市级承担
    ratio = RATIO.search(words)
    if SHARED_OUT.search(words):
        return True
    parted = len(_BARE_PART.findall(words)) > 1 or _TAKES.search(words) is not None
    if not (ratio or parted or (known and PART.search(words))):
        return False
    named = distinct(find_payers(context.lexicon, words))
    if parted and len(named) > 1:
        return True
    if ratio and len(distinct(find_payers(context.lexicon, words[: ratio.start()]))) > 1:
        return True
    if not known:
        return False
    provisions = any(find_references(context.text, sentence.start, sentence.end)) or REST.search(words)
    return bool(in_table or provisions or areas_of(words, named, lists) or re.match(r"其中|但", words))


def shares_in_list(context: Context, words: str, known: Sequence[Payer]) -> bool:
    """Tell a line below 按以下比例分担： that shares out the cost: 甲区、乙区，市级60%、区级40%."""
    if _LIABILITY.search(words) or not (RATIO.search(words) or PART.search(words)):
        return False
    return bool(known) or bool(find_payers(context.lexicon, words))


def read_table_head(context: Context, sentence: Sentence) -> tuple[Payer, ...]:
    """条款 市级 区级: a line of nothing but levels names the payers of the lines below it; else nothing."""
    words = context.text[sentence.start : sentence.end]
    if len(words) > _LONGEST_HEAD or re.search(r"\d", words):
        return ()
    named = find_payers(context.lexicon, words)
    if len(distinct(named)) < 2:
        return ()
    rest = list(words)
    for payer in named:
        rest[payer.start : payer.end] = [" "] * (payer.end - payer.start)
    return () if _HEADING.sub("", "".join(rest)) else distinct(named)
