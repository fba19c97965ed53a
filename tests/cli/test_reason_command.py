"""zhengtu reason, as people run it. The runs of Java are tested in tests/reason."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from zhengtu.store.release import Release

Zhengtu = Callable[..., "subprocess.CompletedProcess[str]"]
DRAFT = "http://localhost:8000/id/policy/zhengzhou-draft"


def test_rules_are_listed_with_what_they_gave(zhengtu: Zhengtu, release: Release) -> None:
    result = zhengtu("reason", "--rules-only", "--release-dir", release.path.parent)
    assert result.returncode == 0, result.stderr
    assert "draft-measure" in result.stdout
    assert "A measure stated within a draft policy" in result.stdout
    assert "triples inferred from" in result.stdout


def test_thing_is_explained_in_chinese(zhengtu: Zhengtu, release: Release) -> None:
    result = zhengtu("reason", "--explain", DRAFT, "--language", "zh", "--release-dir", release.path.parent)
    assert result.returncode == 0, result.stderr
    assert "属于 – 征求意见稿  [按状态归类的政策文件]" in result.stdout
    assert "文件状态 – 征求意见稿  [载明]" in result.stdout


def test_what_is_inferred_is_written_with_a_graph_for_each_rule(
    zhengtu: Zhengtu, release: Release, tmp_path: Path
) -> None:
    result = zhengtu("reason", "--rules-only", "--output", "inferred.nq", "--release-dir", release.path.parent)
    assert result.returncode == 0, result.stderr
    written = (tmp_path / "inferred.nq").read_text("utf-8").splitlines()
    assert f"<{DRAFT}> " in "".join(line for line in written if "/graph/inferred/policy-by-status>" in line)


def test_unknown_reasoner_is_refused(zhengtu: Zhengtu, release: Release) -> None:
    result = zhengtu("reason", "--reasoner", "guess", "--release-dir", release.path.parent)
    assert result.returncode == 2
    assert "--reasoner is hermit or pellet" in result.stderr
