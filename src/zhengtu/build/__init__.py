"""From the documents in data/ to a published release. Serving a release and reading one do not live here."""
