"""What a format cannot say is refused, and never written broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengtu.errors import UnwritableAnswer
from zhengtu.store import formats
from zhengtu.store.oxigraph import OxigraphStore

UNSAYABLE = {
    "control character in a row": (formats.XML, r"SELECT ('a\u0001' AS ?x) {}"),
    "NUL in a row": (formats.XML, r"SELECT ('a\u0000' AS ?x) {}"),
    "no character in a graph": (formats.RDF_XML, r"CONSTRUCT { <x:a> <x:b> 'a\uFFFE' } {}"),
    "a property that is no name": (formats.RDF_XML, "CONSTRUCT { <x:a> <http://x/1> 'a' } {}"),
    "a property that is a keyword": (
        formats.RDF_XML,
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> CONSTRUCT { <x:a> rdf:li 'a' } {}",
    ),
    "a triple as a value": (formats.JSON_LD, "CONSTRUCT { <x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> } {}"),
}


@pytest.mark.parametrize("name", sorted(UNSAYABLE))
def test_what_a_format_cannot_say_is_refused(dump: Path, name: str) -> None:
    wanted, query = UNSAYABLE[name]
    with pytest.raises(UnwritableAnswer, match="Ask for another format"):
        OxigraphStore(dump).query(query, wanted.media_type)


def test_characters_that_xml_escapes_are_written(dump: Path) -> None:
    body = OxigraphStore(dump).query(r"SELECT ('<&\u0085\u2028>' AS ?x) {}", formats.XML.media_type).body
    assert "&lt;&amp;\u0085\u2028" in body.decode()
