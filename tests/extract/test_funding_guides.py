"""Who pays what in guides, tables and by subject, in documents of cities: scope|areas|exceptions|shares."""

from __future__ import annotations

import pytest

from .conftest import Read
from .funding import CITY_GUIDE, CITY_SUBJECTS, rules


@pytest.mark.parametrize(
    ("city", "clause", "expected"),
    [
        (
            "晋江市",
            "首店引进、老字号所需资金由市财政承担；冷链物流所需资金由市、镇（街道）按8:2承担。",
            ["1.1,1.3|||city 1", "1.4|||city 0.8 other 0.2"],
        ),
        (
            "重庆市长寿区",
            "所需资金由区财政全额承担，长寿经开区内企业由长寿经开区承担。",
            ["others||长寿经开区|county 1", "others|长寿经开区||zone 1"],
        ),
        (
            "青岛市",
            "项目资金按以下方式分担：市南区、市北区、李沧区、崂山区，市级承担40%；城阳区、即墨区，市级承担50%；胶州市、平度市、莱西市，市级承担60%。剩余部分由区（市）承担。",
            [
                "others|城阳区、即墨区||city 0.5 county 0.5",
                "others|市南区、市北区、李沧区、崂山区||city 0.4 county 0.6",
                "others|胶州市、平度市、莱西市||city 0.6 county 0.4",
            ],
        ),
        (
            "烟台市",
            "分担比例见下表：\n区域\t市级承担比例\t区市承担比例\n芝罘区、莱山区\t60%\t40%\n福山区、牟平区、蓬莱区\t50%\t50%\n其他区市\t30%\t70%",
            [
                "others|其他区市||city 0.3 county 0.7",
                "others|福山区、牟平区、蓬莱区||city 0.5 county 0.5",
                "others|芝罘区、莱山区||city 0.6 county 0.4",
            ],
        ),
        (
            "泰安市",
            "分担比例如下：\n事项\t省级\t市级\t县级\n"
            "第1项、第2项\t40%\t30%\t30%\n第3项\t0\t100%\t0\n"
            "第4项至第6项\t—\t50%\t50%",
            ["1.1,1.2|||province 0.4 city 0.3 county 0.3", "1.3|||city 1", "1.4,1.5,1.6|||city 0.5 county 0.5"],
        ),
        (
            "聊城市",
            "| 项目 | 市级财政 | 县级财政 |\n| 第1项至第3项 | 100% | 0 |\n| 第4项 | 60% | 40% |\n"
            "| 其他项目 | 30% | 70% |",
            ["1.1,1.2,1.3|||city 1", "1.4|||city 0.6 county 0.4", "others|||city 0.3 county 0.7"],
        ),
        (
            "神木市",
            "上述1至4项由市级财政承担，5、6项由市、镇按6:4承担。",
            ["1.1,1.2,1.3,1.4|||city 1", "1.5,1.6|||city 0.6 other 0.4"],
        ),
        (
            "仙桃市",
            "首店引进、夜间经济两项由市财政承担，其他项目由镇（办、园）承担。",
            ["1.1,1.2|||city 1", "others|||other 1"],
        ),
        (
            "长沙县",
            "第1项、第6项由县财政与长沙经开区按5∶5承担；其余由县财政承担。",
            ["1.1,1.6|长沙经开区||county 0.5 zone 0.5", "others|||county 1"],
        ),
    ],
)
def test_points_and_tables_of_a_guide(city: str, clause: str, expected: list[str], read: Read) -> None:
    assert rules(read, CITY_GUIDE.format(city=city, clause=clause)) == expected


@pytest.mark.parametrize(
    ("city", "clause", "expected"),
    [
        (
            "嘉兴市",
            "本规定人才政策所需资金由用人单位注册地财政承担；工业政策由市与区（县、市）按2:8分担；服务业政策由市级财政承担。",
            ["1|||county 1", "2|||city 0.2 county 0.8", "3|||city 1"],
        ),
        (
            "衢州市",
            "第一条第（一）项由市级财政承担，第（二）项由市、区财政各半承担；第二条由区级财政承担；第三条由市、区财政按7:3承担。",
            ["1.1|||city 1", "1.2|||city 0.5 county 0.5", "2|||county 1", "3|||city 0.7 county 0.3"],
        ),
        (
            "舟山市",
            "（一）人才政策资金由市、县（区）财政按5:5承担，嵊泗县由市级全额承担。\n（二）工业、服务业政策资金由属地财政承担。",
            ["1||嵊泗县|city 0.5 county 0.5", "1|嵊泗县||city 1", "2,3|||county 1"],
        ),
        (
            "铜陵市",
            "以上人才政策资金由市、县区按照5:5比例承担，工业政策、服务业政策由属地按税收留成情况承担。",
            ["1|||city 0.5 county 0.5"],
        ),
        (
            "萍乡市",
            "第一条由组织部门负责落实，所需资金由市级财政承担；第二、三条由市工信局、市商务局负责落实，所需资金由市、县（区）财政各承担50%。",
            ["1|||city 1", "2,3|||city 0.5 county 0.5"],
        ),
        (
            "抚州市",
            "所需资金：\n安家补贴由市级财政承担；\n生活补贴由市级承担50%、县区承担50%；\n技改补助、上规奖励由县区财政承担；\n总部奖励由市、县区按6:4承担。",
            ["1.1|||city 1", "1.2|||city 0.5 county 0.5", "2.1,2.2|||county 1", "3.1|||city 0.6 county 0.4"],
        ),
        (
            "莆田市",
            "第一部分所需资金由市、县（区）各负担50%，湄洲岛、北岸开发区由市级负担；第二、三部分由县（区、管委会）负担。",
            ["1||湄洲岛、北岸开发区|city 0.5 county 0.5", "1|湄洲岛、北岸开发区||city 1", "2,3|||county 1"],
        ),
        (
            "遂宁市",
            "第一部分（一）（二）两类项目，由市财政与项目所在地财政各承担50%，其中大英县由市财政承担70%、县财政承担30%；第二部分（二）类项目由市财政承担40%、企业所在县（市、区）财政承担60%；其他类别项目由市财政全额承担。第二部分各类项目中，经开区、高新区企业的资金由园区管委会全额承担，不适用上述比例。",
            [
                "1.1,1.2||大英县|city 0.5 county 0.5",
                "1.1,1.2|大英县||city 0.7 county 0.3",
                "2.2||经开区、高新区|city 0.4 county 0.6",
                "2|经开区、高新区||zone 1",
                "others|||city 1",
            ],
        ),
        (
            "广元市",
            "第一部分、第三部分由市财政承担；第二部分（一）类项目由市财政、县（区）财政各承担50%；其他类别项目由市财政承担80%、县（区）财政承担20%。第二部分各类项目中，经开区企业的资金由园区管委会全额承担。",
            [
                "1,3|||city 1",
                "2.1||经开区|city 0.5 county 0.5",
                "2|经开区||zone 1",
                "others||经开区|city 0.8 county 0.2",
            ],
        ),
        (
            "雅安市",
            "第一部分（一）、（二）类项目由市财政承担；第二部分（一）类项目由市、县（区）按6:4承担，（二）类项目由市、县（区）按4:6承担。",
            ["1.1,1.2|||city 1", "2.1|||city 0.6 county 0.4", "2.2|||city 0.4 county 0.6"],
        ),
    ],
)
def test_subjects_and_items_of_parts(city: str, clause: str, expected: list[str], read: Read) -> None:
    assert rules(read, CITY_SUBJECTS.format(city=city, clause=clause)) == expected
