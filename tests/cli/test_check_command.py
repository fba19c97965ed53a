"""zhengtu check: what it prints of a release and of a file, and its exit codes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]
SHAPE = "https://w3id.org/zhengtu/shape#"


@pytest.fixture
def faulty(root: Path) -> Path:
    return root / "ontology" / "examples" / "invalid" / "shares-do-not-sum-to-one.ttl"


def test_valid_file_is_clean(zhengtu: Zhengtu, root: Path) -> None:
    result = zhengtu("check", root / "ontology" / "examples" / "valid" / "small-policy.ttl")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "检查图谱1个：违反0处，警告0处。",
        "graphs checked: 1; violations: 0; warnings: 0",
    ]


def test_finding_names_check_resource_fault_and_remedy_in_both_languages(zhengtu: Zhengtu, faulty: Path) -> None:
    result = zhengtu("check", faulty)
    assert result.returncode == 1
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[:5] == [
        "违反 violation  shares-do-not-sum-to-one  份额之和不为1 / shares that do not sum to one",
        "资金分担：市、县按5:5承担",
        "https://example.org/id/policy/faulty-2024/art_4/funding_1",
        "各级份额之和为0.9，且都是确定份额。",
        "The shares sum to 0.9, and all of them are fixed.",
    ]
    assert [line[0] for line in lines[5:7]] == ["→", "→"]
    assert lines[-1] == "graphs checked: 1; violations: 1; warnings: 0"


def test_json_holds_what_text_says(zhengtu: Zhengtu, faulty: Path) -> None:
    result = zhengtu("check", "--format", "json", faulty)
    report = json.loads(result.stdout)
    assert (result.returncode, report["conforms"], report["counts"]["violation"]) == (1, False, 1)
    (finding,) = report["findings"]
    assert (finding["rule"], finding["severity"], finding["value"]) == ("shares-do-not-sum-to-one", "violation", "0.9")
    assert set(finding["remedy"]) == {"zh", "en"}


def test_turtle_is_a_shacl_report(zhengtu: Zhengtu, faulty: Path) -> None:
    graph = Graph().parse(data=zhengtu("check", "--format", "ttl", faulty).stdout, format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    (result,) = graph.objects(report, SH.result)
    assert graph.value(result, SH.sourceShape) == URIRef(f"{SHAPE}shares-do-not-sum-to-one")
    assert graph.value(result, SH.resultSeverity) == SH.Violation


def test_warning_alone_is_no_failure(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        """@prefix zt: <https://w3id.org/zhengtu/def#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <urn:x> rdfs:label "某文件"@zh ; zt:issuingArea <https://w3id.org/zhengtu/code/area/999999> .
        <https://w3id.org/zhengtu/code/area/999999> rdfs:label "某地"@zh .""",
        encoding="utf-8",
    )
    result = zhengtu("check", "a.ttl")
    assert result.returncode == 0
    assert "unlisted-area" in result.stdout


def test_file_that_is_missing_or_malformed_is_a_usage_error(zhengtu: Zhengtu, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    missing, broken = zhengtu("check", "missing.ttl"), zhengtu("check", "broken.ttl")
    assert (missing.returncode, missing.stdout) == (broken.returncode, broken.stdout) == (2, "")
    assert "missing.ttl: the file cannot be read" in missing.stderr
    assert "broken.ttl is no well-formed turtle" in broken.stderr


def test_release_is_built_first_where_there_is_none_and_is_clean(
    zhengtu: Zhengtu, one_document: Path, tmp_path: Path
) -> None:
    result = zhengtu("check", "--data", one_document)
    assert result.returncode == 0
    assert result.stdout.endswith("; violations: 0; warnings: 0\n")
    assert (tmp_path / "releases" / "current").is_symlink()
