"""What a reader may change in a saved query, and how a given text becomes an RDF term. Queries are not run here.

A parameter is a line in the header of a query and a variable of a VALUES block below it; the terms that stand there are
its defaults. The line holds the name of the variable, its type and its label in Chinese and English:

    # parameter: on | date, several | 日期 | day
    # parameter: theme | code theme | 主题 | theme

| type | what is given | term |
|---|---|---|
| `date` | a day as YYYY-MM-DD | `xsd:date` |
| `number` | a number of 0 or more, also as 50万, 1.2亿 or 一百万; 元 and 美元 where the label has them | number |
| `year` | a year of four digits | string |
| `path` | the place of a provision in its policy, such as 5/3 | string |
| `text` | words | string |
| `code LIST` | an entry of a code list, by notation, IRI or label | IRI |
| `choice FILE` | one of the values of queries/choices/FILE.rq, by value or label | as in the answer of that query |

`several` allows more than one value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhengtu.errors import BadParameter
from zhengtu.typed import read_number
from zhengtu.vocab import expand

MAX_VALUES = 50
MAX_TEXT = 200
_TYPE = re.compile(
    r"(?P<type>date|number|year|path|text|code (?P<list>[\w-]+)|choice (?P<file>[\w-]+))(?P<many>, several)?"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# How a label says what a number is of; with no such word it is a bare number.
_CURRENCIES = {"（元）": "CNY", "（美元）": "USD"}
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
_ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a reader may change. of is the code list or the file of choices, "" for the other types."""

    name: str
    type: str
    of: str
    several: bool
    labels: Mapping[str, str]

    @property
    def has_choices(self) -> bool:
        """Whether only the values of a list are good."""
        return self.type in ("code", "choice")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a parameter may have: as it is given, as a term of SPARQL, its labels by language."""

    value: str
    term: str
    labels: Mapping[str, str]

    @property
    def names(self) -> frozenset[str]:
        """Everything that it may be called by."""
        return frozenset((self.value, self.term.strip('<>"'), *self.labels.values()))


def read_parameter(line: str) -> Parameter:
    """Read the value of a header line. Raises ValueError for one that has another form."""
    cells = [cell.strip() for cell in line.split("|")]
    found = _TYPE.fullmatch(cells[1]) if len(cells) == 4 else None
    if found is None or not all(cells):
        raise ValueError(f"'# parameter: {line}' is not 'name | type | 中文 | English'; see store/parameters.py")
    of = found["list"] or found["file"] or ""
    labels = {"zh": cells[2], "en": cells[3]}
    return Parameter(cells[0], found["type"].split(" ")[0], of, found["many"] is not None, labels)


def terms_of(parameter: Parameter, given: Sequence[str], choices: Sequence[Choice]) -> tuple[str, ...]:
    """Turn what was given into terms of SPARQL. Raises BadParameter naming the parameter, the value, what is allowed.

    >>> terms_of(read_parameter("on | date | 日期 | day"), ["2024-06-30"], ())
    ('"2024-06-30"^^<http://www.w3.org/2001/XMLSchema#date>',)
    >>> terms_of(read_parameter("amount | number | 金额 | amount"), ["50万"], ())
    ('500000',)
    >>> terms_of(read_parameter("amount | number | 金额 | amount"), ["-1"], ())
    Traceback (most recent call last):
    zhengtu.errors.BadParameter: amount is '-1'; give a number of 0 or more, such as 500000 or 50万
    """
    if len(given) > (MAX_VALUES if parameter.several else 1):
        most = f"at most {MAX_VALUES}" if parameter.several else "one"
        raise BadParameter(f"{parameter.name} has {len(given)} values; give {most}")
    return tuple(_term(parameter, value.strip(), choices) for value in given)


def listed(values: Sequence[str]) -> str:
    """Name the values that may be given, the first of many."""
    shown = ", ".join(values[:MAX_VALUES])
    return f"{shown} and others, {len(values)} in all" if len(values) > MAX_VALUES else shown


def literal(text: str) -> str:
    r"""Write a text as a string of SPARQL, whatever it holds.

    >>> print(literal('a "b" \\ c'))
    "a \"b\" \\ c"
    """
    return f'"{text.translate(_ESCAPES)}"'


def day(text: str) -> date:
    """Read a day. Raises ValueError for what is no day as YYYY-MM-DD."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _term(parameter: Parameter, value: str, choices: Sequence[Choice]) -> str:
    if parameter.has_choices:
        return _chosen(parameter, value, choices)
    term = _number(parameter, value) if parameter.type == "number" else _READERS[parameter.type](value)
    if term is None:
        raise BadParameter(f"{parameter.name} is {value!r}; give {ALLOWED[parameter.type]}")
    return term


def _chosen(parameter: Parameter, value: str, choices: Sequence[Choice]) -> str:
    found = [choice for choice in choices if value == choice.value] or [
        choice for choice in choices if value in choice.names
    ]
    if len(found) != 1:
        several = f"; it is the name of {len(found)}" if found else ""
        known = listed([choice.value for choice in found or choices])
        raise BadParameter(f"{parameter.name} is {value!r}{several}; give one of {known}")
    return found[0].term


def _date(value: str) -> str | None:
    try:
        return f'"{day(value).isoformat()}"^^<{expand("xsd:date")}>'
    except ValueError:
        return None


def _number(parameter: Parameter, value: str) -> str | None:
    typed = read_number(value)
    of = next((unit for word, unit in _CURRENCIES.items() if parameter.labels["zh"].endswith(word)), None)
    if typed is None or typed.unit not in (None, of):
        return None
    number = typed.value
    return str(int(number)) if number == number.to_integral_value() else f"{number.normalize():f}"


def _year(value: str) -> str | None:
    return literal(value) if re.fullmatch(r"[12]\d{3}", value, re.ASCII) else None


def _path(value: str) -> str | None:
    return literal(value) if len(value) <= MAX_TEXT and _PATH.fullmatch(value) else None


def _text(value: str) -> str | None:
    return literal(value) if len(value) <= MAX_TEXT and value.isprintable() else None


ALLOWED = {
    "date": "a day as YYYY-MM-DD",
    "number": "a number of 0 or more, such as 500000 or 50万",
    "year": "a year of four digits",
    "path": "the place of a provision in its policy, such as 5/3",
    "text": f"at most {MAX_TEXT} characters in one line",
}
_READERS: Mapping[str, Callable[[str], str | None]] = {
    "date": _date,
    "year": _year,
    "path": _path,
    "text": _text,
}
