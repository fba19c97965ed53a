"""Figures that add up over documents: counts behind F1, precision and recall, and shares. No record is read here."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts gold holds, how many were extracted, and how many are in both."""

    hit: int = 0
    gold: int = 0
    extracted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.gold + other.gold, self.extracted + other.extracted)

    @property
    def value(self) -> float | None:
        """F1; None where neither side holds a fact.

        >>> Tally(hit=2, gold=3, extracted=2).value
        0.8
        """
        total = self.gold + self.extracted
        return 2 * self.hit / total if total else None

    @property
    def precision(self) -> float | None:
        """The part of what was extracted that is right; None where nothing was."""
        return self.hit / self.extracted if self.extracted else None

    @property
    def recall(self) -> float | None:
        """The part of gold that was extracted; None where gold holds nothing."""
        return self.hit / self.gold if self.gold else None


@dataclass(frozen=True, slots=True)
class Share:
    """What part of a number of cases is right. asked: how often there was something to be right about."""

    right: Fraction = Fraction(0)
    cases: int = 0
    asked: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.cases + other.cases, self.asked + other.asked)

    @property
    def value(self) -> float | None:
        """Right by cases: 0 where something was asked for and nothing found, None where nothing was asked for."""
        if not self.asked:
            return None
        return float(self.right / self.cases) if self.cases else 0.0
