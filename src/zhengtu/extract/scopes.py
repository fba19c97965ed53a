"""Which provisions of the document itself a clause speaks of. How a reference is resolved: structure.references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengtu.extract.context import Context
from zhengtu.extract.findings import finding, quoted
from zhengtu.model.record import Diagnostic, Path
from zhengtu.structure.references import find_references, resolve

Provisions = tuple[Path, ...] | Literal["others"]

REST = re.compile(r"(?:其余|其他|其它)(?:条款|各条|[^，。；]{0,4}资金|政策|事项|措施|项目)")
_OWN = re.compile(r"本[条项款]|该[项条]")
_DOCUMENT = re.compile(
    r"本(?:实施)?(?:政策|措施|意见|办法|通知|细则|规定|方案|文件)|(?:上述|以上)(?:政策|措施|各项|资金)"
)
# A document of its own, or owners of enterprises: neither is a provision of this document.
_ELSEWHERE = re.compile(r"》[^，]*第|[省市区县]属(?:企业|单位|高校|院校|学校|国有|国企|医院|项目)")


@dataclass(frozen=True, slots=True)
class Scope:
    """The provisions concerned ("others": those no other rule names; empty: not found), and the rule that says so."""

    provisions: Provisions
    rule: str


@dataclass(frozen=True, slots=True)
class Named:
    """The provisions that references in a stretch name, all or none, and the references that name nothing."""

    provisions: tuple[Path, ...] | None
    findings: tuple[Diagnostic, ...] = ()


def named_provisions(context: Context, start: int, end: int, at: Path | None) -> Named:
    """Resolve the references in text[start:end], which stands in the provision at; None where there are none."""
    references = list(find_references(context.text, start, end))
    if not references:
        return Named(None)
    resolved = [resolve(reference[0], context.outline.nodes, at) for reference in references]
    findings = [_unresolved(context, match) for match, paths in zip(references, resolved, strict=True) if not paths]
    return Named(tuple(path for paths in resolved for path in paths) if not findings else (), tuple(findings))


def stated_scope(words: str, at: Path | None) -> Scope | None:
    """What a clause without a reference says of its scope: the rest, its own provision, the document."""
    if REST.search(words):
        return Scope("others", "scopes.rest")
    if _OWN.search(words) and at is not None:
        return Scope((at,), "scopes.own_provision")
    if _DOCUMENT.search(words):
        return Scope("others", "scopes.whole_document")
    return Scope((), "scopes.elsewhere") if _ELSEWHERE.search(words) else None


def _unresolved(context: Context, reference: re.Match[str]) -> Diagnostic:
    place = context.evidence(reference.start(), reference.end())
    return finding(
        "unresolved_reference",
        "warning",
        place,
        f"“{quoted(place)}” names no provision of this document, or several; check the numbering of the source.",
        f"“{quoted(place)}”在本文件中没有对应条款，或对应不止一条，请核对原文编号。",
    )
