"""zhengtu push: the published release into another SPARQL engine. Loading it lives in zhengtu.store.push."""

from __future__ import annotations

from typing import Annotated

import typer

from zhengtu.cli.options import Password, ReleaseDir, User, settings
from zhengtu.cli.output import progress_display, say, write_table
from zhengtu.errors import InputError


def push(
    url: Annotated[
        str | None, typer.Argument(metavar="URL", help="Where the engine takes queries, as for zhengtu serve --store.")
    ] = None,
    graph_store: Annotated[
        str | None,
        typer.Option("--graph-store", metavar="URL", help="Where it takes graphs, if that cannot be told from URL."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    user: User = None,
    password: Password = None,
    release_dir: ReleaseDir = None,
) -> None:
    """Load the published release into a SPARQL engine by the Graph Store Protocol.

    Replaces what an earlier push put there, leaves other graphs alone, and counts the triples afterwards.
    """
    chosen = settings(release_dir=release_dir, store_url=url, store_user=user, store_password=password)
    if not chosen.store_url:
        raise InputError("push needs the address of an endpoint, such as http://localhost:7878/query")
    from zhengtu.store.endpoint import Endpoint
    from zhengtu.store.push import Target
    from zhengtu.store.release import Release

    release = Release.current(chosen.release_dir)
    endpoint = Endpoint(chosen.store_url, chosen.store_user, chosen.store_password)
    target = Target.of(endpoint, graph_store)
    plan = target.plan(release)
    if not dry_run:
        with progress_display("pushing") as progress:
            target.push(release, plan, progress)
    rows = [("put", str(len(lines)), graph) for graph, lines in plan.put.items()]
    write_table(("graph", "triples", "name"), rows + [("remove", "", graph) for graph in plan.remove])
    triples = sum(len(lines) for lines in plan.put.values())
    done = "would go to" if dry_run else "is in"
    say(f"{release.path.name} with {triples} triples {done} {target.graphs.address}")
