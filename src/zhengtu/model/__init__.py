"""The record of a document: plain frozen dataclasses, no third-party import, no behaviour beyond JSON."""
