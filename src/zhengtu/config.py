"""Settings, and where the files that travel with the package are. The only reader of the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
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
class Settings:
    """Everything that a deployment can set; each field is `ZHENGTU_` + its name in capitals and a command-line option.

    base_iri is what data IRIs start with and belongs to the release (set at build); public_url is where the
    service says that it can be reached (set at serve; empty: the base IRI of the release). reasoner is asked by
    `zhengtu build`, "hermit" or "none", and stopped after reasoner_timeout_s.
    """

    data_dir: Path = field(default_factory=_shipped_data)
    release_dir: Path = Path("releases")
    base_iri: str = "http://localhost:8000/"
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    query_timeout_s: float = 30.0
    reasoner: str = "hermit"
    reasoner_timeout_s: float = 300.0

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


def _seconds(name: str, value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = 0.0
    if not 0 < number <= 3600:
        raise InvalidSetting(f"{name} is {str(value)!r}; give a number of seconds above 0, at most 3600")
    return number


def _reasoner(name: str, value: object) -> str:
    if value not in ("hermit", "none"):
        raise InvalidSetting(f"{name} is {str(value)!r}; give hermit, or none to build by the rules alone")
    return str(value)


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


_PARSERS = {
    "data_dir": _path,
    "release_dir": _path,
    "base_iri": _http_iri,
    "port": _port,
    "public_url": _http_iri,
    "query_timeout_s": _seconds,
    "reasoner": _reasoner,
    "reasoner_timeout_s": _seconds,
}
