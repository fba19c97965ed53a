"""Who pays what, in small documents: tables, parts, items; a rule reads scope|areas|exceptions|shares."""

from __future__ import annotations

from .conftest import Read
from .funding import EIGHT_ARTICLES, rules


def test_a_table_of_shares_has_a_rule_a_row(read: Read) -> None:
    table = "资金分担比例如下：\n条款 市级 区级\n第一条 60% 40%\n第二条、第三条 50% 50%\n其余条款 30% 70%\n"
    assert rules(read, EIGHT_ARTICLES + table) == sorted(
        ["1|||city 0.6 county 0.4", "2,3|||city 0.5 county 0.5", "others|||city 0.3 county 0.7"]
    )


def test_a_table_of_areas_has_a_rule_a_row(read: Read) -> None:
    table = "所需资金按下列比例分担：\n地区 市级财政 县级财政\n东昌府区 60% 40%\n莘县 70% 30%\n"
    assert rules(read, EIGHT_ARTICLES + table) == [
        "others|东昌府区||city 0.6 county 0.4",
        "others|莘县||city 0.7 county 0.3",
    ]


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
