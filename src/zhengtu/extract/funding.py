"""Who pays which share: levels of finance × provisions × areas. Nothing is filled in where the text is silent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from zhengtu.extract.clauses import Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.model.record import FundingRule, FundingShare, Measure, Path
from zhengtu.structure.references import REFERENCE, resolve

_BEARS = re.compile(r"承担|分担|负担")
_MONEY = re.compile(r"资金|经费|费用|补贴|奖励|补助|奖补")
_BY_ONE = re.compile(r"由[^，]{1,12}(?:承担|负担)(?:。|$|全部)")
_EACH = re.compile(r"各(?:自)?(?:承担|负担|分担)?(\d+(?:\.\d+)?)%")
_RATIO = re.compile(r"(?<![\d：])(\d{1,2}(?:：\d{1,2}){1,3})(?![\d：])")
_REST = re.compile(r"其余(?:条款|各条|[^，。；]{0,4}资金|政策|事项)|其他(?:条款|各条)")
_EXCEPT = re.compile(r"（([^（）]{2,30})除外）")


@dataclass(slots=True)
class _State:
    """What a funding sentence has said so far."""

    scope: tuple[Path, ...] | str | None = None
    payers: list[str] = field(default_factory=list)


def read_funding(context: Context, measures: Sequence[Measure]) -> tuple[FundingRule, ...]:
    """Funding clauses, and measures that say themselves which level pays which rate."""
    rules = [rule for passage in context.passages() for rule in _in_passage(context, passage)]
    return (*rules, *_of_measures(measures))


def _of_measures(measures: Sequence[Measure]) -> Iterator[FundingRule]:
    for measure in measures:
        rates = [s for s in measure.supports if s.role == "rate" and s.payer]
        if len({s.payer for s in rates}) > 1 and measure.provision is not None:
            shares = tuple(FundingShare(s.payer or "other", s.value, s.bound) for s in rates)
            yield FundingRule(measure.provision, (measure.provision,), None, shares, measure.evidence)


def _in_passage(context: Context, passage: Passage) -> Iterator[FundingRule]:
    state = _State()
    for sentence in context.sentences(passage):
        words = context.text[sentence.start : sentence.end]
        on_funding = _MONEY.search(words) or state.scope is not None
        if _BEARS.search(words) and on_funding and _payers(context, words):
            yield from _in_sentence(context, passage, sentence, state)


def _in_sentence(context: Context, passage: Passage, sentence: Sentence, state: _State) -> Iterator[FundingRule]:
    for part in sentence.parts:
        areas: tuple[str, ...] | None = None
        shares: list[FundingShare] = []
        begin = part[0].start
        for clause in part:
            words = clause.of(context.text)
            _read_scope(context, words, state)
            if re.search(r"除第.*外，?$", words) and _payers(context, words):
                alone = [FundingShare(_payers(context, words)[0], Decimal(1))]
                yield from _rule(context, passage, state.scope, None, alone, clause.start, clause.end)
                state.scope = "others"
                continue
            if re.match(r"(?:其中)?涉及", words):
                areas = _areas(words)
            named = _payers(context, words)
            if re.search(r"共同|按.*比例|分担", words) and len(named) > 1:
                state.payers = named
            yield from _by_ratio(context, passage, state, words, clause.start, areas)
            shares += _percentages(context, words)
            if not shares and len(named) == 1 and _BY_ONE.search(words):
                whole = [FundingShare(named[0], Decimal(1))]
                yield from _rule(context, passage, _scope(state), areas, whole, clause.start, clause.end)
        if shares:
            yield from _rule(context, passage, _scope(state), areas, shares, begin, part[-1].end)


def _scope(state: _State) -> tuple[Path, ...] | str | None:
    """A clause without a scope speaks of all provisions that no other rule names."""
    return "others" if state.scope is None else state.scope


def _read_scope(context: Context, words: str, state: _State) -> None:
    """The provisions a clause names. A reference that cannot be resolved leaves an empty scope, and so no rule."""
    references = list(REFERENCE.finditer(words))
    if references:
        resolved = [resolve(reference[0], context.outline.nodes) for reference in references]
        state.scope = tuple(path for paths in resolved for path in paths) if all(resolved) else ()
    elif _REST.search(words):
        state.scope = "others"


def _payers(context: Context, words: str) -> list[str]:
    """Levels of finance in order of mention, the longest name at each place."""
    taken: list[tuple[int, int, str]] = []
    for row in context.lexicon.payer_levels:
        for match in row.pattern.finditer(words):
            bare = len(match[0]) == 1
            if bare and not re.match(r"[、与和：]|两级|三级|级|财政", words[match.end() :]):
                continue
            taken.append((match.start(), match.end(), row.code))
    taken.sort(key=lambda t: (t[0], -t[1]))
    out, at = [], 0
    for start, end, code in taken:
        if start >= at:
            out.append(code)
            at = end
    return list(dict.fromkeys(out))


def _percentages(context: Context, words: str) -> list[FundingShare]:
    each = _EACH.search(words)
    if each:
        return [FundingShare(p, Decimal(each[1]) / 100) for p in _payers(context, words)]
    out = []
    for match in re.finditer(r"([^，；。]*?)(?:承担|负担|分担)(\d+(?:\.\d+)?)%", words):
        named = _payers(context, match[1])
        if named:
            out.append(FundingShare(named[-1], Decimal(match[2]) / 100))
    return out


def _by_ratio(
    context: Context, passage: Passage, state: _State, words: str, offset: int, stated: tuple[str, ...] | None
) -> Iterator[FundingRule]:
    """5：5 in the order of the payers named before; each ratio has the areas printed in front of it."""
    begin = 0
    for match in _RATIO.finditer(words):
        parts = [Decimal(n) for n in match[1].split("：")]
        payers = state.payers or _payers(context, words)
        front = words[begin : match.start()]
        if len(parts) == len(payers) and sum(parts, Decimal(0)):
            shares = [FundingShare(p, n / sum(parts, Decimal(0))) for p, n in zip(payers, parts, strict=True)]
            excepted = _EXCEPT.search(front)
            areas = _areas(re.sub(r"（[^（）]*除外）", "", re.sub(r"^.*比例为?", "", front)))
            yield from _rule(
                context,
                passage,
                _scope(state),
                areas or stated,
                shares,
                offset + begin,
                offset + match.end(),
                tuple(excepted[1].split("、")) if excepted else (),
            )
        begin = match.end()


def _areas(words: str) -> tuple[str, ...] | None:
    """The districts in front of 的 or of a ratio; None where none is printed."""
    plain = (
        re.sub(r"^(?:其中)?(?:涉及|位于)?", "", words.strip("，：；"))
        .removesuffix("的，")
        .removesuffix("的")
        .removesuffix("为")
    )
    names = [name.strip("，的：") for name in re.split(r"[、及与]|(?<=[区县市])和", plain)]
    fitting = [name for name in names if re.search(r"(?:区|县|市|县（市）|县（市、区）)$", name)]
    return tuple(fitting) if fitting and len(fitting) == len(names) else None


def _rule(
    context: Context,
    passage: Passage,
    scope: tuple[Path, ...] | str | None,
    areas: tuple[str, ...] | None,
    shares: Sequence[FundingShare],
    start: int,
    end: int,
    except_areas: tuple[str, ...] = (),
) -> Iterator[FundingRule]:
    if scope == () or scope is None:
        return
    where: tuple[Path, ...] | Literal["others"] = scope if isinstance(scope, tuple) else "others"
    yield FundingRule(passage.provision, where, areas, tuple(shares), context.evidence(start, end), except_areas)
