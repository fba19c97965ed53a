"""Which documents of a data directory can be worked on, and what is said of the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhengtu.build.documents import Document, Quarantined, load_documents
from zhengtu.errors import InputError

if TYPE_CHECKING:
    from conftest import DataDir

ROOT = Path(__file__).resolve().parents[2]


def reason(data: DataDir, slug: str = "a") -> str:
    found = {document.slug: document for document in load_documents(data.path)}[slug]
    assert isinstance(found, Quarantined)
    assert str(data.path) not in found.reason
    return found.reason


def test_the_shipped_documents_are_all_usable_and_sorted() -> None:
    documents = load_documents(ROOT / "data")
    assert [type(document) for document in documents] == [Document] * 5
    assert [document.slug for document in documents] == sorted(document.slug for document in documents)


def test_metadata_and_text_are_loaded(data: DataDir) -> None:
    folder = data.document("a", "第一条\r\n")
    with (folder / "meta.toml").open("a", encoding="utf-8") as meta:
        meta.write('[origin]\nurl = "https://example.org/a"\n')

    (document,) = load_documents(data.path)

    assert isinstance(document, Document)
    assert (document.meta.city, document.meta.origin_url) == ("济南市", "https://example.org/a")
    assert document.source.text == "第一条\r\n"


def test_changed_source_is_refused_with_file_and_way_out(data: DataDir) -> None:
    folder = data.document("a")
    (folder / "source.txt").write_bytes("第一条 60万元".encode())
    assert "policies/a/source.txt is not the file" in reason(data)
    assert "`zhengtu add --replace a FILE`" in reason(data)


@pytest.mark.parametrize("name", ["meta.toml", "source.txt"])
def test_missing_file_is_named(data: DataDir, name: str) -> None:
    (data.document("a") / name).unlink()
    assert f"policies/a/{name} does not exist" in reason(data)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("title", "", "lacks the key title"),
        ("sha256", "", "lacks the key sha256"),
        ("sha256", "ABC", "sha256 is 'ABC'"),
        ("colour", "red", "unknown key colour"),
        ("slug", "b", "slug is 'b' but the folder is 'a'"),
        ("city", " ", "city is ' '"),
    ],
)
def test_faulty_key_is_named(data: DataDir, key: str, value: str, said: str) -> None:
    data.document("a", **{key: value})
    assert said in reason(data)


def test_unknown_key_of_origin_is_named(data: DataDir) -> None:
    with (data.document("a") / "meta.toml").open("a", encoding="utf-8") as meta:
        meta.write('[origin]\nurll = "x"\n')
    assert "unknown key origin.urll" in reason(data)


def test_malformed_toml_is_told_with_its_line(data: DataDir) -> None:
    (data.document("a") / "meta.toml").write_text("slug = \n", encoding="utf-8")
    assert "line 1" in reason(data)


def test_folder_name_that_is_no_slug_is_quarantined(data: DataDir) -> None:
    data.document("Jinan_2021")
    assert "slug is 'Jinan_2021'" in reason(data, "Jinan_2021")


def test_unreadable_source_is_quarantined_and_the_rest_is_loaded(data: DataDir) -> None:
    data.document("a", "\x00")
    data.document("b")
    assert "control character" in reason(data)
    assert isinstance(load_documents(data.path)[1], Document)


def test_files_and_hidden_folders_are_no_documents(data: DataDir) -> None:
    data.document("a")
    (data.path / "policies" / ".add-x").mkdir()
    (data.path / "policies" / "README.md").write_text("x", encoding="utf-8")
    assert [document.slug for document in load_documents(data.path)] == ["a"]


def test_no_documents_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    with pytest.raises(InputError, match="holds no document"):
        load_documents(tmp_path)


def test_missing_data_directory_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no folder policies/"):
        load_documents(tmp_path / "none")


def test_giving_the_policies_folder_itself_gets_a_hint(data: DataDir) -> None:
    data.document("a")
    with pytest.raises(InputError, match=f"did you mean --data {data.path}"):
        load_documents(data.path / "policies")
