"""Who leads and who answers for a provision, as printed. Which body a name stands for is resolved in graph."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from zhengtu.extract.clauses import depths
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.duties import find_duties, find_offices, is_procedure
from zhengtu.extract.duty_labels import find_labels, has_label, role_of_head
from zhengtu.extract.findings import finding, quoted
from zhengtu.extract.rosters import level, members
from zhengtu.model.record import Diagnostic, Path, Reading, Responsibility
from zhengtu.structure.outline import Node
from zhengtu.structure.references import find_references, resolve
from zhengtu.text.heads import names_matter
from zhengtu.text.normalise import Cell

# (甲局牵头，乙局配合): a bracket with nothing but bodies and what each does.
# A remark on the list, or by when it is to be done, may stand behind them.
_BRACKET = re.compile(
    r"[（〔【\[]((?:[^（）〔〕【】\[\]：\n]|（[^（）：\n]*）){2,200}?)"
    r"(?:[，；。](?:完成时[限间]|责任人|联系人|(?:排|列|位|名列|首位)[^（）\n]{0,20}牵头)[^（）〔〕【】\[\]\n]{0,60})?[）〕】\]]"
)
_DOES = re.compile(r"牵头|负责|配合|落实|参与|参加|协助|职责")
_IN_CELL = "agencies.table_column"
# A label in front of which nothing but the list of another label stands.
_OWN_LINE = re.compile(r"\n[（〔【\[]?(?:[^，。；\n]{0,60}；)?$")
_OWN_SENTENCE = re.compile(
    r"[\n。！][（〔【\[]?(?:[^，。；\n]{0,60}；|(?:牵头|主办|责任|主管)(?:单位|部门)：[^，。；\n]{2,50})?$"
)
_SEVERAL = 2
# 本条责任单位, 本章牵头单位: the list says itself what it is of.
_OF_THIS = re.compile("本(条|章|节|部分)$")
_LONGEST_REFERENCE = 40  # characters
_KINDS_OF_THIS = {"条": ("article",), "章": ("chapter",), "节": ("section",), "部分": ("part", "chapter")}
# In the lists of a document the first name leads.
_FIRST_LEADS = re.compile(
    r"(?:(?:排名?|列|位列?|居)[在于为]?(?:第一|首位|最前|首)|(?:首位|第一个|首个|第一家))[^，。；）]{0,8}(?:为|是|系)牵头"
)


def read_responsibilities(context: Context) -> tuple[tuple[Responsibility, ...], tuple[Diagnostic, ...]]:
    """Labelled lists (责任单位：…), closing duties (…负责), bodies that run the policy; and names of no known kind."""
    found: dict[tuple[object, ...], Responsibility] = {}
    stated: set[tuple[str, str, str]] = set()
    first_leads = _FIRST_LEADS.search(context.text) is not None  # said once, for all lists
    listed = partial(_labelled, first_leads=first_leads), partial(_bracketed, first_leads=first_leads)
    readers = (*listed, _duties, _column)
    for passage, begin in _stretches(context):
        for role in (role for reader in readers for role in reader(context, passage, begin)):
            words = "".join(role.sentence.quote.split()), role.agency, role.role
            in_row = role.provision is None and role.readings[0].rule == _IN_CELL
            if role.provision is not None or in_row or words not in stated:  # pages print a document again below it
                row = (
                    role.evidence.start if in_row else None
                )  # rows of an annex are no provisions, but facts of their own
                found.setdefault((role.provision, role.agency, role.role, row), role)
            stated.add(words)
    # A body that leads is not said to answer beside.
    leads = {(fact.provision, fact.agency) for fact in found.values() if fact.role == "lead"}
    facts = tuple(f for f in found.values() if f.role == "lead" or (f.provision, f.agency) not in leads)
    return facts, tuple(_unknown(facts))


def _stretches(context: Context) -> Iterator[tuple[Passage, int]]:
    """The passages and where their words begin: with the heading, as in 一、支持园区（市商务局牵头）."""
    begins = {(node.path, node.body): node.start + len(node.label) for node in context.outline.nodes}
    for passage in context.passages():
        yield passage, begins.get((passage.provision or (), passage.start), passage.start)


def _unknown(facts: Iterable[Responsibility]) -> Iterator[Diagnostic]:
    for fact in facts:
        if any("unresolved" in reading.penalties for reading in fact.readings):
            yield finding(
                "unknown_agency",
                "warning",
                fact.evidence,
                f"“{quoted(fact.evidence)}” stands where a body is named, but does not end like the name of one; "
                "check it, and add its ending to the lexicon if it is one.",
                f"“{quoted(fact.evidence)}”处于单位名称的位置，但词尾不是已知的机构词尾；请核对，如确为单位请在词表中补充词尾。",
            )


def _labelled(context: Context, passage: Passage, begin: int, *, first_leads: bool) -> Iterator[Responsibility]:
    text = context.text[begin : passage.end]
    labels = find_labels(text)
    depth = depths(text) if labels else []
    for index, label in enumerate(labels):
        stop = labels[index + 1].start if index + 1 < len(labels) else len(text)
        if label.role is None:
            continue
        first = label.end + _is_on_next_line(context, text, label.end)
        last = _list_end(text, depth, first, stop)
        at = begin + label.start
        owners = _named_in_front(context, passage, begin, at) or (_owner(context, passage, begin, at),)
        listed = members(context.outline.text, begin + first, begin + last, context.lexicon.agency_suffixes)
        for place, member in enumerate(listed):
            if not label.is_plain and not _is_body(context, member.name):
                continue
            leads = label.role == "lead" or member.leads or (first_leads and not place)
            fact = _responsibility(
                context, passage, "lead" if leads else "responsible", member.start, member.name, "agencies.labelled"
            )
            yield from (replace(fact, provision=owner) for owner in owners)


def _named_in_front(context: Context, passage: Passage, begin: int, at: int) -> tuple[Path, ...]:
    """第二部分责任单位：…, 本条责任单位：…: the provisions that a list itself says it is of."""
    this = _OF_THIS.search(context.text, max(begin, at - 4), at)
    if this and (path := _nearest(context, passage.provision or (), _KINDS_OF_THIS[this[1]])):
        return (path,)
    references = find_references(context.text, max(begin, at - _LONGEST_REFERENCE), at)
    nodes = context.outline.nodes
    return next((resolve(r[0], nodes, passage.provision) for r in references if r.end() == at), ())


def _is_body(context: Context, name: str) -> bool:
    suffixes = context.lexicon.agency_suffixes
    return bool(suffixes.search(name) or suffixes.search(re.sub(r"（[^（）]*）$", "", name)))


def _owner(context: Context, passage: Passage, begin: int, at: int) -> Path | None:
    """A list on a line of its own below the last item, where no other item has one, is that of the whole list.

    In a text that has lost its lines, a full stop in front of it is all that is left of them; there it is that of the
    whole list if several items in front have none, or no item of the kind has one but at the end of a list.
    """
    path = passage.provision or ()
    text, has_lines = context.text, context.outline.has_lines
    alone = (_OWN_LINE if has_lines else _OWN_SENTENCE).search(text[max(begin, at - 64) : at]) is not None
    owner = path
    while owner and alone and _closes_list(context, owner):
        owner = owner[:-1]
    if path and not has_lines and _is_by_item(context, path, owner):
        return path
    return owner or (passage.provision if not alone else None)


def _nearest(context: Context, path: Path, kinds: tuple[str, ...]) -> Path | None:
    """The provision of some kinds that a provision is or stands in."""
    found = [n.path for n in context.outline.nodes if n.kind in kinds and n.path == path[: len(n.path)]]
    return found[-1] if found else None


def _closes_list(context: Context, path: Path) -> bool:
    """Whether a provision is the last of several items of which no other has a list of its own."""
    nodes = context.outline.nodes
    items = [node for node in nodes if node.path[:-1] == path[:-1]]
    if len(items) < 2 or items[-1].path != path:
        return False
    above = [node for node in nodes if node.path[: len(path) - 1] == path[:-1] and node.start < items[-1].start]
    return not any(_has_list(context, node) for node in above)


def _is_by_item(context: Context, path: Path, owner: Path) -> bool:
    """Whether a single item in front of a provision has no list of its own, where items of its kind elsewhere do."""
    nodes = context.outline.nodes
    kinds = {node.path: node.kind for node in nodes}
    in_front = [p for p in kinds if p[: len(owner)] == owner and len(p) > len(owner) and p < path]
    return len(in_front) < _SEVERAL and any(
        node.kind == kinds[path] and not _closes_list(context, node.path) and _has_list(context, node) for node in nodes
    )


def _has_list(context: Context, node: Node) -> bool:
    """Whether a provision names bodies in a list of its own: behind a label, or in a bracket at its end."""
    return has_label(context.text, node.start, node.end) or any(
        _DOES.search(match[1]) and _ends_clause(context.text, match, node.end)
        for match in _BRACKET.finditer(context.text, node.start, node.end)
    )


def _is_on_next_line(context: Context, text: str, at: int) -> bool:
    """Whether a list of nothing but bodies stands on the line below its label."""
    line = text[at + 1 :].split("\n", 1)[0].rstrip("。") if text[at : at + 1] == "\n" else ""
    return bool(line) and all(context.lexicon.agency_suffixes.search(name) for name in re.split("[、，；]", line))


def _list_end(text: str, depth: list[int], start: int, stop: int) -> int:
    """The list ends where its bracket closes, at a full stop or at the end of the line."""
    inner = level(depth, start)
    for at in range(start, stop):
        if (
            (text[at] in "。\n" and depth[at] <= inner)
            or depth[at] < inner
            or (text[at] in "）〕]】" and depth[at] == inner)
        ):
            return at
    return stop


def _bracketed(context: Context, passage: Passage, begin: int, *, first_leads: bool) -> Iterator[Responsibility]:
    """（市商务局、市财政局按职责分工负责）, （市商务局牵头，市财政局配合）; names alone where a sentence is over."""
    text, endings = context.outline.text, context.lexicon.agency_suffixes
    for match in _BRACKET.finditer(text.normal, begin, passage.end):
        listed = list(members(text, *match.span(1), endings))
        if not listed or not all(_is_body(context, member.name) for member in listed):
            continue
        said = any(_DOES.search(member.does) or member.leads for member in listed)
        if not (_ends_clause if said else _closes)(text.normal, match, passage.end):
            continue
        owner = _owner(context, passage, begin, match.start() + 1)
        first_leads_here = first_leads and not any(member.leads for member in listed)
        for place, member in enumerate(listed):
            role = "lead" if member.leads or (first_leads_here and not place) else "responsible"
            fact = _responsibility(context, passage, role, member.start, member.name, "agencies.bracketed")
            yield replace(fact, provision=owner)


def _ends_clause(normal: str, match: re.Match[str], end: int) -> bool:
    return match.end() >= end or normal[match.end() : match.end() + 1] in ("", *"\n。；，）】")


def _closes(normal: str, match: re.Match[str], end: int) -> bool:
    """Whether a bracket stands behind a full stop, at the end of its line."""
    return (
        match[0][0] == "（"
        and normal[match.start() - 1] in "。！\n"
        and (match.end() >= end or normal[match.end() : match.end() + 1] in ("", "\n", "。"))
    )


def _column(context: Context, passage: Passage, begin: int) -> Iterator[Responsibility]:
    """The cells of a table under a head that says what the bodies in them are for."""
    cells = context.outline.text.cells
    first, last = (bisect.bisect_left(cells, at, key=lambda c: c.start) for at in (begin, passage.end))
    for cell in cells[first:last]:
        label = role_of_head(cell.heading)
        if label is None:
            continue
        named = _provisions_of_row(context, cell)
        for member in members(context.outline.text, cell.start, cell.end, context.lexicon.agency_suffixes):
            role = "lead" if label.role == "lead" or member.leads else "responsible"
            if _is_body(context, member.name):
                fact = _responsibility(context, passage, role, member.start, member.name, _IN_CELL)
                yield from (replace(fact, provision=path) for path in named or (passage.provision,))


def _provisions_of_row(context: Context, cell: Cell) -> tuple[Path, ...]:
    """第一条 in a cell under 政策条款 beside the one with the bodies: the row is about that provision."""
    row = context.outline.text.row_at(cell.start)
    for other in context.outline.text.cells_of(row) if row else ():
        words = context.text[other.start : other.end]
        found = next(find_references(words, 0, len(words)), None)
        if found and found.start() == 0 and "条" in found[0] and names_matter(other.heading):
            return resolve(found[0], context.outline.nodes)
    return ()


def _duties(context: Context, passage: Passage, begin: int) -> Iterator[Responsibility]:
    heads = [n.heading or "" for n in context.outline.nodes if n.path == (passage.provision or ())[: len(n.path)]]
    for duty in find_offices(context.text, begin, passage.end, heads):
        yield _responsibility(context, passage, duty.role, duty.start, duty.name, "duties.office")
    kinds = {"rules", "money"} if is_procedure(heads) else {"office", "rules", "money"}
    for sentence in context.sentences(passage):
        for duty in find_duties(context.text, sentence):
            if duty.kind in kinds:
                yield _responsibility(context, passage, duty.role, duty.start, duty.name, "duties.running_text")
            # Where bodies share the work, or one says what others are to pay out, steps are part of it.
            if duty.kind == "money" or (duty.role == "lead" and "office" in kinds):
                kinds |= {"step"}


def _responsibility(context: Context, passage: Passage, role: str, start: int, name: str, rule: str) -> Responsibility:
    evidence = context.evidence(start, start + len(name))
    in_heading = start < passage.start
    printed = re.sub(r"\s", "", evidence.quote)
    return Responsibility(
        provision=passage.provision,
        agency=printed,
        role="lead" if role == "lead" else "responsible",
        evidence=evidence,
        sentence=context.evidence(start, passage.start) if in_heading else context.sentence_at(passage, start),
        readings=(Reading("agency", rule, () if _is_body(context, name) else ("unresolved",)), Reading("role", rule)),
    )
