"""Who answers SPARQL: the Store protocol, its implementations, the guard, and the reader of releases."""
