"""What a release must pass before it is published: its counts, the shapes and checks, the competency questions.

Each gate says what is wrong, where, and what to do. Which release is published, and how, lives elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from zhengtu.build.answers import wrong_answers
from zhengtu.check.checking import check_release
from zhengtu.check.findings import Finding
from zhengtu.check.rules import Rule, load_rules
from zhengtu.config import resource_dir
from zhengtu.errors import BuildError, QueryError
from zhengtu.iri import Minter
from zhengtu.store import formats
from zhengtu.store.base import Store
from zhengtu.store.oxigraph import OxigraphStore
from zhengtu.store.release import Release

_BY_GRAPH = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_MOST_TOLD = 20
_MOST_REASONS = 3


class UnfitDocuments(Exception):
    """Documents whose graphs must not be published, each with the reason; the rest of the release may be."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


def refuse_unfit(made: Release, earlier: Release | None, cache: Path, *, corrected: bool) -> None:
    """Let a release pass that may be published in the place of the earlier one.

    Raises UnfitDocuments for policies that break a shape, BuildError for what is wrong with the whole. cache is the
    folder of what the checks found before; corrected says whether a person set facts right, so that the rows expected
    of the questions do not hold.
    """
    told = list(_objections(made, earlier, cache, corrected))
    if told:
        if len(told) > _MOST_TOLD:
            told[_MOST_TOLD:] = [f"and {len(told) - _MOST_TOLD} more"]
        raise BuildError("nothing was published: the new release does not pass its checks", tuple(told))


def _objections(made: Release, earlier: Release | None, cache: Path, corrected: bool) -> Iterator[str]:
    try:
        store = OxigraphStore(made.dump)
        missing = [*wrong_counts(made, store), *(losses(made, earlier) if earlier else ())]
    except QueryError as error:
        missing = [f"dump.nq: {error}; report it with the documents of the build"]
    if missing:  # what is lost may be what a shape asks for
        yield from missing
        return
    yield from violations(made, cache)
    yield from wrong_answers(made, store, resource_dir("queries"), corrected=corrected)


def wrong_counts(made: Release, store: Store) -> Iterator[str]:
    """Where the dump does not hold what the manifest says that it holds."""
    rows = json.loads(store.query(_BY_GRAPH, formats.JSON.media_type).body)["results"]["bindings"]
    counts = {row["g"]["value"]: int(row["n"]["value"]) for row in rows}
    if sum(counts.values()) != made.manifest["counts"]["triples"]:
        expected = made.manifest["counts"]["triples"]
        yield f"dump.nq: {sum(counts.values())} triples where {expected} were made; report it with the documents"
    minter = Minter(made.base_iri)
    for slug in made.published:
        if minter.graph(f"policy/{slug}") not in counts:
            yield f"{slug}: its graph is empty though the document was read; report it with the document"


def losses(made: Release, earlier: Release) -> Iterator[str]:
    """Which policies lost most of their triples though their texts are the same."""
    before, now = _triples(earlier), _triples(made)
    for slug in sorted(before.keys() & now.keys()):
        if _text_hash(made, slug) == _text_hash(earlier, slug) and now[slug] * 2 < before[slug]:
            yield (
                f"{slug}: {now[slug]} triples where {earlier.path.name} has {before[slug]} of the same text; find out "
                "what is no longer read (zhengtu extract), or build into another directory with --release-dir DIR"
            )


def violations(made: Release, cache: Path) -> Iterator[str]:
    """What the shapes and checks call a violation outside the policies. Raises UnfitDocuments for those within."""
    book, minter = load_rules(resource_dir("ontology")), Minter(made.base_iri)
    slugs = {minter.graph(f"policy/{slug}"): slug for slug in made.published}
    found: dict[str, list[str]] = {}
    for finding in check_release(made, book, cache=cache).findings:
        if finding.severity == "violation":
            told = _told(finding, book.rules[finding.rule])
            found.setdefault(slugs.get(finding.graph, ""), []).append(told)
    yield from found.pop("", [])
    if found:
        raise UnfitDocuments({slug: _reason(told) for slug, told in sorted(found.items())})


def _told(finding: Finding, rule: Rule) -> str:
    what, todo = f"{finding.zh} / {finding.en}", f"{rule.remedies['zh']} / {rule.remedies['en']}"
    return f"{finding.rule}, {finding.label} <{finding.focus}>: {what} → {todo}"


def _reason(told: Sequence[str]) -> str:
    more = f" (and {len(told) - _MOST_REASONS} more)" if len(told) > _MOST_REASONS else ""
    return f"what was read breaks rules of the data: {'; '.join(told[:_MOST_REASONS])}{more}"


def _triples(release: Release) -> dict[str, int]:
    documents = release.manifest["documents"]
    return {plain["slug"]: plain["triples"] for plain in documents if plain["status"] == "published"}


def _text_hash(release: Release, slug: str) -> str:
    listed = release.manifest["files"].get(f"texts/{slug}.txt", {})
    return str(listed.get("sha256", ""))
