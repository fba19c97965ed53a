from __future__ import annotations

from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhengtu.web.pages.annotated_text import Mark, Node, annotate

TEXT = "对企业给予50万元奖励。\n\n单家企\n\n业限一次。"


def plain(nodes: Iterable[Node]) -> str:
    return "".join(node.text if node.mark is None else plain(node.children) for node in nodes)


def anchors(nodes: Iterable[Node]) -> list[str]:
    found = []
    for node in nodes:
        if node.mark is not None:
            found += [node.mark.anchor] if node.mark.anchor else []
            found += anchors(node.children)
    return found


def test_a_mark_lies_inside_the_longer_one() -> None:
    sentence, amount = Mark(0, 12, ("measure",), "a"), Mark(5, 9, ("money",), "b")
    (outer, *_) = annotate(TEXT, 0, 12, [amount, sentence])
    assert outer.mark == sentence
    assert [child.mark for child in outer.children] == [None, amount, None]


def test_crossing_marks_are_cut_and_keep_one_anchor_each() -> None:
    nodes = annotate(TEXT, 0, 12, [Mark(0, 7, ("money",), "a"), Mark(5, 11, ("condition",), "b")])
    assert plain(nodes) == TEXT[0:12]
    assert anchors(nodes) == ["a", "b"]


def test_a_mark_that_began_before_the_piece_has_its_anchor_there() -> None:
    assert anchors(annotate(TEXT, 5, 12, [Mark(0, 9, ("measure",), "a")])) == []


def test_a_line_that_breaks_inside_a_sentence_is_joined() -> None:
    assert plain(annotate(TEXT, 0, len(TEXT), [])) == "对企业给予50万元奖励。\n单家企业限一次。"


def test_a_heading_ends_its_line() -> None:
    assert plain(annotate("第四条 品牌\n\n对企业", 0, 11, [], line_ends=frozenset({6}))) == "第四条 品牌\n对企业"


def test_every_line_is_kept_where_asked() -> None:
    assert plain(annotate("市政府\n文件", 0, 6, [], line_ends=None)) == "市政府\n文件"


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda pair: pair[0] < pair[1])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(spans, max_size=12))
def test_no_character_is_lost_however_marks_overlap(pairs: list[tuple[int, int]]) -> None:
    text = "一二三四五六七八九十" * 3
    marks = [Mark(start, end, ("money",), f"{n}") for n, (start, end) in enumerate(pairs)]
    nodes = annotate(text, 3, 25, marks)
    assert plain(nodes) == text[3:25]
    assert len(anchors(nodes)) == len(set(anchors(nodes)))
