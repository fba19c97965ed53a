"""Who leads and who answers for a provision, in the forms that documents print."""

from __future__ import annotations

import pytest

from .conftest import Read


def roles(read: Read, text: str) -> list[tuple[str, str]]:
    record = read(f"一、支持园区建设。{text}\n二、附则\n另行通知。")
    return [(r.agency, r.role) for r in record.responsibilities if r.provision == (1,)]


ONE_LEADS = [("市商务局", "lead"), ("市财政局", "responsible"), ("市税务局", "responsible")]
BOTH_ANSWER = [("市商务局", "responsible"), ("市财政局", "responsible")]


@pytest.mark.parametrize(
    "text",
    [
        "（责任单位：市商务局、市财政局）",
        "(责任单位:市商务局、市财政局)",
        "（责任单位：市商务局，市财政局）",
        "（责任部门：市商务局、市财政局）",
        "（市商务局、市财政局按职责分工负责）",
        "（市商务局、市财政局按照职责分工负责）",
        "（市商务局、市财政局分别负责）",
        "\n责任单位：市商务局、市财政局",
        "[责任单位：市商务局、市财政局]",
        "〔责任单位：市商务局、市财政局〕",
    ],
)
def test_responsible_units(text: str, read: Read) -> None:
    assert roles(read, text) == BOTH_ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "（牵头单位：市商务局，责任单位：市财政局、市税务局）",
        "(牵头单位:市商务局,责任单位:市财政局、市税务局)",
        "（牵头单位：市商务局；配合单位：市财政局、市税务局）",
        "（牵头部门：市商务局，配合部门：市财政局、市税务局）",
        "（市商务局牵头，市财政局、市税务局配合）",
        "（市商务局牵头，市财政局、市税务局按职责分工负责）",
        "\n牵头单位：市商务局\n责任单位：市财政局、市税务局",
        "（责任单位：市商务局牵头，市财政局、市税务局配合）",
        "【市商务局牵头，市财政局、市税务局配合】",
    ],
)
def test_lead_and_responsible_units(text: str, read: Read) -> None:
    assert roles(read, text) == ONE_LEADS


@pytest.mark.parametrize(
    "agency",
    [
        "中国（济南）跨境电商综试区建设工作专班成员单位",
        "人民银行济南分行营管部",
        "泉城海关",
        "市投资合作促进中心",
        "各县（市、区）人民政府",
        "各区县",
        "市委组织部",
    ],
)
def test_name_is_kept_as_printed(agency: str, read: Read) -> None:
    assert roles(read, f"（责任单位：市商务局、{agency}）") == [("市商务局", "responsible"), (agency, "responsible")]


def test_half_width_brackets_inside_a_name_are_kept(read: Read) -> None:
    assert roles(read, "(责任单位:中国(济南)综试区管委会、各区县)") == [
        ("中国(济南)综试区管委会", "responsible"),
        ("各区县", "responsible"),
    ]


def test_等_is_no_part_of_a_name(read: Read) -> None:  # noqa: N802
    assert roles(read, "（责任单位：市商务局、各区县等）")[-1] == ("各区县", "responsible")


def test_list_at_the_end_of_a_part_belongs_to_the_part(read: Read) -> None:
    record = read(
        "一、支持园区\n对园区奖励。\n（责任单位：市商务局）\n二、支持平台\n对平台奖励。（责任单位：市财政局）"
    )
    assert [(r.provision, r.agency) for r in record.responsibilities] == [((1,), "市商务局"), ((2,), "市财政局")]


def test_agency_named_in_passing_answers_for_nothing(read: Read) -> None:
    assert roles(read, "对经市商务局认定的企业，给予奖励。") == []


@pytest.mark.parametrize(
    "text",
    [
        "具体细则由市商务局会同市财政局另行制定。",
        "具体细则由市商务局、市财政局另行制定。",
        "由市商务局和市财政局负责制定实施细则。",
    ],
)
def test_bodies_that_make_the_rules_answer(text: str, read: Read) -> None:
    assert roles(read, text) == BOTH_ANSWER


def test_body_of_the_closing_paragraph_answers_for_the_document(read: Read) -> None:
    record = read("一、支持园区\n对园区奖励。\n本措施自印发之日起施行，由市商务局负责制定申报指南。")
    assert [(r.provision, r.agency) for r in record.responsibilities] == [(None, "市商务局")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "市商务局牵头组织实施，市财政局、市人力资源社会保障局按照职责分工配合。",
            [("市商务局", "lead"), ("市财政局", "responsible"), ("市人力资源社会保障局", "responsible")],
        ),
        (
            "市商务局会同市财政局每年发布申报指南并提出资金分配方案，市邮政管理局配合核验物流数据。",
            [("市商务局", "responsible"), ("市财政局", "responsible"), ("市邮政管理局", "responsible")],
        ),
        ("区科技行政主管部门每年发布项目申报指南，安排扶持资金。", [("区科技行政主管部门", "responsible")]),
        ("财政局负责奖励资金的发放，统计局负责核实入统情况。", [("财政局", "responsible"), ("统计局", "responsible")]),
        ("商务部门会同外事部门负责认定初审。", [("商务部门", "responsible"), ("外事部门", "responsible")]),
        ("财政局、国税局等有关部门负责提供数据。", [("财政局", "responsible"), ("国税局", "responsible")]),
        ("市商务局是行政主管部门，负责本办法组织实施。", [("市商务局", "responsible")]),
        ("市财政局按照职责，协同实施本办法。", [("市财政局", "responsible")]),
        ("由市商务局牵头，会同市财政局制定细则。", [("市商务局", "lead"), ("市财政局", "responsible")]),
    ],
)
def test_duties_in_running_text(text: str, found: list[tuple[str, str]], read: Read) -> None:
    record = read(f"一、支持园区\n对园区奖励。\n二、组织实施\n{text}")
    assert [(r.agency, r.role) for r in record.responsibilities if r.provision == (2,)] == found


@pytest.mark.parametrize(
    "text",
    [
        "本措施由市商务局负责解释。",
        "企业负责材料的真实性。",
        "支持行业协会牵头组建联盟。",
        "对研究院牵头的项目给予奖励。",
        "经市商务局负责审核的项目给予奖励。",
        "鼓励龙头企业牵头制定标准。",
    ],
)
def test_sentence_that_gives_no_body_a_duty(text: str, read: Read) -> None:
    record = read(f"一、支持园区\n对园区奖励。\n二、组织实施\n{text}")
    assert [(r.agency, r.role) for r in record.responsibilities] == []


def test_last_cell_of_a_row_under_a_head_for_bodies(read: Read) -> None:
    rows = "1\t展会\t参展的企业，补助60%。\t市商务局、市财政局\n2\t保险\t投保的企业，补助40%。\t市商务局\n"
    record = read("甲市支持外贸发展事项表\n序号\t项目\t标准\t责任部门\n" + rows)
    assert [(r.provision, r.agency, r.role) for r in record.responsibilities] == [
        ((1,), "市商务局", "responsible"),
        ((1,), "市财政局", "responsible"),
        ((2,), "市商务局", "responsible"),
    ]


def test_roles_say_how_they_were_read(read: Read) -> None:
    (lead, answers) = read("一、支持园区。（牵头单位：市商务局，责任单位：市跨境服务联盟体）").responsibilities
    assert [(r.slot, r.rule, r.penalties) for r in lead.readings] == [
        ("agency", "agencies.labelled", ()),
        ("role", "agencies.labelled", ()),
    ]
    assert [(r.slot, r.rule, r.penalties) for r in answers.readings] == [
        ("agency", "agencies.labelled", ("unresolved",)),
        ("role", "agencies.labelled", ()),
    ]


def test_evidence_is_the_name(read: Read) -> None:
    (first, _) = read("一、支持园区。（责任单位：市商务局、市财政局）").responsibilities
    assert first.evidence.quote == "市商务局"


def test_list_on_the_last_line_is_that_of_all_items(read: Read) -> None:
    text = (
        "第一条 奖励\n（一）对企业给予1万元奖励。\n（二）对园区给予2万元奖励。\n"
        "牵头单位：市商务局；责任单位：市财政局\n"
        "第二条 附则\n本措施由市商务局负责解释。\n"
    )
    assert {(r.provision, r.role, r.agency) for r in read(text).responsibilities} == {
        ((1,), "lead", "市商务局"),
        ((1,), "responsible", "市财政局"),
    }


def test_list_of_each_item_stays_with_it(read: Read) -> None:
    text = (
        "第一条 奖励\n（一）对企业给予1万元奖励。\n责任单位：市商务局\n"
        "（二）对园区给予2万元奖励。\n责任单位：市财政局\n"
        "第二条 附则\n本措施自印发之日起施行。\n"
    )
    assert [(r.provision, r.agency) for r in read(text).responsibilities] == [
        ((1, 1), "市商务局"),
        ((1, 2), "市财政局"),
    ]


ITEMS = (
    "一、稳外贸。\n（一）对增长的企业奖励4万元。{first}\n（二）对新企业奖励3万元。\n"
    "（市商务局牵头，市财政局、{all_of_them}配合）\n二、附则\n另行通知。"
)


@pytest.mark.parametrize("all_of_them", ["各区市", "各县（市、区）", "各旗县区", "各镇（街道）"])
def test_a_bracket_of_its_own_line_below_the_items_is_for_all_of_them(read: Read, all_of_them: str) -> None:
    record = read(ITEMS.format(first="", all_of_them=all_of_them))
    assert [(r.provision, r.agency, r.role) for r in record.responsibilities] == [
        ((1,), "市商务局", "lead"),
        ((1,), "市财政局", "responsible"),
        ((1,), all_of_them, "responsible"),
    ]


def test_where_another_item_has_a_bracket_each_is_for_its_item(read: Read) -> None:
    record = read(ITEMS.format(first="（市税务局负责）", all_of_them="各区县"))
    assert [r.provision for r in record.responsibilities] == [(1, 1), (1, 2), (1, 2), (1, 2)]


class TestUnitsOfAPartThatLostItsLines:
    TEXT = (
        "一、支持外贸（一）奖励出口。年出口额达到300万元的企业，奖励2万元。（二）补贴运费。对出口企业补贴运费的20%。"
        "（三）补贴展位。对参展企业补贴展位费的50%。牵头单位：市商务局；责任单位：市财政局二、支持人才（一）引才奖励。对引进人才的企业奖励3万元。责任单位：市人社局"
        "（二）安家补贴。对落户的人才给予5万元补贴。责任单位：市住建局三、附则（一）本措施自2024年5月1日起施行。"
    )

    @pytest.mark.parametrize("mark", ["；", ""])
    def test_units_behind_the_last_item_only_are_those_of_the_part(self, mark: str, read: Read) -> None:
        found = [(r.provision, r.agency) for r in read(self.TEXT.replace("；责任", f"{mark}责任")).responsibilities]
        assert found[:2] == [((1,), "市商务局"), ((1,), "市财政局")]

    def test_units_behind_the_second_of_two_are_its_own_where_others_have_theirs(self, read: Read) -> None:
        text = self.TEXT.replace("（二）补贴运费。对出口企业补贴运费的20%。（三）", "（二）")
        found = [(r.provision, r.agency) for r in read(text).responsibilities]
        assert found[:2] == [((1, 2), "市商务局"), ((1, 2), "市财政局")]

    def test_units_behind_each_item_are_its_own(self, read: Read) -> None:
        found = [(r.provision, r.agency) for r in read(self.TEXT).responsibilities]
        assert found[2:] == [((2, 1), "市人社局"), ((2, 2), "市住建局")]
