"""The shape of a gold record, as far as its keys are compared. More keys are welcome and not looked at."""

from __future__ import annotations

from collections.abc import Iterable

from zhengtu.evaluate.shape import Each, Either, Kind, Row, Shape, Table, Word

_TEXT = Kind("a text", (str,))
_NUMBER = Kind("a number", (int, float))
_WHOLE = Kind("a whole number", (int,))
_NULL = Kind("null", (type(None),))
_OPTIONAL_TEXT = Either((_TEXT, _NULL))
_OPTIONAL_TEXTS = Either((Each(_TEXT), _NULL))
_OPTIONAL_WHOLE = Either((_WHOLE, _NULL))
_PATH = Each(_WHOLE)
_PLACE = Either((_PATH, _NULL))


def _texts(*keys: str) -> dict[str, Shape]:
    return _all(keys, _OPTIONAL_TEXT)


def _all(keys: Iterable[str], shape: Shape) -> dict[str, Shape]:
    return dict.fromkeys(keys, shape)


_SUPPORT = Table(
    {"role": Word(("amount", "ceiling", "rate")), "value": _NUMBER, "unit": _TEXT},
    {**_texts("bound", "of", "per", "period", "when", "payer"), **_all(("tier", "duration_years"), _OPTIONAL_WHOLE)},
)
_CONDITION = Table(
    {"op": Word((">=", ">", "<=", "<", "=", "per")), "value": _NUMBER, "unit": _TEXT},
    {**_texts("metric", "period"), **_all(("tier", "alt"), _OPTIONAL_WHOLE)},
)
_MEASURE = Table(
    {
        "provision": _PLACE,
        "instrument": _TEXT,
        "beneficiary": Each(_TEXT),
        "supports": Each(_SUPPORT),
        "conditions": Each(_CONDITION),
        "evidence": Table({"start": _WHOLE, "end": _WHOLE, "quote": _TEXT}),
    },
    {"instrument_also": Each(_TEXT), "frequency": _OPTIONAL_TEXT},
)
_POLICY = Table(
    {},
    {
        **_texts("title", "area", "area_code", "status", "document_number"),
        **_texts("issued_on", "effective_from", "valid_until", "applies_from"),
        **_all(("issuer", "basis", "interpreted_by"), _OPTIONAL_TEXTS),
        "valid_for_years": _OPTIONAL_WHOLE,
    },
)
_FUNDING = Table(
    {
        "scope": Either((Word(("others",)), Each(_PATH))),
        "shares": Each(Table({"payer": _TEXT, "share": _NUMBER})),
    },
    {"areas": _OPTIONAL_TEXTS, "except_areas": _OPTIONAL_TEXTS},
)
_TARGET = Table(
    {"provision": _PLACE, "value": _NUMBER, "op": _TEXT},
    {"by": Either((_TEXT, _WHOLE, _NULL)), "per": _OPTIONAL_TEXT},
)

RECORD = Table(
    {
        "source": _TEXT,
        "policy": _POLICY,
        "provisions": Each(Either((_PATH, Table({"path": _PATH})))),
        "measures": Each(_MEASURE),
    },
    {
        "qualitative_measures": Each(Table({"provision": _PLACE}, {"conditions": Each(_CONDITION)})),
        "mode_provisions": Each(Row((_PLACE, Each(_TEXT)))),
        "responsibilities": Each(Table({"provision": _PLACE, "role": _TEXT, "agency": _TEXT})),
        "funding": Each(_FUNDING),
        "targets": Each(_TARGET),
        "rules": Each(Table({"provision": _PLACE, "kind": _TEXT})),
        "skip": _OPTIONAL_TEXTS,
    },
)
