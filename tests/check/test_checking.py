"""Checking a release: what it rests on, what it remembers, and what is not its business."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyshacl
import pytest

from zhengtu.check.checking import CACHE, check, check_release
from zhengtu.check.files import read_lines
from zhengtu.check.rules import RuleBook, load_rules
from zhengtu.check.table import to_markdown
from zhengtu.check.units import split
from zhengtu.errors import InputError
from zhengtu.store.release import Release


@pytest.fixture
def own_release(release: Release, tmp_path: Path) -> Release:
    """A copy of the release with one policy, which a test may spoil."""
    copy = tmp_path / release.path.name
    shutil.copytree(release.path, copy)
    lines = release.dump.read_text("utf-8").splitlines(keepends=True)
    # Without the description too, which speaks of all policies.
    left_out, own = ("/graph/policy/", "/graph/expansion/", "/graph/dataset>"), "/lianyungang-2024> ."
    kept = [line for line in lines if not any(graph in line for graph in left_out) or line.rstrip().endswith(own)]
    (copy / "dump.nq").write_text("".join(kept), encoding="utf-8")
    (tmp_path / "current").symlink_to(copy.name)
    return Release.current(tmp_path)


def test_release_of_the_shipped_documents_has_no_finding(release: Release, book: RuleBook) -> None:
    report = check_release(release, book)
    assert report.findings == ()
    assert len([graph for graph in report.graphs if "/graph/policy/" in graph]) == len(release.published) == 5


def test_quote_that_does_not_read_back_in_the_text_of_the_release_is_found(
    own_release: Release, book: RuleBook
) -> None:
    text = own_release.path / "texts" / "lianyungang-2024.txt"
    text.write_bytes(text.read_bytes().replace("跨境".encode(), "跨竟".encode(), 1))
    found = check_release(own_release, book).findings
    assert {finding.rule for finding in found} == {"quote-not-in-text"}
    assert {finding.graph.rsplit("/", 1)[1] for finding in found} == {"lianyungang-2024"}


def test_outcome_is_remembered_until_the_graph_changes(own_release: Release, book: RuleBook) -> None:
    report = check_release(own_release, book)
    remembered = sorted((own_release.path.parent / CACHE).iterdir())
    assert len(remembered) == len(report.graphs)
    check_release(own_release, book)
    assert sorted((own_release.path.parent / CACHE).iterdir()) == remembered
    lines = own_release.dump.read_text("utf-8").splitlines()
    kept = [line for line in lines if "lianyungang-2024/text> <https://w3id.org/zhengtu/def#sha256>" not in line]
    own_release.dump.write_text("\n".join(kept), encoding="utf-8")
    assert [finding.rule for finding in check_release(own_release, book).findings] == ["source-hash"]
    now = set((own_release.path.parent / CACHE).iterdir())
    assert (len(now), len(now - set(remembered))) == (len(report.graphs), 1)


def test_outcome_that_cannot_be_remembered_is_found_all_the_same(own_release: Release, book: RuleBook) -> None:
    (own_release.path.parent / CACHE).write_text("in the way", encoding="utf-8")
    assert check_release(own_release, book).conforms


def test_fault_of_the_code_lists_is_not_reported_of_every_policy(
    small_policy: list[str], shared: list[str], book: RuleBook
) -> None:
    spoilt = [line for line in shared if not ("/unit/CNY> " in line and "#label> " in line)]
    assert len(spoilt) == len(shared) - 2
    assert check(split(small_policy, shared=spoilt), book).findings == ()


def test_two_payers_merged_by_a_graph_of_alignments_are_found(book: RuleBook, shared: list[str]) -> None:
    city, county = (f"<https://w3id.org/zhengtu/code/payer-level/{name}>" for name in ("city", "county"))
    line = f"{city} <http://www.w3.org/2002/07/owl#sameAs> {county} <https://example.org/graph/alignments> ."
    found = check(split([line], shared=shared), book).findings
    assert [(finding.rule, finding.label) for finding in found] == [("payers-merged", "市级财政")]


def test_shapes_are_shapes(book: RuleBook) -> None:
    conforms, _, text = pyshacl.validate(
        book.shapes, shacl_graph=book.shapes, meta_shacl=True, do_owl_imports=False, inplace=True
    )
    assert conforms, text


def test_every_query_has_its_row_in_the_table(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "ontology", tmp_path / "ontology")
    (tmp_path / "ontology" / "checks" / "new-check.rq").write_text("SELECT ?focus { ?focus ?p ?o }", encoding="utf-8")
    with pytest.raises(ValueError, match="new-check has a query or a row"):
        load_rules(tmp_path / "ontology")


def test_reference_page_is_the_one_that_the_files_give(root: Path, book: RuleBook) -> None:
    assert (root / "docs" / "reference" / "shapes.md").read_text("utf-8") == to_markdown(book)


def test_file_keeps_words_with_line_ends_and_names_its_blank_nodes(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text('<urn:a> <urn:b> """one\ntwo\u0085three <x> ."""@zh, [] .', encoding="utf-8")
    lines = read_lines(path)
    assert lines[0] == '<urn:a> <urn:b> "one\\ntwo\\u0085three <x> ."@zh <urn:zhengtu:no-graph> .'
    assert lines[1].startswith("<urn:a> <urn:b> <urn:blank:")
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", "<a> <b>", "no well-formed turtle"),
        ("a.nq", "<a> nonsense", "no well-formed nquads"),
        ("a.ttl", "# nothing", "holds no statement"),
        ("a.csv", "a,b", "names no RDF syntax"),
    ],
)
def test_file_that_cannot_be_checked_is_refused(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_lines(tmp_path / name)
