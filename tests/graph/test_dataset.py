"""The dump is the same bytes wherever and however often it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhengtu.config import resource_dir
from zhengtu.graph.dataset import area_quads, write_dump
from zhengtu.iri import Minter, code
from zhengtu.model.area import Area
from zhengtu.store.ontology import Ontology

MINTER = Minter("http://localhost:8000/")
AREAS = {
    area.code: area
    for area in (
        Area("370000", "山东省", "province", None),
        Area("370700", "潍坊市", "prefecture", "370000"),
        Area("370781", "青州市", "county", "370700"),
    )
}
SCRIPT = """
import sys
from pathlib import Path
from conftest import RECORD, META, EXTRACTION, AREAS
from zhengtu.graph.dataset import write_dump
from zhengtu.graph.mapping import policy_quads
from zhengtu.iri import Minter
from zhengtu.store.ontology import Ontology
ontology, minter = Ontology.load(Path(sys.argv[1])), Minter("http://localhost:8000/")
policy = policy_quads(RECORD, META, EXTRACTION, minter, AREAS, ontology.code_labels())
write_dump(Path(sys.argv[2]), [*policy, *ontology.code_quads(minter), *ontology.vocabulary_quads(minter)])
"""


def dump_elsewhere(folder: Path, seed: str) -> bytes:
    folder.mkdir()
    environ = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", SCRIPT, str(resource_dir("ontology")), "dump.nq"]
    subprocess.run(command, cwd=folder, env=environ, check=True)
    return (folder / "dump.nq").read_bytes()


def test_dump_is_the_same_bytes_for_another_hash_seed_and_folder(tmp_path: Path) -> None:
    assert dump_elsewhere(tmp_path / "one", "1") == dump_elsewhere(tmp_path / "another", "2")


def test_dump_is_sorted_and_has_each_line_once(tmp_path: Path) -> None:
    path = tmp_path / "dump.nq"
    count = write_dump(path, ["<b> .", "<a> .", "<b> ."])
    assert (path.read_bytes(), count) == (b"<a> .\n<b> .\n", 2)


def test_area_comes_with_those_above_it() -> None:
    lines = area_quads(["370781"], AREAS, MINTER)
    labelled = [line.split('"')[1] for line in lines if "rdf-schema#label" in line]
    assert sorted(labelled) == ["山东省", "潍坊市", "青州市"]
    assert any(code("area", "370781") in line and "broader" in line for line in lines)


def test_prefecture_comes_with_its_counties_but_not_with_its_zones() -> None:
    areas = {
        "140800": Area("140800", "运城市", "prefecture", None),
        "140882": Area("140882", "河津市", "county", "140800"),
        "140871": Area("140871", "某开发区", "zone", "140800"),
    }
    lines = area_quads(["140800"], areas, MINTER)
    assert sorted(line.split('"')[1] for line in lines if "rdf-schema#label" in line) == ["河津市", "运城市"]


def test_area_has_its_english_name_where_the_table_gives_one() -> None:
    areas = {"140802": Area("140802", "盐湖区", "county", None, "Yanhu District")}
    assert any('rdf-schema#label> "Yanhu District"@en' in line for line in area_quads(["140802"], areas, MINTER))
    assert not any("@en" in line for line in area_quads(["370781"], AREAS, MINTER))


def test_area_that_the_table_lacks_is_passed_over() -> None:
    assert area_quads(["999999"], AREAS, MINTER) == []


def test_preferred_label_of_a_code_is_a_label_too() -> None:
    lines = Ontology.load(resource_dir("ontology")).code_quads(MINTER)
    entry = f"<{code('instrument', 'rent_relief')}> <http://www.w3.org/2000/01/rdf-schema#label>"
    assert sorted(line.split('"')[1] for line in lines if line.startswith(entry)) == ["rent relief", "租金减免"]


def test_code_labels_are_chinese() -> None:
    assert Ontology.load(resource_dir("ontology")).code_labels()[code("payer-level", "city")] == "市级财政"


def test_blank_node_in_the_ontology_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "zhengtu.ttl").write_text("<http://l/a> <http://l/b> [] .", encoding="utf-8")
    with pytest.raises(ValueError, match="has no IRI"):
        Ontology.load(tmp_path)


def test_vocabulary_holds_what_the_alignments_say_of_our_terms_and_nothing_more_of_theirs() -> None:
    lines = Ontology.load(resource_dir("ontology")).vocabulary_quads(MINTER)
    close = "<http://www.w3.org/2004/02/skos/core#closeMatch>"
    quote, exact = "<https://w3id.org/zhengtu/def#quote>", "<http://www.w3.org/ns/oa#exact>"
    assert f"{quote} {close} {exact} <http://localhost:8000/graph/vocabulary> ." in lines
    assert [
        line for line in lines if "/def/alignment/" in line or line.startswith("<http://xmlns.com/foaf/0.1/Agent>")
    ] == []
