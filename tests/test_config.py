"""Settings from options and environment, and what is said of values that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.config import Settings, is_installed, resource_dir
from zhengtu.errors import InvalidSetting


def test_defaults_serve_the_shipped_data_on_the_local_machine() -> None:
    settings = Settings.from_env({})
    assert (settings.host, settings.port, settings.base_iri) == ("127.0.0.1", 8000, "http://localhost:8000/")
    assert settings.data_dir == resource_dir("data")
    assert settings.release_dir == Path("releases")


def test_option_wins_over_environment() -> None:
    environ = {"ZHENGTU_PORT": "8080", "ZHENGTU_HOST": "0.0.0.0"}
    settings = Settings.from_env(environ, port="9090", host=None)
    assert (settings.port, settings.host) == (9090, "0.0.0.0")


def test_empty_variable_is_no_value() -> None:
    assert Settings.from_env({"ZHENGTU_PORT": ""}).port == 8000


@pytest.mark.parametrize("given", ["https://data.example.org/zt", "https://data.example.org/zt/"])
def test_base_iri_ends_in_one_slash(given: str) -> None:
    assert Settings.from_env({}, base_iri=given).base_iri == "https://data.example.org/zt/"


def test_home_directory_is_expanded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings.from_env({}, release_dir="~/releases").release_dir == tmp_path / "releases"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "many"),
        ("port", "-1"),
        ("port", "65536"),
        ("query_timeout_s", "0"),
        ("query_timeout_s", "nan"),
        ("query_timeout_s", "soon"),
        ("base_iri", "localhost:8000"),
        ("base_iri", "ftp://example.org/"),
        ("base_iri", "http:///path"),
        ("base_iri", "http://example.org/a b"),
        ("base_iri", "http://example.org/\n"),
        ("base_iri", "http://example.org/<x>"),
        ("base_iri", "http://example.org/?q"),
        ("base_iri", "http://example.org/#"),
        ("base_iri", "http://[::1"),
        ("base_iri", "http://example.org:99999/"),
        ("public_url", "//example.org"),
    ],
)
def test_unusable_value_is_named_with_its_setting(name: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=name) as refused:
        Settings.from_env({f"ZHENGTU_{name.upper()}": value})
    assert repr(value) in str(refused.value)


@given(st.text())
def test_any_base_iri_is_refused_or_usable_in_an_iri(text: str) -> None:
    try:
        base = Settings.from_env({}, base_iri=f"http://example.org/{text}").base_iri
    except InvalidSetting:
        return
    assert base.endswith("/")
    assert base.isprintable()
    assert not any(c.isspace() or c in '<>"{}|\\^`?#' for c in base)


def test_setting_that_does_not_exist_is_a_programming_mistake() -> None:
    with pytest.raises(TypeError, match="colour"):
        Settings.from_env({}, colour="red")


@pytest.mark.parametrize("name", ["data", "ontology", "queries"])
def test_resources_are_found(name: str) -> None:
    assert resource_dir(name).is_dir()


def test_checkout_is_not_the_installed_package(root: Path) -> None:
    assert not is_installed(root / "data")
