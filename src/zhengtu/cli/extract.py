"""zhengtu extract: one document in, its record out as JSON. Imports the reading stages only, so that it starts fast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengtu.cli.options import DataDir, settings
from zhengtu.cli.output import say, write_out
from zhengtu.errors import InputError

if TYPE_CHECKING:
    from zhengtu.model.lexicon import Lexicon
    from zhengtu.model.record import Record
    from zhengtu.model.source import Source


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Plain text, HTML, DOCX, or PDF with a text layer.")],
    data: DataDir = None,
    curated: Annotated[
        bool, typer.Option("--curated", help="Put in the corrections of the corrections.yaml beside FILE.")
    ] = False,
) -> None:
    """Print the record of one document as JSON; what was not understood goes to stderr (exit code 1).

    Where FILE holds several documents the main one is printed, with the records of the others under the key further.
    """
    from zhengtu.build.documents import authority_dir
    from zhengtu.extract.extraction import extract_all
    from zhengtu.extract.works import main_of
    from zhengtu.lexicon.load import load
    from zhengtu.model.serialisation import to_json
    from zhengtu.text.read import read_source

    source = read_source(file)
    lexicon = load(authority_dir(settings(data_dir=data).data_dir))
    records = extract_all(source, lexicon)
    record = main_of(records)
    further = [other for other in records if other is not record]
    if curated:
        record = _curate(record, source, file, lexicon)
    write_out(to_json(record, further))
    findings = [found for found in record.diagnostics if found.severity != "info" or "correction" in found.code]
    for found in findings:
        line = source.text.count("\n", 0, found.start) + 1
        say(f"{file}:{line}: {found.severity}: {found.message} [{found.code}]")
    if findings:
        raise typer.Exit(1)


def _curate(record: Record, source: Source, file: Path, lexicon: Lexicon) -> Record:
    from zhengtu.build.corrections import NAME, CorrectionsFile
    from zhengtu.build.curation import Curator
    from zhengtu.config import resource_dir
    from zhengtu.store.ontology import Ontology

    beside = file.with_name(NAME)
    corrections = CorrectionsFile.in_folder(file.parent, str(beside))
    if corrections is None:
        raise InputError(f"{beside} does not exist; write it, or leave out --curated")
    return Curator(lexicon, Ontology.load(resource_dir("ontology")).code_labels()).curate(record, source, corrections)
