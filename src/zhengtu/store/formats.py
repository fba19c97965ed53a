"""The one table of media types, with the suffixes that name them in addresses. Choosing among them lives in web."""

from __future__ import annotations

import re
from dataclasses import dataclass

_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_CSV_STRING = re.compile(rb'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: its media type without parameters, its suffix without dot, its name for people."""

    media_type: str
    suffix: str
    name: str


JSON = Format("application/sparql-results+json", "srj", "JSON")
XML = Format("application/sparql-results+xml", "srx", "XML")
CSV = Format("text/csv", "csv", "CSV")
TSV = Format("text/tab-separated-values", "tsv", "TSV")

TURTLE = Format("text/turtle", "ttl", "Turtle")
JSON_LD = Format("application/ld+json", "jsonld", "JSON-LD")
N_TRIPLES = Format("application/n-triples", "nt", "N-Triples")
RDF_XML = Format("application/rdf+xml", "rdf", "RDF/XML")
N_QUADS = Format("application/n-quads", "nq", "N-Quads")
TRIG = Format("application/trig", "trig", "TriG")

# The first is what a client gets that has no preference.
RESULTS = (JSON, XML, CSV, TSV)
GRAPHS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
# What the files of a release come in.
DUMPS = (N_QUADS, TRIG, TURTLE, JSON_LD)

# Generic types that clients send for the specific ones.
RESULT_SYNONYMS = {
    "application/json": JSON.media_type,
    "application/xml": XML.media_type,
    "text/xml": XML.media_type,
}
GRAPH_SYNONYMS = {
    "application/json": JSON_LD.media_type,
    "application/xml": RDF_XML.media_type,
    "text/xml": RDF_XML.media_type,
    "application/x-turtle": TURTLE.media_type,
    "text/n3": TURTLE.media_type,
    "text/plain": N_TRIPLES.media_type,
}
# Suffixes that people try for the specific ones.
GRAPH_SUFFIX_SYNONYMS = {"json": JSON_LD.suffix}


def by_suffix(suffix: str, offered: tuple[Format, ...] = GRAPHS) -> Format | None:
    """Find the offered format with this suffix.

    >>> by_suffix("ttl").name
    'Turtle'
    """
    return next((known for known in offered if known.suffix == suffix), None)


def has_more_rows(body: bytes, media_type: str, most: int) -> bool:
    r"""Say whether the serialised answer of a SELECT has more than so many rows.

    >>> has_more_rows(b'?x\r\n"a"\r\n', "text/tab-separated-values", 1)
    False
    >>> has_more_rows(b'x\r\n"a\r\nb"\r\n', "text/csv", 1)
    False
    >>> has_more_rows(b"x\r\na\r\nb\r\n", "text/csv", 1)
    True
    """
    strings = {CSV.media_type: _CSV_STRING, JSON.media_type: _JSON_STRING}.get(media_type)
    # What looks like a row within a string counts too at first: taking strings out takes longer than the query did.
    if _count_rows(body, media_type) <= most:
        return False
    return strings is None or _count_rows(strings.sub(b"", body), media_type) > most


def _count_rows(body: bytes, media_type: str) -> int:
    if media_type == XML.media_type:
        return body.count(b"<result>") + body.count(b"<result/>")
    if media_type in (TSV.media_type, CSV.media_type):
        return max(0, body.count(b"\n") - 1)
    return body.count(b"[{") + body.count(b",{")  # a row follows [ or a comma, a term in it its name's colon
