"""Numbers that the government sets itself: 到2027年…400家以上. A number that a measure uses is none of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from zhengtu.extract.clauses import Clause, depths
from zhengtu.extract.comparators import FORBIDS
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.mentions import Mention
from zhengtu.extract.readings import Read, wrapped
from zhengtu.model.record import Reading, Readings, Target
from zhengtu.numerals import to_int

_HORIZON = re.compile(r"到(\d{4})年|(\d{4})年(?:底|末|前|，|内)")
# 其中2026年新增30家: behind a comma or at the front a year is one too, where it is still to come.
_PLAIN_YEAR = re.compile(r"(?:^|[，；：]|其中)(?:在|至)?(20\d\d)年(?![\d、和及至-]|度|以)")
# 2026年、2027年分别达到20万吨、30万吨: a year for each number of a list.
_YEARS = re.compile(r"(?:20\d\d年(?:底|末)?[、和及])+20\d\d年(?=，?[^，。；\d]{0,30}(?:分别|依次))")
_NUMBERED_YEAR = re.compile(r"20\d\d")
# The plans of five years end in 2020, 2025, 2030: 到“十四五”末.
_PLAN = re.compile(r"(?:到|至)“?十([三四五六七])五”?(?:时期|规划)?(?:期?末|结束)")
_TENTH_PLAN_ENDS = 2005
_AIM = re.compile(r"力争|目标|到\d{4}年|每年|年均|争取|确保|[用过][^，。；]{1,3}年(?:左右)?(?:的?时间|的?努力)")
_DUTY = re.compile(rf"^对|给[予与]|予以|应当|须|{FORBIDS}|申请|申报|企业年|承担|每年对|补助|补贴|资助|奖励")
_BUDGET = re.compile(r"专项资金|预算|资金池|基金|资金规模|安排[^，。]{0,8}(?:资金|经费|万元|亿元)|投放")
# 千万美元级企业 names a size, （含50人） says the number in front again, …的单位 says whom.
_SIZE = re.compile(r"级(?!别)|以上的?(?:企业|单位|机构)的")
_OF_WHOM = re.compile(r"的(?:单位|企业|机构|基地|个人|人员)?[，。；]?$")
_OWN_PHRASE = re.compile(r"[^、，；。\d]*")
_BEHIND_NUMBER = re.compile(r"[^、，；。\d]*$")
_AT_LEAST = re.compile(r"(?:至少|不少于|不低于)[^，。；\d]{0,6}$")
# An item under such words is asked of whoever applies.
_ASKS = re.compile(r"(?:条件|要求|标准|材料|资格|情形)[^。\n]{0,12}[：:]?\s*$")
# But for one that says that the government speaks of itself.
_OWN_AIM = re.compile(r"目标|任务")


def read_targets(context: Context, used: Collection[int], issued_on: date | None) -> tuple[Target, ...]:
    """Targets outside of measures; used holds the places of numbers that measures already read.

    What is said of a year before that of issue is how things were.
    """
    closing = context.outline.tail.start
    headings = {node.path: context.text[node.start : node.end].rstrip() for node in context.outline.nodes}
    asking = {path for path, words in headings.items() if _ASKS.search(words)}
    first = issued_on.year if issued_on else 0
    found: list[Target] = []
    for passage in context.passages():
        path = passage.provision or ()
        asked = any(path[:depth] in asking for depth in range(1, len(path)))
        asked = asked and not _OWN_AIM.search(headings.get(path, ""))
        if not asked and (passage.provision is not None or passage.start < closing):
            found += _in_passage(context, passage, used, first)
    return tuple(found)


def _in_passage(context: Context, passage: Passage, used: Collection[int], first: int) -> Iterator[Target]:
    horizon: Read | None = None
    for sentence in context.sentences(passage):
        words = context.text[sentence.start : sentence.end]
        stated = _HORIZON.search(words) or _PLAN.search(words) or _to_come(words, first)
        year = _year(stated) if stated else ""
        if year and int(year) < first:
            continue
        if year:
            horizon = Read(year, "targets.horizon")
        mentions = context.mentions_in(sentence.start, sentence.end)
        if any(m.start in used for m in mentions) or not (stated or horizon or _AIM.search(words)):
            continue
        years = _years(context, sentence.start, sentence.end, mentions)
        for part in sentence.parts:
            for clause in part:
                said = clause.of(context.text)
                if not (_DUTY.search(said) or _OF_WHOM.search(said) or _BUDGET.search(said)):
                    found = _in_clause(context, passage, clause, horizon, years)
                    yield from (target for target in found if int(target.by or first) >= first)
        horizon = horizon and horizon._replace(penalties=("inherited_value",))


def _to_come(words: str, first: int) -> re.Match[str] | None:
    """A year after that of issue that opens a sentence, or years of a list: what is said of them is planned."""
    opens = _PLAIN_YEAR.match(words) or _YEARS.match(words)
    return opens if opens and first and int(opens[0].lstrip("在至")[:4]) > first else None


def _years(context: Context, start: int, end: int, mentions: Sequence[Mention]) -> Mapping[int, Read]:
    """The year of each number of a sentence, by its place: the last one named in front of it, or its own of a list."""
    words = context.text[start:end]
    listed_years = list(_YEARS.finditer(words))
    single = (m for p in (_HORIZON, _PLAN, _PLAIN_YEAR) for m in p.finditer(words))
    stated = [*listed_years, *(m for m in single if not any(y.start() <= m.start() < y.end() for y in listed_years))]
    members: dict[int, list[int]] = {}
    for mention in mentions:
        members.setdefault(mention.series, []).append(mention.start)
    found: dict[int, Read] = {}
    for mention in mentions:
        ahead = [m for m in stated if start + m.end() <= mention.start]
        nearest = max(ahead, key=lambda m: m.end(), default=None)
        if nearest is None:
            continue
        listed: list[str] = _NUMBERED_YEAR.findall(nearest[0]) if nearest.re is _YEARS else []
        of_list = members[mention.series]
        if listed and len(listed) == len(of_list):
            found[mention.start] = Read(listed[of_list.index(mention.start)], "targets.year_of_list")
        elif not listed:
            found[mention.start] = Read(_year(nearest), "targets.horizon")
    return found


def _year(stated: re.Match[str]) -> str:
    if stated.re is _YEARS:
        return max(_NUMBERED_YEAR.findall(stated[0]), default="")
    said: str = next(group for group in stated.groups() if group)
    return said if said.isdigit() else str(_TENTH_PLAN_ENDS + 5 * (to_int(said) or 0))


def _in_clause(
    context: Context, passage: Passage, clause: Clause, carried: Read | None, years: Mapping[int, Read]
) -> Iterator[Target]:
    depth = depths(clause.of(context.text))
    for mention in context.mentions_in(clause.start, clause.end):
        horizon = years.get(mention.start, carried)
        if mention.kind == "duration" or depth[mention.start - clause.start]:
            continue
        if _SIZE.match(context.text, mention.end) or (mention.ceiling and not horizon):
            continue
        left = context.text[clause.start : mention.start]
        unit, op = _unit(context, clause, mention), _op(left, mention)
        period = next(((form, per) for form, per in context.lexicon.target_periods.items() if form in left), None)
        yield Target(
            provision=passage.provision,
            by=horizon.value if horizon else None,
            value=mention.value,
            unit=unit.value,
            op=op.value,
            text=clause.of(context.text).strip("，；。\n"),
            evidence=context.evidence(clause.start, clause.end),
            per=period[1] if period else None,
            readings=_readings(context, mention, unit, op, horizon, period),
        )


def _readings(
    context: Context, mention: Mention, unit: Read, op: Read, horizon: Read | None, period: tuple[str, str] | None
) -> Readings:
    quote = context.evidence(mention.start, mention.end).quote
    found = [
        Reading("value", mention.value_rule, wrapped(quote)),
        Reading("unit", unit.rule, unit.penalties),
        Reading("op", op.rule, op.penalties),
    ]
    if horizon:
        found.append(Reading("by", horizon.rule, horizon.penalties))
    if period:
        found.append(Reading("per", f"target_periods:{period[0]}"))
    return tuple(found)


def _op(left: str, mention: Mention) -> Read:
    """The comparator at the number, else 至少 in front of its verb (至少安排300名); a plain number is meant exactly."""
    if mention.op:
        return Read(mention.op, mention.op_rule, mention.penalties)
    at_least = _AT_LEAST.search(left)
    return Read(">=", "targets.at_least") if at_least else Read("=", "targets.plain_number")


def _unit(context: Context, clause: Clause, mention: Mention) -> Read:
    """The thing counted: the noun nearest behind the number, else nearest in front."""
    printed = Read(mention.unit, mention.unit_row, ("inferred_unit",) if mention.inferred_unit else ())
    noun = mention.unit_row.removeprefix("counted:")
    carried = "inherited_value" in mention.penalties  # 海外仓15个、产业园6个: the noun of the number in front
    if noun in context.lexicon.target_units and not carried:
        return _counted(noun, context.lexicon.target_units)
    if mention.unit not in ("item", "enterprise") and not carried:
        return printed
    behind, ahead = context.text[mention.end : clause.end], context.text[clause.start : mention.start]
    own = _OWN_PHRASE.match(behind), _BEHIND_NUMBER.search(ahead)  # 海外仓15个、产业园6个: each its own
    if own[0] and own[1] and (read := _counted_among(own[0][0], own[1][0], mention, context)):
        return read
    return _counted_among(behind, ahead, mention, context) or printed


def _counted_among(behind: str, ahead: str, mention: Mention, context: Context) -> Read | None:
    for form in context.lexicon.target_periods:  # 每个县区 says per what, not what is counted
        ahead = ahead.replace(form, "")
    units = context.lexicon.target_units
    places = [(behind.find(form), form) for form in units if form in behind]
    if places and mention.unit == "item":
        return _counted(min(places)[1], units)
    fronts = [(ahead.rfind(form) + len(form), form) for form in units if form in ahead]
    return _counted(max(fronts)[1], units) if fronts else None


def _counted(form: str, units: Mapping[str, str]) -> Read:
    return Read(units[form], f"target_units:{form}")
