"""Who leads and who answers for a provision, as printed. Which body a name stands for is resolved in graph."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from zhengtu.extract.clauses import depths
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.duties import find_duties
from zhengtu.extract.findings import finding, quoted
from zhengtu.model.record import Diagnostic, Path, Reading, Responsibility

_LABEL = re.compile(
    r"(?P<lead>主责(?:单位|部门)|牵头(?:责任)?(?:单位|部门)|牵头)[：】]|(?P<responsible>(?:(?:具体)?(?:责任|配合|承担|承办|参与|负责|实施|主管)(?:单位|部门))|责任|配合)[：】]|(?P<other>[\u4e00-\u9fff]{2,4}(?:单位|部门))："
)
# A name ends where a verb of running things follows: 市发展改革委|会同, 市商务局|按优先顺序.
_BODY = (
    r"(?!经|对|向|报)(?:[市省县区州]|国家)?[\u4e00-\u9fff]{1,16}?(?:局|委员会|委|厅|办公室|办|管委会|中心|海关|政府|部|会)"
    r"(?=会同|联合|商|、|和|按|负责|牵头|另行|制定|组织|具体|根据|统筹)"
)
_CLOSING_DUTY = re.compile(r"（((?:[^（）：]|（[^（）]*）){2,120}?)(?:按照?职责分工)?(?:分别|共同)?负责）")
_LEADS = re.compile(
    r"[（〔【\[]([^（）：，]{2,20})牵头，([^（）：]{2,80}?)(?:配合|参与|按职责分工负责|负责)?[）〕】\]]"
)
# A body that makes the rules, shares out the money or takes the applications for the whole document.
_TASK = re.compile(
    rf"(?:(?:^|[，。；\n])由?|由)(?P<first>{_BODY})(?:(?:会同|、|和|联合|商)(?P<second>{_BODY}))?"
    r"(?=[^，。；]{0,12}(?:另行制定|负责制定|制定发布|制定(?:具体)?(?:实施细则|申报指南)|资金分配|组织[^，。；]{0,8}申报|负责[^，。；]{0,10}(?:申报|兑现|审核|发放|拨付)))"
)


def read_responsibilities(context: Context) -> tuple[tuple[Responsibility, ...], tuple[Diagnostic, ...]]:
    """Labelled lists (责任单位：…), closing duties (…负责), bodies that run the policy; and names of no known kind."""
    found: dict[tuple[object, str, str], Responsibility] = {}
    stated: set[tuple[str, str, str]] = set()
    for passage in context.passages():
        readers = (_labelled, _bracketed, _tasks, _duties, _column)
        for role in (role for reader in readers for role in reader(context, passage)):
            words = "".join(role.sentence.quote.split()), role.agency, role.role
            if role.provision is not None or words not in stated:  # pages print a document again below it
                found.setdefault((role.provision, role.agency, role.role), role)
            stated.add(words)
    # A body that leads is not said to answer beside.
    facts = tuple(f for f in found.values() if f.role == "lead" or (f.provision, f.agency, "lead") not in found)
    return facts, tuple(_unknown(facts))


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


def _labelled(context: Context, passage: Passage) -> Iterator[Responsibility]:
    text = context.text[passage.start : passage.end]
    depth = depths(text)
    labels = list(_LABEL.finditer(text))
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        if label["other"]:  # a label without a role of ours ends the list in front of it
            continue
        role = "lead" if label["lead"] else "responsible"
        begin = label.end() + _is_on_next_line(context, text, label.end())
        end = _list_end(text, depth, begin, stop)
        for start, name in _names(text, depth, begin, end):
            leads = name.endswith("牵头")
            plain = name.removesuffix("牵头")
            kind = "lead" if leads else role
            owner = _owner(context, passage, passage.start + label.start())
            fact = _responsibility(context, passage, kind, passage.start + start, plain, "agencies.labelled")
            yield replace(fact, provision=owner)


def _owner(context: Context, passage: Passage, at: int) -> Path | None:
    """A list on a line of its own below the last item, where no other item has one, is that of the whole list."""
    path = passage.provision or ()
    items = [node for node in context.outline.nodes if node.path[:-1] == path[:-1]]
    text = context.text
    alone = re.search(r"\n[（〔【\[]?(?:[^，。；\n]{0,60}；)?$", text[max(passage.start, at - 64) : at]) is not None
    others = any(_LABEL.search(text, node.start, node.end) for node in items[:-1])
    if len(path) < 2 or len(items) < 2 or items[-1].path != path or not alone or others:
        return passage.provision
    return path[:-1]


def _is_on_next_line(context: Context, text: str, at: int) -> bool:
    """Whether a list of nothing but bodies stands on the line below its label."""
    line = text[at + 1 :].split("\n", 1)[0].rstrip("。") if text[at : at + 1] == "\n" else ""
    return bool(line) and all(context.lexicon.agency_suffixes.search(name) for name in re.split("[、，；]", line))


def _level(depth: list[int], start: int) -> int:
    """How deep in brackets a list stands; a bracket that closes right in front of it (【责任单位】) counts no more."""
    return min(depth[start - 1 : start + 1])


def _list_end(text: str, depth: list[int], start: int, stop: int) -> int:
    """The list ends where its bracket closes, at a full stop or at the end of the line."""
    level = _level(depth, start)
    for at in range(start, stop):
        if (
            (text[at] in "。；\n" and depth[at] <= level)
            or depth[at] < level
            or (text[at] in "）〕]】" and depth[at] == level)
        ):
            return at
    return stop


def _names(text: str, depth: list[int], start: int, end: int) -> Iterator[tuple[int, str]]:
    """The members of a list, cut at marks outside of inner brackets."""
    level = _level(depth, start)
    begin = start
    for at in range(start, end + 1):
        if at == end or (text[at] in "、，；" and depth[at] == level):
            name = re.sub(r"(?:等|按职责分工负责|分工负责|配合|参与)$", "", text[begin:at].strip())
            if name:
                yield begin + (len(text[begin:at]) - len(text[begin:at].lstrip())), name
            begin = at + 1


def _bracketed(context: Context, passage: Passage) -> Iterator[Responsibility]:
    """（市商务局、市财政局按职责分工负责）, （市商务局牵头，市财政局配合）."""
    text = context.text[passage.start : passage.end]
    for match in _LEADS.finditer(text):
        for role, group in (("lead", 1), ("responsible", 2)):
            yield from _group(context, passage, role, match, group)
    for match in _CLOSING_DUTY.finditer(text):
        if not _LEADS.fullmatch(match[0]):
            yield from _group(context, passage, "responsible", match, 1)


def _group(context: Context, passage: Passage, role: str, match: re.Match[str], group: int) -> Iterator[Responsibility]:
    at = match.start(group)
    for name in re.split(r"([、，])", match[group]):
        if name not in "、，" and context.lexicon.agency_suffixes.search(name):
            yield _responsibility(context, passage, role, passage.start + at, name, "agencies.bracketed")
        at += len(name)


def _tasks(context: Context, passage: Passage) -> Iterator[Responsibility]:
    for match in _TASK.finditer(context.text, passage.start, passage.end):
        for group in ("first", "second"):
            if match[group]:
                yield _responsibility(
                    context, passage, "responsible", match.start(group), match[group], "agencies.task"
                )


def _column(context: Context, passage: Passage) -> Iterator[Responsibility]:
    """The cells of a table under a head that says what the bodies in them are for."""
    cells = context.outline.text.cells
    first, last = (bisect.bisect_left(cells, at, key=lambda c: c.start) for at in (passage.start, passage.end))
    for cell in cells[first:last]:
        label = _LABEL.fullmatch(f"{cell.heading}：")
        if label is None or label["other"]:
            continue
        for name in re.finditer(r"[^、，；。\s]+", context.text[cell.start : cell.end]):
            words = name[0].removesuffix("牵头")
            role = "lead" if label["lead"] or words != name[0] else "responsible"
            if context.lexicon.agency_suffixes.search(words):
                yield _responsibility(context, passage, role, cell.start + name.start(), words, "agencies.table_column")


def _duties(context: Context, passage: Passage) -> Iterator[Responsibility]:
    for sentence in context.sentences(passage):
        for duty in find_duties(context.text, sentence):
            yield _responsibility(context, passage, duty.role, duty.start, duty.name, "duties.running_text")


def _responsibility(context: Context, passage: Passage, role: str, start: int, name: str, rule: str) -> Responsibility:
    evidence = context.evidence(start, start + len(name))
    printed = re.sub(r"\s", "", evidence.quote)
    suffixes = context.lexicon.agency_suffixes
    known = suffixes.search(name) or suffixes.search(re.sub(r"（[^（）]*）$", "", name))
    return Responsibility(
        provision=passage.provision,
        agency=printed,
        role="lead" if role == "lead" else "responsible",
        evidence=evidence,
        sentence=context.sentence_at(passage, start),
        readings=(Reading("agency", rule, () if known else ("unresolved",)), Reading("role", rule)),
    )
