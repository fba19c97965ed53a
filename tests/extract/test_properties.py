"""Whatever the text: extract() does not raise, quotes verbatim, and lists every digit."""

from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtu.extract.extraction import extract
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Record
from zhengtu.model.serialisation import to_json
from zhengtu.model.source import Source

from .test_robustness import evidence_of

WORDS = [
    "\n",
    *re.split(
        r"\s+",
        """一、 二、 （一） （二） 1. 2. 第一条 第二条 第三条、第四条 第“一、二”条 对 企业 园区 平台 高校
        给予 奖励 补贴 按 的标准 一次性 每年 单家企业 每增加 分别 最高 不超过 不低于 达到 超过 以上
        （含） 或 且 、 ， 。 ； ： 年进出口额 面积 培训 50万元 1.5亿元 20亿、 100-500万美元 30% 0.5‰
        1000平方米 三年 6个标准展位 （责任单位：市商务局、市财政局） 牵头单位： 9710、9810
        由市级财政承担 5:5 除外 其余 到2027年 力争 自印发之日起施行 有效期至2026年2月31日 2024年4月10日
        运政办发〔2024〕10号 《 》 “ ” （ ）""",
    ),
]
jumbles = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
DIGITS = re.compile(r"[0-9０-９]+")


def read(text: str, lexicon: Lexicon) -> Record:
    return extract(Source("any.txt", text, "0" * 64), lexicon)


def assert_grounded(text: str, record: Record) -> None:
    """Every quote stands where it says, every provision too, and no digit is missing from the ledger."""
    assert [e for e in evidence_of(record) if e.quote != text[e.start : e.end]] == []
    assert [p.path for p in record.provisions if p.text != text[p.start : p.end]] == []
    listed = {at for q in record.quantities for at in range(q.start, q.end)}
    assert [run[0] for run in DIGITS.finditer(text) if not listed.issuperset(range(*run.span()))] == []


@settings(max_examples=120, deadline=None)
@given(text=any_text)
def test_any_text(text: str, lexicon: Lexicon) -> None:
    assert_grounded(text, read(text, lexicon))


@settings(max_examples=250, deadline=None)
@given(text=jumbles)
def test_any_jumble_of_policy_words(text: str, lexicon: Lexicon) -> None:
    assert_grounded(text, read(text, lexicon))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_splice_of_the_documents(data: st.DataObject, texts: dict[str, str], lexicon: Lexicon) -> None:
    def piece() -> str:
        whole = texts[data.draw(st.sampled_from(sorted(texts)))]
        start = data.draw(st.integers(0, len(whole)))
        return whole[start : start + data.draw(st.integers(0, 600))]

    text = piece() + data.draw(st.sampled_from(["", "\n", "。", "（", "，"])) + piece()
    assert_grounded(text, read(text, lexicon))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_document_with_a_hole(data: st.DataObject, texts: dict[str, str], lexicon: Lexicon) -> None:
    whole = texts[data.draw(st.sampled_from(["qingzhou-2022", "zhengzhou-draft"]))]
    start = data.draw(st.integers(0, len(whole)))
    text = whole[:start] + whole[start + data.draw(st.integers(1, 40)) :]
    assert_grounded(text, read(text, lexicon))


def test_the_five_documents_are_grounded(texts: dict[str, str], records: dict[str, Record]) -> None:
    for slug, text in texts.items():
        assert_grounded(text, records[slug])


def test_the_five_documents_leave_no_number_unplaced(records: dict[str, Record]) -> None:
    left = {slug: [q.text for q in r.quantities if q.role == "unassigned"] for slug, r in records.items()}
    assert {slug: numbers for slug, numbers in left.items() if numbers} == {}


def test_number_that_nothing_places_is_listed_and_reported(lexicon: Lexicon) -> None:
    record = read("一、展览面积为700平方米，奖金池3万元。", lexicon)
    unplaced = {q.text for q in record.quantities if q.role == "unassigned"}
    reported = [d for d in record.diagnostics if d.code == "unplaced_quantity"]
    assert len(reported) == len(unplaced) > 0


def test_same_text_gives_the_same_record(texts: dict[str, str], records: dict[str, Record], lexicon: Lexicon) -> None:
    for slug, text in texts.items():
        again = extract(Source("test.txt", text, "0" * 64), lexicon)
        assert to_json(again) == to_json(records[slug])


def test_json_of_a_record_has_the_keys_of_the_contract(records: dict[str, Record]) -> None:
    written = json.loads(to_json(records["yuncheng-2024"]))
    assert list(written) == [
        *("source", "policy", "provisions", "measures", "qualitative_measures", "mode_provisions"),
        *("mode_mentions", "responsibilities", "funding", "targets", "rules", "definitions", "eligibility"),
        *("quantities", "diagnostics", "corrections"),
    ]


@pytest.mark.parametrize("digits", [30, 5000])
@pytest.mark.parametrize("form", ["给予{}元奖励。", "给予{}万元奖励。", "{}"])
def test_number_of_any_length_can_be_written(form: str, digits: int, lexicon: Lexicon) -> None:
    text = form.format("9" * digits)
    record = read(text, lexicon)
    assert_grounded(text, record)
    assert json.loads(to_json(record))["source"] == "any.txt"


HOSTILE = [
    *("局", "人民政府", "市商务局", "（", "（）", "“", "《", "》", "（一）", "一、", "1.", "第一条", "①"),
    *("给予", "对企业给予1万元，", "1万元、", "1万元或", "每", "单个", "最高", "国家、省级、", "9", "1：1", "9710、"),
    *(
        "2024年",
        "2024年1月1日",
        "汉〔2024〕1号",
        "由市财政承担",
        "（责任单位：",
        "（市商务局牵头，",
        "由市商务局会同",
        "负责解释",
    ),
    *(
        "关于印发",
        "关于的意见",
        "年（下同",
        "各（以下统称",
        "新增进出口",
        "汉",
        "汉 ",
        "汉\n",
        "a\n",
        "\n",
        "，",
        "。",
        "；",
    ),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_repetition_is_read_in_time(unit: str, lexicon: Lexicon) -> None:
    text = unit * (1500 // len(unit))
    begun = time.process_time()
    record = read(text, lexicon)
    assert time.process_time() - begun < 3
    assert_grounded(text, record)
