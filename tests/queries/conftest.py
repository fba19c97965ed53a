"""The built release as a store in memory, loaded once."""

from __future__ import annotations

import pyoxigraph
import pytest

from zhengtu.store.release import Release

from .answers import loaded


@pytest.fixture(scope="session")
def store(release: Release) -> pyoxigraph.Store:
    return loaded(release)
