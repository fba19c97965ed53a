"""zhengtu build: all documents into a release, and the summary of it. Building itself lives in zhengtu.build."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from zhengtu.cli.options import DataDir, ReleaseDir, settings
from zhengtu.cli.output import progress_display, say, write_out, write_table

if TYPE_CHECKING:
    from pathlib import Path

    from zhengtu.build.report import BuildReport
    from zhengtu.config import Settings


class Format(StrEnum):
    """How the summary is printed."""

    text = "text"
    json = "json"


_HEADINGS = ("document", "provisions", "measures", "supports", "triples", "not understood")


def build(
    data: DataDir = None,
    release_dir: ReleaseDir = None,
    base_iri: Annotated[
        str | None, typer.Option("--base-iri", metavar="IRI", help="What the IRIs of the data start with.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Publish nothing when a document is quarantined.")] = False,
    if_changed: Annotated[
        bool, typer.Option("--if-changed", help="Do nothing when the published release is up to date.")
    ] = False,
    reasoner: Annotated[
        str | None, typer.Option("--reasoner", metavar="hermit|none", help="Who looks at the facts beside the rules.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print what was built.")] = Format.text,
) -> None:
    """Build all documents into a release and publish it.

    A document that cannot be read, or contradicts itself, is quarantined with its reason, and the rest is published
    (exit code 1). A reasoner that fails, or a machine without a Java, costs no release: the rules stand alone.
    """
    from zhengtu.build.build import build as run

    chosen = settings(data_dir=data, release_dir=release_dir, base_iri=base_iri, reasoner=reasoner)
    with progress_display("building") as progress:
        report = run(
            chosen, strict=strict, if_changed=if_changed, progress=progress, examined=chosen.reasoner != "none"
        )
    if format is Format.json:
        write_out(_to_json(report))
    else:
        _tell(report, chosen)
    warn_of_quarantined(report)
    if report.clashes:
        say(f"documents clash: {report.clashes['en']} / 文件之间相互矛盾：{report.clashes['zh']}")
    if report.quarantined or report.clashes or any(not seen.agrees for seen in report.examinations):
        raise typer.Exit(1)


def _tell(report: BuildReport, chosen: Settings) -> None:
    _summarise(report, chosen.data_dir)
    state = "is up to date" if report.unchanged else "published"
    write_out(f"\n{chosen.release_dir / report.release} {state}\n")
    if report.examinations:
        told = "; ".join(f"{seen.reasoner}: {seen.told}" for seen in report.examinations)
        unanswered = any(seen.consistent is None for seen in report.examinations)
        say(told) if unanswered else write_out(f"{told}\n")


def _to_json(report: BuildReport) -> str:
    plain = {
        "release": report.release,
        "unchanged": report.unchanged,
        "counts": report.counts,
        "diagnostics": report.diagnostics,
        "documents": [document.to_plain() for document in report.documents],
        "withdrawn": list(report.withdrawn),
        "removed": list(report.removed),
        "clashes": dict(report.clashes),
        "examinations": [
            {"reasoner": seen.reasoner, "consistent": seen.consistent, "told": seen.told}
            for seen in report.examinations
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def warn_of_quarantined(report: BuildReport) -> None:
    """Name on stderr what is left out, and why."""
    for slug in report.withdrawn:
        say(
            f"withdrawn {slug}: it was published before and is no longer in the data directory; "
            "put it back, or return to the release before with `zhengtu releases rollback`"
        )
    for document in report.quarantined:
        say(f"quarantined {document.slug}: {document.reason}")
        if document.traceback:
            print(document.traceback, file=sys.stderr)


def _summarise(report: BuildReport, data_dir: Path) -> None:
    rows = [
        (
            document.slug,
            *map(str, (document.provisions, document.measures, document.supports, document.triples)),
            str(sum(document.diagnostics.values())),
        )
        for document in report.published
    ]
    counts = report.counts
    names = ("documents", "provisions", "measures", "supports", "triples", "diagnostics")
    total, *figures = (str(counts[name]) for name in names)
    write_table(_HEADINGS, [*rows, (f"{total} published", *figures)], figures=True)
    if report.diagnostics:
        _list_diagnostics(report, data_dir)


def _list_diagnostics(report: BuildReport, data_dir: Path) -> None:
    """What was not understood: how often in which document, in all, and how to see each with its line."""
    rows = [
        (document.slug, code, str(count))
        for document in report.published
        for code, count in document.diagnostics.items()
    ]
    totals = [("in all", code, str(count)) for code, count in report.diagnostics.items()]
    write_out("\n")
    write_table(("document", "not understood", "times"), [*rows, *totals])
    source = data_dir / "policies" / "NAME" / "source.txt"
    write_out(f"\neach with its line and what to do: zhengtu extract {source}; notes are in the record only\n")
