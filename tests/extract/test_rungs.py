"""Which sums and thresholds of a sentence are rungs of one grant, which are grants of their own, and which neither."""

from __future__ import annotations

import pytest

from .conftest import Read
from .sayings import asked, said


@pytest.mark.parametrize(
    ("sentence", "grants"),
    [
        (  # a list of rungs and one more
            "企业年进出口额达到2000万元、6000万元的，分别给予8万元、20万元奖励；达到1亿元的，给予40万元奖励。",
            [
                (
                    ["amount 80000 CNY tier=1", "amount 200000 CNY tier=2", "amount 400000 CNY tier=3"],
                    [
                        "trade_volume >= 20000000 CNY period=year tier=1",
                        "trade_volume >= 60000000 CNY period=year tier=2",
                        "trade_volume >= 100000000 CNY period=year tier=3",
                    ],
                )
            ],
        ),
        (  # a sentence of its own on what further steps add is a grant of its own, of the same metric
            "企业年进出口额达到2000万元、6000万元的，分别给予8万元、20万元奖励。"
            "超过6000万元的，每增加3000万元再奖励5万元。单个企业年度奖励总额不超过50万元。",
            [
                (
                    ["amount 80000 CNY tier=1", "amount 200000 CNY tier=2"],
                    [
                        "trade_volume >= 20000000 CNY period=year tier=1",
                        "trade_volume >= 60000000 CNY period=year tier=2",
                    ],
                ),
                (
                    ["amount 50000 CNY per=increment", "ceiling 500000 CNY per=enterprise period=year"],
                    ["trade_volume > 60000000 CNY period=year", "trade_volume_increase per 30000000 CNY period=year"],
                ),
            ],
        ),
        (  # in the same sentence it comes on top of the grant, and is no rung of it
            "企业仓储面积达到3000平方米的，奖励10万元；超过3000平方米的，每增加1000平方米再奖励2万元。",
            [
                (
                    ["amount 100000 CNY", "amount 20000 CNY per=increment"],
                    ["floor_area >= 3000 m2", "floor_area > 3000 m2", "floor_area per 1000 m2"],
                )
            ],
        ),
        (  # two subjects that are measured in the same words
            "改建县级商贸综合体，建筑面积不少于8000平方米的，每平方米补助60元，最高50万元。"
            "改建乡镇农贸市场，建筑面积不少于800平方米的，给予6万元补助。",
            [
                (["amount 60 CNY per=m2", "ceiling 500000 CNY"], ["floor_area >= 8000 m2"]),
                (["amount 60000 CNY"], ["floor_area >= 800 m2"]),
            ],
        ),
        (  # the caps of all rungs behind them
            "对技改项目，设备投入达到300万元的，按5%补助；达到1000万元的，按7%补助；对应的补助上限分别为50万元、150万元。",
            [
                (
                    [
                        "rate 0.05 ratio tier=1",
                        "rate 0.07 ratio tier=2",
                        "ceiling 500000 CNY tier=1",
                        "ceiling 1500000 CNY tier=2",
                    ],
                    ["investment >= 3000000 CNY tier=1", "investment >= 10000000 CNY tier=2"],
                )
            ],
        ),
        (  # more for some of those who get something
            "对投保企业按保费的30%给予补助；其中上年出口额500万美元以下的企业，补助比例提高到60%。",
            [
                (
                    ["rate 0.3 ratio of=保费 tier=1", "rate 0.6 ratio of=保费 tier=2"],
                    ["trade_volume <= 5000000 USD period=year tier=2"],
                )
            ],
        ),
        (  # but percentage points are a surcharge
            "对园区按投入的30%给予补助；其中新增服务企业超过20家的，补助比例提高5个百分点。",
            [
                (["rate 0.3 ratio of=投入"], []),
                (["rate 0.05 ratio"], ["enterprises_served > 20 enterprise"]),
            ],
        ),
        (  # ranges named with and without 在, beside a grant for something else
            "年进口额在200万美元（含）至800万美元之间的企业，给予7万元奖励；年进口额800万美元（含）以上的，给予18万元奖励。"
            "租用面积1500平方米以上保税仓的，按租金的30%给予补助。",
            [
                (
                    ["amount 70000 CNY tier=1", "amount 180000 CNY tier=2"],
                    [
                        "trade_volume >= 2000000 USD period=year tier=1",
                        "trade_volume < 8000000 USD period=year tier=1",
                        "trade_volume >= 8000000 USD period=year tier=2",
                    ],
                ),
                (["rate 0.3 ratio of=租金"], ["floor_area >= 1500 m2"]),
            ],
        ),
        (  # the ladder measures what is asked for last; the first holds for all
            "上年度营业收入3亿元以上，且当年同比增长12%（含）—25%的企业，按营业收入增量的4‰予以奖励；"
            "同比增长25%（含）以上的，按营业收入增量的7‰予以奖励。",
            [
                (
                    ["rate 0.004 ratio of=营业收入增量 tier=1", "rate 0.007 ratio of=营业收入增量 tier=2"],
                    [
                        "revenue >= 300000000 CNY period=year",
                        "growth_rate >= 0.12 ratio period=year tier=1",
                        "growth_rate < 0.25 ratio period=year tier=1",
                        "growth_rate >= 0.25 ratio period=year tier=2",
                    ],
                )
            ],
        ),
        (  # a sum for each year
            "企业首次升规，第一年奖励12万元；第二年继续在库且营业收入增幅达8%以上，再奖励6万元；"
            "第三年继续在库且营业收入增幅达15%以上，再奖励9万元。",
            [
                (
                    [
                        "amount 120000 CNY tier=1 when=第一年",
                        "amount 60000 CNY tier=2 when=第二年",
                        "amount 90000 CNY tier=3 when=第三年",
                    ],
                    ["growth_rate >= 0.08 ratio tier=2", "growth_rate >= 0.15 ratio tier=3"],
                )
            ],
        ),
        (
            "对纳入统计的企业，首年奖励3万元；次年增速达到10%的，再奖励2万元。",
            [
                (
                    ["amount 30000 CNY tier=1 when=首年", "amount 20000 CNY tier=2 when=次年"],
                    ["growth_rate >= 0.1 ratio period=year tier=2"],
                )
            ],
        ),
        (  # a rate that is raised beyond a threshold
            "按照门票收入的6%予以补助；单场观众3万人以上的，补助比例提高至9%。",
            [
                (
                    ["rate 0.06 ratio of=门票收入 tier=1", "rate 0.09 ratio of=门票收入 tier=2"],
                    ["other >= 30000 person tier=2"],
                )
            ],
        ),
        (  # the shop is what is counted
            "每店给予6万元一次性补助，同一企业最多补助5店。",
            [(["amount 60000 CNY per=store", "ceiling 5 store per=enterprise"], [])],
        ),
        (
            "按照实际支付费用的25%兑付算力券，单家企业每年最高60万元。",
            [(["rate 0.25 ratio of=实际支付费用", "ceiling 600000 CNY per=enterprise period=year"], [])],
        ),
        (  # a bracket in the name of what is measured
            "对列入计划且设备（含软件）投资达到800万元的项目，按6%补助；设备投资超过3000万元的，按10%补助。",
            [
                (
                    ["rate 0.06 ratio tier=1", "rate 0.1 ratio tier=2"],
                    ["investment >= 8000000 CNY tier=1", "investment > 30000000 CNY tier=2"],
                )
            ],
        ),
        (  # a span of time in front of sums by the month
            "对新就业的博士、硕士，三年内分别按每人每月2500元、1500元的标准发放租房补贴。",
            [
                (
                    [
                        "amount 2500 CNY per=person period=month tier=1 when=博士 duration_years=3",
                        "amount 1500 CNY per=person period=month tier=2 when=硕士 duration_years=3",
                    ],
                    [],
                )
            ],
        ),
        (  # the former and the latter of two sides named in front
            "年运单量20万单以上的快递企业，或年运单量60万单以上的快递企业，前者奖励6万元，后者奖励15万元。",
            [
                (
                    ["amount 60000 CNY tier=1", "amount 150000 CNY tier=2"],
                    [
                        "order_count >= 200000 order period=year tier=1",
                        "order_count >= 600000 order period=year tier=2",
                    ],
                )
            ],
        ),
        (
            "对国家级、省级研发中心给予支持，前者最高不超过90万元；后者最高不超过35万元。",
            [(["ceiling 900000 CNY tier=1 when=国家级", "ceiling 350000 CNY tier=2 when=省级"], [])],
        ),
        (
            "对营业收入首次突破3亿元和8亿元的企业，前者奖励12万元，后者奖励40万元，单个企业累计最高40万元。",
            [
                (
                    [
                        "amount 120000 CNY tier=1",
                        "amount 400000 CNY tier=2",
                        "ceiling 400000 CNY per=enterprise tier=2",
                    ],
                    ["revenue > 300000000 CNY tier=1", "revenue > 800000000 CNY tier=2"],
                )
            ],
        ),
        (  # words stand between 每 and what is counted
            "人力资源服务机构每为本市企业引进5名硕士，奖励1万元，全年最高8万元。",
            [(["amount 10000 CNY per=increment", "ceiling 80000 CNY period=year"], ["other per 5 person"])],
        ),
        (
            "对企业每新增纳税200万元，奖励6万元。",
            [(["amount 60000 CNY per=increment"], ["tax_paid per 2000000 CNY"])],
        ),
        (  # points on top of a rate
            "按设备投资额的7%予以补助，列入重点名单的上浮3个百分点，单个项目最高150万元。",
            [
                (
                    [
                        "rate 0.07 ratio of=设备投资额",
                        "rate 0.03 ratio of=设备投资额 when=列入重点名单",
                        "ceiling 1500000 CNY per=project",
                    ],
                    [],
                )
            ],
        ),
        (  # what is asked of those of one rung only
            "全职引进的A、B、C类人才，分别发放补贴90万元、50万元、8万元，其中C类人才年薪须在15万元以上。",
            [
                (
                    [
                        "amount 900000 CNY tier=1 when=A类",
                        "amount 500000 CNY tier=2 when=B类",
                        "amount 80000 CNY tier=3 when=C类",
                    ],
                    ["other >= 150000 CNY period=year tier=3"],
                )
            ],
        ),
        (  # what stands behind the threshold of the first rung is asked on it
            "年出口额在300万元以上、900万元以下，且年度增幅达到12%的，补助4万元；在900万元以上的，补助9万元。",
            [
                (
                    ["amount 40000 CNY tier=1", "amount 90000 CNY tier=2"],
                    [
                        "trade_volume >= 3000000 CNY period=year tier=1",
                        "trade_volume <= 9000000 CNY period=year tier=1",
                        "growth_rate >= 0.12 ratio period=year tier=1",
                        "trade_volume >= 9000000 CNY period=year tier=2",
                    ],
                )
            ],
        ),
        (  # alternatives of more than one clause, and across a semicolon
            "年交易额4亿元以上，且同比增长8%以上，或者服务企业60家以上，或者年纳税300万元以上的平台，奖励25万元。",
            [
                (
                    ["amount 250000 CNY"],
                    [
                        "trade_volume >= 400000000 CNY period=year alt=1",
                        "growth_rate >= 0.08 ratio period=year alt=1",
                        "enterprises_served >= 60 enterprise alt=2",
                        "tax_paid >= 3000000 CNY period=year alt=3",
                    ],
                )
            ],
        ),
        (
            "年进出口额达到4000万元；或者达到2500万元且年度增幅在25%以上的企业，给予15万元奖励。",
            [
                (
                    ["amount 150000 CNY"],
                    [
                        "trade_volume >= 40000000 CNY period=year alt=1",
                        "trade_volume >= 25000000 CNY period=year alt=2",
                        "growth_rate >= 0.25 ratio period=year alt=2",
                    ],
                )
            ],
        ),
        (
            "年货运量达到8万吨或年营业收入3000万元的物流企业，奖励12万元。",
            [
                (
                    ["amount 120000 CNY"],
                    ["other >= 80000 ton period=year alt=1", "revenue >= 30000000 CNY period=year alt=2"],
                )
            ],
        ),
        (  # for how long is given, not what is asked
            "自迁入之日起三年内，按租金的40%给予补贴，一家企业一年内累计不超过18万元。",
            [(["rate 0.4 ratio of=租金 duration_years=3", "ceiling 180000 CNY per=enterprise period=year"], [])],
        ),
        (
            "企业租用厂房的，前两年按每月每平方米7元、第三年按每月每平方米4元给予租金补贴。",
            [
                (
                    [
                        "amount 7 CNY per=m2 period=month when=前两年 duration_years=2",
                        "amount 4 CNY per=m2 period=month when=第三年 duration_years=1",
                    ],
                    [],
                )
            ],
        ),
        (  # one grant for each whom the sentence names
            "对获评首席技师的，给予个人3万元奖励，给予所在企业6万元奖励。",
            [(["amount 30000 CNY"], []), (["amount 60000 CNY"], [])],
        ),
        (
            "对新引进的创新团队，给予团队最高800万元资助，并对核心成员每人给予15万元补贴。",
            [(["ceiling 8000000 CNY"], []), (["amount 150000 CNY per=person"], [])],
        ),
        (  # and none where the same are named on the next rung
            "营业收入达到2亿元的，给予企业10万元奖励，达到6亿元的，给予企业40万元奖励。",
            [
                (
                    ["amount 100000 CNY tier=1", "amount 400000 CNY tier=2"],
                    ["revenue >= 200000000 CNY tier=1", "revenue >= 600000000 CNY tier=2"],
                )
            ],
        ),
        (  # rates behind a standard
            "参加境外展会的，展位费补助标准为：东南亚60%，其他地区90%，每个展位最高2万元。",
            [(["rate 0.6 ratio when=东南亚", "rate 0.9 ratio when=其他地区", "ceiling 20000 CNY per=booth"], [])],
        ),
        (
            "增量部分每1美元分别奖励0.01元、0.05元。",
            [(["amount 0.01 CNY per=USD tier=1", "amount 0.05 CNY per=USD tier=2"], [])],
        ),
        (
            "博士每人每月补贴2600元，补贴期三年；硕士每人每月补贴1300元，补贴期两年。",
            [
                (
                    [
                        "amount 2600 CNY per=person period=month when=博士 duration_years=3",
                        "amount 1300 CNY per=person period=month when=硕士 duration_years=2",
                    ],
                    [],
                )
            ],
        ),
        (
            "自开票之日起，前两年按地方留成的60%、第三年至第五年按30%奖励。",
            [
                (
                    [
                        "rate 0.6 ratio of=地方留成 when=前两年 duration_years=2",
                        "rate 0.3 ratio of=地方留成 when=第三年至第五年 duration_years=3",
                    ],
                    [],
                )
            ],
        ),
        (
            "企业获国家级称号的奖60万元，获省级称号的奖25万元。",
            [(["amount 600000 CNY when=国家级", "amount 250000 CNY when=省级"], [])],
        ),
        (  # what the ladder measures is named in front of it, behind what it asks for besides
            "年度执飞不少于30班的，按航距分档补贴：1500公里以内的，每班补贴5万元；1500公里以上的，每班补贴9万元。",
            [
                (
                    ["amount 50000 CNY per=flight tier=1", "amount 90000 CNY per=flight tier=2"],
                    ["flights >= 30 flight period=year", "other <= 1500 km tier=1", "other >= 1500 km tier=2"],
                )
            ],
        ),
        (  # an upper bound on whom, though words of giving stand in front
            "按年营业收入分档奖励：2000万元以内的，每家奖励6万元；2000万元以上的，每家奖励10万元。",
            [
                (
                    ["amount 60000 CNY per=enterprise tier=1", "amount 100000 CNY per=enterprise tier=2"],
                    ["revenue <= 20000000 CNY period=year tier=1", "revenue >= 20000000 CNY period=year tier=2"],
                )
            ],
        ),
        (  # more for some, in a part of its own
            "对新获评的平台，奖励50万元；年销售额5000万元以上的，提高至80万元。",
            [
                (
                    ["amount 500000 CNY tier=1", "amount 800000 CNY tier=2"],
                    ["revenue >= 50000000 CNY period=year tier=2"],
                )
            ],
        ),
        (
            "对新获评的国家级、省级平台，分别奖励50万元、20万元；由上市企业牵头建设的，提高至80万元。",
            [
                (
                    [
                        "amount 500000 CNY tier=1 when=国家级",
                        "amount 200000 CNY tier=2 when=省级",
                        "amount 800000 CNY when=由上市企业牵头建设",
                    ],
                    [],
                )
            ],
        ),
        (
            "对博士、硕士毕业生，每月分别补贴1500元、1000元，最长3年。",
            [
                (
                    [
                        "amount 1500 CNY period=month tier=1 when=博士 duration_years=3",
                        "amount 1000 CNY period=month tier=2 when=硕士毕业生 duration_years=3",
                    ],
                    [],
                )
            ],
        ),
        (  # whose cost it is a share of stands behind the word of giving
            "对参展企业，每个展位补助展位费的60%，最高2万元。",
            [(["rate 0.6 ratio of=展位费", "ceiling 20000 CNY"], [])],
        ),
        (  # how much of it is not how much a square metre
            "按每平方米每月6元、最多4000平方米给予补助，补助期12个月。",
            [(["amount 6 CNY per=m2 period=month duration_years=1", "ceiling 4000 m2"], [])],
        ),
    ],
)
def test_rungs_and_what_is_none(sentence: str, grants: list[tuple[list[str], list[str]]], read: Read) -> None:
    measures = read(f"一、奖励\n（一）{sentence}\n").measures
    assert [([said(s) for s in m.supports], [asked(c) for c in m.conditions]) for m in measures] == grants


def test_bounded_case_below_a_standard_belongs_to_it(read: Read) -> None:
    text = (
        "一、补贴标准\n（一）甲类人才，每人每月1200元；\n（二）乙类人才，每人每月900元；\n"
        "（三）其他人才，补贴标准根据实际情况确定，最高不超过每人每月700元。\n"
    )
    assert [[said(s).split(" per=")[0] for s in m.supports] for m in read(text).measures] == [
        ["amount 1200 CNY", "amount 900 CNY", "ceiling 700 CNY"]
    ]
