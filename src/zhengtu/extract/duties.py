"""Bodies that running text gives a duty: 市商务局牵头组织实施，市财政局配合. Labelled lists are read in agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from zhengtu.extract.clauses import Sentence
from zhengtu.extract.duty_labels import Role

Kind = Literal["office", "rules", "money", "step"]

_ENDING = (
    r"(?:局|厅|委员会|委(?!会(?!同)|托)|办公室|办事处|办(?!理|法|公|事)|政府|管委会|部门|海关|[分支]行|营管部"
    r"|组织部|宣传部|中心|税务总局)"
)
# 由 is in no name but 自由贸易区; in front of one it begins a new thought: 细则由市商务局制定.
_SIGN = r"(?:[\u4e00-\u7530\u7532-\u9fff]|(?<=自)由)"
_OWN = rf"(?=(?:[区县州省]|市(?!场))){_SIGN}{{1,14}}?(?:机构|集团|公司|研究院|总工会|协会|专班|领导小组)"
# A name ends where such a word follows, so that there is one way only to cut a list of names.
_FOLLOWS = (
    r"(?=、|和|与|及|会同|联合|商(?!务)|应|要|须|将|等|[按依]照?|各司其职|密切|积极|具体|共同|分别|统[一筹]|每年|定期|协[同助]|另行|及时|于|适时|结合|严格"
    r"|牵头|负责|配合|加强|做好|抓好|主管(?!部门)|据此|(?:实施|落实)(?=[，。；]|$)|发布|制定|拟[定订]|出台|编制|提出|组织(?!部)|承担|对(?!外)|审核|受理|拨付|兑[付现]|委托|在(?![建册])|完成|追回|下达|依法|管理(?![局委中办处])|进行|根据"
    r"|是|为|作为|的|主要职责|工作职责|具体职责|职责|：|，|。|；|（以下|$)"
)
# The bodies concerned, whichever they are.
_UNNAMED = (
    r"(?:[省市区县][级直])?(?:各|有关|相关|业务|行业|项目)*(?:有关|相关|牵头|责任|配合|主管|成员|实施)(?:部门|单位)"
)
_NAME = (
    r"(?>(?!由|我|对|经|为|以|将|按|在|应|支持|鼓励|引导|推动|依托|通过|会同|有关|相关|各有关|各相关|向|报|请|与|第|本|该|凡|每|或"
    rf"|具体|原则|企业|申请|申报|并|{_UNNAMED})"
    rf"(?:(?:县（市、?区?）|区（县）|县（区）)?{_SIGN}{{1,20}}?(?:和[\u4e00-\u9fff]{{2,6}})?{_ENDING}(?:（(?!以下)[^（）]{{2,20}}）)?|{_OWN}"
    rf"|各(?:[镇街乡区县市旗]{{1,3}}|开发区|园区|功能区)(?:（[^（）]{{1,10}}）)?(?:{_SIGN}{{0,10}}?{_ENDING})?|海关){_FOLLOWS})"
)
_SHOULD = r"(?:应当|应|要|须|将)?"
_AND = rf"(?:、|和|与|及|{_SHOULD}会同|联合|商(?!务))"
_NAMES = (
    rf"(?P<names>{_NAME}(?:{_AND}{_NAME})*+)(?:（以下[^（）]{{2,30}}）)?"
    rf"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:{_AND}{_UNNAMED})?"
)
_MANNER = (
    r"(?:[按依]照?(?:各自|部门)?(?:职责|分工)(?:分工)?|各司其职[、，]?|密切|积极|具体|共同|分别|统一|定期|协同|另行|及时"
    r"|每年(?:\d{1,2}月(?:底|末|初|[上中下]旬|份)?前?)?"
    r"|在[^，。；]{2,14}?(?:内|前)|(?:依据|根据)[^，。；]{2,12}?(?=制定|提出|编制)|于[^，。；]{2,16}?(?=制定|出台|发布)|适时|据此|结合实际|严格)*"
)
_ACT = (
    r"(?:(?P<lead>牵头(?!组建|成立|举办|承办|承担|申报|研发|[\u4e00-\u9fff]{0,2}的))|配合|协同|协助"
    r"|负责(?!人(?![才员力])|(?:具体|本|政策|最终|相关|的|条款|措施|办法|工作)*解释)"
    r"|组织(?:实施|[^，。；的]{0,12}?申报)(?!的)|具体实施|统筹(?!的)|(?<=职责|分工)(?:共同|切实|认真)*(?:抓好|做好|开展|推进|落实)[^，。；的]{0,14}?(?:工作|落实|实施|兑现)"
    r"|主管(?!部门|单位|机构|的)|承担[^，。；]{0,16}?(?<!解释)(?:工作|职责|任务)"
    # Who sets the rules, allocates the money and watches over it.
    r"|(?P<rules>发布(?!日期|时间|单位|机构|：|的|[^，。；]{0,8}(?:名单|结果|公示))|制定(?!的|如下|以下)|拟[定订](?!的)|出台(?!的)|编制(?!的)"
    r"|(?P<money>提出(?:专项|奖[励补]|补[助贴])*资金|(?:按|进行)[^，。；]{0,16}资金分配)|按[^，。；]{0,6}比例(?:调减|核减|压减|折减|折算)"
    r"|(?:依法|定期|适时)*(?:对[^，。；]{2,24}?)?(?:进行|开展|实施|组织)[^，。；的]{0,4}?(?:监督|绩效|审计(?!报告)|监管)(?!的)"
    r"|(?:加强|做好|对)(?=[^，。；]{0,10}(?:资金|项目|政策|监))[^，。；]{0,24}?(?:监督(?:检查|管理)?|监管|绩效(?:评价|管理)|审计)(?:工作)?(?=[，。；]|$))"
    # What is done with an application, up to paying it out or getting the money back.
    r"|(?P<step>组织[^，。；的]{0,12}?(?:评审|审核|验收|评估|核查)(?!的)|(?:依法)?对[^，。；]{2,24}?(?:进行|开展|实施)[^，。；]{0,4}?(?:审核|核查)))"
)
# With 由 in front, what somebody has or handles is a duty too.
_BY = (
    rf"(?:{_ACT}|(?:管理|(?:承担|实施|落实)(?=[，。；]|$)|(?P<by_step>审核|受理|拨付|兑付|兑现|下达))"
    r"(?![^，。；]{0,4}的))"
)
_RELATIVE = (
    r"(?![^，。；]{0,16}(?:承担|负担|配套)的?(?:部分|资金|份额))"
    r"(?!对|支持|鼓励|参加|参与|经|按|根据|符合|属于|凡|除|享受|[^，。；]{0,6}[：])"
)
_OWN_OFFICE = "(?:我[局委办厅](?:会同|联合|[、和与]))?"
_DUTY = re.compile(rf"(?:具体|原则上|每年)?{_OWN_OFFICE}{_NAMES}{_SHOULD}{_MANNER}{_ACT}")
_GIVEN = re.compile(rf"{_RELATIVE}(?:[^，。；：]{{1,24}}?)?(?<!自)由{_NAMES}{_SHOULD}{_MANNER}{_BY}(?!解释)")
_BY_OFFICE = re.compile(rf"{_NAMES}(?:是|为|作为)[^，。；]{{2,30}}(?:部门|机构|单位)，$")
# 市商务局为跨境电商政策的牵头部门
_IS_LEAD = re.compile(
    rf"{_NAMES}(?:是|为|作为)[^，。；]{{0,20}}?(?:(?P<lead>牵头)|责任|主管|配合)(?:部门|单位|机构)(?=[，。；]|$)"
)
_IN_ITS_OFFICE = re.compile(rf"{_NAMES}(?:按照?(?:各自)?职责(?:分工)?，|：)$")
_OFFICE = re.compile(rf"(?:^|(?<=[\n。；]))\s*{_NAMES}的?(?:主要|工作|具体)*职责(?:是|为|包括|如下)?(?=[：。，\n]|$)")
_ONE = re.compile(rf"({_NAME})(?:{_AND}|$)")
_TOGETHER = re.compile(rf"并?会同{_NAMES}(?!的)")
# 由甲局牵头、乙局配合制定: the others of the same clause.
_BESIDE = re.compile(rf"[^，。；、]{{0,8}}、{_NAMES}{_MANNER}(?:配合|协[助同]|参与|负责|承办)")
# Behind a body that leads, others see to their part of it.
_IN_PART = re.compile(rf"{_NAMES}{_SHOULD}{_MANNER}(?:做好|抓好|加强|落实|各司其职|各负其责|分工协作)")
_JOINING = re.compile(rf"并?{_SHOULD}(?:会同|联合){_NAMES}{_SHOULD}{_MANNER}{_ACT}")
_SUBJECT = re.compile(rf"{_NAMES}{_SHOULD}(?:将|把|每年|负责|按|根据)")
_TAKES_UP = re.compile(
    r"(?:主要)?职责|(?:共同|切实|认真)*[抓做]好|负责(?!.{0,4}解释)|协同|牵头|统筹|承担[^，。；]{0,12}(?:工作|职责)"
)
# 市商务局委托会计师事务所审核，提出资金分配方案.
_HANDLES = re.compile(rf"{_NAMES}{_SHOULD}{_MANNER}(?:委托|组织|对|根据|审核|汇总|会审)")
_ALLOCATES = re.compile(r"(?:研究|综合)?(?:提出|编制|形成)(?:专项|奖[励补]|补[助贴])*资金")
_STEPS = re.compile(r"流程|程序|步骤")
_DIVISION = re.compile(r"职责|分工")


@dataclass(frozen=True, slots=True)
class Duty:
    """A name in the normal text and the role that the clause gives it.

    kind is "office" where the body leads, answers or helps, "rules" where it sets the rules or watches over the money,
    "money" where it allocates that, and "step" where it does something with an application.
    """

    name: str
    start: int
    role: Role
    kind: Kind = "office"


def find_duties(text: str, sentence: Sentence) -> Iterator[Duty]:
    """Bodies that lead, answer for something or help; not those that only interpret, or are asked in passing."""
    for part in sentence.parts:
        led = False
        for before, clause, behind in zip((None, *part[:-1]), part, (*part[1:], None), strict=True):
            words = clause.of(text)
            match = (
                _DUTY.match(words)
                or _IS_LEAD.match(words)
                or _GIVEN.match(words)
                or (led and (_TOGETHER.match(words) or _IN_PART.match(words)))
                or None
            )
            if match is None and before and (subject := _SUBJECT.match(before.of(text))):
                match = _JOINING.match(words)
                if match is not None:  # 甲局将资金列入预算，并会同乙局进行监督
                    yield from _named(subject, before.start, "responsible", _kind(_said(match)))
            goes_on = bool(behind and _ALLOCATES.match(behind.of(text)) and _HANDLES.match(words))
            match = _HANDLES.match(words) if goes_on else match
            if match is None and behind and _TAKES_UP.match(behind.of(text)):
                match = _BY_OFFICE.fullmatch(words) or _IN_ITS_OFFICE.fullmatch(words)
            if match is None:
                continue
            said = _said(match)
            led = led or "lead" in said
            kind = _kind(said | ({"money"} if goes_on else set()))
            yield from _named(match, clause.start, "lead" if "lead" in said else "responsible", kind)
            if beside := _BESIDE.match(words, match.end()):
                yield from _named(beside, clause.start, "responsible", kind)


def _said(match: re.Match[str]) -> set[str]:
    return {name for name, words in match.groupdict().items() if words}


def _kind(said: set[str]) -> Kind:
    if "money" in said:
        return "money"
    return "rules" if "rules" in said else "step" if said & {"step", "by_step"} else "office"


def find_offices(text: str, start: int, end: int, headings: Sequence[str]) -> Iterator[Duty]:
    """Bodies whose offices are listed: 市商务局主要职责：…, or a heading that is a name, below 职责分工."""
    for match in _OFFICE.finditer(text[start:end]):
        yield from _named(match, start, "responsible")
    if headings and any(_DIVISION.search(heading) for heading in headings[:-1]):
        own = re.compile(_NAMES).fullmatch(headings[-1])
        at = text.find(headings[-1], start, end)
        if own and at >= 0:
            yield from _named(own, at, "responsible")


def is_procedure(headings: Sequence[str]) -> bool:
    """Whether headings say that what stands below are steps of an application, not who answers for the policy."""
    return any(_STEPS.search(heading) and not _DIVISION.search(heading) for heading in headings)


def _named(match: re.Match[str], offset: int, role: Role, kind: Kind = "office") -> Iterator[Duty]:
    """The names one by one; a joining word may stand within a name too, so that cutting at them will not do."""
    names, at = match["names"], 0
    while name := _ONE.match(names, at):
        yield Duty(name[1], offset + match.start("names") + at, role, kind)
        at = name.end()
