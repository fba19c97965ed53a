"""load(): the shipped or a changed lexicon, compiled and named by its hash. The rows themselves are read in tables."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from decimal import InvalidOperation
from pathlib import Path

from zhengtu.config import resource_dir
from zhengtu.errors import InputError
from zhengtu.lexicon.authority import agency_names_file, read_agency_names, read_areas, read_former_areas
from zhengtu.lexicon.compilation import compile_lexicon
from zhengtu.lexicon.script import load_script, script_file
from zhengtu.lexicon.tables import Tables, read_tables
from zhengtu.model.lexicon import Lexicon

# What a row that no schema has checked makes compilation raise; re.error is a kind of Exception only.
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, InvalidOperation, re.error)


def load(authority: Path | None = None, *, tables: Path | None = None, concepts: Path | None = None) -> Lexicon:
    """Compile the lexicon. authority is the folder of areas.csv (default: the shipped one).

    tables and concepts are folders with changed YAML and Turtle files, which replace the shipped ones of their names.
    Raises InputError for files that cannot be read or do not have the shape that their schema asks for.
    """
    return compiled(read_tables(tables, concepts), authority)


def compiled(written: Tables, authority: Path | None = None) -> Lexicon:
    """Compile what was read. Raises InputError for rows that do not have the shape that their schema asks for."""
    areas_file = (authority or resource_dir("data") / "authority") / "areas.csv"
    areas = read_areas(areas_file)
    script, agencies = script_file(authority), agency_names_file(authority)
    lists = [path.read_bytes() for path in (areas_file, script, agencies)]
    digest = hashlib.sha256(b"\n".join([*written.contents, *lists])).hexdigest()
    try:
        return replace(
            compile_lexicon(written.rows, areas, digest),
            script=load_script(script),
            former_areas=read_former_areas(areas_file),
            agency_names=read_agency_names(agencies),
        )
    except _MALFORMED as error:
        raise InputError(_explained(written, error)) from error


def _explained(written: Tables, error: Exception) -> str:
    """Name the row that the schema refuses."""
    from zhengtu.lexicon.schema import check  # costs time to import, and is asked for only here and by lint

    first = next(check(written), None)
    return str(first) if first else f"the lexicon does not compile ({error}); run zhengtu lexicon lint"
