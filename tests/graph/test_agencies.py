"""A printed name means the agency of the document's own area."""

from __future__ import annotations

import pytest

from zhengtu.graph.agencies import AgencyResolver
from zhengtu.iri import Minter
from zhengtu.model.area import Area

AREAS = {
    area.code: area
    for area in (
        Area("370000", "山东省", "province", None),
        Area("370100", "济南市", "prefecture", "370000"),
        Area("370700", "潍坊市", "prefecture", "370000"),
        Area("370781", "青州市", "county", "370700"),
        Area("440000", "广东省", "province", None),
        Area("440100", "广州市", "prefecture", "440000"),
        Area("440115", "南沙区", "county", "440100"),
        Area("450000", "广西壮族自治区", "province", None),
        Area("450100", "南宁市", "prefecture", "450000"),
    )
}


def resolver(code: str | None, name: str | None = None) -> AgencyResolver:
    return AgencyResolver.of_document(Minter("http://l/"), AREAS, slug="some-policy", area_code=code, area_name=name)


@pytest.mark.parametrize(
    ("area_code", "printed", "agency", "label"),
    [
        ("370781", "市商务局", "370781/商务局", "青州市商务局"),
        ("370100", "市商务局", "370100/商务局", "济南市商务局"),
        ("370100", "济南市财政局", "370100/财政局", "济南市财政局"),
        ("370100", "市市场监管局", "370100/市场监管局", "济南市市场监管局"),
        ("370100", "市场监管局", "370100/市场监管局", "济南市市场监管局"),
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
        ("370100", "人民银行济南分行营管部"),
        ("370100", "区商务局"),
        ("370781", "潍坊海关"),
        ("440115", "南沙开发区发改局"),
    ],
)
def test_name_that_follows_no_rule_stays_as_printed(area_code: str, printed: str) -> None:
    resolved = resolver(area_code).resolve(printed)
    assert (resolved.iri, resolved.label) == (f"http://l/id/agency/{area_code}/{printed}", printed)


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
