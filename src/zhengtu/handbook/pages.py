"""All pages that a release writes, by their place below docs/. Nothing is written to disk here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zhengtu.handbook.answers import places_of_quotes
from zhengtu.handbook.api import api_page
from zhengtu.handbook.ontology import ontology_page
from zhengtu.handbook.questions import family_page, index_page
from zhengtu.store.base import Store
from zhengtu.store.collections import load_collections
from zhengtu.store.library import load_families
from zhengtu.web.ontology import read_ontology
from zhengtu.web.statements import PageQueries


def handbook_pages(store: Store, queries_dir: Path, base_iri: str) -> Mapping[str, str]:
    """Write every page; the same release and the same queries give the same text."""
    queries, families = PageQueries.load(queries_dir), load_families(queries_dir)
    places = places_of_quotes(store, queries)
    return {
        "questions/README.md": index_page(families),
        **{f"questions/{one.id}.md": family_page(one, store, places, base_iri) for one in families},
        "reference/api.md": api_page(load_collections(queries_dir)),
        "reference/ontology.md": ontology_page(read_ontology(store, queries)),
    }
