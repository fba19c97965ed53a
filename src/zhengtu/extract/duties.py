"""Bodies that running text gives a duty: 市商务局牵头组织实施，市财政局配合. Labelled lists are read in agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zhengtu.extract.clauses import Sentence

Role = Literal["lead", "responsible"]

_ENDING = r"(?:局|厅|委员会|委(?!会)|办公室|办|政府|管委会|部门|海关|分行|支行|营管部|组织部|宣传部|中心)"
_NAME = (
    r"(?!由|对|经|为|以|将|按|在|应|支持|鼓励|引导|推动|依托|通过|会同|有关|相关|各有关|各相关|向|报|请|与|第)"
    rf"[\u4e00-\u9fff]{{1,14}}?(?:和[\u4e00-\u9fff]{{2,6}})?{_ENDING}(?:（[^（）]{{2,20}}）)?"
)
_AND = r"(?:、|和|与|及|会同|联合|商)"
_NAMES = rf"(?P<names>{_NAME}(?:{_AND}{_NAME})*)(?:等(?:有关|相关)?(?:部门|单位)?)?"
_MANNER = r"(?:[按依]照?(?:各自)?职责(?:分工)?|具体|共同|分别|统一|每年|定期|协同)*"
_DUTY = re.compile(
    rf"(?:具体|原则上)?由?{_NAMES}{_MANNER}(?:(?P<lead>牵头)|负责(?!.{{0,4}}解释)|配合|协同|协助|发布(?!日期|时间|单位|机构|：)|制定(?!的)|提出资金|组织实施)"
)
_BY_OFFICE = re.compile(rf"{_NAMES}(?:是|为|作为)[^，。；]{{2,30}}(?:部门|机构|单位)，$")
_IN_ITS_OFFICE = re.compile(rf"{_NAMES}按照?(?:各自)?职责(?:分工)?，$")
_ONE = re.compile(rf"({_NAME})(?:{_AND}|$)")
_TOGETHER = re.compile(rf"会同{_NAMES}(?!的)")


@dataclass(frozen=True, slots=True)
class Duty:
    """A name in the normal text and the role that the clause gives it."""

    name: str
    start: int
    role: Role


def find_duties(text: str, sentence: Sentence) -> Iterator[Duty]:
    """Bodies that lead, answer for something or help; not those that only interpret, or are asked in passing."""
    for part in sentence.parts:
        led = False
        for clause, behind in zip(part, (*part[1:], None), strict=True):
            words = clause.of(text)
            match = _DUTY.match(words) or (led and _TOGETHER.match(words)) or None
            if match is None and behind and re.match("负责(?!.{0,4}解释)|协同", behind.of(text)):
                match = _BY_OFFICE.fullmatch(words) or _IN_ITS_OFFICE.fullmatch(words)
            if match is None:
                continue
            leads = "lead" in match.re.groupindex and match["lead"] is not None
            led = led or leads
            yield from _named(match, clause.start, "lead" if leads else "responsible")


def _named(match: re.Match[str], offset: int, role: Role) -> Iterator[Duty]:
    """The names one by one; a joining word may stand within a name too, so that cutting at them will not do."""
    names, at = match["names"], 0
    while name := _ONE.match(names, at):
        yield Duty(name[1], offset + match.start("names") + at, role)
        at = name.end()
