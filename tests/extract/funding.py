"""Documents for a funding clause to speak of, and its rules put short."""

from __future__ import annotations

from zhengtu.model.record import FundingRule

from .conftest import Read

ARTICLES = """第一条 园区
对园区奖励10万元。
第二条 平台
对平台奖励20万元。
第三条 企业
（一）对企业奖励30万元。
（二）对人才奖励1万元。
第四条 附则
"""
EIGHT_ARTICLES = """第一条 园区建设
对园区奖励10万元。
第二条 平台培育
对平台奖励20万元。
第三条 主体引进
（一）对企业奖励30万元。
（二）对机构奖励5万元。
第四条 人才引育
对引进高层次人才的企业奖励1万元。
第五条 会展支持
对参展企业补助2万元。
第六条 物流降本
对物流企业补助3万元。
第七条 融资担保
对担保机构补助4万元。
第八条 附则
"""
# Documents of a city: the clause stands behind what it pays for.
CITY_ARTICLES = """{city}促进产业高质量发展若干措施

第一条 支持企业引进。对新引进的企业，给予10万元一次性奖励。
第二条 支持平台建设。对新认定的平台，给予20万元奖励。
第三条 支持设备投入。
（一）对购置设备的企业，按设备投资额的10%给予补助，最高100万元。
（二）对租赁设备的企业，给予5万元补助。
第四条 加强人才引育。对引进的博士，每人给予3万元补贴。
第五条 支持参加展会。对参展企业，每个展位补助2万元。
第六条 降低物流成本。对物流企业，给予30万元奖励。
第七条 加强融资担保。对担保机构，给予40万元补助。
第八条 支持园区建设。对新认定的园区，给予50万元奖励。
第九条 资金保障。{clause}
第十条 附则。本措施自印发之日起施行，有效期2年，由{city}商务局负责解释。
"""
CITY_ITEMS = """{city}支持跨境电商发展若干政策

一、培育市场主体
（一）引进龙头企业。对新引进的龙头企业，给予50万元奖励。
（二）培育本地企业。对年交易额1000万元以上的企业，给予10万元奖励。
（三）支持品牌建设。对新注册境外商标的企业，每件补助1万元。
二、完善产业生态
（四）支持园区建设。对新认定的园区，给予100万元奖励。
（五）支持海外仓。对新建海外仓的企业，给予30万元奖励。
（六）支持物流降本。对企业物流费用，按20%给予补助。
三、强化要素支撑
（七）引育人才。对培训机构，每培训一人补助500元。
（八）加强金融支持。对企业贷款，按年利率2%给予贴息。
四、保障措施
（九）资金保障。{clause}
（十）政策解释。本政策由市商务局负责解释，自发布之日起施行。
"""
CITY_CHAPTERS = """{city}外经贸发展专项资金管理办法

第一章 总则
第一条 为规范专项资金管理，制定本办法。
第二条 本办法适用于在本市注册的企业。
第二章 支持内容和标准
第三条 对开拓国际市场的企业，每个展位补助2万元。
第四条 对投保出口信用保险的企业，按保费的30%给予补助。
第五条 对建设公共海外仓的企业，给予50万元奖励。
第六条 对引进外资的企业，给予100万元奖励。
第七条 对培训外贸人才的机构，给予5万元补助。
第三章 资金管理
第八条 {clause}
第九条 市财政局负责资金拨付。
第四章 附则
第十条 本办法自2025年1月1日起施行。
"""
CITY_GUIDE = """{city}商贸流通业发展专项资金申报指南

一、支持方向和标准
1.首店引进。对引进的首店，给予20万元奖励。
2.夜间经济。对新认定的夜间经济街区，给予30万元奖励。
3.老字号。对新认定的老字号企业，给予10万元奖励。
4.冷链物流。对新建冷库，按投资额的10%给予补助。
5.会展活动。对举办展会的单位，给予15万元补助。
6.促消费活动。对开展促消费活动的企业，给予5万元补助。
二、资金分担
{clause}
三、申报程序
企业向所在地商务部门提出申请。
"""
CITY_SUBJECTS = """{city}人才引进和产业发展若干规定

一、人才政策
（一）安家补贴。对引进的博士，给予20万元安家补贴。
（二）生活补贴。对引进的硕士，每月给予1000元补贴。
二、工业政策
（一）技改补助。对技改项目，按设备投资额的8%给予补助。
（二）上规奖励。对新上规企业，给予10万元奖励。
三、服务业政策
（一）总部奖励。对新设总部，给予100万元奖励。
四、其他规定
{clause}
"""
Shares = list[tuple[str, str]]
HALF: Shares = [("city", "0.5"), ("county", "0.5")]
SIX_FOUR: Shares = [("city", "0.6"), ("county", "0.4")]
FOUR_SIX: Shares = [("city", "0.4"), ("county", "0.6")]


def funding(read: Read, clause: str) -> tuple[FundingRule, ...]:
    return read(ARTICLES + clause).funding


def shares(rule: FundingRule) -> Shares:
    return [(s.payer, str(s.share)) for s in rule.shares]


def whole(rule: FundingRule) -> tuple[object, ...]:
    return rule.scope, rule.areas, rule.except_areas, shares(rule)


def printed(rule: FundingRule) -> str:
    """The rule as scope|areas|exceptions|shares."""
    scope = rule.scope if isinstance(rule.scope, str) else ",".join(".".join(map(str, path)) for path in rule.scope)
    shares = " ".join(f"{s.payer} {round(s.share, 4).normalize():f}{s.bound or ''}" for s in rule.shares)
    return f"{scope}|{'、'.join(rule.areas or ())}|{'、'.join(rule.except_areas)}|{shares}"


def rules(read: Read, text: str) -> list[str]:
    """The rules of a text, in alphabetical order."""
    return sorted(printed(rule) for rule in read(text).funding)
