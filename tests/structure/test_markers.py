"""What looks like the number of a provision, and what only resembles one."""

from __future__ import annotations

import pytest

from zhengtu.structure.markers import find_markers


def marked(text: str) -> list[tuple[str, int]]:
    return [(marker.family.kind, marker.number) for marker in find_markers(text)]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("第三章 奖励", "chapter", 3),
        ("第二节 补助", "section", 2),
        ("第十二条 附则", "article", 12),
        ("第3条 附则", "article", 3),
        ("十一、附则", "part", 11),
        ("一.总则", "part", 1),
        ("（十八）政策", "item", 18),
        ("3.对企业", "point", 3),
        ("3、对企业", "point", 3),
        ("（4）对企业", "subpoint", 4),
        ("4）对企业", "subpoint", 4),
        ("③对企业", "circled", 3),
        ("❸对企业", "circled", 3),
        ("（ⅱ）对企业", "circled", 2),
        ("⑶对企业", "subpoint", 3),
        ("b）对企业", "subpoint", 2),
        ("C.对企业", "subpoint", 3),
        ("⒊对企业", "point", 3),
        ("2.3对企业", "point", 3),
        ("2.3.4平台建设", "point", 4),
        ("04\n对企业", "point", 4),
        ("㈢对企业", "item", 3),
        ("【三】对企业", "item", 3),
        ("〔三〕对企业", "item", 3),
        ("（三）、对企业", "item", 3),
        ("叁、奖励", "part", 3),
        ("Ⅲ.奖励", "part", 3),
        ("第二编 奖励", "chapter", 2),
    ],
)
def test_numbering_styles(text: str, kind: str, number: int) -> None:
    assert marked(text) == [(kind, number)]


@pytest.mark.parametrize(
    "text",
    [
        "第“四、十三、十四”条按现行政策支持",  # quoted
        "《关于三、四条的通知》",  # in a title
        "获得一、二、三等奖的企业",  # prizes
        "一、二级资质企业",  # grades
        "第三条、第四条的资金",  # references
        "第三条第二款规定",
        "依照第五条规定办理",
        "补助2.5万元",
        "最高1.2亿元",
        "第（三）项",
        "B2B、B2C平台",
        "2024年4月",
        "两、三家企业",
        "1.5倍以上的企业",
        "1.2亿元以上的企业",
        "第一篇论文",
        "01月起",
        "〔2024〕3号",
        "B2B平台",
        "A类企业",
        "符合（一）、（二）项",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    assert marked(text) == []


def test_marker_says_whether_it_opens_its_line() -> None:
    assert [m.opens_line for m in find_markers("一、总则\n二、奖励。三、附则")] == [True, True, False]


def test_outer_style_wins_at_one_place() -> None:
    assert marked("第一章、总则") == [("chapter", 1)]
