"""What the shell of a document says: title, issuer, number, status, legal basis, area. Dates of force: validity."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zhengtu.extract.areas import find_area, printed_area
from zhengtu.extract.context import Context
from zhengtu.extract.issuers import find_issuers
from zhengtu.extract.signature import Signature, find_day, find_signature
from zhengtu.extract.validity import read_validity
from zhengtu.model.record import MetadataEvidence, Notice, Policy, Reading
from zhengtu.text.normalise import Text

_KIND = (
    r"(?:意见|措施|办法|规定|细则|方案|政策|规划|计划|指南|清单|一览表|条例|规程|举措|指引|要点|决定|通告|公告"
    r"|政策包|政策汇编|新政(?:[一二三四五六七八九十百\d]{1,3}条)?)"
)
_CARRIED = re.compile(
    rf"(?:关于(?:印发|实施|发布|公布|下发|出台)|征求对?)《([^《》\n]{{4,100}}?)(?:（征求意见稿）)?》|《([^《》\n]{{4,100}}{_KIND}(?:（[^（）]*）)?)》(?:已经?|业经)"
)
_NOTICE = re.compile(r"(?:^|\n|>)([^\n>。]{0,40}?关于(?:印发|转发|发布)[^\n。]{2,120}?的通知)")
# 甲市商务局等四部门关于…的通知 keeps who issues it, and a notice of one body begins at 关于.
_PLAIN_NOTICE = re.compile(
    r"(?:(?:^|\n)(?=[^\n。《》]{3,24}等[两二三四五六七八九十\d]+个?(?:部门|单位)关于)|(?:^|\n|[局委办厅府会室部])(?=关于))"
    r"([^\n。《》]{6,90}?的(?:通知|通告|公告|函))(?=\n|$)"
)
_OWN = re.compile(
    rf"(?:^|[\n>。])([^\n>，。；：《》]{{0,30}}?(?:关于)?[^\n>，。；：《》]{{2,60}}{_KIND}(?:（[^（）\n]{{2,16}}）)?)(?=$|[\n（｜|来]|各|为)"
)
_TABLE = re.compile(r"(?:^|\n)([^\n，。；：《》]{4,60}(?:项目|事项|政策|措施)表)(?=\n|$)")
_NUMBER = r"[\u4e00-\u9fff]{1,12}[〔\[（(]\d{4}[〕\]）)]第?\d+号"
_OWN_NUMBER = re.compile(
    rf"(?:(?:^|\n|文件|(?:文号|发文字号|文件编号|文件号|发文号)：?)|(?:(?<=\n)|(?<=的通知)|^)（(?={_NUMBER}）(?:\n|$)))({_NUMBER})"
)
_CITED = re.compile(
    rf"(?:（|(?<=[号》]）)|(?<=号)[、，；和及]|(?<=根据|依据|按照|落实)(?=[^，。；《》]{{4,20}}号(?:文|规定|要求|精神|、|，)))({_NUMBER})(?=[）、，；和及文精规要])"
)
_DRAFT = re.compile(r"征求意见稿|公开征求意见|草案|送审稿|》的?公示")
_REGISTERED = re.compile(
    r"(?:登记号|备案号|审查号|合法性审[查核])[^。\n]{0,8}$"
)  # the number of a check, not of a document
_MADE = re.compile(r"制定本|特制定")
_EMPOWERING = re.compile(r"(?:根据|依据|按照|落实|贯彻|结合)")


@dataclass(frozen=True, slots=True)
class _Found:
    """A value, where in the normal text it stands, and the rule that found it there."""

    value: str
    start: int
    end: int
    rule: str


def read_policy(context: Context) -> Policy:
    """Read the shell. What is not printed stays None; nothing is guessed from the file name."""
    head = context.text[: context.outline.head.end]
    title, notice = _title(head)
    outline = context.outline
    text = outline.text
    title = _with_dashes(text, title) if title else None
    shell = (0, len(head)), (outline.tail.start, outline.tail.end)
    signature = next((s for find in (find_signature, find_day) for part in shell if (s := find(text, *part))), None)
    issuers = _issuers(context, signature, title)
    status = _DRAFT.search(head)
    number = _OWN_NUMBER.search(head)
    basis, cites = _citations(context)
    issued_on = None if status or not signature else signature.day
    validity = read_validity(context, issued_on)
    named = [*(i.value for i in issuers), title.value if title else ""]
    area = find_area(context, named[:-1], named[-1])
    evidence = [
        *([_shown(context, "title", title)] if title else []),
        *(_shown(context, "issuer", i) for i in issuers),
        *(_shown(context, "basis", b) for b in basis),
        *(_shown(context, "cites", c) for c in cites),
        *validity.evidence,
    ]
    if number:
        evidence.append(
            _shown(context, "document_number", _Found(_tidy(number[1]), *number.span(1), "header.own_number"))
        )
    if status:
        evidence.append(_shown(context, "status", _Found("draft", *status.span(), "header.draft")))
    if issued_on and signature:
        day = _Found(issued_on.isoformat(), signature.day_start, signature.day_end, "signature.day")
        evidence.append(_shown(context, "issued_on", day))
    return Policy(
        title=title.value if title else None,
        issuer=tuple(i.value for i in issuers),
        area=area.name if area else next((a for a in map(printed_area, named) if a), None),
        area_code=area.code if area else None,
        status="draft" if status else "issued",
        document_number=_tidy(number[1]) if number else None,
        issued_on=issued_on,
        effective_from=validity.effective_from,
        valid_until=validity.valid_until,
        valid_for_years=validity.valid_for_years,
        applies_from=validity.applies_from,
        interpreted_by=validity.interpreted_by,
        basis=tuple(dict.fromkeys(b.value for b in basis)),
        cites=tuple(dict.fromkeys(c.value for c in cites if c.value not in {b.value for b in basis})),
        notice=Notice(notice.value, context.evidence(notice.start, notice.end)) if notice else None,
        evidence=tuple(evidence),
    )


def _shown(context: Context, field: str, found: _Found) -> MetadataEvidence:
    readings = (Reading("value", found.rule),)
    return MetadataEvidence(field, found.value, context.evidence(found.start, found.end), readings)


def _title(head: str) -> tuple[_Found | None, _Found | None]:
    """The title of the policy and, where a 通知 carries it, that of the notice."""
    carrier = _NOTICE.search(head)
    notice = _Found(re.sub(r"\s", "", carrier[1]), *carrier.span(1), "header.notice") if carrier else None
    adopted = list(_CARRIED.finditer(head))
    for match in sorted(adopted, key=lambda m: m[2] is None):
        group = 2 if match[2] else 1
        return _Found(match[group], *match.span(group), "header.carried_title"), notice
    if carrier:
        inner = re.search(r"关于(?:印发|转发|发布)(.{4,100}?)的通知", carrier[1])
        if inner:
            start = carrier.start(1) + inner.start(1)
            return _Found(inner[1], start, start + len(inner[1]), "header.title_of_notice"), notice
    own = [m for m in _OWN.finditer(head) if "印发" not in m[1] and len(m[1]) >= 6]
    if own:
        best = next((m for m in own if "关于" in m[1]), own[0])
        if best[1].startswith("（"):  # a title over two lines, the second in brackets
            start = head.rfind("\n", 0, max(best.start(1) - 1, 0)) + 1
            whole = head[start : best.end(1)].replace("\n", "")
            return _Found(_without_status(whole), start, best.end(1), "header.title_over_lines"), notice
        title = _without_status(best[1])
        return _Found(title, best.start(1), best.start(1) + len(title), "header.title_line"), notice
    for pattern, rule in ((_PLAIN_NOTICE, "header.plain_notice"), (_TABLE, "header.title_of_table")):
        if found := pattern.search(head):  # a notice that carries nothing is itself the policy
            return _Found(found[1], *found.span(1), rule), notice
    return None, notice


def _with_dashes(text: Text, found: _Found) -> _Found:
    """（2024—2026年） keeps the dash that is printed, which is a hyphen in the normal text."""
    at = range(found.start, found.end)
    if text.printed is not text.normal or text.normal[found.start : found.end] != found.value:
        return found
    printed = "".join(text.raw[text.starts[place]] if text.normal[place] == "-" else text.normal[place] for place in at)
    return replace(found, value=printed)


def _without_status(title: str) -> str:
    return re.sub(r"（(?:征求意见稿|草案|送审稿)）$", "", title)


def _issuers(context: Context, signature: Signature | None, title: _Found | None) -> list[_Found]:
    place = (title.start, title.end) if title else None
    bodies, rule = find_issuers(context.outline.text, signature, place, context.outline.head.end)
    return [_Found(body.name, body.start, body.end, rule) for body in bodies]


def _citations(context: Context) -> tuple[list[_Found], list[_Found]]:
    """Numbered documents: what the preamble or the first article rests on, and what is only mentioned."""
    preamble_end = _preamble_end(context)
    basis: list[_Found] = []
    cites: list[_Found] = []
    for match in _CITED.finditer(context.text):
        if _REGISTERED.search(context.text[max(0, match.start() - 16) : match.start()]):
            continue
        sentence = context.text[max(0, context.text.rfind("。", 0, match.start())) : match.start()]
        empowering = match.start() < preamble_end and _EMPOWERING.search(sentence)
        founded = empowering or "依据" in _headings(context, match.start())
        rule = "header.basis" if founded else "header.cited_number"
        (basis if founded else cites).append(_Found(_tidy(match[1]), *match.span(1), rule))
    return basis, cites


def _preamble_end(context: Context) -> int:
    """Where a document has said what it rests on: before its first provision, or behind the article on its reasons."""
    nodes = context.outline.nodes
    reasons = (n for n in nodes[:4] if n.kind == "article" and _MADE.search(context.text[n.body : n.end]))
    stated = next(reasons, None)
    return stated.end if stated else nodes[0].start if nodes else context.outline.head.end


def _headings(context: Context, at: int) -> str:
    """The headings of the provision at a place and of those above it."""
    inner = context.outline.innermost(at)
    if inner is None:
        return ""
    above = [node for node in context.outline.nodes if node.path == inner.path[: len(node.path)]]
    return "".join(node.heading or "" for node in above)


def _tidy(number: str) -> str:
    """Half-width digits, 〔〕 round the year.

    >>> _tidy("鲁政字[2020]84号")
    '鲁政字〔2020〕84号'
    """
    return re.sub(r"[\[（(](\d{4})[\]）)]", r"〔\1〕", number)
