"""What a rate is a share of: 按实际投资额的10%, 展位费按80%, 补助律师费的30%, 以实际投入为基数."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengtu.extract.context import Context
from zhengtu.extract.readings import Read
from zhengtu.extract.slots import Slotted
from zhengtu.model.record import Support

ENDS = re.compile(
    r"(?:费用?|额|利率|投入|总额|租金|保费|投资|成本|支出|收入|贡献|利息|价款|价|资金|部分|金额|税)(?:（[^（）]*）)?$"
)
_TAKEN_AS = re.compile(
    r"以([^，。；]{2,30}?)为(?:基数|依据|计算基数|计奖基数)|按照?(?:其|企业)?([^，。；]{2,20}?)(?:分档|分段|分级|分层|超额累进)"
)
# 境外展位费按70%、境内展位费按50%: where is said in when; both are shares of the same.
SIDE = re.compile("(?:境|国|省|市|区|县)[内外]|线[上下]|目录[内外]")
_TOLD_APART = re.compile(rf"(?:{SIDE.pattern})(?=(?P<base>[^，。；、的\d按]{{2,10}}?)按)")
_UP_TO_NUMBER = re.compile(r"^.*\d[\d.]*[%‰][、，；和及]*")
# 每个展位补助展位费的60%
_EACH_GIVEN = re.compile("^每[^，。；按费]{1,6}?(?:补助|补贴|奖励|资助)(?=[^，。；]{2})")
_RELIEF_AT_END = re.compile("(?:给予|予以)?(?:减免|减收|减征|免收|免除|减少|降低)$")
_LET_OFF = re.compile("的?([^，。；、的\\d]{1,8}?)(?:[，。；、）]|$)")
_YEARS_AHEAD = re.compile("^[^，。；]*(?:[一二两三四五六七八九十\\d]|首|次)年[内度]?")
_A_PART = re.compile("^部分$|\\d[^，。；]*部分$")  # 500万元至2000万元部分 is a rung, and no base
_BEHIND = "bases.behind_按"


def read_base(context: Context, slotted: Slotted, before: Sequence[Support]) -> Read | None:
    """The base of a rate: behind 按 or the ceiling word, in front of the word of giving, or behind the number.

    before are the supports in front, whose base an elliptical rate (一般展会按60%) shares.
    """
    for words, rule in _candidates(context, slotted):
        base = _trim(words)
        if base and not _A_PART.search(base) and (ENDS.search(base) or _is_base_however_it_ends(words, rule)):
            return Read(_of_both(base, slotted.clause.of(context.text)), rule)
    right = context.text[slotted.mention.full_end : slotted.clause.end]
    behind = context.phrases.base_behind.match(right) or _let_off(context, slotted, right)
    if behind and ENDS.search(behind[1]):
        return Read(behind[1], "bases.behind_number")
    previous = [s.of for s in before if s.role == "rate" and s.of]
    if previous:
        return Read(previous[-1], "bases.rate_before", ("elided_base",))
    stated = list(_TAKEN_AS.finditer(context.text, max(0, slotted.clause.start - 160), slotted.mention.start))
    return Read(stated[-1][1] or stated[-1][2], "bases.taken_as") if stated else None


def _candidates(context: Context, slotted: Slotted) -> Iterator[tuple[str, str]]:
    """Where the base may stand, the likeliest place first, with the rule."""
    phrases, ceiling = context.phrases, slotted.mention.ceiling
    left = context.text[slotted.clause.start : slotted.mention.start]
    if re.fullmatch(r"按照?", left):  # 支付的规费和代理费，按50%给予补助
        left = _end_of_clause_before(context, slotted) + left
    if ceiling and ceiling in left:
        head, _, tail = left.rpartition(ceiling)
        yield tail, "bases.behind_ceiling"
        yield phrases.before_base.split(head)[-1], "bases.in_front_of_ceiling"
    else:
        yield phrases.up_to_base.split(left)[-1], _BEHIND
        ahead, *_ = re.split(r"按照?", _UP_TO_NUMBER.sub("", left))
        yield ahead.rsplit("的", 1)[-1], "bases.in_front_of_按"  # 重点展会的展位费按80%支持
    bare = _RELIEF_AT_END.sub("", phrases.noun_at_end.sub("", left))  # 前期费用补助50%, 3年内租金减免50%
    if bare != left:
        yield _YEARS_AHEAD.sub("", bare), "bases.in_front_of_noun"
    given = phrases.verb.split(left)[0]
    if given != left:
        yield re.split(r"按照?", given)[-1], "bases.in_front_of_giving"
        yield given, "bases.in_front_of_giving"


def _let_off(context: Context, slotted: Slotted, right: str) -> re.Match[str] | None:
    """减免30%租金: what is let off stands behind the rate."""
    left = context.text[slotted.clause.start : slotted.mention.start]
    return _LET_OFF.match(right) if _RELIEF_AT_END.search(left) else None


def _of_both(base: str, clause: str) -> str:
    named = SIDE.match(base)
    both = named and sum(m["base"] == base[named.end() :] for m in _TOLD_APART.finditer(clause)) > 1
    return base[named.end() :] if named and both else base


def _end_of_clause_before(context: Context, slotted: Slotted) -> str:
    start = slotted.clause.start
    ahead = re.split(r"[。；：\n]", context.text[max(0, start - 60) : start].rstrip("，"))[-1]
    return re.split(r"[，的]", ahead)[-1]


def _is_base_however_it_ends(words: str, rule: str) -> bool:
    """按…的N%: whatever stands between is the base."""
    return rule == _BEHIND and words.endswith("的") and 2 < len(words) <= 30


def _trim(words: str) -> str:
    words = _EACH_GIVEN.sub("", words)
    words = re.sub(r"^每[张项件个次场辆台套](?:证书|项目|产品|活动)?(?=[^费]{3})", "", words)
    words = re.sub(
        r"^(?:对|其|根据|不(?:低|少|高|超)[于过]|企业|每个|单个|按照?|用人单位|奖励|补贴|补助|资助)+",
        "",
        words.strip("的，"),
    )
    return re.sub(r"的$", "", words)
