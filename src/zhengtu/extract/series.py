"""Numbers that belong together: members of a list, the two ends of a range. What bounds a single one: comparators."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from zhengtu.extract.mentions import EXCLUSIVE, Mention, end_of_range, is_inclusive

_AND = ("、", "和", "及", "以及", "与")
_STROKE = re.compile(r"/[^/，。；、\d]{1,4}、")
_COMPARED_EACH = re.compile(r"(?:（含[^（）]{0,4}）)?及?以上(?:（含[^（）]{0,4}）)?[、和]|（含[^（）]{0,4}）[、和]")
_RANGE = re.compile(r"(（不?含[^（）]{0,14}）)?(?:(?:至|到|-)(不足|不满|不到)?|([和与]))第?")
_BETWEEN = re.compile(r"(?:（不?含[^（）]{0,14}）)?之间")
_EXCEEDS_TOO = re.compile("、(超过?|突破|达到?|高于|首超|首破)")
_EXCEEDING = ("超过", "超出", "高于", "大于", "超")


def mark_lists(text: str, mentions: list[Mention]) -> list[Mention]:
    """Mark members of a list (A、B、C; A或B) as one series."""
    out: list[Mention] = []
    for mention in mentions:
        before = out[-1] if out else None
        if (
            before
            and before.kind == mention.kind
            and before.end <= mention.start
            and (_lists_on(text[before.end : mention.start], before, mention) or _exceeds_too(text, before, mention))
        ):
            mention = replace(mention, series=before.series)
            out = [_counted_alike(text, m, mention) for m in out]
        out.append(mention)
    return out


def _counted_alike(text: str, mention: Mention, last: Mention) -> Mention:
    """60个、100个航班: the noun behind the last member of a list says what all count."""
    counted = last.unit_row.startswith("counted:") and text[mention.end - 1] == text[last.end - 1]
    if mention.series != last.series or mention.unit != "item" or not counted:
        return mention
    return replace(mention, unit=last.unit, unit_row=last.unit_row)


def _exceeds_too(text: str, before: Mention, mention: Mention) -> bool:
    """超10亿元、超30亿元: the same word in front of each."""
    word = _EXCEEDS_TOO.fullmatch(text, before.end, mention.start)
    return word is not None and before.unit == mention.unit and text.endswith(word[1], 0, before.start)


def _lists_on(between: str, before: Mention, mention: Mention) -> bool:
    """A、B, A和B; with a comparator each (10家以上、20家以上) only where both count the same."""
    if between in _AND or _STROKE.fullmatch(between):  # 30元/平方米、25元/平方米
        return True
    same = before.unit == mention.unit or before.inferred_unit
    return same and bool(_COMPARED_EACH.fullmatch(between))


def mark_ranges(text: str, mentions: list[Mention]) -> list[Mention]:
    """500万（含）至5000万元: from the first, up to the second; the unit of the second goes for both."""
    out = list(mentions)
    for index, (low, high) in enumerate(pairwise(mentions)):
        between = _RANGE.fullmatch(text, low.end, high.start)
        if between and between[3] and not _BETWEEN.match(text, high.end):  # 介于A和B之间
            continue
        if not between or low.kind != high.kind or low.ceiling or high.ceiling:
            continue
        unit = high.unit if low.inferred_unit else low.unit
        exceeding = text.endswith(_EXCEEDING, 0, low.start) and not between[1]
        left_out = exceeding or EXCLUSIVE.match(text, low.end) is not None
        # A lower end that says （含） while the upper one does not leaves the upper one out.
        upper_out = EXCLUSIVE.match(text, high.end) or between[2]  # 1000万元至不足5000万元
        upper_out = upper_out or (is_inclusive(text, low) and not is_inclusive(text, high))
        lower, upper = ">" if left_out else ">=", "<" if upper_out else "<="
        out[index] = replace(end_of_range(out[index], lower), unit=unit)
        out[index + 1] = replace(end_of_range(high, upper), cue_start=high.start, series=low.series)
    return out
