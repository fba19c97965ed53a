"""Prefixes, and the reading of prefixed names. No IRI of our data and no policy text lives here.

Our own terms and other people's are written as prefixed names ("zt:Policy", "eli:title") wherever triples are made.
A test compares the terms used anywhere in the package and in queries/ with ontology/*.ttl.
"""

from zhengtu.iri import CODE, DEF

PREFIXES = {
    "zt": DEF,
    "code": CODE,
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expand(name: str) -> str:
    """Turn a prefixed name into its IRI. Raises KeyError for a prefix that is not ours to use.

    >>> expand("eli:title")
    'http://data.europa.eu/eli/ontology#title'
    """
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local
