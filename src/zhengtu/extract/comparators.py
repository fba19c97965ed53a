"""What bounds a number: the comparator or ceiling word in front of it or behind it. Numbers themselves: quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from zhengtu.extract.mentions import EXCLUSIVE, Mention, is_inclusive
from zhengtu.model.lexicon import Comparator, Lexicon

# 不得申报 forbids, 不得低于30% compares.
FORBIDS = "不得(?![低少小高大多超突])"
COMPLEMENT = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_METRIC_ENDS = re.compile("(?<![全每当])年限$|[时期权界]限$")  # 合同年限5年以上, but 全年限200万元
_BRACKET = re.compile(r"（(?:不?含[^（）]{0,14}|(?:或|约)?(?:折合|合|等值|人民币)[^（）]{2,16})）|）")
_STROKE = re.compile(
    r"/[^，。；、/\d（）]{1,4}?(?:[/·][^，。；、/\d（）]{1,3}?)?(?=封顶|为[限上度顶]|以[内下上]|之内|及以下|（)"
)
_TAIL = re.compile(r"（不?含[^（）]{0,14}）")
_WORD = 2  # characters of a comparator that is one behind a noun too: 以上, not 起 or 内
_COUNTED_NOUN = re.compile(r"(?:企业|商家|单位|员工|职工|人员|学员|人才)(?=及?以[上下内]|之内)")
_GAP = r"(?:\d年期)?[^，；。、\d（）]{0,24}(?:（[^（）。；]{1,24}）[^，；。、\d（）]{0,8})?"
# 限额以上企业 are those above a size.
_NO_CEILING = re.compile("限额以[上下]")
_WHOM_OR_EACH = re.compile(r"[^，；。、：\d（）的]{1,10}")
# 最低给予20万元, 保底补贴5000元, 下限为每人500元: the least that is given.
_LEAST = re.compile("最低|最少|至少|保底|下限")
_EACH = re.compile(r"为?每[^，。；、：\d每]{1,6}(?:每[^，。；、：\d每]{1,4})?")  # 不低于每人每年15万元
_REACH = 18  # characters between a ceiling word and its sum


class Found(NamedTuple):
    """A comparator in front of a number and the row or rule that tells it."""

    op: str
    rule: str


class Cap(NamedTuple):
    """A ceiling word behind a number and its row."""

    word: str
    rule: str


Compared = tuple[str | None, str, tuple[str, ...]]  # op, rule, penalties


def compare(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with what bounds them; members of a list share it."""
    out = []
    series: dict[int, list[Mention]] = {}
    for mention in mentions:
        series.setdefault(mention.series, []).append(mention)
    for members in series.values():
        first, last = members[0], members[-1]
        after, full_end = _after(text, last, lexicon)
        before, ceiling, cue = _before(text, first, lexicon)
        behind = _cap_behind(text, full_end, lexicon)
        for m in members:
            own = after if m is last else _after(text, m, lexicon)[0]  # 1万吨以上、3万吨以下
            ahead = before if m is first else _before(text, m, lexicon)[0] or before
            # 不足500万元、500万元以上: what stands at the number itself is not turned by what the list ends with.
            turned = ahead and after and ahead.op[0] != after.op[0]
            shared = own or (None if turned else after)
            op, rule, penalties = _compared(m, shared, ahead, behind)
            if op in (">", "<") and (is_inclusive(text, m) or is_inclusive(text, last)):
                op, penalties = f"{op}=", (*penalties, "override_of_comparator")
            out.append(
                replace(
                    m,
                    op=op,
                    ceiling=ceiling or (behind.word if behind else None),
                    cue_start=cue,
                    full_end=full_end if m is last else m.end,
                    op_rule=rule,
                    penalties=penalties,
                )
            )
    return sorted(out, key=lambda m: (m.start, m.value))


def _cap_behind(text: str, at: int, lexicon: Lexicon) -> Cap | None:
    """35万元封顶, 35万元（最高）: a bracket with more in it (（封顶35万元）) bounds what is named there."""
    if stroke := _STROKE.match(text, at):  # 50万元/年封顶
        at = stroke.end()
    within = text.startswith("（", at)
    tables = {"ceilings_after": lexicon.ceilings_after} | ({"ceilings": lexicon.ceilings} if within else {})
    for table, pattern in tables.items():
        match = pattern.match(text, at + within)
        if match and text.startswith("）", match.end()) >= within and not text[match.end() : match.end() + 1].isdigit():
            return Cap(match[0], f"{table}:{match[0]}")
    return None


def _compared(mention: Mention, after: Comparator | None, before: Found | None, behind: Cap | None) -> Compared:
    """What compares a number: its place in a range, a cap behind it, the word behind it, the word in front of it."""
    if mention.op:
        return mention.op, mention.op_rule, mention.penalties
    if behind:
        return "<=", behind.rule, mention.penalties
    if before and after and before.op == "<" and before.rule == "quantities.negated_comparator":
        return before.op, before.rule, mention.penalties  # 未达到10%以上
    if after:
        penalties = ("override_of_comparator",) if before and before.op[0] != after.op[0] else ()
        return after.op, f"comparators_after:{after.form}", (*mention.penalties, *penalties)
    if before:
        return before.op, before.rule, mention.penalties
    return None, "", mention.penalties


def _after(text: str, mention: Mention, lexicon: Lexicon) -> tuple[Comparator | None, int]:
    """The comparator behind a number, past （含） and past a bracket that belongs to it."""
    noun = _counted_noun(text, mention, lexicon)  # 80个航班以上
    bracket = _BRACKET.match(text, mention.end)
    stroke = _STROKE.match(text, mention.end)  # 50元/平方米以内
    at = bracket.end() if bracket else stroke.end() if stroke else mention.end
    forms = tuple(lexicon.comparators_after)
    begins = [begin for begin in dict.fromkeys((mention.end, at)) if text.startswith(forms, begin + len(noun))]
    for form, comparator in lexicon.comparators_after.items() if begins else ():
        if (noun and len(form) < _WORD) or not _fits(comparator, mention):
            continue
        begin = next((b for b in begins if text.startswith(form, b + len(noun))), None)
        if begin is not None:
            end = begin + len(noun) + len(form)
            tail = _TAIL.match(text, end)
            if EXCLUSIVE.match(text, mention.end) or EXCLUSIVE.match(text, end):
                comparator = replace(comparator, op=comparator.op.rstrip("="))
            return comparator, tail.end() if tail else end
    return None, at


def _counted_noun(text: str, mention: Mention, lexicon: Lexicon) -> str:
    """The noun right behind a classifier, which is what it counts; else nothing."""
    form = mention.unit_row.removeprefix("counted:")
    if form in lexicon.counted and text.startswith(form, mention.end):
        return form
    counted = _COUNTED_NOUN.match(text, mention.end) if mention.unit in ("enterprise", "person") else None
    return counted[0] if counted else ""


def _before(text: str, mention: Mention, lexicon: Lexicon) -> tuple[Found | None, str | None, int]:
    """Comparator and ceiling word in front. A ceiling may stand before the noun it bounds (不高于租金30%)."""
    left = text[max(0, mention.start - 30) : mention.start]
    ceiling = _ceiling(left, lexicon, mention)
    if ceiling:
        return Found("<=", f"ceilings:{ceiling[0]}"), ceiling[0], mention.start - len(left) + ceiling[1]
    named = left.endswith(tuple(lexicon.comparators_before))
    for form, comparator in lexicon.comparators_before.items() if named else ():
        if left.endswith(form) and _fits(comparator, mention):
            negation = lexicon.negations.search(left[: -len(form)])
            start = mention.start - len(form)
            if negation:
                return Found(COMPLEMENT[comparator.op], "quantities.negated_comparator"), None, start - len(negation[0])
            return Found(comparator.op, f"comparators_before:{form}"), None, start
    if mention.kind == "ratio":
        return _over_noun(left, lexicon, mention)
    return _over_scope(left, lexicon, mention)


def _over_scope(left: str, lexicon: Lexicon, mention: Mention) -> tuple[Found | None, None, int]:
    """A comparator in front of whom a number counts for, or of words of giving: 不低于每人2万元, 最低给予20万元."""
    clause = re.split(r"[，；。、：\n]", left)[-1]
    each, least = "每" in clause, _LEAST.search(clause)
    for form, comparator in lexicon.comparators_before.items() if each or least else ():
        at = clause.rfind(form) if len(form) >= _WORD and _fits(comparator, mention) else -1
        between = clause[at + len(form) :]
        if at < 0 or not between:
            continue
        given = _LEAST.match(form) and mention.kind == "money" and lexicon.between_ceiling_and_sum.fullmatch(between)
        if not given and (not _EACH.fullmatch(between) or lexicon.grants.search(between)):
            continue
        negation = lexicon.negations.search(clause[:at])
        start = mention.start - len(clause) + at
        if negation:
            return Found(COMPLEMENT[comparator.op], "quantities.negated_comparator"), None, start - len(negation[0])
        return Found(comparator.op, f"comparators_before:{form}"), None, start
    return None, None, mention.start


def _over_noun(left: str, lexicon: Lexicon, mention: Mention) -> tuple[Found | None, None, int]:
    """A negated comparator in front of the base of a rate: 不低于最低工资标准的80%."""
    clause = re.split(r"[，；。、：\n]", left)[-1]
    for form, comparator in lexicon.comparators_before.items():
        at = clause.rfind(form)
        negation = lexicon.negations.search(clause[:at]) if at > 0 else None
        if negation and _fits(comparator, mention) and re.fullmatch(_GAP, clause[at + len(form) :]):
            start = mention.start - len(clause) + at - len(negation[0])
            return Found(COMPLEMENT[comparator.op], "quantities.comparator_over_noun"), None, start
    return None, None, mention.start


def _fits(comparator: Comparator, mention: Mention) -> bool:
    return not comparator.units or mention.unit in comparator.units


def _ceiling(left: str, lexicon: Lexicon, mention: Mention) -> tuple[str, int] | None:
    """The ceiling word nearest to the number; words of giving, scope or amount may stand between, or a rate's base."""
    found = None
    for match in lexicon.ceilings.finditer(left):
        between = left[match.end() :]
        adjacent_only = len(match[0]) == 1  # 限 alone is a word only right before the number (上限, 期限)
        if _NO_CEILING.match(left, match.start()):
            continue
        if adjacent_only and (between or _METRIC_ENDS.search(left, 0, match.end())):
            continue
        if adjacent_only and left.endswith(tuple(lexicon.comparators_before)):  # 下限
            continue
        bridged = len(between) <= _REACH and lexicon.between_ceiling_and_sum.fullmatch(between)
        given = mention.kind == "money" and _leads_to_sum(between, lexicon)
        reaches = bridged or given or (mention.kind == "ratio" and re.fullmatch(_GAP, between))
        if reaches and (found is None or match.start() >= found[1] + len(found[0])):
            found = (match[0], match.start())
    return found


def _leads_to_sum(between: str, lexicon: Lexicon) -> bool:
    """最高贴息补助200万元, 最高给予企业200万元, 最高为每标准展位2万元: words of giving or counting lead to it."""
    bridge = lexicon.between_ceiling_and_sum.match(between)
    gives, rest = (bridge[0], between[bridge.end() :]) if bridge else ("", between)
    led = lexicon.grants.search(gives) or lexicon.grants.match(rest) or re.match("每|单个", rest)
    return bool(led and _WHOM_OR_EACH.fullmatch(rest))
