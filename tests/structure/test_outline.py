"""The tree of provisions: which numbers count, what they stand under, where they end, what their headings are."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtu.structure.outline import Outline, outline
from zhengtu.text.normalise import normalise


def read(raw: str) -> Outline:
    return outline(normalise(raw))


def paths(raw: str) -> list[tuple[int, ...]]:
    return [node.path for node in read(raw).nodes]


def headings(raw: str) -> list[str | None]:
    return [node.heading for node in read(raw).nodes]


class TestSequence:
    def test_items_restart_under_each_part(self) -> None:
        raw = "一、培育主体\n（一）引进。\n（二）壮大。\n二、提升服务\n（一）平台。\n（二）园区。"
        assert paths(raw) == [(1,), (1, 1), (1, 2), (2,), (2, 1), (2, 2)]

    def test_items_run_on_through_the_parts(self) -> None:
        raw = "一、培育主体\n（一）引进。\n（二）壮大。\n二、提升服务\n（三）平台。\n（四）园区。"
        assert paths(raw) == [(1,), (1, 1), (1, 2), (2,), (2, 3), (2, 4)]

    def test_large_parts_hold_items_that_run_on(self) -> None:
        raw = "第一部分 企业\n一、甲类奖励。\n二、乙类奖励。\n第二部分 平台\n三、平台奖励。\n四、另行。"
        assert paths(raw) == [(1,), (1, 1), (1, 2), (2,), (2, 3), (2, 4)]

    def test_matters_that_come_first_hold_parts_that_begin_anew(self) -> None:
        raw = "某市申报指南\n专题一：品牌\n一、对象\n企业。\n二、标准\n奖励。\n"
        raw += "专题二：展会\n一、对象\n园区。\n二、标准\n奖励。"
        assert paths(raw) == [(1,), (1, 1), (1, 2), (2,), (2, 1), (2, 2)]
        assert headings(raw)[0] == "品牌"

    def test_points_run_on_through_the_parts(self) -> None:
        assert paths("一、园区\n1.对园区奖励。\n二、平台\n2.对平台奖励。\n3.对企业奖励。") == [
            (1,),
            (1, 1),
            (2,),
            (2, 2),
            (2, 3),
        ]

    def test_articles_run_on_through_the_chapters(self) -> None:
        raw = "第一章 总则\n第一条 目的。\n第二条 范围。\n第二章 奖励\n第三条 企业。\n（一）首次。"
        assert paths(raw) == [(1,), (1, 1), (1, 2), (2,), (2, 3), (2, 3, 1)]

    def test_decimals_stand_below_their_numbers(self) -> None:
        raw = (
            "1 总则\n1.1 目的\n1.1.1 促进发展。\n1.1.2 规范管理。\n1.2 平台\n1.2.1 建设平台。\n2 奖励\n2.1 对企业奖励。"
        )
        assert paths(raw) == [(1,), (1, 1), (1, 1, 1), (1, 1, 2), (1, 2), (1, 2, 1), (2,), (2, 1)]

    def test_letters_stand_below_parts(self) -> None:
        assert paths("一、园区\nA.对园区奖励。\nB.对企业奖励。\n二、平台\nA.对平台奖励。") == [
            (1,),
            (1, 1),
            (1, 2),
            (2,),
            (2, 1),
        ]

    def test_chapters_run_on_through_the_books(self) -> None:
        raw = "第一编 总则\n第一章 目的\n第一条 目的。\n第二编 奖励\n第二章 企业\n第二条 企业。"
        assert paths(raw) == [(1,), (1, 1), (1, 1, 1), (2,), (2, 2), (2, 2, 2)]

    def test_three_levels_restart(self) -> None:
        raw = "一、任务\n（一）主体\n1.龙头。\n2.传统。\n（二）平台\n1.园区。\n二、保障\n（一）组织。"
        assert paths(raw) == [(1,), (1, 1), (1, 1, 1), (1, 1, 2), (1, 2), (1, 2, 1), (2,), (2, 1)]

    def test_number_out_of_sequence_is_no_provision(self) -> None:
        raw = "一、园区\n对园区奖励。\n五、这不是条款\n二、平台\n对平台奖励。"
        assert paths(raw) == [(1,), (2,)]

    def test_year_at_the_start_of_a_line_is_no_provision(self) -> None:
        assert paths("1.对企业奖励。\n2024.5起执行。\n2.对园区奖励。") == [(1,), (2,)]

    def test_first_number_has_to_be_one(self) -> None:
        assert paths("五、对企业奖励。\n对园区奖励。") == []

    def test_skipped_number_loses_no_provision(self) -> None:
        raw = "一、园区\n对园区奖励。\n二、平台\n对平台奖励。\n四、企业\n对企业奖励。\n五、高校\n对高校奖励。"
        assert paths(raw) == [(1,), (2,), (4,), (5,)]

    def test_skipped_number_of_a_part_with_a_title_and_items_loses_nothing_without_lines(self) -> None:
        raw = "一、任务（一）园区。对园区奖励。三、保障（二）人才。引进人才。（三）资金。统筹资金。"
        assert paths(raw) == [(1,), (1, 1), (3,), (3, 2), (3, 3)]

    def test_list_that_a_sentence_announces_in_a_section_has_provisions_without_lines(self) -> None:
        raw = "一、园区【申报条件】具备下列情形之一：1.面积2000平方米；2.企业20家。【支持标准】奖励8万元。二、企业"
        assert paths(raw) == [(1,), (1, 1), (1, 2), (2,)]

    def test_article_on_funding_that_cites_earlier_ones_is_one(self) -> None:
        raw = (
            "第一条 奖励。\n第二条 补贴。\n第三条 资金按本措施安排。第一条、第二条所需资金由市财政承担。\n第四条 施行。"
        )
        assert paths(raw) == [(1,), (2,), (3,), (4,)]

    def test_outer_style_does_not_begin_below_an_inner_one(self) -> None:
        assert paths("1.对企业奖励。\n（一）首次的。\n2.对园区奖励。")[0] == (1,)

    def test_quoted_and_cited_numbers_are_no_provisions(self) -> None:
        raw = "第一条 按照第“四、十三”条支持。\n第二条 依照第一条、第三条的规定办理。\n第三条 附则。"
        assert paths(raw) == [(1,), (2,), (3,)]

    @pytest.mark.parametrize(
        "opening", ["第三方支付平台", "中国（运城）综试区", "规定期限内", "所有企业", "（一）企业"]
    )
    def test_article_may_begin_with_any_words(self, opening: str) -> None:
        raw = f"第一条 目的。\n第二条 {opening}给予奖励。\n第三条 附则。"
        assert [path for path in paths(raw) if len(path) == 1] == [(1,), (2,), (3,)]

    def test_half_width_brackets_and_blanks_count_as_printed(self) -> None:
        assert paths("第一条 奖励\n( 一 ) 企业。\n(二)园区。") == [(1,), (1, 1), (1, 2)]


class TestWithoutLines:
    RAW = "一、培育主体。（一）引进企业。对企业奖励。（二）壮大企业。对企业补助。二、提升服务。（三）平台。对平台奖励。"

    def test_tree_is_the_same(self) -> None:
        with_lines = re.sub(r"(?=（[一二三]）|二、)", "\n", self.RAW)
        assert paths(self.RAW) == paths(with_lines) == [(1,), (1, 1), (1, 2), (2,), (2, 3)]


class TestHeadings:
    def test_line_of_its_own(self) -> None:
        assert headings("一、支持园区\n1.对园区奖励。\n2.对平台奖励。") == ["支持园区", None, None]

    def test_short_first_sentence_that_siblings_have_too(self) -> None:
        raw = "（一）推动应用。对企业奖励。\n（二）发展平台。对平台奖励。\n（三）引进龙头。对龙头奖励。"
        assert headings(raw) == ["推动应用", "发展平台", "引进龙头"]

    def test_square_brackets(self) -> None:
        assert headings("1.【支持园区】对园区给予奖励。\n2.【支持平台】对平台给予奖励。") == ["支持园区", "支持平台"]
        assert headings("第一条（支持园区）对园区给予奖励。\n第二条（支持平台）对平台给予奖励。") == [
            "支持园区",
            "支持平台",
        ]

    def test_aside_behind_one_of_several_articles_is_no_heading(self) -> None:
        raw = "第一条（试行）对园区给予奖励。\n第二条 对平台给予奖励。\n第三条 对企业给予奖励。"
        assert headings(raw) == [None, None, None]

    @pytest.mark.parametrize(
        "sentence",
        [
            "本政策第“四、十三、十四”条按省、市现行政策支持。其余另定。",
            "对首次认定的园区给予奖励。按年兑现。",
            "由市商务局负责解释。自印发之日起施行。",
            "单个企业不超过50万元。不重复享受。",
        ],
    )
    def test_operative_sentence_is_no_heading(self, sentence: str) -> None:
        assert headings(f"（一）推动应用。对企业奖励。\n（二）发展平台。对平台奖励。\n（三）{sentence}")[2] is None

    def test_only_sentence_of_a_provision_is_no_heading(self) -> None:
        assert headings("一、鼓励企业开拓市场。\n二、鼓励企业参加展会。") == [None, None]

    def test_body_begins_behind_label_and_heading(self) -> None:
        tree = read("（一）推动应用。对企业奖励。\n（二）发展平台。对平台奖励。")
        node = tree.nodes[0]
        assert tree.text.normal[node.body : node.end].strip() == "对企业奖励。"


class TestEnds:
    TREE = "一、支持园区\n对园区给予奖励。\n二、支持平台\n对平台给予奖励。\n"

    @pytest.mark.parametrize(
        "closing",
        [
            "本措施自2024年1月1日起施行，有效期三年。",
            "本实施意见自印发之日起实施。",
            "本政策由市商务局负责解释。",
            "抄送：市委办公室，市人大办公室。",
            "（此件公开发布）",
            "济南市人民政府",
            "2024年4月10日印发",
        ],
    )
    def test_last_provision_ends_before_the_closing(self, closing: str) -> None:
        tree = read(self.TREE + closing)
        assert tree.text.normal[tree.nodes[-1].start : tree.nodes[-1].end].strip().endswith("对平台给予奖励。")
        assert tree.text.normal[tree.tail.start : tree.tail.end].strip() == closing

    def test_further_paragraph_stays_in_its_provision(self) -> None:
        tree = read(self.TREE + "上述奖励按年兑现。")
        assert tree.text.normal[tree.nodes[-1].start : tree.nodes[-1].end].endswith("按年兑现。")

    def test_what_stands_before_the_first_provision_is_head(self) -> None:
        tree = read("某市若干措施\n为支持企业，制定本措施。\n" + self.TREE)
        assert tree.text.normal[: tree.head.end].strip().endswith("制定本措施。")

    def test_document_without_numbering_is_all_head(self) -> None:
        tree = read("为支持企业，给予奖励。\n对园区给予补助。")
        assert tree.nodes == ()
        assert (tree.head.start, tree.head.end) == (0, len(tree.text.normal))

    def test_own_texts_lie_side_by_side(self) -> None:
        nodes = read("一、任务\n（一）主体。对企业奖励。\n（二）平台。对平台奖励。\n二、附则\n另行制定。").nodes
        assert all(a.end == b.start for a, b in pairwise(nodes))

    def test_innermost_provision_of_a_place(self) -> None:
        tree = read("一、任务\n（一）主体。对企业奖励。\n二、附则\n另行制定。")
        node = tree.innermost(tree.text.normal.index("对企业"))
        assert node is not None
        assert node.path == (1, 1)

    def test_preamble_has_no_provision(self) -> None:
        assert read("为支持企业。\n一、任务\n对企业奖励。\n二、附则\n另行制定。").innermost(0) is None


PIECES = [
    "第一章 ",
    "第二章 ",
    "一、",
    "二、",
    "三、",
    "第一条 ",
    "第二条 ",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "（1）",
    "①",
    "②",
]
pieces = st.lists(st.sampled_from([*PIECES, "\n", "对企业奖励", "。", "《", "》", "“", "”", "（"]), max_size=40).map(
    "".join
)


@settings(max_examples=200, deadline=None)
@given(pieces)
def test_any_jumble_of_numbers_gives_a_tree(raw: str) -> None:
    tree = read(raw)
    assert all(node.start <= node.body <= node.end for node in tree.nodes)
    assert all(a.end <= b.start for a, b in pairwise(tree.nodes))
    assert all(node.path for node in tree.nodes)


@settings(max_examples=200, deadline=None)
@given(pieces)
def test_no_two_provisions_have_the_same_path(raw: str) -> None:
    found = [node.path for node in read(raw).nodes]
    assert len(found) == len(set(found))


class TestUnnumbered:
    def test_headings_over_lists_that_begin_anew_are_parts(self) -> None:
        lists = ["一、甲\n甲文。\n二、乙\n乙文。\n", "一、丙\n丙文。\n二、丁\n丁文。\n"]
        text = f"某市支持清单\n面向企业的政策\n{lists[0]}面向个人的政策\n{lists[1]}"
        assert [(n.path, n.kind) for n in outline(normalise(text)).nodes] == [
            ((1,), "part"),
            ((1, 1), "part"),
            ((1, 2), "part"),
            ((2,), "part"),
            ((2, 1), "part"),
            ((2, 2), "part"),
        ]

    def test_supplement_without_a_number_takes_the_next_one(self) -> None:
        supplement = "附则\n（一）本措施由市商务局负责解释。\n（二）本措施自印发之日起施行。\n"
        text = f"第一条　甲文。\n第二条　乙文。\n{supplement}"
        assert [n.path for n in outline(normalise(text)).nodes] == [(1,), (2,), (3,), (3, 1), (3, 2)]

    def test_numbers_of_an_annex_are_no_provisions(self) -> None:
        text = "一、条件\n甲文。\n二、材料\n1.申请表；\n2.承诺书。\n附件：1.申请表\n2.承诺书\n3.汇总表\n"
        assert [n.path for n in outline(normalise(text)).nodes] == [(1,), (2,), (2, 1), (2, 2)]

    def test_annex_in_front_of_the_articles_hides_nothing(self) -> None:
        text = "关于印发措施的通知\n附件：若干措施\n若干措施\n第一条　甲文。\n第二条　乙文。\n"
        assert [n.path for n in outline(normalise(text)).nodes] == [(1,), (2,)]

    def test_item_in_the_margin_of_its_article(self) -> None:
        text = "第一条 （一）甲文。\n1.子文。\n2.子文。\n（二）乙文。\n第二条 依照第一条（二）办理。\n"
        assert [n.path for n in outline(normalise(text)).nodes] == [(1,), (1, 1), (1, 1, 1), (1, 1, 2), (1, 2), (2,)]

    def test_supplement_that_only_says_when_it_begins_keeps_its_text(self) -> None:
        text = "第一条　甲文。\n第二条　附则\n　　本措施自2025年1月1日起施行，由市商务局负责解释。\n"
        node = outline(normalise(text)).nodes[-1]
        assert node.heading == "附则"
        assert normalise(text).normal[node.start : node.end].endswith("负责解释。") or node.end > node.body


def test_article_that_begins_with_a_reference_counts_where_lines_are_lost() -> None:
    raw = "第一条总则。支持企业。第二条第一条所需资金由市级承担。第三条第二章所需资金由县级承担。第四条由市商务局解释。"
    assert paths(raw) == [(1,), (2,), (3,), (4,)]


def test_one_short_sentence_among_siblings_without_headings_is_no_heading() -> None:
    granting = "".join(f"第{n}条　平台建设。支持建设平台。\n" for n in "一二三四五")
    money = "".join(f"第{n}条　所需资金由市级承担，由市财政局负责。\n" for n in "七八九")
    raw = f"第一章 支持\n{granting}第二章 资金\n第六条　资金在预算额度内兑现。同一项目不重复享受。\n{money}"
    headings = {node.path: node.heading for node in outline(normalise(raw)).nodes}
    assert headings[1, 1] == "平台建设"
    assert headings[2, 6] is None
