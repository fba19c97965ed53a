"""No bound is lost or turned, wherever it stands: the sentences of bounds.yaml and bounds_of_offices.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from zhengtu.model.record import Condition, Support

from .conftest import Read

FILES = ("bounds.yaml", "bounds_of_offices.yaml")
CASES = [c for name in FILES for c in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))]


def given(support: Support) -> str:
    slots = [f"{slot}={getattr(support, slot)}" for slot in ("bound", "tier") if getattr(support, slot) is not None]
    return " ".join([support.role, f"{support.value.normalize():f}", support.unit, *slots])


def asked(condition: Condition) -> str:
    tier = [f"tier={condition.tier}"] if condition.tier is not None else []
    return " ".join([condition.op, f"{condition.value.normalize():f}", condition.unit, *tier])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_bound_is_neither_lost_nor_turned(case: dict[str, str | list[str]], read: Read) -> None:
    record = read(f"一、支持事项\n（一）{case['text']}\n")
    measures = [*record.measures, *record.qualitative_measures]
    assert sorted(given(s) for m in measures for s in m.supports) == sorted(case["given"])
    expected = case.get("asked")
    assert expected is None or sorted(asked(c) for m in measures for c in m.conditions) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        (
            "（一）按下列层次发放补贴：领军人才50万元；拔尖人才30万元；高级人才15万元。\n",
            [["500000", "300000", "150000"]],
        ),
        (
            "（一）按下列标准补贴运费：\n1.整列发运的，每列补贴3万元；\n2.拼箱发运的，每标箱补贴600元。\n同一企业一年内总额不得超过90万元。\n",
            [["30000", "600", "900000"]],
        ),
        ("（一）按实缴保费给予补助，保费由市财政全额承担；其他企业按实缴保费的40%补助。\n", [["1"], ["0.4"]]),
        (
            "（一）参加境外展会的，展位费按60%补助，每个展位最高2万元；参加境内展会的，展位费按40%补助，每个展位最高6000元。\n",
            [["0.6", "20000"], ["0.4", "6000"]],
        ),
        ("（一）获评A类的，奖励30万元；获评B类的，奖励10万元。\n", [["300000", "100000"]]),
        ("（一）按设备投资额的6%给予补助。其中属于省级绿色工厂的，补助比例提高到9%。\n", [["0.06", "0.09"]]),
        ("（一）对新认定的工作室，给予20万元资助，评估优秀的，再给予8万元。\n", [["200000"], ["80000"]]),
        ("（一）年出口额满2000万元的，奖励5万元；超出部分每增加1000万元，另补4万元。\n", [["50000", "40000"]]),
        ("（一）已享受“一企一策”的企业，不适用本办法其他条款。\n", []),
        ("（一）本办法各项奖补资金，单个企业年度合计不超过300万元。\n", []),
    ],
)
def test_what_belongs_together_is_one_measure(text: str, sums: list[list[str]], read: Read) -> None:
    measures = read(f"一、支持事项\n{text}").measures
    assert [[f"{s.value.normalize():f}" for s in m.supports] for m in measures] == sums
