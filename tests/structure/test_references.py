"""Which provisions a reference names."""

from __future__ import annotations

import pytest

from zhengtu.structure.outline import Node, outline
from zhengtu.structure.references import REFERENCE, find_references, resolve
from zhengtu.text.normalise import normalise

ARTICLES = "第一条 目的。\n第二条 范围。\n第三条 奖励\n（一）企业。\n（二）园区。\n第四条 附则。"
ITEMS = "一、主体\n（一）应用。\n（二）平台。\n二、服务\n（三）园区。\n（四）人才。\n三、附则\n（五）解释。"


def nodes(raw: str) -> tuple[Node, ...]:
    return outline(normalise(raw)).nodes


@pytest.mark.parametrize(
    "reference",
    [
        "第三条",
        "第三条、第四条",
        "第“四、十三、十四”条",
        "第“七、十一”条",
        "第三、四条",
        "第3条",
        "第二款",
        "第三条和第五条",
        "第二章",
        "第三条第（二）项",
        "第三条第二款",
        "第一条至第三条",
        "序号2、序号10项目",
        "序号1、3至5",
        "项目2至4",
    ],
)
def test_reference_is_found(reference: str) -> None:
    found = REFERENCE.search(f"按照{reference}执行")
    assert found is not None
    assert found[0] == reference


@pytest.mark.parametrize("words", ["第三方支付平台", "第三届", "条款", "第一季度", "项目3个", "项目5万元"])
def test_other_ordinals_are_no_references(words: str) -> None:
    assert REFERENCE.search(words) is None


def test_articles_are_named_by_their_number() -> None:
    assert resolve("第三条、第四条", nodes(ARTICLES)) == ((3,), (4,))


def test_items_that_run_on_are_found_in_their_parts() -> None:
    assert resolve("第“四、五”条", nodes(ITEMS)) == ((2, 4), (3, 5))


def test_number_that_two_numberings_have_names_nothing() -> None:
    assert resolve("第二条", nodes(ITEMS)) == ()


TABLE = (
    "一、支持标准\n序号 | 支持项目 | 支持标准\n1 | 参展 | 奖励1万元\n2 | 研发 | 奖励2万元\n二、附则\n1.解释。\n2.施行。"
)


def test_number_of_a_row_names_the_row_and_no_item_of_a_list() -> None:
    assert resolve("序号1、序号2项目", nodes(TABLE)) == ((1, 1), (1, 2))


def test_rows_are_named_as_projects_too() -> None:
    assert resolve("项目1至2", nodes(TABLE)) == ((1, 1), (1, 2))


def test_numbering_with_all_the_numbers_is_chosen() -> None:
    assert resolve("第“二、四”条", nodes(ITEMS)) == ((1, 2), (2, 4))


def test_number_that_no_provision_has_names_nothing() -> None:
    assert resolve("第九条", nodes(ARTICLES)) == ()


def test_one_missing_number_leaves_the_whole_reference_open() -> None:
    assert resolve("第三条、第九条", nodes(ARTICLES)) == ()


def test_document_without_provisions_names_nothing() -> None:
    assert resolve("第三条", ()) == ()


@pytest.mark.parametrize(
    ("reference", "paths"),
    [
        ("第一条至第三条", ((1,), (2,), (3,))),
        ("第一至三条", ((1,), (2,), (3,))),
        ("第三条第（二）项", ((3, 2),)),
        ("第三条第（一）、（二）项", ((3, 1), (3, 2))),
        ("第三条第（一）项和第（二）项", ((3, 1), (3, 2))),
        ("第三条第（五）项", ()),
        ("第三条第二款", ()),
    ],
)
def test_runs_and_items_within_an_article(reference: str, paths: tuple[tuple[int, ...], ...]) -> None:
    assert resolve(reference, nodes(ARTICLES)) == paths


def test_an_article_with_its_items_is_a_reference_of_its_own() -> None:
    found = [match[0] for match in REFERENCE.finditer("第二条、第三条第（一）项和第（二）项")]
    assert found == ["第二条", "第三条第（一）项和第（二）项"]


def test_item_does_not_speak_of_the_items_beside_it() -> None:
    found = nodes("一、园区。奖励。\n二、平台。奖励。\n三、资金。分担。\n（一）第一条。\n（二）第二条。")
    assert resolve("第一条", found) == ()
    assert resolve("第一条", found, at=(3, 1)) == ((1,),)


def test_chapter_is_named_by_its_own_numbering() -> None:
    chapters = "第一章 总则\n第一条 目的。\n第二章 奖励\n第二条 园区。\n第三条 平台。"
    assert resolve("第二章", nodes(chapters)) == ((2,),)
    assert resolve("第三章", nodes(chapters)) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("第一条、第二条所需资金", ["第一条、第二条"]),
        ("《甲市奖励办法》第三条所需资金", []),
        ("《甲市奖励办法》（甲政发〔2020〕1号）第三条所需资金", []),
        ("原第三条同时废止，第四条继续执行", ["第四条"]),
    ],
)
def test_provisions_of_other_documents_are_passed_over(words: str, found: list[str]) -> None:
    assert [match[0] for match in find_references(words, 0, len(words))] == found
