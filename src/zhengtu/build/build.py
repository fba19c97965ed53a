"""Runs all stages over all documents and publishes a release. What a stage does and how files land lives elsewhere."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from zhengtu.build import manifest
from zhengtu.build.documents import Document, Quarantined, authority_dir, load_documents
from zhengtu.build.dumps import DumpWriter
from zhengtu.build.gates import UnfitDocuments, refuse_unfit
from zhengtu.build.pipeline import Pipeline, PolicyFacts, Stages
from zhengtu.build.publish import is_there, publish, workshop, write_file
from zhengtu.build.releases import prune
from zhengtu.build.report import BuildReport, DocumentReport
from zhengtu.build.search_contents import ReadDocument, contents
from zhengtu.check.checking import CACHE as CHECKS
from zhengtu.config import Settings, resource_dir
from zhengtu.errors import BuildError, InputError, NoRelease
from zhengtu.graph.description import DescribedPolicy, Making
from zhengtu.iri import Minter
from zhengtu.lexicon.script import load_script, script_file
from zhengtu.model.serialisation import to_json
from zhengtu.reason.examination import CACHE, Examination, Examiner, Opinion, summarise
from zhengtu.search.writing import to_bytes
from zhengtu.store.json_ld import Context
from zhengtu.store.release import MANIFEST, SEARCH_INDEX, Release, name_of

# Called with what is being worked on, how many of the steps are done, and how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Finished:
    document: Document
    facts: PolicyFacts
    written: str  # the record as JSON


@dataclass(frozen=True, slots=True)
class _Made:
    """All lines of a release, and by language what cannot be true between its documents."""

    lines: list[str]
    clashes: Mapping[str, str]


def build(
    settings: Settings,
    *,
    strict: bool = False,
    if_changed: bool = False,
    progress: Progress = lambda _what, _done, _total: None,
    pipeline: Pipeline | None = None,
    examined: bool = False,
) -> BuildReport:
    """Build data_dir into a release and publish it; documents that cannot be used are quarantined.

    strict publishes only when nothing is quarantined. if_changed does nothing when the published release was built
    from the same inputs. examined has HermiT and Pellet look at each document. Raises InputError when there are no
    documents, BuildError when nothing was published, also where the release made does not pass a gate.
    """
    inputs = manifest.fingerprint(settings)
    documents = load_documents(settings.data_dir)
    if if_changed and (unchanged := _unchanged(settings, inputs)):
        _refuse_to_publish_less(unchanged.quarantined, len(documents), strict)
        return unchanged
    pipeline = pipeline or Stages.load(settings)
    steps = len(documents) * (2 if examined else 1) + 1
    results: list[_Finished | Quarantined] = []
    for done, document in enumerate(documents):
        progress(document.slug, done, steps)
        results.append(_facts(document, pipeline))
    _refuse_quarantined(results, strict)
    examinations: tuple[Examination, ...] = ()
    if examined:
        results, examinations = _examine(
            results, settings, lambda what, done: progress(what, len(documents) + done, steps)
        )
        _refuse_quarantined(results, strict)
    progress("release", steps - 1, steps)
    while True:  # ends: every turn leaves out a document more
        made = _made(results, pipeline)
        try:
            report = _publish(results, made.lines, pipeline.making, settings, inputs)
            break
        except UnfitDocuments as unfit:
            results = [_judged(result, unfit.reasons) for result in results]
            _refuse_quarantined(results, strict)
    progress("release", steps, steps)
    return replace(report, clashes=made.clashes, examinations=examinations)


def _facts(document: Document | Quarantined, pipeline: Pipeline) -> _Finished | Quarantined:
    if isinstance(document, Quarantined):
        return document
    try:
        facts = pipeline.facts(document)
        written = to_json(facts.record)
    except InputError as error:
        return Quarantined(document.slug, document.meta.title, str(error))
    except MemoryError:  # no fault of the document
        raise
    except Exception as error:  # a mistake of ours in one document must not cost the others
        place = traceback.extract_tb(error.__traceback__)[-1].name
        reason = f"internal error: {type(error).__name__} in {place}; please report it with the traceback of the build"
        return Quarantined(document.slug, document.meta.title, reason, "".join(traceback.format_exception(error)))
    return _Finished(document, facts, written)


def _unchanged(settings: Settings, inputs: str) -> BuildReport | None:
    release = _published(settings)
    if release is None or release.manifest.get("inputs") != inputs or release.damage():
        return None
    return manifest.read_report(release.manifest, release.path.name)


def _refuse_quarantined(results: Sequence[_Finished | Quarantined], strict: bool) -> None:
    quarantined = [DocumentReport.of_quarantined(result) for result in results if isinstance(result, Quarantined)]
    _refuse_to_publish_less(quarantined, len(results), strict)


def _refuse_to_publish_less(quarantined: Sequence[DocumentReport], total: int, strict: bool) -> None:
    if not quarantined or (len(quarantined) < total and not strict):
        return
    why = "--strict allows none" if len(quarantined) < total else "none is left"
    raise BuildError(
        f"nothing was published: {len(quarantined)} of {total} documents cannot be used, and {why}",
        tuple(f"{document.slug}: {document.reason}" for document in quarantined),
    )


def _made(results: Sequence[_Finished | Quarantined], pipeline: Pipeline) -> _Made:
    lines = [line for result in results if isinstance(result, _Finished) for line in result.facts.lines]
    lines += pipeline.shared(lines)
    reasoned = pipeline.reason(lines)
    return _Made([*lines, *pipeline.inferred(reasoned)], pipeline.clashes(reasoned))


def _examine(
    results: Sequence[_Finished | Quarantined], settings: Settings, progress: Callable[[str, int], None]
) -> tuple[list[_Finished | Quarantined], tuple[Examination, ...]]:
    """Have reasoners look at each document; quarantine those that one finds inconsistent, though no rule did."""
    examiner = Examiner(resource_dir("ontology"), settings.release_dir / CACHE, settings.reasoner_timeout_s)
    finished = {result.document.slug: result for result in results if isinstance(result, _Finished)}
    order = list(finished)
    opinions = []
    with closing(examiner.examine({slug: result.facts.entailment for slug, result in finished.items()})) as given:
        for opinion in given:
            progress(opinion.policy, order.index(opinion.policy))
            opinions.append(opinion)
    return [_examined(result, opinions) for result in results], summarise(opinions)


def _examined(result: _Finished | Quarantined, opinions: Iterable[Opinion]) -> _Finished | Quarantined:
    if isinstance(result, Quarantined):
        return result
    document = result.document
    refused = [str(opinion.reasoner) for opinion in opinions if opinion.refuses and opinion.policy == document.slug]
    if not refused:
        return result
    reason = (
        f"{' and '.join(refused)}: what was read cannot all be true, and no rule names the statements; "
        "correct what was read in corrections.yaml, or report the reading / "
        f"{'、'.join(refused)}：读取结果不能同时成立，没有规则指出是哪些；请用corrections.yaml校订，或报告读取错误"
    )
    return Quarantined(document.slug, document.meta.title, reason)


def _judged(result: _Finished | Quarantined, reasons: Mapping[str, str]) -> _Finished | Quarantined:
    if isinstance(result, Quarantined) or result.document.slug not in reasons:
        return result
    return Quarantined(result.document.slug, result.document.meta.title, reasons[result.document.slug])


def _publish(
    results: Sequence[_Finished | Quarantined], lines: Sequence[str], making: Making, settings: Settings, inputs: str
) -> BuildReport:
    with workshop(settings.release_dir) as work:
        folder = work / "release"
        folder.mkdir()
        for result in results:
            if isinstance(result, _Finished):
                slug = result.document.slug
                write_file(folder / "records" / f"{slug}.json", result.written.encode())
                write_file(folder / "texts" / f"{slug}.txt", result.document.source.text.encode())
        documents = [result.document.meta for result in results if isinstance(result, _Finished)]
        policies = [DescribedPolicy(meta.slug, meta.title, meta.city, meta.city_en) for meta in documents]
        read = [
            ReadDocument(
                result.document.slug, result.document.meta.city, result.document.source.text, result.facts.record
            )
            for result in results
            if isinstance(result, _Finished)
        ]
        script = load_script(script_file(authority_dir(settings.data_dir)))
        write_file(folder / SEARCH_INDEX, to_bytes(contents(read, lines, Minter(settings.base_iri), script)))
        dumps = DumpWriter(folder, Minter(settings.base_iri), Context.load(resource_dir("ontology")))
        triples = dumps.write(lines, policies, making)
        report = BuildReport("", tuple(map(_report, results)), triples)
        write_file(folder / MANIFEST, manifest.to_bytes(report, settings, inputs, folder))
        made, earlier = Release.at(folder), _published(settings)
        if not is_there(settings.release_dir, name_of(folder)):  # else it has passed before
            corrected = any(isinstance(result, _Finished) and result.document.corrections for result in results)
            refuse_unfit(made, earlier, settings.release_dir / CHECKS, corrected=corrected)
        withdrawn = sorted({*earlier.published} - {document.slug for document in report.documents}) if earlier else ()
        report = replace(report, release=publish(work, folder), withdrawn=tuple(withdrawn))
    return replace(report, removed=tuple(prune(settings.release_dir)))


def _published(settings: Settings) -> Release | None:
    try:
        return Release.current(settings.release_dir)
    except NoRelease:
        return None


def _report(result: _Finished | Quarantined) -> DocumentReport:
    if isinstance(result, Quarantined):
        return DocumentReport.of_quarantined(result)
    return DocumentReport.of_published(result.document, result.facts.record, len(result.facts.lines))
