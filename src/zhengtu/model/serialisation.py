"""A record as JSON, and how JSON is set out. Reading JSON back is nobody's need and does not live here."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zhengtu.model.record import Record

_scalar = json.JSONEncoder(ensure_ascii=False).encode
_quoted = json.encoder.encode_basestring


def to_json(record: Record, further: Sequence[Record] = ()) -> str:
    """Write a record as indented JSON, UTF-8 characters kept, keys in the order of the contract.

    further are the records of the other documents of its file, which stand under the key of that name.
    """
    plain = to_plain(record)
    if further:
        plain["further"] = [to_plain(other) for other in further]
    return indented(plain) + "\n"


def indented(value: Any, line: str = "\n") -> str:
    """JSON as json.dumps writes it with an indent of 1, in a third of the time; line is a line break and its indent."""
    if isinstance(value, str):
        return _quoted(value)
    inner = line + " "
    if isinstance(value, dict) and value:
        return (
            f"{{{','.join([f'{inner}{_quoted(name)}: {indented(one, inner)}' for name, one in value.items()])}{line}}}"
        )
    if isinstance(value, list) and value:
        return f"[{','.join([f'{inner}{indented(one, inner)}' for one in value])}{line}]"
    return _scalar(value)


def to_plain(record: Record) -> dict[str, Any]:
    """Turn a record into dicts, lists, strings and numbers; whole Decimals become integers."""
    plain: dict[str, Any] = _plain(record)
    modes = [[_plain(path), list(codes)] for path, codes in record.mode_provisions]
    ordered: dict[str, Any] = {}
    for key, value in plain.items():
        if key == "work" and value is None:
            continue
        ordered[key] = value
        if key == "qualitative_measures":
            ordered["mode_provisions"] = modes
    return ordered


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
