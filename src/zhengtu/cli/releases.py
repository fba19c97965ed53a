"""zhengtu releases: list, verify, roll back and prune. What is done lives in zhengtu.build.releases."""

from __future__ import annotations

from typing import Annotated

import typer

from zhengtu.cli.options import ReleaseDir, settings
from zhengtu.cli.output import say, write_out, write_table

_HELP = "The releases that there are: which is published, is it whole, go back to an older one, remove old ones."
Name = Annotated[str | None, typer.Argument(metavar="NAME", help="A release by its name.")]


def application() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(help=_HELP, no_args_is_help=True, rich_markup_mode=None)
    for command in (list_, verify, rollback, prune):
        app.command(command.__name__.strip("_"))(command)
    return app


def list_(release_dir: ReleaseDir = None) -> None:
    """List the releases, the one made last first; a star marks the published one."""
    from zhengtu.store.release import Release

    folder = settings(release_dir=release_dir).release_dir
    current = Release.current(folder)
    rows = []
    for release in Release.all_in(folder):
        counts = release.manifest["counts"]
        size = sum(entry["bytes"] for entry in release.manifest["files"].values())
        mark = "*" if release.path == current.path else ""
        rows.append((release.path.name, *(str(n) for n in (counts["documents"], counts["triples"], size)), mark))
    write_table(("release", "documents", "triples", "bytes", "published"), rows, figures=True)


def verify(name: Name = None, release_dir: ReleaseDir = None) -> None:
    """Compare every file with the manifest, of one release or of all; a fault gives exit code 1."""
    from zhengtu.build.releases import faults
    from zhengtu.store.release import Release

    folder = settings(release_dir=release_dir).release_dir
    chosen = Release.all_in(folder) if name is None else [Release.named(folder, name)]
    if not chosen:
        Release.current(folder)  # says that nothing was built
    wrong = 0
    for release in chosen:
        found = faults(release)
        wrong += len(found)
        for fault in found:
            say(f"{release.path.name}: {fault}")
        write_out(f"{release.path.name}: {'damaged' if found else 'whole'}, {len(release.manifest['files'])} files\n")
    if wrong:
        raise typer.Exit(1)


def rollback(name: Name = None, release_dir: ReleaseDir = None) -> None:
    """Publish an older release again, by default the one before the published one; a damaged one is refused."""
    from zhengtu.build.releases import roll_back

    folder = settings(release_dir=release_dir).release_dir
    write_out(f"{folder / roll_back(folder, name).path.name} published\n")


def prune(
    keep: Annotated[int, typer.Option("--keep", min=1, metavar="N", help="So many of the last stay.")] = 3,
    release_dir: ReleaseDir = None,
) -> None:
    """Remove all but the last releases; the published one always stays."""
    from zhengtu.build.releases import prune as remove

    gone = remove(settings(release_dir=release_dir).release_dir, keep)
    write_out("".join(f"{name} removed\n" for name in gone) or "nothing to remove\n")
