"""The frames of ontology/frames give our JSON-LD the shape of a tree, with a library that is not ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from zhengtu.config import resource_dir
from zhengtu.store.release import Release

CONTEXT = "https://w3id.org/zhengtu/def/context.jsonld"
FRAMES = resource_dir("ontology") / "frames"
YUNCHENG = "http://localhost:8000/id/policy/yuncheng-2024"


def load(url: str, _options: object = None) -> dict[str, Any]:
    """Give our context at its address, and nothing else: no test goes out."""
    assert url == CONTEXT
    document = json.loads((resource_dir("ontology") / "context.jsonld").read_text("utf-8"))
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def framed(release: Release, name: str) -> Any:
    document = read(release.path / "graphs" / "policy" / "yuncheng-2024.jsonld")
    return jsonld.frame(document, read(FRAMES / f"{name}.jsonld"), {"documentLoader": load})


def of_class(release: Release, kind: str) -> set[str]:
    nodes = read(release.path / "graphs" / "policy" / "yuncheng-2024.jsonld")["@graph"]
    return {
        node["id"] for node in nodes if kind in (node["type"] if isinstance(node["type"], list) else [node["type"]])
    }


def test_policy_is_a_tree_of_provisions_down_to_the_amounts(release: Release) -> None:
    """第三条（二）: 给予 50 万元的一次性奖励, on six conditions."""
    policy = framed(release, "policy")
    assert (policy["id"], policy["documentNumber"]) == (YUNCHENG, "运政办发〔2024〕10号")
    article = next(part for part in policy["parts"] if part["ordinal"] == 3)
    item = next(part for part in article["parts"] if part["ordinal"] == 2)
    (measure,) = item["measures"]
    assert len(measure["hasCondition"]) == 6
    support = measure["hasSupport"]
    assert (support["value"], support["unit"], support["bound"]) == ("500000", "code:unit/CNY", "code:bound/fixed")
    assert support["hasEvidence"]["quote"] == {"zh": "50 万元"}


@pytest.mark.parametrize(("name", "kind"), [("measure", "Measure"), ("agency", "Agency"), ("funding", "FundingRule")])
def test_frame_lists_every_resource_of_its_class(release: Release, name: str, kind: str) -> None:
    found = framed(release, name)["@graph"]
    assert {node["id"] for node in found} == of_class(release, kind) != set()


def test_split_names_its_payers_and_what_the_text_does_not_say_is_null(release: Release) -> None:
    """第十条（二）: 其余各县（市）（永济市除外）2:8."""
    rules = framed(release, "funding")["@graph"]
    rest = next(rule for rule in rules if rule["id"] == f"{YUNCHENG}/art_10/item_2/funding_2")
    shares = {share["payerLevel"]: share["ratio"] for share in rest["hasShare"]}
    assert shares == {"code:payer-level/city": "0.2", "code:payer-level/county": "0.8"}
    assert (rest["exceptArea"], rest["exceptProvision"]) == ("code:area/140881", None)


def test_agency_leads_to_what_it_answers_for(release: Release) -> None:
    agencies = {node["id"]: node for node in framed(release, "agency")["@graph"]}
    (responsibility,) = agencies["http://localhost:8000/id/agency/140800/商务局"]["responsibilities"]
    assert responsibility["role"] == "code:role/responsible"
    assert responsibility["inProvision"] == f"{YUNCHENG}/art_8"
