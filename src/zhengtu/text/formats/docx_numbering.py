"""The numbers that Word prints before paragraphs and stores as definitions alone (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from zhengtu.text.formats.lines import Element
from zhengtu.text.formats.numerals import FORMATS
from zhengtu.text.formats.wordprocessing import MAIN, is_on, number, value

_LEVELS = 9
_MAX_PATTERN = 60
_PLACE = re.compile("%([1-9])")
_NO_NUMBER = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered. restart_after: the level whose number starts this one anew."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    suffix: str = " "
    restart_after: int | None = None
    is_legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of numbering."""

    name: str
    parent: str | None
    list_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs belong to. Lists of one definition count on together unless restarted."""

    definition: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


class Numbering:
    """Counts through one document: ask for the number of each paragraph once, in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        found = styles.iterchildren(f"{MAIN}style") if styles is not None else ()
        paragraph_styles = [style for style in found if value(style, "type") == "paragraph"]
        self._styles = {value(style, "styleId") or "": _read_style(style) for style in paragraph_styles}
        self._default_style = next((value(s, "styleId") for s in paragraph_styles if value(s, "default") == "1"), None)
        self._lists = _read_lists(numbering) if numbering is not None else {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[str] = set()

    def style_name(self, paragraph: Element) -> str:
        """The name of the paragraph's style, "" where it has none."""
        style = self._styles.get(self._style_id(paragraph) or "")
        return style.name if style else ""

    def next_number(self, paragraph: Element) -> str:
        """Count a paragraph; give what Word prints before it with the blank that follows, "" where that is nothing."""
        list_id, at = self._place(paragraph)
        chosen = self._lists.get(list_id or "")
        if list_id is None or chosen is None:
            return ""
        level = chosen.levels.get(at, _Level())
        counters = self._counters.setdefault(chosen.definition, [None] * _LEVELS)
        self._restart(list_id, chosen, counters)
        current = counters[at]
        counters[at] = level.start if current is None else current + 1
        for deeper in range(at + 1, _LEVELS):
            after = chosen.levels.get(deeper, _Level()).restart_after
            if after is None or at < after:
                counters[deeper] = None
        if level.format in _NO_NUMBER:
            return ""
        return _render(level, chosen.levels, counters)

    def _restart(self, list_id: str, chosen: _List, counters: list[int | None]) -> None:
        if list_id in self._started:
            return
        self._started.add(list_id)
        for at, start in chosen.restarts.items():
            counters[at] = start - 1

    def _style_id(self, paragraph: Element) -> str | None:
        return value(paragraph.find(f"{MAIN}pPr/{MAIN}pStyle")) or self._default_style

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """Find list and level: those of the paragraph itself, or of its style or the styles that this is based on."""
        properties = paragraph.find(f"{MAIN}pPr/{MAIN}numPr")
        list_id, level = _read_place(properties)
        style_id, seen = self._style_id(paragraph), set[str]()
        while list_id is None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            if style.list_id is not None:
                list_id = style.list_id
                level = level if level is not None else self._level_of_style(list_id, style_id, style.level)
            style_id = style.parent
        return list_id, level if level is not None and level < _LEVELS else 0

    def _level_of_style(self, list_id: str, style_id: str, stated: int | None) -> int | None:
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((at for at, level in levels.items() if level.style == style_id), stated)


def _read_place(properties: Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    return value(properties.find(f"{MAIN}numId")), number(properties.find(f"{MAIN}ilvl"))


def _read_style(style: Element) -> _Style:
    list_id, level = _read_place(style.find(f"{MAIN}pPr/{MAIN}numPr"))
    return _Style(value(style.find(f"{MAIN}name")) or "", value(style.find(f"{MAIN}basedOn")), list_id, level)


def _read_lists(numbering: Element) -> dict[str, _List]:
    definitions = {value(e, "abstractNumId") or "": e for e in numbering.iterchildren(f"{MAIN}abstractNum")}
    linked = {link: key for key, e in definitions.items() if (link := value(e.find(f"{MAIN}styleLink")))}
    lists = {}
    for element in numbering.iterchildren(f"{MAIN}num"):
        key = value(element.find(f"{MAIN}abstractNumId")) or ""
        if key in definitions and (link := value(definitions[key].find(f"{MAIN}numStyleLink"))) in linked:
            key = linked[link]
        if key in definitions:
            levels = _read_levels(definitions[key])
            lists[value(element, "numId") or ""] = _with_overrides(_List(key, levels, {}), element)
    return lists


def _read_levels(parent: Element) -> dict[int, _Level]:
    return {
        at: _read_level(element)
        for element in parent.iterchildren(f"{MAIN}lvl")
        if (at := number(element, "ilvl")) is not None and at < _LEVELS
    }


def _read_level(element: Element) -> _Level:
    def of(name: str) -> Element | None:
        return element.find(f"{MAIN}{name}")

    start = number(of("start"))
    return _Level(
        start=1 if start is None else start,
        format=value(of("numFmt")) or "decimal",
        pattern=(value(of("lvlText")) or "")[:_MAX_PATTERN],
        suffix="" if value(of("suff")) == "nothing" else " ",
        restart_after=number(of("lvlRestart")),
        is_legal=is_on(of("isLgl")),
        style=value(of("pStyle")),
    )


def _with_overrides(found: _List, element: Element) -> _List:
    levels, restarts = dict(found.levels), {}
    for override in element.iterchildren(f"{MAIN}lvlOverride"):
        at = number(override, "ilvl")
        if at is None or at >= _LEVELS:
            continue
        levels |= _read_levels(override)
        if (start := number(override.find(f"{MAIN}startOverride"))) is not None:
            restarts[at] = start
            levels[at] = replace(levels.get(at, _Level()), start=start)
    return replace(found, levels=levels, restarts=restarts)


def _render(level: _Level, levels: dict[int, _Level], counters: list[int | None]) -> str:
    def of(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        own = levels.get(at, _Level())
        count = counters[at]
        written: Callable[[int], str] = FORMATS.get("decimal" if level.is_legal else own.format, str)
        return written(own.start if count is None else count)

    text = _PLACE.sub(of, level.pattern)
    return f"{text}{level.suffix}" if text.strip() else ""
