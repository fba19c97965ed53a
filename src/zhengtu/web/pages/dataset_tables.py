"""The tables of the pages that describe the data itself, the dataset and the ontology, as files.

What stands in them is what pages.dataset and web.ontology found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from zhengtu.web.answers.table import DataTable, Value, columns
from zhengtu.web.downloads import send_table
from zhengtu.web.ontology import read_ontology
from zhengtu.web.pages import dataset
from zhengtu.web.pages.dataset import Count, DatasetView, File, GraphEntry
from zhengtu.web.site import Reader

router = APIRouter()

# A row, after the IRI that it is about.
_Row = tuple[str, tuple[Value, ...]]
_FILES = (
    ("file", "文件", "file"),
    ("format", "格式", "format"),
    ("bytes", "字节", "bytes"),
    ("sha256", "SHA-256", "SHA-256"),
    ("address", "地址", "address"),
)
_GRAPHS = (
    ("graph", "图", "graph"),
    ("triples", "三元组", "triples"),
    ("files", "文件", "files"),
    ("sha256_of_text", "原文 SHA-256", "SHA-256 of the text"),
    ("iri", "标识", "IRI"),
)
_CODE_LISTS = (
    ("code_list", "代码表", "code list"),
    ("entries", "条目数", "entries"),
    ("definition", "定义", "definition"),
    ("iri", "标识", "IRI"),
)


@router.get("/table/dataset/{name}.{suffix}", summary="A table of the page of the dataset", response_class=Response)
def get_dataset_table(request: Request, name: str, suffix: str) -> Response:
    """Give the files, graphs, inferred graphs, classes or properties of the dataset as a file."""
    if name not in _OF_DATASET:
        raise HTTPException(404, f"The dataset has no table {name!r}; it has {', '.join(_OF_DATASET)}")
    reader = Reader.of(request)
    return send_table(reader, _OF_DATASET[name](reader, dataset.build(reader)), suffix)


@router.get("/table/ontology/code-lists.{suffix}", summary="The code lists, as a file", response_class=Response)
def get_code_lists(request: Request, suffix: str) -> Response:
    """Give the code lists of the ontology with their sizes as a file."""
    reader = Reader.of(request)
    found = read_ontology(reader.site.store, reader.site.queries)
    rows = [
        (of.iri, (reader.text(of.labels), of.entries, reader.text(of.definitions), of.iri)) for of in found.code_lists
    ]
    return send_table(reader, _table("code-lists", _CODE_LISTS, rows), suffix)


def _files(reader: Reader, found: DatasetView) -> DataTable:
    def cells(file: File) -> tuple[Value, ...]:
        return file.name, file.format, file.bytes, file.sha256, _address(reader, file)

    rows = [(file.part, cells(file)) for file in found.whole]
    return _table("dataset-files", _FILES, rows)


def _graphs(reader: Reader, entries: Iterable[GraphEntry], name: str) -> DataTable:
    def cells(entry: GraphEntry) -> tuple[Value, ...]:
        title = entry.about.text if entry.about else entry.title
        files = " ".join(_address(reader, file) for file in entry.files)
        return title, entry.triples, files, entry.sha256 or None, entry.graph.hint

    return _table(f"dataset-{name}", _GRAPHS, [(entry.part, cells(entry)) for entry in entries])


def _counts(entries: Iterable[Count], name: str, zh: str, en: str) -> DataTable:
    named = (("term", zh, en), ("name", "简写", "short name"), ("count", "数量", "count"), ("iri", "标识", "IRI"))
    rows = [(entry.part, (entry.term.text, entry.name, entry.count, entry.term.hint)) for entry in entries]
    return _table(f"dataset-{name}", named, rows)


_OF_DATASET: Mapping[str, Callable[[Reader, DatasetView], DataTable]] = {
    "files": _files,
    "graphs": lambda reader, found: _graphs(reader, found.graphs, "graphs"),
    "inferred": lambda reader, found: _graphs(reader, found.inferred, "inferred"),
    "classes": lambda _reader, found: _counts(found.classes, "classes", "类", "class"),
    "properties": lambda _reader, found: _counts(found.properties, "properties", "属性", "property"),
}


def _address(reader: Reader, file: File) -> str:
    return reader.site.public_url.rstrip("/") + file.href.removeprefix(reader.site.addresses.prefix)


def _table(name: str, named: Iterable[tuple[str, str, str]], rows: Iterable[_Row]) -> DataTable:
    found = list(rows)
    return DataTable(
        name,
        columns(named),
        tuple(cells for _, cells in found),
        tuple(dict.fromkeys(part for part, _ in found if part)),
    )
