"""Rules beside each other: what holds for some provisions or areas, and for the rest; scope|areas|exceptions|shares."""

from __future__ import annotations

import pytest

from .conftest import Read
from .funding import EIGHT_ARTICLES, rules

SIX_FOUR = "others|||city 0.6 county 0.4"
HALF = "others|||city 0.5 county 0.5"
CITY = "others|||city 1"
COUNTY = "others|||county 1"


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
    assert rules(read, EIGHT_ARTICLES + clause) == sorted(expected)


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
    assert rules(read, f"{EIGHT_ARTICLES}{clause}\n") == sorted(expected)


def test_areas_in_the_place_of_a_level_bear_what_the_city_leaves(read: Read) -> None:
    text = (
        "一、支持措施\n1.出口奖励。给予企业1万元奖励。\n2.物流补贴。给予企业2万元补贴。\n3.展会补贴。给予企业3万元补贴。\n二、资金安排\n"
        "上述第1项、第2项资金由自治区、市、县（市、区）按2:4:4的比例承担，其余由市本级承担。"
        "福绵区、玉东新区涉及的资金由市财政承担70%，福绵区、玉东新区承担30%。\n"
    )
    assert "others|福绵区、玉东新区||city 0.7 county 0.3" in rules(read, text)
    assert "1.1,1.2|||province 0.2 city 0.4 county 0.4" in rules(read, text)


def test_a_town_is_kept_by_its_name_without_a_warning(read: Read) -> None:
    found = read(EIGHT_ARTICLES + "所需资金由市、镇按6:4分担，涉及沙溪镇的按7:3分担。").diagnostics
    assert [d.severity for d in found if d.code == "unresolved_area"] == ["info"]


def test_areas_left_out_at_the_end_of_a_line(read: Read) -> None:
    text = "一、政策\n（一）所需资金由市与县财政按6:4比例分担，甲海新区除外。\n\n（二）本办法自印发之日起施行。\n"
    assert rules(read, text) == ["others||甲海新区|city 0.6 county 0.4"]


def test_word_of_concern_is_no_part_of_an_area(read: Read) -> None:
    found = read(f"{EIGHT_ARTICLES}涉及市级资金的由市财政承担，涉及区级的由区财政承担。\n").funding
    assert [rule.areas for rule in found] == [None] * len(found)
