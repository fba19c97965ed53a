"""Which levels of finance a clause names: 市级财政, 省、市、县, 市区两级. What each of them bears: shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhengtu.model.lexicon import Lexicon

# A level of one character is a payer only where such words stand round it: 省、市, 市与, 区按; not 市场, 盐湖区按.
_BARE_LEFT = re.compile(
    r"(?:^|[、，；：。（\s与和及由按对从在以各省市州县盟区]|按照|中央|自治区|所在|级|财政|其余|全部|资金|经费|费用|条款|政策|项目|部分|实行|采取|[列纳]入|奖[励补]|补[助贴]|[条项款]|[省市州县区级]\d)$"
)
_BARE_RIGHT = re.compile(
    r"[、与和及：\s）]|各|[两三四]级|级|财政|按|以|共|分|全[额部]|各半|承担|负担|出资|比例|[县区](?=[、按以共分各承负比：\d]|[两三四]?级|财政)|[一二三四五六七八九]{2,4}(?=[分开比的承负共])|$|\d"
)
# 按属地原则 and 市财政局 name no level, and what a level spent is the base of another's share.
_PRINCIPLE = re.compile(
    r"原则|管理|化|部门|[局厅所]|实?际?(?:兑现|拨付|兑付|支付|奖[补励]|补[助贴]|支出|投入)(?:资金)?总?额?度?的(?=\d)"
)
# 省市县三级, 市区两级: the levels run together.
_RUN = re.compile(
    r"(?:中央|国家)?省?市?(?:县市区|县区|区县|县|区|地)?(?=[两三四]级|财政|[按以]|共同|分别|分担|承担|负担|各)"
)
_RUN_LEVELS = re.compile(r"中央|国家|省|市|县市区|县区|区县|县|区|地")
LEVEL_CODES = {"中央": "central", "国家": "central", "省": "province", "自治区": "province", "市": "city", "州": "city"}
LEVEL_CODES |= {"盟": "city", "镇": "other", "街": "other", "乡": "other"}
# One level in many ways: 各市（县、区）财政, 所在区, 用人单位注册地, 镇（街道、园区）, 示范区管委会.
_OWNER = "(?:用人单位|申报单位|申报主体|建设单位|企业|项目|单位|机构|园区|景区|活动|展会)?"
_SEAT = (
    rf"{_OWNER}(?:工商|税务)?"
    "(?:注册|纳税|落户|登记|税源|投资|实施|建设|税收(?:缴纳|征管|归属|入库|贡献|解缴)?|税款?入库|纳统)"
)
_WHOSE = rf"(?:{_SEAT}(?:所在|归属|隶属)?地?|{_OWNER}所在(?:地(?:区|的)?)?|各|属地|当地|相关|有关|受益)"
_ZONE_IN_GENERAL = "(?:[\u4e00-\u9fff]{0,7}(?:区|园|港|镇|街道)|[县市旗]|管委会)"
_BESIDE = rf"（(?:含|包括)?{_ZONE_IN_GENERAL}(?:[、和及，]{_ZONE_IN_GENERAL})*）"
_COMPOSED = {
    "county": re.compile(
        rf"{_WHOSE}?[县市区旗]{{1,3}}{_BESIDE}[县区]?级?(?:财政)?|{_WHOSE}(?:县市区|[县区旗]{{1,2}}[市县]?|市[县区]{{1,2}})级?(?:财政)?"
        r"|各?辖(?:市（区）|区（市）|市区|区市)级?(?:财政)?|(?:区市县|区县市|县区市|区市|旗县市区|旗县市|旗县)级?(?:财政)?"
        r"|各?(?:城市|主城|中心城|城)区级?(?:财政)?|(?<![地市城])区市级?财政|[区县]（县级市）级?(?:财政)?"
        rf"|{_SEAT}(?:所在|归属)?地(?:财政|政府)?|(?<![市县])辖区(?:财政)?(?=承担|负担|分担|配套)"
        r"|(?:(?<=[、和与及])|(?<=[余分额]由))同级财政"  # 市级财政和同级财政按7:3, 其余由同级财政
    ),
    "other": re.compile(
        rf"{_WHOSE}?(?:镇街|街镇|乡镇|镇乡|镇|乡|街道)(?:（[镇乡街道、园开发区管委会办场]+）)?(?:级|办事处|政府)?(?:财政)?"
    ),
    "zone": re.compile(
        rf"{_WHOSE}?(?:[开度][发假]区|[高经]\w区|新区|示范区|试验区|园区|产业园|[保综]\w{{0,2}}区|港区|功能区|合作区|集聚区)"
        r"(?:管委会|管理委员会|财政)|开发（度假）区(?:财政)?"
        rf"|(?:(?<=[、和与及])|(?<=由)){_WHOSE}?园区(?!管|财|内|范围)"  # 市、县（市、区）、园区按4:3:3
    ),
}


@dataclass(frozen=True, slots=True)
class Payer:
    """A level of finance and where a clause names it."""

    start: int
    end: int
    code: str


def find_payers(lexicon: Lexicon, words: str) -> list[Payer]:
    """Levels of finance in order of mention, the longest name at each place."""
    found = [
        Payer(*match.span(), row.code)
        for row in lexicon.payer_levels
        for match in row.pattern.finditer(words)
        if (_stands_alone(words, match) if len(match[0]) == 1 else not _PRINCIPLE.match(words, match.end()))
        and not words[: match.start()].endswith(("统筹", "争取", "整合"))  # 市级财政统筹省级资金安排40%
        and not (match[0] == "属地" and words[: match.start()].endswith(("按", "按照")))  # 按属地承担40%
        and not (match[0].endswith("县市") and words.startswith("级", match.end()))  # 乙县市级承担: 乙县, 市级
    ]
    found += [
        Payer(*match.span(), code)
        for code, pattern in _COMPOSED.items()
        for match in pattern.finditer(words)
        if _stands_alone(words, match)
    ]
    runs = [run for run in _RUN.finditer(words) if len(run[0]) > 1 and _BARE_LEFT.search(words[: run.start()])]
    found += [payer for run in runs for payer in _levels(run)]
    found.sort(key=lambda payer: (payer.start, -payer.end))
    out: list[Payer] = []
    for payer in found:
        if not out or payer.start >= out[-1].end:
            out.append(payer)
    return out


def _stands_alone(words: str, match: re.Match[str]) -> bool:
    in_full = match[0].endswith(("财政", "会"))
    return bool(_BARE_LEFT.search(words[: match.start()]) and (in_full or _BARE_RIGHT.match(words, match.end())))


def _levels(run: re.Match[str]) -> Iterator[Payer]:
    if len(_RUN_LEVELS.findall(run[0])) < 2:
        return
    for level in _RUN_LEVELS.finditer(run[0]):
        yield Payer(run.start() + level.start(), run.start() + level.end(), LEVEL_CODES.get(level[0], "county"))


def distinct(payers: Iterable[Payer]) -> tuple[Payer, ...]:
    """Each level once, at its first mention."""
    first: dict[str, Payer] = {}
    for payer in payers:
        first.setdefault(payer.code, payer)
    return tuple(first.values())
