"""What the shell of a document says, in the wordings of many cities: dates of force, interpreters, numbers, titles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .conftest import Read

TITLE = "绍兴市促进外贸发展若干措施"
BODY = "\n一、支持园区\n对园区给予10万元奖励。\n二、支持平台\n对平台给予20万元奖励。\n"


def closing(read: Read, text: str) -> Any:
    return read(f"{TITLE}\n{BODY}三、附则\n{text}").policy


def as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def fields(policy: Any, expected: dict[str, object]) -> dict[str, object]:
    return {name: as_text(getattr(policy, name)) for name in expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "本措施自2024年5月1日起施行，有效期至2026年12月31日。",
            {"effective_from": "2024-05-01", "valid_until": "2026-12-31"},
        ),
        ("本措施自2024年5月1日起施行，有效期三年。", {"effective_from": "2024-05-01", "valid_for_years": 3}),
        ("本措施自2024年5月1日起试行一年。", {"effective_from": "2024-05-01", "valid_for_years": 1}),
        ("本措施自2024年5月1日起施行，试行期2年。", {"effective_from": "2024-05-01", "valid_for_years": 2}),
        (
            "本措施自2024年5月1日起执行，执行至2026年4月30日。",
            {"effective_from": "2024-05-01", "valid_until": "2026-04-30"},
        ),
        (
            "本措施自2024年5月1日起至2026年4月30日止执行。",
            {"effective_from": "2024-05-01", "valid_until": "2026-04-30"},
        ),
        (
            "本措施执行期限为2024年5月1日至2026年4月30日。",
            {"effective_from": "2024-05-01", "valid_until": "2026-04-30"},
        ),
        ("本措施有效期为2024年5月1日至2026年4月30日。", {"effective_from": "2024-05-01", "valid_until": "2026-04-30"}),
        (
            "本政策有效期自2024年5月1日起至2026年4月30日止。",
            {"effective_from": "2024-05-01", "valid_until": "2026-04-30"},
        ),
        (
            "本措施自印发之日起施行，有效期至2026年12月31日。\n绍兴市人民政府办公室\n2024年3月5日",
            {
                "effective_from": "2024-03-05",
                "valid_until": "2026-12-31",
                "issued_on": "2024-03-05",
                "issuer": ("绍兴市人民政府办公室",),
            },
        ),
        (
            "本措施自2024年5月1日起施行，有效期为五年，有效期届满自动失效。",
            {"effective_from": "2024-05-01", "valid_for_years": 5},
        ),
        ("本措施自2024年5月1日施行。", {"effective_from": "2024-05-01"}),
        ("本措施从2024年5月1日开始实施，实施期限3年。", {"effective_from": "2024-05-01", "valid_for_years": 3}),
        ("本措施施行时间为2024年5月1日，有效期3年。", {"effective_from": "2024-05-01", "valid_for_years": 3}),
        ("本措施于2024年5月1日起正式施行，有效期3年。", {"effective_from": "2024-05-01", "valid_for_years": 3}),
        (
            "本措施实施时间自2024年5月1日起，有效期至2025年12月31日。",
            {"effective_from": "2024-05-01", "valid_until": "2025-12-31"},
        ),
        ("本措施有效期两年，自2024年5月1日起计算。", {"effective_from": "2024-05-01", "valid_for_years": 2}),
        (
            "本措施自2024年5月1日起施行，至2026年12月31日止。",
            {"effective_from": "2024-05-01", "valid_until": "2026-12-31"},
        ),
        (
            "本措施自2024年5月1日起施行，2026年12月31日废止。",
            {"effective_from": "2024-05-01", "valid_until": "2026-12-31"},
        ),
        (
            "本措施自2024年5月1日起施行，截止到2026年12月31日。",
            {"effective_from": "2024-05-01", "valid_until": "2026-12-31"},
        ),
        ("本政策自2024年5月1日起施行，暂定三年。", {"effective_from": "2024-05-01", "valid_for_years": 3}),
        ("本政策自2024年5月1日起施行，期限为三年。", {"effective_from": "2024-05-01", "valid_for_years": 3}),
        (
            "本政策自2024年5月1日起施行，有效期3年（至2027年4月30日）。",
            {"effective_from": "2024-05-01", "valid_for_years": 3, "valid_until": "2027-04-30"},
        ),
        (
            "本政策自2024年5月1日起施行。原《绍兴市外贸办法》（绍商〔2021〕3号）同时废止。",
            {"effective_from": "2024-05-01", "cites": ("绍商〔2021〕3号",)},
        ),
        (
            "本政策适用于2024年1月1日至2024年12月31日期间发生的业务，由市商务局负责解释。",
            {"applies_from": "2024-01-01", "interpreted_by": ("市商务局",)},
        ),
    ],
)
def test_days_of_force(text: str, expected: dict[str, object], read: Read) -> None:
    assert fields(closing(read, text), expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由市商务局会同市财政局负责解释。", {"interpreted_by": ("市商务局", "市财政局")}),
        ("本措施由市商务局、市财政局按职责分工负责解释。", {"interpreted_by": ("市商务局", "市财政局")}),
        ("本措施由市商务局商市财政局解释。", {"interpreted_by": ("市商务局", "市财政局")}),
        ("本措施具体解释工作由市商务局承担。", {"interpreted_by": ("市商务局",)}),
        ("具体由市商务局承担解释工作。", {"interpreted_by": ("市商务局",)}),
        ("本措施解释权归市商务局所有。", {"interpreted_by": ("市商务局",)}),
        ("本措施最终解释权归市商务局、市财政局。", {"interpreted_by": ("市商务局", "市财政局")}),
        ("市商务局负责本措施的解释工作。", {"interpreted_by": ("市商务局",)}),
        ("市商务局对本措施负责解释。", {"interpreted_by": ("市商务局",)}),
        ("本措施由市商务局牵头会同市财政局负责解释。", {"interpreted_by": ("市商务局", "市财政局")}),
        ("本措施由市商务局和市财政局共同负责解释。", {"interpreted_by": ("市商务局", "市财政局")}),
        ("本措施由市商务局、市财政局等部门负责解释。", {"interpreted_by": ("市商务局", "市财政局")}),
        ("本措施由市商务局负责具体解释工作。", {"interpreted_by": ("市商务局",)}),
        ("本措施由绍兴市商务局负责制定实施细则并负责解释。", {"interpreted_by": ("绍兴市商务局",)}),
        ("本措施由绍兴市发展和改革委员会负责解释。", {"interpreted_by": ("绍兴市发展和改革委员会",)}),
    ],
)
def test_who_interprets(text: str, expected: dict[str, object], read: Read) -> None:
    assert fields(closing(read, text), expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "绍政办发〔2024〕12号\n绍兴市人民政府办公室关于印发绍兴市促进外贸发展若干措施的通知\n各区、县（市）人民政府：\n现印发给你们。\n绍兴市人民政府办公室\n2024年3月5日\n（此件公开发布）\n绍兴市促进外贸发展若干措施\n{BODY}",
            {
                "document_number": "绍政办发〔2024〕12号",
                "issued_on": "2024-03-05",
                "issuer": ("绍兴市人民政府办公室",),
                "title": "绍兴市促进外贸发展若干措施",
            },
        ),
        ("绍市商务〔2024〕12号\n绍兴市促进外贸发展若干措施\n{BODY}", {"document_number": "绍市商务〔2024〕12号"}),
        ("绍商规〔2024〕第3号\n绍兴市促进外贸发展若干措施\n{BODY}", {"document_number": "绍商规〔2024〕第3号"}),
        ("发文字号：绍商规〔2024〕3号\n绍兴市促进外贸发展若干措施\n{BODY}", {"document_number": "绍商规〔2024〕3号"}),
        (
            "文号：绍商规[2024]3号 发布日期：2024-03-05\n绍兴市促进外贸发展若干措施\n{BODY}",
            {"document_number": "绍商规〔2024〕3号"},
        ),
        ("文    号：绍商规（2024）3号\n绍兴市促进外贸发展若干措施\n{BODY}", {"document_number": "绍商规〔2024〕3号"}),
        (
            "索引号：X 文号：绍商规〔2024〕 3 号\n绍兴市促进外贸发展若干措施\n{BODY}",
            {"document_number": "绍商规〔2024〕3号"},
        ),
        ("（绍商规〔2024〕3号）\n绍兴市促进外贸发展若干措施\n{BODY}", {"document_number": "绍商规〔2024〕3号"}),
        ("绍兴市促进外贸发展若干措施\n（绍商规〔2024〕3号）\n{BODY}", {"document_number": "绍商规〔2024〕3号"}),
        (
            "绍兴市促进外贸发展若干措施\n（征求意见稿）\n{BODY}",
            {"status": "draft", "title": "绍兴市促进外贸发展若干措施"},
        ),
        (
            "关于公开征求《绍兴市促进外贸发展若干措施（征求意见稿）》意见的公告\n绍兴市促进外贸发展若干措施\n{BODY}",
            {"status": "draft", "title": "绍兴市促进外贸发展若干措施"},
        ),
        ("关于《绍兴市促进外贸发展若干措施》公示的公告\n绍兴市促进外贸发展若干措施\n{BODY}", {"status": "draft"}),
        ("绍兴市促进外贸发展若干措施（草案）{BODY}", {"status": "draft", "title": "绍兴市促进外贸发展若干措施"}),
        ("绍兴市促进外贸发展若干措施（送审稿）{BODY}", {"status": "draft", "title": "绍兴市促进外贸发展若干措施"}),
        (
            "绍兴市促进外贸发展若干措施（试行）{BODY}",
            {"status": "issued", "title": "绍兴市促进外贸发展若干措施（试行）"},
        ),
        (
            "绍兴市促进外贸发展若干措施（2024年修订）{BODY}",
            {"status": "issued", "title": "绍兴市促进外贸发展若干措施（2024年修订）"},
        ),
        (
            "绍兴市商务局 绍兴市财政局\n关于印发绍兴市促进外贸发展若干措施的通知\n绍商务〔2024〕5号\n"
            "各区、县（市）商务局、财政局：\n"
            "现予印发。\n绍兴市商务局 绍兴市财政局\n2024年3月5日\n"
            "绍兴市促进外贸发展若干措施{BODY}",
            {
                "issuer": ("绍兴市商务局", "绍兴市财政局"),
                "document_number": "绍商务〔2024〕5号",
                "title": "绍兴市促进外贸发展若干措施",
            },
        ),
        (
            "绍兴市商务局等三部门关于印发《绍兴市促进外贸发展若干措施》的通知\n绍商务〔2024〕5号\n绍兴市商务局\n绍兴市财政局\n国家税务总局绍兴市税务局\n2024年3月5日{BODY}",
            {
                "issuer": ("绍兴市商务局", "绍兴市财政局", "国家税务总局绍兴市税务局"),
                "title": "绍兴市促进外贸发展若干措施",
            },
        ),
        (
            "绍兴市促进外贸发展若干措施\n为促进外贸，根据《浙江省办法》（浙政发〔2023〕1号）、《绍兴市意见》（绍政发〔2023〕2号）等文件精神，制定本措施。{BODY}三、附则\n与《旧办法》（绍商〔2020〕1号）不一致的，以本措施为准。",
            {"basis": ("浙政发〔2023〕1号", "绍政发〔2023〕2号"), "cites": ("绍商〔2020〕1号",)},
        ),
        (
            "绍兴市促进外贸发展若干措施\n根据浙政发〔2023〕1号文件精神，制定本措施。{BODY}",
            {"basis": ("浙政发〔2023〕1号",)},
        ),
        (
            "绍兴市促进外贸发展若干措施\n为落实《浙江省办法》（浙政发〔2023〕1号，以下简称《办法》），制定本措施。{BODY}",
            {"basis": ("浙政发〔2023〕1号",)},
        ),
        (
            "绍兴市促进外贸发展若干措施\n为落实《浙江省办法》（浙政发〔2023〕1号）和《意见》（浙办〔2022〕5号、浙财〔2022〕6号），制定本措施。{BODY}",
            {"basis": ("浙政发〔2023〕1号", "浙办〔2022〕5号", "浙财〔2022〕6号")},
        ),
        (
            "绍兴市促进外贸发展若干措施\n第一章 总则\n"
            "第一条 为规范管理，依据《浙江省办法》（浙政发〔2023〕1号），制定本办法。\n"
            "第二条 对企业给予1万元奖励。\n第二章 附则\n第三条 本办法自2024年5月1日起施行。"
            "《旧办法》（绍商〔2020〕1号）同时废止。",
            {"basis": ("浙政发〔2023〕1号",), "cites": ("绍商〔2020〕1号",)},
        ),
        (
            "绍兴市促进外贸发展若干措施\n发布时间：2024-03-05 来源：市商务局{BODY}",
            {"title": "绍兴市促进外贸发展若干措施"},
        ),
        (
            "绍兴市人民政府关于促进外贸发展的若干意见\n绍政发〔2024〕5号\n各区县人民政府：{BODY}绍兴市人民政府\n二○二四年三月五日",
            {"title": "绍兴市人民政府关于促进外贸发展的若干意见", "issued_on": "2024-03-05"},
        ),
        (
            "绍兴市柯桥区外贸专项资金申报指南{BODY}绍兴市柯桥区商务局\n2024年3月5日",
            {"title": "绍兴市柯桥区外贸专项资金申报指南", "issuer": ("绍兴市柯桥区商务局",), "area_code": "330603"},
        ),
        ("绍兴市柯桥区促进外贸发展的十条政策{BODY}", {"title": "绍兴市柯桥区促进外贸发展的十条政策"}),
        ("绍兴市稳外贸政策包{BODY}", {"title": "绍兴市稳外贸政策包"}),
        ("绍兴市外贸新政20条{BODY}", {"title": "绍兴市外贸新政20条"}),
        ("绍兴市外贸扶持政策清单（2024版）{BODY}", {"title": "绍兴市外贸扶持政策清单（2024版）"}),
        ("绍兴市促进会展业发展专项资金管理暂行办法{BODY}", {"title": "绍兴市促进会展业发展专项资金管理暂行办法"}),
        ("绍兴市促进外贸发展行动计划（2024—2026年）{BODY}", {"title": "绍兴市促进外贸发展行动计划（2024—2026年）"}),
        ("绍兴市促进外贸发展政策兑现操作规程{BODY}", {"title": "绍兴市促进外贸发展政策兑现操作规程"}),
        ("关于进一步促进绍兴市外贸发展的若干政策措施{BODY}", {"title": "关于进一步促进绍兴市外贸发展的若干政策措施"}),
    ],
)
def test_what_stands_above_the_provisions(text: str, expected: dict[str, object], read: Read) -> None:
    assert fields(read(text.replace("{BODY}", BODY)).policy, expected) == expected
