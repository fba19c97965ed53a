"""The service: SPARQL over HTTP, addresses of things and documents about them, pages. Knows no extraction."""
