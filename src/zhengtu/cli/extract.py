"""zhengtu extract: one document in, its record out as JSON. Imports the reading stages only, so that it starts fast."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhengtu.cli.options import DataDir, settings
from zhengtu.cli.output import say, write_out


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Plain text, HTML, DOCX, or PDF with a text layer.")],
    data: DataDir = None,
) -> None:
    """Print the record of one document as JSON; what was not understood goes to stderr (exit code 1)."""
    from zhengtu.build.documents import authority_dir
    from zhengtu.extract.extraction import extract as extract_record
    from zhengtu.lexicon.load import load
    from zhengtu.model.serialisation import to_json
    from zhengtu.text.read import read_source

    source = read_source(file)
    record = extract_record(source, load(authority_dir(settings(data_dir=data).data_dir)))
    write_out(to_json(record))
    findings = [diagnostic for diagnostic in record.diagnostics if diagnostic.severity != "info"]
    for found in findings:
        line = source.text.count("\n", 0, found.start) + 1
        say(f"{file}:{line}: {found.severity}: {found.message} [{found.code}]")
    if findings:
        raise typer.Exit(1)
