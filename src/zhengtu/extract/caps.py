"""Caps that no word at the number itself tells: 单个企业20万元以内, 上限如下：…. Words at the number: comparators."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from zhengtu.extract.mentions import Mention
from zhengtu.model.lexicon import Lexicon
from zhengtu.text.heads import CAP

# 单个企业每年20万元以内, where nothing else stands in the clause, is a cap: no noun that could be a threshold.
_JOINED = "(?:且|并|但|同时|其中|原则上|一般|对)*"
_NOUN = "[^，。；、：\\d额入收资规面税产值利价能投费营期贷融担保龄本]{0,6}"
_SPAN = "(?:每年度?|年度?|全年|一年内|一个(?:自然|会计)?年度内?|当年|每[次月季届期场]|累计|合计|总计|共计|年累计)*"
_BREAKS = "，。；：、\n"
_LONGEST_SCOPE = 24  # characters in front of such a sum
_LONGEST_CLAUSE, _LONGEST_LIST = 60, 2000  # characters
_CLOSES = re.compile(r"[，。；）\n]|$")
# 单个企业奖励上限如下：, 以下各项均为最高限额：
_ANNOUNCED = re.compile(rf"(?:{CAP.pattern})(?!者|级)[^，。；：、\d【】]{{0,8}}[：】]\n?")
# （均为最高额）, 。以上均为上限。
_REMARKED = re.compile(
    r"(?:[，（]|(?<=。)(?:以上|上述|前述))[^，。；（）\d]{0,8}(?:均|皆|都)[为系是](?:最高|上限|限额|封顶)"
)
_ITEM = re.compile(r"(?:（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、](?!\d)|[①-⑳])")
_HEAD = re.compile(r"[^，。；：、\n\d]{0,16}")
_STEP_OR_METRIC = re.compile(
    r"每(?:增|新|超|多|引)|(?:收入|营收|规模|投资|资本|产值|(?:出口|进口|贸易|交易|销售|成交)额)$"
)
# 不超过投资额的50%和100万元, 投资额的30%与100万元取低.
_SHARED = re.compile("[和与及、且或]|以及|或者|并且")
_JOINS_BOTH = ("和", "与", "及", "、", "或")
_LOWER_OF_BOTH = re.compile(
    r"(?:两者|二者|之间|之中|中|的|，|相比|比较)*(?:取|就|孰|按|以|从)(?:其|两者|二者)?[中较最孰]?[低小少](?:者|值|原则)?|(?:之|当)?中?的?较?[低小](?:者|值)"
)
# 最高奖励300万元，省级200万元、市级100万元: whom else, and no word that grants anew.
_NEXT_OF_LIST = re.compile(
    r"(?:的?(?:奖励|补助|补贴|资助|支持|扶持))?[，、；（][^，。；：、\d（）每再另按给奖补其总累共合]{2,8}"
)


class Capped(NamedTuple):
    """Where bare sums are ceilings, and the words that say so."""

    start: int
    end: int
    word: str


def mark_caps(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions, in order of place, with the ceilings that the words farther off tell."""
    scope = re.compile(
        rf"{_JOINED}(?:{lexicon.scope_openers.pattern}){_NOUN}{_SPAN}(?:{lexicon.giving_nouns.pattern})?"
        rf"(?:总?金?额度?|资金|款)?(?:均|为|在|按|应)*"
    )
    announced, remarked = list(_announced(text)), list(_remarked(text))
    out: list[Mention] = []
    for mention in mentions:
        if _within_scope(text, mention, scope):
            mention = replace(mention, ceiling=text[mention.end : mention.full_end])
        elif mention.kind == "money" and mention.op is None:
            word = _shared(text, out, mention) or _next_of_list(text, out, mention) or _above(text, announced, mention)
            if word := word or _word_at(remarked, mention.start):
                mention = replace(mention, op="<=", ceiling=word, op_rule="caps.elsewhere")
        out.append(mention)
    return out


def _word_at(stretches: Sequence[Capped], at: int) -> str | None:
    """The words of the last stretch, in order of their starts, that opens in front of a place and reaches to it."""
    nearest = bisect.bisect_right(stretches, at, key=lambda stretch: stretch.start) - 1
    return stretches[nearest].word if nearest >= 0 and at < stretches[nearest].end else None


def _opening(text: str, at: int) -> int:
    """Where the clause, or the member of a list, begins that a place stands in."""
    return max(0, at - _LONGEST_CLAUSE, *(text.rfind(mark, max(0, at - _LONGEST_CLAUSE), at) + 1 for mark in _BREAKS))


def _within_scope(text: str, mention: Mention, scope: re.Pattern[str]) -> bool:
    """单个企业每年20万元以内: a sum with 以内 behind it that fills its clause, with whom it is for in front."""
    if mention.op != "<=" or mention.ceiling or mention.ranged or mention.kind not in ("money", "count"):
        return False
    begin = _opening(text, mention.start)
    near = mention.start - begin <= _LONGEST_SCOPE and mention.op_rule.startswith("comparators_after:")
    return bool(near and _CLOSES.match(text, mention.full_end) and scope.fullmatch(text, begin, mention.start))


def _shared(text: str, before: Sequence[Mention], mention: Mention) -> str | None:
    """最高不超过投资额的50%和100万元: the word in front of the first bounds both; 取低 behind both does so too."""
    last = before[-1] if before else None
    lower = _LOWER_OF_BOTH.match(text, mention.full_end) if text.endswith(_JOINS_BOTH, 0, mention.start) else None
    if lower and (last is None or _opening(text, mention.start) >= last.full_end):
        return lower[0]  # 取实际费用与5万元的较小值
    if last is None or last.kind != "ratio" or not _SHARED.fullmatch(text, last.full_end, mention.start):
        return None
    return lower[0] if lower else last.ceiling


def _next_of_list(text: str, before: Sequence[Mention], mention: Mention) -> str | None:
    """最高奖励300万元，省级200万元: a further member, whose word is left out."""
    last = before[-1] if before else None
    if last is None or last.kind != "money" or last.unit != mention.unit or not last.ceiling:
        return None
    listed = _NEXT_OF_LIST.fullmatch(text, last.full_end, mention.start)
    closing = "）" if listed and "（" in listed[0] else "，。；、\n"  # 最高300万元（高新技术企业500万元）
    ends = mention.end == len(text) or text[mention.end] in closing
    return last.ceiling if listed and ends else None


def _announced(text: str) -> Iterator[Capped]:
    """What stands behind 上限如下：, to the end of the sentence or list."""
    for match in _ANNOUNCED.finditer(text):
        yield Capped(match.end(), _end_of_list(text, match.end()), match[0].rstrip("：】\n"))


def _remarked(text: str) -> Iterator[Capped]:
    """What stands in front of （均为最高额） in its sentence, of 以上均为上限 in its line."""
    for match in _REMARKED.finditer(text):
        inside = match[0][0] in "，（"
        first = max(0, match.start() - _LONGEST_LIST)
        begin = max(text.rfind(mark, first, match.start()) + 1 for mark in ("。；\n" if inside else "\n"))
        yield Capped(max(first, begin), match.start(), match[0].lstrip("，（"))


def _end_of_list(text: str, begin: int) -> int:
    end = begin
    if not _ITEM.match(text, begin):
        last = min(len(text), begin + _LONGEST_LIST)
        return min((at for mark in "。\n" if (at := text.find(mark, begin, last)) >= 0), default=last)
    while _ITEM.match(text, end):
        line = text.find("\n", end)
        if line < 0:
            return len(text)
        end = line + 1
    return end


def _above(text: str, announced: Sequence[Capped], mention: Mention) -> str | None:
    """The announcement that a bare sum stands under, with nothing but a short head in front of it in its clause."""
    word = _word_at(announced, mention.start)
    head = text[_opening(text, mention.start) : mention.start] if word else ""
    bare = _HEAD.fullmatch(_ITEM.sub("", head)) and not _STEP_OR_METRIC.search(head)
    return word if bare and re.match(r"[，。；）、\n]|$", text[mention.full_end : mention.full_end + 1]) else None
