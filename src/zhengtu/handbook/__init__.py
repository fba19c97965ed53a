"""Pages of docs/ that a release writes: questions with answers, the ontology. Nothing written by hand lives here."""
