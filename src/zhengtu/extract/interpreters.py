"""Who interprets a document: 由市商务局会同市财政局负责解释, 解释权归市商务局. Duties: agencies."""

from __future__ import annotations

import re

from zhengtu.extract.context import Context
from zhengtu.extract.rosters import members

_HOW = r"(?:共同)?(?:按照?(?:各自)?职责(?:分工)?)?"
_WHAT = r"(?:(?:具体|政策|最终|相关|本)?[^，。；由]{0,8}的?)?解释"
_WHO = (
    re.compile(rf"(?<!自)由(?P<who>[\u4e00-\u9fff、]{{2,60}}?){_HOW}(?:负责|承担|进行|予以)?(?:具体)?(?:政策)?解释"),
    re.compile(rf"解释(?:工作)?由(?P<who>[\u4e00-\u9fff、]{{2,60}}?){_HOW}(?:负责|承担|进行)"),
    re.compile(r"解释权(?:归属?于?|属于?|由)(?P<who>[\u4e00-\u9fff、]{2,60}?)(?:共同)?(?:所有|(?=[，。；\n]|$))"),
    re.compile(
        rf"(?:^|[。；\n])(?P<who>[\u4e00-\u9fff、]{{2,60}}?){_HOW}(?:负责|牵头)?制定[^，。；]{{2,20}}，并(?:分别|共同)?负责{_WHAT}"
    ),
    re.compile(
        rf"(?:^|[。，；\n])(?!并|分别|共同)(?P<who>[\u4e00-\u9fff、]{{2,30}}?)(?:对本[^，。；]{{2,6}})?(?:共同)?负责{_WHAT}"
    ),
)
# What else a body does stands behind its name: 由市商务局负责制定细则并解释.
_BEYOND = re.compile(r"(?:负责|牵头制定|制定|另行|依照?|根据|承担|牵头组织).*$")


def find_interpreters(context: Context) -> tuple[tuple[str, ...], re.Match[str] | None]:
    """The names, and the words that say so."""
    found = next((match for pattern in _WHO if (match := pattern.search(context.text))), None)
    if found is None:
        return (), None
    who = found["who"]
    start = found.start("who") + who.rfind("由") + 1
    end = start + len(_BEYOND.sub("", who[who.rfind("由") + 1 :]))
    listed = members(context.outline.text, start, end, context.lexicon.agency_suffixes)
    return tuple(dict.fromkeys(member.name for member in listed)), found
