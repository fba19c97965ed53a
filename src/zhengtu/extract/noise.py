"""Numbers that are no quantities: dates, document numbers, codes, titles. What counts something: quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengtu.extract.dates import DAY
from zhengtu.model.lexicon import Lexicon

_DATE = re.compile(rf"{DAY}|" r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")
_NUMBERED = re.compile(
    r"[〔\[（(]\d{4}[〕\]）)]\s*第?\d+号|第\d+[次届号期条章节款项]|\d{3,4}-\d{7,8}(?!\d)|(?<!\d)1\d{10}(?!\d)|\d{4}-\d{1,2}-\d{1,2}"
)
# 世界500强 is a name; what stands in a page footer (备案号, 电话, 门牌) counts nothing.
_NAMED = re.compile(
    r"(?<!\d)\d{1,6}强|[A-Za-z]{2,}\d+|ICP备\d+号(?:-\d+)?|公网安备\s*\d+号?|标识码：?\d+|\d{2,3}-\d{2}-\d{7,8}|(?:大道|路)\d+号"
)
# 300万元（含300万元）: the number again, to say that it is meant too.
_AGAIN = re.compile(r"(?<!\d)(\d[\d.]*[十百千万亿]*)([^\d（），。；]{0,4}?)(?:及?以[上下内])?（不?含(\1\2)(?:本数)?）")
_TITLE = re.compile(r"《[^《》\n]{1,120}》")


@dataclass(frozen=True, slots=True)
class Noise:
    """A number that is no quantity: a date, a document number, a code, a label."""

    start: int
    end: int
    role: str


def find_noise(text: str, lexicon: Lexicon) -> list[Noise]:
    """Dates, document numbers, phone numbers and customs mode codes."""
    found = [Noise(m.start(), m.end(), "date") for m in _DATE.finditer(text)]
    for m in _NUMBERED.finditer(text):
        role = "document_number" if m[0][0] in "〔[（(" else "reference" if m[0][0] == "第" else "noise"
        found.append(Noise(m.start(), m.end(), role))
    found += [Noise(m.start(), m.end(), "noise") for m in _NAMED.finditer(text)]
    found += [Noise(m.start(3), m.end(3), "condition") for m in _AGAIN.finditer(text)]
    found += [Noise(m.start(), m.end(), "customs_mode") for m in lexicon.customs_modes.finditer(text)]
    found += [Noise(m.start(), m.end(), "reference") for m in _TITLE.finditer(text) if any(c.isdigit() for c in m[0])]
    return sorted(found, key=lambda noise: noise.start)
