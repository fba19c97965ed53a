"""zhengtu changes: what changed from one release to another. Comparing lives in zhengtu.graph.changes."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from zhengtu.cli.options import ReleaseDir, settings
from zhengtu.cli.output import write_out, write_table

if TYPE_CHECKING:
    from zhengtu.graph.changes import Changes, FactChange
    from zhengtu.store.release import Release

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


class Format(StrEnum):
    """How changes are printed."""

    text = "text"
    json = "json"


def changes(
    old: Annotated[
        str | None, typer.Argument(metavar="OLD", help="A release by name; default: the one published before.")
    ] = None,
    new: Annotated[str | None, typer.Argument(metavar="NEW", help="Default: the published release.")] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the changes.")] = Format.text,
    release_dir: ReleaseDir = None,
) -> None:
    """Say what changed from one release to another: facts of each kind, values before and after, triples.

    In text, the facts of a policy that is new or gone as a whole are counted and not listed; JSON lists all.
    """
    from zhengtu.store.release import Release

    folder = settings(release_dir=release_dir).release_dir
    later = Release.current(folder) if new is None else Release.named(folder, new)
    earlier = later.before() if old is None else Release.named(folder, old)
    found = compare_releases(earlier, later)
    if format is Format.json:
        head = {"old": earlier.path.name, "new": later.path.name}
        write_out(json.dumps({**head, **found.to_plain()}, ensure_ascii=False, indent=1) + "\n")
    else:
        write_out(f"{earlier.path.name} -> {later.path.name}\n")
        write_changes(found)


def compare_releases(earlier: Release, later: Release) -> Changes:
    """Compare two releases. Raises InputError where their IRIs have different bases."""
    from zhengtu.errors import InputError
    from zhengtu.graph.changes import compare

    if earlier.base_iri != later.base_iri:
        raise InputError(
            f"{earlier.path.name} has IRIs under {earlier.base_iri}, {later.path.name} under {later.base_iri}; "
            "compare releases with the same base IRI"
        )
    return compare(earlier.lines(), later.lines())


def write_changes(found: Changes) -> None:
    """Print changes for people: a table of counts, then what came, went or says something else."""
    if not found:
        write_out("no change\n")
        return
    rows = [
        (kind.replace("_", " "), *(str(len(facts)) for facts in (of.added, of.removed, of.changed)))
        for kind, of in found.kinds.items()
        if of
    ]
    total = ("triples", str(found.added), str(found.removed), "")
    write_table(("facts", "added", "removed", "changed"), [*rows, total], figures=True)
    whole = {fact.policy for of in (found.kinds["policies"],) for fact in (*of.added, *of.removed)}
    listed = [line for kind in found.kinds for line in _lines(found, kind, whole)]
    if listed:
        write_out("\n" + "".join(f"{line}\n" for line in listed))


def _lines(found: Changes, kind: str, whole: set[str]) -> list[str]:
    lines = []
    for state, sign in _SIGNS.items():
        facts: tuple[FactChange, ...] = getattr(found.kinds[kind], state)
        for fact in facts:
            if fact.policy not in whole or kind == "policies":
                lines.append(f"{sign} {kind.replace('_', ' ')}: {fact.policy}: {fact.label}")
                lines += [f"    {v.property}: {_written(v.before)} -> {_written(v.after)}" for v in fact.values]
    return lines


def _written(values: tuple[str, ...]) -> str:
    return ", ".join(value.split("^^", 1)[0] for value in values) or "nothing"
