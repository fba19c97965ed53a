"""From when, until when and for how long a policy holds, and who interprets it."""

from __future__ import annotations

from datetime import date

import pytest

from zhengtu.extract.validity import parse_date
from zhengtu.model.record import Policy

from .conftest import Read

ISSUED = "连云港市人民政府\n2024年11月20日\n"


def policy(read: Read, clause: str, head: str = "") -> Policy:
    return read(f"{head}一、支持园区\n对园区给予奖励。\n二、附则\n{clause}").policy


@pytest.mark.parametrize("verb", ["施行", "实施", "执行", "实行"])
def test_printed_date_of_force(verb: str, read: Read) -> None:
    assert policy(read, f"本措施自2024年3月1日起{verb}。").effective_from == date(2024, 3, 1)


@pytest.mark.parametrize("day", ["印发之日", "发布之日", "公布之日", "下发之日"])
def test_force_from_the_day_of_issue(day: str, read: Read) -> None:
    assert policy(read, f"本措施自{day}起施行。", ISSUED).effective_from == date(2024, 11, 20)


def test_force_from_an_unknown_day_of_issue_is_unknown(read: Read) -> None:
    assert policy(read, "本措施自印发之日起施行。").effective_from is None


def test_force_some_days_after_issue_is_not_the_day_of_issue(read: Read) -> None:
    assert policy(read, "本措施自印发之日起30日后施行。", ISSUED).effective_from is None


@pytest.mark.parametrize(
    "clause",
    [
        "本措施有效期至2026年12月31日。",
        "本措施自2024年1月1日起施行，有效期至2026年12月31日。",
        "执行期限至2026年12月31日。",
        "执行期限为2024年1月1日至2026年12月31日。",
        "有效期三年，至2026年12月31日止。",
        "本措施自2024年1月1日起至2026年12月31日止。",
        "本政策实施期限：2024年1月1日—2026年12月31日。",
    ],
)
def test_printed_end(clause: str, read: Read) -> None:
    assert policy(read, clause).valid_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("clause", "years"),
    [
        ("有效期3年。", 3),
        ("有效期三年。", 3),
        ("有效期为5年。", 5),
        ("执行期三年。", 3),
        ("执行期限为三年。", 3),
        ("本办法自2024年5月1日起试行，试行期限为2年。", 2),
        ("本办法自2024年5月1日起执行，暂行两年。", 2),
        ("有效期两年。", 2),
        ("本措施自印发之日起施行，试行一年。", 1),
    ],
)
def test_printed_years(clause: str, years: int, read: Read) -> None:
    found = policy(read, clause)
    assert (found.valid_for_years, found.valid_until) == (years, None)


def test_years_of_a_threshold_are_no_validity(read: Read) -> None:
    assert policy(read, "对经营满3年的企业给予奖励。").valid_for_years is None


def test_time_in_which_projects_are_carried_out_is_no_validity(read: Read) -> None:
    found = policy(read, "申报项目的实施期为2024年1月1日至2025年6月30日。")
    assert (found.effective_from, found.valid_until) == (None, None)


def test_window_of_benefits(read: Read) -> None:
    found = policy(read, "本措施奖补时间从2024年1月1日开始计。")
    assert (found.applies_from, found.effective_from) == (date(2024, 1, 1), None)


def test_matters_that_must_have_happened_since_a_day(read: Read) -> None:
    found = policy(read, "本细则支持的事项，应当发生在2024年10月1日以后。")
    assert (found.applies_from, found.effective_from) == (date(2024, 10, 1), None)


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("本措施由市商务局负责解释。", ("市商务局",)),
        ("由市商务局负责解释并组织实施。", ("市商务局",)),
        ("本措施由市商务局、市财政局负责解释。", ("市商务局", "市财政局")),
        ("本措施由青岛市商务局负责解释。", ("青岛市商务局",)),
        ("本措施由市商务局会同市财政局负责解释。", ("市商务局", "市财政局")),
    ],
)
def test_interpreter(clause: str, names: tuple[str, ...], read: Read) -> None:
    assert policy(read, clause).interpreted_by == names


def test_silence_is_no_validity(read: Read) -> None:
    found = policy(read, "另行通知。")
    assert (found.effective_from, found.valid_until, found.valid_for_years, found.applies_from) == (None,) * 4


@pytest.mark.parametrize("words", ["2024年2月30日", "2024年13月1日", "2024年4月", "年月日", ""])
def test_no_such_day_is_no_date(words: str) -> None:
    assert parse_date(words) is None


def test_day_that_does_not_exist_is_not_guessed(read: Read) -> None:
    assert policy(read, "本措施自2024年2月30日起施行。").effective_from is None
