"""The same document in another layout gives the same facts, and its evidence is verbatim in that layout."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from zhengtu.model.record import Evidence, Record

from .conftest import Read

_TO_HALF = str.maketrans("，；：（）！？。", ",;:()!?.")
_TO_FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def wrapped(text: str, width: int, between: str = "\n") -> str:
    """Cut every line at a width, as a PDF does."""
    return "\n".join(
        between.join(line[at : at + width] for at in range(0, max(1, len(line)), width)) for line in text.split("\n")
    )


def half_width(text: str) -> str:
    return text.translate(_TO_HALF)


def blanks_round_digits(text: str) -> str:
    return re.sub(r"(\d+(?:\.\d+)?)", r" \1 ", text)


def full_width_digits(text: str) -> str:
    return text.translate(_TO_FULL_DIGITS)


def without_line_breaks(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text)


def carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def on_a_page(text: str) -> str:
    """The page of a web site round the document."""
    above = "首页 > 政务公开 > 政策文件\n\n字号：大 中 小\n\n"
    below = "\n\n打印本页 关闭窗口\n\n版权所有：某市人民政府 电话：0531-12345678\n"
    return above + text + below


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wrapped at 38": partial(wrapped, width=38),
    "wrapped at 30 with blank lines": partial(wrapped, width=30, between="\n\n"),
    "wrapped at 22": partial(wrapped, width=22),
    "half-width punctuation": half_width,
    "blanks round digits": blanks_round_digits,
    "full-width digits": full_width_digits,
    "no line breaks": without_line_breaks,
    "CRLF": carriage_returns,
    "on a page": on_a_page,
}
SLUGS = ["jinan-2021", "lianyungang-2024", "qingzhou-2022", "yuncheng-2024", "zhengzhou-draft"]


@pytest.fixture(scope="module")
def relaid(texts: dict[str, str], read: Read) -> Callable[[str, str], tuple[str, Record]]:
    """Slug and layout → the text in that layout and what is read there; each read once."""
    done: dict[tuple[str, str], tuple[str, Record]] = {}

    def relay(slug: str, layout: str) -> tuple[str, Record]:
        if (slug, layout) not in done:
            text = LAYOUTS[layout](texts[slug])
            done[slug, layout] = text, read(text)
        return done[slug, layout]

    return relay


Relaid = Callable[[str, str], tuple[str, Record]]


def in_layouts(*layouts: str) -> pytest.MarkDecorator:
    """Every document in the layouts."""
    cases = [pytest.param(slug, layout, id=f"{slug} {layout}") for slug in SLUGS for layout in layouts]
    return pytest.mark.parametrize(("slug", "layout"), cases)


@in_layouts(*LAYOUTS)
def test_provisions_survive(slug: str, layout: str, relaid: Relaid, records: dict[str, Record]) -> None:
    _, record = relaid(slug, layout)
    assert [p.path for p in record.provisions] == [p.path for p in records[slug].provisions]


# A heading that nothing but its line break ends (一、指导思想) cannot be told without line breaks.
@in_layouts(*(name for name in LAYOUTS if name != "no line breaks"))
def test_headings_survive(slug: str, layout: str, relaid: Relaid, records: dict[str, Record]) -> None:
    _, record = relaid(slug, layout)
    assert [_folded(p.heading) for p in record.provisions] == [_folded(p.heading) for p in records[slug].provisions]


@in_layouts(*LAYOUTS)
def test_provisions_keep_their_text(slug: str, layout: str, relaid: Relaid, records: dict[str, Record]) -> None:
    _, record = relaid(slug, layout)
    assert [_folded(p.text) for p in record.provisions] == [_folded(p.text) for p in records[slug].provisions]


@in_layouts(*LAYOUTS)
def test_supports_survive(slug: str, layout: str, relaid: Relaid, records: dict[str, Record]) -> None:
    _, record = relaid(slug, layout)
    assert list(_supports(record)) == list(_supports(records[slug]))


@in_layouts(*LAYOUTS)
def test_thresholds_survive(slug: str, layout: str, relaid: Relaid, records: dict[str, Record]) -> None:
    _, record = relaid(slug, layout)
    assert list(_thresholds(record)) == list(_thresholds(records[slug]))


@in_layouts(*LAYOUTS)
def test_responsibilities_survive(slug: str, layout: str, relaid: Relaid, records: dict[str, Record]) -> None:
    _, record = relaid(slug, layout)
    assert _roles(record) == _roles(records[slug])


@in_layouts(*LAYOUTS)
def test_arrangements_survive(slug: str, layout: str, relaid: Relaid, records: dict[str, Record]) -> None:
    _, record = relaid(slug, layout)
    assert list(_arrangements(record)) == list(_arrangements(records[slug]))


@in_layouts(*LAYOUTS)
def test_metadata_survives(slug: str, layout: str, relaid: Relaid, records: dict[str, Record]) -> None:
    _, record = relaid(slug, layout)
    assert _metadata(record) == _metadata(records[slug])


@in_layouts(*LAYOUTS)
def test_evidence_is_verbatim_in_the_layout(slug: str, layout: str, relaid: Relaid) -> None:
    text, record = relaid(slug, layout)
    assert [e for e in evidence_of(record) if e.quote != text[e.start : e.end]] == []
    assert [p.path for p in record.provisions if p.text != text[p.start : p.end]] == []


WRITTEN = sorted(Path("tests/gold").glob("written*/*.txt"))
# Without lines, nothing tells the rows of a table apart that has no column 序号 (huangshan, ganzhou-shenbao,
# qingbaijiang, xianning), nor a list that stands below 【申报条件】 from one within its line (liuzhou-shuzi), nor the
# list of annexes in a notice from the numbering of what it carries (binzhou, wulanchabu).
NEEDS_LINES = (
    "huangshan",
    "ganzhou-shenbao",
    "qingbaijiang-kuajing",
    "liuzhou-shuzi",
    "wangcheng-rencai-anju",
    "yinchuan",
    "xianning",
    "binzhou",
    "wulanchabu",
    "lvyuan",
    "zhanjiang",
)
# Rows whose cells blanks divide are not put together again where they were broken, as those with tabs are.
NEEDS_WIDTH = ("jiangmen-zhinan",)


@pytest.mark.parametrize(
    ("file", "layout"),
    [
        pytest.param(file, layout, id=f"{file.stem} {layout}")
        for file in WRITTEN
        for layout in LAYOUTS
        if not (layout == "no line breaks" and file.stem.startswith(NEEDS_LINES))
        and not (layout == "wrapped at 22" and file.stem.startswith(NEEDS_WIDTH))
    ],
)
def test_written_documents_lose_next_to_nothing(file: Path, layout: str, read: Read) -> None:
    text = file.read_bytes().decode()
    clean, relaid = _facts(read(text)), _facts(read(LAYOUTS[layout](text)))
    both = (clean & relaid).total()
    assert both * 2 / (clean.total() + relaid.total()) >= 0.98


def _facts(record: Record) -> Counter[Any]:
    facts = (*_supports(record), *_thresholds(record), *_arrangements(record), *_roles(record))
    return Counter([*facts, *(p.path for p in record.provisions)])


def evidence_of(record: Record) -> Iterator[Evidence]:
    """Every evidence of a record."""
    yield from (m.evidence for m in record.policy.evidence)
    for measure in (*record.measures, *record.qualitative_measures):
        yield measure.evidence
        yield from (fact.evidence for fact in (*measure.supports, *measure.conditions, *measure.requirements))
    for facts in (record.mode_mentions, record.responsibilities, record.funding, record.targets, record.rules):
        yield from (fact.evidence for fact in facts)
    yield from (fact.evidence for fact in (*record.definitions, *record.eligibility))


def _folded(words: str | None) -> str | None:
    """Without blanks and widths, which is all that a layout changes."""
    return words and re.sub(r"\s", "", unicodedata.normalize("NFKC", words)).replace("。", ".")


def _supports(record: Record) -> Iterator[tuple[Any, ...]]:
    for m in record.measures:
        for s in m.supports:
            yield m.provision, s.role, s.value, s.unit, s.bound, s.per, s.period, s.tier, s.duration_years, s.payer


def _thresholds(record: Record) -> Iterator[tuple[Any, ...]]:
    for m in (*record.measures, *record.qualitative_measures):
        for c in m.conditions:
            yield m.provision, c.metric, c.op, c.value, c.unit, c.period, c.tier, c.alt, c.customs_modes


def _arrangements(record: Record) -> Iterator[tuple[Any, ...]]:
    yield from ((f.provision, f.scope, f.areas, f.except_areas, f.shares) for f in record.funding)
    yield from ((t.provision, t.by, t.value, t.unit, t.op, t.per) for t in record.targets)
    yield from ((r.provision, r.kind, r.scope) for r in record.rules)


def _roles(record: Record) -> set[tuple[Any, ...]]:
    return {(r.provision, r.role, _folded(r.agency)) for r in record.responsibilities}


def _metadata(record: Record) -> tuple[Any, ...]:
    p = record.policy
    return (
        (_folded(p.title), tuple(map(_folded, p.issuer)), p.area_code, p.status, _folded(p.document_number)),
        (p.issued_on, p.effective_from, p.valid_until, p.valid_for_years, p.applies_from),
        (tuple(map(_folded, p.basis)), tuple(map(_folded, p.cites)), p.interpreted_by),
    )
