"""What lint finds: each kind of fault once, with file, row and what to do; the shipped rows have none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import zhengtu.lexicon
from zhengtu.config import resource_dir
from zhengtu.lexicon.lint import lint

TABLES = Path(zhengtu.lexicon.__file__).parent / "tables"
CODES = resource_dir("ontology") / "codes"


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """Copy a shipped file into a folder with other words in it; give back the folder."""
    content = ((CODES if name.endswith(".ttl") else TABLES) / name).read_text("utf-8")
    assert old in content, f"{name} no longer holds {old!r}"
    (folder / name).write_text(content.replace(old, new, 1), encoding="utf-8")
    return folder


def test_shipped_rows_have_no_fault() -> None:
    assert [str(finding) for finding in lint()] == []


FAULTS = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text("utf-8"))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_fault_is_named_with_its_file_and_row_and_what_to_do(fault: dict[str, str], tmp_path: Path) -> None:
    folder = changed(tmp_path, fault["file"], fault["old"], fault["new"])

    findings = lint(concepts=folder) if fault["file"].endswith(".ttl") else lint(tables=folder)

    assert {finding.severity for finding in findings} == {"error"}
    assert any(fault["said"] in str(finding) for finding in findings), "\n".join(map(str, findings))


def test_measured_rule_whose_row_is_gone_is_a_warning(tmp_path: Path) -> None:
    measured = 'sets:\n  "tests/gold":\n    documents: 1\n    rules:\n      "metrics:gone": [1, 2]\n'
    (tmp_path / "precision.yaml").write_text(measured, encoding="utf-8")

    (finding,) = lint(tables=tmp_path)

    assert finding.severity == "warning"
    assert str(finding).endswith("no row of metrics is called gone; measure the precision of the rules anew")
