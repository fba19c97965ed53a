"""New documents in the data directory, and changed ones accepted."""

from __future__ import annotations

import hashlib
import io
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from zhengtu.build.add import Proposal, add, replace
from zhengtu.build.documents import Document, Quarantined, load_documents
from zhengtu.errors import InputError, UnreadableSource
from zhengtu.lexicon.load import load
from zhengtu.model.lexicon import Lexicon

from ..two_documents import HOUSING, TRADE

if TYPE_CHECKING:
    from conftest import DataDir


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000"
    "000049454e44ae426082"
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


@pytest.fixture
def file(tmp_path: Path, data: DataDir) -> Path:
    path = tmp_path / "jinan-2021.txt"
    path.write_bytes(data.text.encode("gb18030"))
    return path


@pytest.fixture
def several(tmp_path: Path) -> Path:
    path = tmp_path / "two.txt"
    path.write_bytes((HOUSING + TRADE).encode("gb18030"))
    return path


@pytest.fixture
def page(tmp_path: Path, data: DataDir) -> Path:
    path = tmp_path / "措施.htm"
    body = "".join(f"<p>{line}</p>" for line in data.text.splitlines())
    path.write_text(f"<!doctype html><meta charset=utf-8><body><nav>首页</nav>{body}</body>", encoding="utf-8")
    return path


def test_added_document_is_a_byte_copy_that_loads(data: DataDir, file: Path, lexicon: Lexicon) -> None:
    folder, record = add(file, Proposal(city="济南市", title="若干措施"), data.path, lexicon)
    (document,) = load_documents(data.path)
    assert isinstance(document, Document)
    assert (folder / "source.txt").read_bytes() == file.read_bytes()
    assert (document.slug, document.source.text, record.source) == ("jinan-2021", data.text, "jinan-2021.txt")


def test_title_and_city_are_read_from_the_text(data: DataDir, documents: dict[str, Path], lexicon: Lexicon) -> None:
    add(documents["yuncheng-2024"], Proposal(slug="x"), data.path, lexicon)
    (document,) = load_documents(data.path)
    assert isinstance(document, Document)
    assert document.meta.city == "运城市"
    assert document.meta.title == "支持中国（运城）跨境电子商务综合试验区发展的若干措施"


@pytest.mark.parametrize(("origin", "key"), [("https://example.org/a", "url"), ('信箱 "A"\\B\x7f', "note")])
def test_origin_is_kept_as_address_or_remark(
    data: DataDir, file: Path, lexicon: Lexicon, origin: str, key: str
) -> None:
    folder, _ = add(file, Proposal(title="t", city="c", origin=origin), data.path, lexicon)
    meta = tomllib.loads((folder / "meta.toml").read_text("utf-8"))
    assert meta["origin"] == {"file": "jinan-2021.txt", key: origin}


def test_taken_slug_is_refused_and_the_document_kept(data: DataDir, file: Path, lexicon: Lexicon) -> None:
    folder = data.document("jinan-2021", "旧文\n")
    with pytest.raises(InputError, match="--replace jinan-2021"):
        add(file, Proposal(title="t", city="c"), data.path, lexicon)
    assert (folder / "source.txt").read_text("utf-8") == "旧文\n"


def test_file_name_that_is_no_slug_asks_for_one(data: DataDir, file: Path, lexicon: Lexicon) -> None:
    with pytest.raises(InputError, match="--slug"):
        add(file.rename(file.with_name("济南.txt")), Proposal(title="t", city="c"), data.path, lexicon)
    assert not data.path.exists()


def test_what_the_text_does_not_tell_is_asked_for(data: DataDir, tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "a.txt").write_text("hello\n", encoding="utf-8")
    with pytest.raises(InputError, match="--city"):
        add(tmp_path / "a.txt", Proposal(title="t"), data.path, lexicon)


def test_unreadable_file_adds_nothing(data: DataDir, tmp_path: Path, lexicon: Lexicon) -> None:
    with pytest.raises(UnreadableSource):
        add(tmp_path / "none.txt", Proposal(), data.path, lexicon)
    assert not data.path.exists()


def test_replace_accepts_a_changed_source_and_keeps_the_rest_of_the_metadata(
    data: DataDir, file: Path, lexicon: Lexicon
) -> None:
    folder = data.document("a", "旧文\n")
    meta_file = folder / "meta.toml"
    before = "# by hand\n" + meta_file.read_text("utf-8") + '[origin]\nnote = "sha256 = \\"x\\""\n'
    meta_file.write_text(before, encoding="utf-8")

    replace("a", file, data.path, lexicon)

    (document,) = load_documents(data.path)
    assert isinstance(document, Document)
    assert document.source.text == data.text
    changed = [
        (old, new)
        for old, new in zip(before.splitlines(), meta_file.read_text("utf-8").splitlines(), strict=True)
        if old != new
    ]
    assert [old.split(" = ")[0] for old, _ in changed] == ["sha256"]


def test_replace_accepts_a_source_that_was_changed_in_place(data: DataDir, lexicon: Lexicon) -> None:
    source = data.document("a") / "source.txt"
    source.write_text(data.text.replace("50", "60"), encoding="utf-8")
    assert isinstance(load_documents(data.path)[0], Quarantined)

    replace("a", source, data.path, lexicon)

    assert isinstance(load_documents(data.path)[0], Document)


def test_web_page_is_kept_beside_the_text_that_was_read_from_it(data: DataDir, page: Path, lexicon: Lexicon) -> None:
    folder, record = add(page, Proposal(slug="a", city="济南市", title="若干措施"), data.path, lexicon)
    (document,) = load_documents(data.path)
    assert isinstance(document, Document)
    assert sorted(path.name for path in folder.iterdir()) == ["meta.toml", "original.html", "source.txt"]
    assert (folder / "original.html").read_bytes() == page.read_bytes()
    assert (folder / "source.txt").read_bytes().decode() == document.source.text == data.text
    assert document.meta.original_sha256 == hashlib.sha256(page.read_bytes()).hexdigest()
    assert (document.meta.origin_file, record.source) == ("措施.htm", "措施.htm")


def test_what_was_not_read_of_an_original_is_known_to_every_build(data: DataDir, file: Path, lexicon: Lexicon) -> None:
    written = docx.Document()
    for line in data.text.splitlines():
        written.add_paragraph(line)
    written.add_picture(io.BytesIO(PIXEL))
    word = file.with_name("a.docx")
    written.save(str(word))
    folder, record = add(word, Proposal(slug="a", city="济南市", title="若干措施"), data.path, lexicon)
    said = [d.message for d in record.diagnostics if d.code == "source_remark"]
    (document,) = load_documents(data.path)
    assert isinstance(document, Document)
    assert said
    assert list(document.source.remarks) == said

    replace("a", file, data.path, lexicon)
    assert not (folder / "remarks.txt").exists()


@pytest.mark.parametrize("content", [None, b"<p>"])
def test_document_without_the_original_that_it_describes_is_left_out(
    data: DataDir, page: Path, lexicon: Lexicon, content: bytes | None
) -> None:
    folder, _ = add(page, Proposal(slug="a", city="济南市", title="若干措施"), data.path, lexicon)
    (folder / "original.html").unlink()
    if content:
        (folder / "original.html").write_bytes(content)
    (document,) = load_documents(data.path)
    assert isinstance(document, Quarantined)
    assert "policies/a lacks the original" in document.reason


def test_replace_by_a_web_page_keeps_page_and_text(data: DataDir, page: Path, lexicon: Lexicon) -> None:
    folder = data.document("a", "旧文\n")
    replace("a", page, data.path, lexicon)
    replace("a", page, data.path, lexicon)
    (document,) = load_documents(data.path)
    assert isinstance(document, Document)
    assert document.source.text == data.text
    assert (folder / "meta.toml").read_text("utf-8").count("original_sha256") == 1


def test_replace_by_plain_text_removes_the_original(data: DataDir, page: Path, file: Path, lexicon: Lexicon) -> None:
    folder, _ = add(page, Proposal(slug="a", city="济南市", title="若干措施"), data.path, lexicon)
    replace("a", file, data.path, lexicon)
    (document,) = load_documents(data.path)
    assert isinstance(document, Document)
    assert document.meta.original_sha256 is None
    assert sorted(path.name for path in folder.iterdir()) == ["meta.toml", "source.txt"]


def test_text_corrected_in_place_keeps_its_original(data: DataDir, page: Path, lexicon: Lexicon) -> None:
    folder, _ = add(page, Proposal(slug="a", city="济南市", title="若干措施"), data.path, lexicon)
    (folder / "source.txt").write_text(data.text.replace("50", "60"), encoding="utf-8")
    replace("a", folder / "source.txt", data.path, lexicon)
    (document,) = load_documents(data.path)
    assert isinstance(document, Document)
    assert document.meta.original_sha256 == hashlib.sha256(page.read_bytes()).hexdigest()
    assert "60万元" in document.source.text


@pytest.mark.parametrize("slug", ["b", "../a", ".."])
def test_replace_of_an_unknown_document_names_those_there_are(
    data: DataDir, file: Path, lexicon: Lexicon, slug: str
) -> None:
    data.document("a")
    with pytest.raises(InputError, match="there are: a"):
        replace(slug, file, data.path, lexicon)


def test_documents_of_the_installed_package_are_not_changed(file: Path, lexicon: Lexicon) -> None:
    import zhengtu.config

    installed = Path(zhengtu.config.__file__).parent / "_resources" / "data"
    with pytest.raises(InputError, match=r"belongs to the installed package.*--data DIR"):
        add(file, Proposal(title="t", city="c"), installed, lexicon)


def test_data_directory_that_cannot_be_written_is_named(tmp_path: Path, file: Path, lexicon: Lexicon) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        add(file, Proposal(title="t", city="c"), tmp_path / "data", lexicon)


def test_file_with_several_documents_asks_which_one(data: DataDir, several: Path, lexicon: Lexicon) -> None:
    with pytest.raises(InputError, match=r"holds 2 documents.*--work: 1 大鹏市人才公寓管理办法; 2 大鹏市支持跨境电商"):
        add(several, Proposal(city="大鹏市"), data.path, lexicon)
    assert not data.path.exists()


@pytest.mark.parametrize(("work", "text"), [(1, HOUSING), (2, TRADE)])
def test_document_of_a_file_with_several_is_its_own_stretch(
    data: DataDir, several: Path, lexicon: Lexicon, work: int, text: str
) -> None:
    folder, record = add(several, Proposal(city="大鹏市", work=work), data.path, lexicon)
    (document,) = load_documents(data.path)
    assert isinstance(document, Document)
    assert (document.source.text, document.meta.title) == (text, text.split("\n")[0])
    assert (folder / "original.txt").read_bytes() == several.read_bytes()
    assert document.meta.original_sha256 == hashlib.sha256(several.read_bytes()).hexdigest()
    assert record.work is None
    assert [p.text for p in record.provisions] == [text[p.start : p.end] for p in record.provisions]


@pytest.mark.parametrize("work", [-1, 0, 3])
def test_number_that_no_document_has_is_refused(data: DataDir, several: Path, lexicon: Lexicon, work: int) -> None:
    with pytest.raises(InputError, match=rf"no document number {work} \(documents in it: 2\)"):
        add(several, Proposal(city="大鹏市", work=work), data.path, lexicon)


def test_only_document_of_a_file_may_be_named_too(data: DataDir, file: Path, lexicon: Lexicon) -> None:
    folder, _ = add(file, Proposal(title="t", city="c", work=1), data.path, lexicon)
    assert (folder / "source.txt").read_bytes() == file.read_bytes()


def test_replace_by_one_of_several(data: DataDir, several: Path, lexicon: Lexicon) -> None:
    folder = data.document("a", "旧文\n")
    replace("a", several, data.path, lexicon, 2)
    assert (folder / "source.txt").read_text("utf-8") == TRADE
    assert isinstance(load_documents(data.path)[0], Document)
