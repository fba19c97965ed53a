"""zhengtu ask: a saved question with values of the reader's own. What a question is lives in zhengtu.store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from zhengtu.cli.options import DataDir, ReleaseDir, settings
from zhengtu.cli.output import write_table
from zhengtu.cli.query import Format, open_store, write_answer
from zhengtu.config import resource_dir
from zhengtu.errors import InputError
from zhengtu.store.library import Question, find_question, load_questions


def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(metavar="ID", help="A saved question (CQ01); without one, all are listed.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint, not the local release.")
    ] = None,
    data: DataDir = None,
    release_dir: ReleaseDir = None,
) -> None:
    """Ask a saved question; its parameters are options: zhengtu ask CQ01 --on 2024-06-30; repeat one for several."""
    from zhengtu.store.catalogue import Catalogue

    queries_dir = resource_dir("queries")
    if question is None:
        _list(load_questions(queries_dir))
        return
    found = find_question(queries_dir, question)
    if found is None:
        raise InputError(f"There is no question {question!r}; `zhengtu ask` lists them")
    store = open_store(endpoint, settings(data_dir=data, release_dir=release_dir))
    try:
        text = Catalogue.open(store, queries_dir).bound(found, read_options(context.args))
        write_answer(store, text, format)
    finally:
        store.close()


def read_options(words: Sequence[str]) -> dict[str, list[str]]:
    """Read --name value and --name=value; a hyphen in a name stands for an underscore. Raises InputError.

    >>> read_options(["--on", "2024-06-30", "--area-name=永济市"])
    {'on': ['2024-06-30'], 'area_name': ['永济市']}
    """
    found: dict[str, list[str]] = {}
    words = list(words)
    while words:
        name, mark, value = words.pop(0).partition("=")
        if not name.startswith("--") or not (mark or words):
            raise InputError(f"{name} is no parameter; write --name value, such as --on 2024-06-30")
        found.setdefault(name[2:].replace("-", "_"), []).append(value if mark else words.pop(0))
    return found


def _list(questions: Sequence[Question]) -> None:
    rows = [
        [one.id, one.titles["zh"], one.titles["en"], " ".join(f"--{each.name}" for each in one.parameters)]
        for one in questions
    ]
    write_table(["id", "中文", "English", "parameters"], rows)
