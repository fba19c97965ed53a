"""The labels in front of lists of bodies and the role that each gives: 牵头单位, 责任部门. The lists: rosters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["lead", "responsible"]

_BEFORE = r"(?:省级|市级|区级|县级|属地|具体|业务|行业|项目|政策|专项)?"
_UNIT = r"(?:责任)?(?:单位|部门|主体|科室|处室)(?:（(?:单位|部门)）)?(?:及(?:联系)?(?:方式|电话))?"
_LEAD = r"牵头|主责|首责|主要责任|第一责任|牵头责任"
_PLAIN = r"责任|配合|负责|落实|承担"
# These stand above other names as well: 实施单位 is an enterprise in a list of projects.
_LOOSE = r"承办|参与|实施|组织实施|组织|执行|兑现|兑付|受理|审核|经办|协同|协办|会办|协助|主管|监管|监督|咨询"
_ALONE = (
    r"(?:(?<![\u4e00-\u9fff])|(?<=[局委办厅府]))"
    r"(?:(?P<lead_alone>牵头|主办)|(?P<plain_alone>责任|配合|协办|会办|落实))(?=[：】])"
)
_ROLE = re.compile(
    rf"(?:{_BEFORE}(?:(?P<lead>(?:{_LEAD}){_UNIT})|(?P<plain>(?:{_PLAIN}){_UNIT})"
    rf"|(?P<loose>(?:{_LOOSE}){_UNIT}|主办{_UNIT}(?=：[^。\n]{{2,60}}协办)))|{_ALONE})"
    r"(?:[：】]|(?<=单位|部门)(?<=\n....)(?=\n?[市区县州省各])|(?P<is>(?<=[头任合]单位|[头任合]部门)[为是])(?=[市区县州省各国]))"
)
_BARE_HEADS = ("部门", "单位")
# A blank in front of 联系电话 is gone in the normal text.
_OTHER = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}：|【[\u4e00-\u9fff]{2,10}】|(?:联系|咨询|监督|服务)(?:电话|人|方式)："
)
_CONTACT = re.compile(r"(?:联系|咨询|监督|服务)(?:电话|人|方式)：$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the normal text; role is None for one that gives none and only ends the list in front of it.

    Any name may stand behind a label that is_plain; behind the others only what ends like the name of a body counts.
    """

    start: int
    end: int
    role: Role | None
    is_plain: bool


def find_labels(text: str) -> list[Label]:
    """All labels in order."""
    found = [_label(match) for match in _ROLE.finditer(text)]
    ends = {label.end for label in found}
    others = [_other(match) for match in _OTHER.finditer(text) if match.end() not in ends]
    return sorted([*found, *others], key=lambda label: label.start)


def role_of_head(words: str) -> Label | None:
    """What the head of a column gives to the bodies below it: 责任单位, or no more than 部门."""
    match = _ROLE.fullmatch(f"{words}：" if words not in _BARE_HEADS else f"责任{words}：")
    return _label(match) if match else None


def has_label(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a list of its own."""
    return _ROLE.search(text, start, end) is not None


def _other(match: re.Match[str]) -> Label:
    contact = _CONTACT.search(match.string, *match.span())
    return Label(contact.start() if contact else match.start(), match.end(), None, False)


def _label(match: re.Match[str]) -> Label:
    hosts = (match["loose"] or "").startswith("主办")
    leads = bool(match["lead"] or match["lead_alone"]) or hosts
    is_plain = match["is"] is None and (match["loose"] is None or "室" in match["loose"])
    start = match.start() - match.string.startswith("【", match.start() - 1)  # 【牵头单位】甲局 【配合单位】乙局
    return Label(start, match.end(), "lead" if leads else "responsible", is_plain)
