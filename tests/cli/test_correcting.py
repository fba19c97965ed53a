"""Corrections through the commands: the session of the how-to as it is printed, and what the commands refuse."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RELEASE = re.compile(r"r-[0-9a-f]{16}")


@pytest.fixture(scope="module")
def howto(root: Path) -> list[tuple[str, str]]:
    """The blocks of the page: language and content."""
    page = (root / "docs" / "howto" / "correct-a-document.md").read_text("utf-8")
    return [(match[1], match[2]) for match in BLOCK.finditer(page)]


def test_session_of_the_howto_runs_as_it_is_printed(howto: list[tuple[str, str]], tmp_path: Path) -> None:
    content = {language: [text for found, text in howto if found == language] for language, _ in howto}
    written = dict(zip(("measures.rq", "curated.rq"), content["sparql"], strict=True))
    for name, text in ({"mingzhou.txt": content["text"][0]} | written).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    corrections = tmp_path / "data" / "policies" / "mingzhou-2026" / "corrections.yaml"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGTU_")}

    for number, block in enumerate(content["console"]):
        if number == 1:
            corrections.write_text(content["yaml"][0], encoding="utf-8")
        for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            result = subprocess.run(
                ["sh", "-c", command],
                cwd=tmp_path,
                env=environment | {"PATH": path},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            assert RELEASE.sub("r-…", result.stdout) == expected, command
