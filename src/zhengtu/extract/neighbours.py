"""The numbers of a run of clauses with their slots, and what only their neighbours tell: lists, caps, coordination.

What a number is taken for by itself is decided in slots.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from zhengtu.extract.bounded import METRIC_AHEAD, PAPERS, Decision
from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context
from zhengtu.extract.elided import elided_sums
from zhengtu.extract.mentions import Mention
from zhengtu.extract.slots import COMPARED_WITH, GOES_ON, RAISED_TO, Slotted, slot_of
from zhengtu.numerals import to_int

_HEAD_IN_CELL = re.compile(r"[^，。；：、\d]{0,16}")
# 国家级30万元、省级15万元: sums with a short head each.
_MEMBER = r"[^，。；：、\d]{1,8}\d[\d.]*(?:[百千]?[万亿]?元|%)(?:/[^，。；、\d]{1,4})?"
_LIST_AHEAD = re.compile(rf"(?:{_MEMBER}[、；])+")
_LIST_BEHIND = re.compile(rf"^(?:/[^，。；、\d]{{1,4}})?(?:[、；]{_MEMBER})+")
_TAIL_IN_CELL = re.compile(
    r"(?:/[^，。；\d]{1,4})?(?:[。；]|[，；](?:且|但)?(?:每|单|最高|最多|不超过|累计|同一|全年|年度|总额|上限|封顶).*)?"
)
_ADDED_TO_RATE = re.compile(r"(?:上浮|上调|再(?:提高|增加|上调)|另?加[奖补]|[另增]加|提高)$")
_RAISED_TO = re.compile(r"(?:提高|上浮|放宽|上调|增加|提升)[到至](?:按)?$")
_OF_LOAN = re.compile(r"利率|LPR|费率|税率")
_COORDINATED = re.compile(r"(?:以上)?(?:、|且|和|及|以及|或者?)[^，。；、\d（）的]{0,12}")
_BOUNDED_COUNT = ("slots.ceiling_behind_metric", "slots.upper_bound")
_CLOSES_CLAUSE = re.compile("[，。；、）\n]|$")
_LENT = re.compile("贷款?|融资|担保|授信|借款|保单|投资|投入|价格?|货值|净利|缴税|纳税")
_CUT_OFF = re.compile(
    r"的?，?(?:补[足齐到至]+|(?:一律|均|只|仅|统一)?(?:按照?|以(?!上|下)|最[高多](?:可|只|仅)?(?:按照?|给予|补[助贴]|奖[励补]|资助|支持)))"
)
_NO_MORE = re.compile(
    "的?(?:之?后|以后|时)?，?(?:(?:不再|停止|不得再|不能再)(?:享受|给予|予以|发放|奖|补|资助|支持|兑现)|停止(?=[，。；]))"
)
_ITS_SUM = re.compile(r"[^，。；、：（\d]{1,12}\d")
_PAID_OUT = ("slots.instalment_or_tax_rate",)
_SO_MANY_YEARS = re.compile(
    "([二两三四五六七八九十\\d])年[内度]?(?:分别|依次)(?:按照?)?(?:给予|予以|拨付|兑[付现]|发放|支付|补助|奖励)?$"
)
_LONGEST_HEAD = 60  # characters; what stands further in front says nothing of a sum
_SPAN_OF_YEARS = re.compile(
    r"(?:租金|房租|补贴)?(?:第[一二三四五]年|首年|次年|[前后][两二三四五]年)(?:[至到](?:第[一二三四五]|[两二三四五])年)?(?:为|按|补贴)?"
)
_STANDARD_OF = re.compile(r"(?:补助|补贴|支持|奖励|资助|贴息|兑付)(?:标准|比例)(?:分别|依次)?(?:为|是|如下)?：")
# 按月给予补贴，轻度不低于100元，重度不低于300元: whom, by their level.
_LEVEL = re.compile(r"[^，。；、：\d]{0,6}(?:[级类档等道]|[轻中重]度|博士|硕士|本科|大专|学士)(?:的|生)?")
# 给予奖励，下限为20万元: nothing else in front of a floor either.
_LEAST = re.compile("最[低少]|至少|不[低少]于|不得[低少]于|保底|下限")
# Nothing but words of bounding in front of a cap: 最高不超过贷款额的2%, 且累计不超过20%.
_CAP_ALONE = re.compile(
    r"(?:(?:单个|单家|单户|每[个家户]|同一)(?:企业|单位|机构|项目|平台|园区)"
    r"|且|并|但|同时|原则上|补贴|补助|奖励|资助|比例|总额|总计|合计|累计|全年|每年|年度|当年|金额|最高|最多|一般|均|，)*"
)


def slotted(context: Context, clauses: tuple[Clause, ...]) -> list[Slotted]:
    """All mentions of a run of clauses with their slots; members of a list share the slot of the first."""
    out: list[Slotted] = []
    first: dict[int, Decision] = {}
    for clause in clauses:
        for mention in context.mentions_in(clause.start, clause.end):
            slot, rule = decision = first.get(mention.series) or slot_of(context, clause, mention)
            first.setdefault(mention.series, decision)
            out.append(Slotted(mention, slot, clause, rule))
    out = _capped_at(context, _lower_ends(context, _shared_comparator(context, out)))
    out = _listed_sums(context, clauses, [*_behind_grants(context, clauses, out)])
    return _instalments(context, elided_sums(context, out))


def _instalments(context: Context, found: list[Slotted]) -> list[Slotted]:
    """奖励100万元，三年内分别给予40万元、30万元、30万元: as many sums as years, which come to what was given."""
    parts: list[int] = []
    shared = {s.clause for s in found if s.rule in _PAID_OUT and s.mention.kind == "ratio"}
    for index, slotted in enumerate(found):
        if slotted.clause in shared and slotted.slot == "condition" and slotted.mention.kind == "duration":
            parts.append(index)  # 入职满一年、三年分别发放60%、40%
        ahead, behind = (found[at : at + 1] for at in (index - 1, index + 1))
        in_list = bool(behind) and behind[0].mention.series == slotted.mention.series
        if slotted.slot != "support" or not in_list or (index and ahead[0].mention.series == slotted.mention.series):
            continue
        members = [i for i, s in enumerate(found) if s.mention.series == slotted.mention.series]
        led = _SO_MANY_YEARS.search(context.text, slotted.clause.start, slotted.mention.cue_start)
        if led is None or to_int(led[1]) != len(members):
            continue
        whole = sum(found[i].mention.value for i in members)
        if any(s.slot == "support" and s.mention.value == whole for s in found[:index]):
            parts += members
            parts += [i for i in range(index) if found[i].clause == slotted.clause and found[i].slot == "condition"]
    paid = {i: replace(found[i], slot="other", rule="slots.instalment_or_tax_rate") for i in parts}
    return [paid.get(i, slotted) for i, slotted in enumerate(found)]


def _behind_grants(context: Context, clauses: Sequence[Clause], found: Sequence[Slotted]) -> Iterator[Slotted]:
    """What only the grant in front of it explains: a cap in per cent, the sum of a step, what counts as so much."""
    text = context.text
    granted = False
    before: Slotted | None = None
    out: list[Slotted] = []
    promised = partial(context.lexicon.fresh_grants.search, text, clauses[0].start)
    let_off = partial(context.lexicon.relieving_verbs.search, text, clauses[0].start)
    for slotted in found:
        mention = slotted.mention
        beside = next((s.mention.full_end for s in reversed(out) if s.slot == "support"), 0)
        alone = text[max(beside, slotted.clause.start) : mention.cue_start].removeprefix("、")  # A以内、B以内
        if (
            _bounds_alone(context, slotted)
            and _CAP_ALONE.fullmatch(alone)
            and (granted or promised(slotted.clause.start))
        ):
            slotted = replace(slotted, slot="support", rule="slots.cap_behind_grant")
        elif (
            slotted.rule == "slots.lower_bound"
            and (_LEVEL.fullmatch(alone.strip("，")) or _CAP_ALONE.fullmatch(alone))
            and _LEAST.match(text, mention.cue_start)
        ):
            given = mention.kind == "money" and (granted or promised(slotted.clause.start))
            slotted = replace(slotted, slot="support", rule="slots.floor_behind_grant") if given else slotted
        elif (
            (granted or let_off(slotted.clause.start))
            and slotted.rule in _BOUNDED_COUNT
            and _counts_what_is_given(context, slotted)
        ):
            slotted = replace(slotted, slot="support", rule="slots.count_behind_grant")
        elif slotted.rule == "slots.upper_bound" and (
            (granted or promised(slotted.clause.start)) and _caps_grant(context, slotted, found)
        ):
            capped = replace(mention, ceiling=text[mention.end : mention.full_end] or "以内")
            slotted = replace(slotted, mention=capped, slot="support", rule="slots.cap_behind_grant")
        elif slotted.rule == "slots.neither" and (
            _adds_points(context, slotted, granted) or _lists_points(before, mention)
        ):
            slotted = replace(slotted, slot="support", rule="slots.on_top")
        elif slotted.rule in ("slots.neither", RAISED_TO) and granted and (raised := _raised(context, slotted, out)):
            slotted = raised
        elif slotted.rule == "slots.neither" and mention.kind == "money" and _follows_step(context, before, mention):
            slotted = replace(slotted, slot="support", rule="slots.sum_of_step")
        yield slotted
        out.append(slotted)
        granted = granted or slotted.slot == "support"
        before = slotted


def _caps_grant(context: Context, slotted: Slotted, found: Sequence[Slotted]) -> bool:
    """按60%给予补助，省级赛事30万元以内，市级赛事10万元以内: sums that end their clauses and name no metric."""
    mention, text = slotted.mention, context.text
    last = max(s.mention.full_end for s in found if s.mention.series == mention.series)
    ends = mention.kind == "money" and _CLOSES_CLAUSE.match(text, last)
    left = text[slotted.clause.start : mention.start]
    return bool(ends) and not (METRIC_AHEAD.search(left) or left.startswith("对") or _of_metric(context, left, mention))


def _of_metric(context: Context, left: str, mention: Mention) -> bool:
    """Whether words in front of a number name what is measured of whoever applies."""
    rows = (row for row in context.lexicon.metrics if row.metric != "other" and mention.unit in row.units)
    return _LENT.search(left) is not None or any(row.pattern.pattern and row.pattern.search(left) for row in rows)


def _adds_points(context: Context, slotted: Slotted, granted: bool) -> bool:
    """列入清单的上浮2个百分点: percentage points on top of a rate that was given, or of whatever is 上浮."""
    mention, text = slotted.mention, context.text
    left, right = text[slotted.clause.start : mention.start], text[mention.full_end : slotted.clause.end]
    points = text.startswith("个百分点", mention.end - 4)
    added = _ADDED_TO_RATE.search(left) if mention.unit == "ratio" and not mention.op else None
    if added is None or not GOES_ON.match(right) or COMPARED_WITH.search(left) or _OF_LOAN.search(left):
        return False
    return added[0] in ("上浮", "上调") or (granted and points)


def _raised(context: Context, slotted: Slotted, before: Sequence[Slotted]) -> Slotted | None:
    """按60%给予补助，小微企业提高到80%: what some get instead of what was given; a cap where that was one."""
    mention, left = slotted.mention, context.text[slotted.clause.start : slotted.mention.start]
    instead_of = next((s for s in reversed(before) if s.slot == "support" and s.mention.unit == mention.unit), None)
    raised = mention.op is None and _RAISED_TO.search(left)
    if not raised or instead_of is None or COMPARED_WITH.search(left) or _OF_LOAN.search(left):
        return None
    cap = context.lexicon.ceilings.search(left)
    if cap or instead_of.mention.ceiling or instead_of.mention.op == "<=":
        word = cap[0] if cap else instead_of.mention.ceiling or "以内"
        rule = f"ceilings:{word}" if cap else instead_of.mention.op_rule
        mention = replace(mention, op="<=", ceiling=word, op_rule=rule)
    return replace(slotted, mention=mention, slot="support", rule=RAISED_TO)


def _lists_points(before: Slotted | None, mention: Mention) -> bool:
    """分别上浮10个百分点、5个百分点."""
    return before is not None and before.rule == "slots.on_top" and before.mention.series == mention.series


def _counts_what_is_given(context: Context, slotted: Slotted) -> bool:
    """每平方米每月补贴20元，面积不超过1000平方米: no 的 behind it, which would tell whom a further grant is for."""
    right = context.text[slotted.mention.full_end : slotted.clause.end]
    return slotted.mention.kind == "count" and not right.startswith("的") and not PAPERS.search(right)


def _bounds_alone(context: Context, slotted: Slotted) -> bool:
    """A rate with a ceiling word, or a sum as in 总额200万元以内; 1亿元以下最高50万元 has its own sum behind it."""
    mention = slotted.mention
    its_sum = _ITS_SUM.match(context.text, mention.full_end, slotted.clause.end)
    sum_within = slotted.rule == "slots.upper_bound" and mention.kind == "money" and not its_sum
    return sum_within or slotted.rule == "slots.ceiling_of_ratio"


def _follows_step(context: Context, before: Slotted | None, mention: Mention) -> bool:
    """每增加1000平方米，增加3万元."""
    if before is None or before.slot != "step":
        return False
    between = context.text[before.mention.full_end : mention.start]
    return bool(re.fullmatch(r"[^，。；\d]{0,6}，?[^，。；\d]{0,6}(?:递增|增加|增|加)", between))


def _lower_ends(context: Context, found: list[Slotted]) -> list[Slotted]:
    """按不低于30%、不高于50%的比例给予补助: the lower bound of what is given, not a threshold."""
    out = list(found)
    for index, (low, high) in enumerate(pairwise(found)):
        joined = re.fullmatch(r"[、且和，但]?", context.text[low.mention.full_end : high.mention.cue_start])
        if joined and _is_lower_end(high, low):  # 给予不高于20万元且不低于5万元的补助
            out[index + 1] = replace(high, slot="support", rule="slots.lower_end")
        given = high.slot == "support" and high.mention.ceiling and low.mention.unit == high.mention.unit
        asked = low.slot == "condition" and low.mention.op in (">=", ">") and low.clause == high.clause
        if (
            joined
            and given
            and asked
            and re.search(r"按照?$|给予$", context.text[low.clause.start : low.mention.cue_start])
        ):
            out[index] = replace(low, slot="support", rule="slots.lower_end")
    return out


def _is_lower_end(low: Slotted, high: Slotted) -> bool:
    """Whether a threshold is the lower bound of the sum beside it, which is bounded from above."""
    given = high.slot == "support" and high.mention.ceiling is not None and low.mention.unit == high.mention.unit
    asked = low.slot == "condition" and low.mention.op in (">=", ">") and low.clause == high.clause
    return given and asked and low.mention.value <= high.mention.value


def _capped_at(context: Context, found: list[Slotted]) -> list[Slotted]:
    """超过200万元的，按200万元补助: what more would come to is cut off, so that the sum is a ceiling.

    不足1万元的，按1万元补助 makes it the least that is given.
    """
    out = [_used_up(context, slotted) for slotted in found]
    for index, (over, cap) in enumerate(pairwise(found)):
        same = over.mention.value == cap.mention.value and over.mention.unit == cap.mention.unit
        between = context.text[over.mention.full_end : cap.mention.start]
        if same and over.mention.op in (">", ">=", "<") and _CUT_OFF.fullmatch(between):
            out[index] = replace(over, slot="other", rule="slots.capped_at")
            bounded = replace(cap.mention, op="<=", ceiling=between, op_rule="slots.capped_at")
            if over.mention.op == "<":
                bounded = replace(cap.mention, op=">=", op_rule="slots.capped_at")
            out[index + 1] = Slotted(bounded, "support", cap.clause, "slots.capped_at")
    return out


def _used_up(context: Context, slotted: Slotted) -> Slotted:
    """补贴总额达50万元的，不再享受: who has been given so much gets no more, so that the sum is a ceiling."""
    mention, text = slotted.mention, context.text
    reached = mention.kind in ("money", "ratio") and mention.op in (">=", ">", None) and slotted.slot != "step"
    if not reached or not (behind := _NO_MORE.match(text, mention.full_end)):
        return slotted
    named = rf"(?:{context.lexicon.giving_nouns.pattern})(?:资金|金额|总额|额度|额|累计|合计)*$"
    asked = slotted.slot != "support" and not re.search(named, text[slotted.clause.start : mention.cue_start])
    if asked:
        return slotted
    bounded = replace(mention, op="<=", ceiling=behind[0], op_rule="slots.capped_at")
    return Slotted(bounded, "support", slotted.clause, "slots.capped_at")


def _listed_sums(context: Context, clauses: Sequence[Clause], found: list[Slotted]) -> list[Slotted]:
    """Bare sums with a short head each: 发放安家补贴，其中专科生1万元，本科生2万元; 按博士3万元、硕士1万元发放补贴."""
    text = context.text
    if not clauses:
        return found
    begin, end = clauses[0].start, clauses[-1].end
    granted = [s for s in found if s.slot == "support" and s.mention.kind == "money"]
    gives = context.lexicon.fresh_grants.search(text, begin, end)
    out = []
    for slotted in found:
        mention = slotted.mention
        bare = slotted.rule == "slots.neither" and mention.kind in ("money", "ratio") and not mention.op
        if not bare:
            out.append(slotted)
            continue
        head = re.split(r"[，；：、]", text[max(begin, mention.start - _LONGEST_HEAD) : mention.start])[-1]
        listed = 0 < len(head) <= 16 and not METRIC_AHEAD.search(head)
        standard = mention.kind == "ratio" and _STANDARD_OF.search(text, begin, mention.start)
        if mention.kind == "ratio":  # 第一年100%，第二年70%
            listed = bool(_SPAN_OF_YEARS.fullmatch(head) or (standard and 0 < len(head) <= 16))
        ends = re.match(r"[，；。、）]|$", text[mention.full_end : end])
        behind = not granted and gives is not None and gives.end() <= mention.start
        behind = behind or bool(standard)
        # 、 goes on to a sum of the same clause that is given.
        shares = text.startswith("、", mention.full_end) and any(
            s.clause == slotted.clause and s.mention.start > mention.start for s in granted
        )
        given = listed and ends and (behind or shares)
        out.append(replace(slotted, slot="support", rule="slots.listed_sum") if given else slotted)
    return out


def bare_sum(context: Context, clauses: Sequence[Clause], found: list[Slotted]) -> list[Slotted]:
    """按下列层次发放补贴：领军人才50万元；拔尖人才30万元。: the further members of a list are a head and a sum each."""
    if len(found) != 1 or found[0].rule != "slots.neither" or found[0].mention.kind != "money":
        return found
    mention, text = found[0].mention, context.text
    head = re.sub(r"^（\d{1,2}）|^\d{1,2}[.．、]", "", text[clauses[0].start : mention.start])
    alone = re.fullmatch(r"(?:/[^，。；\d]{1,4})?[；。]?\n?", text[mention.full_end : clauses[-1].end])
    if not alone or not re.fullmatch(r"[^，。；：、\d]{1,16}", head) or METRIC_AHEAD.search(head):
        return found
    return [replace(found[0], slot="support", rule="slots.member_of_list")]


def cell_sums(context: Context, found: Sequence[Slotted]) -> list[Slotted]:
    """A sum or rate that stands alone in a cell under 支持标准, 奖励金额 is what is given."""
    return [replace(s, slot="support", rule="slots.sum_in_cell") if _is_alone_in_cell(context, s) else s for s in found]


def _is_alone_in_cell(context: Context, slotted: Slotted) -> bool:
    mention, cells = slotted.mention, context.outline.text.cells
    if slotted.slot == "support" or mention.kind not in ("money", "ratio") or mention.op not in (None, "<="):
        return False
    at = bisect.bisect_right(cells, mention.start, key=lambda c: c.start) - 1
    if at < 0 or not cells[at].gives:
        return False
    ahead, behind = context.text[cells[at].start : mention.start], context.text[mention.full_end : cells[at].end]
    listed = _LIST_AHEAD.match(ahead)
    head, tail = ahead[listed.end() if listed else 0 :], _LIST_BEHIND.sub("", behind, count=1)
    return bool(_HEAD_IN_CELL.fullmatch(head) and _TAIL_IN_CELL.fullmatch(tail)) and not METRIC_AHEAD.search(head)


def _shared_comparator(context: Context, found: list[Slotted]) -> list[Slotted]:
    """A trailing 以上 governs the numbers coordinated to its left: 通关单量5000万单、进出口额50亿元以上."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        here, after = out[index], out[index + 1]
        if here.slot != "other" or here.mention.op or after.slot != "condition" or after.mention.op not in (">=", "<="):
            continue
        between = context.text[here.mention.end : after.mention.start]
        if here.clause == after.clause and re.match(r"[、且和及或]", between) and not re.search(r"[，；。]", between):
            penalties = (*here.mention.penalties, "shared_comparator")
            shared = replace(here.mention, op=after.mention.op, op_rule=after.mention.op_rule, penalties=penalties)
            out[index] = Slotted(shared, "condition", here.clause, "slots.coordinated")
    return _comparator_ahead(context, out)


def _comparator_ahead(context: Context, found: list[Slotted]) -> list[Slotted]:
    """A leading 达到 governs the numbers coordinated to its right: 达到10万吨或营业收入5000万元."""
    out = list(found)
    for index in range(1, len(out)):
        before, here = out[index - 1], out[index]
        led = before.slot == "condition" and before.mention.op_rule.startswith("comparators_before:")
        if not led or here.slot != "other" or here.mention.op or here.clause != before.clause:
            continue
        between = context.text[before.mention.full_end : here.mention.start]
        if before.mention.op == ">=" and _COORDINATED.fullmatch(between) and not context.lexicon.grants.search(between):
            penalties = (*here.mention.penalties, "shared_comparator")
            shared = replace(here.mention, op=">=", op_rule=before.mention.op_rule, penalties=penalties)
            out[index] = Slotted(shared, "condition", here.clause, "slots.coordinated")
    return out
