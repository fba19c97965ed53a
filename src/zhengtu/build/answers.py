"""The competency questions put to a release before it is published. The questions themselves live in queries/."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from pathlib import Path

from zhengtu.errors import QueryError
from zhengtu.store import formats
from zhengtu.store.base import Store
from zhengtu.store.library import Question, load_questions
from zhengtu.store.release import Release

FOLDER = "competency"
_SOURCES = "sources.toml"


def wrong_answers(made: Release, store: Store, queries_dir: Path, *, corrected: bool) -> Iterator[str]:
    """Which questions fail, and where the release is of the texts that rows are expected for, which have others."""
    compared = not corrected and expected_sources(queries_dir) == _sources(made)
    for question in load_questions(queries_dir, [FOLDER]):
        try:
            answer = store.query(question.text, formats.CSV.media_type).body.decode()
        except QueryError as error:
            yield f"{question.id}: the question is not answered: {error} Mend queries/{FOLDER}/{question.id}.rq."
            continue
        if compared and question.expected is not None:
            yield from _difference(question, answer, question.expected)


def expected_sources(queries_dir: Path) -> dict[str, str]:
    """The texts that the expected rows are written from: the SHA-256 of each by the name of the document."""
    return tomllib.loads((queries_dir / FOLDER / _SOURCES).read_text(encoding="utf-8"))


def _sources(made: Release) -> dict[str, str]:
    files = made.manifest["files"]
    return {slug: files[f"texts/{slug}.txt"]["sha256"] for slug in made.published}


def _difference(question: Question, answer: str, expected: Path) -> Iterator[str]:
    wanted = list(csv.DictReader(io.StringIO(expected.read_text(encoding="utf-8"))))
    columns = list(wanted[0])
    found = {tuple(row[column] for column in columns) for row in csv.DictReader(io.StringIO(answer))}
    rows = {tuple(row[column] for column in columns) for row in wanted}
    for what, wrong in (("lacks", rows - found), ("has unexpected", found - rows)):
        if wrong:
            first = ", ".join(min(wrong))
            yield (
                f"{question.id}: the answer {what} {len(wrong)} rows, first ({first}); mend the reading, "
                f"or the rows of queries/{FOLDER}/{expected.name} where the document says otherwise"
            )
