"""From the record of a document to the statements of its graph."""
