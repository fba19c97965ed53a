"""zhengtu add: a new document into the data directory, or a changed one accepted. The files are written in build."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengtu.cli.options import DataDir, settings
from zhengtu.cli.output import say, write_out
from zhengtu.errors import InputError

if TYPE_CHECKING:
    from zhengtu.model.record import Record


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Plain text, HTML, DOCX, or PDF with a text layer.")],
    slug: Annotated[
        str | None, typer.Option("--slug", metavar="SLUG", help="Its name in IRIs; default: the name of the file.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Default: as read.")] = None,
    city: Annotated[str | None, typer.Option("--city", metavar="TEXT", help="Default: as read.")] = None,
    origin: Annotated[
        str | None, typer.Option("--origin", metavar="URL|TEXT", help="Where the document is from.")
    ] = None,
    replace: Annotated[
        str | None, typer.Option("--replace", metavar="SLUG", help="Accept FILE as the new text of this document.")
    ] = None,
    work: Annotated[
        int | None, typer.Option("--work", metavar="NUMBER", help="Which one, where FILE holds several documents.")
    ] = None,
    data: DataDir = None,
) -> None:
    """Add a document to the data directory and say what is read in it. Publish it with `zhengtu build`."""
    from zhengtu.build import add as adding
    from zhengtu.build.documents import authority_dir
    from zhengtu.lexicon.load import load

    data_dir = settings(data_dir=data).data_dir
    lexicon = load(authority_dir(data_dir))
    if replace is None:
        folder, record = adding.add(file, adding.Proposal(slug, title, city, origin, work), data_dir, lexicon)
    elif any((slug, title, city, origin)):
        raise InputError("--replace takes no --slug, --title, --city or --origin; edit meta.toml for those")
    else:
        folder, record = adding.replace(replace, file, data_dir, lexicon, work)
    for remark in record.diagnostics:
        if remark.code == "source_remark":
            say(f"{file}: {remark.message}")
    write_out(f"{folder} {'replaced' if replace else 'added'}\n{_summary(record)}")


def _summary(record: Record) -> str:
    measures = record.measures + record.qualitative_measures
    supports = sum(len(measure.supports) for measure in measures)
    counts = Counter(diagnostic.code for diagnostic in record.diagnostics)
    missed = ", ".join(f"{code} {count}" for code, count in sorted(counts.items())) or "nothing"
    return (
        f"title: {record.policy.title or 'not found'}\n"
        f"area: {record.policy.area or 'not found'}\n"
        f"read: {len(record.provisions)} provisions, {len(measures)} measures, {supports} supports, "
        f"{len(record.responsibilities)} responsibilities\n"
        f"not understood: {missed}\n"
    )
