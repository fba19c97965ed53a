"""zhengtu check: shapes and checks over the release or a file. Checking itself lives in zhengtu.check."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengtu.cli.build import warn_of_quarantined
from zhengtu.cli.options import DataDir, ReleaseDir, settings
from zhengtu.cli.output import progress_display, write_out
from zhengtu.config import Settings, resource_dir
from zhengtu.errors import InputError, StoreUnavailable

if TYPE_CHECKING:
    from zhengtu.check.findings import Report
    from zhengtu.check.rules import RuleBook


class Format(StrEnum):
    """How findings are printed; ttl is a SHACL validation report."""

    text = "text"
    json = "json"
    ttl = "ttl"


def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A .ttl, .trig, .nq, .nt, .jsonld or .rdf file.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.text,
    listed: Annotated[
        bool, typer.Option("--list", help="Check nothing; list all shapes and checks as a Markdown page.")
    ] = False,
    data: DataDir = None,
    release_dir: ReleaseDir = None,
) -> None:
    """Check the graphs of the published release, or one RDF file. A violation gives exit code 1, a warning does not."""
    from zhengtu.check.rules import load_rules

    book = load_rules(resource_dir("ontology"))
    if listed:
        from zhengtu.check.table import to_markdown

        write_out(to_markdown(book))
        return
    chosen = settings(data_dir=data, release_dir=release_dir)
    report = _check_release(chosen, book) if file is None else _check_file(file, chosen, book)
    _write(report, book, format)
    if not report.conforms:
        raise typer.Exit(1)


def _check_release(chosen: Settings, book: RuleBook) -> Report:
    from zhengtu.build.ensure import ensure_release
    from zhengtu.check.checking import check_release

    with progress_display("building") as progress:
        release, built = ensure_release(chosen, progress)
    if built is not None:
        warn_of_quarantined(built)
    with progress_display("checking") as progress:
        return check_release(release, book, progress)


def _check_file(file: Path, chosen: Settings, book: RuleBook) -> Report:
    """Check a file against the code lists and area table of this installation."""
    from zhengtu.build.pipeline import Stages
    from zhengtu.check.checking import check
    from zhengtu.check.files import read_lines
    from zhengtu.check.units import split

    lines = read_lines(file)
    units = split(lines, shared=Stages.load(chosen).shared(lines))
    try:
        return check(units, book)
    except StoreUnavailable as error:  # an IRI that rdflib lets pass and the engine does not
        raise InputError(f"{file} holds what is no RDF: {error.__cause__}; mend the file") from None


def _write(report: Report, book: RuleBook, format: Format) -> None:
    from zhengtu.check.report import to_json, to_text, to_turtle

    write_out({Format.text: to_text, Format.json: to_json, Format.ttl: to_turtle}[format](report, book))
