"""What changed between two releases, on a small document whose changes are known."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = "济南市支持跨境电子商务发展的若干措施\n第一条　对企业给予最高不超过50万元奖励。\n"
MORE = "第二条　对年进出口额超过1000万元的企业，给予5万元补贴。\n"


def publish(zhengtu: Zhengtu, folder: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    result = zhengtu("add", "a.txt", "--data", "mine", *options)
    assert result.returncode == 0, result.stderr
    return result


def changes(zhengtu: Zhengtu) -> dict[str, Any]:
    result = zhengtu("changes", "--format", "json")
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def labels(found: dict[str, Any], kind: str, state: str) -> list[str]:
    return [fact["label"] for fact in found["facts"].get(kind, {}).get(state, [])]


def test_changed_amount_is_told_with_both_values(zhengtu: Zhengtu, tmp_path: Path) -> None:
    publish(zhengtu, tmp_path, TEXT, "--city", "济南市")
    publish(zhengtu, tmp_path, TEXT.replace("50", "60"), "--replace", "a")
    found = changes(zhengtu)
    (support,) = found["facts"]["supports"]["changed"]
    value = next(change for change in support["values"] if change["property"] == "zt:value")
    decimal = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
    assert (value["before"], value["after"]) == ([f'"500000"{decimal}'], [f'"600000"{decimal}'])
    assert support["policy"] == "a"
    assert labels(found, "supports", "added") == labels(found, "supports", "removed") == []


def test_further_provision_is_told_by_kind_and_what_it_moves_is_not(zhengtu: Zhengtu, tmp_path: Path) -> None:
    """A line in front moves every offset, and changes no fact."""
    publish(zhengtu, tmp_path, TEXT, "--city", "济南市")
    publish(zhengtu, tmp_path, "发布日期：\n" + TEXT + MORE, "--replace", "a")
    found = changes(zhengtu)
    assert [label[:3] for label in labels(found, "provisions", "added")] == ["第二条"]
    assert labels(found, "supports", "added") == ["金额 5万元"]
    assert len(labels(found, "conditions", "added")) == 1
    assert {state for kind in ("supports", "measures") for state, facts in found["facts"][kind].items() if facts} == {
        "added"
    }
    assert found["triples"]["added"] == sum(graph["added"] for graph in found["graphs"].values()) > 0


def test_adding_says_what_came_and_nothing_twice(zhengtu: Zhengtu, tmp_path: Path) -> None:
    publish(zhengtu, tmp_path, TEXT, "--city", "济南市")
    (tmp_path / "b.txt").write_text(TEXT + MORE, encoding="utf-8")
    result = zhengtu("add", "b.txt", "--data", "mine", "--city", "济南市")
    assert (result.returncode, result.stderr) == (0, "")
    assert "2 provisions, 2 measures, 2 supports, 1 conditions" in result.stdout
    assert re.search(r"^policies +1 +0 +0$", result.stdout, re.MULTILINE)
    assert re.search(r"^supports +2 +0 +0$", result.stdout, re.MULTILINE)
    assert "+ policies: b: 济南市支持跨境电子商务发展的若干措施" in result.stdout
    assert "+ supports" not in result.stdout


def test_removed_document_is_told(zhengtu: Zhengtu, tmp_path: Path) -> None:
    publish(zhengtu, tmp_path, TEXT, "--city", "济南市")
    (tmp_path / "b.txt").write_text(TEXT + MORE, encoding="utf-8")
    zhengtu("add", "b.txt", "--data", "mine", "--city", "济南市", "--no-build")
    zhengtu("build", "--data", "mine")
    (tmp_path / "mine" / "policies" / "b").rename(tmp_path / "gone")
    zhengtu("build", "--data", "mine")
    first, last = sorted((tmp_path / "releases").glob("r-*"), key=lambda path: len(list(path.glob("texts/*"))))
    found = json.loads(zhengtu("changes", last.name, first.name, "--format", "json").stdout)
    assert (labels(found, "policies", "removed"), labels(found, "policies", "added")) == ([TEXT.split("\n")[0]], [])


def test_release_that_is_not_there_is_named_with_those_that_are(zhengtu: Zhengtu, tmp_path: Path) -> None:
    publish(zhengtu, tmp_path, TEXT, "--city", "济南市")
    name = (tmp_path / "releases" / "current").resolve().name
    result = zhengtu("changes", "r-none")
    assert result.returncode == 2
    assert f"no release 'r-none'; there are: {name}" in result.stderr
    assert "nothing was published before" in zhengtu("changes").stderr


def test_same_release_has_no_change(zhengtu: Zhengtu, tmp_path: Path) -> None:
    publish(zhengtu, tmp_path, TEXT, "--city", "济南市")
    name = (tmp_path / "releases" / "current").resolve().name
    result = zhengtu("changes", name, name)
    assert (result.returncode, result.stdout) == (0, f"{name} -> {name}\nno change\n")
