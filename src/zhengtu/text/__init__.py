"""From bytes to text that rules can be written against: read.py and normalise.py."""
