"""A printed name means the agency of the document's own area."""

from __future__ import annotations

import pytest

from zhengtu.graph.agencies import AgencyResolver
from zhengtu.iri import Minter
from zhengtu.model.agency import AgencyName
from zhengtu.model.area import Area

AREAS = {
    area.code: area
    for area in (
        Area("370000", "山东省", "province", None),
        Area("370100", "济南市", "prefecture", "370000"),
        Area("370700", "潍坊市", "prefecture", "370000"),
        Area("370781", "青州市", "county", "370700"),
        Area("370102", "历下区", "county", "370100"),
        Area("370176", "济南高新技术产业开发区", "zone", "370100"),
        Area("310000", "上海市", "province", None),
        Area("440000", "广东省", "province", None),
        Area("440100", "广州市", "prefecture", "440000"),
        Area("440115", "南沙区", "county", "440100"),
        Area("450000", "广西壮族自治区", "province", None),
        Area("450100", "南宁市", "prefecture", "450000"),
    )
}


NAMES = {
    "发改委": AgencyName("发展和改革委员会", False),
    "发展改革委": AgencyName("发展和改革委员会", False),
    "口岸办": AgencyName("口岸办公室", False),
    "市场监管局": AgencyName("市场监督管理局", False),
    "中国人民银行": AgencyName("中国人民银行", True),
    "人民银行": AgencyName("中国人民银行", True),
    "国家外汇管理局": AgencyName("国家外汇管理局", True),
    "商务部": AgencyName("商务部", True),
}


def resolver(code: str | None, name: str | None = None) -> AgencyResolver:
    return AgencyResolver.of_document(
        Minter("http://l/"), AREAS, NAMES, slug="some-policy", area_code=code, area_name=name
    )


@pytest.mark.parametrize(
    ("area_code", "printed", "agency", "label"),
    [
        ("370781", "市商务局", "370781/商务局", "青州市商务局"),
        ("370100", "市商务局", "370100/商务局", "济南市商务局"),
        ("370100", "济南市财政局", "370100/财政局", "济南市财政局"),
        ("370100", "市市场监管局", "370100/市场监督管理局", "济南市市场监督管理局"),
        ("370100", "市场监管局", "370100/市场监督管理局", "济南市市场监督管理局"),
        ("370100", "市发改委", "370100/发展和改革委员会", "济南市发展和改革委员会"),
        ("370100", "市发展改革委", "370100/发展和改革委员会", "济南市发展和改革委员会"),
        ("370100", "市发展和改革委员会", "370100/发展和改革委员会", "济南市发展和改革委员会"),
        ("370100", "历下区商务局", "370102/商务局", "历下区商务局"),
        ("370100", "济南市历下区商务局", "370102/商务局", "历下区商务局"),
        ("370100", "国家税务总局济南市税务局", "370100/税务局", "济南市税务局"),
        ("370100", "市税务局", "370100/税务局", "济南市税务局"),
        ("370781", "潍坊海关", "370700/潍坊海关", "潍坊海关"),
        ("370100", "潍坊海关", "370700/潍坊海关", "潍坊海关"),
        ("370781", "青州海关", "370781/青州海关", "青州海关"),
        ("370100", "人民银行济南分行营管部", "370100/中国人民银行济南分行营管部", "中国人民银行济南分行营管部"),
        ("370781", "人民银行青州市支行", "370781/中国人民银行青州市支行", "中国人民银行青州市支行"),
        ("370781", "国家外汇管理局潍坊市分局", "370700/国家外汇管理局潍坊市分局", "国家外汇管理局潍坊市分局"),
        ("310000", "市商务局", "310000/商务局", "上海市商务局"),
        ("370781", "市委组织部", "370781/市委组织部", "青州市委组织部"),
        ("370781", "青州市委组织部", "370781/市委组织部", "青州市委组织部"),
        ("370781", "青州市人民政府办公室", "370781/人民政府办公室", "青州市人民政府办公室"),
        ("370781", "潍坊市商务局", "370700/商务局", "潍坊市商务局"),
        ("370781", "省教育厅", "370000/教育厅", "山东省教育厅"),
        ("440115", "市商务局", "440100/商务局", "广州市商务局"),
        ("440115", "区商务局", "440115/商务局", "南沙区商务局"),
        ("450100", "自治区商务厅", "450000/商务厅", "广西壮族自治区商务厅"),
    ],
)
def test_name_is_resolved_by_the_issuing_area(area_code: str, printed: str, agency: str, label: str) -> None:
    resolved = resolver(area_code).resolve(printed)
    assert (resolved.iri, resolved.label) == (f"http://l/id/agency/{agency}", label)


@pytest.mark.parametrize(
    ("area_code", "printed"),
    [
        ("370100", "泉城海关"),
        ("370100", "济南高新区管委会"),
        ("370100", "区商务局"),
        ("440115", "南沙开发区发改局"),
    ],
)
def test_name_that_follows_no_rule_stays_as_printed(area_code: str, printed: str) -> None:
    resolved = resolver(area_code).resolve(printed)
    assert (resolved.iri, resolved.label) == (f"http://l/id/agency/{area_code}/{printed}", printed)


@pytest.mark.parametrize("printed", ["人民银行", "中国人民银行", "国家外汇管理局", "商务部", "国家能源局"])
def test_national_body_is_one_for_all_places(printed: str) -> None:
    found = {resolver(code).resolve(printed) for code in ("370100", "440115", None)}
    (agency,) = found
    assert agency.iri.startswith("http://l/id/agency/national/")
    assert agency.area is None


@pytest.mark.parametrize(
    ("printed", "label", "others"),
    [
        ("市发改委", "济南市发展和改革委员会", ("济南市发改委",)),
        ("市商务局（市口岸办）", "济南市商务局", ("济南市口岸办公室", "济南市口岸办")),
        ("人民银行", "中国人民银行", ("人民银行",)),
        ("市商务局", "济南市商务局", ()),
    ],
)
def test_other_names_are_kept_beside_the_label(printed: str, label: str, others: tuple[str, ...]) -> None:
    agency = resolver("370100").resolve(printed)
    assert (agency.label, agency.other_labels) == (label, others)


@pytest.mark.parametrize("printed", ["区商务局", "县财政局", "县（市、区）商务局", "区县政府"])
def test_body_of_a_lower_level_is_one_for_each_district(printed: str) -> None:
    assert resolver("370100").resolve(printed).is_group
    assert not resolver("440115").resolve("区商务局").is_group


@pytest.mark.parametrize("printed", ["各区县", "各镇街区", "市有关部门", "建设工作专班成员单位"])
def test_collective_name_is_a_group(printed: str) -> None:
    assert resolver("370100").resolve(printed).is_group


@pytest.mark.parametrize("printed", ["市商务局", "泉城海关", "市机关事务局"])
def test_name_of_one_body_is_no_group(printed: str) -> None:
    assert not resolver("370100").resolve(printed).is_group


def test_brackets_and_line_breaks_do_not_make_another_agency() -> None:
    names = ("中国（济南）综试区专班成员单位", "中国(济南)综试区\r\n专班成员单位")
    assert len({resolver("370100").resolve(name).iri for name in names}) == 1


def test_area_missing_from_the_table_is_known_by_its_name_in_the_document() -> None:
    resolved = resolver("999900", "某市").resolve("市商务局")
    assert (resolved.iri, resolved.label) == ("http://l/id/agency/999900/商务局", "某市商务局")


def test_agency_of_an_unknown_area_is_kept_apart_by_document() -> None:
    resolved = resolver(None).resolve("市商务局")
    assert resolved.iri == "http://l/id/agency/unknown-some-policy/市商务局"
    assert resolved.area is None
