"""Provisions have the path as their key and the printed labels as their name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhengtu.graph.provisions import Outline
from zhengtu.iri import Minter
from zhengtu.model.record import Evidence, Provision

POLICY = "http://l/id/policy/a"
PART = Provision((3,), "part", "三、", "重点任务", "三、重点任务", 0, 6)
SECTION = Provision((3, 6), "item", "（六）", "发展环境", "（六）发展环境", 6, 13)
POINT = Provision((3, 6, 4), "point", "4.", "加大金融支持", "4.加大金融支持。鼓励…", 13, 26)


def outline(*provisions: Provision) -> Outline:
    return Outline.of_policy(POLICY, provisions, Minter("http://l/"))


def test_iri_follows_the_path_and_names_each_level() -> None:
    assert outline(PART, SECTION, POINT).iri((3, 6, 4)) == f"{POLICY}/part_3/item_6/pt_4"


def test_label_is_the_chain_of_printed_labels_and_the_heading() -> None:
    assert outline(PART, SECTION, POINT).label((3, 6, 4)) == "三、（六）4. 加大金融支持"


def test_provision_without_heading_is_named_by_its_chain() -> None:
    assert outline(PART, replace(SECTION, heading=None)).label((3, 6)) == "三、（六）"


@pytest.mark.parametrize(
    ("start", "end", "provision"),
    [(14, 20, "/part_3/item_6/pt_4"), (7, 20, "/part_3/item_6"), (0, 26, "/part_3"), (20, 30, None)],
)
def test_stretch_lies_in_the_innermost_provision_that_holds_all_of_it(
    start: int, end: int, provision: str | None
) -> None:
    assert outline(PART, SECTION, POINT).innermost(start, end) == (provision and POLICY + provision)


def test_path_that_occurs_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="provision 3 occurs twice"):
        outline(PART, PART)


def test_provision_without_its_parent_is_refused() -> None:
    with pytest.raises(ValueError, match="provision 3/6/4 has no parent 3/6"):
        outline(PART, POINT)


def test_fact_in_a_provision_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="names provision 9"):
        outline(PART).iri((9,))


def test_threshold_in_a_list_stands_in_the_sentence_of_its_item() -> None:
    text = "（一）投资2亿元以上；\n（二）服务企业30家以上。"
    item = Provision((3, 6), "item", "（六）", None, text, 6, 6 + len(text))
    at = 6 + text.index("30家以上")
    sentence = outline(PART, item).sentence_around(Evidence(at, at + 5, "30家以上"))
    assert sentence.quote == "（二）服务企业30家以上。"
    assert text[sentence.start - 6 : sentence.end - 6] == sentence.quote


def test_stretch_outside_of_all_provisions_is_its_own_sentence() -> None:
    quote = Evidence(40, 44, "2亿元")
    assert outline(PART).sentence_around(quote) == quote
