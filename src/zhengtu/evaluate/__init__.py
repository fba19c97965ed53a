"""How well are documents read? Extracted records against gold records. Nothing is read out of a text here."""
