"""zhengtu assets: bring the scripts and styles of others that pages use. How it is done lives in zhengtu.assets."""

from __future__ import annotations

import typer

from zhengtu.cli.output import say

_HELP = "The editor, charts and API reference in pages: brought by npm. Without them every page still works."


def application() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(help=_HELP, no_args_is_help=True, rich_markup_mode=None)
    app.callback()(lambda: None)  # keeps the name of the only command
    app.command("build")(build)
    return app


def build() -> None:
    """Bring what ui/package-lock.json asks for, where it is not there yet."""
    from zhengtu.assets import VENDOR_DIR, Manifest, bring

    changed = bring()
    present = Manifest.read()
    packages = "" if present is None else ", ".join(f"{name} {it['version']}" for name, it in present.packages.items())
    say(f"assets {'brought to' if changed else 'are up to date in'} {VENDOR_DIR}: {packages}")
