"""The authority lists are read whole, and one that cannot be used is refused with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengtu.config import resource_dir
from zhengtu.errors import InputError
from zhengtu.lexicon.authority import agency_names_file, read_agency_names, read_areas, read_former_areas
from zhengtu.model.agency import AgencyName

AUTHORITY = resource_dir("data") / "authority"


def test_short_name_gives_the_full_one() -> None:
    names = read_agency_names(agency_names_file())
    assert names["发改委"] == names["发展改革委"] == AgencyName("发展和改革委员会", False)
    assert names["人民银行"] == names["中国人民银行"] == AgencyName("中国人民银行", True)


def test_full_name_of_a_national_body_is_national_itself() -> None:
    names = read_agency_names(agency_names_file())
    national = {name.full for name in names.values() if name.is_national}
    assert {full for full in national if full in names and not names[full].is_national} == set()


def test_former_areas_are_those_with_an_end() -> None:
    former = {(area.code, area.name) for area in read_former_areas(AUTHORITY / "areas.csv")}
    assert ("370181", "章丘市") in former
    assert ("370114", "章丘区") not in former


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("140800", "Yuncheng"),
        ("140802", "Yanhu District"),
        ("140881", "Yongji"),
        ("410104", "Guancheng Hui District"),
        ("610000", "Shaanxi Province"),
        ("610100", "Xi'an"),
        ("150100", "Hohhot"),
        ("140428", "Zhangzi County"),
        ("411100", "Luohe"),
        ("320500", "Suzhou"),
        ("152222", None),
    ],
)
def test_area_has_the_name_that_english_texts_use(code: str, name: str | None) -> None:
    assert read_areas(AUTHORITY / "areas.csv")[code].name_en == name


def test_folder_without_a_table_uses_the_shipped_one(tmp_path: Path) -> None:
    assert agency_names_file(tmp_path) == AUTHORITY / "agency_names.csv"


@pytest.mark.parametrize("row", ["发改委,,local", "发改委,发展和改革委员会,city"])
def test_row_that_cannot_be_used_is_named(row: str, tmp_path: Path) -> None:
    path = tmp_path / "agency_names.csv"
    path.write_text(f"short,full,level\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_agency_names(path)
