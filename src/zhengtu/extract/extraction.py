"""extract(): a source in, its record out. Each kind of fact is read in its own module; none is read here."""

from __future__ import annotations

from collections.abc import Iterable

from zhengtu.extract.agencies import read_responsibilities
from zhengtu.extract.confidence import with_confidence
from zhengtu.extract.context import Context, read_context
from zhengtu.extract.cost_shares import without_cost_shares
from zhengtu.extract.definitions import read_definitions, with_defined_modes
from zhengtu.extract.eligibility import read_eligibility, split_by_matter
from zhengtu.extract.funding import read_funding
from zhengtu.extract.header import read_policy
from zhengtu.extract.instalments import stated_instalments
from zhengtu.extract.ledger import find_silences, read_ledger
from zhengtu.extract.lost_tables import find_lost_tables
from zhengtu.extract.measures import read_measures
from zhengtu.extract.modes import read_modes
from zhengtu.extract.numbering import find_gaps
from zhengtu.extract.pairs import with_sides
from zhengtu.extract.rules import read_rules
from zhengtu.extract.targets import read_targets
from zhengtu.extract.wording import as_printed
from zhengtu.extract.works import main_of, read_works
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Condition, Diagnostic, Measure, Provision, Record, Requirement
from zhengtu.model.source import Source
from zhengtu.structure.outline import outline
from zhengtu.structure.works import split
from zhengtu.text.normalise import Text, normalise


def extract(source: Source, lexicon: Lexicon) -> Record:
    """Read a document; of a source that holds several, the main one.

    Never raises on what a text says: what was not understood is in the diagnostics.
    """
    return main_of(extract_all(source, lexicon))


def extract_all(source: Source, lexicon: Lexicon) -> tuple[Record, ...]:
    """Read all documents of a source, in the order of the text; nearly every source is one."""
    text = normalise(source.text, lexicon.script)
    spans = split(text)
    if len(spans) == 1:
        return (_read(source, text, lexicon),)
    return read_works(source, spans, lambda part: _read(part, normalise(part.text, lexicon.script), lexicon))


def _read(source: Source, text: Text, lexicon: Lexicon) -> Record:
    context = read_context(outline(text), lexicon)
    policy = read_policy(context)
    definitions = read_definitions(context)
    measures, promised = (with_defined_modes(found, definitions) for found in read_measures(context))
    read = [*measures, *promised]
    used = _places(context, [*read, *(condition for measure in read for condition in measure.conditions)])
    stated = read_eligibility(context, used)
    used |= _places(context, stated)
    eligibility, measures = split_by_matter(context, stated, measures)
    measures = with_sides(context, measures)
    targets = read_targets(context, used, policy.issued_on)
    funding, of_funding = read_funding(context, measures, policy.area_code)
    measures = without_cost_shares(measures, funding)
    rules, of_rules = read_rules(context)
    responsibilities, of_agencies = read_responsibilities(context)
    modes, of_modes = read_modes(context)
    clauses = [
        *(("condition", condition.evidence) for condition in eligibility),
        *(("target", target.evidence) for target in targets),
        *(("funding", rule.evidence) for rule in funding),
        *(("rule", rule.evidence) for rule in rules),
        *(("instalment", evidence) for evidence in stated_instalments(context)),
        *(("validity", fact.evidence) for fact in policy.evidence if fact.field.startswith("valid")),
    ]
    quantities, unplaced = read_ledger(context, [*measures, *promised], clauses)
    spoken = [*(m.evidence for m in (*measures, *promised)), *(evidence for _, evidence in clauses)]
    record = Record(
        source=source.name,
        policy=policy,
        provisions=tuple(_provisions(context)),
        measures=measures,
        qualitative_measures=promised,
        mode_mentions=modes,
        responsibilities=responsibilities,
        funding=funding,
        targets=targets,
        rules=rules,
        definitions=definitions,
        eligibility=eligibility,
        quantities=quantities,
        diagnostics=(
            *(Diagnostic("source_remark", "warning", 0, 0, remark) for remark in source.remarks),
            *_missing(context, policy.title, policy.area_code),
            *find_gaps(context),
            *find_lost_tables(context),
            *of_agencies,
            *of_funding,
            *of_rules,
            *of_modes,
            *unplaced,
            *find_silences(context, spoken),
        ),
    )
    return with_confidence(as_printed(record, text), lexicon)


def _places(context: Context, measures: Iterable[Measure | Condition | Requirement]) -> frozenset[int]:
    """Where in the normal text the numbers of facts stand."""
    covered = bytearray(len(context.outline.text.raw) + 1)
    for measure in measures:
        start, end = measure.evidence.start, measure.evidence.end
        covered[start:end] = b"\x01" * (end - start)
    starts = context.outline.text.starts
    return frozenset(mention.start for mention in context.mentions if covered[starts[mention.start]])


def _provisions(context: Context) -> list[Provision]:
    out = []
    for node in context.outline.nodes:
        evidence = context.evidence(node.start, node.end)
        out.append(
            Provision(node.path, node.kind, node.label, node.heading, evidence.quote, evidence.start, evidence.end)
        )
    return out


def _missing(context: Context, title: str | None, area_code: str | None) -> list[Diagnostic]:
    """What a reader would look for first and did not find."""
    out = []
    if not context.outline.nodes:
        out.append(
            Diagnostic(
                "no_provisions",
                "warning",
                0,
                0,
                "No numbering was found; facts stand at document level. / 未发现条款编号。",
            )
        )
    if title is None:
        out.append(Diagnostic("no_title", "warning", 0, 0, "No title was found. / 未发现标题。"))
    if area_code is None:
        out.append(
            Diagnostic(
                "no_area",
                "warning",
                0,
                0,
                "The issuing area was not found in the table of divisions. / 未能确定发文地区。",
            )
        )
    return out
