"""zhengtu query: one SPARQL query to the local release or to an endpoint. Answering it lives in zhengtu.store."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from zhengtu.cli.build import warn_of_quarantined
from zhengtu.cli.options import DataDir, ReleaseDir, settings
from zhengtu.cli.output import progress_display, write_out, write_table
from zhengtu.config import Settings, resource_dir
from zhengtu.errors import InputError
from zhengtu.store.library import find_question
from zhengtu.vocab import PREFIXES

if TYPE_CHECKING:
    from zhengtu.store.base import Store

_QUESTION_NAME = re.compile(r"[\w-]+")
_SUFFIXES = (".rq", ".sparql")


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


def query(
    query: Annotated[
        str,
        typer.Argument(
            metavar="FILE|NAME|TEXT", help="A query file, a saved question (CQ01), the query itself, or - for stdin."
        ),
    ],
    format: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint, not the local release.")
    ] = None,
    data: DataDir = None,
    release_dir: ReleaseDir = None,
    query_timeout_s: Annotated[
        str | None, typer.Option("--query-timeout-s", metavar="SECONDS", help="When the query is stopped.")
    ] = None,
) -> None:
    """Ask a SPARQL query; CONSTRUCT and DESCRIBE print Turtle, or JSON-LD with --format json."""
    from zhengtu.store import guard

    text = _query_text(query)
    if format is Format.csv and guard.inspect(text).form not in ("select", "ask"):
        raise InputError("CSV holds rows, and this query gives a graph; use --format json, or ask a SELECT")
    store = open_store(endpoint, settings(data_dir=data, release_dir=release_dir, query_timeout_s=query_timeout_s))
    try:
        write_answer(store, text, format)
    finally:
        store.close()


def write_answer(store: Store, text: str, format: Format) -> None:
    """Ask a store and print what it says. Raises QueryError."""
    from zhengtu.store import formats, guard

    rows_wanted = guard.inspect(text).form in ("select", "ask")
    media = {
        (Format.csv, True): formats.CSV,
        (Format.table, False): formats.TURTLE,
        (Format.json, False): formats.JSON_LD,
    }.get((format, rows_wanted), formats.JSON)
    answer = store.query(text, media.media_type)
    if format is Format.table and rows_wanted:
        _write_rows(json.loads(answer.body))
    else:
        write_out(answer.body if answer.body.endswith(b"\n") else answer.body + b"\n")


def _query_text(argument: str) -> str:
    if argument == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if _QUESTION_NAME.fullmatch(argument) and (saved := find_question(resource_dir("queries"), argument)):
        return saved.text
    path = Path(argument)
    names_file = argument.endswith(_SUFFIXES) and len(argument.split()) == 1
    if not names_file and (len(argument) > 255 or "\n" in argument or not path.is_file()):
        return argument
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path}: the query file cannot be read ({reason}); check the path") from None


def open_store(endpoint: str | None, chosen: Settings) -> Store:
    """Open an endpoint, or the local release, which is built where there is none. The caller closes it."""
    if endpoint is not None:
        from zhengtu.store.endpoint import Endpoint
        from zhengtu.store.limits import Limits
        from zhengtu.store.remote import RemoteStore

        if urlsplit(endpoint).scheme not in ("http", "https"):
            raise InputError(f"--endpoint {endpoint}: give an http(s) address such as http://localhost:8000/sparql")
        asked = Endpoint(endpoint, chosen.store_user, chosen.store_password)
        return RemoteStore(asked, limits=Limits(timeout_s=chosen.query_timeout_s))
    from zhengtu.build.ensure import ensure_release
    from zhengtu.store.limits import Limits
    from zhengtu.store.pooled import PooledStore

    with progress_display("building") as progress:
        release, report = ensure_release(chosen, progress)
    if report is not None:
        warn_of_quarantined(report)
    return PooledStore.open(release.dump, Limits(timeout_s=chosen.query_timeout_s, workers=1))


def _write_rows(answer: Mapping[str, Any]) -> None:
    if "boolean" in answer:
        write_out("true\n" if answer["boolean"] else "false\n")
        return
    variables = answer["head"]["vars"]
    bindings = answer["results"]["bindings"]
    write_table(variables, [[_cell(binding.get(name)) for name in variables] for binding in bindings])


def _cell(term: Mapping[str, Any] | None) -> str:
    if term is None:
        return ""
    if term["type"] == "uri":
        return _short(term["value"])
    return str(term["value"])


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local and not set(local) & set("/#?"):
            return f"{prefix}:{local}"
    return iri
