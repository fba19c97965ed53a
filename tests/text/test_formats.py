"""The same document as plain text, web page, Word document and PDF gives the same facts; broken ones are refused."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtu.errors import UnreadableSource
from zhengtu.extract.extraction import extract
from zhengtu.lexicon.load import load
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Record
from zhengtu.model.source import Source
from zhengtu.text.decoding import decode
from zhengtu.text.read import format_of, read_source, read_text

ROOT = Path(__file__).resolve().parents[2]
POLICIES = sorted(ROOT.glob("data/policies/*/source.txt"))
# Counted in the documents: provisions of the five.
PROVISIONS = 126
PARAGRAPHS = ["某市若干措施", "第一条　对企业给予最高不超过50万元奖励。", "第二条　本措施自发布之日起施行。"]
FORMATS = ["html", "docx", "pdf"]

Make = dict[str, Callable[[Sequence[str]], bytes]]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def paragraphs(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8-sig")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("首页")]


def facts(text: str, lexicon: Lexicon) -> dict[str, object]:
    record = extract(Source("a", text, "0" * 64), lexicon)
    return {
        "provisions": [(p.path, p.label, p.heading) for p in record.provisions],
        "supports": supports(record),
        "conditions": [(m.provision, c.metric, c.op, c.value, c.unit) for m in record.measures for c in m.conditions],
        "responsibilities": [(r.provision, r.agency, r.role) for r in record.responsibilities],
        "policy": (record.policy.title, record.policy.area_code, record.policy.document_number),
    }


def supports(record: Record) -> list[object]:
    return [
        (m.provision, s.role, s.value, s.unit, s.bound, s.of, s.per, s.period, s.tier)
        for m in record.measures
        for s in m.supports
    ]


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("name", FORMATS)
def test_a_policy_gives_the_same_facts_in_every_format(path: Path, name: str, make: Make, lexicon: Lexicon) -> None:
    lines = paragraphs(path)
    assert facts(read_text(make[name](lines), "a")[0], lexicon) == facts("\n".join(lines) + "\n", lexicon)


@pytest.mark.parametrize("name", FORMATS)
def test_no_provision_is_lost_or_found_beside_those_of_the_five(name: str, make: Make, lexicon: Lexicon) -> None:
    texts = [read_text(make[name](paragraphs(path)), "a")[0] for path in POLICIES]
    assert sum(len(extract(Source("a", text, ""), lexicon).provisions) for text in texts) == PROVISIONS


@pytest.mark.system("chromium")
@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.parent.name)
def test_a_page_printed_by_a_browser_gives_the_same_facts(path: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    lines = paragraphs(path)
    body = "".join(f"<p>{line}</p>" for line in lines)
    (tmp_path / "a.html").write_text(f'<meta charset="utf-8"><body style="font-size:16pt">{body}', encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    arguments = [f"--print-to-pdf={tmp_path}/a.pdf", f"file://{tmp_path}/a.html"]
    subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=120)

    text = read_source(tmp_path / "a.pdf").text

    assert facts(text, lexicon) == facts("\n".join(lines) + "\n", lexicon)


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_told_by_content_and_not_by_name(name: str, make: Make, tmp_path: Path) -> None:
    data = make[name](PARAGRAPHS)
    (tmp_path / "a.txt").write_bytes(data)
    assert format_of(data) == name
    assert "第一条　对企业给予最高不超过50万元奖励。\n" in read_source(tmp_path / "a.txt").text


@pytest.mark.parametrize("name", FORMATS)
def test_text_of_every_format_reads_back_as_plain_text(name: str, make: Make) -> None:
    text, _ = read_text(make[name]([*PARAGRAPHS, "第三条　\u0085\u200b奖励\u009f。"]), "a")
    assert decode(text.encode(), "a.txt") == text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMATS), st.integers(), st.integers(1, 40))
def test_damaged_documents_give_text_or_one_line_of_refusal(make: Make, name: str, seed: int, changes: int) -> None:
    random = Random(seed)
    data = bytearray(make[name](PARAGRAPHS))
    for _ in range(changes):
        at = random.randrange(8, len(data) + 8)
        data[at : at + random.choice((1, 1, 5, 200))] = random.choice((b"", random.randbytes(1), random.randbytes(9)))
    _is_read_or_refused(bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"<!doctype html>", b"<html><table><tr>"]), st.binary())
def test_any_bytes_after_the_beginning_of_a_format_are_read_or_refused(beginning: bytes, data: bytes) -> None:
    _is_read_or_refused(beginning + data)


def _is_read_or_refused(data: bytes) -> None:
    try:
        text, _ = read_text(data, "a.bin")
    except UnreadableSource as refused:
        assert re.fullmatch(r"a\.bin .+", str(refused))
    else:
        assert decode(text.encode(), "a.txt") == text or format_of(data) == "txt"


def test_file_of_any_size_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(10**12)
    with pytest.raises(UnreadableSource, match="larger than 64 MB"):
        read_source(tmp_path / "a.txt")


def test_plain_text_is_read_without_loading_the_readers_of_other_formats() -> None:
    program = (
        "import sys; from zhengtu.text.read import read_text; import zhengtu.extract.extraction; "
        "read_text('第一条'.encode(), 'a'); sys.exit(any(name in sys.modules for name in ('lxml', 'pypdf')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
