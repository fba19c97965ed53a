"""Who pays which share, in the forms that city governments print: each rule as scope|areas|exceptions|shares."""

from __future__ import annotations

import pytest

from zhengtu.model.record import FundingRule

from .conftest import Read

ARTICLES = """第一条 园区建设
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
SIX_FOUR = "others|||city 0.6 county 0.4"
HALF = "others|||city 0.5 county 0.5"
CITY = "others|||city 1"
COUNTY = "others|||county 1"


def printed(rule: FundingRule) -> str:
    scope = rule.scope if isinstance(rule.scope, str) else ",".join(".".join(map(str, path)) for path in rule.scope)
    shares = " ".join(f"{s.payer} {round(s.share, 4).normalize():f}{s.bound or ''}" for s in rule.shares)
    return f"{scope}|{'、'.join(rule.areas or ())}|{'、'.join(rule.except_areas)}|{shares}"


def rules(read: Read, text: str) -> list[str]:
    return sorted(printed(rule) for rule in read(text).funding)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("所需资金由市、区县两级财政按照1:1比例共同承担。", HALF),
        ("所需资金由市级和区级财政1∶1配套。", HALF),
        ("所需资金由市区两级各承担50%。", HALF),
        ("所需资金由市、区两级财政平均分担。", HALF),
        ("所需资金由市与县（市、区）对半承担。", HALF),
        ("奖补资金由市县两级财政均摊。", HALF),
        ("扶持资金由市、区财政五五分担。", HALF),
        ("奖励资金由市财政与区财政六四分担。", SIX_FOUR),
        ("奖励资金由市、县按六四比例分摊。", SIX_FOUR),
        ("资金由市级承担六成、县（市、区）承担四成。", SIX_FOUR),
        ("奖补资金市级承担百分之六十，其余由县（市、区）承担。", SIX_FOUR),
        ("所需资金由市级承担60%、区级承担40%。", SIX_FOUR),
        ("市级财政按照6:4与区级财政分担。", SIX_FOUR),
        ("所需资金由市、区（县级市）按6:4的比例承担。", SIX_FOUR),
        ("所需资金由市级财政和同级财政按6：4的比例负担。", SIX_FOUR),
        ("所需资金由企业税收缴纳地财政承担。", COUNTY),
        ("所需资金除甲子区外，由市、县按6:4分担。", "others||甲子区|city 0.6 county 0.4"),
        ("所需资金由市区两级财政按6：4分担（不含甲子新区）。", "others||甲子新区|city 0.6 county 0.4"),
        ("所需资金，市级财政承担60%，余下部分由区级财政承担。", SIX_FOUR),
        ("所需资金，市级财政承担60%，差额部分由各区财政补足。", SIX_FOUR),
        ("所需资金，除区级财政承担40%外，其余部分由市级财政承担。", "others|||county 0.4 city 0.6"),
        ("以上政策兑现资金由市、区按6:4共担。", SIX_FOUR),
        ("奖补资金按市级60%、县级40%比例兑现。", SIX_FOUR),
        ("资金分担比例：市级60%，区级40%。", SIX_FOUR),
        ("市、区财政分担比例为6∶4。", SIX_FOUR),
        ("本措施所需资金，市级、区级财政分别按60%、40%的比例予以保障。", SIX_FOUR),
        ("奖补资金由市级财政负责60%、区级财政负责40%。", SIX_FOUR),
        ("市级财政出资60%，区级财政出资40%。", SIX_FOUR),
        ("奖补资金由市级财政和项目落户地财政按6∶4分担。", SIX_FOUR),
        ("奖补资金由市财政与纳税地财政按照6∶4分担。", SIX_FOUR),
        ("奖补资金由市级财政和企业所在县（市、区）财政按6∶4分担。", SIX_FOUR),
        ("奖补资金由市级财政与同级财政部门所在区按6∶4分担。", SIX_FOUR),
        ("所需资金由省级、市级、区级按4:3:3承担。", "others|||province 0.4 city 0.3 county 0.3"),
        ("所需资金由省、市、县三级财政按照5:3:2的比例分级负担。", "others|||province 0.5 city 0.3 county 0.2"),
        ("所需资金由省、市、县（区）各承担三分之一。", "others|||province 0.3333 city 0.3333 county 0.3333"),
        ("所需资金省财政承担二分之一，市、县财政各承担四分之一。", "others|||province 0.5 city 0.25 county 0.25"),
        ("所需资金由市财政承担三分之二，区财政承担三分之一。", "others|||city 0.6667 county 0.3333"),
        ("所需资金由自治区、市两级财政按7∶3分担。", "others|||province 0.7 city 0.3"),
        ("所需资金由州、县（市）按4:6承担。", "others|||city 0.4 county 0.6"),
        ("所需资金由盟、旗县（市、区）两级财政按4:6分担。", "others|||city 0.4 county 0.6"),
        ("所需资金由市级财政全额保障。", CITY),
        ("所需资金由市财政全额承担。", CITY),
        ("所需费用由市财政全额承担。", CITY),
        ("本细则所需经费由市本级财政安排。", CITY),
        ("政策兑现资金由市级财政统一安排。", CITY),
        ("奖补资金由市级财政兜底。", CITY),
        ("所需资金全额由市级财政负担。", CITY),
        ("奖补资金均由市财政支付。", CITY),
        ("所需资金由区财政统筹解决。", COUNTY),
        ("所需资金由各区自行解决。", COUNTY),
        ("所需资金由企业所在地财政承担。", COUNTY),
        ("所需资金由受益地区财政全额承担。", COUNTY),
        ("本办法奖励资金由区级财政预算安排解决。", COUNTY),
        ("所需资金从市产业发展专项资金中列支。", CITY),
        ("上述资金在市级商务发展专项资金中统筹安排。", CITY),
        ("所需经费由市人才发展专项资金保障。", CITY),
        ("所需经费从区就业补助资金中列支。", COUNTY),
        ("所需资金由市、镇两级财政按5∶5分担。", "others|||city 0.5 other 0.5"),
        ("所需资金由区、镇（街道）按7:3比例承担。", "others|||county 0.7 other 0.3"),
        ("所需资金由区级财政承担70%，镇（街、园区）承担30%。", "others|||county 0.7 other 0.3"),
        ("奖补资金由区级与所在镇街财政各承担50%。", "others|||county 0.5 other 0.5"),
        ("所需资金由县财政和乡镇财政按8∶2分担。", "others|||county 0.8 other 0.2"),
        ("奖励资金由管委会与街道按6:4比例承担。", "others|||zone 0.6 other 0.4"),
        ("所需资金由开发区财政全额承担。", "others|||zone 1"),
        ("所需资金由示范区管委会承担。", "others|||zone 1"),
        ("所需资金先由区级财政垫付，次年市级财政按60%的比例与区级结算。", "others|||city 0.6"),
        ("所需资金由区县先行兑付，市级财政按兑付额的50%给予补助。", "others|||city 0.5"),
        ("奖补资金由县级财政先行拨付，市级财政按照实际拨付额的40%予以奖补。", "others|||city 0.4"),
        ("所需资金由市、区（开发区）财政按1：1比例分担。", HALF),
        ("资金池由市、县两级财政按6:4比例出资。", SIX_FOUR),
        ("除另有注明外，本政策资金由市与区县（功能区）按5:5比例承担。", HALF),
        ("本措施涉及的奖补资金，由市级财政和各县（市、区）、功能区财政按5∶5的比例承担。", HALF),
        ("上述奖补资金，市、区（县）财政按照6:4的比例予以配套。", SIX_FOUR),
        ("市级财政负担60%，县市区财政负担40%，先由县市区财政垫付，市财政年终结算。", SIX_FOUR),
        ("奖补资金由企业所在地财政先行垫付，市财政按50%的比例予以补助。", "others|||city 0.5"),
        ("所需资金由市财政和高新区财政按3：7比例承担。", "others|||city 0.3 zone 0.7"),
        ("所需资金从市级外经贸发展专项资金中安排60%，其余40%由县区承担。", SIX_FOUR),
        ("资金由市财政（40%）和区财政（60%）共同承担。", "others|||city 0.4 county 0.6"),
        ("奖励资金由市级（60%）、区级（40%）分担。", SIX_FOUR),
        ("所需资金按照市级60%，区级40%的比例分担。", SIX_FOUR),
        ("奖补资金中，市级占60%，区级占40%。", SIX_FOUR),
        ("本细则所列奖补资金，由市财政承担，从市商务发展资金中列支。", CITY),
        ("所需经费在各区现有经费中统筹解决。", COUNTY),
        ("奖补资金由区财政承担50%、由所在镇（街道）承担50%。", "others|||county 0.5 other 0.5"),
        ("新区范围内项目所需资金由新区财政全额承担。", "others|新区||zone 1"),
        (
            "苏锡通科技产业园区、通州湾示范区企业的奖补资金，由园区财政自行承担。",
            "others|苏锡通科技产业园区、通州湾示范区||zone 1",
        ),
        ("对省财政直管县，由省级财政承担70%，县级财政承担30%。", "others|省财政直管县||province 0.7 county 0.3"),
        ("第四条资金中，市级承担部分不高于50%。", "4|||city 0.5max"),
        ("奖励资金的60%由市财政承担，40%由企业所在区财政承担。", SIX_FOUR),
        ("市财政按6成、区财政按4成承担。", SIX_FOUR),
        ("资金由市、区财政共担（6:4）。", SIX_FOUR),
        ("扶持资金由市级财政与各县市区财政按照6：4的比例分级负担，市直企业除外。", SIX_FOUR),
        ("市级财政按不超过30%的比例承担，其余由县级财政承担。", "others|||city 0.3max county 0.7min"),
        ("所需资金由市级财政和区级财政按6（市）：4（区）的比例分担。", SIX_FOUR),
        ("所需资金按6（市）：4（区）比例承担。", SIX_FOUR),
        ("奖补资金由市级先行拨付，年终与各区按5:5结算。", HALF),
        ("市级财政安排奖补资金，区财政按市级1:1配套。", HALF),
        ("各区按市级奖补资金1:1的比例予以配套。", HALF),
        ("市级财政安排配套资金，区财政按市级1:0.5配套。", "others|||city 0.6667 county 0.3333"),
        ("所需资金由市本级和城区按6:4比例分担。", SIX_FOUR),
        ("奖补资金由市级承担60%，县（市、区）、开发区承担40%。", SIX_FOUR),
        ("所需资金由市、县（市、区）、园区按5:2:3的比例分担。", "others|||city 0.5 county 0.2 zone 0.3"),
        ("奖补资金由市、区（县）、园区三级按5:3:2分担。", "others|||city 0.5 county 0.3 zone 0.2"),
        ("第二条资金由市级、区级、园区按4:4:2承担，园区部分由管委会落实。", "2|||city 0.4 county 0.4 zone 0.2"),
        ("奖补资金由区、园区按6:4分担。", "others|||county 0.6 zone 0.4"),
        ("奖补资金由市、县（市、区）、园区按6:4分担。", SIX_FOUR),
        ("奖补资金由市级承担60%，县（市、区）、园区承担40%。", SIX_FOUR),
        ("所需资金由市本级和企业所在县区按6:4的比例承担。", SIX_FOUR),
        ("奖补资金由市、县（区）按规定安排，分别承担60%和40%。", SIX_FOUR),
        ("奖补资金由市级财政、县（区）级财政按规定安排，分别承担60%和40%。", SIX_FOUR),
    ],
)
def test_shares(clause: str, expected: str, read: Read) -> None:
    assert rules(read, ARTICLES + clause) == [expected]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("第三至七条所需资金由市、区按6:4分担。", "3,4,5,6,7|||city 0.6 county 0.4"),
        ("第三条至第五条、第七条所需资金由市、区按6:4分担。", "3,4,5,7|||city 0.6 county 0.4"),
        ("第一、二条资金由市、区按6:4分担。", "1,2|||city 0.6 county 0.4"),
        ("第三条第（一）项奖励资金由市级承担。", "3.1|||city 1"),
        ("第三条第一项所需资金由市财政承担。", "3.1|||city 1"),
        ("人才类奖励资金由市财政全额承担。", "4|||city 1"),
        ("会展类政策所需资金由市、区各承担50%。", "5|||city 0.5 county 0.5"),
        ("涉及物流的奖补资金由市、区按6:4分担。", "6|||city 0.6 county 0.4"),
        ("人才引育方面的资金由市级承担。", "4|||city 1"),
        ("本措施（第五条除外）所需资金由市、区按6:4分担。", SIX_FOUR),
        ("本措施除第五条外，所需资金由市、区按6:4分担。", SIX_FOUR),
        ("除第五条、第六条外，本政策所需资金由市、区按6:4分担。", SIX_FOUR),
        ("除另有规定外，所需资金由市、区按6:4分担。", SIX_FOUR),
        ("本政策所涉资金，除上级资金外，由市、区按6:4分担。", SIX_FOUR),
    ],
)
def test_scope(clause: str, expected: str, read: Read) -> None:
    assert rules(read, ARTICLES + clause) == [expected]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "第一条由市级承担，其余条款由市、区按6:4分担。",
            ["1|||city 1", SIX_FOUR],
        ),
        (
            "人才类政策由市财政承担，其他政策由市、区按6:4分担。",
            ["4|||city 1", SIX_FOUR],
        ),
        (
            "第一条、第二条所需资金由省级专项资金列支；第三条由市级承担60%、区级承担40%；其余各条由区级财政统筹解决。",
            ["1,2|||province 1", "3|||city 0.6 county 0.4", COUNTY],
        ),
        (
            "所需资金由市与县（市、区）5:5分担，市与开发区3:7分担。",
            ["others||开发区|city 0.5 county 0.5", "others|开发区||city 0.3 zone 0.7"],
        ),
        (
            "所需资金，对龙潭区、昌邑区按6:4，其余县（市）按4:6，由市与县（市、区）分担。",
            ["others|其余县（市）||city 0.4 county 0.6", "others|龙潭区、昌邑区||city 0.6 county 0.4"],
        ),
        (
            "所需资金由市、区两级财政按6:4分担，其中高新区、经开区由市财政承担30%，区财政承担70%。",
            ["others||高新区、经开区|city 0.6 county 0.4", "others|高新区、经开区||city 0.3 county 0.7"],
        ),
        (
            "所需资金由市、县按6:4分担，明山区、溪湖区除外；明山区、溪湖区按4:6分担。",
            ["others||明山区、溪湖区|city 0.6 county 0.4", "others|明山区、溪湖区||city 0.4 county 0.6"],
        ),
        (
            "除南芬区外，所需资金由市、区按6:4分担。",
            ["others||南芬区|city 0.6 county 0.4"],
        ),
        (
            "周庄镇、淀山湖镇所需资金由市、镇按8∶2分担，其他区镇由市与区镇按5∶5分担。",
            ["others|其他区镇||city 0.5 county 0.5", "others|周庄镇、淀山湖镇||city 0.8 other 0.2"],
        ),
        (
            "所需资金由区、镇（街道）按6:4承担，龙泉街道、白云街道按8:2承担。",
            ["others||龙泉街道、白云街道|county 0.6 other 0.4", "others|龙泉街道、白云街道||county 0.8 other 0.2"],
        ),
        (
            "张家港保税港区内企业享受本政策的，所需资金由保税港区管委会全额承担。",
            ["others|张家港保税港区||zone 1"],
        ),
        (
            "注册在太湖科技产业园的企业，所需资金由产业园自行承担。",
            ["others|太湖科技产业园||zone 1"],
        ),
        (
            "所需资金，市直企业由市级财政承担，区属企业由区级财政承担。",
            [],
        ),
        (
            "首年所需资金由市级财政承担80%、区级财政承担20%，第二年起由市级财政承担50%、区级财政承担50%。",
            [HALF, "others|||city 0.8 county 0.2"],
        ),
        (
            "省级财政承担50%，其余部分由市、县按6:4分担。",
            ["others|||province 0.5 city 0.3 county 0.2"],
        ),
        (
            "城区由市级财政承担70%、区级财政承担30%，县（市）由市级财政承担30%、县级财政承担70%。",
            ["others|县（市）||city 0.3 county 0.7", "others|城区||city 0.7 county 0.3"],
        ),
        (
            "所需资金由市级财政与申报企业注册地所在县（市、区）财政按比例分担，其中：市本级财政与端州区分担比例为7:3，与高要区、四会市、广宁县分担比例为3:7。",
            ["others|端州区||city 0.7 county 0.3", "others|高要区、四会市、广宁县||city 0.3 county 0.7"],
        ),
        (
            "本办法所需资金，市区项目由市、区两级财政各负担50%；县（市）项目由县（市）财政自行负担。",
            ["others|县（市）||county 1", "others|市区||city 0.5 county 0.5"],
        ),
        (
            "所需资金，南谯区、琅琊区由市、区按5:5承担；其他县（市）由县级财政承担。",
            ["others|其他县（市）||county 1", "others|南谯区、琅琊区||city 0.5 county 0.5"],
        ),
        (
            "第五条由市财政全额承担，第六条由市级和属地按7:3承担，其他条款均由属地财政全额承担。",
            ["5|||city 1", "6|||city 0.7 county 0.3", COUNTY],
        ),
        (
            "所需资金，高新区、度假区自行承担，其他县区由市与县区按4：6承担。",
            ["others|其他县区||city 0.4 county 0.6", "others|高新区、度假区||zone 1"],
        ),
        ("第二条至第五条资金市、区各半，第六条由市级承担。", ["2,3,4,5|||city 0.5 county 0.5", "6|||city 1"]),
        (
            "区、镇街按6:4比例分担，其中大朗镇、寮步镇按5:5。",
            ["others||大朗镇、寮步镇|county 0.6 other 0.4", "others|大朗镇、寮步镇||county 0.5 other 0.5"],
        ),
        ("2024年所需资金由市财政承担，2025年起由市、区按6:4分担。", [CITY, SIX_FOUR]),
        ("前三年由市级财政全额承担，后两年由市、区按5:5承担。", [CITY, HALF]),
        (
            "所需资金由市与区3:7，市与县（市）2:8分担。",
            ["others|区||city 0.3 county 0.7", "others|县（市）||city 0.2 county 0.8"],
        ),
        (
            "其余条款由市财政与市辖区按3∶7、与县（市）按5∶5分担。",
            ["others|市辖区||city 0.3 county 0.7", "others|县（市）||city 0.5 county 0.5"],
        ),
        (
            "所需资金，第四条按4:6、其余按5:5由市、区两级财政分担。",
            ["4|||city 0.4 county 0.6", "others|||city 0.5 county 0.5"],
        ),
        (
            "第二条按3:7、第五条按4:6、其余条款按5:5的比例由市、县两级分担。",
            ["2|||city 0.3 county 0.7", "5|||city 0.4 county 0.6", "others|||city 0.5 county 0.5"],
        ),
        (
            "属于县（市）的由县（市）财政承担，属于市区的由市级财政承担。",
            [COUNTY, "others|市区||city 1"],
        ),
        (
            "第三条所需资金，企业位于临江经开区的，由区财政、临江经开区各承担50%；其余资金由区财政承担。",
            ["3|临江经开区||county 0.5 zone 0.5", COUNTY],
        ),
        (
            "第二条资金由市财政、云溪高新区各承担一半；其余各条由市财政承担。",
            ["2|云溪高新区||city 0.5 zone 0.5", CITY],
        ),
        (
            "第一条由市本级全额承担；其余各项由市本级和企业所在县区按5:5的比例承担，"
            "其中临空新区、滨江新区的企业由新区管委会全额承担。",
            [
                "1|||city 1",
                "others||临空新区、滨江新区|city 0.5 county 0.5",
                "others|临空新区、滨江新区||zone 1",
            ],
        ),
        (
            "市级、县（市、区）级财政按7∶3的比例分担，海岛县按8∶2。",
            ["others||海岛县|city 0.7 county 0.3", "others|海岛县||city 0.8 county 0.2"],
        ),
    ],
)
def test_rules_beside_each_other(clause: str, expected: list[str], read: Read) -> None:
    assert rules(read, ARTICLES + clause) == sorted(expected)


@pytest.mark.parametrize(
    "clause",
    [
        "所需资金按现行财政体制分担。",
        "所需资金按照现行市区财政体制由市、区财政分别承担。",
        "所需资金由市、区财政按规定比例分担。",
        "所需资金由市、区两级财政共同承担。",
        "所需资金列入年度财政预算。",
        "各责任单位承担相应的工作职责。",
        "企业提供虚假材料的，承担相应法律责任，并追回全部奖补资金。",
        "市级财政部门承担预算管理职责，区级承担初审工作。",
        "项目实施期内企业自筹资金比例不低于60%。",
        "评价得分在80%以上的，全额拨付奖补资金。",
        "奖补资金分两期按6:4比例拨付。",
        "市财政局按60%的进度拨付资金。",
        "所需资金从失业保险基金中列支。",
        "补贴所需资金由市、区两级就业补助资金列支。",
        "本政策措施涉及资金由市、区两级财政按现行财政体制分级承担。",
        "兑现资金由市、区按财政体制承担，市级承担部分由市商务局列入年度预算。",
        "扶持资金按属地原则由市、区财政分别负担。",
        "由受益财政按1:1配套。",
        "园区发展专项资金由开发区管委会统筹使用，重点支持产业项目。",
        "专项资金由区财政统筹管理，专款专用。",
    ],
)
def test_no_share_where_none_is_stated(clause: str, read: Read) -> None:
    assert rules(read, ARTICLES + clause) == []


def test_articles_that_a_clause_on_money_names_at_the_start_of_its_line_are_no_provisions(read: Read) -> None:
    text = (
        "一、园区\n对园区奖励10万元。\n二、平台\n对平台奖励20万元。\n三、保障\n第一条由市财政承担，第二条由区财政承担。"
    )
    record = read(text)
    assert [provision.path for provision in record.provisions] == [(1,), (2,), (3,)]
    assert sorted(map(printed, record.funding)) == ["1|||city 1", "2|||county 1"]


def test_article_that_begins_with_the_name_of_another_is_a_provision(read: Read) -> None:
    text = (
        "第一条 对园区奖励10万元。\n第二条 对平台奖励20万元。\n"
        "第三条 第一条所需资金由市级财政全额承担。其余条款由市、区按4:6承担。"
    )
    record = read(text)
    assert [provision.path for provision in record.provisions] == [(1,), (2,), (3,)]
    assert sorted(map(printed, record.funding)) == ["1|||city 1", "others|||city 0.4 county 0.6"]


def test_a_premium_that_finance_pays_in_full_is_a_grant(read: Read) -> None:
    record = read("第一条 出口信用保险\n小微企业投保的，保费由财政全额承担。\n第二条 附则\n本措施自印发之日起施行。")
    assert [(s.role, str(s.value), s.of) for m in record.measures for s in m.supports] == [("rate", "1", "保费")]
    assert record.funding == ()


def test_a_refund_between_levels_is_no_grant(read: Read) -> None:
    record = read(ARTICLES + "所需资金由区县先行兑付，市级财政按兑付额的50%给予奖补。")
    assert [m.provision for m in record.measures if m.provision == (8,)] == []


def test_a_clause_on_money_at_the_end_of_a_part_is_about_the_grants_of_that_part(read: Read) -> None:
    text = (
        "一、培育主体\n1.新设企业。给予新设企业10万元奖励。\n2.总部企业。给予总部企业20万元奖励。\n"
        "3.资金来源。上述奖励所需资金由市、区按6:4分担。\n二、引进人才\n4.博士。给予博士5万元补贴。\n"
    )
    assert rules(read, text) == ["1.1,1.2|||city 0.6 county 0.4"]


def test_a_table_of_shares_has_a_rule_a_row(read: Read) -> None:
    table = "资金分担比例如下：\n条款 市级 区级\n第一条 60% 40%\n第二条、第三条 50% 50%\n其余条款 30% 70%\n"
    assert rules(read, ARTICLES + table) == sorted(
        ["1|||city 0.6 county 0.4", "2,3|||city 0.5 county 0.5", "others|||city 0.3 county 0.7"]
    )


def test_a_table_of_areas_has_a_rule_a_row(read: Read) -> None:
    table = "所需资金按下列比例分担：\n地区 市级财政 县级财政\n东昌府区 60% 40%\n莘县 70% 30%\n"
    assert rules(read, ARTICLES + table) == ["others|东昌府区||city 0.6 county 0.4", "others|莘县||city 0.7 county 0.3"]


def test_the_last_article_of_detailed_rules_shares_out_their_cost(read: Read) -> None:
    text = (
        "铜陵市外贸奖补实施细则\n第一章 总则\n第一条 为落实政策，制定本细则。\n第二章 标准\n第二条 对企业奖励5万元。\n"
    )
    text += (
        "第三章 附则\n第三条 本细则由市商务局解释。\n第四条 本细则所需资金由市、县（区）财政按3:7分担，枞阳县按2:8。\n"
    )
    assert rules(read, text) == ["others||枞阳县|city 0.3 county 0.7", "others|枞阳县||city 0.2 county 0.8"]


def test_clauses_of_a_notice_with_items_of_its_own(read: Read) -> None:
    text = (
        "泰州市支持跨境电商发展若干措施\n一、支持园区\n（一）对新认定的产业园给予50万元奖励。所需资金由市级财政承担。\n"
        "二、强化人才\n（二）对引进的人才每人给予2万元补贴，所需资金由市、市（区）财政按4:6比例承担。\n三、保障措施\n"
        "（三）资金保障。除第（一）条、第（二）条另有规定外，本措施所需资金由市、市（区）两级财政按照5∶5的比例承担；"
        "泰州医药高新区按3∶7比例承担，兴化市、靖江市由所在市自行承担。\n泰州市人民政府\n2024年5月6日\n"
    )
    assert rules(read, text) == sorted(
        [
            "1.1|||city 1",
            "2.2|||city 0.4 county 0.6",
            "others||泰州医药高新区、兴化市、靖江市|city 0.5 county 0.5",
            "others|泰州医药高新区||city 0.3 county 0.7",
            "others|兴化市、靖江市||county 1",
        ]
    )


def test_towns_of_a_city_that_names_zones_and_towns_together_pay_as_its_second_level(read: Read) -> None:
    text = (
        "昆山市外贸扶持实施细则\n第一条 企业参加展会的，每个展位补助2万元。\n第二条 新建海外仓的，给予30万元奖励。\n"
        "第三条 资金来源\n"
        "（一）第一条所需资金由市、区镇两级财政按5∶5分担，先由区镇垫付，市级财政次年结算。\n"
        "（二）第二条所需资金，其他镇由市、镇按7∶3分担，其中锦溪镇、周庄镇按9∶1分担。\n"
    )
    assert rules(read, text) == sorted(
        [
            "1|||city 0.5 county 0.5",
            "2|其他镇|锦溪镇、周庄镇|city 0.7 county 0.3",
            "2|锦溪镇、周庄镇||city 0.9 county 0.1",
        ]
    )


def test_subdistricts_pay_the_rest_in_a_district(read: Read) -> None:
    text = (
        "一、企业集聚\n对新引进的企业给予200万元奖励。\n二、房租\n对租用办公用房的企业按租金的50%给予补贴。\n三、附则\n"
        "（一）本意见所需资金，第一条由区财政全额承担，第二条由区财政和属地街道按6:4承担，其他由属地街道（园区）承担。\n（二）另行通知。\n"
    )
    assert rules(read, text) == ["1|||county 1", "2|||county 0.6 other 0.4", "others|||other 1"]


def test_areas_in_the_place_of_a_level_bear_what_the_city_leaves(read: Read) -> None:
    text = (
        "一、支持措施\n1.出口奖励。给予企业1万元奖励。\n2.物流补贴。给予企业2万元补贴。\n3.展会补贴。给予企业3万元补贴。\n二、资金安排\n"
        "上述第1项、第2项资金由自治区、市、县（市、区）按2:4:4的比例承担，其余由市本级承担。"
        "福绵区、玉东新区涉及的资金由市财政承担70%，福绵区、玉东新区承担30%。\n"
    )
    assert "others|福绵区、玉东新区||city 0.7 county 0.3" in rules(read, text)
    assert "1.1,1.2|||province 0.2 city 0.4 county 0.4" in rules(read, text)


def test_a_town_is_kept_by_its_name_without_a_warning(read: Read) -> None:
    found = read(ARTICLES + "所需资金由市、镇按6:4分担，涉及沙溪镇的按7:3分担。").diagnostics
    assert [d.severity for d in found if d.code == "unresolved_area"] == ["info"]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("第一项奖励资金由市本级全额承担；其余各项由市、区按5:5承担。", ["1|||city 1", HALF]),
        ("第一、三项资金由区财政承担，第二项由市财政承担。", ["1,3|||county 1", "2|||city 1"]),
        ("第1项资金由市财政承担，其他各项由区财政承担。", ["2.1|||city 1", COUNTY]),
    ],
)
def test_an_item_of_a_guide_is_in_the_numbering_that_prints_its_number_alike(
    clause: str, expected: list[str], read: Read
) -> None:
    guide = (
        "一、企业奖励\n对企业奖励10万元。\n二、平台奖励\n申报条件：\n1.对平台奖励20万元。\n2.对基地奖励6万元。\n"
        "三、人才奖励\n对人才奖励1万元。\n四、其他事项\n（一）资金承担。"
    )
    assert rules(read, f"{guide}{clause}\n（二）解释。本指南由市商务局解释。\n") == sorted(expected)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("除本办法另有规定外，所需资金由市与区市财政按6∶4比例分担。", [SIX_FOUR]),
        ("奖励资金由市财政与镇、园区按照7:3的比例共同承担。", ["others|||city 0.7 other 0.3"]),
        ("资金由市财政承担30%，注册地所在县（市、区）、功能区财政承担70%。", ["others|||city 0.3 county 0.7"]),
        ("中央、省级资金不足部分由市、县财政按照6:4比例配套解决。", [SIX_FOUR]),
        ("所需资金由市财政和区财政按60%:40%承担。", [SIX_FOUR]),
        (
            "所需资金由市、县（区）按5:5比例分担，甲海新区、高新区除外，由市级财政全额承担。",
            ["others|甲海新区、高新区||city 1", "others||甲海新区、高新区|city 0.5 county 0.5"],
        ),
        (
            "市辖区的由市级财政承担70%、区级财政承担30%，县（市）的由市级财政承担20%、县（市）财政承担80%。",
            ["others|县（市）||city 0.2 county 0.8", "others|市辖区||city 0.7 county 0.3"],
        ),
        (
            "所需资金由市、区按6:4承担，甲湖科技城范围内的按5:5承担。",
            ["others|甲湖科技城||city 0.5 county 0.5", "others||甲湖科技城|city 0.6 county 0.4"],
        ),
        (
            "人才引育所需资金由区级财政承担，其他项目由市级与区级按6:4承担。",
            ["4|||county 1", SIX_FOUR],
        ),
        ("奖补资金由市级财政承担。", [CITY]),
        (
            "第一条、第二条所需资金，由市与甲湖区、乙山区按6:4分担，与其他县按5:5分担。",
            ["1,2|其他县||city 0.5 county 0.5", "1,2|甲湖区、乙山区||city 0.6 county 0.4"],
        ),
        (
            "第一条所需资金由市与区（县）按4:6比例分担；甲湖风景区内上述项目所需资金由甲湖风景区管委会全额承担。",
            ["1|甲湖风景区||zone 1", "1||甲湖风景区|city 0.4 county 0.6"],
        ),
        (
            "第三条第（一）项所需资金由市财政承担，第（二）项所需资金由企业所在县（市、区）承担。",
            ["3.1|||city 1", "3.2|||county 1"],
        ),
        ("第三条资金由市财政对甲湖区分担40%，对其他县分担60%。", ["3|其他县||city 0.6", "3|甲湖区||city 0.4"]),
        ("第一条、第二条资金实行市、县共担，分担比例为4:6。", ["1,2|||city 0.4 county 0.6"]),
        ("政策资金由市、县财政分别承担60%、40%。", [SIX_FOUR]),
        (
            "第二条所需资金，各县由市、县按6:4分担；甲阳综合保税区由市与综合保税区管委会按3:7分担。",
            ["2|各县||city 0.6 county 0.4", "2|甲阳综合保税区||city 0.3 zone 0.7"],
        ),
    ],
)
def test_payers_areas_and_subjects_in_further_words(clause: str, expected: list[str], read: Read) -> None:
    assert rules(read, f"{ARTICLES}{clause}\n") == sorted(expected)


def test_cost_that_a_provision_names_is_shared_there_only(read: Read) -> None:
    text = "一、政策\n（一）对小微企业统一投保所需保费，由市级财政承担70%、区市财政承担30%。\n（二）对展会奖励2万元。\n"
    assert rules(read, text) == ["1.1|||city 0.7 county 0.3"]


def test_areas_left_out_at_the_end_of_a_line(read: Read) -> None:
    text = "一、政策\n（一）所需资金由市与县财政按6:4比例分担，甲海新区除外。\n\n（二）本办法自印发之日起施行。\n"
    assert rules(read, text) == ["others||甲海新区|city 0.6 county 0.4"]


def test_items_share_out_what_the_sentence_above_them_names(read: Read) -> None:
    clause = "第五条 资金。第三条资金由市财政承担。第一条、第二条所需资金，按以下方式分担：\n"
    clause += "（一）甲湖区由市与区按6:4分担；\n（二）其余县由市、县按3:7分担。\n"
    assert rules(read, ARTICLES + clause) == [
        "1,2|其余县||city 0.3 county 0.7",
        "1,2|甲湖区||city 0.6 county 0.4",
        "3|||city 1",
    ]


def test_item_in_brackets_is_no_part(read: Read) -> None:
    text = (
        "一、园区\n（一）对园区奖励9万元。\n（二）奖励8万元。\n二、附则\n（三）第（一）条、第（二）条由区级财政承担。\n"
    )
    assert rules(read, text) == ["1.1,1.2|||county 1"]


def test_article_in_digits_is_an_item_in_digits(read: Read) -> None:
    text = "一、人才\n1.对人才奖励1万元。\n2.对专家奖励2万元。\n二、附则\n3.第1条、第2条所需资金由区级财政承担。\n"
    assert rules(read, text) == ["1.1,1.2|||county 1"]


@pytest.mark.parametrize(
    "clause",
    ["合作项目涉及的财政支付责任，由开发区管委会承担。", "平台公司的偿债责任由市级财政承担。"],
)
def test_liability_for_projects_is_no_cost_of_what_is_granted(clause: str, read: Read) -> None:
    assert rules(read, f"{ARTICLES}{clause}\n") == []


def test_word_of_concern_is_no_part_of_an_area(read: Read) -> None:
    found = read(f"{ARTICLES}涉及市级资金的由市财政承担，涉及区级的由区财政承担。\n").funding
    assert [rule.areas for rule in found] == [None] * len(found)


@pytest.mark.parametrize("word", ["措施", "政策", "支持事项"])
def test_matters_that_a_word_numbers_are_provisions_and_can_be_named(word: str, read: Read) -> None:
    text = (
        f"湖滨区稳外贸政策包\n\n{word}一：支持参展。对参展企业补助3万元。（责任单位：区商务局）\n{word}二：支持投保。对投保企业补助2万元。\n"
        f"{word}三：支持建仓。对海外仓奖励9万元。\n{word}一、{word}二所需资金由区财政全额承担。\n"
    )
    record = read(text)
    assert [(p.path, p.heading) for p in record.provisions] == [
        ((1,), "支持参展"),
        ((2,), "支持投保"),
        ((3,), "支持建仓"),
    ]
    assert rules(read, text) == ["1,2|||county 1"]
