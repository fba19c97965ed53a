"""The saved questions in queries/: finding and describing them. Running them does not live here.

queries/questions holds lists of facts, queries/competency what the data was made to answer (CQ01, CQ03, …). A question
is a SPARQL file whose first lines say in Chinese and English what it asks:

    # title@zh: 牵头与责任单位
    # title@en: Lead and responsible agencies
    # question@zh: 各市哪些条款由哪些单位牵头或负责？
    # question@en: Which agencies lead or answer for which provisions, in all cities?
    # columns@zh: 城市 | 状态 | 条款 | …
    # columns@en: city | status | provision | …
    # expected: leading-and-responsible-agencies.csv

What a reader may change, such as a day or an amount, stands in VALUES at the top of the query and has a header line
`# parameter: …`, of the form that store/parameters.py describes. A result that is worth a picture has the line
`# chart: bar | city | amount`: the kind of chart, the variable of its categories, the variable of its numbers.
Columns that hold words of a text as they stand there are named in `# verbatim: words | when`; ?sentence is one always.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhengtu.store import binding
from zhengtu.store.parameters import Parameter, read_parameter

# A line of a header that has a key.
HEADER_LINE = re.compile(
    r"#\s*(?P<key>title|question|parameter|columns|verbatim|chart|expected)(?:@(?P<language>zh|en))?:\s*(?P<value>.+?)\s*$"
)
_FOLDERS = ("questions", "competency")
_FAMILIES = "families.toml"
_SENTENCE = "sentence"
_REQUIRED = ("title@zh", "title@en", "question@zh", "question@en", "columns@zh", "columns@en")


@dataclass(frozen=True, slots=True)
class Chart:
    """How a result is drawn: the kind of chart, and the variables of its categories and numbers."""

    kind: str
    category: str
    number: str


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question. titles, questions and columns (headings in the order of SELECT) are by language.

    verbatim are the variables whose values are words of a text; expected is the file of rows that its test compares.
    """

    id: str
    titles: Mapping[str, str]
    questions: Mapping[str, str]
    columns: Mapping[str, tuple[str, ...]]
    verbatim: frozenset[str]
    parameters: tuple[Parameter, ...]
    chart: Chart | None
    expected: Path | None
    text: str

    def defaults(self, name: str) -> tuple[str, ...]:
        """The terms that a parameter has in the shipped query."""
        return binding.defaults(self.text, name)

    def bound(self, terms: Mapping[str, Sequence[str]]) -> str:
        """The query with other terms for some of its parameters. Raises BadParameter for too many combinations."""
        return binding.bind(self.text, [parameter.name for parameter in self.parameters], terms)


@dataclass(frozen=True, slots=True)
class Family:
    """Questions of one kind, with a title and an introduction by language."""

    id: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    questions: tuple[Question, ...]


def named(questions: Sequence[Question], name: str) -> Question | None:
    """The question with this id, or whose id begins with it and a hyphen: CQ01 is CQ01-status-on-a-day."""
    return next((one for one in questions if name == one.id or one.id.startswith(f"{name}-")), None)


def load_families(queries_dir: Path) -> tuple[Family, ...]:
    """Load the families of the competency questions. Raises ValueError for a question that is not there."""
    plain = tomllib.loads((queries_dir / _FAMILIES).read_text(encoding="utf-8"))["family"]
    questions = load_questions(queries_dir)
    return tuple(
        Family(entry["id"], entry["title"], entry["text"], tuple(_questions_of(entry, questions))) for entry in plain
    )


def _questions_of(family: Mapping[str, Any], questions: Sequence[Question]) -> Iterator[Question]:
    for name in family["questions"]:
        question = named(questions, name)
        if question is None:
            raise ValueError(
                f"{_FAMILIES}: the family {family['id']} names {name}, and no file in queries/ is called so"
            )
        yield question


def load_questions(queries_dir: Path, folders: Sequence[str] = _FOLDERS) -> tuple[Question, ...]:
    """Load the questions of the folders, in this order and by id. Raises ValueError for a header that lacks a line."""
    paths = [path for folder in folders for path in sorted((queries_dir / folder).glob("*.rq"))]
    return tuple(load_question(path) for path in paths)


def find_question(queries_dir: Path, name: str) -> Question | None:
    """The question of a folder of queries that is called so."""
    return named(load_questions(queries_dir), name)


def load_question(path: Path) -> Question:
    """Load one question; its id is the name of the file. Raises ValueError for a header that lacks a line."""
    text = path.read_text(encoding="utf-8")
    lines = list(_header(text))
    header = dict(lines)
    missing = [key for key in _REQUIRED if key not in header]
    if missing:
        raise ValueError(f"{path.name} lacks the header line '# {missing[0]}: …'; see store/library.py for the form")
    expected = header.get("expected")
    return Question(
        id=path.stem,
        titles={language: header[f"title@{language}"] for language in ("zh", "en")},
        questions={language: header[f"question@{language}"] for language in ("zh", "en")},
        columns={language: _cells(header[f"columns@{language}"]) for language in ("zh", "en")},
        verbatim=frozenset((_SENTENCE, *_cells(header.get("verbatim", _SENTENCE)))),
        parameters=parameters_of(text),
        chart=Chart(*_cells(header["chart"])) if "chart" in header else None,
        expected=path.parent / expected if expected else None,
        text=text,
    )


def parameters_of(text: str) -> tuple[Parameter, ...]:
    """The parameters that the header of a query names. Raises ValueError for a line of another form."""
    return tuple(read_parameter(value) for key, value in _header(text) if key == "parameter")


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))


def _header(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := HEADER_LINE.match(line):
            language = f"@{match['language']}" if match["language"] else ""
            yield match["key"] + language, match["value"]
