"""What shapes and checks find, as records. How they find it, and how it is printed, live elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong at a resource of a graph: the rule that says so, and what is wrong in both languages.

    label is the Chinese label of the focus, or its IRI where it has none; value is the value at fault, where one is;
    component is the IRI of the kind of constraint in a shape that is not met.
    """

    graph: str
    focus: str
    rule: str
    severity: str
    label: str
    zh: str
    en: str
    value: str = ""
    component: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings in all the graphs that were looked at, sorted."""

    graphs: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings do not count."""
        return self.count("violation") == 0

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)
