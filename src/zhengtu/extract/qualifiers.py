"""What the supports of one entitlement are for, in words (国家级, 境外), and for how long. No sum is read here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zhengtu.extract.bases import ENDS, SIDE
from zhengtu.extract.context import Context
from zhengtu.extract.pieces import Piece
from zhengtu.extract.readings import Read, with_slot
from zhengtu.extract.rungs import YEAR
from zhengtu.extract.slots import HOME, RAISED_TO, Slotted
from zhengtu.model.record import Support
from zhengtu.numerals import to_int

_LEVEL_VERB = re.compile(
    r"^(?:对|新增|新获[批评]?|新|首次|被|按照?|获得|获评|认定为?|评为|入选|列入|承办|举办|主办|创建|建成"
    "|经(?:评审)?(?:认定|评定|评审|确认)(?:划?为)?)+"
)
_LEVEL = (
    r"[^，；。、（）的]{0,6}?(?:国家级?|省级?|市级?|县级?|区级|[A-Z]+[级类]?|\dA级?"
    r"|[一二三甲乙](?![年次家个户项批体站般])等?级?奖?)"
)
_IN_FRONT = re.compile(
    r"^.*(?:分为|包括|获得|取得|考取|荣获|晋升为?|认定为?|获评|评为|达到|列入|入选|制定|设(?=[特一甲金])|的|为|对|根据|被|在|按照?|[1一][名个位](?=[^级]))(?=.)"
)
_BEHIND = re.compile(
    r"(?:的|分别|依次|各|按|每|给予|予以).*$|(?<=[生人员者师士才])(?:毕业|首次|初次|新|到|来|在|与|签订|入职|落户)[^、]{2,}$"
)
_FOR_MONTHS = re.compile(
    r"(?:期限?|时间|最长|连续|累计)(?:发放|补贴|补助|享受|给予)?(?:为|以|最长|不超过|最长不超过)?(\d{1,2})个月"
)
_SPAN = re.compile(r"(?<![先])[前后]([两二三四五六七八九十])年(?!度)")
_WITHIN = re.compile(
    r"(?<![\u4e00-\u9fff\d])([一二两三四五六七八九十\d])年内(?=(?:分别)?按照?(?:每|月|季|年)|，?每[人户家月年名])"
    r"|(?<=[起后])([一二两三四五六七八九十\d])年内(?=，(?:每[人户家月年名]|(?:分别)?按照?))"
    # 入住3年内按市场租金的30%, 3年内租金减免50%
    r"|([一二两三四五六七八九十\d])年内(?=按照?[^，。；\d]{1,12}\d|(?:房租|租金)(?:减|免|按))"
)
_LISTED_YEARS = re.compile(
    r"(?:(?:期限?|时间|年限)(?:分别|依次)(?:为|是)?|分别(?:补贴|补助|发放|享受))"
    r"[一二两三四五\d]年(?:[、和][一二两三四五\d]年)+"
)
_YEAR_NUMERAL = re.compile(r"([一二两三四五\d])年")
_FIGURE = re.compile(
    r"第[一二三四五六七八九十]+[名位、至到]|\d(?:[万亿]|家|个|%|平方米|人|名|元|以|[件台单票吨辆班列场次款项户柜张亩床]|标箱|$)|^[^\d]{0,4}\d+(?:年|个月)以"
)
_SOME = re.compile("其中，?(?:属于?|为)")
GOVERNMENT = re.compile(r"国家级|省级|市级|区级|县级")
_LONGEST = 20  # characters of a qualifier; what is longer is a sentence of its own
_YEAR_AT_END = re.compile(f"(?:{YEAR.pattern})$")
_SO_MANY = re.compile(r"\d{1,3}[名个家项人]$")
_CALLED = re.compile(
    r"^或(?!者)|^原则上|(?:单次|提供|约|可)+$|每[平吨人家户个件台辆班列次亩][方米]*$|(?:奖励|补[助贴])?(?:标准|金额)?为$"
)
_RAISED = re.compile(r"的?(?:再|另|可|各)*(?:(?:提高|上浮|上调|增加)[到至为]?|放宽[到至])$|的[奖补]$")
_RELIEVED = re.compile("(?:(?:租金|房租|费用)?(?:减免|免除|减收)|免收)$")  # 第三年免收30%租金
_AND_TOO = re.compile("[及与](?!以上|以下|其)")
_PAPER = re.compile("(?<=..)(?:(?:职业|技能)*(?:资格|等级)?证书?|等次)$")
_KIND = re.compile("[A-Z一二三四五特甲乙丙金银铜优]((?:等|类|级|牌)?奖?)")
_KIND_AT_END = re.compile("^.+(?=[一特甲金]$)")
_AGED = re.compile("^.*岁以[上下]（?含?）?的")
_EACH_OF = re.compile(r"每[^，。；\d]{0,12}[1一][名个位家件](?P<name>[^，。；、\d]{2,16})$")  # 每新引进1名博士
_OF_BOX = re.compile(r"每个?(\d{2}英?尺[^，。；、\d补奖给]{0,6})")
_OPENS = re.compile(
    "^(?:其中，?)?(?:对于?)?(?:新?评定为|认定为|获评|评为|属于|(?:企业)?参加|参与"
    "|[^，；]*(?:评价|考核|评估|评审)(?:结果|等次|等级)*为)?"
)
_BROUGHT_IN = re.compile("^.*(?:引进|招收)(?=[^的，]{2,12}$)")
_DEGREE = re.compile(r"(?:博士|硕士|本科|学士|大专|专科|中专)(?:研究生|毕业生|学历|生)?|[A-Z]类(?:人才)?")
_WITH_DEGREE = re.compile(rf"^.*[年岁以][^，]*的(?=(?:{_DEGREE.pattern})$)")  # 毕业两年内首次就业的博士研究生
# 费用按欧洲1万元/人, 按欧美、非洲每人8000元
_BY_KIND = re.compile(r"按照?([^，；、每]{1,12}|[^，；\d]{2,16}(?=每[人名家户个]))(?:每[人名家户个])?$")
_NO_HEAD = re.compile(
    r"财政|量$|^额外$|^另外$|^可|一次性$|^且|^年度$|全年|^(?:分别|依次)|^同一|^累计|^合计|^每|^单(?![一项]|.{4,})|比例|标准$|^最高|^(?:重点)?(?:支持|鼓励|推动|构建|完善|引导|扶持)"
)


@dataclass(frozen=True, slots=True)
class Granted:
    """A support of a piece with the slot that it was read from."""

    piece: Piece
    slotted: Slotted
    support: Support
    since: int  # where in its clause the words for it begin: behind the support in front of it


def tell_apart(
    context: Context, granted: Sequence[Granted], stepped: bool, spelt_out: Sequence[Support] = ()
) -> list[Support]:
    """Fill `when` of supports that are alike in role and unit and have no number that tells them apart.

    spelt_out are the rates of the same grant that no figure says: 第一年免租金，第二年减免50%.
    """
    by_piece = _years_by_piece(context, granted)
    lasts = _lasting_alike(granted, [lasting(context, one) or by_piece.get(one.piece.start) for one in granted])
    out = [
        with_slot(one.support, "duration_years", years if one.support.role != "ceiling" else None)
        for one, years in zip(granted, lasts, strict=True)
    ]
    out = _single_years(context, granted, out, any(rate.duration_years for rate in spelt_out))
    by_year = len({tuple(YEAR.findall(context.text, one.piece.start, one.piece.end)) for one in granted} - {()}) > 1
    for piece in dict.fromkeys(one.piece.start for one in granted):
        above: list[str] = []
        for ladder in _ladders_of(granted, piece):
            words = context.text[piece : granted[ladder[0]].slotted.mention.cue_start]
            listed = levels(words, len(ladder)) or (_year(words) if by_year and len(ladder) == 1 else [])
            above = listed = listed or (above if len(above) == len(ladder) else [])
            for index, level in zip(ladder, listed, strict=False):
                out[index] = with_slot(out[index], "when", Read(level, "qualifiers.listed"))
    alike: dict[tuple[str, str], list[int]] = {}
    members = Counter(one.slotted.mention.series for one in granted)
    for index, one in enumerate(granted):
        if not one.slotted.mention.ranged and members[one.slotted.mention.series] == 1:
            role = HOME if one.slotted.rule == HOME else one.support.role  # 最高200平方米, 约120平方米
            alike.setdefault((role, one.support.unit), []).append(index)
    for (role, _), indexes in alike.items():
        raised = [i for i in indexes if granted[i].slotted.rule == RAISED_TO]
        indexes = raised or indexes  # 小微企业提高到80%: only those say for whom
        heads = {i: _head(context, granted[i]) for i in indexes}
        heads = _like_the_next(context, granted, heads)
        heads = {i: head or _head_of_raised(context, granted[i]) for i, head in heads.items()}
        if len({granted[i].support.per for i in indexes}) < len(indexes):  # per project and per enterprise are apart
            heads = {
                i: head or (_head_of_piece(context, granted[i]) if out[i].tier is None else None)
                for i, head in heads.items()
            }
        beside = role == "rate" and any(rate.when for rate in spelt_out)
        apart = beside or len({head.value if head else None for head in heads.values()}) > 1
        if not stepped and (raised or apart):
            named = all(head is not None for head in heads.values())  # 第一年按每月12元、第二年按每月8元
            for index, head in heads.items():
                if out[index].tier is None or (named and out[index].when is None):
                    out[index] = with_slot(out[index], "when", head)
    return _capped_alike(granted, out)


def _lasting_alike(granted: Sequence[Granted], lasts: Sequence[Read | None]) -> list[Read | None]:
    """前三年每年分别给予3万元、2万元: the years go for all members of a list."""
    series = {one.slotted.mention.series: years for one, years in zip(granted, lasts, strict=True) if years}
    return [years or series.get(one.slotted.mention.series) for one, years in zip(granted, lasts, strict=True)]


def _capped_alike(granted: Sequence[Granted], supports: list[Support]) -> list[Support]:
    """境外的按70%、境内的按50%，每个展位最高分别为3万元、1万元: as many caps as rates are for the same."""
    out = list(supports)
    for piece in dict.fromkeys(one.piece.start for one in granted):
        rates = [s.when for s, one in zip(supports, granted, strict=True) if one.piece.start == piece and _is_rate(s)]
        for ladder in _ladders_of(granted, piece):
            if len(ladder) == len(rates) > 1 and all(rates) and not any(supports[i].when for i in ladder):
                for index, when in zip(ladder, rates, strict=True):
                    out[index] = with_slot(out[index], "when", Read(when, "qualifiers.of_rates"))
    return out


def _is_rate(support: Support) -> bool:
    return support.role == "rate" and support.tier is None


def _ladders_of(granted: Sequence[Granted], piece: int) -> list[list[int]]:
    """Places of the supports of a piece with a tier, by list: 给予30元、20元, 最高50万元、20万元 are two."""
    ladders: list[list[int]] = []
    for index, one in enumerate(granted):
        if one.piece.start == piece and one.support.tier is not None:
            if one.support.tier == 1 or not ladders:
                ladders.append([])
            ladders[-1].append(index)
    return ladders


def _years_by_piece(context: Context, granted: Sequence[Granted]) -> dict[int, Read]:
    """博士每月补贴3000元，补贴期三年；硕士每月补贴1500元，补贴期两年: a time for each part, where they differ."""
    found = {
        one.piece.start: to_int(match[1])
        for one in granted
        if (match := context.phrases.for_years.search(context.text, one.piece.start, one.piece.end))
    }
    differ = len(set(found.values())) > 1
    return {start: Read(years, "qualifiers.for_years") for start, years in found.items()} if differ else {}


def _single_years(context: Context, granted: Sequence[Granted], supports: list[Support], lasts: bool) -> list[Support]:
    """前两年按每月6元、第三年按每月3元: beside a span of years (or where lasts), a year by its number is one."""
    if not (lasts or any(s.duration_years for s in supports)):
        return supports
    ahead = (context.text[one.since : one.slotted.mention.cue_start] for one in granted)
    numbered = (_how_many(words) for words in ahead)
    return [
        with_slot(s, "duration_years", Read(years, "qualifiers.year_by_number"))
        if years and s.role != "ceiling" and not s.duration_years
        else s
        for s, years in zip(supports, numbered, strict=True)
    ]


def _how_many(words: str) -> int | None:
    """第三年 is one year, 第三年至第五年 are three."""
    first, *others = YEAR.findall(words) or [""]
    if not others:
        return 1 if first else None
    begin, end = (to_int(year[1]) for year in (first, others[-1]))
    return end - begin + 1 if begin and end and end > begin else None


def _year(words: str) -> list[str]:
    """第二年 in 第二年增幅达5%以上，再奖励5万元."""
    return YEAR.findall(words)[-1:]


def lasting(context: Context, one: Granted) -> Read | None:
    """前两年每年按80%，后三年每年按50%给予奖励: the years that a sum or rate of its own is for."""
    words = context.text[one.since : one.slotted.mention.cue_start]
    found = list(_SPAN.finditer(words)) if one.support.role != "ceiling" else []
    return Read(to_int(found[-1][1]), "qualifiers.span_of_years") if found else None


def last(context: Context, supports: list[Support], start: int, end: int) -> list[Support]:
    """连续5年, 期限为3年, 三年内按月: for how many years the first support is given, and what is parallel to it."""
    if listed := _LISTED_YEARS.search(context.text, start, end):
        each = [Read(to_int(numeral), "qualifiers.listed_years") for numeral in _YEAR_NUMERAL.findall(listed[0])]
        given = [i for i, s in enumerate(supports) if s.role != "ceiling"]
        if len(each) == len(given):
            years_of = dict(zip(given, each, strict=True))
            return [with_slot(s, "duration_years", years_of.get(i)) for i, s in enumerate(supports)]
    match = context.phrases.for_years.search(context.text, start, end) or _WITHIN.search(context.text, start, end)
    months = _FOR_MONTHS.search(context.text, start, end)
    named = next((n for n in match.groups() if n), "") if match else ""
    years = to_int(named) if named else int(months[1]) // 12 if months and int(months[1]) % 12 == 0 else None
    if not supports or not years or (supports[0].role == "ceiling" and supports[0].period == "year"):
        return supports
    read = Read(years, "qualifiers.for_years")
    out = list(supports)
    first = _led_to(context, supports, match) if match else 0
    if match and match[0].startswith("贴息"):  # 贷款额度最高500万元，按利息的50%贴息，贴息期限2年
        first = next((at for at, s in enumerate(supports) if s.role == "rate"), first)
    kind = supports[first].role, supports[first].unit
    for index, support in enumerate(supports[first:], start=first):
        parallel = (support.role, support.unit) == kind and (support.tier is not None or support.when is not None)
        if index > first and match and _begins_anew(context, context.evidence(match.start(), match.end()).end, support):
            continue
        if support.duration_years is None and (index == first or parallel):
            out[index] = with_slot(support, "duration_years", read)
    return out


def _led_to(context: Context, supports: Sequence[Support], years: re.Match[str]) -> int:
    """安家费10万元，连续3年每月发放生活补贴2000元: the place of the sum that the years lead to, else the first."""
    raw, since = context.outline.text.raw, context.evidence(years.start(), years.end()).end
    behind = ((at, s) for at, s in enumerate(supports) if s.role == "amount" and s.evidence.start > since)
    return next((at for at, s in behind if not re.search("[，；。]", raw[since : s.evidence.start])), 0)


def _begins_anew(context: Context, since: int, support: Support) -> bool:
    """租房的补贴50%，连续补贴3年；购房的一次性补贴10%: the years are not those of what is given once behind it."""
    raw, start = context.outline.text.raw, support.evidence.start
    return since < start and "；" in raw[since:start] and "一次性" in raw[since : start + 12]


def levels(words: str, count: int) -> list[str]:
    """The last list with the right number of members: 省级、潍坊市级; 国家、省级; 金奖、银奖."""
    more = rf"(?:[、和或]{_LEVEL}){{{count - 1}}}"
    named = r"[^，；。、]*?(?:的|获得|认定为?|获评|评为|达到|对|按|[1一][名个位])"
    pattern = rf"(?:^|(?<=[，；])(?![给予按分每最])|{named})({_LEVEL}{more})(?=[^、])"
    found = [m[1] for m in re.finditer(pattern, words)]
    if found:
        return _with_suffix([_LEVEL_VERB.sub("", level) for level in re.split(r"[、和或]", found[-1])])
    for segment in reversed(re.split(r"[，；。：]", words)):
        members = re.split(r"[、和或]", segment)
        if len(members) == 1 and count == 2:  # 中国质量奖及提名奖
            members = _AND_TOO.split(segment)
        listed = len(members) == count or not any("的" in member for member in members[1 - count :])
        if count > 1 and len(members) >= count and listed:  # 就业、创业的博士、硕士: the last ones are told apart
            members = [_AGED.sub("", member) for member in members[-count:]]
            members[0] = _IN_FRONT.sub("", members[0])
            members[-1] = _BEHIND.sub("", members[-1])
            if _DEGREE.match(members[0]) and (degree := _DEGREE.match(members[-1])):  # 博士、硕士首次购房的
                members[-1] = degree[0]
            members = [m if "第" in m else _SO_MANY.sub("", m) for m in members]  # 设一等奖3名、二等奖5名
            members = _with_suffix(members)
            return members if all(map(is_name, members)) else []
    return []


def _with_suffix(members: list[str]) -> list[str]:
    """A、B、C类 are A类, B类 and C类; so are 一、二、三等奖, and 高级工 in 技师、高级工职业资格证书."""
    *others, final = members
    if not any(_PAPER.search(member) for member in others):
        final = _PAPER.sub("", final)
    kind = _KIND.match(final)
    if kind and kind[1] and all(len(member) == 1 for member in others[1:]):  # 世界技能大赛金、银、铜牌
        others[:1] = [_KIND_AT_END.sub("", member) for member in others[:1]]
    bare = all(re.fullmatch("[A-Z一二三四五特甲乙丙金银铜优]", member) for member in others)
    return [f"{m}{kind[1] if kind and bare else ''}" for m in others] + [final]


def _head(context: Context, one: Granted) -> Read | None:
    """境外每个展位补助… → 境外; 其他国家和地区给予… → 其他国家和地区; 给予RCEP国家80% → RCEP国家."""
    left = context.text[one.since : one.slotted.mention.cue_start]
    if one.support.role == "rate":
        _, *behind = context.phrases.verb.split(left)
        between = behind[-1] if behind else ""
        if is_name(between) and not ENDS.search(between):
            return Read(between, "qualifiers.between_giving_and_rate")
    left = re.sub(r"^/[^/，。；、\d]{1,4}", "", left)  # 1万元/人、非洲
    if one.since > one.slotted.clause.start:
        left = context.phrases.noun_of_sum_before.sub("", left)  # 30万元安家补贴及最高…
    if box := _OF_BOX.search(left):
        return Read(box[1], "qualifiers.head")
    by = _BY_KIND.search(left)
    if by and one.support.role != "rate" and (named := _named(by[1], "qualifiers.head")):
        return named
    head = context.phrases.scope_or_giving.split(left)[0].strip("，：、和")
    head = _RAISED.sub("", head.removeprefix("其中").strip("，")).removesuffix("一次性")
    if one.support.role == "rate" and ENDS.search(head):
        side = SIDE.match(head)  # 境外展位费
        head = head.rpartition("的")[0] or (side[0] if side else "")  # 重点展会的展位费
    return _named(head, "qualifiers.head") or _head_among_them(context, one)


def _head_among_them(context: Context, one: Granted) -> Read | None:
    """其中参加境外展会的，支持比例不超过80%: for whom, in a clause of its own in front."""
    before = next((c for c in one.piece.clauses if c.end == one.slotted.clause.start), None)
    words = before.of(context.text) if before else ""
    return _named(words.strip("，"), "qualifiers.head") if words.startswith("其中") and words.endswith("的，") else None


def _like_the_next(
    context: Context, granted: Sequence[Granted], heads: dict[int, Read | None]
) -> dict[int, Read | None]:
    """给予运营平台去程每列25万元、回程每列18万元: what the first is for, by what the second is for."""
    first, second = [*heads, None, None][:2]
    if first is None or second is None or heads[first] or not (like := heads[second]):
        return heads
    one = granted[first]
    given = context.text[one.since : one.slotted.mention.cue_start]
    words = re.split("每|单个|最高|各", context.phrases.verb.split(given)[-1])[0]
    name = words[-len(like.value) :]
    no_name = name.startswith("或") or context.lexicon.grants.search(name) is not None
    alike = (
        not no_name
        and len(words) > len(name)
        and name != like.value
        and any(a == b for a, b in zip(name, like.value, strict=True))
    )
    return {**heads, first: Read(name, "qualifiers.like_the_next")} if alike and is_name(name) else heads


def _head_of_raised(context: Context, one: Granted) -> Read | None:
    """按10%给予补助，其中属于省级绿色工厂的，提高到12%: the clause in front says for whom."""
    clauses = one.piece.clauses
    at = clauses.index(one.slotted.clause)
    words = clauses[at - 1].of(context.text) if at else ""
    raised = one.slotted.rule == RAISED_TO and words.endswith("的，")
    return _named(words.strip("，"), "qualifiers.head_of_raised") if raised else None


def _head_of_piece(context: Context, one: Granted) -> Read | None:
    """经铁路口岸出口的，补贴比例为12%: a clause without a number in front of the one that grants."""
    first = one.piece.clauses[0]
    asked = [s for s in one.piece.found if s.clause == first and (s.slot != "other" or s.mention.kind != "count")]
    if first == one.slotted.clause or asked:
        return None
    head = _SO_MANY.sub("", first.of(context.text).strip("，：；"))  # 一等奖1名，奖励20万元
    if each := _EACH_OF.search(head):
        return Read(each["name"], "qualifiers.head_of_piece")
    return _named(head, "qualifiers.head_of_piece")


def is_name(words: str) -> bool:
    """Whether words may say what a support is for: no threshold, no half of a bracket, no sentence."""
    whole = words.count("（") == words.count("）")
    return 1 < len(words) <= _LONGEST and whole and not _FIGURE.search(words)


def _named(head: str, rule: str) -> Read | None:
    """The words themselves, or the level of government in them: 获得省级认定的 → 省级, 其中属于省级厂的 → 省级厂."""
    some = _SOME.match(head)
    head = _OPENS.sub("", _CALLED.sub("", head))
    head = _RELIEVED.sub("", head.removesuffix("航线").removesuffix("的"))
    head = _WITH_DEGREE.sub("", _BROUGHT_IN.sub("", head))
    if _NO_HEAD.search(head) or not is_name(head):
        return None
    if (by_year := _YEAR_AT_END.search(head)) and len(YEAR.findall(head)) == 1:  # 入驻企业第一年
        return Read(by_year[0], rule)
    level = None if some else GOVERNMENT.search(head)
    return Read(level[0] if level else head, rule)
