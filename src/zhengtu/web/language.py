"""What the pages say, in Chinese and English, and which of the two a reader gets. Labels of data live in the graph."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhengtu.web.negotiate import choose_language

LANGUAGES = ("zh", "en")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# strftime would follow the locale of the server.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Messages:
    """The catalogue: key → language → text."""

    texts: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, path: Path) -> Messages:
        """Read a catalogue. Raises ValueError for an entry that lacks a language."""
        texts = tomllib.loads(path.read_text(encoding="utf-8"))
        for key, entry in texts.items():
            missing = set(LANGUAGES) - set(entry)
            if missing:
                raise ValueError(f"{path.name}: {key} has no text for {', '.join(sorted(missing))}")
        return cls(texts)

    def say(self, key: str, language: str, **values: object) -> str:
        """The text of a key with its {placeholders} filled. Raises KeyError for an unknown key."""
        return self.texts[key][language].format(**values)


def reader_language(asked: str | None, accept_language: str | None) -> str:
    """The language of ?lang= where it is one of ours, else the best of Accept-Language, else Chinese."""
    return asked if asked in LANGUAGES else choose_language(accept_language, LANGUAGES)


def best_label(labels: Mapping[str, str], language: str) -> str | None:
    """The label in the reader's language, else in Chinese, in no language, or in any."""
    for wanted in (language, "zh", "", "en"):
        if wanted in labels:
            return labels[wanted]
    return next(iter(labels.values()), None)


def label_of(labels: Mapping[str, Mapping[str, str]], iri: str, language: str) -> str:
    """The label of an IRI in the reader's language as best_label finds it, else its last part.

    >>> label_of({"http://l/code/role/lead": {"zh": "牵头单位"}}, "http://l/code/role/lead", "en")
    '牵头单位'
    >>> label_of({}, "http://l/def#Policy", "en")
    'Policy'
    """
    return best_label(labels.get(iri, {}), language) or iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


def has_chinese(text: str) -> bool:
    """Whether a text holds Chinese characters, so that an English page marks it as Chinese.

    >>> has_chinese("盐湖区"), has_chinese("50%")
    (True, False)
    """
    return _CHINESE.search(text) is not None


def written_date(iso: str, language: str) -> str:
    """Write a date as people do; what is no full date stays as it is.

    >>> written_date("2024-04-10", "zh"), written_date("2024-04-10", "en")
    ('2024年4月10日', '10 April 2024')
    """
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
