"""Widths, blanks and broken lines: what the normal form makes of them, and that it always leads back to the source."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtu.model.script import Script
from zhengtu.text.normalise import normalise

# What documents are made of, with all that the normal form treats in a way of its own.
CHARACTERS = (
    '对企业给予万元奖励省市第一二三章条（）()《》“”"【】，,。.'
    "；;：:、！!？?…0123456789０９．％%‰-—～~AbＢ「」『』〝〞″﹝﹞∶︰﹕｡､ \t\u3000\r\n\ufeff\u200b\u00ad"
)
policy_text = st.text(st.sampled_from(CHARACTERS), max_size=300)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
texts = policy_text | any_text
EXAMPLES = settings(max_examples=150, deadline=None)


def normal(raw: str) -> str:
    return normalise(raw).normal


class TestWidths:
    def test_full_width_letters_and_digits_become_half_width(self) -> None:
        assert normal("ＲＣＥＰ国家３０％") == "RCEP国家30%"

    def test_half_width_clause_marks_become_full_width(self) -> None:
        assert normal("对企业,给予奖励;单个(企业):不超过!") == "对企业，给予奖励；单个（企业）：不超过！"

    def test_full_stop_after_chinese_becomes_a_chinese_one(self) -> None:
        assert normal("给予奖励.每年一次") == "给予奖励。每年一次"

    def test_full_stop_after_a_bracket_or_percent_sign_becomes_a_chinese_one(self) -> None:
        assert normal("（含）.按30%.") == "（含）。按30%。"

    @pytest.mark.parametrize("raw", ["2.5万元", "最高0.8万元"])
    def test_decimal_point_stays(self, raw: str) -> None:
        assert normal(raw) == raw

    @pytest.mark.parametrize("raw", ["3.对企业", "1.培育引进龙头企业"])
    def test_point_behind_an_item_number_stays(self, raw: str) -> None:
        assert normal(raw) == raw

    def test_point_behind_a_chinese_item_number_stays(self) -> None:
        assert normal("一.总则") == "一.总则"

    def test_thousands_separators_go(self) -> None:
        assert normal("奖励1,000,000元") == "奖励1000000元"

    def test_comma_between_numbers_that_are_no_thousands_is_a_clause_mark(self) -> None:
        assert normal("达到20,50万元") == "达到20，50万元"

    @pytest.mark.parametrize("dash", "–—―−~～－")
    def test_dashes_of_ranges_become_one(self, dash: str) -> None:
        assert normal(f"100{dash}500万美元") == "100-500万美元"

    def test_brackets_of_document_numbers_become_one(self) -> None:
        assert normal("运政办发﹝2024﹞10号") == "运政办发〔2024〕10号"

    def test_straight_quotes_become_a_pair(self) -> None:
        assert normal('按"一事一议"方式') == "按“一事一议”方式"


class TestBlanks:
    def test_blanks_round_digits_go(self) -> None:
        assert normal("最高 2.5 万元") == "最高2.5万元"

    def test_blanks_between_chinese_go(self) -> None:
        assert normal("第一条　总　则") == "第一条总则"

    def test_one_blank_between_ascii_words_stays(self) -> None:
        assert normal("使用 Amazon   Global Store 开店") == "使用Amazon Global Store开店"

    def test_bullets_and_markup_read_like_blanks(self) -> None:
        assert (
            normal("## 一、**支持园区**\n- 对企业奖励\n● 对园区奖励\n-1-")
            == "一、支持园区\n对企业奖励\n对园区奖励\n-1-"
        )

    def test_byte_order_mark_and_zero_width_characters_go(self) -> None:
        assert normal("\ufeff给\u200b予\u00ad奖励") == "给予奖励"

    def test_indents_go(self) -> None:
        assert normal("　　一、总则\n\t（一）目标。") == "一、总则\n（一）目标。"


class TestLines:
    def test_word_broken_over_a_blank_line_is_joined(self) -> None:
        line = "对参加展会的企业，展位费给予补助，境外每个展位最高2.5万元，境内最高0.8万元，单家企"
        assert normal(f"{line}\n\n业单个展会限6个。") == f"{line}业单个展会限6个。"

    def test_open_book_title_forces_a_join(self) -> None:
        assert normal("关于印发《青州市发展\n政策措施》的通知") == "关于印发《青州市发展政策措施》的通知"

    def test_open_quotation_forces_a_join(self) -> None:
        assert normal("对在“一带\n\n一路”国家的企业") == "对在“一带一路”国家的企业"

    def test_open_bracket_forces_a_join(self) -> None:
        assert normal("对企业（平台\n）给予奖励。") == "对企业（平台）给予奖励。"

    def test_line_that_ends_a_sentence_is_not_joined(self) -> None:
        assert normal("给予奖励。\n每年一次。") == "给予奖励。\n每年一次。"

    @pytest.mark.parametrize(
        "opening", ["一、总则", "第二条 奖励", "（三）补助", "4.支持", "（5）扶持", "①给予", "【目标】"]
    )
    def test_numbered_line_is_not_joined(self, opening: str) -> None:
        first = "对在本市注册的跨境电子商务企业以及为其提供服务的平台和园区给予最高一百万元的奖励"
        assert normal(f"{first}\n{opening}").count("\n") == 1

    def test_heading_nearly_as_long_as_the_lines_is_not_joined_where_the_next_word_had_room(self) -> None:
        words = "对在本市注册的跨境电子商务企业以及为其提供服务的平台和园区按照实际支出给予补助" * 6
        wrapped = "\n".join(words[at : at + 22] for at in range(0, len(words), 22)) + "。"
        heading = "第四条支持跨境电商企业开展品牌认证工作"
        assert normal(f"{wrapped}\n{heading}\n{wrapped}") == f"{words}。\n{heading}\n{words}。"

    def test_line_that_the_next_word_had_no_room_on_is_joined(self) -> None:
        words = "对在本市注册的跨境电子商务企业以及为其提供服务的平台和园区按照实际支出给予补助" * 6
        wrapped = "\n".join(words[at : at + 22] for at in range(0, len(words), 22))
        last = "上述补助资金每家企业每年最高不超过"
        assert normal(f"{wrapped}。\n{last}\n1000000元。").endswith(f"。\n{last}1000000元。")

    def test_lines_of_a_text_with_long_paragraphs_are_no_wrapped_ones(self) -> None:
        paragraph = "对在本市注册的跨境电子商务企业以及为其提供服务的平台和园区按照实际支出给予最高五十万元的补助。"
        assert normal(f"支持跨境电商若干配套政策\n{paragraph}\n提升产业园区能级\n{paragraph}").count("\n") == 3

    def test_blank_lines_leave_one_break(self) -> None:
        assert normal("给予奖励。\n\n\n\n每年一次。") == "给予奖励。\n每年一次。"

    def test_carriage_returns_read_like_line_feeds(self) -> None:
        assert normal("给予奖励。\r\n每年一次。\r") == "给予奖励。\n每年一次。"

    def test_number_broken_at_the_end_of_a_full_line_is_joined(self) -> None:
        line = "对在本市注册的跨境电子商务企业以及为其提供服务的平台，单个企业最高给予奖励1"
        assert normal(f"{line}\n00万元。") == f"{line}00万元。"

    def test_signature_is_not_joined_to_the_date(self) -> None:
        assert normal("连云港市人民政府\n2024年11月20日") == "连云港市人民政府\n2024年11月20日"

    def test_english_words_of_two_lines_keep_a_blank(self) -> None:
        line = "企业入驻各类跨境电商平台，包括中国制造网、阿里巴巴国际站、速卖通、Amazon"
        assert normal(f"{line}\nGlobal等。") == f"{line} Global等。"

    @pytest.mark.parametrize("raw", ["", "\n", " \t\r\n\u3000", "\ufeff"])
    def test_nothing_reads_as_nothing(self, raw: str) -> None:
        assert normal(raw) == ""


class TestWayBack:
    def test_evidence_is_as_printed(self) -> None:
        text = normalise("补助最高 2.5 万元,单家企业。")
        at = text.normal.index("最高2.5万元")
        assert text.evidence(at, at + len("最高2.5万元")).quote == "最高 2.5 万元"

    def test_evidence_spans_a_wrap(self) -> None:
        raw = "对在“一带\n\n一路”国家"
        text = normalise(raw)
        assert text.evidence(0, len(text.normal)).quote == raw

    def test_breaks_at_the_ends_are_left_out(self) -> None:
        text = normalise("给予奖励。\n每年一次。")
        at = text.normal.index("\n")
        assert text.evidence(at, len(text.normal)).quote == "每年一次。"

    def test_span_of_nothing_is_empty(self) -> None:
        text = normalise("给予奖励。\n每年一次。")
        at = text.normal.index("\n")
        start, end = text.raw_span(at, at + 1)
        assert start == end


SCRIPT = Script({"獎": "奖", "勵": "励", "對": "对", "萬": "万", "於": "于"})


class TestTraditional:
    def test_normal_form_is_simplified_and_as_long_as_the_printed_one(self) -> None:
        text = normalise("對企業獎勵 ５ 萬元,「首次」.", SCRIPT)
        assert text.normal == "对企業奖励5万元，“首次”。"
        assert text.printed == "對企業獎勵5萬元，“首次”。"

    def test_quotes_are_in_the_characters_of_the_source(self) -> None:
        text = normalise("獎勵 5 萬元", SCRIPT)
        assert text.evidence(0, 5).quote == "獎勵 5 萬元"

    def test_text_without_a_telling_character_is_left_alone(self) -> None:
        text = normalise("於潜镇企业", SCRIPT)
        assert text.normal == text.printed == "於潜镇企业"

    @EXAMPLES
    @given(st.text(st.sampled_from(CHARACTERS + "獎勵對萬於"), max_size=200))
    def test_places_do_not_depend_on_the_script(self, raw: str) -> None:
        folded, plain = normalise(raw, SCRIPT), normalise(SCRIPT.simplified(raw))
        assert (folded.normal, folded.starts, folded.ends) == (plain.normal, plain.starts, plain.ends)
        assert SCRIPT.simplified("獎" + folded.printed)[1:] == SCRIPT.simplified("獎" + folded.normal)[1:]


class TestEveryText:
    """Properties."""

    @EXAMPLES
    @given(texts)
    def test_every_character_has_its_place(self, raw: str) -> None:
        text = normalise(raw)
        assert len(text.starts) == len(text.ends) == len(text.normal)
        assert all(0 <= a < b <= len(raw) for a, b in zip(text.starts, text.ends, strict=True))

    @EXAMPLES
    @given(texts)
    def test_places_grow(self, raw: str) -> None:
        text = normalise(raw)
        assert all(a < b for places in (text.starts, text.ends) for a, b in pairwise(places))

    @EXAMPLES
    @given(texts)
    def test_every_character_was_printed(self, raw: str) -> None:
        text = normalise(raw)
        read = [(raw[at], c) for c, at in zip(text.normal, text.starts, strict=True)]
        assert [pair for pair in read if not _reads_as(*pair)] == []

    @EXAMPLES
    @given(texts, st.data())
    def test_evidence_reads_back(self, raw: str, data: st.DataObject) -> None:
        text = normalise(raw)
        start = data.draw(st.integers(0, len(text.normal)))
        evidence = text.evidence(start, data.draw(st.integers(start, len(text.normal))))
        assert evidence.quote == raw[evidence.start : evidence.end]

    @EXAMPLES
    @given(texts)
    def test_nothing_but_layout_is_lost(self, raw: str) -> None:
        lost = set(range(len(raw))) - set(normalise(raw).starts)
        assert [raw[at] for at in sorted(lost) if not _is_layout(raw[at]) and raw[at] not in ",，"] == []


def test_a_hundred_thousand_open_brackets_are_read() -> None:
    assert normal("（" * 100_000 + "）" * 100_000).count("（") == 100_000


def test_control_characters_do_no_harm() -> None:
    raw = "给予" + "".join(map(chr, range(32))) + "奖励"
    text = normalise(raw)
    assert (text.normal[:2], text.normal[-2:]) == ("给予", "奖励")


_SAME = {
    **dict(zip("—–―−~～﹣﹝﹞", "-------〔〕", strict=True)),
    **dict(zip("「」『』〝〞″∶︰﹕", "“”‘’“””：：：", strict=True)),
}


def _reads_as(printed: str, c: str) -> bool:
    """Whether a printed character may read as c: the same, of another width, or layout where c is layout.

    A comma at the end of a cell may have been dropped; a break then stands where the comma stood.
    """
    if c in "\n " or (c in "，：" and printed in " \t\u3000"):
        return _is_layout(printed) or printed in ",，"
    if c in "“”" and printed in '"＂':
        return True
    if c == "。":
        return printed in ".．｡。"
    return _SAME.get(printed) == c or unicodedata.normalize("NFKC", printed) == unicodedata.normalize("NFKC", c)


def _is_layout(c: str) -> bool:
    return c.isspace() or c in "\ufeff\u200b\u200c\u200d\u2060\u00ad"
