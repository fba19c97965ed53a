"""What a sentence says of one entitlement, and where it grants another one: bases, scopes, occasions, names."""

from __future__ import annotations

import pytest

from .conftest import Read
from .sayings import granted


@pytest.mark.parametrize(
    ("sentence", "supports"),
    [
        (
            "对取得银行贷款的科技企业，按其贷款基准利率的80%，对该企业给予贴息补助，每家企业每年贴息金额不超过30万元。",
            ["rate 0.8 ratio of=贷款基准利率", "ceiling 300000 CNY per=enterprise period=year"],
        ),
        (
            "对投资初创企业的基金，按实际投资额的4%给予奖励，对同一项目给予的奖励最高90万元。",
            ["rate 0.04 ratio of=实际投资额", "ceiling 900000 CNY per=project"],
        ),
        ("毕业生登记注册满12个月的，可申请2万元的一次性创业补贴。", ["amount 20000 CNY"]),
        (
            "按海关放行清单每单2元给予补助，单个企业年度最高10万元。",
            ["amount 2 CNY per=order", "ceiling 100000 CNY per=enterprise period=year"],
        ),
        (
            "按企业服务合同金额的20%抵扣，每户最高2万元。",
            ["rate 0.2 ratio of=服务合同金额", "ceiling 20000 CNY per=enterprise"],
        ),
        (
            "博士研究生、硕士研究生毕业3年内首次来我市就业的，分别按每人每月2000元、1000元发放生活补贴。",
            [
                "amount 2000 CNY per=person period=month tier=1 when=博士研究生",
                "amount 1000 CNY per=person period=month tier=2 when=硕士研究生",
            ],
        ),
        (
            "参展人员费用按欧美、非洲每人7000元，亚洲每人4000元的标准补助。",
            ["amount 7000 CNY per=person when=欧美、非洲", "amount 4000 CNY per=person when=亚洲"],
        ),
    ],
)
def test_what_one_entitlement_gives(sentence: str, supports: list[str], read: Read) -> None:
    assert granted(read, sentence) == [supports]


@pytest.mark.parametrize(
    "sentence",
    [
        "博士每人每月2000元租房补贴；首次购房的，给予9万元购房补贴。",
        "企业租赁厂房的，按租金的40%给予补贴；购置厂房的，按每平方米300元补助。",
    ],
)
def test_grants_by_other_names_are_two_entitlements(sentence: str, read: Read) -> None:
    assert len(read(f"枣阳市人才政策\n第一条 {sentence}\n").measures) == 2
