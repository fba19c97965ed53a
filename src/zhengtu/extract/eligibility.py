"""Thresholds that stand outside of any grant and so hold for whoever applies under the document."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from zhengtu.extract.clauses import Sentence
from zhengtu.extract.conditions import read_conditions
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.listed import as_alternatives, member_of_either
from zhengtu.extract.neighbours import slotted
from zhengtu.extract.readings import with_slot
from zhengtu.model.record import Condition, Measure, Reading, Requirement

# Numbers that a government sets itself or shares out, and those that tell an office what to do, are no thresholds; nor
# are years that count for a permit of residence.
_NOT_FOR_APPLICANTS = re.compile(
    r"^(?:到|全[市省区县]|我[市省区县]|培育|建成|建设|打造|引进|新增|集聚|实现|举办|组织)"
    r"|力争|争取|到\d{4}年|五”?末|\d{4}年[底末前]?，[全我][市省区县]|(?:确保|计划)[^，。]{1,4}年内|年(?:左右)?(?:的?时间|的?努力)"
    r"|(?:由|报)[^，。；]{1,14}(?:审批|审定|审议|审核|核准|研究决定)|后?(?:再|即)?(?:拨付|兑付|兑现|支付)(?:剩余)?的?\d"
    r"|积\d+分|总积分|居转户|居住证|永久居留|每年|年均|目标|承担|分担|基金|公示|工作日|比例为"
)
_REFERRING = re.compile(r"(?:符合|满足|达到|具备)(?:上述|以上|前述|前款|本条)?(?:规定的?|全部|所有)?(?:条件|要求|标准)")
_CONDITIONS = re.compile(r".{0,6}条件")
# 一、发展目标: what stands there is asked of no applicant.
_AIMS = re.compile(r"[^，。；\n]{0,14}目标(?:任务)?(?:[。：\s]|$)")
_APPLICANTS = re.compile(r".{0,6}(?:条件|对象|范围)$")
_SUBJECT = 16  # characters of a sentence that may name what it speaks of
_ALIKE = 4  # characters that two names share, whatever they say
_SUBJECT_ENDS = re.compile(r"[，、；：应须需每\d]|上?年度?|不|达到|超过|在")
_GENERIC = re.compile(r"企业|单位|机构|项目|申报|申请|主体|组织|本[市区县]|的")
_SCOPE = re.compile(r"适用于(在?[^，。（]{2,60}?的?(?:企业|单位|机构|个人|人员|项目|组织|主体))")


def read_eligibility(context: Context, used: Collection[int]) -> tuple[Condition | Requirement, ...]:
    """Whom the document applies to, and thresholds in sentences without a grant.

    used holds the places of numbers already read.
    """
    out: list[Condition | Requirement] = []
    aims = {n.path for n in context.outline.nodes if _AIMS.match(context.text, n.start, n.end)}
    for passage in context.passages():
        path = passage.provision or ()
        if any(path[:depth] in aims for depth in range(1, len(path) + 1)):
            continue
        for sentence in context.sentences(passage):
            if passage.provision is None and not _is_labelled(context, sentence):
                continue
            out += _scope(context, passage, sentence)
            out += _thresholds(context, passage, sentence, used)
    return tuple(out)


def _scope(context: Context, passage: Passage, sentence: Sentence) -> Iterator[Requirement]:
    """本措施适用于在…的企业."""
    match = _SCOPE.search(context.text, sentence.start, sentence.end)
    if match:
        rows = [row for row in context.lexicon.requirements if row.code != "other" and row.pattern.search(match[1])]
        unnamed = "located" if match[1].startswith("在") else "other"
        kind, rule = (rows[0].code, f"requirements:{rows[0].row}") if rows else (unnamed, "eligibility.applies_to")
        evidence = context.evidence(*match.span(1))
        yield Requirement(kind, None, match[1], evidence, passage.provision, (Reading("kind", rule),))


def _thresholds(context: Context, passage: Passage, sentence: Sentence, used: Collection[int]) -> Iterator[Condition]:
    words = context.text[sentence.start : sentence.end]
    taken = any(m.start in used for m in context.mentions_in(sentence.start, sentence.end))
    if taken or _NOT_FOR_APPLICANTS.search(words):
        return
    before: list[Condition] = []
    asked: list[Condition] = []
    either = member_of_either(context, passage.provision)
    for part in sentence.parts:
        found = [s for s in slotted(context, part) if s.slot == "condition" and s.mention.op]
        before = read_conditions(context, found, part, before)
        asked += before
    for condition in as_alternatives(context, sentence, asked):
        here = replace(condition, provision=passage.provision)
        yield with_slot(here, "alt", either) if either else here


def split_by_matter(
    context: Context, found: Sequence[Condition | Requirement], measures: Sequence[Measure]
) -> tuple[tuple[Condition | Requirement, ...], tuple[Measure, ...]]:
    """Hand thresholds under 【申报条件】 to the measures of that matter; the rest stays with the whole document."""
    kept: list[Condition | Requirement] = []
    named: dict[tuple[int, ...], list[Condition]] = {}
    referred: dict[str, list[Condition]] = {}
    for fact in found:
        owner = _matter(context, fact)
        referring = next((m for m in measures if _refers_to(m, fact)), None)
        if referring and isinstance(fact, Condition):
            referred.setdefault(_key(referring), []).append(replace(fact, provision=None))
        elif isinstance(fact, Condition) and owner and any(_below(owner, m) for m in measures):
            named.setdefault(owner, []).append(replace(fact, provision=None))
        else:
            kept.append(fact)
    handed = []
    for measure in measures:
        conditions = [
            c for owner, facts in named.items() for c in facts if _is_for(context, owner, c, measure, measures)
        ]
        conditions += referred.get(_key(measure), [])
        handed.append(replace(measure, conditions=(*conditions, *measure.conditions)))
    return tuple(kept), tuple(handed)


def _key(measure: Measure) -> str:
    return f"{measure.provision}{measure.id}"


def _refers_to(measure: Measure, fact: Condition | Requirement) -> bool:
    """符合上述条件的，给予…: the thresholds in front of it in the same provision are its own."""
    above, own = fact.provision or (), measure.provision or ()
    inside = bool(own) and above[: len(own)] == own and fact.evidence.start < measure.evidence.start
    return inside and _REFERRING.search(measure.evidence.quote) is not None


def _is_for(
    context: Context, owner: tuple[int, ...], condition: Condition, measure: Measure, measures: Sequence[Measure]
) -> bool:
    """A threshold of a section holds for its measures; where its subject is what some of them name, for those."""
    text = context.text
    at = _place(context, condition)
    opened = max(text.rfind(mark, 0, at) for mark in "。；\n】①②③④⑤⑥") + 1
    subject = _SUBJECT_ENDS.split(text[opened : min(opened + _SUBJECT, at)])[0]
    alike = [(_alike(subject, re.sub(r"\s", "", m.evidence.quote)), m) for m in measures if _below(owner, m)]
    most = max((length for length, _ in alike), default=0)
    first = next((m for _, m in alike if m.provision == measure.provision), None)  # 再给予 behind it does not ask again
    if most < _ALIKE and len({m.provision for _, m in alike}) > 1:  # items of a list share their condition
        return _below(owner, measure) and measure is first
    return _below(owner, measure) and (measure is first if not most else (most, measure) in alike)


def _alike(subject: str, words: str) -> int:
    """How many characters in a row stand in both: 节能改造项目 and 节能改造项目按投资额…; few must say something."""
    told = _GENERIC.sub("", subject)
    for length in range(len(subject), 1, -1):
        shared = (subject if length >= _ALIKE else told)[:_SUBJECT]
        if any(shared[at : at + length] in words for at in range(len(shared) - length + 1)):
            return length
    return 0


def _below(owner: tuple[int, ...], measure: Measure) -> bool:
    return measure.provision is not None and measure.provision[: len(owner)] == owner


def _matter(context: Context, fact: Condition | Requirement) -> tuple[int, ...] | None:
    """The provision whose section 申报条件 holds a fact."""
    section = context.section_at(_place(context, fact))
    return section.owner if section and _CONDITIONS.match(section.name) else None


def _place(context: Context, fact: Condition | Requirement) -> int:
    """Where in the normal text a fact begins."""
    return bisect.bisect_left(context.outline.text.starts, fact.evidence.start)


def _is_labelled(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence of a document without numbering stands under 【申报条件】 or 【支持对象】."""
    section = None if context.outline.nodes else context.section_at(sentence.start)
    return section is not None and _APPLICANTS.match(section.name) is not None
