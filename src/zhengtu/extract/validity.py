"""From when, until when and for how long a policy holds, and who interprets it. Status is derived elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhengtu.extract.context import Context
from zhengtu.extract.dates import DAY, parse_date
from zhengtu.extract.interpreters import find_interpreters
from zhengtu.model.record import MetadataEvidence, Reading
from zhengtu.numerals import to_int

_FROM = rf"(?:自|从|于)(?P<date>{DAY}|(?:印发|发布|公布|发文|下发)之日)"
_DOING = r"(?:正式|开始)?(?:试行|施行|实施|执行|实行|生效)"
_LASTS = r"(?<!项目)(?<!项目的)(?:有效期限?|执行期限?|实施期限?|施行期限?|有效时间|执行时间|实施时间)"
_NUMBER = r"(?P<years>\d{1,2}|[一二两三四五六七八九十]{1,2})"
_IN_FORCE = (
    re.compile(rf"{_FROM}起?{_DOING}"),
    re.compile(rf"(?:本[^，。；]{{2,8}}|政策|有效期)自(?P<date>{DAY})起(?:至|到){DAY}止"),
    re.compile(rf"(?:自|从)(?P<date>{DAY})起?(?:至|到){DAY}(?:止|期间)?(?:内)?(?:{_DOING}|有效)"),
    re.compile(rf"{_LASTS}[：为自从]{{0,2}}(?P<date>{DAY})(?:起|起?(?:至|到|[—-]){DAY})"),
    re.compile(rf"(?:施行|实施|执行|生效)(?:时间|日期)(?:为|：|自)(?P<date>{DAY})"),
    re.compile(rf"{_LASTS}为?[\d一二两三四五六七八九十]{{1,2}}年[，（]自(?P<date>{DAY})起"),
)
_UNTIL = (
    re.compile(rf"{_LASTS}[^。；]{{0,16}}?(?:至|到|截至|截止|—|-)(?P<date>{DAY})"),
    re.compile(rf"(?:本[^，。；]{{2,8}}|政策|有效期)自{DAY}起(?:至|到)(?P<date>{DAY})止"),
    re.compile(rf"(?:自|从){DAY}起?(?:至|到)(?P<date>{DAY})(?:止|期间)?(?:内)?(?:{_DOING}|有效)"),
    re.compile(rf"(?:施行|试行|实施|执行|生效)，?(?:有效)?(?:截止至?到?|截至|至|到)(?P<date>{DAY})"),
    re.compile(rf"起{_DOING}，(?:于|至|到)?(?P<date>{DAY})(?:起)?(?:自动|自行)?(?:废止|失效|终止|止)"),
)
_FOR_YEARS = (
    re.compile(rf"(?:有效期限?|执行期限?|实施期限?|施行期限?|试行期?限?)(?:暂定)?(?:为|限)?{_NUMBER}年"),
    re.compile(rf"起{_DOING}，?(?:暂定|暂行|期限为?|为期|时限为?)?{_NUMBER}年"),
)
_APPLIES = re.compile(rf"(?:时间|期限|期间)(?:从|自)(?P<date>{DAY})(?:开始|起)(?:计|计算|适用)")
# 2025年1月1日至本措施施行前发生的事项，参照本措施执行; 2025年1月1日以后发生的，可以追溯兑现.
_REACHES_BACK = re.compile(
    rf"(?P<date>{DAY})(?:以后|(?:起)?至[^，。；]{{0,16}}(?:期间|日)[^，。；]{{0,4}}(?=发生|[^。；]{{0,24}}追溯)|以来|起|至[^，。；]{{0,16}}(?:施行|实施|印发|发布)(?:之日)?(?:前|期间))[^。；]{{0,30}}(?:追溯|[参比]照(?:本|执行)|适用本|按照?本)"
)
_SUPPORTED_TIME = re.compile(
    rf"(?:支持时段|实施期|发生期|发生时间|发生在|支持期限?)[^。；\d]{{0,16}}(?P<date>{DAY})(?:起)?至"
)
# 本措施适用于2024年1月1日至2024年12月31日期间发生的业务.
_COVERS = re.compile(
    rf"适用于(?P<date>{DAY})(?:起|以后|(?:起)?至[^，。；]{{2,16}})(?:期间|间|内)?[^。；]{{0,6}}(?:发生|完成|举办|取得|产生|实施|开工)"
)
# 支持的事项，应当发生在2024年10月1日以后.
_TO_HAPPEN = re.compile(
    rf"(?:支持|扶持|奖补|适用)的?[^，。；]{{0,8}}，?(?:应当?|须|必须)(?:为|是)?(?:发生|实施|完成|开展)?(?:在|于)?"
    rf"(?P<date>{DAY})(?:（含）)?(?:起|以后|之后|后)"
)
# 一律支持2025年1月1日以后实施的项目.
_ONLY_SINCE = re.compile(
    rf"(?:一律|统一|均|仅|只)(?:支持|适用|受理|奖补)(?:于)?(?P<date>{DAY})(?:（含）)?(?:起|以后|之后|后)(?:新)?(?:实施|开工|发生|开展|完成)"
)


@dataclass(frozen=True, slots=True)
class Validity:
    """The several dates of a policy, each None where the text does not give it."""

    effective_from: date | None
    valid_until: date | None
    valid_for_years: int | None
    applies_from: date | None
    interpreted_by: tuple[str, ...]
    evidence: tuple[MetadataEvidence, ...]


def read_validity(context: Context, issued_on: date | None) -> Validity:
    """Read the dates; 自印发之日起 is the day of issue, where one is printed."""
    text = context.text
    evidence: list[MetadataEvidence] = []

    def note(field: str, value: object, match: re.Match[str] | None) -> None:
        if match and value is not None:
            start = match.start() + len(match[0]) - len(match[0].lstrip("。，\n"))
            readings = (Reading("value", f"validity.{field}"),)
            evidence.append(MetadataEvidence(field, str(value), context.evidence(start, match.end()), readings))

    force, until, years = (_first(patterns, text) for patterns in (_IN_FORCE, _UNTIL, _FOR_YEARS))
    applies = _first((_APPLIES, _REACHES_BACK, _COVERS, _SUPPORTED_TIME, _TO_HAPPEN, _ONLY_SINCE), text)
    start = (issued_on if force["date"].endswith("之日") else parse_date(force["date"])) if force else None
    end = parse_date(until["date"]) if until else None
    duration = to_int(years["years"]) if years else None
    counted = parse_date(applies["date"]) if applies else None
    for field, value, match in (
        ("effective_from", start, force),
        ("valid_until", end, until),
        ("valid_for_years", duration, years),
        ("applies_from", counted, applies),
    ):
        note(field, value, match)
    names, said = find_interpreters(context)
    for name in names:
        note("interpreted_by", name, said)
    return Validity(start, end, duration, counted, names, tuple(evidence))


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.search(text))), None)
