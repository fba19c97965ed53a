"""Traditional characters and the simplified ones for them. Reading the table does not live here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Script:
    """One simplified character for each traditional one.

    telling are those that simplified texts never hold. Only a text with one of them is in traditional characters:
    乾 and 於 also stand in names of simplified texts, and stay there.
    """

    characters: Mapping[str, str] = field(default_factory=dict)
    telling: frozenset[str] = field(init=False)
    _table: dict[int, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # GB 2312 holds the characters of simplified texts.
        simplified = "".join(self.characters).encode("gb2312", "ignore").decode("gb2312")
        object.__setattr__(self, "telling", frozenset(self.characters) - frozenset(simplified))
        object.__setattr__(self, "_table", str.maketrans(dict(self.characters)))

    def simplified(self, text: str) -> str:
        """Write a text in simplified characters, as long as it was; a simplified text is given back as it is.

        >>> Script({"獎": "奖", "後": "后"}).simplified("獎後")
        '奖后'
        """
        return text if self.telling.isdisjoint(text) else text.translate(self._table)
