"""zhengtu serve: the published release over HTTP. The web application itself lives in zhengtu.web."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from zhengtu.cli.build import warn_of_quarantined
from zhengtu.cli.options import DataDir, Password, ReleaseDir, User, settings
from zhengtu.cli.output import progress_display
from zhengtu.errors import NoRelease


def serve(
    host: Annotated[str | None, typer.Option("--host", metavar="HOST", help="Address to listen on.")] = None,
    port: Annotated[str | None, typer.Option("--port", metavar="PORT", help="Port to listen on.")] = None,
    data: DataDir = None,
    release_dir: ReleaseDir = None,
    public_url: Annotated[
        str | None, typer.Option("--public-url", metavar="URL", help="Where the service says that it can be reached.")
    ] = None,
    query_timeout_s: Annotated[
        str | None, typer.Option("--query-timeout-s", metavar="SECONDS", help="When a query is stopped.")
    ] = None,
    store: Annotated[
        str | None,
        typer.Option("--store", metavar="URL", help="Ask this SPARQL endpoint, which zhengtu push has loaded."),
    ] = None,
    user: User = None,
    password: Password = None,
) -> None:
    """Serve the published release; build one first where there is none."""
    chosen = settings(
        host=host,
        port=port,
        data_dir=data,
        release_dir=release_dir,
        public_url=public_url,
        query_timeout_s=query_timeout_s,
        store_url=store,
        store_user=user,
        store_password=password,
    )
    from zhengtu.build.ensure import ensure_release
    from zhengtu.web.serve import bind, run

    sockets = bind(chosen.host, chosen.port)  # before a build, which takes a while
    with contextlib.suppress(NoRelease), progress_display("building") as progress:  # a whole one may stand in
        _release, report = ensure_release(chosen, progress)
        if report is not None:
            warn_of_quarantined(report)
    run(chosen, sockets)
