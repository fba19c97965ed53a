"""From when, until when and for how long a policy holds, and who interprets it. Status is derived elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zhengtu.extract.context import Context
from zhengtu.extract.dates import DAY, parse_date
from zhengtu.model.record import MetadataEvidence, Reading
from zhengtu.structure.numerals import to_int

_FROM = rf"(?:自|从|于)(?P<date>{DAY}|(?:印发|发布|公布|发文)之日)"
_IN_FORCE = re.compile(rf"{_FROM}起?(?:正式)?(?:试行|施行|实施|执行|生效)")
_UNTIL = re.compile(rf"(?:有效期|执行期|实施期限?|执行期限?)[^。；]{{0,16}}?(?:至|到|截至|截止)(?P<date>{DAY})")
_FOR_YEARS = re.compile(
    r"(?:有效期|执行期限?|实施期限?|试行期?)(?:为|限)?(?P<years>\d{1,2}|[一二两三四五六七八九十]{1,2})年"
)
_APPLIES = re.compile(rf"(?:时间|期限|期间)(?:从|自)(?P<date>{DAY})(?:开始|起)(?:计|计算|适用)")
# 2025年1月1日至本措施施行前发生的事项，参照本措施执行; 2025年1月1日以后发生的，可以追溯兑现.
_REACHES_BACK = re.compile(
    rf"(?P<date>{DAY})(?:以后|(?:起)?至[^，。；]{{0,16}}(?:期间|日)[^，。；]{{0,4}}(?=发生|[^。；]{{0,24}}追溯)|以来|起|至[^，。；]{{0,16}}(?:施行|实施|印发|发布)(?:之日)?(?:前|期间))[^。；]{{0,30}}(?:追溯|参照本|适用本|按照?本)"
)
_SUPPORTED_TIME = re.compile(
    rf"(?:支持时段|实施期|发生期|发生时间|发生在|支持期限?)[^。；\d]{{0,16}}(?P<date>{DAY})(?:起)?至"
)
_DUTY = r"(?:共同)?(?:按照?(?:各自)?职责(?:分工)?)?"
_INTERPRETS = (
    re.compile(rf"由(?P<who>[\u4e00-\u9fff、]{{2,40}}?){_DUTY}(?:负责)?(?:具体)?(?:政策)?解释"),
    re.compile(r"(?:。|，|^|\n)(?P<who>[\u4e00-\u9fff、]{2,30}?)(?:共同)?负责(?:具体)?(?:政策)?解释"),
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

    force, until = _IN_FORCE.search(text), _UNTIL.search(text)
    years = _FOR_YEARS.search(text)
    applies = next((m for p in (_APPLIES, _REACHES_BACK, _SUPPORTED_TIME) if (m := p.search(text))), None)
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
    interpreters = [m for p in _INTERPRETS if (m := p.search(text))][:1]
    printed = [re.sub(r"^.*由", "", m["who"]) for m in interpreters]
    printed = [re.sub(r"(?:制定|另行|依照?|根据).*$", "", who) for who in printed]
    names = [name for who in printed for name in re.split(r"、|会同|(?<=[局委办厅部会])和", who)]
    for name in names:
        note("interpreted_by", name, interpreters[0])
    return Validity(start, end, duration, counted, tuple(names), tuple(evidence))
