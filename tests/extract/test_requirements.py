"""Conditions that are no numbers, and those that hold for the whole document."""

from __future__ import annotations

import pytest

from zhengtu.model.record import Condition, Requirement

from .conftest import Read


def required(read: Read, phrase: str) -> list[tuple[str, str | None]]:
    (measure,) = read(f"一、对{phrase}，给予10万元奖励。").measures
    return [(r.kind, r.by) for r in measure.requirements]


@pytest.mark.parametrize(
    ("phrase", "kind", "by"),
    [
        ("在我市工商注册登记的企业", "registered", None),
        ("在潍坊海关备案的企业", "filed", "潍坊海关"),
        ("经市商务局认定为示范企业的企业", "recognised", "市商务局"),
        ("取得中国人民银行《支付业务许可证》的支付平台", "licensed", "中国人民银行"),
        ("取得《支付业务许可证》的支付平台", "licensed", None),
        ("在我市设立区域性总部的企业", "located", None),
        ("首次开展跨境电商业务的企业", "first_time", None),
        ("纳入全市货物进出口统计的企业", "other", None),
        ("未被列入失信名单的企业", "other", None),
    ],
)
def test_requirement(phrase: str, kind: str, by: str | None, read: Read) -> None:
    assert required(read, phrase) == [(kind, by)]


@pytest.mark.parametrize("phrase", ["企业", "年进出口额1000万元以上的企业", "跨境电子商务产业园"])
def test_bare_recipient_requires_nothing(phrase: str, read: Read) -> None:
    assert required(read, phrase) == []


@pytest.mark.parametrize("phrase", ["企业投资新建的查验场所", "企业新建独立站的"])
def test_new_building_is_no_first_time(phrase: str, read: Read) -> None:
    assert "first_time" not in [kind for kind, _ in required(read, phrase)]


def test_words_of_a_requirement_do_not_begin_in_the_threshold_before_it(read: Read) -> None:
    (measure,) = read("一、对面积1000平方米以上且在潍坊海关备案的海外仓，给予10万元奖励。").measures
    assert [r.text.startswith("在潍坊海关备案") for r in measure.requirements] == [True]


def test_article_of_scope_holds_for_the_whole_document(read: Read) -> None:
    record = read("第一条 本措施适用于在我市注册的跨境电商企业。\n第二条 对企业给予10万元奖励。")
    assert [(e.kind, e.provision) for e in record.eligibility if isinstance(e, Requirement)] == [("registered", (1,))]


def test_threshold_of_an_article_of_scope_holds_for_the_whole_document(read: Read) -> None:
    record = read("第一条 本措施适用于年进出口额1000万元以上的企业。\n第二条 对企业给予10万元奖励。")
    assert [(e.op, e.value) for e in record.eligibility if isinstance(e, Condition)] == [(">=", 10000000)]


@pytest.mark.parametrize("sentence", ["培育企业400家以上。", "建成海外仓10个以上。", "全市进出口额突破100亿元。"])
def test_aim_of_the_government_is_no_eligibility(sentence: str, read: Read) -> None:
    assert read(f"一、发展目标\n到2027年，取得新突破。{sentence}\n二、附则\n另行通知。").eligibility == ()
