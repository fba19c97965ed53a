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
    "dcat": "http://www.w3.org/ns/dcat#",
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
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expand(name: str) -> str:
    """Turn a prefixed name into its IRI. Raises KeyError for a prefix that is not ours to use.

    >>> expand("eli:title")
    'http://data.europa.eu/eli/ontology#title'
    """
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local


def compact(iri: str) -> str:
    """Turn an IRI into a prefixed name; one in no namespace that is known here stays as it is.

    >>> compact("http://data.europa.eu/eli/ontology#title")
    'eli:title'
    >>> compact("urn:other")
    'urn:other'
    """
    return next(
        (f"{prefix}:{iri[len(name) :]}" for prefix, name in PREFIXES.items() if iri.startswith(name)),
        iri,
    )
