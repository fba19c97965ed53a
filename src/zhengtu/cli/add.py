"""zhengtu add: a document into the data directory, a build, what that changed. The work is done in zhengtu.build."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengtu.cli.build import warn_of_quarantined
from zhengtu.cli.changes import compare_releases, write_changes
from zhengtu.cli.options import DataDir, ReleaseDir, settings
from zhengtu.cli.output import progress_display, say, write_out, write_table
from zhengtu.errors import InputError, NoRelease

if TYPE_CHECKING:
    from zhengtu.build.add import Proposal
    from zhengtu.config import Settings
    from zhengtu.model.lexicon import Lexicon
    from zhengtu.model.record import Record
    from zhengtu.store.release import Release

_MAX_LISTED = 20


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
    no_build: Annotated[
        bool, typer.Option("--no-build", help="Put the document into the data directory only.")
    ] = False,
    data: DataDir = None,
    release_dir: ReleaseDir = None,
) -> None:
    """Add a document to the data directory, say what is read in it and what is not, build, and say what that changed.

    In a terminal, what no option gives is asked for; elsewhere it is taken from the text, or missing is an error.
    """
    from zhengtu.build import add as adding
    from zhengtu.build.documents import authority_dir
    from zhengtu.lexicon.load import load
    from zhengtu.text.read import read_source

    chosen = settings(data_dir=data, release_dir=release_dir)
    lexicon = load(authority_dir(chosen.data_dir))
    if replace is None:
        said = _asked(adding.Proposal(slug, title, city, origin, work), file, lexicon)
        folder, record = adding.add(file, said, chosen.data_dir, lexicon)
    elif any((slug, title, city, origin)):
        raise InputError("--replace takes no --slug, --title, --city or --origin; edit meta.toml for those")
    else:
        folder, record = adding.replace(replace, file, chosen.data_dir, lexicon, work)
    for remark in record.diagnostics:
        if remark.code == "source_remark":
            say(f"{file}: {remark.message}")
    write_out(f"{folder} {'replaced' if replace else 'added'}\n{_summary(record)}")
    _list_missed(record, read_source(folder / "source.txt").text)
    if not no_build:
        _build(chosen)


def _asked(said: Proposal, file: Path, lexicon: Lexicon) -> Proposal:
    """Ask the person at the terminal for what no option says, with what the document itself says as the default."""
    from zhengtu.build.add import Proposal, suggest

    if not sys.stdin.isatty():
        return said
    found = suggest(file, said, lexicon)
    return Proposal(
        slug=said.slug or _ask("slug (small letters, digits, hyphens; its name in IRIs)", found.slug),
        title=said.title or _ask("title", found.title),
        city=said.city or _ask("city", found.city),
        origin=said.origin or _ask("origin (address or remark; may be empty)", "") or None,
        work=said.work,
    )


def _ask(what: str, default: str | None) -> str:
    return str(typer.prompt(what, default=default, err=True)).strip()


def _build(chosen: Settings) -> None:
    """Build, with the base IRI of the release that there is, and say what changed."""
    from zhengtu.build.build import build
    from zhengtu.store.release import Release

    before: Release | None = None
    try:
        before = Release.current(chosen.release_dir)
    except NoRelease:
        say(f"{chosen.release_dir} holds no release; this is the first one")
    if before is not None:
        chosen = dataclasses.replace(chosen, base_iri=before.base_iri)  # another base would change every IRI
    with progress_display("building") as progress:
        report = build(chosen, progress=progress)
    write_out(f"\n{chosen.release_dir / report.release} published\n")
    if before is not None:
        write_changes(compare_releases(before, Release.current(chosen.release_dir)))
    if report.quarantined:
        warn_of_quarantined(report)
        raise typer.Exit(1)


def _summary(record: Record) -> str:
    return f"title: {record.policy.title or 'not found'}\narea: {record.policy.area or 'not found'}\n{_counts(record)}"


def _counts(record: Record) -> str:
    measures = record.measures + record.qualitative_measures
    missed = Counter(diagnostic.code for diagnostic in record.diagnostics)
    read = {
        "provisions": len(record.provisions),
        "measures": len(measures),
        "supports": sum(len(measure.supports) for measure in measures),
        "conditions": sum(len(measure.conditions) for measure in measures),
        "requirements": sum(len(measure.requirements) for measure in measures),
        "responsibilities": len(record.responsibilities),
        "funding rules": len(record.funding),
        "targets": len(record.targets),
        "rules": len(record.rules),
        "definitions": len(record.definitions),
    }
    listed = ", ".join(f"{count} {what}" for what, count in read.items() if count) or "nothing"
    missing = ", ".join(f"{code} {count}" for code, count in sorted(missed.items())) or "nothing"
    return f"read: {listed}\nnot understood: {missing}\n"


def _list_missed(record: Record, text: str) -> None:
    """What was not understood, with its line and what to do."""
    serious = [diagnostic for diagnostic in record.diagnostics if diagnostic.severity != "info"]
    rows = [(str(text.count("\n", 0, d.start) + 1), d.code, " ".join(d.message.split())) for d in serious[:_MAX_LISTED]]
    if rows:
        write_out("\n")
        write_table(("line", "not understood", "what to do"), rows)
    if len(serious) > _MAX_LISTED:
        write_out(f"and {len(serious) - _MAX_LISTED} more; zhengtu extract lists all\n")
