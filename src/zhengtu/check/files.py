"""RDF files of other people as N-Quads lines. Checking them does not live here."""

from __future__ import annotations

from pathlib import Path

from rdflib import Dataset

from zhengtu.errors import InputError

_FORMATS = {".ttl": "turtle", ".nt": "nt", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld", ".rdf": "xml"}


def read_lines(path: Path) -> list[str]:
    """Read a file as N-Quads lines; what is in no graph stays in none. Raises InputError for one that cannot be read."""
    syntax = _FORMATS.get(path.suffix.lower())
    if syntax is None:
        raise InputError(f"{path}: the suffix names no RDF syntax; use one of {', '.join(_FORMATS)}")
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path}: the file cannot be read ({reason}); check the path") from None
    dataset = Dataset()
    try:
        dataset.parse(data=content, format=syntax)
    except Exception as error:  # each parser of rdflib raises errors of its own
        raise InputError(f"{path} is not well-formed ({syntax}): {_first_line(error)}; mend the file") from None
    lines = sorted(filter(None, dataset.serialize(format="nquads").split("\n")))
    if not lines:
        raise InputError(f"{path} holds no statement; give a file with a graph")
    return lines


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
