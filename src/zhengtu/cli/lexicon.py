"""zhengtu lexicon: check the rows, try a sentence, see what a change would do, learn what a corpus asks for."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhengtu.cli.options import DataDir, settings
from zhengtu.cli.output import say, write_out, write_table
from zhengtu.errors import InputError

if TYPE_CHECKING:
    from zhengtu.evaluate.impact import Change, DocumentImpact, Sort
    from zhengtu.lexicon.facts import ReadFact
    from zhengtu.lexicon.trial import Trial
    from zhengtu.model.lexicon import Lexicon

Tables = Annotated[
    Path | None, typer.Option("--tables", metavar="DIR", help="Changed YAML files, in place of those of their names.")
]
Concepts = Annotated[
    Path | None,
    typer.Option("--concepts", metavar="DIR", help="Changed Turtle files, in place of those of their names."),
]
Corpus = Annotated[Path, typer.Argument(metavar="CORPUS_DIR", help="A folder of documents.")]

_HELP = "The words that documents are read with: check them, try them, change them."
_VERBS: dict[Sort, str] = {"appears": "appear", "disappears": "disappear", "changes": "change"}


class Format(StrEnum):
    """How results are printed."""

    text = "text"
    json = "json"


As = Annotated[Format, typer.Option("--format", help="How to print what was found.")]


def application() -> typer.Typer:
    """The commands under zhengtu lexicon."""
    app = typer.Typer(help=_HELP, no_args_is_help=True, rich_markup_mode=None)
    for name, command in (("lint", lint), ("try", try_sentence), ("impact", impact), ("suggest", suggest)):
        app.command(name)(command)
    return app


def lint(tables: Tables = None, concepts: Concepts = None) -> None:
    """Check all rows: their shape, their patterns, their codes, what they do to each other, and their examples."""
    from zhengtu.lexicon.lint import lint as check

    findings = check(tables, concepts)
    for finding in findings:
        write_out(f"{finding.severity}: {finding}\n")
    errors = sum(finding.severity == "error" for finding in findings)
    say(f"errors: {errors}, warnings: {len(findings) - errors}")
    if errors:
        raise typer.Exit(1)


def try_sentence(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="A sentence as a document has it.")],
    format: As = Format.text,
    tables: Tables = None,
    concepts: Concepts = None,
    data: DataDir = None,
) -> None:
    """Read one sentence and show its numbers, facts and the rows that fired; exit code 1 if anything is left over."""
    from zhengtu.lexicon.trial import read_sentence

    trial = read_sentence(sentence, _load(data, tables, concepts))
    if format is Format.json:
        write_out(_json(trial.to_plain()))
    else:
        _write_trial(trial)
    if trial.left_over or trial.diagnostics:
        raise typer.Exit(1)


def impact(
    corpus: Corpus,
    tables: Tables = None,
    concepts: Concepts = None,
    format: As = Format.text,
    data: DataDir = None,
) -> None:
    """Read a corpus with the shipped and with the changed lexicon, and list the facts that differ."""
    from zhengtu.evaluate.corpus import read_corpus
    from zhengtu.evaluate.impact import impact as compare
    from zhengtu.evaluate.impact import to_json

    if tables is None and concepts is None:
        raise InputError("nothing is changed; give a folder of changed files with --tables DIR or --concepts DIR")
    found = compare(read_corpus(corpus, say), _load(data), _load(data, tables, concepts))
    if format is Format.json:
        write_out(to_json(found))
    else:
        _write_impact(list(found))


def suggest(corpus: Corpus, format: As = Format.text, data: DataDir = None) -> None:
    """List the words that a corpus asks for, the most frequent first, each with the file that wants the row."""
    from zhengtu.evaluate.corpus import read_corpus
    from zhengtu.evaluate.suggestions import suggest as find

    rows = [asdict(suggestion) for suggestion in find(read_corpus(corpus, say), _load(data))]
    if format is Format.json:
        write_out(_json(rows))
    elif rows:
        headings = ("times", "what", "word", "where to add it", "first seen in", "sentence")
        order = ("count", "kind", "word", "home", "document", "example")
        write_table(headings, [[str(row[name]) for name in order] for row in rows])


def _load(data: str | None, tables: Path | None = None, concepts: Path | None = None) -> Lexicon:
    from zhengtu.build.documents import authority_dir
    from zhengtu.lexicon.load import load

    return load(authority_dir(settings(data_dir=data).data_dir), tables=tables, concepts=concepts)


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _write_trial(trial: Trial) -> None:
    numbers = [[n.text, n.value, n.unit, n.kind, n.op or "", n.ceiling or "", n.role] for n in trial.numbers]
    if numbers:
        write_table(("number", "value", "unit", "kind", "op", "ceiling", "role"), numbers)
        write_out("\n")
    rows = [row for fact in trial.facts for row in _slot_rows(fact)]
    if rows:
        write_table(("fact", "slot", "value", "read by"), rows)
        write_out("\n")
    left = ", ".join(quantity.text for quantity in trial.left_over) or "nothing"
    write_out(f"left over: {left}\n")
    for found in trial.diagnostics:
        write_out(f"{found.severity}: {found.message} [{found.code}]\n")


def _slot_rows(fact: ReadFact) -> list[list[str]]:
    """One line a slot; a slot without a reading follows from the others."""
    read_by = {reading["slot"]: " ".join([reading["rule"], *reading["penalties"]]) for reading in fact.readings}
    slots = [[name, _shown(value), read_by.get(name, "")] for name, value in fact.slots.items()]
    return [[fact.kind if number == 0 else "", *slot] for number, slot in enumerate(slots)]


def _write_impact(found: list[DocumentImpact]) -> None:
    for document in found:
        for change in document.changes:
            provision = "/".join(map(str, change.fact.provision or ()))
            write_out(f"{document.document} {provision} {change.sort}: {change.fact.kind} {_difference(change)}\n")
            write_out(f"    “{' '.join(change.fact.quote.split())}”\n")
    sorts = [change.sort for document in found for change in document.changes]
    before, after = (sum(document.unplaced[side] for document in found) for side in (0, 1))
    told = ", ".join(f"{verb}: {sorts.count(sort)}" for sort, verb in _VERBS.items())
    write_out(f"documents: {len(found)}; facts that {told}; numbers without a role: {before} before, {after} after\n")


def _difference(change: Change) -> str:
    if change.sort == "changes":
        return ", ".join(f"{name} {_shown(old)} → {_shown(new)}" for name, (old, new) in change.slots.items())
    return ", ".join(f"{name} {_shown(value)}" for name, value in change.fact.slots.items())


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
