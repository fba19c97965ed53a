"""One document through all stages, record and statements. Which documents there are, and publishing, live elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from zhengtu import __version__, iri
from zhengtu.build.curation import Curator
from zhengtu.build.documents import Document, authority_dir
from zhengtu.config import Settings, resource_dir
from zhengtu.extract.extraction import extract
from zhengtu.graph import dataset, mapping
from zhengtu.graph.description import Making
from zhengtu.graph.readings import Extraction, reading_quads
from zhengtu.iri import Minter
from zhengtu.lexicon.load import load as load_lexicon
from zhengtu.model.lexicon import Lexicon
from zhengtu.model.record import Record
from zhengtu.reason.expansion import Expansion
from zhengtu.reason.reasoning import Entailment, Reasoned, Reasoning
from zhengtu.reason.slice import split
from zhengtu.store.ontology import Ontology
from zhengtu.store.working import Triple

_AREA_USED = re.compile(re.escape(f"<{iri.CODE}area/") + "([^>]+)>")


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """One document worked on: its record, the N-Quads lines of it, and what the rules infer from them."""

    record: Record
    lines: list[str]
    entailment: Entailment


class Pipeline(Protocol):
    """What a build asks for: the facts of one document, and the statements that belong to no single one."""

    @property
    def making(self) -> Making:
        """What the facts are read with."""

    def facts(self, document: Document) -> PolicyFacts:
        """Give the record of a document, the lines of its graph and of what was worked out from it, and what follows.

        Raises InputError for a document whose corrections cannot be used, or whose facts cannot all be true.
        """

    def shared(self, lines: Iterable[str]) -> list[str]:
        """Give the N-Quads lines of vocabulary and codes; lines are those of all documents, for the areas they use."""

    def reason(self, lines: Iterable[str]) -> Reasoned:
        """Work out what follows from the lines of a release."""

    def inferred(self, reasoned: Reasoned) -> list[str]:
        """Give what follows as N-Quads lines, in a graph for each rule."""

    def clashes(self, reasoned: Reasoned) -> Mapping[str, str]:
        """Tell by language what cannot all be true; empty when all can."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The pipeline as it is: extract, put in what a person set right, map, work out who pays."""

    lexicon: Lexicon
    minter: Minter
    code_labels: Mapping[str, str]
    english_labels: Mapping[str, str]
    codes: tuple[str, ...]
    code_triples: tuple[Triple, ...]  # the same, taken apart once for all documents
    vocabulary: tuple[str, ...]
    reasoning: Reasoning
    expansion: Expansion

    @classmethod
    def load(cls, settings: Settings) -> Stages:
        """Load the tables and the code lists."""
        ontology_dir, minter = resource_dir("ontology"), Minter(settings.base_iri)
        ontology = Ontology.load(ontology_dir)
        codes = tuple(ontology.code_quads(minter))
        return cls(
            load_lexicon(authority_dir(settings.data_dir)),
            minter,
            ontology.code_labels(),
            ontology.code_labels("en"),
            codes,
            tuple(split(line)[0] for line in codes),
            tuple(ontology.vocabulary_quads(minter)),
            Reasoning.load(ontology_dir, settings.base_iri),
            Expansion.load(ontology_dir, minter),
        )

    @property
    def making(self) -> Making:
        return Making(__version__, self.lexicon.sha256)

    def facts(self, document: Document) -> PolicyFacts:
        record = extract(document.source, self.lexicon)
        if document.corrections:
            record = Curator(self.lexicon, self.code_labels).curate(record, document.source, document.corrections)
        meta = document.meta
        described = mapping.DocumentMeta(
            meta.slug, meta.title, meta.city, meta.sha256, meta.origin_url or meta.origin_note or meta.origin_publisher
        )
        made = Extraction(self.lexicon.sha256, __version__)
        lexicon, minter = self.lexicon, self.minter
        areas, names, classes = lexicon.areas, lexicon.agency_names, lexicon.classes
        codes, english = self.code_labels, self.english_labels
        lines = mapping.policy_quads(record, described, made, minter, areas, codes, names, classes, english)
        around = dataset.areas_around(_AREA_USED.findall("\n".join(lines)), areas)
        lines += self.expansion.expand(meta.slug, lines, dataset.area_quads(around, areas, minter))
        reasoned = self.reasoning.refuse_clashes([*lines, *self._areas(lines)], self.code_triples)
        return PolicyFacts(record, lines, reasoned.entailment)

    def shared(self, lines: Iterable[str]) -> list[str]:
        lines = list(lines)
        return [
            *self.vocabulary,
            *self.codes,
            *self._areas(lines),
            *reading_quads(lines, self.lexicon, self.minter),
        ]

    def reason(self, lines: Iterable[str]) -> Reasoned:
        return self.reasoning.reason(lines)

    def inferred(self, reasoned: Reasoned) -> list[str]:
        return self.reasoning.inferred(reasoned)

    def clashes(self, reasoned: Reasoned) -> Mapping[str, str]:
        return self.reasoning.tell_in_both(reasoned)

    def _areas(self, lines: Iterable[str]) -> list[str]:
        used = sorted({code for line in lines for code in _AREA_USED.findall(line)})
        return dataset.area_quads(used, self.lexicon.areas, self.minter)
