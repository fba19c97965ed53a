"""zhengtu evaluate: what is read against gold records, as figures. The comparison itself lives in zhengtu.evaluate."""

from __future__ import annotations

from collections.abc import Callable
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


class Format(StrEnum):
    """How figures are printed."""

    table = "table"
    json = "json"
    markdown = "markdown"


def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Gold records, one NAME.json a document.")],
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents", metavar="DIR", help="Where their sources are; default: policies/NAME/ of the data directory."
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the figures.")] = Format.table,
    misses: Annotated[bool, typer.Option("--misses", help="List the facts that are missing or too many.")] = False,
    least: Annotated[
        float | None,
        typer.Option("--min", metavar="FIGURE", min=0, max=1, help="Fail where the mean of the figures is below."),
    ] = None,
    data: DataDir = None,
) -> None:
    """Compare what is read in documents with gold records of them.

    A polarity error (a bound lost, a comparator reversed) gives exit code 1, as does a mean below --min.
    """
    from zhengtu.build.documents import authority_dir
    from zhengtu.evaluate.evaluation import evaluate as run
    from zhengtu.evaluate.gold import read_gold
    from zhengtu.evaluate.report import to_json, to_markdown
    from zhengtu.lexicon.load import load

    data_dir = settings(data_dir=data).data_dir
    golds = read_gold(gold_dir)
    found = run(golds, _locator(documents, data_dir), load(authority_dir(data_dir)))
    if format is Format.json:
        write_out(to_json(found, misses=misses))
    elif format is Format.markdown:
        write_out(to_markdown(found, _command(gold_dir, documents, misses), misses=misses))
    else:
        _write_tables(found, misses)
    if not _is_good(found, least):
        raise typer.Exit(1)


def _locator(documents: Path | None, data_dir: Path) -> Callable[[Gold], Path]:
    """How the source of a gold record is found. Raises InputError, when it is asked for one that is not there."""
    from zhengtu.build.documents import policies_dir

    def locate(gold: Gold) -> Path:
        if documents is None:
            path, hint = policies_dir(data_dir) / gold.slug / "source.txt", "give its folder with --documents DIR"
        else:
            path, hint = documents / gold.source, "check the key source and --documents"
        if not path.is_file():
            raise InputError(f"{gold.path}: its document {path} does not exist; {hint}")
        return path

    return locate


def _command(gold_dir: Path, documents: Path | None, misses: bool) -> str:
    """What was asked, for a page to say how it is made anew."""
    options = [*(("--documents", str(documents)) if documents else ()), *(("--misses",) if misses else ())]
    return " ".join(["zhengtu evaluate", str(gold_dir), *options, "--format markdown"])


def _write_tables(found: Evaluation, misses: bool) -> None:
    from zhengtu.evaluate import tables

    shown = [tables.facet_rows(found), tables.document_rows(found), tables.slot_rows(found)]
    for table in shown:
        write_table(table.headings, table.rows, figures=True)
        write_out("\n")
    listed = [tables.polarity_rows(found), *([tables.miss_rows(found)] if misses else [])]
    for table in listed:
        if table.rows:
            write_table(table.headings, table.rows)
            write_out("\n")
    write_out(f"polarity errors {len(found.polarity)}; {tables.summary(found)}\n")


def _is_good(found: Evaluation, least: float | None) -> bool:
    """Say on stderr what is not."""
    low = least is not None and found.mean < least
    if low:
        say(f"the mean of the figures is {found.mean:.4f}, below {least}; --misses lists what is missing or too many")
    if found.polarity:
        say(f"polarity errors: {len(found.polarity)}; each is listed with its sentence")
    return not low and not found.polarity
