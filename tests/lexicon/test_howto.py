"""The guide for extending the lexicon: followed step by step, its commands print what the page shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def checkout(tmp_path: Path, root: Path) -> Path:
    """A folder where the page's relative paths lead to the shipped files, with the page's document."""
    for name in ("src", "ontology"):
        (tmp_path / name).symlink_to(root / name)
    (tmp_path / "corpus").mkdir()
    return tmp_path


def run(console: str, folder: Path) -> str:
    """Run the commands of a block as a shell would; give back the block with what they print."""
    shown = []
    for command in re.findall(r"^\$ (.*)$", console, re.MULTILINE):
        words = [str(Path(sys.executable).with_name(word)) if word == "zhengtu" else word for word in command.split()]
        result = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=False)
        shown.append(f"$ {command}\n{result.stdout}{result.stderr}")
    return "".join(shown)


def follow(kind: str, block: str, folder: Path) -> str:
    """Do what a block of the page asks for; give back what it should then look like."""
    changed = folder / "changed"
    if kind == "console":
        return run(block, folder)
    if kind == "text":
        (folder / "corpus" / "porcelain.txt").write_text(block, encoding="utf-8")
    elif kind == "yaml":
        units = changed / "units.yaml"
        units.write_text(units.read_text("utf-8").replace("\nunits:\n", f"\nunits:\n{block}", 1), encoding="utf-8")
    else:
        scheme = re.findall(r"/code/([a-z-]+)/", block)[0]
        with (changed / f"{scheme}.ttl").open("a", encoding="utf-8") as file:
            file.write(f"\n{block}")
    return block


def test_commands_of_the_page_print_what_it_shows(checkout: Path, root: Path) -> None:
    page = (root / "docs" / "howto" / "extend-the-lexicon.md").read_text("utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    printed = [(kind, follow(kind, block, checkout)) for kind, block in blocks]
    assert "console" in dict(blocks)
    assert printed == blocks
