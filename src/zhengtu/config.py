"""Settings, and where the files that travel with the package are. The only reader of the environment."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from zhengtu.errors import InvalidSetting

PREFIX = "ZHENGTU_"


def resource_dir(name: str) -> Path:
    """Find `ontology`, `queries` or `data`: inside an installed package first, else in the checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources" / name
    return installed if installed.is_dir() else package.parents[1] / name


def is_installed(place: Path) -> bool:
    """Say whether a place belongs to the installed package, where the next upgrade would undo every change."""
    return place.resolve().is_relative_to(Path(__file__).resolve().parent / "_resources")


def _shipped_data() -> Path:
    return resource_dir("data")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a setting means to the person who runs the service, and the values that it may have."""

    meaning: str
    least: float = 0
    most: float = 0
    unit: str = ""


def _setting(default: object, meaning: str, least: float = 0, most: float = 0, unit: str = "") -> Any:
    return field(default=default, metadata={"bounds": Bounds(meaning, least, most, unit)})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a deployment can set; each field is `ZHENGTU_` + its name in capitals, most are options.

    base_iri is what data IRIs start with and belongs to the release (set at build); public_url is where the
    service says that it can be reached (set at serve; empty: the base IRI of the release). reasoner is asked by
    `zhengtu build`, "hermit" or "none", and stopped after reasoner_timeout_s with a policy. store_url is an
    endpoint that answers instead of workers of our own (empty: none), store_user and store_password what it is told
    when it asks.
    """

    data_dir: Path = field(default_factory=_shipped_data)
    release_dir: Path = Path("releases")
    base_iri: str = "http://localhost:8000/"
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    reasoner: str = "hermit"
    store_url: str = ""
    store_user: str = ""
    store_password: str = field(default="", repr=False)
    reasoner_timeout_s: float = _setting(
        60.0, "How long a reasoner of a build may take for one policy", 0.01, 3600, "s"
    )
    query_timeout_s: float = _setting(30.0, "When a query is stopped", 0.01, 3600, "s")
    workers: int = _setting(8, "Queries that run at the same time", 1, 256)
    long_queries: int = _setting(3, "Queries that may run long while others wait", 0, 256)
    long_after_s: float = _setting(0.1, "When a query counts as long", 0.01, 3600, "s")
    queue_length: int = _setting(64, "Queries that may wait for a worker", 0, 10_000)
    queue_wait_s: float = _setting(5.0, "How long each of them waits", 0.01, 3600, "s")
    max_rows: int = _setting(100_000, "Rows, or triples, of the largest answer", 1, 100_000_000)
    max_answer_mb: int = _setting(32, "Size of the largest answer", 1, 4096, "MiB")
    worker_memory_mb: int = _setting(2048, "Memory that one query may take", 64, 1_048_576, "MiB")
    memory_store_max_triples: int = _setting(
        3_000_000, "Triples up to which a release is held in memory; larger ones are read from disk", 0, 10**12
    )
    cache_mb: int = _setting(64, "Size of the kept answers", 0, 65_536, "MiB")
    header_timeout_s: float = _setting(10.0, "How long a client may take to send a header", 0.1, 3600, "s")
    body_timeout_s: float = _setting(20.0, "How long a client may take to send a body", 0.1, 3600, "s")
    write_timeout_s: float = _setting(30.0, "How long a client may leave an answer unread", 0.1, 3600, "s")
    requests_per_minute: int = _setting(0, "Requests a minute from one address; 0 is no limit", 0, 10_000_000)
    watch_s: float = _setting(1.0, "How often the service looks for a new release", 0.05, 3600, "s")
    services: tuple[str, ...] = _setting((), "SPARQL endpoints that SERVICE may call, with blanks between them")
    trusted_proxies: str = _setting("", "Addresses whose Forwarded headers are believed, with commas between them")
    access_log: bool = _setting(True, "A line of JSON in the log for every request")
    log_queries: bool = _setting(False, "Whether that line holds the query")

    @classmethod
    def from_env(cls, environ: Mapping[str, str], **overrides: object) -> Settings:
        """Read settings from a mapping such as os.environ; overrides that are not None win.

        Raises InvalidSetting naming the setting, its value and what would be right.

        >>> Settings.from_env({"ZHENGTU_PORT": "8080"}).port
        8080
        >>> Settings.from_env({"ZHENGTU_PORT": "many"})
        Traceback (most recent call last):
        zhengtu.errors.InvalidSetting: port is 'many'; give a whole number from 0 to 65535
        """
        chosen: dict[str, object] = {}
        names = [setting.name for setting in fields(cls)]
        if unknown := set(overrides) - set(names):
            raise TypeError(f"no such settings: {sorted(unknown)}")
        for name in names:
            value = overrides.get(name)
            if value is None:
                value = environ.get(PREFIX + name.upper()) or None
            if value is not None:
                chosen[name] = value
        for name, parse in _PARSERS.items():
            if name in chosen:
                chosen[name] = parse(name, chosen[name])
        return cls(**chosen)  # type: ignore[arg-type]


def _path(_name: str, value: object) -> Path:
    return Path(str(value)).expanduser()


def _port(name: str, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if not 0 <= number <= 65535:
        raise InvalidSetting(f"{name} is {str(value)!r}; give a whole number from 0 to 65535")
    return number


def _number(name: str, value: object) -> float:
    bounds, whole = limits_of_settings()[name], isinstance(_DEFAULTS[name], int)
    try:
        number = int(str(value)) if whole else float(str(value))
    except ValueError:
        number = math.nan
    if not bounds.least <= number <= bounds.most:
        kind = "a whole number" if whole else "a number"
        unit = f" {bounds.unit}" if bounds.unit else ""
        raise InvalidSetting(f"{name} is {str(value)!r}; give {kind} from {bounds.least:g} to {bounds.most:g}{unit}")
    return number


def _reasoner(name: str, value: object) -> str:
    if value not in ("hermit", "none"):
        raise InvalidSetting(f"{name} is {str(value)!r}; give hermit, or none to build by the rules alone")
    return str(value)


def _switch(name: str, value: object) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if str(value).lower() not in known:
        raise InvalidSetting(f"{name} is {str(value)!r}; give yes or no")
    return known[str(value).lower()]


def _endpoints(name: str, value: object) -> tuple[str, ...]:
    given = str(value).split() if isinstance(value, str) else [str(part) for part in value]  # type: ignore[attr-defined]
    for address in given:
        if urlsplit(address).scheme not in ("http", "https") or "@" in urlsplit(address).netloc:
            raise InvalidSetting(f"{name} holds {address!r}; give http(s) addresses with blanks between them")
    return tuple(given)


def _http_iri(name: str, value: object) -> str:
    text = str(value)
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that is not closed, a port that is no number
        usable = False
    if not usable or any(c.isspace() or not c.isprintable() or c in '<>"{}|\\^`' for c in text):
        raise InvalidSetting(f"{name} is {text!r}; give an http(s) address such as http://localhost:8000/")
    if "?" in text or "#" in text:
        raise InvalidSetting(f"{name} is {text!r}; it must not hold ? or #")
    return text if text.endswith("/") else text + "/"


def _endpoint(name: str, value: object) -> str:
    return _endpoints(name, [value])[0]


_PARSERS: dict[str, Callable[[str, object], object]] = {
    "data_dir": _path,
    "release_dir": _path,
    "base_iri": _http_iri,
    "port": _port,
    "public_url": _http_iri,
    "reasoner": _reasoner,
    "store_url": _endpoint,
    "services": _endpoints,
    "access_log": _switch,
    "log_queries": _switch,
}


def limits_of_settings() -> dict[str, Bounds]:
    """The settings that bound what a client can do or tell how the service runs, by name."""
    return {setting.name: setting.metadata["bounds"] for setting in fields(Settings) if "bounds" in setting.metadata}


_DEFAULTS = {setting.name: setting.default for setting in fields(Settings)}
_PARSERS |= {name: _number for name in limits_of_settings() if name not in (*_PARSERS, "trusted_proxies")}
