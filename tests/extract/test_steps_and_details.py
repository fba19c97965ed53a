"""What city offices grant by grade, degree and step: which sums belong together, what each is for, and how long."""

from __future__ import annotations

import pytest

from .conftest import Read
from .sayings import asked, said

# sentence → for each measure: its supports, its conditions, its frequency
Granted = list[tuple[list[str], list[str], str | None]]


@pytest.mark.parametrize(
    ("sentence", "grants"),
    [
        (  # for how long, in words of handing out
            "对新招收进站的博士后，每人每年给予8万元生活补贴，连续发放2年。",
            [(["amount 80000 CNY per=person period=year duration_years=2"], [], "yearly")],
        ),
        (
            "无自有住房的硕士租房居住的，每人每月补贴700元，累计享受不超过3年。",
            [(["amount 700 CNY per=person period=month duration_years=3"], [], None)],
        ),
        (
            "对入选项目的博士每月资助5000元，最长资助4年。",
            [(["amount 5000 CNY period=month duration_years=4"], [], None)],
        ),
        (  # 年 in front of what is asked is no time of the grant
            "小微工业企业首次上规模的，奖励15万元，其后连续两年在库的，每年再奖励5万元。",
            [(["amount 150000 CNY"], [], None), (["amount 50000 CNY period=year"], [], "yearly")],
        ),
        (
            "对符合条件的创业团队，两年内每月给予每个项目800元房租补贴。",
            [(["amount 800 CNY per=project period=month duration_years=2"], [], None)],
        ),
        (  # what is let off of a rent
            "入住国有人才公寓的，3年内租金减免50%。",
            [(["rate 0.5 ratio of=租金 duration_years=3"], [], None)],
        ),
        (
            "初创企业租用孵化器场地的，减免40%场地租金。",
            [(["rate 0.4 ratio of=场地租金"], [], None)],
        ),
        (
            "D类人才自行租房的，每月给予1000元租房补贴，最长补贴2年；入住区人才公寓的，减免30%租金。",
            [
                (["amount 1000 CNY period=month duration_years=2"], [], None),
                (["rate 0.3 ratio of=租金"], [], None),
            ],
        ),
        (  # for each one beside what is given whole
            "对新设立的国家级、省级博士后科研工作站，分别给予设站单位50万元、30万元一次性建站补助；"
            "设站单位每招收1名博士后研究人员，在站期间每年给予8万元培养经费，最长不超过2年。",
            [
                (["amount 500000 CNY tier=1 when=国家级", "amount 300000 CNY tier=2 when=省级"], [], "once"),
                (["amount 80000 CNY per=person period=year duration_years=2"], [], "yearly"),
            ],
        ),
        (  # once beside what recurs
            "全职博士后在站期间每人每年补助12万元，最长补助2年；出站后留在本市工作的，一次性给予30万元安家费。",
            [
                (["amount 120000 CNY per=person period=year duration_years=2"], [], "yearly"),
                (["amount 300000 CNY"], [], "once"),
            ],
        ),
        (  # recognised, and assessed anew
            "新认定的国家级、省级企业技术中心，分别给予100万元、30万元奖励；"
            "复评优秀的国家级企业技术中心，给予20万元奖励。",
            [
                (["amount 1000000 CNY tier=1 when=国家级", "amount 300000 CNY tier=2 when=省级"], [], None),
                (["amount 200000 CNY"], [], None),
            ],
        ),
        (
            "首次认定的工程研究中心，奖励40万元；期满后重新认定的，奖励10万元。",
            [(["amount 400000 CNY"], [], None), (["amount 100000 CNY"], [], None)],
        ),
        (  # for each one of a kind
            "企业每全职引进1名A类、B类、C类人才，分别给予企业20万元、10万元、5万元引才奖励。",
            [
                (
                    [
                        "amount 200000 CNY per=person tier=1 when=A类",
                        "amount 100000 CNY per=person tier=2 when=B类",
                        "amount 50000 CNY per=person tier=3 when=C类",
                    ],
                    [],
                    None,
                )
            ],
        ),
        (
            "企业每新引进1名博士，给予企业5万元引才补贴；每新引进1名硕士，给予企业2万元引才补贴。",
            [(["amount 50000 CNY per=person when=博士", "amount 20000 CNY per=person when=硕士"], [], None)],
        ),
        (
            "猎头引进B类及以上人才的，每人奖励5万元；引进C类人才的，每人奖励2万元。",
            [
                (
                    ["amount 50000 CNY per=person when=B类及以上人才", "amount 20000 CNY per=person when=C类人才"],
                    [],
                    None,
                )
            ],
        ),
        (
            "企业柔性引进专家的，按实付报酬的20%给予补助，每引进1人最高补助15万元。",
            [(["rate 0.2 ratio of=实付报酬", "ceiling 150000 CNY per=person"], [], None)],
        ),
        (  # grades
            "对人才创业项目，按A、B、C三个等次分别给予500万元、300万元、100万元启动资金。",
            [
                (
                    [
                        "amount 5000000 CNY tier=1 when=A",
                        "amount 3000000 CNY tier=2 when=B",
                        "amount 1000000 CNY tier=3 when=C",
                    ],
                    [],
                    None,
                )
            ],
        ),
        (
            "获得创新大赛一、二、三等奖的团队，分别奖励5万元、3万元、1万元。",
            [
                (
                    [
                        "amount 50000 CNY tier=1 when=一等奖",
                        "amount 30000 CNY tier=2 when=二等奖",
                        "amount 10000 CNY tier=3 when=三等奖",
                    ],
                    [],
                    None,
                )
            ],
        ),
        (
            "获得职业技能大赛金、银牌的选手，分别奖励20万元、10万元。",
            [(["amount 200000 CNY tier=1 when=金牌", "amount 100000 CNY tier=2 when=银牌"], [], None)],
        ),
        (
            "取得技师、高级工职业资格证书的职工，分别给予3000元、2000元补贴。",
            [(["amount 3000 CNY tier=1 when=技师", "amount 2000 CNY tier=2 when=高级工"], [], None)],
        ),
        (
            "对获得中国质量奖及提名奖的企业，分别奖励200万元、100万元。",
            [(["amount 2000000 CNY tier=1 when=中国质量奖", "amount 1000000 CNY tier=2 when=提名奖"], [], None)],
        ),
        (
            "单项冠军企业奖励90万元，“小巨人”企业奖励40万元。",
            [(["amount 900000 CNY when=单项冠军企业", "amount 400000 CNY when=“小巨人”企业"], [], None)],
        ),
        (
            "毕业两年内首次就业的博士研究生每年给予3万元、硕士研究生每年给予1.5万元生活津贴。",
            [
                (
                    ["amount 30000 CNY period=year when=博士研究生", "amount 15000 CNY period=year when=硕士研究生"],
                    ["other <= 2 year"],
                    "yearly",
                )
            ],
        ),
        (  # boxes by their length
            "班列出口的货物，每个40英尺集装箱补助2000元、每个20英尺集装箱补助1000元。",
            [
                (
                    [
                        "amount 2000 CNY per=container when=40英尺集装箱",
                        "amount 1000 CNY per=container when=20英尺集装箱",
                    ],
                    [],
                    None,
                )
            ],
        ),
        (  # more of the same for more of the same
            "设备投资300万元以上的项目，按设备投资的10%给予补助，其中投资1000万元以上的按12%给予补助。",
            [
                (
                    ["rate 0.1 ratio of=设备投资 tier=1", "rate 0.12 ratio of=设备投资 tier=2"],
                    ["investment >= 3000000 CNY tier=1", "investment >= 10000000 CNY tier=2"],
                    None,
                )
            ],
        ),
        (  # ages of two kinds of people are no steps
            "对40周岁以下全职引进的博士给予30万元购房补贴，对35周岁以下全职引进的硕士给予10万元购房补贴。",
            [
                (["amount 300000 CNY"], ["other <= 40 year"], None),
                (["amount 100000 CNY"], ["other <= 35 year"], None),
            ],
        ),
        (
            "主导制定国际标准、国家标准的，每项分别奖励50万元、20万元。",
            [
                (
                    [
                        "amount 500000 CNY per=standard tier=1 when=国际标准",
                        "amount 200000 CNY per=standard tier=2 when=国家标准",
                    ],
                    [],
                    None,
                )
            ],
        ),
        (
            "对新开国际货运航线，每周3班以上的，每班补助30万元。",
            [(["amount 300000 CNY per=flight"], ["flights >= 3 flight period=week"], None)],
        ),
        (  # how it is paid out is no grant
            "购房补贴分三年发放，每年分别发放总额的40%、30%、30%。",
            [],
        ),
        (
            "落户孵化器的企业，免收房租2年，面积不超过400平方米。",
            [(["rate 1 ratio of=租金 duration_years=2", "ceiling 400 m2"], [], None)],
        ),
        (  # the whole of a rent beside parts of it
            "租用标准厂房的企业，前两年给予全额租金补贴，第三年给予50%租金补贴。",
            [
                (
                    [
                        "rate 1 ratio of=租金 when=前两年 duration_years=2",
                        "rate 0.5 ratio of=租金 when=第三年 duration_years=1",
                    ],
                    [],
                    None,
                )
            ],
        ),
        (
            "租住人才公寓的，第一年免租金，第二年减免60%。",
            [
                (
                    [
                        "rate 1 ratio of=租金 when=第一年 duration_years=1",
                        "rate 0.6 ratio of=租金 when=第二年 duration_years=1",
                    ],
                    [],
                    None,
                )
            ],
        ),
        (
            "人才租住人才公寓的，A类人才免收租金，B类人才减免70%租金。",
            [(["rate 1 ratio of=租金 when=A类人才", "rate 0.7 ratio of=租金 when=B类人才"], [], None)],
        ),
        (
            "投保出口信用保险的企业，保费按50%补助，其中上年出口额300万美元以下的全额补助。",
            [
                (
                    ["rate 1 ratio of=保费 tier=2", "rate 0.5 ratio of=保费 tier=1"],
                    ["trade_volume <= 3000000 USD period=year tier=2"],
                    None,
                )
            ],
        ),
        (  # homes in a list
            "按类别提供人才公寓，A类人才150平方米、B类人才120平方米。",
            [(["amount 150 m2 when=A类人才", "amount 120 m2 when=B类人才"], [], None)],
        ),
        (  # the same word in front of each threshold
            "对营收首次超10亿元、超30亿元的软件企业，给予50万元、100万元奖励。",
            [
                (
                    ["amount 500000 CNY tier=1", "amount 1000000 CNY tier=2"],
                    ["revenue > 1000000000 CNY tier=1", "revenue > 3000000000 CNY tier=2"],
                    None,
                )
            ],
        ),
        (  # the years go for all members
            "新引进的正高级、副高级职称人才，前三年每年分别给予3万元、2万元生活补贴。",
            [
                (
                    [
                        "amount 30000 CNY period=year tier=1 when=正高级 duration_years=3",
                        "amount 20000 CNY period=year tier=2 when=副高级职称人才 duration_years=3",
                    ],
                    [],
                    "yearly",
                )
            ],
        ),
        (
            "领军人才给予200万元安家补贴，入职满一年、三年分别发放60%、40%。",
            [(["amount 2000000 CNY"], [], None)],
        ),
        (  # as many sums as years that come to what was given are its parts; others are sums of their own
            "新认定的“小巨人”企业奖励90万元，三年内分别给予40万元、30万元、20万元。",
            [(["amount 900000 CNY"], [], None)],
        ),
        (  # two ages, each of someone of its own
            "35周岁以下的博士和40周岁以下的正高级职称人才，分别给予20万元、15万元安家补贴。",
            [
                (
                    ["amount 200000 CNY tier=1 when=博士", "amount 150000 CNY tier=2 when=正高级职称人才"],
                    ["other <= 35 year tier=1", "other <= 40 year tier=2"],
                    None,
                )
            ],
        ),
        (  # a threshold behind a step is measured as the one in front of it
            "年出口额500万美元以下的企业，每增加10万美元奖励3000元；500万美元以上的企业，每增加50万美元奖励2万元。",
            [
                (
                    ["amount 3000 CNY per=increment tier=1", "amount 20000 CNY per=increment tier=2"],
                    [
                        "trade_volume <= 5000000 USD period=year tier=1",
                        "trade_volume_increase per 100000 USD period=year tier=1",
                        "trade_volume >= 5000000 USD period=year tier=2",
                        "trade_volume_increase per 500000 USD period=year tier=2",
                    ],
                    None,
                )
            ],
        ),
        (  # how often is no step
            "设立海外研发中心的，首次认定给予60万元奖励，每三年复评一次，复评合格的给予30万元奖励。",
            [(["amount 600000 CNY when=首次认定", "amount 300000 CNY when=复评合格"], [], None)],
        ),
        (
            "购买设备的，500万元以内按设备款的5%补助，500万元至2000万元部分按6%补助，2000万元以上部分按8%补助。",
            [
                (
                    [
                        "rate 0.05 ratio of=设备款 tier=1",
                        "rate 0.06 ratio of=设备款 tier=2",
                        "rate 0.08 ratio of=设备款 tier=3",
                    ],
                    [
                        "other <= 5000000 CNY tier=1",
                        "other >= 5000000 CNY tier=2",
                        "other <= 20000000 CNY tier=2",
                        "other >= 20000000 CNY tier=3",
                    ],
                    None,
                )
            ],
        ),
        (
            "企业技术中心评价为优秀的一次性奖励30万元，评价为良好的一次性奖励10万元。",
            [(["amount 300000 CNY when=优秀", "amount 100000 CNY when=良好"], [], "once")],
        ),
        (
            "企业参加境外展会的，每个9平方米标准展位补助2万元。",
            [(["amount 20000 CNY per=booth"], [], None)],
        ),
    ],
)
def test_grants_of_city_offices(sentence: str, grants: Granted, read: Read) -> None:
    measures = read(f"一、奖励\n（一）{sentence}\n").measures
    found = [([said(s) for s in m.supports], [asked(c) for c in m.conditions], m.frequency) for m in measures]
    assert found == grants


def test_thresholds_of_an_item_for_whom_hold_for_the_item_of_what(read: Read) -> None:
    text = (
        "一、技术改造\n（一）支持对象。设备购置投资在600万元以上的工业企业项目。\n"
        "（二）支持标准。按设备购置投资的8%给予补助，单个项目最高300万元。\n"
    )
    assert [[asked(c) for c in m.conditions] for m in read(text).measures] == [["investment >= 6000000 CNY"]]


def test_whoever_takes_somebody_on_gets_what_is_given_for_each(read: Read) -> None:
    measure, *_ = read("一、奖励\n（一）企业每招收1名博士后研究人员，每年给予6万元培养经费。\n").measures
    assert measure.beneficiary == ("enterprise",)


def test_rate_of_rent_that_is_let_off_is_rent_relief(read: Read) -> None:
    measure, *_ = read("一、公寓\n（一）青年人才入住人才公寓的，减收25%租金。\n").measures
    assert measure.instrument == "rent_relief"


def test_grant_in_the_section_for_whom_keeps_its_thresholds_once(read: Read) -> None:
    text = (
        "一、出口\n支持对象：年出口额200万美元以上的企业，给予9万元奖励。\n支持标准：单个企业年度最高40万元。\n"
        "二、物流\n支持对象：年发运量300标箱以上的企业。\n支持标准：给予6万元奖励。\n"
    )
    assert [[asked(c) for c in m.conditions] for m in read(text).measures] == [
        ["trade_volume >= 2000000 USD period=year"],
        ["other >= 300 TEU period=year"],
    ]


def test_class_that_somebody_is_recognised_as_goes_without_the_verb(read: Read) -> None:
    (measure,) = read("一、补贴\n（一）对经认定为A、B、C类的人才，分别给予30万元、20万元、10万元补贴。\n").measures
    assert [s.when for s in measure.supports] == ["A类", "B类", "C类"]
