"""A document in which one thing was changed gives the record of the original with that one thing changed.

What the extractor knew by heart of the five documents would show here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zhengtu.model.record import Record, Responsibility

from .conftest import Read

Alter = Callable[[str, str, str], Record]
Fact = tuple[Any, ...]


@pytest.fixture(scope="module")
def alter(texts: dict[str, str], read: Read) -> Alter:
    """Read a document with some words changed; the words have to be there."""

    def altered(slug: str, old: str, new: str) -> Record:
        assert old in texts[slug]
        return read(texts[slug].replace(old, new))

    return altered


def _supports(record: Record) -> list[Fact]:
    return [(m.provision, s.role, s.value, s.unit, s.bound) for m in record.measures for s in m.supports]


def _changed(before: list[Fact], after: list[Fact]) -> list[tuple[Fact, Fact]]:
    return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]


AMOUNTS = [
    ("yuncheng-2024", "给予 50 万元的一次性奖励", "给予 70 万元的一次性奖励", "700000"),
    ("yuncheng-2024", "每人 400 元", "每人 650 元", "650"),
    ("yuncheng-2024", "限 6 个标准展位", "限 9 个标准展位", "9"),
    ("yuncheng-2024", "总额给予20%支持", "总额给予35%支持", "0.35"),
    ("zhengzhou-draft", "一次性500万元资金奖励", "一次性800万元资金奖励", "8000000"),
    ("zhengzhou-draft", "每年最高不超过300万元", "每年最高不超过1.2亿元", "120000000"),
    ("zhengzhou-draft", "进出口额的0.5‰", "进出口额的0.8‰", "0.0008"),
    ("zhengzhou-draft", "每平方米300元", "每平方米280元", "280"),
    ("lianyungang-2024", "给予最高5万元一次性奖励", "给予最高8万元一次性奖励", "80000"),
    ("lianyungang-2024", "物流合同费用2%", "物流合同费用5%", "0.05"),
    ("qingzhou-2022", "每次给予不超过10万元补助", "每次给予不超过15万元补助", "150000"),
    ("qingzhou-2022", "实际租赁费用30%", "实际租赁费用45%", "0.45"),
]


@pytest.mark.parametrize(("slug", "old", "new", "value"), AMOUNTS, ids=[new for _, _, new, _ in AMOUNTS])
def test_amount_follows_the_text(
    slug: str, old: str, new: str, value: str, alter: Alter, records: dict[str, Record]
) -> None:
    changed = _changed(_supports(records[slug]), _supports(alter(slug, old, new)))

    ((before, after),) = changed
    assert after == (*before[:2], Decimal(value), *before[3:])


def test_amount_without_its_ceiling_word_is_the_sum_granted(alter: Alter) -> None:
    record = alter("lianyungang-2024", "给予最高5万元一次性奖励", "给予5万元一次性奖励")
    assert ((1, 1), "amount", Decimal(50000), "CNY", None) in _supports(record)


def test_ceiling_word_turns_a_sum_into_a_ceiling(alter: Alter) -> None:
    record = alter("yuncheng-2024", "给予 50 万元的一次性奖励", "给予不超过 50 万元的一次性奖励")
    assert ((3, 2), "ceiling", Decimal(500000), "CNY", None) in _supports(record)


def test_rate_without_its_bound_is_no_upper_bound(alter: Alter) -> None:
    record = alter("qingzhou-2022", "按照不高于实际租赁费用30%", "按照实际租赁费用30%")
    assert ((5, 7), "rate", Decimal("0.3"), "ratio", None) in _supports(record)


def test_ladder_grows_with_the_text(alter: Alter) -> None:
    record = alter(
        "zhengzhou-draft",
        "5亿元、10亿元的,分别给予一次性200万元、400万元",
        "5亿元、10亿元、20亿元的,分别给予一次性200万元、400万元、900万元",
    )
    (measure,) = [m for m in record.measures if m.provision == (1, 3)]
    assert [(s.value, s.tier) for s in measure.supports] == [(2000000, 1), (4000000, 2), (9000000, 3)]
    assert [(c.value, c.tier) for c in measure.conditions] == [(500000000, 1), (1000000000, 2), (2000000000, 3)]


THRESHOLDS = [
    ("qingzhou-2022", "2000万美元以上", "3000万美元以上", (2, 3), "trade_volume", ">=", "30000000", "USD"),
    ("qingzhou-2022", "2000万美元以上", "2000万元以上", (2, 3), "trade_volume", ">=", "20000000", "CNY"),
    ("qingzhou-2022", "前三位", "前五位", (2, 3), "rank", "<=", "5", "rank"),
    ("qingzhou-2022", "30家（含）以上", "45家（含）以上", (3, 4), "enterprises_served", ">=", "45", "enterprise"),
    ("zhengzhou-draft", "超过1000平米", "超过800平方米", (5, 12), "floor_area", ">", "800", "m2"),
    ("zhengzhou-draft", "不低于1000万元", "超过1000万元", (2, 5), "revenue", ">", "10000000", "CNY"),
    ("zhengzhou-draft", "经营满一年", "经营满两年", (5, 12), "operating_years", ">=", "2", "year"),
    ("yuncheng-2024", "不少于 15 班", "不少于 24 班", (3, 4), "flights", ">=", "24", "flight"),
    ("yuncheng-2024", "超过 300 万元（含）", "超过 300 万元", (5, 2), "trade_volume", ">", "3000000", "CNY"),
    ("jinan-2021", "不少于20家的园区", "不少于35家的园区", (3, 2, 2), "enterprises_hosted", ">=", "35", "enterprise"),
]


@pytest.mark.parametrize(
    ("slug", "old", "new", "provision", "metric", "op", "value", "unit"), THRESHOLDS, ids=[row[2] for row in THRESHOLDS]
)
def test_threshold_follows_the_text(
    slug: str,
    old: str,
    new: str,
    provision: tuple[int, ...],
    metric: str,
    op: str,
    value: str,
    unit: str,
    alter: Alter,
    records: dict[str, Record],
) -> None:
    def conditions(record: Record) -> list[Fact]:
        measures = [m for m in (*record.measures, *record.qualitative_measures) if m.provision == provision]
        return [(c.metric, c.op, c.value, c.unit) for m in measures for c in m.conditions]

    changed = _changed(conditions(records[slug]), conditions(alter(slug, old, new)))

    assert [after for _, after in changed] == [(metric, op, Decimal(value), unit)]


def test_agency_follows_the_text_wherever_it_is_named(alter: Alter, records: dict[str, Record]) -> None:
    record = alter("jinan-2021", "市商务局", "市工业和信息化局")

    def renamed(role: Responsibility) -> str:
        return "市工业和信息化局" if role.agency == "市商务局" else role.agency

    assert [(r.provision, r.agency, r.role) for r in record.responsibilities] == [
        (r.provision, renamed(r), r.role) for r in records["jinan-2021"].responsibilities
    ]


def test_lead_and_responsible_change_places_with_their_labels(alter: Alter) -> None:
    record = alter(
        "jinan-2021", "(牵头单位:泉城海关,责任单位:济南高新区管委会)", "(牵头单位:济南高新区管委会,责任单位:泉城海关)"
    )
    roles = {(r.agency, r.role) for r in record.responsibilities if r.provision == (3, 6, 2)}
    assert roles == {("济南高新区管委会", "lead"), ("泉城海关", "responsible")}


def test_added_agency_is_read(alter: Alter) -> None:
    record = alter("qingzhou-2022", "市投资合作促进中心、市财政局", "市投资合作促进中心、市文化和旅游局、市财政局")
    agencies = [r.agency for r in record.responsibilities if r.provision == (9, 11)]
    assert agencies == ["市商务局", "市投资合作促进中心", "市文化和旅游局", "市财政局"]


def test_interpreter_follows_the_text(alter: Alter) -> None:
    record = alter("yuncheng-2024", "本措施由市商务局负责解释", "本措施由市市场监督管理局负责解释")
    assert record.policy.interpreted_by == ("市市场监督管理局",)


def test_rule_maker_and_its_partner_follow_the_text(alter: Alter) -> None:
    record = alter("zhengzhou-draft", "由市商务局会同市财政局另行制定", "由市发展改革委会同市科技局另行制定")
    assert [(r.agency, r.role) for r in record.responsibilities] == [
        ("市发展改革委", "responsible"),
        ("市科技局", "responsible"),
    ]


def test_districts_of_a_share_follow_the_text(alter: Alter) -> None:
    record = alter("zhengzhou-draft", "金水区、管城区、惠济区的", "金水区、上街区的")
    areas = next(rule.areas for rule in record.funding if rule.areas and "中原区" in rule.areas)
    assert areas == ("郑东新区", "高新技术产业开发区", "经济技术开发区", "中原区", "二七区", "金水区", "上街区")


def test_excepted_area_follows_the_text(alter: Alter) -> None:
    record = alter("yuncheng-2024", "永济市除外", "河津市除外")
    assert [rule.except_areas for rule in record.funding if rule.except_areas] == [("河津市",)]


def test_ratio_follows_the_text(alter: Alter) -> None:
    record = alter("yuncheng-2024", "运城开发区 5:5", "运城开发区 6:4")
    shares = next(rule.shares for rule in record.funding if rule.areas == ("盐湖区", "运城开发区"))
    assert [(s.payer, s.share) for s in shares] == [("city", Decimal("0.6")), ("county", Decimal("0.4"))]


def test_shares_in_percent_follow_the_text(alter: Alter) -> None:
    record = alter("zhengzhou-draft", "市级财政承担20%，当地财政承担80%", "市级财政承担30%，当地财政承担70%")
    shares = next(rule.shares for rule in record.funding if rule.areas and "各县（市）" in rule.areas)
    assert [(s.payer, s.share) for s in shares] == [("city", Decimal("0.3")), ("county", Decimal("0.7"))]


def test_articles_of_a_share_follow_the_text(alter: Alter) -> None:
    record = alter("yuncheng-2024", "第三条、第四条、第五条支持措施", "第三条、第六条支持措施")
    assert {rule.scope for rule in record.funding if rule.areas} == {((3,), (6,))}


def test_articles_of_a_rule_follow_the_text(alter: Alter) -> None:
    record = alter("zhengzhou-draft", "第“四、十三、十四”条", "第“五、十二”条")
    assert [r.scope for r in record.rules if r.kind == "follows_higher_policy"] == [((2, 5), (5, 12))]


DATES = [
    ("qingzhou-2022", "有效期至2024年4月12日", "有效期至2026年6月30日", "valid_until", date(2026, 6, 30)),
    ("qingzhou-2022", "2022年4月12日", "2023年1月9日", "issued_on", date(2023, 1, 9)),
    ("qingzhou-2022", "2022年4月12日", "2023年1月9日", "effective_from", date(2023, 1, 9)),
    ("lianyungang-2024", "自2024年11月20日起", "自2025年1月1日起", "effective_from", date(2025, 1, 1)),
    ("lianyungang-2024", "至2027年12月31日", "至2029年12月31日", "valid_until", date(2029, 12, 31)),
    ("yuncheng-2024", "时间从2024年1月1日", "时间从2023年7月1日", "applies_from", date(2023, 7, 1)),
    ("zhengzhou-draft", "执行期三年", "执行期五年", "valid_for_years", 5),
    ("jinan-2021", "2021年5月28日", "2020年12月3日", "issued_on", date(2020, 12, 3)),
]


@pytest.mark.parametrize(("slug", "old", "new", "field", "value"), DATES, ids=[f"{row[3]} {row[2]}" for row in DATES])
def test_date_follows_the_text(slug: str, old: str, new: str, field: str, value: object, alter: Alter) -> None:
    assert getattr(alter(slug, old, new).policy, field) == value


def test_start_of_force_moves_apart_from_the_day_of_issue(alter: Alter) -> None:
    policy = alter("lianyungang-2024", "自2024年11月20日起", "自2025年1月1日起").policy
    assert policy.issued_on == date(2024, 11, 20)


def test_document_number_follows_the_text(alter: Alter) -> None:
    assert alter("yuncheng-2024", "〔2024〕10号", "〔2025〕3号").policy.document_number == "运政办发〔2025〕3号"


def test_legal_basis_follows_the_text(alter: Alter) -> None:
    assert alter("jinan-2021", "鲁政字〔2020〕84号", "鲁政办发〔2019〕7号").policy.basis == ("鲁政办发〔2019〕7号",)


def test_draft_without_its_mark_is_issued(alter: Alter) -> None:
    assert alter("zhengzhou-draft", "（征求意见稿）", "").policy.status == "issued"


def test_area_follows_the_issuer(alter: Alter) -> None:
    policy = alter("lianyungang-2024", "连云港市", "盐城市").policy
    assert (policy.issuer, policy.area, policy.area_code) == (("盐城市人民政府",), "盐城市", "320900")


def test_modes_follow_the_text(alter: Alter) -> None:
    record = alter("zhengzhou-draft", "“9710、9810”", "“9610、1210”")
    assert record.mode_provisions == (((1, 4), ("9610", "1210")),)


def test_modes_of_a_threshold_follow_the_text(alter: Alter) -> None:
    record = alter("yuncheng-2024", "1210、9710、9810 进出口额", "9610、9810 进出口额")
    (measure,) = [m for m in record.measures if m.provision == (3, 2)]
    assert (measure.customs_modes, measure.conditions[0].customs_modes) == (("9610", "9810"), ("9610", "9810"))


def test_target_follows_the_text(alter: Alter) -> None:
    record = alter(
        "lianyungang-2024", "到2027年,培育新增跨境电商企业400家以上", "到2030年,培育新增跨境电商企业650家以上"
    )
    assert ("2030", Decimal(650), "enterprise", ">=") in [
        (t.by, t.value, t.unit, t.op) for t in record.targets if t.provision == (1, 1)
    ]


def test_removed_provision_takes_its_facts_along(texts: dict[str, str], read: Read) -> None:
    text = texts["zhengzhou-draft"]
    begin, end = text.index("（十二）"), text.index("（十三）")
    record = read(text[:begin] + text[end:].replace("（十三）", "（十二）").replace("（十四）", "（十三）"))
    assert [m for m in record.measures if m.provision and m.provision[0] == 5] == []
    assert (5, 12) in [p.path for p in record.provisions]


def test_benefit_moved_to_another_provision_is_read_there(texts: dict[str, str], read: Read) -> None:
    moved = "给予活动举办方单个活动不超过20万元的资金奖励"
    text = (
        texts["zhengzhou-draft"]
        .replace(moved, "给予大力宣传")
        .replace("管理体系认证、产品认证，", f"管理体系认证、产品认证。对经批准的竞赛，{moved}。")
    )
    record = read(text)
    assert [m.provision for m in record.measures if m.beneficiary == ("event_organiser",)] == [(5, 14)]


def test_altered_fact_quotes_the_altered_words(alter: Alter) -> None:
    record = alter("lianyungang-2024", "给予最高5万元一次性奖励", "给予最高8万元一次性奖励")
    first = record.measures[0].supports[0]
    assert first.evidence.quote == "最高8万元"


def test_altered_threshold_quotes_the_altered_words(alter: Alter) -> None:
    record = alter("qingzhou-2022", "100万美元（含）以上", "240万美元（含）以上")
    first = record.measures[0].conditions[0]
    assert first.evidence.quote == "240万美元（含）以上"
