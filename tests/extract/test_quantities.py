"""Numbers with units: value in base units, comparator, bound; and the numbers that are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from zhengtu.extract.mentions import Mention
from zhengtu.extract.noise import find_noise
from zhengtu.extract.quantities import find_quantities
from zhengtu.model.lexicon import Lexicon
from zhengtu.text.normalise import normalise

Find = Callable[[str], list[Mention]]


@pytest.fixture
def find(lexicon: Lexicon) -> Find:
    """The quantities of a text."""

    def found(raw: str) -> list[Mention]:
        text = normalise(raw).normal
        return find_quantities(text, lexicon, find_noise(text, lexicon))

    return found


def values(mentions: list[Mention]) -> list[tuple[Decimal, str]]:
    return [(m.value, m.unit) for m in mentions]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("50万元", "500000", "CNY"),
        ("2.5 万元", "25000", "CNY"),
        ("1.5 亿元人民币", "150000000", "CNY"),
        ("1,000,000元", "1000000", "CNY"),
        ("400元", "400", "CNY"),
        ("3000万美元", "30000000", "USD"),
        ("4亿美元", "400000000", "USD"),
        ("０.８万元", "8000", "CNY"),
        ("30%", "0.3", "ratio"),
        ("３０％", "0.3", "ratio"),
        ("0.5‰", "0.0005", "ratio"),
        ("5个百分点", "0.05", "ratio"),
        ("1000平方米", "1000", "m2"),
        ("1000平米", "1000", "m2"),
        ("2万平方米", "20000", "m2"),
        ("20家", "20", "enterprise"),
        ("50人", "50", "person"),
        ("4000人次", "4000", "person_time"),
        ("30课时", "30", "class_hour"),
        ("15班", "15", "flight"),
        ("5000万单", "50000000", "order"),
        ("6个标准展位", "6", "booth"),
        ("2个店铺", "2", "store"),
        ("30天", "30", "day"),
        ("1年", "1", "year"),
        ("6个月", "6", "month"),
    ],
)
def test_value_is_in_base_units(text: str, value: str, unit: str, find: Find) -> None:
    assert values(find(text)) == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("一百万元", "1000000", "CNY"),
        ("五十万元", "500000", "CNY"),
        ("两亿元", "200000000", "CNY"),
        ("经营满一年", "1", "year"),
        ("前三位", "3", "rank"),
        ("三十课时", "30", "class_hour"),
    ],
)
def test_chinese_numeral_before_a_unit(text: str, value: str, unit: str, find: Find) -> None:
    assert values(find(text)) == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "二七区",
        "一事一议",
        "五金工具",
        "一体化服务",
        "一站式",
        "三门峡市",
        "十九大精神",
        "第三方平台",
        "一带一路",
        "三维",
    ],
)
def test_chinese_numeral_in_a_name_is_no_quantity(text: str, find: Find) -> None:
    assert find(text) == []


class TestComparators:
    @pytest.mark.parametrize(
        ("text", "op"),
        [
            ("30家以上", ">="),
            ("30家（含）以上", ">="),
            ("30家及以上", ">="),
            ("30家以上（含）", ">="),
            ("30家以下", "<="),
            ("30家以内", "<="),
            ("不低于30家", ">="),
            ("不少于30家", ">="),
            ("达到30家", ">="),
            ("达30家", ">="),
            ("满30家", ">="),
            ("超过30家", ">"),
            ("超30家", ">"),
            ("高于30家", ">"),
            ("突破30家", ">"),
            ("超过30家（含）", ">="),
            ("低于30家", "<"),
            ("不足30家", "<"),
            ("不满30家", "<"),
            ("不超过30家", "<="),
            ("不高于30家", "<="),
            ("不得超过30家", "<="),
            ("不得低于30家", ">="),
            ("30家", None),
        ],
    )
    def test_comparator(self, text: str, op: str | None, find: Find) -> None:
        assert [m.op for m in find(text)] == [op]

    @pytest.mark.parametrize("word", ["不超过", "不得超过", "最高不超过", "累计不超过", "不 超 过"])
    def test_不超过_is_never_超过(self, word: str, find: Find) -> None:  # noqa: N802
        assert [m.op for m in find(f"奖励{word}10万元")] == ["<="]

    def test_broken_不超过_is_never_超过(self, find: Find) -> None:  # noqa: N802
        line = "对在本市注册的跨境电子商务企业以及为其提供服务的平台和园区，单个企业奖励不"
        assert [m.op for m in find(f"{line}\n超过10万元。")] == ["<="]

    def test_rank_is_a_bound_from_above(self, find: Find) -> None:
        assert [(m.op, m.value, m.unit) for m in find("年交易额列全市前三位")] == [("<=", 3, "rank")]

    def test_comparator_does_not_reach_over_a_comma(self, find: Find) -> None:
        assert [m.op for m in find("进出口额超过5亿元，给予200万元")] == [">", None]


class TestCeilings:
    @pytest.mark.parametrize(
        "text",
        [
            "最高50万元",
            "最多50万元",
            "不超过50万元",
            "最高不超过50万元",
            "不高于50万元",
            "限额50万元",
            "上限为50万元",
            "最高给予50万元",
            "最高支持50万元",
            "最高奖励50万元",
            "最高可达50万元",
        ],
    )
    def test_ceiling_word(self, text: str, find: Find) -> None:
        (mention,) = find(text)
        assert (mention.op, bool(mention.ceiling)) == ("<=", True)

    @pytest.mark.parametrize(
        "text", ["不高于海外仓建设实际投资额10%", "不超过租金30%", "不超过其配备查验设施及软件系统实际投资额50%"]
    )
    def test_ceiling_before_the_noun_that_it_bounds(self, text: str, find: Find) -> None:
        (mention,) = find(text)
        assert (mention.op, bool(mention.ceiling), mention.cue_start) == ("<=", True, 0)

    def test_ceiling_of_one_sum_does_not_bound_the_next(self, find: Find) -> None:
        assert [bool(m.ceiling) for m in find("最高50万元，按每人400元给予补助")] == [True, False]

    def test_ceiling_bounds_every_member_of_a_list(self, find: Find) -> None:
        assert [bool(m.ceiling) for m in find("最高100万元、50万元、30万元")] == [True, True, True]


class TestRangesAndLists:
    @pytest.mark.parametrize("text", ["100-500万美元", "100—500万美元", "100～500万美元", "100万美元至500万美元"])
    def test_range_is_a_bound_from_below_and_one_from_above(self, text: str, find: Find) -> None:
        assert [(m.value, m.unit, m.op) for m in find(text)] == [
            (Decimal(1000000), "USD", ">="),
            (Decimal(5000000), "USD", "<="),
        ]

    def test_unit_left_out_in_a_list_is_that_of_the_next_member(self, find: Find) -> None:
        assert values(find("达到20亿、50亿、100亿元以上")) == [
            (Decimal(2000000000), "CNY"),
            (Decimal(5000000000), "CNY"),
            (Decimal(10000000000), "CNY"),
        ]

    def test_currency_left_out_altogether_is_the_yuan(self, find: Find) -> None:
        mentions = find("进出口额达到20亿、50亿、100亿以上的")
        assert [(m.value, m.unit, m.inferred_unit) for m in mentions] == [
            (Decimal(2000000000), "CNY", True),
            (Decimal(5000000000), "CNY", True),
            (Decimal(10000000000), "CNY", True),
        ]

    def test_currency_left_out_is_that_of_the_list(self, find: Find) -> None:
        assert [m.unit for m in find("达到1亿、2亿、5亿美元以上的")] == ["USD", "USD", "USD"]

    def test_scale_left_out_in_a_list_is_that_of_the_next_member(self, find: Find) -> None:
        assert values(find("分别给予10、20、30万元奖励")) == [
            (Decimal(100000), "CNY"),
            (Decimal(200000), "CNY"),
            (Decimal(300000), "CNY"),
        ]

    def test_comparator_behind_a_list_holds_for_all(self, find: Find) -> None:
        assert [m.op for m in find("5亿元、10亿元、20亿元以上")] == [">=", ">=", ">="]

    def test_comparator_before_a_list_holds_for_all(self, find: Find) -> None:
        assert [m.op for m in find("超过5亿元、10亿元的")] == [">", ">"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2024年4月10日", "date"),
        ("运政办发〔2024〕10号", "document_number"),
        ("（国函﹝2022﹞126 号）", "document_number"),
        ("第56次常务会议", "reference"),
        ("《关于同意在廊坊等33个城市设立综合试验区的批复》", "reference"),
        ("0531-51702706", "noise"),
        ("13812345678", "noise"),
        ("9710、9810", "customs_mode"),
    ],
)
def test_number_that_is_no_quantity(text: str, role: str, find: Find, lexicon: Lexicon) -> None:
    assert find(text) == []
    assert {noise.role for noise in find_noise(normalise(text).normal, lexicon)} == {role}


@pytest.mark.parametrize("text", ["9710元", "1210万元", "9610家", "1039平方米"])
def test_sum_that_looks_like_a_customs_mode_is_a_sum(text: str, find: Find) -> None:
    assert len(find(text)) == 1


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("三分之一", "0.333333", "ratio"),
        ("三分之二", "0.666667", "ratio"),
        ("百分之三十", "0.3", "ratio"),
        ("百分之十五", "0.15", "ratio"),
        ("千分之五", "0.005", "ratio"),
        ("2/3", "0.666667", "ratio"),
        ("五千元", "5000", "CNY"),
        ("一千五百元", "1500", "CNY"),
        ("二十万元", "200000", "CNY"),
    ],
)
def test_number_in_words(words: str, value: str, unit: str, lexicon: Lexicon) -> None:
    text = f"按实际费用给予{words}的补助。"
    found = find_quantities(text, lexicon, find_noise(text, lexicon))
    assert [(m.value, m.unit) for m in found] == [(Decimal(value), unit)]


@pytest.mark.parametrize("words", ["多元化发展", "百元店", "第十元素", "中/小企业", "2024/05/06"])
def test_words_that_only_look_like_numbers(words: str, lexicon: Lexicon) -> None:
    text = f"支持{words}。"
    assert find_quantities(text, lexicon, find_noise(text, lexicon)) == []


def test_noun_that_the_lexicon_does_not_count_leaves_items(lexicon: Lexicon) -> None:
    uncounted = replace(lexicon, counted={})
    *_, cap = find_quantities("注册境外商标的，每件补助5000元，最多10件。", uncounted, ())
    assert (cap.value, cap.unit) == (10, "item")
