"""Who gets nothing tells who gets something: thresholds of exclusions are turned round once, and never twice."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("实际到账不足50%的项目，取消资助资格。", {">= 0.5 ratio"}),
        ("对考核不合格或入住率低于40%的基地，取消扶持资格并收回资金。", {">= 0.4 ratio"}),
        ("亩均产出不足80万元的，停止享受租金补贴。", {">= 800000 CNY"}),
        ("岗位空置超过3个月的，停止发放岗位补贴。", {"<= 3 month"}),
        ("上年度亏损额超过500万元的企业不能享受本条奖励。", {"<= 5000000 CNY"}),
        ("未按期完成投资额80%以上的，不再拨付剩余资金。", {">= 0.8 ratio"}),
        ("未实现年产值2000万元以上的，不予兑现奖励。", {">= 20000000 CNY"}),
        ("连续两年增速未达到10%以上的，取消扶持资格。", {">= 0.1 ratio"}),
        ("库容利用率未超过60%的冷库，不予补助。", {"> 0.6 ratio"}),
        ("年出口额未达到500万美元的企业不享受本条政策。", {">= 5000000 USD"}),
        ("不符合亩均税收不低于15万元要求的企业，不享受用地奖励。", {">= 150000 CNY"}),
        ("不满足单位能耗不高于3吨标准煤要求的企业，不享受用电补贴。", {"<= 3 ton"}),
        ("除注册资本低于500万元的企业外，均可申请最高30万元的贷款贴息。", {">= 5000000 CNY"}),
        ("除成立不满1年的机构以外，其他机构每家奖励3万元。", {">= 1 year"}),
        ("研发投入强度不到3%的企业除外，对其他高新技术企业奖励10万元。", {">= 0.03 ratio"}),
        ("除给予50万元奖励外，对年产值超过1亿元的，还给予20万元补助。", {"> 100000000 CNY"}),
        ("年营业收入达到2000万元后不再享受房租补贴，此前每年补贴5万元。", {"< 20000000 CNY"}),
        ("贷款额度超过300万元的部分不予贴息。", {"<= 3000000 CNY"}),
    ],
)
def test_exclusion_is_turned_round_once(sentence: str, asked: set[str], read: Read) -> None:
    record = read(f"一、支持事项\n（一）{sentence}\n")
    measures = [*record.measures, *record.qualitative_measures]
    conditions = [c for m in measures for c in m.conditions] + [c for c in record.eligibility if hasattr(c, "op")]
    assert {f"{c.op} {c.value.normalize():f} {c.unit}" for c in conditions} == asked
