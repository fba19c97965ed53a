"""What a build did, for the summary and for the manifest. Printing it lives in cli, writing it in publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from zhengtu.build.documents import Document, Quarantined
from zhengtu.model.record import Record
from zhengtu.reason.examination import Examination


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document: its figures where it is published, the reason where it is not.

    diagnostics counts by code what was not understood. traceback is there when the fault is ours; it stays out of
    the manifest.
    """

    slug: str
    title: str | None
    status: Literal["published", "quarantined"]
    reason: str | None = None
    provisions: int = 0
    measures: int = 0
    supports: int = 0
    triples: int = 0
    diagnostics: Mapping[str, int] = field(default_factory=dict)
    traceback: str | None = None

    @classmethod
    def of_published(cls, document: Document, record: Record, triples: int) -> DocumentReport:
        measures = record.measures + record.qualitative_measures
        return cls(
            slug=document.slug,
            title=document.meta.title,
            status="published",
            provisions=len(record.provisions),
            measures=len(measures),
            supports=sum(len(measure.supports) for measure in measures),
            triples=triples,
            diagnostics=dict(sorted(Counter(diagnostic.code for diagnostic in record.diagnostics).items())),
        )

    @classmethod
    def of_quarantined(cls, document: Quarantined) -> DocumentReport:
        return cls(document.slug, document.title, "quarantined", document.reason, traceback=document.traceback)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> DocumentReport:
        return cls(**plain)

    def to_plain(self) -> dict[str, Any]:
        """What the manifest says of the document."""
        head = {"slug": self.slug, "title": self.title, "status": self.status}
        if self.status == "quarantined":
            return {**head, "reason": self.reason}
        figures = {name: getattr(self, name) for name in ("provisions", "measures", "supports", "triples")}
        return {**head, **figures, "diagnostics": dict(self.diagnostics)}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """A published build. triples counts the whole dump, vocabulary included; unchanged says that nothing was built.

    clashes tells by language ("zh", "en") what cannot be true between documents; it is published, since nobody knows
    which document is wrong. examinations are what reasoners said, where they were asked. withdrawn names the
    documents of the release before that are not in the data directory any more, removed the releases that were too many
    afterwards. None of the four is part of the release: its bytes depend neither on a Java nor on what was there.
    """

    release: str
    documents: tuple[DocumentReport, ...]
    triples: int
    unchanged: bool = False
    clashes: Mapping[str, str] = field(default_factory=dict)
    examinations: tuple[Examination, ...] = ()
    withdrawn: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def published(self) -> tuple[DocumentReport, ...]:
        return tuple(document for document in self.documents if document.status == "published")

    @property
    def quarantined(self) -> tuple[DocumentReport, ...]:
        return tuple(document for document in self.documents if document.status == "quarantined")

    @property
    def diagnostics(self) -> dict[str, int]:
        """What was not understood in all documents, by code."""
        total: Counter[str] = Counter()
        for document in self.documents:
            total.update(document.diagnostics)
        return dict(sorted(total.items()))

    @property
    def counts(self) -> dict[str, int]:
        """The figures of the whole release."""
        published = self.published
        return {
            "documents": len(published),
            "quarantined": len(self.quarantined),
            "provisions": sum(document.provisions for document in published),
            "measures": sum(document.measures for document in published),
            "supports": sum(document.supports for document in published),
            "triples": self.triples,
            "diagnostics": sum(self.diagnostics.values()),
        }
