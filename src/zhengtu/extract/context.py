"""What every reader of facts is given: the outline, the words, the numbers. No fact is read here."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhengtu.extract.clauses import Sentence, sentences
from zhengtu.extract.mentions import Mention
from zhengtu.extract.noise import Noise, find_noise
from zhengtu.extract.phrases import Phrases, compile_phrases
from zhengtu.extract.quantities import find_quantities
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Evidence, Path
from zhengtu.structure.outline import Node, Outline
from zhengtu.structure.sections import LISTED, Section, find_sections, section_at

# So many are chosen (名额), so much is hoped for (绩效目标), set aside (资金规模), paid (收费标准) or scored (分值).
_NEITHER = re.compile(
    r"(?:(?:拟?(?:评选|支持|认定|奖励|评定))?(?:名额|数量|个数|家数)"
    r"|(?:绩效|预期|年度)(?:目标|指标|成效|效果)|(?:资金|预算|安排)(?:规模|总额|预算|安排|资金)|预算|(?:收费|缴费|评分|计分|打分|扣分|处罚)标准|分值|得分|票价)(?:（[^（）]*）)?"
)
_LISTED_IN_CELL = re.compile(r"(?<![^，。；：\n])\d{1,2}[.、](?!\d)")
_SHORT = 16  # characters; what is shorter may well be said twice


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of operative text and the provision it belongs to; None for the preamble and the closing."""

    provision: Path | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Context:
    """One document on its way to facts."""

    outline: Outline
    lexicon: Lexicon
    phrases: Phrases
    noise: tuple[Noise, ...]
    mentions: tuple[Mention, ...]
    parsed: Mapping[Passage, tuple[Sentence, ...]]
    sections: tuple[Section, ...]
    starts: tuple[int, ...]  # of the mentions

    @property
    def text(self) -> str:
        """The normal text."""
        return self.outline.text.normal

    def evidence(self, start: int, end: int) -> Evidence:
        """The verbatim words behind a stretch of the normal text."""
        return self.outline.text.evidence(start, end)

    def passages(self) -> Iterator[Passage]:
        """Preamble, provisions in order, closing."""
        return iter(self.parsed)

    def sentences(self, passage: Passage) -> tuple[Sentence, ...]:
        """The sentences of a passage."""
        return self.parsed[passage]

    def sentence_at(self, passage: Passage, at: int) -> Evidence:
        """The words of the sentence that a place stands in."""
        found = next((s for s in self.sentences(passage) if s.start <= at < s.end), None)
        return self.evidence(found.start, found.end) if found else self.evidence(passage.start, passage.end)

    def section_at(self, at: int) -> Section | None:
        """The labelled section that a place of the normal text stands in: 【申报条件】, 支持对象：."""
        return section_at(self.sections, at)

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The quantities that begin in a stretch."""
        low = bisect.bisect_left(self.starts, start)
        high = bisect.bisect_left(self.starts, end)
        return self.mentions[low:high]


def read_context(outline: Outline, lexicon: Lexicon) -> Context:
    """Find the numbers of a document once, for all readers. Labels of provisions are no numbers."""
    text = outline.text.normal
    noise = find_noise(text, lexicon)
    noise += [Noise(node.start, node.start + len(node.label), "label") for node in outline.nodes]
    noise += [Noise(start, end, "label") for start, end in outline.text.row_numbers]
    cells = (_LISTED_IN_CELL.finditer(text, cell.start, cell.end) for cell in outline.text.cells)
    noise += [Noise(*match.span(), "label") for found in cells for match in found]
    noise += [Noise(c.start, c.end, "noise") for c in outline.text.cells if _NEITHER.fullmatch(c.heading)]
    noise.sort(key=lambda n: n.start)
    sections = find_sections(outline)
    parsed = {p: tuple(sentences(text, p.start, p.end)) for p in _passages(outline, sections)}
    closing = Passage(None, outline.tail.start, outline.tail.end)
    parsed[closing] = tuple(_not_said_before(outline, parsed[closing]))
    mentions = tuple(find_quantities(text, lexicon, noise))
    starts = tuple(mention.start for mention in mentions)
    return Context(outline, lexicon, compile_phrases(lexicon), tuple(noise), mentions, parsed, sections, starts)


def _not_said_before(outline: Outline, found: Iterable[Sentence]) -> Iterator[Sentence]:
    """Leave out what a page prints again below a document: the same sentences, often without their lines."""
    text = outline.text.normal
    body = text[: outline.tail.start].replace("\n", "")
    for sentence in found:
        words = text[sentence.start : sentence.end].replace("\n", "")
        ending = words[-max(_SHORT, len(words) // 2) :]  # a title or number may stand in front of the first one
        if len(words) < _SHORT or ending not in body:
            yield sentence


def _passages(outline: Outline, sections: Sequence[Section]) -> Iterator[Passage]:
    closing = _closing_lists(outline)
    yield Passage(None, outline.head.start, outline.head.end)
    for node in outline.nodes:
        cut, owner = _next_section(sections, node) if node.kind in LISTED else (-1, None)
        if cut < 0 and node.path in closing:
            cut, owner = closing[node.path], node.path[:-1]
        yield Passage(node.path, node.body, node.end if cut < 0 else cut)
        if cut >= 0:
            yield Passage(owner, cut, node.end)
    yield Passage(None, outline.tail.start, outline.tail.end)


def _next_section(sections: Sequence[Section], node: Node) -> tuple[int, Path | None]:
    """Where in a list item a section begins that is of what the list belongs to, and what that is; -1 for nowhere."""
    first = bisect.bisect_right(sections, node.body, key=lambda section: section.start)
    found = sections[first] if first < len(sections) else None
    if found is None or found.start >= node.end or found.owner == node.path:
        return -1, None
    return found.start, found.owner


def _closing_lists(outline: Outline) -> dict[Path, int]:
    """Where the last items of lists that a colon opens end: what follows such a list is its parent's.

    Items have a line each, or end with ； and the last one with a full stop, where a text has lost its lines.
    """
    text = outline.text.normal
    nodes = {node.path: node for node in outline.nodes}
    children: dict[Path, list[Node]] = {}
    for node in outline.nodes:
        children.setdefault(node.path[:-1], []).append(node)
    found: dict[Path, int] = {}
    for path, items in children.items():
        found |= _behind_rows(outline, items)
        opened = path in nodes and text[nodes[path].start : nodes[path].end].rstrip().endswith("：")
        if not opened or items[-1].path in children:
            continue
        own = [text[item.body : item.end].strip() for item in items[:-1]]
        last = items[-1]
        if not any("\n" in words for words in own) and "\n" in text[last.body : last.end].strip():
            found[last.path] = text.find("\n", last.body, last.end)
        elif own and all(words.endswith("；") for words in own):
            stop = text.find("。", last.body, last.end) + 1
            if 0 < stop < last.end:
                found[last.path] = stop
    return found


def _behind_rows(outline: Outline, items: Sequence[Node]) -> dict[Path, int]:
    """Where a table ends whose last row is followed by text of the provision that it stands in."""
    ends = {row.start: row.end for table in outline.text.tables for row in table.rows}
    rows = [item for item in items if item.kind == "row"]
    return {rows[-1].path: ends[rows[-1].start]} if rows and ends[rows[-1].start] < rows[-1].end else {}
