"""What the dataset says of itself: VoID, DCAT and the provenance of the build, in a graph of its own.

Its figures cover this graph too. It names no time, and of a dump that holds it neither size nor checksum: they depend
on what stands here, and are in the manifest of the release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from zhengtu import iri, vocab
from zhengtu.graph.statements import GraphWriter
from zhengtu.graph.statistics import Statistics
from zhengtu.iri import Minter

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_SHA_256 = vocab.PREFIXES["spdx"] + "checksumAlgorithm_sha256"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_RIGHTS = {
    "zh": "政策原文为国家机关公文，依《中华人民共和国著作权法》第五条不受著作权保护；"
    "从中读出的数据按 CC BY 4.0 许可使用。",
    "en": "The policy texts are documents of state organs, which article 5 of the Copyright Law of the People's "
    "Republic of China leaves unprotected; the data read from them is licensed under CC BY 4.0.",
}
_TITLE = {"zh": "政图：惠企政策关联数据", "en": "Zhengtu: support policies as linked data"}
_ABOUT = {
    "zh": "从中国地方政府政策文件中读出的条款、支持措施、额度、条件、责任单位与资金分担，"
    "每一事实都对应到表述它的原文。",
    "en": "Provisions, support measures, amounts, conditions, responsible agencies and funding shares read from policy "
    "documents of Chinese local governments, each fact tied to the words that say it.",
}
# The graphs that belong to no single policy, then those that say more of a policy or of a rule, by its name.
_GRAPHS = {
    "codes": {"zh": "代码表", "en": "Code lists"},
    "dataset": {"zh": "数据集说明", "en": "Description of the dataset"},
    "vocabulary": {"zh": "词汇表", "en": "Vocabulary"},
}
_GRAPHS_OF = {
    "inferred": {"zh": "由规则 {} 推得", "en": "What follows by the rule {}"},
    "expansion": {"zh": "各条款在各地区由谁承担：{}", "en": "Who pays for each provision and area: {}"},
}
_OTHER = {"zh": "图 {}", "en": "Graph {}"}


@dataclass(frozen=True, slots=True)
class DescribedPolicy:
    """A policy of the dataset; city_en is None where nobody wrote it down."""

    slug: str
    title: str
    city: str
    city_en: str | None = None


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to download: its path below /dumps, its format, the named graph it holds, None for all of them.

    size (bytes) and sha256 are None where the file holds the description itself.
    """

    path: str
    format_name: str
    media_type: str
    graph: str | None = None
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """What the dataset was made with: the package by its version, the lexicon by its SHA-256."""

    version: str
    lexicon_sha256: str


def description_quads(
    lines: Mapping[str, Sequence[str]],
    policies: Iterable[DescribedPolicy],
    dumps: Iterable[Dump],
    making: Making,
    minter: Minter,
) -> list[str]:
    """Describe the dataset that is these N-Quads lines, by the IRI of their graph, and the description.

    Gives sorted lines of its named graph.
    """
    listed, known, offered = list(chain(*lines.values())), tuple(policies), tuple(dumps)
    graphs = {graph: Statistics.of(own) for graph, own in lines.items()}
    others = Statistics.of(listed)
    examples = _examples(listed)
    own: list[str] = []
    while True:  # ends: which classes and properties there are settles first, then how often
        figures = Statistics.of(own)
        description = _Description(GraphWriter(minter.graph("dataset")), minter, {p.slug: p for p in known})
        description.catalogue()
        description.dataset(others.beside(figures), examples)
        for graph, statistics in {**graphs, minter.graph("dataset"): figures}.items():
            description.subset(graph, statistics)
        for dump in offered:
            description.distribution(dump)
        description.build(making)
        if description.out.lines() == own:
            return own
        own = description.out.lines()


def _examples(lines: list[str]) -> list[str]:
    """One resource of the kinds that people look for first, the first by name."""
    found: list[str] = []
    for name in ("zt:Policy", "zt:Provision", "zt:Measure", "zt:Support", "zt:Agency", "zt:FundingRule"):
        ending = f"> <{vocab.expand('rdf:type')}> <{vocab.expand(name)}> "
        instances = (line.split(">", 1)[0].lstrip("<") for line in lines if ending in line)
        found += [first] if (first := min(instances, default=None)) else []
    return found


@dataclass(frozen=True, slots=True)
class _Description:
    out: GraphWriter
    minter: Minter
    policies: Mapping[str, DescribedPolicy]

    def node(self, *names: str) -> str:
        return self.minter.under(f"{self.minter.base}id/dataset", *names)

    def title(self, node: str, titles: Mapping[str, str]) -> None:
        for language, words in titles.items():
            self.out.label(node, words, language)
            self.out.text(node, "dct:title", words, language)

    def catalogue(self) -> None:
        """The catalogue that lists the dataset, and the endpoint that answers questions about it."""
        out, base = self.out, self.minter.base
        catalogue, service = self.node("catalog"), self.node("sparql")
        out.kind(catalogue, "dcat:Catalog")
        self.title(catalogue, {"zh": "政图数据目录", "en": "Zhengtu data catalogue"})
        out.link(catalogue, "dcat:dataset", self.node())
        out.link(catalogue, "dcat:service", service)
        out.link(catalogue, "foaf:homepage", base)
        out.kind(service, "dcat:DataService")
        self.title(service, {"zh": "SPARQL 查询端点", "en": "SPARQL endpoint"})
        out.link(service, "dcat:endpointURL", f"{base}sparql")
        out.link(service, "dcat:servesDataset", self.node())
        out.link(service, "dct:conformsTo", "https://www.w3.org/TR/sparql11-protocol/")

    def dataset(self, statistics: Statistics, examples: Iterable[str]) -> None:
        """The dataset as a whole, with its figures, the spaces of its IRIs and its licence."""
        out, node, base = self.out, self.node(), self.minter.base
        out.kind(node, "void:Dataset", "dcat:Dataset", "prov:Entity")
        self.title(node, _TITLE)
        for language, words in _ABOUT.items():
            out.text(node, "dct:description", words, language)
        self._licence(node)
        for space in (f"{base}id/", iri.CODE, iri.DEF):
            out.value(node, "void:uriSpace", space)
        out.link(node, "void:sparqlEndpoint", f"{base}sparql")
        out.link(node, "dcat:landingPage", f"{base}dataset")
        out.link(node, "foaf:homepage", base)
        out.link(node, "dct:conformsTo", iri.VOCABULARY + "def")
        out.link(node, "dct:language", iri.code("language", "zh"))
        self._figures(node, statistics)
        out.value(node, "void:documents", len(self.policies))
        for prefix, namespace in vocab.PREFIXES.items():
            if prefix != "code" and any(name.startswith(namespace) for name in statistics.properties):
                out.link(node, "void:vocabulary", namespace)
        for example in examples:
            out.link(node, "void:exampleResource", example)
        self._partitions(statistics)

    def subset(self, graph: str, statistics: Statistics) -> None:
        """A named graph of the dataset; that of a policy leads to the policy and to its text."""
        out, name = self.out, graph.removeprefix(self.minter.graph(""))
        node = self.node("graph", *name.split("/"))
        out.kind(node, "void:Dataset", "dcat:Dataset", "sd:NamedGraph")
        out.link(node, "sd:name", graph)
        out.link(self.node(), "void:subset", node)
        self._figures(node, statistics)
        self._licence(node)
        policy = self.policies.get(name.removeprefix("policy/")) if name.startswith("policy/") else None
        if policy is None:
            kind, _, rest = name.partition("/")
            known = _GRAPHS.get(name) or {
                language: words.format(rest) for language, words in _GRAPHS_OF.get(kind, _OTHER).items()
            }
            self.title(node, known)
            return
        resource = self.minter.policy(policy.slug)
        self.title(node, {"zh": policy.title, "en": f"{policy.city_en or policy.city}: {policy.slug}"})
        out.link(node, "void:rootResource", resource)
        out.value(node, "void:uriSpace", f"{resource}/")
        out.link(node, "prov:wasDerivedFrom", self.minter.under(resource, "text"))

    def distribution(self, dump: Dump) -> None:
        """A file to download."""
        out, name = self.out, (dump.graph or "all").removeprefix(self.minter.graph(""))
        whole = self.node("graph", *name.split("/")) if dump.graph else self.node()
        node, address = self.node("dump", *name.split("/"), dump.format_name), f"{self.minter.base}dumps/{dump.path}"
        out.kind(node, "dcat:Distribution")
        self.title(node, {"zh": f"数据文件 {dump.path}", "en": f"data file {dump.path}"})
        out.link(whole, "dcat:distribution", node)
        out.link(whole, "void:dataDump", address)
        for predicate in ("dcat:downloadURL", "dcat:accessURL"):
            out.link(node, predicate, address)
        out.link(node, "dcat:mediaType", _MEDIA_TYPES + dump.media_type)
        out.link(node, "dct:license", LICENCE)
        out.value(node, "dcat:byteSize", dump.size)
        if dump.sha256:
            self._checksum(node, dump.sha256)

    def build(self, making: Making) -> None:
        """The build that made the dataset: out of which texts, with which code and lexicon."""
        out, node, software = self.out, self.node("build"), self.node("software")
        out.link(self.node(), "prov:wasGeneratedBy", node)
        out.kind(node, "prov:Activity")
        out.label(node, f"构建：政图 {making.version}，词表 {making.lexicon_sha256[:12]}")
        out.label(node, f"build: Zhengtu {making.version}, lexicon {making.lexicon_sha256[:12]}", "en")
        out.value(node, "zt:softwareVersion", making.version)
        out.value(node, "zt:lexiconSha256", making.lexicon_sha256)
        out.link(node, "prov:wasAssociatedWith", software)
        out.link(node, "prov:used", iri.VOCABULARY + "def")
        for slug in self.policies:
            text = self.minter.under(self.minter.policy(slug), "text")
            out.link(node, "prov:used", text)
            out.link(self.node(), "prov:wasDerivedFrom", text)
        out.kind(software, "prov:SoftwareAgent")
        out.label(software, f"政图 {making.version}")
        out.label(software, f"Zhengtu {making.version}", "en")
        out.value(software, "zt:softwareVersion", making.version)

    def _figures(self, node: str, statistics: Statistics) -> None:
        self.out.value(node, "void:triples", statistics.triples)
        self.out.value(node, "void:distinctSubjects", statistics.subjects)
        self.out.value(node, "void:classes", len(statistics.classes))
        self.out.value(node, "void:properties", len(statistics.properties))

    def _licence(self, node: str) -> None:
        self.out.link(node, "dct:license", LICENCE)
        for language, words in _RIGHTS.items():
            self.out.text(node, "dct:rights", words, language)

    def _partitions(self, statistics: Statistics) -> None:
        """How many instances each class has, and how many triples each property."""
        for name, count in statistics.classes.items():
            node = self.node("class", vocab.compact(name))
            self._partition(node, "void:classPartition", "void:class", name, {"zh": "类的统计", "en": "class"})
            self.out.value(node, "void:entities", count)
        for name, count in statistics.properties.items():
            node = self.node("property", vocab.compact(name))
            words = {"zh": "属性的统计", "en": "property"}
            self._partition(node, "void:propertyPartition", "void:property", name, words)
            self.out.value(node, "void:triples", count)

    def _partition(self, node: str, relation: str, term: str, name: str, words: Mapping[str, str]) -> None:
        self.out.kind(node, "void:Dataset")
        self.out.link(self.node(), relation, node)
        self.out.link(node, term, name)
        self.out.label(node, f"{words['zh']}：{vocab.compact(name)}")
        self.out.label(node, f"{words['en']}: {vocab.compact(name)}", "en")

    def _checksum(self, distribution: str, sha256: str) -> None:
        node = self.minter.under(distribution, "checksum")
        self.out.link(distribution, "spdx:checksum", node)
        self.out.kind(node, "spdx:Checksum")
        self.out.label(node, f"校验和 SHA-256：{sha256[:12]}…")
        self.out.label(node, f"SHA-256 checksum {sha256[:12]}…", "en")
        self.out.link(node, "spdx:algorithm", _SHA_256)
        self.out.value(node, "spdx:checksumValue", sha256)
