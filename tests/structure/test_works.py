"""One file, several documents: where each begins, and what is one document all the same."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtu.structure.works import split
from zhengtu.text.normalise import normalise

POLICIES = sorted((Path(__file__).resolve().parents[2] / "data/policies").glob("*/source.txt"))

HARBOUR = "大鹏市支持跨境电商发展若干措施\n"
TALENT = "大鹏市人才公寓管理办法\n"
PARTS = "为支持企业，制定本措施。\n一、支持园区\n对园区给予奖励10万元。\n二、支持平台\n对平台给予奖励20万元。\n"
ARTICLES = "第一条 为规范管理，制定本办法。\n第二条 每人每月补贴600元。\n第三条 由市住建局组织实施。\n"
IN_FORCE = "本措施自2024年1月1日起施行，有效期三年。\n"
SIGNED = "大鹏市商务局\n2024年1月5日\n"
ADDRESSED = "各区人民政府：\n"
NOTICE = "大鹏市商务局关于印发《大鹏市支持跨境电商发展若干措施》的通知\n"


def beginnings(raw: str) -> list[str]:
    """The first line of each document."""
    spans = split(normalise(raw))
    assert [start for start, _ in spans[1:]] == [end for _, end in spans[:-1]]
    assert (spans[0][0], spans[-1][1]) == (0, len(raw))
    return [raw[start:end].strip().split("\n")[0] for start, end in spans]


def titles(*lines: str) -> list[str]:
    return [line.strip() for line in lines]


class TestSeveral:
    @pytest.mark.parametrize("closing", [IN_FORCE, SIGNED, "抄送：市委办公室。\n", "（此件公开发布）\n", "————————\n"])
    def test_second_title_behind_a_closing(self, closing: str) -> None:
        assert beginnings(HARBOUR + PARTS + closing + TALENT + ARTICLES) == titles(HARBOUR, TALENT)

    def test_two_policies_without_numbers_that_each_say_from_when_they_are_in_force(self) -> None:
        first = f"{HARBOUR}对园区给予奖励10万元。\n{IN_FORCE}{SIGNED}"
        second = f"大鹏市支持会展业发展若干政策\n对展会给予奖励20万元。\n{IN_FORCE.replace('措施', '政策')}{SIGNED}"
        assert len(beginnings(first + second)) == 2
        assert len(beginnings(f"{NOTICE}{ADDRESSED}现将措施印发给你们。\n{SIGNED}{first}")) == 1

    def test_last_article_that_says_from_when_it_is_in_force_closes(self) -> None:
        last = "三、附则\n自印发之日起施行，由市商务局负责解释。\n"
        assert beginnings(HARBOUR + PARTS + last + TALENT + ARTICLES) == titles(HARBOUR, TALENT)

    def test_two_notices_each_with_its_policy(self) -> None:
        other = "大鹏市住建局关于印发《大鹏市人才公寓管理办法》的通知\n"
        first = NOTICE + ADDRESSED + SIGNED + HARBOUR + PARTS + IN_FORCE
        second = other + ADDRESSED + SIGNED + TALENT + ARTICLES
        assert beginnings(first + second) == titles(NOTICE, other)

    def test_notices_with_a_numbering_of_their_own(self) -> None:
        one, two = "关于申报2024年外贸资金的通知\n", "关于申报2024年人才补贴的通知\n"
        assert beginnings(one + PARTS + SIGNED + two + PARTS + SIGNED) == titles(one, two)

    def test_letterhead_and_number_belong_to_the_document_below(self) -> None:
        head = "大鹏市住房和建设局文件\n大住建〔2024〕7号\n"
        assert beginnings(HARBOUR + PARTS + SIGNED + head + TALENT + ARTICLES) == titles(
            HARBOUR, "大鹏市住房和建设局文件"
        )

    def test_annexes_that_are_policies_of_their_own(self) -> None:
        raw = "附件1\n" + HARBOUR + PARTS + "附件2\n" + TALENT + ARTICLES
        assert beginnings(raw) == ["附件1", "附件2"]

    def test_second_policy_that_a_notice_announces(self) -> None:
        notice = "关于印发《大鹏市支持跨境电商发展若干措施》《大鹏市人才公寓管理办法》的通知\n"
        raw = notice + ADDRESSED + SIGNED + "附件1\n" + HARBOUR + PARTS + "附件2\n" + TALENT + ARTICLES
        assert beginnings(raw) == [notice.strip(), "附件2"]

    def test_explanation_behind_its_policy(self) -> None:
        explanation = "《大鹏市支持跨境电商发展若干措施》政策解读\n"
        background = "一、起草背景\n为落实国家要求。\n二、主要内容\n最高奖励20万元。\n"
        assert beginnings(HARBOUR + PARTS + IN_FORCE + explanation + background) == titles(HARBOUR, explanation)

    def test_title_over_two_lines(self) -> None:
        raw = HARBOUR + PARTS + SIGNED + "大鹏市促进商贸流通业发展\n若干措施\n" + PARTS
        assert beginnings(raw) == [HARBOUR.strip(), "大鹏市促进商贸流通业发展"]

    def test_three(self) -> None:
        third = "大鹏市会展业扶持政策\n"
        raw = HARBOUR + PARTS + SIGNED + TALENT + ARTICLES + SIGNED + third + PARTS
        assert beginnings(raw) == titles(HARBOUR, TALENT, third)

    def test_carriage_returns(self) -> None:
        raw = (HARBOUR + PARTS + SIGNED + TALENT + ARTICLES).replace("\n", "\r\n")
        assert [raw[start:end].split("\r\n")[0] for start, end in split(normalise(raw))] == titles(HARBOUR, TALENT)


class TestOne:
    def test_notice_with_its_policy(self) -> None:
        assert beginnings(NOTICE + ADDRESSED + SIGNED + HARBOUR + PARTS + IN_FORCE) == titles(NOTICE)

    def test_notice_with_a_numbering_of_its_own_and_the_policy_that_it_carries(self) -> None:
        raw = NOTICE + ADDRESSED + PARTS + "附件：大鹏市支持跨境电商发展若干措施\n" + SIGNED + HARBOUR + ARTICLES
        assert beginnings(raw) == titles(NOTICE)

    @pytest.mark.parametrize("annex", ["大鹏市跨境电商扶持资金申报指南\n", "大鹏市跨境电商企业申报流程\n"])
    def test_policy_with_an_annex_that_has_a_numbering(self, annex: str) -> None:
        raw = HARBOUR + PARTS + IN_FORCE + f"附件：{annex}" + SIGNED + "附件\n" + annex + PARTS
        assert beginnings(raw) == titles(HARBOUR)

    def test_annex_of_the_policy_that_a_notice_carries(self) -> None:
        annex = "大鹏市跨境电商扶持资金申报指南\n"
        raw = NOTICE + ADDRESSED + SIGNED + HARBOUR + PARTS + IN_FORCE + f"附件：{annex}" + "附件\n" + annex + PARTS
        assert beginnings(raw) == titles(NOTICE)

    def test_annexed_table(self) -> None:
        table = "附件\n大鹏市跨境电商扶持政策\n序号\n项目\n标准\n1\n园区\n10万元\n2\n平台\n20万元\n"
        assert beginnings(HARBOUR + PARTS + IN_FORCE + "附件：扶持政策\n" + SIGNED + table) == titles(HARBOUR)

    def test_chapters_and_lists_that_begin_anew(self) -> None:
        raw = HARBOUR + "面向单位的扶持政策\n" + PARTS + "面向个人的扶持政策\n" + PARTS + IN_FORCE
        assert beginnings(raw) == titles(HARBOUR)

    def test_titles_of_other_documents_below(self) -> None:
        links = "上一篇：大鹏市促进商贸业发展若干措施\n大鹏市人才公寓管理办法\n2024年1月6日\n"
        assert beginnings(HARBOUR + PARTS + SIGNED + links) == titles(HARBOUR)

    def test_second_document_without_a_numbering(self) -> None:
        assert beginnings(HARBOUR + PARTS + SIGNED + TALENT + "每人每月补贴600元。\n") == titles(HARBOUR)

    def test_second_title_without_a_closing_in_front(self) -> None:
        assert beginnings(HARBOUR + PARTS + TALENT + ARTICLES) == titles(HARBOUR)

    @pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.parent.name)
    def test_the_five_documents(self, path: Path) -> None:
        raw = path.read_bytes().decode("utf-8")
        assert split(normalise(raw)) == ((0, len(raw)),)


@pytest.mark.parametrize("second", POLICIES[1:], ids=lambda path: path.parent.name)
def test_two_of_the_five_documents_in_one_file(second: Path) -> None:
    texts = [path.read_bytes().decode("utf-8").strip() for path in (POLICIES[0], second)]
    raw = "\n\n".join(texts)
    assert [raw[start:end].strip() for start, end in split(normalise(raw))] == texts


NUMBERED = ["一、园区\n", "二、平台\n", "第一条 目的。\n", "第二条 范围。\n"]
PIECES = [HARBOUR, NOTICE, TALENT, *NUMBERED, "附件1\n", SIGNED, IN_FORCE, "\n", "　"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_jumble_is_divided_without_gaps(raw: str) -> None:
    spans = split(normalise(raw))
    assert (spans[0][0], spans[-1][1]) == (0, len(raw))
    assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert all(start < end for start, end in spans) or not raw
