"""All commands in one application, and what becomes of errors. What a command does lives in its own module."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from zhengtu import __version__
from zhengtu.cli.add import add
from zhengtu.cli.ask import ask
from zhengtu.cli.assets import application as asset_commands
from zhengtu.cli.build import build
from zhengtu.cli.changes import changes
from zhengtu.cli.check import check
from zhengtu.cli.evaluate import evaluate
from zhengtu.cli.extract import extract
from zhengtu.cli.handbook import handbook
from zhengtu.cli.lexicon import application as lexicon_commands
from zhengtu.cli.output import say, write_out
from zhengtu.cli.push import push
from zhengtu.cli.query import query
from zhengtu.cli.reason import reason
from zhengtu.cli.releases import application as release_commands
from zhengtu.cli.serve import serve
from zhengtu.cli.settings_table import show_settings
from zhengtu.errors import BuildError, InputError, MalformedQuery, ZhengtuError

FINDINGS = 1
USAGE = 2
INTERRUPTED = 130

_HELP = """Chinese policy documents as linked data, every fact tied to the sentence that says it.

Exit codes: 0 good, 1 findings, 2 usage or input. Settings can also come from the environment: ZHENGTU_DATA_DIR,
ZHENGTU_RELEASE_DIR, ZHENGTU_BASE_IRI, ZHENGTU_HOST, ZHENGTU_PORT, ZHENGTU_PUBLIC_URL; `zhengtu settings` lists more.
"""


def main() -> None:
    """Run the command line; ends the process with the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        _application()()
    except ZhengtuError as error:
        say(str(error))
        for detail in error.details if isinstance(error, BuildError) else ():
            say(detail)
        sys.exit(USAGE if isinstance(error, InputError | MalformedQuery) else FINDINGS)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _application() -> typer.Typer:
    app = typer.Typer(
        name="zhengtu",
        help=_HELP,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    for command in (build, serve, extract, query, add, changes, evaluate, check, reason, push, handbook):
        app.command()(command)
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(ask)
    app.command("settings")(show_settings)
    app.add_typer(lexicon_commands(), name="lexicon")
    app.add_typer(release_commands(), name="releases")
    app.add_typer(asset_commands(), name="assets")
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        write_out(f"zhengtu {__version__}\n")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Hold the options that belong to no command."""
