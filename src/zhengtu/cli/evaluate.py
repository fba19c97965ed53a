"""zhengtu evaluate: what is read against gold records, as figures. The comparison itself lives in zhengtu.evaluate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengtu.cli.options import DataDir, settings
from zhengtu.cli.output import say, write_out, write_table
from zhengtu.errors import InputError

if TYPE_CHECKING:
    from zhengtu.evaluate.evaluation import Evaluation
    from zhengtu.evaluate.gold import Gold
    from zhengtu.evaluate.measurement import Measurement


class Format(StrEnum):
    """How figures are printed; precision is the table of measured precision that the lexicon holds."""

    table = "table"
    json = "json"
    markdown = "markdown"
    precision = "precision"


def evaluate(
    gold_dirs: Annotated[
        list[Path], typer.Argument(metavar="GOLD_DIR...", help="Sets of gold records, one NAME.json a document.")
    ],
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents",
            metavar="DIR",
            help="Where their sources are; default: policies/NAME/ of the data directory, or beside the record.",
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the figures.")] = Format.table,
    misses: Annotated[bool, typer.Option("--misses", help="List the facts that are missing or too many.")] = False,
    least: Annotated[
        float | None,
        typer.Option("--min", metavar="FIGURE", min=0, max=1, help="Fail where the mean of the figures is below."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write into this file.")] = None,
    data: DataDir = None,
) -> None:
    """Compare what is read in documents with gold records of them.

    A polarity error (a bound lost, a comparator reversed) gives exit code 1, as does a mean below --min.
    """
    from zhengtu.evaluate.evaluation import Evaluation

    if output and format is Format.table:
        raise InputError("--output takes --format json, markdown or precision; a table goes to the terminal")
    sets = _evaluated(gold_dirs, documents, settings(data_dir=data).data_dir)
    found = Evaluation(tuple(document for one in sets.values() for document in one.documents))
    if format is Format.precision:
        _write(_precision_table(sets), output)
    elif format is Format.table:
        _write_tables(found, _measured(sets, found), misses)
    else:
        options = [*(("--documents", str(documents)) if documents else ()), *(("--misses",) if misses else ())]
        command = " ".join(["zhengtu evaluate", *sets, *options, "--format", format.value])
        _write(_report(format, found, _measured(sets, found), command, misses), output)
    if not _is_good(found, least):
        raise typer.Exit(1)


def _evaluated(gold_dirs: Iterable[Path], documents: Path | None, data_dir: Path) -> Mapping[str, Evaluation]:
    """The sets by name; a name is the folder as it was given."""
    from zhengtu.build.documents import authority_dir
    from zhengtu.evaluate.evaluation import evaluate as run
    from zhengtu.evaluate.gold import read_gold
    from zhengtu.lexicon.load import load

    golds = {folder.as_posix(): read_gold(folder) for folder in gold_dirs}
    locate, lexicon = _locator(documents, data_dir), load(authority_dir(data_dir))
    return {name: run(records, locate, lexicon) for name, records in golds.items()}


def _precision_table(sets: Mapping[str, Evaluation]) -> str:
    from zhengtu.evaluate.measurement import measured_set
    from zhengtu.evaluate.precision import to_yaml
    from zhengtu.lexicon.precision import read_sets

    return to_yaml({**read_sets(), **{name: measured_set(one) for name, one in sets.items()}})


def _report(format: Format, found: Evaluation, measured: Measurement, command: str, misses: bool) -> str:
    from zhengtu.evaluate.report import to_json, to_markdown

    if format is Format.json:
        return to_json(found, measured, misses=misses)
    return to_markdown(found, measured, command, misses=misses)


def _write(content: str, output: Path | None) -> None:
    if output is None:
        write_out(content)
        return
    try:
        output.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}; give another --output") from None


def _measured(sets: Iterable[str], found: Evaluation) -> Measurement:
    """What the documents and the other sets that were measured say of the rules."""
    from zhengtu.evaluate.measurement import Penalty, counted_elsewhere, measure
    from zhengtu.lexicon.precision import read_sets
    from zhengtu.lexicon.tables import read_tables

    penalties = [
        Penalty(row["name"], Decimal(row["factor"]), row["zh"], row["en"]) for row in read_tables().rows["penalties"]
    ]
    return measure(found, counted_elsewhere(read_sets(), sets), penalties)


def _locator(documents: Path | None, data_dir: Path) -> Callable[[Gold], Path]:
    """How the source of a gold record is found. Raises InputError, when it is asked for one that is not there."""
    from zhengtu.build.documents import policies_dir

    def locate(gold: Gold) -> Path:
        usual = policies_dir(data_dir) / gold.slug / "source.txt"
        beside = gold.path.with_name(gold.source)
        named = [documents / gold.source] if documents else []
        found = next((path for path in (*named, usual, beside) if path.is_file()), None)
        if found is None:
            hint = "check the key source and --documents" if named else "give its folder with --documents DIR"
            raise InputError(f"{gold.path}: its document {[*named, usual][0]} does not exist; {hint}")
        return found

    return locate


def _write_tables(found: Evaluation, measured: Measurement, misses: bool) -> None:
    from zhengtu.evaluate import measured_tables, tables

    shown = [
        (tables.facet_rows(found), True),
        (tables.document_rows(found), False),
        (tables.slot_rows(found), True),
        (measured_tables.calibration_rows(measured), True),
        (measured_tables.rule_rows(measured, at_fault=True), False),
        (tables.polarity_rows(found), False),
        *([(tables.miss_rows(found), False)] if misses else []),
    ]
    for table, figures in shown:
        if figures or table.rows:
            write_table(table.headings, table.rows, figures=figures)
            write_out("\n")
    write_out(
        f"polarity errors {len(found.polarity)}; {tables.summary(found)}; "
        f"calibration error {measured.calibration.error:.3f}\n"
    )


def _is_good(found: Evaluation, least: float | None) -> bool:
    """Say on stderr what is not."""
    low = least is not None and found.mean < least
    if low:
        say(f"the mean of the figures is {found.mean:.4f}, below {least}; --misses lists what is missing or too many")
    if found.polarity:
        say(f"polarity errors: {len(found.polarity)}; each is listed with its sentence")
    return not low and not found.polarity
