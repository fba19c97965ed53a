"""One grant within a part of a sentence. Which pieces make one entitlement is told in frames."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengtu.extract.clauses import Clause, Sentence
from zhengtu.extract.context import Passage
from zhengtu.extract.slots import Slotted

_EXCLUDING = re.compile(
    r"的(?:企业|单位|机构|园区|平台|项目)?，?(?:当年|该年度|本年度)?(?:不予|不再|不给予|不享受|不纳入)[^，；。]{0,12}[。；，]?$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One grant within a part of a sentence, the clauses that set the scene left out."""

    passage: Passage
    number: int  # of the sentence, counted from 1 within the passage
    sentence: Sentence
    clauses: tuple[Clause, ...]
    found: tuple[Slotted, ...]
    special: str | None
    spelt_out: bool = False  # a rate that no figure says: 全额补助
    on_top: bool = False  # added by step to the grant in front; no rung of it

    @property
    def start(self) -> int:
        """Where the grant begins."""
        return self.clauses[0].start

    @property
    def end(self) -> int:
        """Where it ends, closing mark included."""
        return self.clauses[-1].end

    @property
    def grants(self) -> bool:
        """Whether it has a figure or an instrument that needs none."""
        return self.special is not None or self.spelt_out or any(s.slot == "support" for s in self.found)

    def excludes(self, text: str) -> bool:
        """Whether it names who gets nothing: 年发运量低于10万单的，不予补助."""
        return self.threshold is not None and bool(_EXCLUDING.search(text[self.start : self.end]))

    @property
    def threshold(self) -> Slotted | None:
        """The first condition with a number; one that is no time goes first."""
        asked = [s for s in self.found if s.slot == "condition"]
        return next((s for s in asked if s.mention.kind != "duration"), asked[0] if asked else None)
