"""What a threshold measures, and over which time. Which numbers are thresholds is told in slots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhengtu.extract.context import Context
from zhengtu.extract.mentions import Mention
from zhengtu.extract.readings import Read
from zhengtu.model.lexicon import Metric
from zhengtu.model.record import Condition

# What is counted over a time; a rank, a floor area, staff or the firms in a park are states.
_FLOWS = (
    *(
        "order",
        "flight",
        "person",
        "person_time",
        "ratio",
        "voyage",
        "train",
        "vehicle",
        "container",
        "ton",
        "TEU",
        "kWh",
        "kg",
    ),
    *("event", "session", "patent"),
)
_STATES = ("employees",)
_YEARLY = re.compile(r"(?<![\d一二三四五六七八九十近首])年(?!级|轻|龄|化|满)|上一年|(?<!\d)20\d\d年度?(?![\d至以前-])")
_MONTHLY = re.compile(r"每个?月|月均|当月|(?<![\d个])月(?:销售|营业|营收|收入|产[值量]|交易|用[电水]|租金|薪|工资)")
_WEEKLY = re.compile("每周")
_DAILY = re.compile("日均|每[天日]")
_OVER_YEAR = re.compile(r"同比|[较比]上一?年")
_INCREASE = re.compile(r"每(?:再|新|净)*[增多]|增量|净增|增额")
_BEYOND = re.compile(r"超[过出]部分|此后|在此基础上|以后")
# 按其年度工资性收入分段给予, 以固定资产实际投入为基数: what the rungs below count, said in front of them.
_BASE = re.compile(
    r"(?:按照?|根据|依据|以|参照)([^，；。：]{2,30}?)(?:为基数|为标准|规模|情况|给予|予以|分[段档级类层]|进行|奖励|补[助贴]|资助)"
)
_REACH = 8  # characters behind a number that may name what it counts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words round a threshold, from near to far."""

    left: str  # of its clause, behind the number in front of it
    clause: str  # of its clause, up to it
    part: str  # of its run of clauses, up to it
    right: str  # behind it, to the end of its clause
    lead: str  # what stands in front of the whole list it is a rung of


def read_metric(context: Context, words: Surroundings, mention: Mention, before: Sequence[Condition]) -> Read:
    """The row whose unit fits and whose words stand nearest to the number; else what the words farther off measure."""
    rows = [row for row in context.lexicon.metrics if _fits(row, mention)]
    behind = next((r for r in rows if r.after is not None and r.after.search(words.right[:_REACH])), None)
    if behind:
        return Read(behind.metric, f"metrics:{behind.row}")
    named = _nearest(rows, words.left)
    if named:
        return Read(_grown(named.metric, words.left), f"metrics:{named.row}")
    alike = [c for c in reversed(before) if c.unit == mention.unit]
    if mention.op:  # 500万美元以下的，每增加10万美元…；500万美元以上的: of the threshold, not of the step
        alike.sort(key=lambda c: c.op == "per")
    same_unit = alike[0].metric if alike else None
    if same_unit:
        return Read(_grown(same_unit, words.left), "conditions.metric_before", ("elided_metric",))
    for window in _wider(words, mention):
        if found := _nearest([r for r in rows if not r.metric.endswith("increase")], window):
            metric = _grown(found.metric, words.left)
            return Read(metric, "conditions.metric_farther_off", ("elided_metric",))
    if mention.kind == "money" and before:
        return Read("trade_volume", "conditions.money_metric", ("elided_metric", "default_value"))
    return Read("other", "conditions.no_metric", ("default_value",))


def _wider(words: Surroundings, mention: Mention) -> Sequence[str]:
    """Where else to look, near things first; a time or a share is measured by its own clause or not at all."""
    if mention.kind == "money":
        base = " ".join(m[1] for m in _BASE.finditer(words.lead))
        return words.clause, words.part, words.lead if _BEYOND.search(words.left) else base
    return (words.clause, words.part, words.right, words.lead) if mention.kind == "count" else ()


def read_period(
    words: Surroundings, mention: Mention, metric: Read, op: str, previous: Condition | None
) -> Read | None:
    """Per year or month, where the words say so and what is counted adds up over a time."""
    served = mention.unit == "enterprise" and (re.search(r"服务[^，；。]*$", words.left) or op == "per")
    flows = mention.kind == "money" or mention.unit in _FLOWS or served
    if not flows or metric.value in _STATES:
        return None
    if _YEARLY.search(words.left):
        return Read("year", "conditions.yearly")
    if _MONTHLY.search(words.left):
        return Read("month", "conditions.monthly")
    if _WEEKLY.search(words.left):
        return Read("week", "conditions.weekly")
    if _DAILY.search(words.left):
        return Read("day", "conditions.daily")
    if metric.value == "growth_rate" and (_OVER_YEAR.search(words.left) or _YEARLY.search(words.part)):
        return Read("year", "conditions.over_a_year")
    if (
        metric.value == "growth_rate"
        and op != "per"
        and previous
        and previous.metric == "growth_rate"
        and previous.period
    ):
        return Read(previous.period, "conditions.listed")
    if re.match(r"、|的?（或", words.left):
        return Read(previous.period, "conditions.listed") if previous and previous.period else None
    if mention.kind != "money":
        return None
    if op == "per" and previous and previous.period:
        return Read(previous.period, "conditions.listed")
    if metric.rule == "conditions.metric_farther_off" and _YEARLY.search(words.part):
        return Read("year", "conditions.yearly")
    if any(_YEARLY.search(m[1]) for m in _BASE.finditer(words.lead)):
        return Read("year", "conditions.yearly_above")
    return None


def _fits(row: Metric, mention: Mention) -> bool:
    """Whether a row is measured in the unit; whatever is in one money is in any."""
    return mention.unit in row.units or (mention.kind == "money" and "CNY" in row.units)


def _nearest(rows: Iterable[Metric], words: str) -> Metric | None:
    """The row whose words end last, the longest of those; a row without words fits where no other does."""
    best: tuple[int, int] = (-1, 0)
    found: Metric | None = None
    for row in rows:
        if row.after is not None:
            continue
        ends = [(m.end(), len(m[0])) for m in row.pattern.finditer(words)] if row.pattern.pattern else [(0, 0)]
        if ends and max(ends) > best:
            best, found = max(ends), row
    return found


def _grown(metric: str, left: str) -> str:
    """每再增长1000万美元 after a threshold of trade counts its growth."""
    return "trade_volume_increase" if metric == "trade_volume" and _INCREASE.search(left) else metric
