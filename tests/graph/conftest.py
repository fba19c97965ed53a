"""A small record, written by hand over sentences of the five documents, and its graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Dataset

from zhengtu.config import resource_dir
from zhengtu.graph.dataset import area_quads, write_dump
from zhengtu.graph.mapping import DocumentMeta, policy_quads
from zhengtu.graph.readings import Extraction
from zhengtu.iri import Minter
from zhengtu.model.area import Area
from zhengtu.model.record import (
    Condition,
    Definition,
    Diagnostic,
    Evidence,
    FundingRule,
    FundingShare,
    Measure,
    MetadataEvidence,
    ModeMention,
    Notice,
    Policy,
    Provision,
    Quantity,
    Record,
    Requirement,
    Responsibility,
    Rule,
    Support,
    Target,
)
from zhengtu.store.ontology import Ontology

TEXT = """\ufeff运城市人民政府办公室关于印发若干措施的通知\r
支持中国（运城）跨境电子商务综合试验区发展的若干措施\r
根据（国函〔2022〕126 号）等精神，制定本措施。设立跨境电商海外仓10个以上。\r
第三条 支持跨境电商企业做大货物贸易\r
（二）跨境电子商务示范园区奖励。对年跨境电商 1210、9710、9810 进出口额超过 1.5 亿元人民币，\
经市商务局认定为市级跨境电商示范园区的，给予 50 万元的一次性奖励。\r
（三）海外仓奖励。按照实际建设费用（租赁）的 30% 给予一次性补助，每次按每\f吨0.5‰计。\r
第四条 引进\r
对引进的龙头企业，给予场地、租金等支持。\r
第十条 附则\r
（二）资金安排。第三条支持措施所需资金，比例为盐湖区 5:5，其余各县（市）（永济市除外）2:8，其余条款由市本级承担。\
省市可同步享受政策。
（海关监管代码为9610，下同）"""

AREAS = {
    area.code: area
    for area in (Area("140000", "山西省", "province", None), Area("140800", "运城市", "prefecture", "140000"))
}
SLUG = "yuncheng-2024"
META = DocumentMeta(SLUG, "若干措施", "运城市", "0" * 64, "https://www.example.org/10号?id=1")
EXTRACTION = Extraction("1" * 64, "1.2.3")
BASE = "http://localhost:8000/"


def says(words: str) -> Evidence:
    """The one place of the text that has these words."""
    assert TEXT.count(words) == 1
    start = TEXT.index(words)
    return Evidence(start, start + len(words), words)


def provision(path: tuple[int, ...], kind: str, label: str, heading: str | None, words: str) -> Provision:
    place = says(words)
    return Provision(path, kind, label, heading, words, place.start, place.end)


PARK = says(
    "对年跨境电商 1210、9710、9810 进出口额超过 1.5 亿元人民币，"
    "经市商务局认定为市级跨境电商示范园区的，给予 50 万元的一次性奖励。"
)
SHARES = says("比例为盐湖区 5:5，其余各县（市）（永济市除外）2:8，其余条款由市本级承担。")

RECORD = Record(
    source="003.txt",
    policy=Policy(
        title="支持中国（运城）跨境电子商务综合试验区发展的若干措施",
        issuer=("运城市人民政府办公室",),
        area="运城市",
        area_code="140800",
        document_number="运政办发〔2024〕10号",
        issued_on=date(2024, 4, 10),
        effective_from=date(2024, 4, 10),
        valid_until=date(2025, 12, 31),
        applies_from=date(2024, 1, 1),
        interpreted_by=("市商务局",),
        basis=("国函〔2022〕126号",),
        cites=("济政字〔2021〕22号",),
        notice=Notice("关于印发若干措施的通知", says("运城市人民政府办公室关于印发若干措施的通知")),
        evidence=(
            MetadataEvidence("issuer", "运城市人民政府办公室", Evidence(1, 11, TEXT[1:11])),
            MetadataEvidence("basis", "国函〔2022〕126号", says("国函〔2022〕126 号")),
            MetadataEvidence("title", "若干措施", says("支持中国（运城）跨境电子商务综合试验区发展的若干措施")),
        ),
    ),
    provisions=(
        provision((3,), "article", "第三条", "支持跨境电商企业做大货物贸易", "第三条 支持跨境电商企业做大货物贸易\r\n"),
        provision(
            (3, 2), "item", "（二）", "跨境电子商务示范园区奖励", f"（二）跨境电子商务示范园区奖励。{PARK.quote}\r\n"
        ),
        provision(
            (3, 3),
            "item",
            "（三）",
            "海外仓奖励",
            "（三）海外仓奖励。按照实际建设费用（租赁）的 30% 给予一次性补助，每次按每\f吨0.5‰计。\r\n",
        ),
        provision((4,), "article", "第四条", "引进", "第四条 引进\r\n对引进的龙头企业，给予场地、租金等支持。\r\n"),
        provision((10,), "article", "第十条", "附则", "第十条 附则\r\n"),
        provision(
            (10, 2),
            "item",
            "（二）",
            None,
            f"（二）资金安排。第三条支持措施所需资金，{SHARES.quote}省市可同步享受政策。",
        ),
    ),
    measures=(
        Measure(
            id="m1",
            provision=(3, 2),
            instrument="reward",
            beneficiary=("park_operator",),
            beneficiary_text="跨境电商示范园区",
            supports=(Support("amount", Decimal("5E+5"), "CNY", says("50 万元")),),
            conditions=(
                Condition(
                    "trade_volume",
                    ">",
                    Decimal("150000000.0"),
                    "CNY",
                    "进出口额超过 1.5 亿元",
                    says("进出口额超过 1.5 亿元人民币"),
                    period="year",
                    customs_modes=("9710",),
                ),
                Condition("other", "per", Decimal(3), "crate", "每增加3箱", says("1.5 亿元"), tier=1, alt=2),
            ),
            evidence=PARK,
            requirements=(
                Requirement("recognised", "市商务局", "经市商务局认定", says("经市商务局认定为市级跨境电商示范园区")),
            ),
            customs_modes=("1210", "9710", "9810"),
            frequency="once",
            instalments="分两年拨付",
        ),
        Measure(
            id="m1",
            provision=(3, 3),
            instrument="subsidy",
            beneficiary=("enterprise",),
            beneficiary_text=None,
            supports=(
                Support("rate", Decimal("0.30"), "ratio", says("30%"), of="实际建设费用（租赁）", payer="city"),
                Support(
                    "rate",
                    Decimal("0.0005"),
                    "ratio",
                    says("0.5‰"),
                    bound="max",
                    per="crate",
                    period="year",
                    tier=1,
                    when="境外",
                    duration_years=3,
                ),
                Support("ceiling", Decimal(6), "booth", says("一次性补助"), per="event"),
            ),
            conditions=(),
            evidence=says("按照实际建设费用（租赁）的 30% 给予一次性补助，每次按每\f吨0.5‰计。"),
        ),
    ),
    qualitative_measures=(
        Measure("m1", (4,), "other", ("enterprise",), None, (), (), says("对引进的龙头企业，给予场地、租金等支持。")),
    ),
    mode_mentions=(
        ModeMention((3, 2), "9710", says("9710"), SHARES),
        ModeMention(None, "9610", says("9610"), SHARES),
    ),
    responsibilities=(
        Responsibility((3, 2), "市商务局", "lead", says("经市商务局认定"), SHARES),
        Responsibility(None, "各区县", "responsible", says("其余各县（市）"), SHARES),
    ),
    funding=(
        FundingRule(
            (10, 2),
            ((3,),),
            ("盐湖区",),
            (FundingShare("city", Decimal("0.5")), FundingShare("county", Decimal("0.5"))),
            SHARES,
        ),
        FundingRule(
            (10, 2), "others", None, (FundingShare("city", Decimal(1), "max"),), SHARES, except_areas=("永济市",)
        ),
    ),
    targets=(
        Target(
            None,
            "2023",
            Decimal(10),
            "overseas_warehouse",
            ">=",
            "设立跨境电商海外仓10个以上",
            says("设立跨境电商海外仓10个以上"),
            per="county",
        ),
    ),
    rules=(Rule((10, 2), "stackable", says("省市可同步享受政策。"), ((3,),)),),
    definitions=(
        Definition(
            None, "跨境电商进出口", "海关监管代码为9610", says("（海关监管代码为9610，下同）"), ("9610",), "following"
        ),
    ),
    eligibility=(Condition("operating_years", ">=", Decimal(1), "year", "经营满1年", says("引进的龙头企业")),),
    quantities=(
        Quantity(0, 1, "1", Decimal(1), None, "label"),
        Quantity(1, 2, "2", Decimal(2), None, "unassigned"),
    ),
    diagnostics=(Diagnostic("unassigned-number", "warning", PARK.start, PARK.start + 4, "This number has no place."),),
)


@pytest.fixture(scope="session")
def text() -> str:
    return TEXT


@pytest.fixture(scope="session")
def record() -> Record:
    return RECORD


@pytest.fixture(scope="session")
def codes() -> Mapping[str, str]:
    return Ontology.load(resource_dir("ontology")).code_labels()


@pytest.fixture(scope="session")
def map_record(codes: Mapping[str, str]) -> Callable[[Record], list[str]]:
    """Map a record as the document yuncheng-2024."""
    english = Ontology.load(resource_dir("ontology")).code_labels("en")
    return lambda record: policy_quads(record, META, EXTRACTION, Minter(BASE), AREAS, codes, english=english)


@pytest.fixture(scope="session")
def lines(map_record: Callable[[Record], list[str]]) -> list[str]:
    return map_record(RECORD)


@pytest.fixture(scope="session")
def dump(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The policy with vocabulary, code lists and areas, as a build would write it."""
    minter, ontology = Minter(BASE), Ontology.load(resource_dir("ontology"))
    path = tmp_path_factory.mktemp("graph") / "dump.nq"
    shared = [
        *ontology.vocabulary_quads(minter),
        *ontology.code_quads(minter),
        *area_quads(["140800"], AREAS, minter),
    ]
    write_dump(path, [*lines, *shared])
    return path


@pytest.fixture(scope="session")
def dataset(lines: list[str]) -> Dataset:
    """The policy's graph, read by rdflib."""
    dataset = Dataset(default_union=True)
    dataset.parse(data="\n".join(lines), format="nquads")
    return dataset
