"""Saved questions with the reader's own values: the choices that a release offers, and the query with what was given.

Choices come from the graph: entries of a code list, or the rows of a file of queries/choices: ?value, ?label
in one or more languages, and ?name where a value is not called by its text or by the last part of its IRI.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from zhengtu.errors import BadParameter
from zhengtu.iri import CODE
from zhengtu.store import formats
from zhengtu.store.base import Store
from zhengtu.store.library import Question
from zhengtu.store.parameters import Choice, Parameter, literal, terms_of

Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one store offers to choose from; each list is asked for once."""

    store: Store
    texts: Mapping[str, str]
    _known: dict[tuple[str, str], tuple[Choice, ...]] = field(default_factory=dict)

    @classmethod
    def open(cls, store: Store, queries_dir: Path) -> Catalogue:
        """Read the queries for choices."""
        paths = sorted((queries_dir / "choices").glob("*.rq"))
        return cls(store, {path.stem: path.read_text(encoding="utf-8") for path in paths})

    def choices(self, parameter: Parameter) -> tuple[Choice, ...]:
        """The values that a parameter may have; none where anything of its type may be given."""
        if not parameter.has_choices:
            return ()
        key = (parameter.type, parameter.of)
        if key not in self._known:
            self._known[key] = tuple(self._ask(parameter))
        return self._known[key]

    def terms(self, parameters: Sequence[Parameter], given: Given) -> dict[str, tuple[str, ...]]:
        """The terms for what was given; an empty value is none. Raises BadParameter."""
        by_name = {parameter.name: parameter for parameter in parameters}
        if unknown := sorted(set(given) - set(by_name)):
            known = ", ".join(by_name) or "no parameters"
            raise BadParameter(f"There is no parameter {unknown[0]!r} here; there are: {known}")
        filled = {name: [value for value in values if value.strip()] for name, values in given.items()}
        return {
            name: terms_of(by_name[name], values, self.choices(by_name[name]))
            for name, values in filled.items()
            if values
        }

    def bound(self, question: Question, given: Given) -> str:
        """The query of a question with what was given in the place of its defaults. Raises BadParameter.

        A form sends all values back: those that are still the defaults leave the rows of the query as they are.
        """
        terms = self.terms(question.parameters, given)
        kept = {
            one.name
            for one in question.parameters
            if self.values(question, one, given) == self.values(question, one, {})
        }
        return question.bound({name: found for name, found in terms.items() if name not in kept})

    def values(self, question: Question, parameter: Parameter, given: Given) -> tuple[str, ...]:
        """What a form shows as given: the values that were, else the defaults."""
        values = tuple(value.strip() for value in given.get(parameter.name, ()) if value.strip())
        choices = self.choices(parameter)
        if values:
            return tuple(next((one.value for one in choices if value in one.names), value) for value in values)
        return tuple(_value(term) for term in question.defaults(parameter.name) if term != "UNDEF")

    def _ask(self, parameter: Parameter) -> list[Choice]:
        name = "codes" if parameter.type == "code" else parameter.of
        text = self.texts[name].replace("<urn:parameter:scheme>", f"<{CODE}{parameter.of}>")
        plain = json.loads(self.store.query(text, formats.JSON.media_type).body)
        found: dict[str, Choice] = {}
        for row in plain["results"]["bindings"]:
            value, label = row["value"]["value"], row["label"]
            term = f"<{value}>" if row["value"]["type"] == "uri" else literal(value)
            name = row["name"]["value"] if "name" in row else _value(term)
            known = found.get(term, Choice(name, term, {}))
            found[term] = replace(known, labels={**known.labels, label.get("xml:lang", "zh"): label["value"]})
        return list(found.values())


def _value(term: str) -> str:
    """How a term is given: the last part of an IRI or prefixed name, the text of a literal."""
    if term.startswith('"'):
        return str(json.loads(term[: term.rindex('"') + 1]))
    return unquote(term.strip("<>").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1])
