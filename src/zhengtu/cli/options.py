"""The options that several commands share, and how they become settings. Defaults and checks live in config."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from zhengtu.config import Settings

# Texts, not numbers or paths: options and environment variables go through the same checks.
DataDir = Annotated[str | None, typer.Option("--data", metavar="DIR", help="Data directory (documents in policies/).")]
ReleaseDir = Annotated[str | None, typer.Option("--release-dir", metavar="DIR", help="Where releases are.")]
User = Annotated[str | None, typer.Option("--user", metavar="NAME", help="Who the endpoint is told that we are.")]
Password = Annotated[
    str | None, typer.Option("--password", metavar="TEXT", help="Others see it; better set ZHENGTU_STORE_PASSWORD.")
]


def settings(**overrides: str | None) -> Settings:
    """Join options and environment. Raises InvalidSetting."""
    return Settings.from_env(os.environ, **overrides)
