"""From the outline of a document to its record: mentions, frames, facts. Pure; knows no RDF and no HTTP."""
