"""What the entries of code lists are called in the other language, and what diagnostics say in it.

Labels of IRIs are asked for by each page itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zhengtu.store.base import Store
from zhengtu.web.statements import PageQueries

# What questions say in both languages at once: 上限 / upper bound.
_BOTH = re.compile(r"(?P<zh>[^/]*[\u3400-\u9fff][^/]*) / (?P<en>[^\u3400-\u9fff]+)")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a release, asked for once."""

    queries: PageQueries
    store: Store
    _english: dict[str, str] = field(default_factory=dict)

    def read(self, text: str, language: str) -> str:
        """A cell as a reader of one language wants it; what is not known in both stays as it is.

        >>> names = Names(PageQueries({}), None, {"海外仓": "overseas warehouses"})
        >>> names.read("海外仓", "en"), names.read("海外仓", "zh"), names.read("上限 / upper bound", "en")
        ('overseas warehouses', '海外仓', 'upper bound')
        """
        both = _BOTH.fullmatch(text)
        if both:
            return both[language]
        return self._known().get(text, text) if language == "en" else text

    def _known(self) -> Mapping[str, str]:
        if not self._english:
            found: dict[str, set[str]] = {}
            for row in self.queries.rows(self.store, "names"):
                found.setdefault(row["zh"].value, set()).add(row["en"].value)
            # A name that two lists render differently is left in Chinese: a wrong word is worse than a foreign one.
            self._english.update({zh: next(iter(en)) for zh, en in found.items() if len(en) == 1})
        return self._english
