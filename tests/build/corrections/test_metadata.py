"""What the document says of itself, corrected: the title, the issuers, the dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhengtu.model.record import MetadataEvidence, Reading

from .conftest import Curate
from .record import codes, says


def test_title_is_corrected_with_its_words(curate: Curate) -> None:
    record = curate(
        "id: t, set: {fact: policy.title, quote: 支持海外仓建设的若干措施, value: 支持海外仓建设若干措施,"
        " was: 明州市支持海外仓建设的若干措施}"
    )
    assert record.policy.title == "支持海外仓建设若干措施"
    assert record.policy.evidence == (
        MetadataEvidence(
            "title",
            "支持海外仓建设若干措施",
            says("支持海外仓建设的若干措施"),
            (Reading("value", "correction:t", (), Decimal(1)),),
        ),
    )
    assert record.corrections[0].kind == "policy.title"
    assert codes(record) == []


def test_title_keeps_its_words_where_none_are_given(curate: Curate) -> None:
    record = curate("set: {fact: policy.title, value: 若干措施, was: 别的}")
    assert record.policy.evidence[0].evidence.quote == "明州市支持海外仓建设的若干措施"
    assert codes(record) == [("stale_correction", "warning")]


def test_values_of_a_list_are_added_and_removed_one_by_one(curate: Curate) -> None:
    record = curate(
        "remove: {fact: policy.issuer, value: 明州市}",
        "add: {fact: policy.issuer, value: 明州市商务局, quote: 由市商务局}",
        "set: {fact: policy.issued_on, value: 2026-02-28, quote: 第一条}",
        "set: {fact: policy.valid_for_years, value: 3, quote: 第一条}",
        "remove: {fact: policy.title}",
    )
    policy = record.policy
    assert (policy.issuer, policy.issued_on, policy.valid_for_years, policy.title) == (
        ("明州市商务局",),
        date(2026, 2, 28),
        3,
        None,
    )
    assert [statement.field for statement in policy.evidence] == ["issuer", "issued_on", "valid_for_years"]
