"""zhengtu settings: every setting that bounds the service, its default and what is in effect. Checks live in config."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from typing import Annotated

import typer

from zhengtu.cli.options import settings
from zhengtu.cli.output import write_out, write_table
from zhengtu.config import Settings, limits_of_settings


class Format(StrEnum):
    """How the settings are printed."""

    table = "table"
    markdown = "markdown"


def show_settings(
    format: Annotated[Format, typer.Option("--format", help="table: with the values in effect.")] = Format.table,
) -> None:
    """List the settings that bound what a client can do, with their defaults."""
    defaults = {setting.name: setting.default for setting in fields(Settings)}
    if format is Format.markdown:
        rows = [[f"`{name}`", *_described(name, defaults[name])] for name in limits_of_settings()]
        lines = [["name", "default", "may be", "meaning"], ["---"] * 4, *rows]
        write_out("".join(f"| {' | '.join(line)} |\n" for line in lines))
        return
    chosen = settings()
    header = ["name", "in effect", "default", "may be", "meaning"]
    write_table(
        header,
        [[name, _shown(getattr(chosen, name)), *_described(name, defaults[name])] for name in limits_of_settings()],
    )


def _described(name: str, default: object) -> list[str]:
    bounds = limits_of_settings()[name]
    unit = f" {bounds.unit}" if bounds.unit else ""
    range_ = f"{bounds.least:,g} to {bounds.most:,.0f}" if bounds.most else ""
    return [_shown(default) + unit, range_, bounds.meaning]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:g}"
    return " ".join(value) if isinstance(value, tuple) and value else str(value or "none")
