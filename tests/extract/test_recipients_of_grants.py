"""Whom a grant goes to where its sentence names several parties, or leaves that to a section or a heading."""

from __future__ import annotations

import pytest

from zhengtu.extract.beneficiaries import read_beneficiary
from zhengtu.extract.phrases import compile_phrases
from zhengtu.model.lexicon import Lexicon

from .conftest import Read


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("园区新引进的外贸业务骨干，年薪达到20万元的，每年给予本人1.5万元津贴。", "individual"),
        ("物流企业聘用的报关员，连续工作满2年的，一次性给予其本人3000元补贴。", "individual"),
        ("对参赛队伍60支以上的创业大赛，按场地费的40%补助主办单位，最高8万元。", "event_organiser"),
        ("对展览面积3000平方米以上的农机展会，按每平方米20元奖励承办单位。", "event_organiser"),
        ("对接待游客2万人次以上的景区，每人次补助6元。", "enterprise"),
        ("对参加市政府举办的算法大赛并签订合作协议的，按合同金额的20%予以补助。", "enterprise"),
        ("毕业生到岗满3个月的，按每人800元的标准补助企业，同一企业每年最高10万元。", "enterprise"),
        ("孵化器为入驻团队减免租金的，按减免额的20%补助运营单位，每年最高30万元。", "park_operator"),
        ("新认定的省级家政实训基地，一次性奖励建设单位18万元。", "training_institution"),
        ("年末参保职工比上年净增80人以上的，按净增人数每人800元给予补贴，同一企业每年不超过20万元。", "enterprise"),
        ("改造乡镇农贸市场，营业面积不小于300平方米的，给予6万元补助。", "enterprise"),
        ("新建县区物流中心，仓储面积不小于8000平方米的，给予60万元补助。", "enterprise"),
        ("引进企业达到9家的乡镇，给予10万元奖励。", "township"),
        ("乡镇引进项目达到3个的，给予10万元奖励。", "township"),
        ("对新获评特色小镇的，给予所在镇（街道）30万元奖励。", "township"),
        ("对利用外资增速居前两位的县（市、区），给予40万元奖励。", "county_government"),
        ("对首次评为4A级、3A级的物流企业，分别奖励30万元、15万元。", "enterprise"),
        ("快递企业在村里设点的，每点补助4000元。", "carrier"),
        ("猎头机构为本区企业引进博士的，每引进1人奖励机构1万元。", "service_enterprise"),
        ("对入选市级计划的科研团队，给予60万元资助。", "individual"),
        ("旅行社组织60人以上旅游团队来我市过夜的，每团奖励3000元。", "enterprise"),
        ("楼宇运营机构每引进1家年纳税80万元以上的企业，给予4万元奖励。", "park_operator"),
        ("高校毕业生到我县企业就业的，按每人600元奖励所在院校。", "university"),
        ("对合作银行，按新增贷款额的2‰给予奖励。", "other"),
        ("对获得银行贷款的企业，按利息的40%给予贴息。", "enterprise"),
        ("对面向农户开展电商培训，每期不少于40人且不低于30课时的培训机构，每期补助2万元。", "training_institution"),
        ("对取得国际认证的展览项目，给予30万元奖励。", "event_organiser"),
        ("对参加目录内境外展会的，展位费按60%补助。", "enterprise"),
        ("对获评国家级夜间文旅消费集聚区的运营单位，奖励90万元。", "enterprise"),
        ("由孵化器减免租金的，对入驻企业每月补贴500元。", "enterprise"),
    ],
)
def test_party_that_is_paid(words: str, kind: str, lexicon: Lexicon) -> None:
    read, _ = read_beneficiary(words, "", lexicon, compile_phrases(lexicon))
    assert read.value == (kind,)


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("纳入市级名录的知识产权服务机构", "service_enterprise"),
        ("经市人社局备案的职业培训机构", "training_institution"),
        ("跨境电商产业园区运营管理机构", "park_operator"),
        ("开设相关专业的在岱高校", "university"),
        ("参与标准制定的行业协会", "association"),
        ("取得技师证书的在岗职工", "individual"),
    ],
)
def test_section_names_whom_the_grant_beside_it_is_for(section: str, kind: str, read: Read) -> None:
    text = f"一、专项补助\n【支持对象】{section}。\n【支持标准】按每场2000元给予补助，全年累计不超过9万元。\n"
    assert [m.beneficiary for m in read(text).measures] == [(kind,)]


def test_grant_that_names_its_recipient_does_not_ask_the_section(read: Read) -> None:
    text = "一、引才补助\n【支持对象】引进人才的用人单位。\n【支持标准】对引进的博士，每人一次性奖励5万元。\n"
    assert [m.beneficiary for m in read(text).measures] == [("individual",)]


def test_party_that_the_grant_opens_with_is_one_of_several_in_the_section(read: Read) -> None:
    parties = "【支持对象】制造业企业、工业设计机构。"
    text = f"一、设计补助\n{parties}\n【支持标准】制造业企业购买设计服务的，按合同额的20%补助。\n"
    assert [m.beneficiary for m in read(text).measures] == [("enterprise",)]


def test_heading_tells_what_the_body_that_is_paid_builds(read: Read) -> None:
    text = "一、建设养老护理实训基地\n（一）输送奖励。学员到岗满3个月的，按每名300元奖励基地建设单位。\n"
    assert [m.beneficiary for m in read(text).measures] == [("training_institution",)]


@pytest.mark.parametrize(
    ("kind", "grant"),
    [
        ("enterprise", "人才企业获得银行贷款用于生产经营的，按实际支付利息的50%给予贴息，每家企业每年不超过20万元。"),
        ("enterprise", "人才创办企业租用园区厂房的，前三年按实际租金的50%给予补贴。"),
        ("enterprise", "人才创办的企业可申请贷款，按实际支付利息的50%给予贴息，每户每年贴息不超过20万元。"),
        ("enterprise", "对高层次人才领办的企业，给予50万元启动资金。"),
        ("enterprise", "软件和信息技术服务企业年营业收入首次达到1000万元的，给予10万元一次性奖励。"),
        ("enterprise", "新入选国家级智能工厂、省级数字化车间的，分别奖励100万元、20万元。"),
        (
            "enterprise",
            "合同金额50万元以上的数字化改造项目，通过验收后按软件和服务费用的30%予以补助，每个项目不超过60万元。",
        ),
        ("enterprise", "租用公共海外仓的，按年度租金的20%给予补助，每家企业每年最高20万元。"),
        ("enterprise", "对获得银行技改贷款的，按实际支付利息的30%给予贴息，单个企业每年贴息额不超过100万元。"),
        ("township", "对超额完成年度目标任务的镇，给予10万元工作经费。"),
        ("enterprise", "博士后进站满6个月并通过考核的，按每人5万元资助设站单位。"),
        ("individual", "博士后出站后留本市企业工作、签订3年以上劳动合同的，给予20万元安家补贴。"),
        ("individual", "入住国有人才公寓的，3年内租金减免50%。"),
        ("enterprise", "就业见习基地接收高校毕业生见习3个月以上的，按每人每月1500元给予补贴。"),
        ("enterprise", "新建的省外人才飞地，经备案后，给予建设单位一次性补助50万元。"),
        ("enterprise", "对集聚区内营业面积200平方米以上的品牌店铺，按年租金的20%给予补贴。"),
        ("enterprise", "新获批国家级企业技术中心的，给予200万元建设补助。"),
        ("individual", "硕士研究生毕业后在我市企业就业的，每月发放1000元生活补贴。"),
        ("individual", "大专以上学历人员到企业就业满1年的，给予5000元补贴。"),
        ("individual", "在我市首次购房的，给予10万元购房补贴。"),
        ("individual", "新就业的高校毕业生租房的，每月给予500元租房补贴。"),
        ("enterprise", "企业引进博士的，每引进1人给予企业5万元补贴。"),
        ("carrier", "船公司新开通外贸航线的，每航次补贴20万元。"),
        ("enterprise", "货代企业组织货物经铁路出口的，每标箱补助600元。"),
        ("association", "行业协会组织5家以上企业参展的，给予3万元补助。"),
        ("event_organiser", "展会主办单位每届奖励20万元。"),
        ("university", "与企业共建产业学院的高校，给予50万元补助。"),
        ("service_enterprise", "为企业提供法律服务的律师事务所，每年给予5万元补助。"),
        ("park_operator", "对认定为省级电商产业园的，给予运营单位50万元奖励。"),
        ("enterprise", "入驻电商产业园的企业，给予租金50%补贴。"),
        ("enterprise", "对新入库的规上工业企业，一次性奖励10万元。"),
        ("county_government", "对完成任务的县区，给予50万元工作经费。"),
        ("enterprise", "企业购买首台（套）保险的，按保费的50%补助。"),
        ("enterprise", "农民专业合作社建设冷库的，按投资额的20%补助。"),
        ("enterprise", "年接待游客10万人次以上的景区，奖励20万元。"),
        ("individual", "新评定的非遗传承人，每人每年给予5000元补助。"),
        ("individual", "获评省级劳模的，奖励2万元。"),
        ("individual", "返乡创业人员创办企业的，给予1万元一次性创业补贴。"),
        ("individual", "对参加技能竞赛获一等奖的选手，奖励1万元。"),
    ],
)
def test_recipient_in_the_words_of_offices(kind: str, grant: str, read: Read) -> None:
    text = f"甲市若干措施\n第一条 支持发展。{grant}\n第二条 本措施自印发之日起施行。\n"
    assert [m.beneficiary for m in read(text).measures] == [(kind,)]
