"""Who gets it: the phrase that names the recipient and the types it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from zhengtu.extract.phrases import Phrases
from zhengtu.extract.readings import Read
from zhengtu.model.lexicon import Lexicon

_FOR = re.compile(r"(?:^|[，；])(?:其中，)?(?:对于?|向)(?=[^，]{2})")
_PROVIDED = re.compile(r"为([^，；。]{4,60}?)提供")
_SCOPED = re.compile(r"(?:每个|每家|单个|单家|同一)([^，；。\d]{2,10})")
_ENCOURAGED = re.compile(r"(?:鼓励|支持|引导)([^，；。]{2,30})")

# Who does something: the party in front of the verb, not what stands behind it.
_DOES = re.compile(
    r"每?(?:新招用|引进|引入|招引|引荐|输送|接收|出站|毕业(?!生|学|年|设)|留[在到]?|招[用收]|吸纳|聘用|培育|孵化|服务|组织|举办|承办|主办|开展|购买|购置|采购|受让|入驻|投保|新[建购开增]"
    r"|自建|建设|建成|实施|参加|参展|租[用赁]|开行|投资|取得|获得|通过|委托|创办(?!的?企业[租可申获购取年在])|利用|面向|为|在|与|将|向|从|到)"
    r"|当年|年度|上年|全年|首次"
)
_OPENING = re.compile(r"^(?:其中，?|鼓励|支持|引导|对于?|凡)*")
_RUNS = re.compile(r"(?:基地|载体|中心)?的?(?:运营|管理|建设|经营|投资)(?:单位|机构|方|主体|企业|公司)$")
_REWARDED = re.compile(
    r"(?:奖励|补助|补贴|奖补|资助)(?:给)?([^，；。\d按的]{0,10}(?:机构|单位|企业|主体|公司|方|平台|园区|基地|团队|协会|商会|管委会|委员会|院校|学校|高校|个人|本人))(?=\d|最高|人民币|一次性|[，；。]|$)"
)
_GIVEN_TO = re.compile(r"(?<=[^，；。])对([^，；。对]{2,20}?)(?:给予|予以)")
_BRINGS = re.compile(r"^(?:对于?)?(?:成功|全职|每|新)*(?:引进|引荐|推荐|招引|培养)[^的]*(?:的[^的]+)*的$")
# 租用公共海外仓的: what is used is not who.
_USES = re.compile(r"^(?:对于?)?(?:租[用赁]|入[驻住]|使用|购[买置])[^的]*的$")
_OF_PERSONS = re.compile("每人(?!次)|个人|人才|(?:购房|安家|生活|租房|住房)(?:补贴|补助)")
_REACH = 800  # characters of a sentence in front of a grant, where a party may be named
_RUN = ("training_institution", "park_operator", "overseas_warehouse_operator", "service_platform", "trading_platform")
_NOT_WHO = re.compile(
    r"经(?!营)|由|面向|针对|在(?!校)|按|自|从(?![业事])|被|(?:首次)?(?:通过|利用|依托|使用|运用|借助)"
)  # 经管委会认定的: who judges
_PLACES = ("county_government", "township")
_IN_PLACE = re.compile(  # 乡镇商贸中心 is no township
    "商[贸业户]|综合|物流|快递|寄递|电商|[农集]贸|便民|供销|卫生|医院|学校|中心|网点|站点|市场|企业|公司|园区|产业|服务|级|所属"
)
_COUNTED = re.compile(r"[^，；。的]{0,12}\d+[人名](?!次)")  # 职工较上年净增50人: how many there are, not who gets it

# 县（市、区）, 镇（街道） are one word each; any other bracket only explains.
_BRACKET = re.compile(r"（(?![市县区旗街道、园镇乡]{1,8}）)[^（）]*）")
# 每引进1家…的企业: who is counted is not paid.
_EACH_OF = re.compile(r"每(?:引[进入荐]|招引|新增|培[训育养]|举办|输送|招[用收]|吸纳|聘用)\d")
# 奖励机构3万元, 单个机构: the word alone means the party named before.
_AGAIN = re.compile(
    r"(?:每个?|每家|单个|单家|同一)?(?P<word>机构|单位|企业|公司|平台|院校|学校|协会|园区|基地|旅行社|景区)"
)

# Whoever runs or builds a thing is named after the thing.
_RUNNING = re.compile(r"主体|单位|机构|方|运营|投资|建设|管理|经营")


class Hit(NamedTuple):
    """A word for a recipient in a phrase; the later, then the longer one goes first."""

    end: int
    length: int
    generic: bool
    code: str
    row: str


def read_beneficiary(words: str, before: str, lexicon: Lexicon, phrases: Phrases) -> tuple[Read, str | None]:
    """Types and phrase of the recipient of a grant; before is what stands in front of it in the same sentence.

    The one named behind 给予 wins, then the head of the 对 phrase, then the one it opens with, then whom the grant
    is provided for, whom a cap counts, whom the sentence encourages.
    """
    plain, before = _BRACKET.sub("", words), before[-_REACH:]
    for phrase, at_end in _phrases(plain, before, lexicon, phrases):
        hits = _hits(phrase, lexicon)
        if not hits or (at_end and max(h.end for h in hits) < len(phrase) - 1):
            continue
        named = phrase if at_end else phrase[: max(h.end for h in hits)]
        row = _type(phrase, hits)
        if _RUNS.fullmatch(named.strip("，；。的")):  # whoever runs what stands in front
            run = [h for h in _hits(before + plain.split(named)[0], lexicon) if not h.generic and h.code in _RUN]
            row = max(run, default=row)
            if row.generic:
                return Read((row.code,), "beneficiaries.running", ("default_value",)), named.strip("，；。的")
        elif row.code == "individual" and _COUNTED.match(plain.partition(named)[2]):
            continue
        if row.generic and (again := _AGAIN.fullmatch(named.strip("，；。的"))):
            row = _named_before(before + plain, again["word"], lexicon) or row
        whom = re.sub(r"^(?:并且?|且|或者?)(?=[^，]{4})", "", named.strip("，；。的"))
        return Read((row.code,), f"beneficiaries:{row.row}"), whom
    brings = _BRINGS.match(re.split(r"[，；]", plain)[0])
    if _OF_PERSONS.search(plain) and not brings:
        return Read(("individual",), "beneficiaries.per_person"), None
    return Read(("enterprise",), "beneficiaries.unnamed", ("default_value",)), None


def _named_before(words: str, again: str, lexicon: Lexicon) -> Hit | None:
    """奖励机构, 单个机构: the first party in front whose name ends in the same word, if that tells its type."""
    specific = (hit for hit in _hits(words, lexicon) if not hit.generic and words[: hit.end].endswith(again))
    return min(specific, default=None)


def names_recipient(words: str, phrases: Phrases) -> bool:
    """Whether a grant itself says to whom it goes: 对新认定的园区…, 给予运营单位…, 奖励县区…."""
    plain = _BRACKET.sub("", words)
    explicit = (phrases.recipient, _REWARDED, _GIVEN_TO)
    return _FOR.match(plain) is not None or any(pattern.search(plain) for pattern in explicit)


def opens_with_party(words: str, lexicon: Lexicon) -> bool:
    """制造业企业购买设计服务的，…: whether a grant begins with who does what it is for."""
    return bool(_whoever_does(_BRACKET.sub("", words), lexicon)[0])


def read_recipient_of_heading(headings: Iterable[str], lexicon: Lexicon) -> Read | None:
    """The recipient that a heading names, the nearest first: 支持产业园建设. A generic word names nobody."""
    for heading in headings:
        hits = [hit for hit in _hits(heading, lexicon) if not hit.generic]
        if hits:
            row = max(hits)
            return Read((row.code,), "beneficiaries.heading", ("inherited",))
    return None


def _phrases(plain: str, before: str, lexicon: Lexicon, phrases: Phrases) -> list[tuple[str, bool]]:
    """Where to look, in order; True where only a head at the very end counts."""
    out = [(m[1], False) for m in phrases.recipient.finditer(plain)][:1]
    out += [(m[1], True) for pattern in (_REWARDED, _GIVEN_TO) for m in pattern.finditer(plain)][:2]
    opened = _FOR.search(plain)
    phrase = phrases.recipient_ends.split(plain[opened.end() if opened else 0 :])[0].rstrip("，")
    clauses = re.split(r"[，；]", phrase)
    elliptical = clauses[-1].endswith("的")
    does, done = _whoever_does(plain, lexicon)
    if does and done and (elliptical or "的" not in done or _EACH_OF.match(plain, plain.find(does) + len(does))):
        out.append((does, True))
    for clause in reversed(clauses):
        # 对入驻…园区，…的: the park is where, not who; 对…的企业，…的: the firm is who.
        # 经市商务局认定为…的 says on what condition, 由园区 who gives.
        if len(clauses) > 1 and (clause.startswith("由") or (clause.startswith("经") and clause.endswith("的"))):
            continue
        if elliptical and (_BRINGS.match(clause) or _USES.match(clause)):  # 引进领军人才的 is not the one brought
            continue
        if not elliptical or clause is clauses[-1] or re.search(r"的[^的]{1,16}$", clause):
            out.append((re.sub(r"的$", "", clause), True))
    if does:
        out.append((does, True))
    elif not any(pattern.match(clauses[0]) for pattern in (_NOT_WHO, _BRINGS, _USES)):
        out.append((clauses[0][: 8 if opened else 12], False))
    doers = (_whoever_does(clause, lexicon)[0] for clause in reversed(re.split(r"[，；。]", before)))
    out += [(does, True) for does in doers if does][:1]
    for pattern in (_PROVIDED, _SCOPED):
        out += [(m[1], False) for m in pattern.finditer(plain)]
    encouraged = _ENCOURAGED.search(before + plain)
    if encouraged:
        out.append((re.split(r"与|和|在|入驻|开展|建设|参加", encouraged[1])[0], False))
    return out


def _whoever_does(plain: str, lexicon: Lexicon) -> tuple[str, str]:
    """人力资源服务机构为本区企业引进人才的: the party that a sentence opens with, and what it does; else nothing."""
    clause = re.split(r"[，；。]", _OPENING.sub("", plain))[0]
    for verb in _DOES.finditer(clause, 2):
        words = clause[: verb.start()]
        if not _NOT_WHO.match(words) and any(hit.end == len(words) for hit in _hits(words, lexicon)):
            return words, clause[verb.end() :]
    return "", ""


def _hits(phrase: str, lexicon: Lexicon) -> list[Hit]:
    return [
        Hit(m.end(), m.end() - m.start(), row.generic, row.code, row.row)
        for row in lexicon.beneficiaries
        for m in row.pattern.finditer(phrase)
        if row.code not in _PLACES or not _IN_PLACE.match(phrase, m.end())
    ]


def _type(phrase: str, hits: list[Hit]) -> Hit:
    """The type that ends the phrase; a generic head gives way to a specific one right in front of it.

    海外仓的运营主体 is the warehouse's operator, 入驻园区的企业 is a firm.
    """
    end = max(h.end for h in hits)
    near = [h for h in hits if h.end >= end - 6]
    specific = [h for h in near if not h.generic]
    head = max((h for h in near if h.generic), default=None)
    if head and specific and max(specific).code in _PLACES:  # 区县企业
        return head
    if head and specific and head.end == max(specific).end and head.length > max(specific).length:
        return head  # 信息技术服务企业 are no 服务企业
    if head and specific:
        between = phrase[max(h.end for h in specific) : head.end - head.length]
        if "的" in between and max(specific).code == "individual":  # 引进领军人才的用人单位
            return head
        if "的" in between and not _RUNNING.search(phrase[head.end - head.length : head.end] + between):
            return head
    return max(specific or near)
