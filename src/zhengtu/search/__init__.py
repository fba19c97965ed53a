"""Full-text search over one release: an SQLite index of the grams of texts and names. Knows no RDF and no HTTP."""
