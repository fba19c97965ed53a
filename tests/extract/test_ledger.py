"""What speaks of giving and was not understood is reported, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from zhengtu.model.record import Diagnostic, Record

Read = Callable[[str], Record]


def silences(record: Record) -> list[Diagnostic]:
    return [found for found in record.diagnostics if found.code == "support_without_measure"]


def test_sum_that_no_measure_holds_is_a_warning(read: Read) -> None:
    text = "一、奖励\n（一）企业凡达标者，补贴款项另见附表，其数为3万元整数倍。\n"
    (found,) = silences(read(text))
    assert found.severity == "warning"
    assert text[found.start : found.end].startswith("企业凡达标者")


@pytest.mark.parametrize(
    "sentence",
    [
        "对年进出口额达到1000万元的企业，给予10万元奖励。",
        "对诚信企业，给予重点支持。",
        "申请奖励的企业应当提交营业执照。",
        "公示与拨付奖励资金。",
        "同一事项不得重复给予奖励。",
    ],
)
def test_sentence_that_is_read_or_gives_nothing_is_silent(sentence: str, read: Read) -> None:
    assert silences(read(f"一、奖励\n（一）{sentence}\n")) == []


def test_document_that_a_page_prints_again_is_read_once(read: Read) -> None:
    text = (
        "一、奖励\n（一）对年进出口额达到1000万元的企业，给予10万元奖励。\n二、附则\n本措施自2025年1月1日起施行。\n"
        "某市商务局\n2025年1月1日\n某市措施 对年进出口额达到1000万元的企业，给予10万元奖励。\n"
    )
    assert [m.provision for m in read(text).measures] == [(1, 1)]
