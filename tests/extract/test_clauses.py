"""Sentences, parts and clauses: brackets and quotes are kept whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.extract.clauses import depths, sentences


def cut(text: str) -> list[list[list[str]]]:
    return [
        [[clause.of(text) for clause in part] for part in sentence.parts] for sentence in sentences(text, 0, len(text))
    ]


def test_sentence_part_and_clause() -> None:
    assert cut("对企业，给予奖励；对园区，给予补贴。每年一次。") == [
        [["对企业，", "给予奖励；"], ["对园区，", "给予补贴。"]],
        [["每年一次。"]],
    ]


@pytest.mark.parametrize(
    "words",
    [
        "（含房租、物业，不含水电费；按月计）",
        "“一事一议，一企一策”",
        "《关于印发，转发的通知》",
        "（含（市、区）政府，下同）",
    ],
)
def test_marks_inside_brackets_do_not_cut(words: str) -> None:
    assert cut(f"对企业{words}给予奖励。") == [[[f"对企业{words}给予奖励。"]]]


def test_paragraph_break_ends_a_sentence_and_closes_brackets() -> None:
    assert cut("对企业（平台\n给予奖励，最高50万元。") == [[["对企业（平台\n"]], [["给予奖励，", "最高50万元。"]]]


def test_ratio_is_not_cut_at_its_colon() -> None:
    assert cut("比例为5：5，其余2：8。") == [[["比例为5：5，", "其余2：8。"]]]


def test_closing_quote_stays_with_its_sentence() -> None:
    assert [len(parts) for parts in cut("称为“先行先试。”其余另定。")] == [1, 1] or len(
        cut("称为“先行先试。”其余另定。")
    ) == 1


def test_only_the_stretch_asked_for_is_cut() -> None:
    text = "一、总则。对企业奖励。二、附则。"
    (sentence,) = sentences(text, 5, 11)
    assert text[sentence.start : sentence.end] == "对企业奖励。"


@given(st.text(st.sampled_from("对企业，。；！\n（）“”《》：5"), max_size=60))
def test_clauses_lie_side_by_side_and_lose_no_words(text: str) -> None:
    kept = "".join(clause.of(text) for s in sentences(text, 0, len(text)) for part in s.parts for clause in part)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(st.sampled_from("（）“”《》【】\n企"), max_size=60))
def test_depth_is_never_negative_and_a_paragraph_starts_at_the_top(text: str) -> None:
    found = depths(text)
    assert len(found) == len(text)
    assert all(depth >= 0 for depth in found)
    assert all(depth == 0 for c, depth in zip(text, found, strict=True) if c == "\n")
