"""Clashes and inferences told in Chinese or English, line by line. Finding them does not live here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhengtu.iri import DEF
from zhengtu.reason.clashes import Clash
from zhengtu.reason.closure import Closure
from zhengtu.reason.premises import Step, explain
from zhengtu.reason.rules import Rule
from zhengtu.reason.slice import LABEL, TYPE
from zhengtu.store.working import Triple
from zhengtu.vocab import PREFIXES

_IS_A = {"zh": "属于", "en": "is a"}
_STATED = {"zh": "载明", "en": "stated"}
_PLACE = re.compile(r"\{\?(\w+)\}")


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what a closure holds in one language, "zh" or "en"."""

    closure: Closure
    rules: Mapping[str, Rule]
    language: str

    def clash(self, clash: Clash) -> str:
        """The thing, what of it cannot be, why that excludes itself, and how each statement was reached."""
        verdict = _PLACE.sub(lambda place: self.label(clash.values[place[1]]), clash.verdict[self.language])
        why = f" ({clash.why[self.language]})" if self.language in clash.why else ""
        head = f"{self.label(clash.thing)} {clash.thing} {verdict}{why}"
        return "\n".join([head, *(line for way in clash.ways for line in self._lines(way, "  "))])

    def inferred_of(self, thing: str) -> str:
        """Each triple inferred of a thing (an IRI in angle brackets), with its rule and premises."""
        triples = sorted(t for found in self.closure.inferred.values() for t in found if t[0] == thing)
        steps = (explain(triple, self.closure, self.rules) for triple in triples)
        return "".join(f"{line}\n" for step in steps for line in self._lines(step, ""))

    def label(self, term: str) -> str:
        """The label of a thing, else one in another language, else its IRI shortened; the text of a literal."""
        if not term.startswith("<"):
            return term.rsplit('"', 1)[0].removeprefix('"')
        labels = [row["label"] for row in self.closure.dataset.select(f"SELECT ?label {{ {term} {LABEL} ?label }}")]
        labels.sort(key=lambda text: (not text.endswith(f'"@{self.language}'), text))
        return labels[0].rsplit('"', 1)[0].removeprefix('"') if labels else _short(term)

    def _lines(self, step: Step, indent: str) -> Iterator[str]:
        source = _STATED[self.language] if step.rule is None else self.rules[step.rule].labels[self.language]
        yield f"{indent}{self._sentence(step.triple)}  [{source}]"
        for premise in step.premises:
            if not premise.triple[0].startswith(f"<{DEF}"):  # what the ontology says is in the label of the rule
                yield from self._lines(premise, indent + "  ")

    def _sentence(self, triple: Triple) -> str:
        subject, predicate, object_ = triple
        verb = _IS_A[self.language] if predicate == TYPE else self.label(predicate)
        return f"{self.label(subject)} – {verb} – {self.label(object_)}"


def _short(term: str) -> str:
    iri = term.strip("<>")
    return next((f"{p}:{iri.removeprefix(n)}" for p, n in PREFIXES.items() if iri.startswith(n)), iri)
