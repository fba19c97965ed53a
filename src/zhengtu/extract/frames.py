"""Which stretches of text grant, and which of them belong together: one entitlement, its caps, its further steps.

Slots within a stretch are read elsewhere; a Frame is only told apart from its neighbours here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.neighbours import bare_sum, cell_sums, slotted
from zhengtu.extract.pieces import Piece
from zhengtu.extract.rungs import (
    NEW_RECIPIENT,
    TO_OTHERS,
    adds_by_step,
    gives_more_on,
    gives_to_others,
    grows,
    is_for_the_rest,
    is_further_step,
    is_further_year,
    is_special_case,
    is_step_of_table,
    lists_on,
    raises_beyond,
    raises_for_named,
    raises_for_some,
    raises_instead,
    same_opening,
    words_in_front,
)
from zhengtu.extract.spelt_out import read_spelt_out

_SCENE = re.compile(r"(?:鼓励|支持|引导|推动|发挥|充分发挥|通过|设立|加快|推进|完善|根据|按照年度)")
_ENCOURAGED = re.compile(r"(?:鼓励|支持|引导|扶持|推动)")
_APART = ("case_by_case", "performance_credit")  # never carried on by another grant
_CASE = 18  # characters of a case in a list
# 专家评审费每人每天不超过800元，从工作经费中列支: what an office pays for its own work.
_OWN_WORK = re.compile(
    r"(?:评审|评估|咨询|劳务|审计|监理)费[^。；]{0,40}列支|[在从][^，。；]{0,10}工作经费[^，。；]{0,4}列支"
)
_NEGATED = re.compile("不再|不予|不得(?![低少小])|不重复|不在")  # 不得低于20家 asks, 不得超过 bounds
_ALREADY_GRANTED = re.compile(r"已经?(?:享受|按|通过|以|采用|获得|取得|签订|实行)[^，。；]{0,12}(?:的|，).*(?:不|除外)")
_NO_LONGER = re.compile(r"享受[^，。；]{0,20}的[^，。；]{0,8}，[^。；]{0,8}(?:不再|不得|不适用|不重复)")
# 本办法各项奖补，单个企业年度合计不超过300万元 bounds what the other provisions give.
_EVERYTHING = re.compile(
    r"(?:多项|全部|所有)[^。；]{0,8}(?:合计|累计|总额|总计)|(?:本(?:办法|措施|政策|意见|细则|规定)|各事项|各类|各项)[^。；]{0,30}(?:合计|累计|总额|总计)"
)
_TABLED = re.compile(r"(?:下|如下|以下|下列|附)[^，。；]{0,6}(?:表|标准|规定)|如下|见表|：\s*$")
# 对该企业, 对同一项目, 对一家基金 name nobody new.
_RECIPIENT = re.compile(r"(?:其中，?)?对(?!外|于?口|接|应|标|该|同一|同个|一家)")


_OTHERS = re.compile("(?:其他|其余|其它)[^，。；]{0,8}(?:企业|单位|机构|人员|项目)[^，。；]{0,4}(?:按|给予|补|奖)")


@dataclass(frozen=True, slots=True)
class Frame:
    """One entitlement: its pieces; stepped where they are rungs of a ladder; lead is text in front it rests on."""

    passage: Passage
    pieces: tuple[Piece, ...]
    stepped: bool = False
    lead: Clause | None = None

    @property
    def start(self) -> int:
        """Where the entitlement begins."""
        return self.lead.start if self.lead else self.pieces[0].start

    @property
    def end(self) -> int:
        """Where its last piece ends."""
        return self.pieces[-1].end

    @property
    def number(self) -> int:
        """The number of the granting sentence."""
        return self.pieces[0].number


def find_frames(context: Context) -> list[Frame]:
    """All frames of a document in order; ladders listed as items below a granting provision are one frame of it."""
    frames: list[Frame] = []
    for passage in context.passages():
        pieces = list(_pieces(context, passage))
        frames += _joined(context, passage, pieces)
    return _listed_ladders(context, frames)


def _pieces(context: Context, passage: Passage) -> Iterator[Piece]:
    for number, sentence in enumerate(context.sentences(passage), start=1):
        announced = False
        for part in sentence.parts:
            for clauses in _split(context, part):
                kept = _without_scene(context, clauses)
                names = context.outline.text.is_in_heading(kept[0].start)
                if names or _OWN_WORK.search(context.text, kept[0].start, kept[-1].end):
                    continue
                words = context.text[kept[0].start : kept[-1].end]
                found = slotted(context, kept)
                found = cell_sums(context, bare_sum(context, kept, found) if announced else found)
                rows = context.lexicon.special_instruments
                special = next((row.code for row in rows if row.pattern.search(words)), None)
                special = None if _ALREADY_GRANTED.search(words) or _NO_LONGER.search(words) else special
                spelt = any(read_spelt_out(context, kept[0].start, kept[-1].end))
                piece = Piece(passage, number, sentence, kept, tuple(found), special, spelt)
                announced = announced or (piece.grants and _announces(context, piece))
                granting = context.phrases.granting.search(words.rstrip("。；")) and not _NEGATED.search(words)
                if piece.grants or granting or piece.excludes(context.text):
                    yield piece


def _announces(context: Context, piece: Piece) -> bool:
    """按下列层次发放补贴：特优人才80万元；: a colon stands between the word of giving and the first sum."""
    first = next((s.mention.start for s in piece.found if s.slot == "support"), piece.start)
    _, colon, _ = context.text[piece.start : first].rpartition("：")
    return bool(colon)


def _split(context: Context, part: Sequence[Clause]) -> Iterator[tuple[Clause, ...]]:
    """Begin anew at a 对 that follows a sum already granted: 对A给予…，对B给予…; and where some get more."""
    begin = 0
    for index in range(1, len(part)):
        words = part[index].of(context.text)
        opens = bool(_RECIPIENT.match(words) or _OTHERS.match(words)) and not raises_instead(context, part[index])
        opens = opens or raises_for_some(context, part[index])
        opens = opens or gives_to_others(context, part[index], part[index - 1])
        opens = opens or gives_more_on(context, part[index : index + 2])
        if opens and _has_granted(context, tuple(part[begin:index])):
            yield tuple(part[begin:index])
            begin = index
    yield tuple(part[begin:])


def _has_granted(context: Context, clauses: tuple[Clause, ...]) -> bool:
    granted = any(found.slot == "support" for found in slotted(context, clauses))
    return granted or any(read_spelt_out(context, clauses[0].start, clauses[-1].end))


def _without_scene(context: Context, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Leave out clauses in front that hold no number: up to the 对 clause, or those that only set the scene."""
    for index, clause in enumerate(clauses):
        if _RECIPIENT.match(clause.of(context.text)):
            return clauses[index:]
        if _tells(context, clause):
            break
    for index, clause in enumerate(clauses):
        words = clause.of(context.text)
        if _tells(context, clause) or not _SCENE.match(words) or words.endswith("的，"):
            return clauses[index:]
    return clauses[-1:]


def _tells(context: Context, clause: Clause) -> bool:
    """Whether a clause holds a number or grants something."""
    numbered = any(m.kind != "duration" or m.op for m in context.mentions_in(clause.start, clause.end))
    return numbered or bool(context.phrases.granting.search(clause.of(context.text)))


def _joined(context: Context, passage: Passage, pieces: Sequence[Piece]) -> list[Frame]:
    """Join caps, exclusions and further steps to the grant they belong to."""
    frames: list[Frame] = []
    for piece in pieces:
        excludes = not piece.grants and piece.excludes(context.text)
        at = _antecedent(context, frames, piece, excludes)
        if at is not None:
            before = frames[at]
            in_table = is_step_of_table(context, before.pieces[-1], piece)
            stepped = before.stepped or (not excludes and _is_rung(context, before.pieces[-1], piece))
            added = replace(piece, on_top=not in_table and adds_by_step(context, before.pieces[-1], piece))
            frames[at] = replace(before, pieces=(*before.pieces, added), stepped=stepped)
        elif not excludes and not _caps_everything(context, piece):
            promise = frames.pop() if frames and _spells_out(context, frames[-1], piece) else None
            lead = Clause(promise.pieces[0].sentence.start, promise.end) if promise else None
            frames.append(Frame(passage, (piece,), lead=lead))
    return list(_with_tables(context, frames))


def _spells_out(context: Context, frame: Frame, piece: Piece) -> bool:
    """注册满一年且…的，可申请租金补贴。补贴标准为：每年最高6000元: the sum of what was promised right in front."""
    promised = not frame.pieces[0].grants and frame.passage == piece.passage
    next_to_it = frame.pieces[-1].number + 1 == piece.number
    return promised and next_to_it and bool(context.phrases.standard_is.match(context.text[piece.start : piece.end]))


def _with_tables(context: Context, frames: Sequence[Frame]) -> Iterator[Frame]:
    """按下表标准给予奖励，每家最高50万元: the sentence above a table of steps and the steps are one grant."""
    above: Frame | None = None
    for frame in frames:
        tabled = context.outline.text.is_in_table(frame.start)
        if above and tabled and _leads_to_table(context, above, frame):
            own = above.pieces if above.pieces[0].grants else ()
            frame = replace(frame, pieces=(*own, *frame.pieces), lead=Clause(above.start, above.end))
            above = None
        if above:
            yield above
        above = frame
    if above:
        yield above


def _leads_to_table(context: Context, above: Frame, frame: Frame) -> bool:
    """Whether a sentence says that the table below it goes on: 按下表标准, or its colon stands in front of it."""
    heading = context.outline.text.table_at(frame.start)
    end = heading.start if heading else frame.start
    return bool(_TABLED.search(context.text[above.pieces[-1].sentence.start : end]))


def _caps_everything(context: Context, piece: Piece) -> bool:
    supports = [s for s in piece.found if s.slot == "support"]
    words = context.text[piece.start : piece.end]
    bounded = bool(supports) and all(s.mention.ceiling for s in supports)
    return bounded and bool(_EVERYTHING.search(words)) and not context.phrases.verb.search(words)


def _antecedent(context: Context, frames: Sequence[Frame], piece: Piece, excludes: bool) -> int | None:
    """Which of the frames so far a piece carries on: the last one, where it grants."""
    if not (piece.grants or excludes) or not frames:
        return None
    at = len(frames) - 1
    if at and not frames[at].pieces[0].grants and _only_bounds(context, frames[at - 1].pieces[-1], piece):
        at -= 1  # past a promise without a figure: 如实际租金低于40元的，按实际租金补贴
    before = frames[at].pieces[-1]
    if not frames[at].pieces[0].grants or not _follows(before, piece):
        return None
    carries_on = _only_bounds(context, before, piece) or _is_rung(context, before, piece)
    carries_on = carries_on or adds_by_step(context, before, piece) or raises_for_named(context, before, piece)
    return at if excludes or carries_on or lists_on(context, before, piece) else None


def _is_rung(context: Context, before: Piece, piece: Piece) -> bool:
    if is_step_of_table(context, before, piece):
        return True
    if _only_bounds(context, before, piece) or grows(context, piece):
        return False
    return (
        is_further_step(context, before, piece)
        or is_special_case(context, before, piece)
        or same_opening(context, before, piece)
        or raises_beyond(context, before, piece)
        or is_further_year(context, before, piece)
        or is_for_the_rest(context, before, piece)
    )


def _follows(before: Piece, piece: Piece) -> bool:
    apart = piece.special in _APART or before.special in _APART
    near = piece.number <= before.number + (2 if all(s.mention.ceiling for s in piece.found) else 1)
    return not apart and near and piece.passage == before.passage


def _only_bounds(context: Context, before: Piece, piece: Piece) -> bool:
    """单个企业补贴资金不超过100万元: a cap on what went before. 鼓励…，并给予最高30%的支持 is a grant of its own."""
    supports = [s for s in piece.found if s.slot == "support"]
    opening = context.text[piece.sentence.start : piece.start]
    of_its_own = piece.number != before.number and _ENCOURAGED.match(opening)
    return (
        not (of_its_own or TO_OTHERS.match(context.text, piece.start, piece.end))
        and bool(context.phrases.follow_up.match(context.text[piece.start : piece.end]))
        and all(s.mention.ceiling for s in supports)
        and piece.threshold is None
    )


def _listed_ladders(context: Context, frames: Sequence[Frame]) -> list[Frame]:
    """Items in a row that each grant one sum for a threshold named in the same words are one ladder of their parent."""
    out: list[Frame] = []
    for parent, group in groupby(frames, key=lambda f: f.passage.provision[:-1] if f.passage.provision else None):
        rungs = list(group)
        if out and _closes(context, out[-1], rungs[0]):
            out[-1] = replace(out[-1], pieces=(*out[-1].pieces, *rungs.pop(0).pieces))
        if parent and not _are_rows(context, rungs) and _is_ladder(context, parent, rungs):
            ladder = _ladder(context, parent, rungs)
            if out and _leads(out[-1], ladder):  # 给予最高500万元奖励。其中：（一）…
                ladder = replace(ladder, pieces=(*out.pop().pieces, *ladder.pieces))
            out.append(ladder)
        else:
            out += rungs
    return _listed_standards(context, out)


def _are_rows(context: Context, frames: Sequence[Frame]) -> bool:
    """Whether grants stand in rows of a table, each of which is a matter of its own."""
    return any(node.kind == "row" and node.path == frames[0].passage.provision for node in context.outline.nodes)


def _closes(context: Context, ladder: Frame, frame: Frame) -> bool:
    """Whether a cap stands below the list whose rungs it bounds: 同一企业年度内不超过150万元."""
    below = ladder.lead is not None and frame.passage.provision == ladder.passage.provision
    return below and ladder.end <= frame.start and _only_bounds(context, ladder.pieces[-1], frame.pieces[0])


def _leads(frame: Frame, ladder: Frame) -> bool:
    """Whether a grant is the one that the items below it spell out: it stands in the lead and has only a ceiling."""
    given = [s for piece in frame.pieces for s in piece.found if s.slot == "support"]
    within = ladder.lead is not None and ladder.lead.start <= frame.start and frame.end <= ladder.lead.end
    same = within and frame.passage.provision == ladder.passage.provision
    return same and bool(given) and all(s.mention.ceiling for s in given)


def _listed_standards(context: Context, frames: Sequence[Frame]) -> list[Frame]:
    """A类人才，每人每月1500元；B类人才，…: bare sums below a heading that calls them the standard are one grant."""
    out: list[Frame] = []
    for parent, group in groupby(frames, key=lambda f: _standard_above(context, f)):
        rungs = list(group)
        if parent and len(rungs) > 1:
            out.append(_ladder(context, parent, rungs))
        else:
            out += rungs
    return out


def _standard_above(context: Context, frame: Frame) -> tuple[int, ...] | None:
    words = context.phrases.standard.sub("", context.text[frame.start : frame.end])
    if (
        not frame.passage.provision
        or _are_rows(context, [frame])
        or len(frame.pieces) > 1
        or context.lexicon.grants.search(words)
    ):
        return None
    above = [n for n in context.outline.nodes if n.path == frame.passage.provision[: len(n.path)]][:-1]
    return next((n.path for n in above if context.phrases.standard.search(context.text[n.start : n.end])), None)


def _is_ladder(context: Context, parent: tuple[int, ...], rungs: Sequence[Frame]) -> bool:
    children = [n for n in context.outline.nodes if n.path[:-1] == parent]
    places = [r.passage.provision for r in rungs]
    if len(rungs) < 2 or places != [n.path for n in children] or any(len(r.pieces) > 1 for r in rungs):
        return False
    thresholds = [r.pieces[0].threshold for r in rungs]
    if all(t is None for t in thresholds):
        return _are_cases(context, parent, rungs)
    heads = [words_in_front(context, t) for t in thresholds if t]
    return len(heads) == len(rungs) and all(a == b and not a.startswith("对") for a, b in pairwise(heads))


def _are_cases(context: Context, parent: tuple[int, ...], rungs: Sequence[Frame]) -> bool:
    """按下列标准补贴运费：1.整列发运的，每列5万元；2.拼箱发运的，…: short cases, for whom the sentence above names."""
    node = next(n for n in context.outline.nodes if n.path == parent)
    lead = context.text[node.start : node.end].rstrip()
    openings = [re.split("(?<=，)", context.text[r.pieces[0].sentence.start : r.pieces[0].end])[0] for r in rungs]
    short = all(len(o) <= _CASE and re.search(r"的，?$", o) and not NEW_RECIPIENT.match(o) for o in openings)
    listed = all(r.passage.provision and r.pieces[0].grants for r in rungs)
    return bool(short and listed and lead.endswith("：") and context.lexicon.fresh_grants.search(lead[-60:]))


def _ladder(context: Context, parent: tuple[int, ...], rungs: Sequence[Frame]) -> Frame:
    """The lead is the last sentence of the parent, or its label and heading where it has no text of its own."""
    node = next(n for n in context.outline.nodes if n.path == parent)
    passage = next(p for p in context.passages() if p.provision == parent)
    sentences = context.sentences(passage)
    own = sentences[-1] if sentences else None
    lead = Clause(own.start if own and len(context.text[own.start : own.end]) > 20 else node.start, node.end)
    pieces = tuple(replace(r.pieces[0], number=max(len(sentences), 1)) for r in rungs)
    stepped = any(piece.threshold for piece in pieces) or not _are_cases(context, parent, rungs)
    return Frame(passage, pieces, stepped, lead)
