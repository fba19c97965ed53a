"""The reference of the ontology as a page: modules with their terms, code lists, terms of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhengtu.handbook.markdown import link, plain, table
from zhengtu.handbook.questions import MADE_BY
from zhengtu.iri import DEF
from zhengtu.vocab import compact
from zhengtu.web.ontology import CodeList, Module, Ontology, Relation, Reused, Term, Texts

_INTRODUCTION = """# The ontology

Version {version}, namespace `https://w3id.org/zhengtu/def#` (`zt:`). The same with links, in Chinese or English, is at
`/ontology` of a running service, as data too; a term's IRI leads to its place there. The sources are
[ontology/](../../ontology/README.md); code lists are data, and their entries are at `/code/{{list}}`.

"""
_RELATIONS = {
    "rdfs:subClassOf": "broader class",
    "rdfs:subPropertyOf": "broader property",
    "rdfs:domain": "on",
    "rdfs:range": "values",
    "owl:inverseOf": "inverse",
    "owl:disjointWith": "disjoint with",
    "skos:exactMatch": "exact match",
    "skos:closeMatch": "close match",
    "skos:relatedMatch": "related match",
}


def ontology_page(ontology: Ontology) -> str:
    """Write the page."""
    parts = [
        MADE_BY,
        _INTRODUCTION.format(version=ontology.version),
        "".join(_contents(ontology)),
        *(part for module in ontology.modules for part in _module(module)),
        "\n## Code lists\n\n",
        table(["list", "entries", "what", "ties"], map(_code_list, ontology.code_lists)),
        "\n## Reused terms\n\nTerms of other vocabularies, used by name as they are defined there.\n\n",
        table(["vocabulary", "terms"], map(_reused, ontology.reused)),
    ]
    return "".join(parts)


def _contents(ontology: Ontology) -> Iterator[str]:
    for module in ontology.modules:
        heading = f"{plain(_both(module.labels))} ({len(module.terms)})"
        yield f"- {link(heading, f'#{module.name}')}: {plain(module.abstracts.get('en', ''))}\n"
    yield f"- {link(f'Code lists ({len(ontology.code_lists)})', '#code-lists')}\n"
    yield f"- {link('Reused terms', '#reused-terms')}\n"


def _module(module: Module) -> Iterator[str]:
    yield f'\n<a id="{module.name}"></a>\n\n## {plain(_both(module.labels))}\n\n'
    yield f"{plain(module.abstracts.get('zh', ''))} {plain(module.abstracts.get('en', ''))}\n"
    for term in module.terms:
        yield from _term(term)


def _term(term: Term) -> Iterator[str]:
    yield f'\n<a id="{term.name}"></a>\n\n### `zt:{term.name}` {plain(_both(term.labels))}\n\n'
    yield f"{term.kind}. {plain(term.definitions.get('zh', ''))} {plain(term.definitions.get('en', ''))}\n\n"
    yield from (f"- {_RELATIONS[relation.name]}: {_names(relation.values)}\n" for relation in term.relations)
    if term.properties:
        yield f"- properties: {_names(term.properties)}\n"
    if term.examples:
        yield f"- example: {plain(_both(term.examples))}\n"
    yield from (f"- source: {plain(source)}\n" for source in term.sources)


def _code_list(one: CodeList) -> list[str]:
    label = plain(_both(one.labels))
    what = plain(" ".join(one.definitions.get(language, "") for language in ("zh", "en")))
    return [f"`{one.name}`<br>{label}", str(one.entries), what, "; ".join(map(_tie, one.matches))]


def _tie(relation: Relation) -> str:
    return f"{_RELATIONS[relation.name]} {_names(relation.values)}"


def _reused(vocabulary: Reused) -> list[str]:
    return [
        f"`{vocabulary.prefix}:` {vocabulary.namespace}",
        ", ".join(f"`{compact(iri)}`" for iri in vocabulary.terms),
    ]


def _names(iris: Iterable[str]) -> str:
    return ", ".join(
        link(f"`{compact(iri)}`", f"#{iri.removeprefix(DEF)}") if iri.startswith(DEF) else f"`{compact(iri)}`"
        for iri in iris
    )


def _both(texts: Texts) -> str:
    return " · ".join(texts[language] for language in ("zh", "en") if language in texts)
