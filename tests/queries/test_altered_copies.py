"""The competency questions over copies of the documents in which numbers, dates and lists are other ones.

What a question answers must follow the text: nothing in a query or in the reading may know the shipped documents.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pyoxigraph
import pytest

from zhengtu.build.build import build
from zhengtu.config import Settings, resource_dir
from zhengtu.store.library import find_question
from zhengtu.store.release import Release

from .answers import answer, loaded

ALTERED = {
    "yuncheng-2024": [
        (
            "盐湖区、运城开发区 5:5，其余各县（市）（永济市除外）2:8",
            "盐湖区、运城开发区 6:4，其余各县（市）（河津市除外）3:7",
        ),
        ("从2024年1月1日开始计", "从2023年12月1日开始计"),
    ],
    "zhengzhou-draft": [
        ("除第“七、十一”条", "除第“七、八”条"),
        ("20亿、50亿、100亿", "30亿、60亿、90亿"),
        ("第“四、十三、十四”条", "第“四、十四”条"),
    ],
    "qingzhou-2022": [
        ("100-500万美元", "200-600万美元"),
        ("超过500万美元的", "超过600万美元的"),
        ("有效期至2024年4月12日", "有效期至2026年12月31日"),
    ],
    "lianyungang-2024": [("有效期至2027年12月31日", "有效期3年")],
    "jinan-2021": [("牵头单位:泉城海关,", "牵头单位:市商务局,")],
}


@pytest.fixture(scope="module")
def altered(root: Path, tmp_path_factory: pytest.TempPathFactory) -> pyoxigraph.Store:
    folder = tmp_path_factory.mktemp("altered")
    shutil.copytree(root / "data", folder / "data")
    for slug, changes in ALTERED.items():
        alter(folder / "data" / "policies" / slug, changes)
    settings = Settings(data_dir=folder / "data", release_dir=folder / "releases")
    build(settings)
    return loaded(Release.current(settings.release_dir))


def alter(policy: Path, changes: list[tuple[str, str]]) -> None:
    text = (policy / "source.txt").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (policy / "source.txt").write_text(text, encoding="utf-8")
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    meta = (policy / "meta.toml").read_text(encoding="utf-8")
    (policy / "meta.toml").write_text(re.sub(r'sha256 = "\w+"', f'sha256 = "{sha256}"', meta), encoding="utf-8")


def rows(store: pyoxigraph.Store, name: str, *columns: str) -> set[tuple[str, ...]]:
    question = find_question(resource_dir("queries"), name)
    assert question is not None
    return {tuple(row[column] for column in columns) for row in answer(store, question.text)}


def test_later_end_keeps_a_policy_in_force_and_makes_it_overlap(altered: pyoxigraph.Store) -> None:
    assert ("青州市", "2026-06-01", "有效 / in force") in rows(altered, "CQ01", "city", "on", "standing")
    assert ("青州市", "连云港市", "2024-11-20", "2026-12-31") in rows(
        altered, "CQ31", "city", "other_city", "from", "until"
    )


def test_policy_that_holds_for_years_ends_in_all_questions_that_many_years_after_its_first_day(
    altered: pyoxigraph.Store,
) -> None:
    assert ("连云港市", "2024-11-20", "2027-11-20") in rows(altered, "CQ01", "city", "from", "until")
    assert ("运城市", "连云港市", "2025-12-31") in rows(altered, "CQ31", "city", "other_city", "until")


def test_earlier_day_of_counting_lets_earlier_spending_count(altered: pyoxigraph.Store) -> None:
    assert rows(altered, "CQ03", "spent", "counts") == {("2023-12-15", "true"), ("2024-02-15", "true")}


def test_other_ratios_and_another_exception_change_who_pays(altered: pyoxigraph.Store) -> None:
    assert rows(altered, "CQ09", "area_name", "municipal", "local") == {
        ("盐湖区", "300000", "200000"),
        ("运城开发区", "300000", "200000"),
        ("临猗县", "150000", "350000"),
        ("河津市", "未载明 / not stated", "未载明 / not stated"),
    }
    assert rows(altered, "CQ32", "district") == {("河津市",), ("上街区",)}


def test_other_ratios_and_another_exception_change_the_published_splits(altered: pyoxigraph.Store) -> None:
    """盐湖区、运城开发区; ten counties and 永济市; 河津市, which is left out."""
    found = rows(altered, "CQ42", "city", "path", "municipal", "local", "areas", "why")
    assert {row[2:] for row in found if row[:2] == ("运城市", "3/1")} == {
        ("0.6", "0.4", "2", "地区被点名"),
        ("0.3", "0.7", "11", "属于所列一类地区"),
        ("", "", "1", "地区被排除"),
    }


def test_other_provisions_named_are_paid_by_the_city_alone(altered: pyoxigraph.Store) -> None:
    numbers = {number for city, number in rows(altered, "CQ11", "city", "number") if city == "郑州市"}
    assert numbers == {"（七）", "（八）"}


def test_provision_that_no_rule_names_still_has_no_amount_of_its_own(altered: pyoxigraph.Store) -> None:
    without = {number for number, own in rows(altered, "CQ06", "number", "own_amount") if own == "false"}
    assert without == {"（四）", "（十三）", "（十四）"}


def test_other_borders_of_tiers_change_the_reward(altered: pyoxigraph.Store) -> None:
    rewards = rows(altered, "CQ15", "increase", "reward")
    assert rewards >= {("1000000", "0"), ("5000000", "10000"), ("5010000", "10000")}
    assert rows(altered, "CQ18", "case", "award") == {("a", "100000"), ("b", "0"), ("c", "0"), ("d", "600000")}


def test_another_lead_changes_the_count_of_tasks(altered: pyoxigraph.Store) -> None:
    assert rows(altered, "CQ22", "printed", "led_by_usual") == {("济南综合保税区管委会", "20"), ("市税务局", "20")}
