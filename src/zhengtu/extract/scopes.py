"""Which provisions of the document itself a clause speaks of. How a reference is resolved: structure.references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zhengtu.extract.context import Context
from zhengtu.extract.findings import finding, quoted
from zhengtu.model.record import Diagnostic, Path
from zhengtu.structure.references import find_references, resolve

Provisions = tuple[Path, ...] | Literal["others"]

REST = re.compile(
    r"(?:其余|其他|其它)(?:条款|各?[条项类款](?!目)|[^，。；]{0,4}资金|政策|(?:支持|扶持|奖[补励])?事项|措施|项目|支出|奖[补励]|补[助贴]|[费经][用费])"
)
REST_ALONE = re.compile(
    r"(?:（[一二三四五六七八九\d]{1,2}）)?(?:其余|其他|其它)(?=：|均?由|[全均]部?由|省|市(?![（区县])|[区县](?=级|财政)|按)"
)
_OWN = re.compile(r"(?<!成)本[条项款]|该[项条]")
_OWN_COST = re.compile(
    "所需(?!资金|经费|费用)[^，。；]{1,6}费|(?:免除|减免|减收)的[^，。；]{0,6}(?:费用?|租金|资金)"
)  # 统一投保所需保费
_DOCUMENT = re.compile(r"本(?:实施)?(?:政策|措施|意见|办法|通知|细则|规定|方案|文件)")
_ABOVE = re.compile(r"(?:上述|以上|前述)[^，。；]{0,6}(?:政策|措施|各项|资金|经费|奖励|补贴|补助|奖补)")
# 人才类奖励, 涉及物流的资金: the provisions under a heading with that word.
_TOPIC = re.compile(
    r"(?P<kind>[\u4e00-\u9fff、]{2,24}?)(?:类|方面)的?[^，。；]{0,4}(?:政策|措施|项目|条款|资金|经费|奖励|奖补|补贴|补助|扶持)"
    r"|(?:涉及|用于)(?P<matter>[\u4e00-\u9fff]{2,8}?)(?:方面)?的?(?:奖补|奖励|补贴|补助|扶持|支持)?(?:政策|措施|项目|条款|资金|经费)"
)
# 人才引育所需资金由区级承担: the same in front of the levels, where a heading has the word.
_TOPIC_AHEAD = re.compile(
    r"^(?:（?[\d一二三四五六七八九十]{1,2}[）.、])?(?:其中，?)?(?:(?:本(?:政策措施|政策|措施|办法|规定|意见|通知|细则)|以上|上述)(?:中的?|所列|涉及的?)?)?(?P<lead>[\u4e00-\u9fff、]{2,24}?)(?:政策|措施|事项|项目|条款|奖励|奖补|补贴|补助)?(?:等?(?:[两三四五六七八]|\d)[项类])?(?:所需)?(?:资金|经费|费用)?，?(?=由|按)"
)
_QUOTED = re.compile(r"“([^“”]{2,24})”")
_NO_TOPIC = re.compile(
    "^(?:支持|扶持|优惠)?政策$|^措施$|所需|(?<!..)(?:奖[补励]|补[助贴])|奖补|资金|经费|费用|专项|财政|上述|以上|本|其|各|(?:(?<!园)区|[省市县州])$"
)
_GRANT = re.compile("(?:奖[补励]|补[助贴]|资助|扶持)(?:资金)?$")
_SHORTEST = 2  # characters of a subject
_ANNEX = re.compile(r"附(?:[件表录]|(?=\d))([\d一二三四五六七八九十]{0,3})")
# 第二部分和附件所列资金
_ANNEX_BESIDE = re.compile(
    r"[、和及与]附[件表录](?P<front>[\d一二三四五六七八九十]{0,3})|附[件表录](?P<back>[\d一二三四五六七八九十]{0,3})[、和及与](?=第)"
)
# A document of its own, owners of enterprises, what a level pays anyway: none is a provision of this document.
_ELSEWHERE = re.compile(
    r"》[^，]*第|(?:[省市区县州）][属直管]|(?<![\u4e00-\u9fff])园区)(?:企业|单位|高校|院校|学校|国有|国企|医院|项目)"
    "|(?:涉及|属于?|应由)[省市县区]{1,2}(?:级|(?=财政|资金|事权))(?:财政|资金|事权){0,2}(?:支出|承担|负担|支付)?的(?=，?由)"
    "|属于?[县区]{1,2}的(?=，?由[县区]{1,2}(?:级|财政))"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The provisions concerned ("others": those no other rule names; empty: not found), and the rule that says so."""

    provisions: Provisions
    rule: str


@dataclass(frozen=True, slots=True)
class Named:
    """The provisions that references in a stretch name, all or none, and the references that name nothing."""

    provisions: tuple[Path, ...] | None
    findings: tuple[Diagnostic, ...] = ()


def named_provisions(context: Context, start: int, end: int, at: Path | None, words: str | None = None) -> Named:
    """Resolve the references in text[start:end], which stands in the provision at; None where there are none.

    words are that text with blanks for what is left out of account.
    """
    found = find_references(context.text, start, end)
    references = [match for match in found if words is None or not words[match.start() - start].isspace()]
    if not references:
        return Named(None)
    resolved = [resolve(reference[0], context.outline.nodes, at) for reference in references]
    findings = [_unresolved(context, match) for match, paths in zip(references, resolved, strict=True) if not paths]
    beside = _ANNEX_BESIDE.search(words or context.text[start:end])
    annexes = _annexes(context, beside["front"] or beside["back"] or "") if beside else ()
    paths = (*(path for paths in resolved for path in paths), *annexes)
    return Named(paths if not findings else (), tuple(findings))


def speaks_of_above(words: str) -> bool:
    """上述项目所需资金: what was spoken of last."""
    return _ABOVE.search(words) is not None and not REST.search(words)


def stated_scope(context: Context, words: str, at: Path | None, granting: Sequence[Path]) -> Scope | None:
    """What a clause without a reference says of its scope: the rest, its own provision, the document, a subject.

    granting are the provisions that hold grants.
    """
    if REST.search(words) or REST_ALONE.match(words):
        return Scope("others", "scopes.rest")
    if (_OWN.search(words) or _OWN_COST.search(words)) and at is not None:
        return Scope((at,), "scopes.own_provision")
    quoted_headings = _QUOTED.findall(words)
    if quoted_headings and (found := _on_topics(context, quoted_headings)):
        return found
    ahead = _TOPIC_AHEAD.match(words)
    lead = (
        None
        if ahead is None or _NO_TOPIC.search(ahead["lead"])
        else _on_topic(context, ahead["lead"].rpartition("中的")[2])
    )
    if lead is not None:
        return lead
    if _DOCUMENT.search(words):
        return Scope("others", "scopes.whole_document")
    if _ELSEWHERE.search(words):
        return Scope((), "scopes.elsewhere")
    if _ABOVE.search(words):
        return _above(context, at or (), granting)
    annex = _ANNEX.search(words)
    if annex:
        return Scope(_annexes(context, annex[1]), "scopes.annex")
    topic = _TOPIC.search(words)
    if topic:
        return _on_topic(context, topic["kind"] or topic["matter"])
    return None


def _annexes(context: Context, number: str) -> tuple[Path, ...]:
    """The annexes that bear a number; all of them where none is said."""
    labelled = ((node.path, _ANNEX.match(node.label)) for node in context.outline.nodes)
    return tuple(path for path, label in labelled if label and number in ("", label[1]))


def _above(context: Context, at: Path, granting: Sequence[Path]) -> Scope:
    """上述资金: of the grants in the provision itself, else of those in front of it in the same part, else of all."""
    if at in granting:
        return Scope((at,), "scopes.grants_above")
    order = [node.path for node in context.outline.nodes]
    beside = order[: order.index(at)] if at in order and len(at) > 1 else []
    siblings = [path for path in beside if path[:-1] == at[:-1]]
    found = tuple(path for path in siblings if any(grant[: len(path)] == path for grant in granting))
    return Scope(found, "scopes.grants_above") if found else Scope("others", "scopes.whole_document")


def _on_topic(context: Context, topics: str) -> Scope | None:
    """The provisions under the outermost headings with a word, or with one of a list: 人才、工业."""
    return _on_topics(context, [topic for topic in re.split("类?[、和及与]", topics) if topic])


def _on_topics(context: Context, topics: Sequence[str]) -> Scope | None:
    """The provisions under the outermost headings with each of some words; none where one is in no heading."""
    headings = [(node.path, node.heading or "") for node in context.outline.nodes]
    topics = [_as_headed(topic, [heading for _, heading in headings]) for topic in topics]
    if not topics or not all(any(topic in heading for _, heading in headings) for topic in topics):
        return None
    named = [path for path, heading in headings if any(topic in heading for topic in topics)]
    outermost = tuple(path for path in named if not any(path[:depth] in named for depth in range(1, len(path))))
    return Scope(outermost, "scopes.subject") if outermost else None


def _as_headed(topic: str, headings: Sequence[str]) -> str:
    """龙头企业奖励 as 龙头企业, where no heading has it in full."""
    bare = _GRANT.sub("", topic)
    return topic if any(topic in heading for heading in headings) or len(bare) < _SHORTEST else bare


def _unresolved(context: Context, reference: re.Match[str]) -> Diagnostic:
    place = context.evidence(reference.start(), reference.end())
    return finding(
        "unresolved_reference",
        "warning",
        place,
        f"“{quoted(place)}” names no provision of this document, or several; check the numbering of the source.",
        f"“{quoted(place)}”在本文件中没有对应条款，或对应不止一条，请核对原文编号。",
    )
