"""What a reader sees of how a fact was read: the badge of a person's work, the mark of what is to be checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from zhengtu.config import Settings, resource_dir
from zhengtu.graph.dataset import write_dump
from zhengtu.graph.mapping import DocumentMeta, policy_quads
from zhengtu.graph.readings import Extraction, reading_quads
from zhengtu.iri import Minter
from zhengtu.lexicon.load import load
from zhengtu.model.correction import Correction, SlotChange
from zhengtu.model.record import (
    Evidence,
    Measure,
    MetadataEvidence,
    Policy,
    Provision,
    Reading,
    Record,
    Responsibility,
    Support,
)
from zhengtu.store.ontology import Ontology
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release
from zhengtu.web.app import create_app

TEXT = "若干措施\n第一条　对企业给予50万元奖励，最高100万元。责任单位：市商务局\n"
POLICY = "/doc/policy/mingzhou-2026"
AS_HTML = {"Accept": "text/html"}
SURE, UNSURE = Decimal("0.95"), Decimal("0.62")


def says(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words), words)


def record() -> Record:
    """One measure with a sure support and one that a person changed, of which the unit is unsure; an added agency."""
    sure = Support(
        "amount", Decimal(500000), "CNY", says("50万元"), readings=(Reading("role", "slots.giving", (), SURE),)
    )
    readings = (
        Reading("role", "correction:cap", (), Decimal(1)),
        Reading("unit", "units:元", ("inferred_unit",), UNSURE),
        Reading("value", "quantities.digits", (), SURE),
    )
    changed = Support("ceiling", Decimal(1000000), "CNY", says("100万元"), readings=readings)
    person = Reading("agency", "correction:body", (), Decimal(1))
    body = Responsibility((1,), "市商务局", "responsible", says("市商务局"), says("责任单位：市商务局"), (person,))
    why = (("cap", "“最高”是上限 <b>"), ("body", "Named at the end."), ("gone", "多读"), ("title", "标题"))
    changes = {
        "cap": SlotChange("role", "amount", "ceiling"),
        "body": SlotChange("agency", None, "市商务局"),
        "gone": SlotChange("kind", "no_duplication", None),
        "title": SlotChange("value", "若干办法", "若干措施"),
    }
    kinds = {
        "cap": ("set", "support"),
        "body": ("add", "responsibility"),
        "gone": ("remove", "rule"),
        "title": ("set", "policy.title"),
    }
    corrections = tuple(
        Correction(name, "李华", date(2026, 3, 2), reason, *kinds[name], (1,), None, says("市商务局"), (changes[name],))  # type: ignore[arg-type]
        for name, reason in why
    )
    start, end = says("第一条").start, len(TEXT)
    title = MetadataEvidence(
        "title", "若干措施", says("若干措施"), (Reading("value", "correction:title", (), Decimal(1)),)
    )
    return Record(
        "source.txt",
        Policy(title="若干措施", evidence=(title,)),
        provisions=(Provision((1,), "article", "第一条", None, TEXT[start:end], start, end),),
        measures=(
            Measure(
                "m1",
                (1,),
                "reward",
                ("enterprise",),
                None,
                (sure, changed),
                (),
                says("对企业给予50万元奖励，最高100万元。"),
            ),
        ),
        responsibilities=(body,),
        corrections=corrections,
    )


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service over a release that holds this one document."""
    minter, ontology = Minter("http://localhost:8000/"), Ontology.load(resource_dir("ontology"))
    meta = DocumentMeta("mingzhou-2026", "若干措施", "明州市", "0" * 64)
    lines = policy_quads(record(), meta, Extraction("1" * 64, "1.2.3"), minter, {}, ontology.code_labels())
    shared = [*ontology.code_quads(minter), *ontology.vocabulary_quads(minter), *reading_quads(lines, load(), minter)]
    folder = tmp_path_factory.mktemp("curated") / "current"
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "mingzhou-2026.txt").write_text(TEXT, encoding="utf-8")
    write_dump(folder / "dump.nq", [*lines, *shared])
    documents = [{"slug": "mingzhou-2026", "title": "若干措施", "status": "published"}]
    manifest = {"base_iri": minter.base, "documents": documents, "counts": {"triples": len(lines)}}
    (folder / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    release = Release.current(folder.parent)
    app = create_app(Settings(release_dir=Path("unused")), release, OxigraphStore(release.dump))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def page(client: TestClient, path: str, language: str = "zh") -> str:
    answer = client.get(path, params={"lang": language}, headers=AS_HTML)
    assert answer.status_code == 200
    return answer.text


def item(text: str, anchor: str) -> str:
    """The list item of a fact."""
    found = re.search(rf'<li id="{re.escape(anchor)}".*?</li>', text, re.DOTALL)
    assert found is not None
    return found[0]


def test_curated_fact_carries_a_badge_with_who_when_and_why(curated: TestClient) -> None:
    fact = item(page(curated, POLICY), "art_1/m1/ceiling_1")
    assert 'href="#correction/cap" title="李华，2026年3月2日：“最高”是上限 &lt;b&gt;">人工校订</a>' in fact


def test_badge_is_in_the_language_of_the_reader(curated: TestClient) -> None:
    fact = item(page(curated, POLICY, "en"), "art_1/responsible/市商务局")
    assert 'title="李华, 2 March 2026: Named at the end.">curated</a>' in fact


def test_corrected_title_carries_its_badge(curated: TestClient) -> None:
    heading = re.search(r"<h1.*?</h1>", page(curated, POLICY), re.DOTALL)
    assert heading is not None
    assert 'href="#correction/title"' in heading[0]


def test_unsure_fact_is_marked_with_the_slot_to_check(curated: TestClient) -> None:
    text = page(curated, POLICY)
    assert 'title="计量单位：可信度 0.62，词表 units：元">待核</a>' in item(text, "art_1/m1/ceiling_1")
    assert 'title="unit of measure: confidence 0.62, lexicon row units: 元">check</a>' in page(curated, POLICY, "en")


def test_sure_fact_carries_nothing(curated: TestClient) -> None:
    assert "badge" not in item(page(curated, POLICY), "art_1/m1/amount_1")


def test_page_lists_every_correction_with_old_and_new_value(curated: TestClient) -> None:
    text = page(curated, POLICY)
    listed = {name: item(text, f"correction/{name}") for name in ("cap", "body", "gone", "title")}
    assert "<del>金额</del>" in listed["cap"]
    assert "<ins>上限</ins>" in listed["cap"]
    assert "<ins>市商务局</ins>" in listed["body"]
    assert "<del>不重复享受</del>" in listed["gone"]
    assert "<code>policy.title</code>" in listed["title"]
    assert 'href="#corrections">人工校订 <span class="tally">4</span>' in text


def test_page_without_corrections_has_no_list_of_them(client: TestClient) -> None:
    assert 'id="corrections"' not in page(client, "/doc/policy/yuncheng-2024")


def test_page_of_a_fact_says_how_each_slot_was_read(curated: TestClient) -> None:
    text = page(curated, f"{POLICY}/art_1/m1/ceiling_1")
    assert "可信度 0.62" in text
    rows = re.findall(r"<tr><td>([^<]*)</td><td[^>]*><a href=\"([^\"]*)\">([^<]*)</a>", text)
    assert [(slot, rule) for slot, _, rule in rows] == [
        ("角色", "校订 cap：“最高”是上限 &lt;b&gt;"),
        ("计量单位", "词表 units：元"),
        ("数值", "规则 quantities.digits"),
    ]
    assert "单位未写明，由并列的数字推得" in text
    assert "<del>金额</del>" in text


@pytest.mark.parametrize("path", ["/doc/curator/李华", f"{POLICY}/correction/cap", "/code/reading-rule/units:元"])
def test_people_corrections_and_rules_have_their_pages(curated: TestClient, path: str) -> None:
    assert "<h1>" in page(curated, path)


def test_data_of_a_fact_holds_its_readings_and_corrections(curated: TestClient) -> None:
    text = curated.get(f"{POLICY}/art_1/m1/ceiling_1.nt").text
    assert "/ceiling_1/reading/unit> <https://w3id.org/zhengtu/def#confidence>" in text
    assert "/correction/cap> <https://w3id.org/zhengtu/def#reason>" in text


def test_anchors_exist_once_and_links_lead_somewhere(curated: TestClient) -> None:
    text = page(curated, POLICY)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) - set(ids) == set()
