"""What the unparsed remainder of a corpus asks for: words that want a row, how often, and where that would stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from zhengtu.extract.extraction import extract
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Condition, Record
from zhengtu.model.source import Source

_UNIT, _COUNTED = "src/zhengtu/lexicon/tables/units.yaml: units", "src/zhengtu/lexicon/tables/units.yaml: counted"
_METRIC, _BENEFICIARY = "ontology/codes/metric.ttl", "ontology/codes/beneficiary-type.ttl"
_GIVING = "src/zhengtu/lexicon/tables/giving.yaml: giving"
_BODY = "src/zhengtu/lexicon/tables/bodies.yaml: body_endings"
# A word is at most so long; what is longer is a phrase, of which the end next to the number or verb is shown.
_WORD = 4
_PHRASE = 8
_HAN = "\u4e00-\u9fff"
_BEHIND = re.compile(rf"[ \u3000]?([{_HAN}]{{1,{_WORD}}})")
# Where a phrase begins anew; 的 in front of a number or a comma says nothing.
_PARTS = re.compile(rf"[^{_HAN}]+|[的且并或与和]")
_SENTENCE_ENDS = "。；\n"
_SHOWN = 60


class Want(NamedTuple):
    """A place where a word is not known: what it seems to be, the word, and where its row would stand."""

    kind: str
    word: str
    home: str
    start: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word with the number of places that want it, and the first of them."""

    kind: str
    word: str
    home: str
    count: int
    document: str
    example: str


def suggest(sources: Iterable[Source], lexicon: Lexicon) -> list[Suggestion]:
    """Read a corpus and group what was not understood, the most frequent first."""
    places = [(source, want) for source in sources for want in _wants(extract(source, lexicon), source.text, lexicon)]
    shortened = _common_beginnings([want.word for _, want in places if want.kind == "unit"])
    counts: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], tuple[str, str]] = {}
    for source, want in places:
        word = shortened[want.word] if want.kind == "unit" else want.word
        group = want.kind, word, want.home
        counts[group] += 1
        first.setdefault(group, (source.name, _sentence(source.text, want.start)))
    ordered = sorted(counts, key=lambda group: (-counts[group], group))
    return [Suggestion(*group, counts[group], *first[group]) for group in ordered]


def _wants(record: Record, text: str, lexicon: Lexicon) -> Iterator[Want]:
    yield from _units(record, text, lexicon)
    yield from _metrics(record, lexicon)
    yield from _beneficiaries(record)
    for found in record.diagnostics:
        if found.code == "support_without_measure":
            yield from _giving(text[found.start : found.end], found.start, lexicon)
    for duty in record.responsibilities:
        if not lexicon.agency_suffixes.search(duty.agency):
            yield Want("body ending", duty.agency[-2:], _BODY, duty.evidence.start)


def _units(record: Record, text: str, lexicon: Lexicon) -> Iterator[Want]:
    """What stands behind a number that was not placed: an unknown unit, or the noun that 个 counts."""
    for quantity in record.quantities:
        if quantity.role != "unassigned" or quantity.unit not in (None, "item"):
            continue
        labelled = quantity.text.endswith(".")  # 1. in front of the first word of a line
        behind = None if labelled else _BEHIND.match(text, quantity.end)
        word = _before_known_words(behind[1], lexicon) if behind else ""
        if word:
            kind, home = ("unit", _UNIT) if quantity.unit is None else ("counted noun", _COUNTED)
            yield Want(kind, word, home, quantity.start)


def _before_known_words(words: str, lexicon: Lexicon) -> str:
    """What stands in front of a comparator, a word of giving or 的: 箱以上 asks for 箱."""
    known = [*lexicon.comparators_after, "的", "及", "和", "或"]
    ends = [words.find(word) for word in known if word in words]
    given = lexicon.grants.search(words)
    return words[: min([*ends, *([given.start()] if given else []), len(words)])]


def _common_beginnings(words: list[str]) -> dict[str, str]:
    """Each word cut where those that begin like it part: 箱货 and 箱 are both 箱."""
    counts = Counter(word[:length] for word in words for length in range(1, len(word) + 1))

    def cut(word: str) -> str:
        length = 1
        while length < len(word) and counts[word[: length + 1]] == counts[word[:length]]:
            length += 1
        return word[:length]

    return {word: cut(word) for word in words}


def _metrics(record: Record, lexicon: Lexicon) -> Iterator[Want]:
    """The words in front of a threshold that no metric was found for."""
    conditions = [c for measure in (*record.measures, *record.qualitative_measures) for c in measure.conditions]
    conditions += [fact for fact in record.eligibility if isinstance(fact, Condition)]
    for condition in conditions:
        if condition.metric == "other":
            phrase = _PARTS.split(condition.text.removesuffix(condition.evidence.quote))[-1]
            phrase = re.sub(rf"(?:{_compared(lexicon)}|至|到|为|由)+$", "", phrase)[-_PHRASE:]
            if len(phrase) > 1:
                yield Want(f"metric in {condition.unit}", phrase, _METRIC, condition.evidence.start)


def _compared(lexicon: Lexicon) -> str:
    words = [*lexicon.comparators_before, *lexicon.comparators_after]
    return "|".join([lexicon.steps.pattern, *map(re.escape, words)])


def _beneficiaries(record: Record) -> Iterator[Want]:
    """The longest phrase in front of the grant, where the recipient was read by default."""
    for measure in record.measures:
        defaults = [r for r in measure.readings if r.slot == "beneficiary" and "default_value" in r.penalties]
        if defaults:
            opening = re.split(r"[，：给]", measure.evidence.quote)[0]
            phrase = max(_PARTS.split(opening), key=len)[-_PHRASE:]
            if len(phrase) > 1:
                yield Want("beneficiary", phrase, _BENEFICIARY, measure.evidence.start)


def _giving(sentence: str, start: int, lexicon: Lexicon) -> Iterator[Want]:
    """A sentence that speaks of giving and gave no measure: the word of giving that it has."""
    given = lexicon.grants.search(sentence) or lexicon.giving_verbs.search(sentence)
    yield Want("support without a measure", given[0] if given else sentence[:_WORD], _GIVING, start)


def _sentence(text: str, at: int) -> str:
    begin = max(text.rfind(mark, 0, at) for mark in _SENTENCE_ENDS) + 1
    ends = [end for mark in _SENTENCE_ENDS if (end := text.find(mark, at)) >= 0]
    words = " ".join(text[begin : min(ends, default=len(text))].split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
