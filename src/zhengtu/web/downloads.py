"""Every table of a page as a file: CSV that spreadsheets open, JSON, and Turtle with what the graph says of its rows.

The one mechanism for all pages; what a table holds lives in web.answers.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from fastapi import Response
from starlette.exceptions import HTTPException

from zhengtu.store import formats
from zhengtu.store.base import Answer
from zhengtu.web.answers.table import DataTable, Value
from zhengtu.web.site import Reader, Site

# Without it spreadsheet programs take UTF-8 for the code page of their machine.
_BYTE_ORDER_MARK = "\ufeff"
SUFFIXES = {"csv": "CSV", "json": "JSON", "ttl": "Turtle"}


def send_table(reader: Reader, table: DataTable, suffix: str) -> Response:
    """The table as a file, named after the release. Raises HTTPException 404 for a suffix that is none of ours."""
    if suffix == "csv":
        body, media_type = _csv(reader, table), "text/csv; charset=utf-8"
    elif suffix == "json":
        body, media_type = _json(reader, table), "application/json"
    elif suffix == "ttl":
        body, media_type = _turtle(reader, table), "text/turtle; charset=utf-8"
    else:
        raise HTTPException(404, f"A table is offered as {', '.join(SUFFIXES)}, and not as .{suffix}")
    name = f"zhengtu-{table.name}-{reader.site.release.path.name}.{suffix}"
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _csv(reader: Reader, table: DataTable) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([reader.text(column.titles) for column in table.columns])
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def _json(reader: Reader, table: DataTable) -> bytes:
    keys = [column.key for column in table.columns]
    items = [{key: plain_value(value) for key, value in zip(keys, row, strict=True)} for row in table.rows]
    columns = {column.key: dict(column.titles) for column in table.columns}
    whole = {"items": items, "next": None, "columns": columns, "release": reader.site.release.path.name}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def describe_rows(site: Site, subjects: Iterable[str]) -> Answer:
    """What the graph says of the rows of a table, in Turtle."""
    media_type, resources = formats.TURTLE.media_type, sorted(set(subjects))
    if not resources:
        return Answer(b"# The table has no rows.\n", media_type)
    return site.store.query(site.queries.text("describe-rows", resources=resources), media_type)


def _turtle(reader: Reader, table: DataTable) -> bytes:
    return describe_rows(reader.site, table.subjects).body


def plain_value(value: Value) -> Any:
    """A value as JSON has it: numbers that are exact stay strings."""
    return f"{value:f}" if isinstance(value, Decimal) else value


def _plain(value: Value) -> str:
    return "" if value is None else str(plain_value(value))
