"""Small data directories on disk, settings that name them, and a pipeline that fails on demand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhengtu.build.documents import Document
from zhengtu.build.pipeline import PolicyFacts, Stages
from zhengtu.config import Settings
from zhengtu.graph.description import Making
from zhengtu.reason.reasoning import Reasoned


@dataclass(frozen=True, slots=True)
class DataDir:
    """A data directory in the making."""

    path: Path
    text: str = "济南市支持跨境电子商务发展的若干措施\n第一条　对企业给予最高不超过50万元奖励。\n"

    def beside(self, name: str) -> DataDir:
        """Another data directory next to this one."""
        return DataDir(self.path.with_name(name))

    def document(self, slug: str, text: str | None = None, /, **changed: str) -> Path:
        """Write a document; changed keys of its meta.toml win, an empty value leaves the key out."""
        folder = self.path / "policies" / slug
        folder.mkdir(parents=True)
        text = self.text if text is None else text
        (folder / "source.txt").write_bytes(text.encode())
        keys = {
            "slug": slug,
            "title": "若干措施",
            "city": "济南市",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
        }
        lines = [f'{key} = "{value}"\n' for key, value in (keys | changed).items() if value]
        (folder / "meta.toml").write_text("".join(lines), encoding="utf-8")
        return folder


@dataclass(frozen=True, slots=True)
class FailingPipeline:
    """The real stages, but for one document that they break on: such a document must not exist in the real ones."""

    stages: Stages
    slug: str

    @property
    def making(self) -> Making:
        return self.stages.making

    def facts(self, document: Document) -> PolicyFacts:
        if document.slug == self.slug:
            raise KeyError("第九条")
        return self.stages.facts(document)

    def shared(self, lines: Iterable[str]) -> list[str]:
        return self.stages.shared(lines)

    def reason(self, lines: Iterable[str]) -> Reasoned:
        return self.stages.reason(lines)

    def inferred(self, reasoned: Reasoned) -> list[str]:
        return self.stages.inferred(reasoned)

    def clashes(self, reasoned: Reasoned) -> Mapping[str, str]:
        return self.stages.clashes(reasoned)


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", release_dir=tmp_path / "releases")


@pytest.fixture(scope="session")
def stages() -> Stages:
    """The real stages, for data directories without tables of their own."""
    return Stages.load(Settings())


@pytest.fixture
def failing_on(stages: Stages) -> Callable[[str], FailingPipeline]:
    return lambda slug: FailingPipeline(stages, slug)
