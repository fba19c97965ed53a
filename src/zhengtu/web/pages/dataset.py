"""What the page about the dataset shows: figures, files, graphs, classes and properties, and how it was made."""

from __future__ import annotations

from dataclasses import dataclass

from zhengtu.vocab import compact
from zhengtu.web.dumps import DumpFile, dump_files, frame_names
from zhengtu.web.pages.resource import Link
from zhengtu.web.site import Reader
from zhengtu.web.statements import Statements

_KIB = 1024


@dataclass(frozen=True, slots=True)
class File:
    """A file to download, with its IRI as a distribution; size is written for people, bytes exactly."""

    part: str
    href: str
    name: str
    format: str
    size: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class GraphEntry:
    """A named graph; about leads to the policy it is of, None for one that is of none; part is its IRI as a dataset."""

    part: str
    title: str
    graph: Link
    about: Link | None
    triples: int
    sha256: str
    files: tuple[File, ...]

    @property
    def is_inferred(self) -> bool:
        """Whether it holds what follows from the facts, and no fact."""
        return any(f"/graph/{kind}/" in self.graph.hint for kind in ("inferred", "expansion"))


@dataclass(frozen=True, slots=True)
class Count:
    """A class or property, and how often it occurs; part is the IRI of the statement that says so."""

    part: str
    term: Link
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class DatasetView:
    """The whole page; figures are by the local name of the VoID property."""

    title: str
    about: str
    rights: str
    licence: str
    figures: dict[str, int]
    whole: tuple[File, ...]
    graphs: tuple[GraphEntry, ...]
    inferred: tuple[GraphEntry, ...]
    classes: tuple[Count, ...]
    properties: tuple[Count, ...]
    vocabularies: tuple[str, ...]
    examples: tuple[Link, ...]
    endpoint: str
    frames: tuple[str, ...]
    version: str
    lexicon_sha256: str


def build(reader: Reader) -> DatasetView:
    """Put the page together: three queries."""
    site = reader.site
    dataset, graph = f"{site.release.base_iri}id/dataset", f"{site.release.base_iri}graph/dataset"
    rows = site.queries.rows(site.store, "statements-of-graph", graph=graph)
    statements = Statements(rows)
    texts = {text for part in statements.values(dataset, "void:subset") for text in _sources(statements, part)}
    hashes = {row["subject"].value: row["object"].value for row in site.queries.rows(site.store, "hashes", texts=texts)}
    labels = site.queries.labels(site.store, _linked(statements, dataset))
    page = _Page(reader, statements, labels, hashes, dump_files(site))
    graphs = page.graphs(dataset)
    build_activity = statements.value(dataset, "prov:wasGeneratedBy") or ""
    return DatasetView(
        title=page.words(dataset, "dct:title"),
        about=page.words(dataset, "dct:description"),
        rights=page.words(dataset, "dct:rights"),
        licence=statements.value(dataset, "dct:license") or "",
        figures={name: statements.whole_number(dataset, f"void:{name}") or 0 for name in _FIGURES},
        whole=tuple(page.file(file) for file in page.files if "/" not in file.path),
        graphs=tuple(entry for entry in graphs if not entry.is_inferred),
        inferred=tuple(entry for entry in graphs if entry.is_inferred),
        classes=page.counts(dataset, "void:classPartition", "void:class", "void:entities"),
        properties=page.counts(dataset, "void:propertyPartition", "void:property", "void:triples"),
        vocabularies=tuple(statements.values(dataset, "void:vocabulary")),
        examples=tuple(page.link(example) for example in statements.values(dataset, "void:exampleResource")),
        endpoint=f"{site.public_url}sparql",
        frames=tuple(frame_names()),
        version=statements.value(build_activity, "zt:softwareVersion") or "",
        lexicon_sha256=statements.value(build_activity, "zt:lexiconSha256") or "",
    )


def _linked(statements: Statements, dataset: str) -> set[str]:
    """What the page links by a label; how many graphs and files there are does not matter."""
    partitions = (("void:classPartition", "void:class"), ("void:propertyPartition", "void:property"))
    terms = {
        statements.value(part, term) for relation, term in partitions for part in statements.values(dataset, relation)
    }
    return {iri for iri in (*terms, *statements.values(dataset, "void:exampleResource")) if iri}


_FIGURES = ("triples", "distinctSubjects", "classes", "properties", "documents")


def _sources(statements: Statements, part: str) -> list[str]:
    return statements.values(part, "prov:wasDerivedFrom")


@dataclass(frozen=True, slots=True)
class _Page:
    reader: Reader
    statements: Statements
    labels: dict[str, dict[str, str]]
    hashes: dict[str, str]
    files: list[DumpFile]

    def words(self, subject: str, name: str) -> str:
        return self.statements.text(subject, name, self.reader.language) or ""

    def link(self, iri: str) -> Link:
        return Link(self.reader.label(self.labels, iri), self.reader.page(iri), iri)

    def file(self, file: DumpFile) -> File:
        site, path = self.reader.site, f"dumps/{file.path}"
        part = next(iter(self.statements.subjects("dcat:downloadURL", f"{site.release.base_iri}{path}")), "")
        href, size = site.addresses.local(f"/{path}"), _written_size(file.size)
        return File(part, href, file.path, file.format.name, size, file.size, file.sha256)

    def graphs(self, dataset: str) -> list[GraphEntry]:
        found = [self._graph(part) for part in self.statements.values(dataset, "void:subset")]
        return sorted(found, key=lambda entry: (entry.about is None, entry.graph.hint))

    def _graph(self, part: str) -> GraphEntry:
        of = self.statements
        graph, about = of.value(part, "sd:name") or "", of.value(part, "void:rootResource")
        stem = f"graphs/{graph.partition('/graph/')[2]}."
        return GraphEntry(
            part=part,
            title=(of.text(about or part, "dct:title", self.reader.language) or self.words(part, "dct:title")),
            graph=Link(compact(graph), self.reader.page(graph), graph),
            about=Link(self.words(part, "dct:title"), self.reader.page(about), about) if about else None,
            triples=of.whole_number(part, "void:triples") or 0,
            sha256=next((self.hashes.get(text, "") for text in _sources(of, part)), ""),
            files=tuple(self.file(file) for file in self.files if file.path.startswith(stem)),
        )

    def counts(self, dataset: str, relation: str, term: str, figure: str) -> tuple[Count, ...]:
        of = self.statements
        found = []
        for part in of.values(dataset, relation):
            iri = of.value(part, term) or ""
            found.append(Count(part, self.link(iri), compact(iri), of.whole_number(part, figure) or 0))
        return tuple(sorted(found, key=lambda entry: (-entry.count, entry.name)))


def _written_size(size: int) -> str:
    """A number of bytes as people write it.

    >>> _written_size(900), _written_size(350416), _written_size(7500883)
    ('900 B', '342 KiB', '7.2 MiB')
    """
    if size < _KIB:
        return f"{size} B"
    return f"{size / _KIB:.0f} KiB" if size < _KIB**2 else f"{size / _KIB**2:.1f} MiB"
