"""What the query endpoint says of itself in RDF. Source: https://www.w3.org/TR/sparql11-service-description/"""

from __future__ import annotations

from zhengtu.store import formats
from zhengtu.web.site import Site

_FORMATS = {
    formats.JSON: "SPARQL_Results_JSON",
    formats.XML: "SPARQL_Results_XML",
    formats.CSV: "SPARQL_Results_CSV",
    formats.TSV: "SPARQL_Results_TSV",
    formats.TURTLE: "Turtle",
    formats.JSON_LD: "JSON-LD",
    formats.N_TRIPLES: "N-Triples",
    formats.RDF_XML: "RDF_XML",
}


def query(site: Site) -> str:
    """A CONSTRUCT query whose answer is the description, so that the store writes it in any format."""
    base = site.public_url
    endpoint = f"{base}sparql"
    listed = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMATS.values())
    calls = "sd:BasicFederatedQuery, " if site.settings.services else ""
    return f"""
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX dct: <http://purl.org/dc/terms/>
CONSTRUCT {{
  <{endpoint}> a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature {calls}sd:UnionDefaultGraph ; sd:resultFormat {listed} ; sd:defaultDataset <{endpoint}#dataset> .
  <{endpoint}#dataset> a sd:Dataset ; sd:defaultGraph <{endpoint}#union> ; dct:source <{base}dataset> ;
    sd:namedGraph ?entry .
  <{endpoint}#union> a sd:Graph ; void:triples ?all .
  ?entry a sd:NamedGraph ; sd:name ?graph .
}} WHERE {{
  {{ SELECT (COUNT(*) AS ?all) WHERE {{ ?s ?p ?o }} }}
  {{ SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} }} }}
  BIND(IRI(CONCAT("{endpoint}#", ENCODE_FOR_URI(STR(?graph)))) AS ?entry)
}}"""
