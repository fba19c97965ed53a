"""The area that a policy is issued for, by the table of divisions. A name that is not in the table stays unresolved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengtu.extract.context import Context
from zhengtu.model.area import Area

_SUFFIX = re.compile(r"(?:特别行政区|自治[州县区]|省|市|区|县|盟|旗)$")
_DEPTH = {"province": 0, "prefecture": 1, "county": 2}


def find_area(context: Context, issuers: Sequence[str], title: str) -> Area | None:
    """The deepest division that the issuer's name begins with; else one that the title or the text names most."""
    for words in [*issuers, title]:
        found = _longest_prefix(context, words)
        if found:
            return found
    return _most_named(context, title)


def _divisions(context: Context) -> list[Area]:
    return [area for area in context.lexicon.areas.values() if area.level in _DEPTH]


def _longest_prefix(context: Context, words: str) -> Area | None:
    """青州市人民政府 → 青州市; 广州市南沙区人民政府 → 南沙区."""
    hits = [(a, words.find(a.name)) for a in _divisions(context) if a.name in words[:16]]
    hits = [(a, at) for a, at in hits if at == 0 or _parent_in(context, a, words[:at])]
    if not hits:
        return None
    return max((a for a, _ in hits), key=lambda a: (_DEPTH[a.level], _known(context, a), a.code))


def _parent_in(context: Context, area: Area, words: str) -> bool:
    while area.parent and area.parent in context.lexicon.areas:
        area = context.lexicon.areas[area.parent]
        if words.endswith((area.name, _stem(area.name))):
            return True
    return False


def _known(context: Context, area: Area) -> bool:
    """Whether the text also names a division above it: tells the many 鼓楼区 apart."""
    parent = context.lexicon.areas.get(area.parent or "")
    while parent is not None:
        if _stem(parent.name) in context.text:
            return True
        parent = context.lexicon.areas.get(parent.parent or "")
    return False


def _most_named(context: Context, title: str) -> Area | None:
    """The division that the title names, else the one that the text names most by itself."""
    text = context.text
    named = [a for a in _divisions(context) if len(a.name) > 2 and (a.name in text or _stem(a.name) in title)]
    counted = {area.code: _count(text, area, named) for area in named}
    titled = [
        area
        for area in named
        if len(_stem(area.name)) > 1
        and _stem(area.name) in title
        and (counted[area.code] or area.level == "prefecture")
    ]
    if titled:
        return max(titled, key=lambda a: (_DEPTH[a.level], _known(context, a), counted[a.code], a.code))
    often = [area for area in named if counted[area.code] > 1]
    return max(often, key=lambda a: (counted[a.code], _DEPTH[a.level], _known(context, a), a.code), default=None)


def _count(text: str, area: Area, named: Sequence[Area]) -> int:
    """How often a text names an area by itself: 广州市南沙区 names the district."""
    within = (text.count(area.name + other.name) for other in named if other.parent == area.code)
    return text.count(area.name) - sum(within)


def printed_area(words: str) -> str | None:
    """The name of a place at the head of an issuer or title, for places that the table does not have."""
    match = re.match(r"[\u4e00-\u9fff]{2,4}?[市县区州盟旗](?=[\d人支关推促加商财政办印跨])", words)
    return match[0] if match else None


def _stem(name: str) -> str:
    return _SUFFIX.sub("", name) if len(name) > 2 else name
