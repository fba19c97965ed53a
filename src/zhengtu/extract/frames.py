"""Which stretches of text grant, and which of them belong together: one entitlement, its caps, its further steps.

Slots within a stretch are read elsewhere; a Frame is only told apart from its neighbours here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from zhengtu.extract.clauses import Clause, Sentence
from zhengtu.extract.context import Context, Passage
from zhengtu.extract.slots import Slotted, bare_sum, cell_sums, slotted
from zhengtu.extract.spelt_out import read_spelt_out

_SCENE = re.compile(r"(?:鼓励|支持|引导|推动|发挥|充分发挥|通过|设立|加快|推进|完善|根据|按照年度)")
_ENCOURAGED = re.compile(r"(?:鼓励|支持|引导|扶持|推动)")
_FURTHER = re.compile(r"[另再](?:加?奖|给予|予以|行|补)|额外|另外|追加")  # on a further condition: a grant of its own
_APART = ("case_by_case", "performance_credit")  # never carried on by another grant
_CASE = 18  # characters of a case in a list
_NEGATED = re.compile(r"不再|不予|不得|不重复|不在")
_EXCLUDING = re.compile(
    r"的(?:企业|单位|机构|园区|平台|项目)?，?(?:当年|该年度|本年度)?(?:不予|不再|不给予|不享受|不纳入)[^，；。]{0,12}[。；，]?$"
)
_ALREADY_GRANTED = re.compile(r"已经?(?:享受|按|通过|以|采用|获得|取得|签订|实行)[^，。；]{0,12}(?:的|，).*(?:不|除外)")
_NO_LONGER = re.compile(r"享受[^，。；]{0,20}的[^，。；]{0,8}，[^。；]{0,8}(?:不再|不得|不适用|不重复)")
# 本办法各项奖补，单个企业年度合计不超过300万元 bounds what the other provisions give.
_EVERYTHING = re.compile(
    r"(?:本(?:办法|措施|政策|意见|细则|规定)|各事项|各类|各项)[^。；]{0,30}(?:合计|累计|总额|总计)"
)
_BEYOND = re.compile(r"(?:超出|超过)的?部分|[从自]第\d+[名人家个单票列班]")
_ON_TOP = re.compile(r"(?:对?(?:超出|超过)[^，。；]{0,12}部分|在此基础上|在上述基础上|此后|其后|之后|以后)，?")
_ADDED = re.compile(r"[另再](?:给予|予以|奖|行|补|增)|加[奖补]|增[加补](?:奖|补|给)|追加|额外|另外")
_AMONG_THEM = re.compile("其中")
_RAISED_TO = re.compile("(?:[提调]高|上浮|提升|上调|放宽|增加)[至到为]")
_IN_BRACKETS = re.compile("（[^（）]*）")
_NEW_RECIPIENT = re.compile(
    r"(?:其中，?)?(?:对|给[予与]|向|鼓励|支持|按)|[^，；。]{2,40}(?:企业|单位|机构|平台|园区|人才|高校|主体)的?，"
)
_RECIPIENT = re.compile(r"(?:其中，?)?对(?!外|于?口|接|应|标)")


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
        opens = _RECIPIENT.match(part[index].of(context.text)) or _raises_for_some(context, part[index])
        if opens and any(s.slot == "support" for s in slotted(context, tuple(part[begin:index]))):
            yield tuple(part[begin:index])
            begin = index
    yield tuple(part[begin:])


def _raises_for_some(context: Context, clause: Clause) -> bool:
    """其中出口额300万美元以下的企业补助比例提高至40%."""
    words = clause.of(context.text)
    asks = _AMONG_THEM.match(words) and _RAISED_TO.search(words)
    return bool(asks) and any(s.slot == "condition" for s in slotted(context, (clause,)))


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
            stepped = before.stepped or (not excludes and _is_rung(context, before.pieces[-1], piece))
            added = replace(piece, on_top=_adds_by_step(context, before.pieces[-1], piece))
            frames[at] = replace(before, pieces=(*before.pieces, added), stepped=stepped)
        elif not excludes and not _caps_everything(context, piece):
            frames.append(Frame(passage, (piece,)))
    return frames


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
    carries_on = carries_on or _adds_by_step(context, before, piece)
    return at if excludes or carries_on or _lists_on(context, before, piece) else None


def _is_rung(context: Context, before: Piece, piece: Piece) -> bool:
    if _only_bounds(context, before, piece) or grows(context, piece):
        return False
    return (
        _is_further_step(context, before, piece)
        or _is_special_case(context, before, piece)
        or _same_opening(context, before, piece)
        or _raises(context, before, piece)
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
        not of_its_own
        and bool(context.phrases.follow_up.match(context.text[piece.start : piece.end]))
        and all(s.mention.ceiling for s in supports)
        and piece.threshold is None
    )


def _is_further_step(context: Context, before: Piece, piece: Piece) -> bool:
    """The next rung: a threshold on the same metric, named in the same words or left out."""
    here, there = piece.threshold, before.threshold
    if here is None or there is None or here.mention.unit != there.mention.unit:
        return False
    words, words_before = (_IN_BRACKETS.sub("", _head(context, one)) for one in (here, there))
    subject, subject_before = (context.text[p.start : t.clause.start] for p, t in ((piece, here), (before, there)))
    if subject and subject_before and subject != subject_before and words == words_before:
        return False  # 改造县城中心，面积达到…; 改造乡镇中心，面积达到…
    if words.startswith("对"):
        return words == words_before
    return len(words) <= 2 or words == words_before or words_before.endswith(words)


def _is_special_case(context: Context, before: Piece, piece: Piece) -> bool:
    """按20%补助；其中年出口额300万美元以下的提高至40%: more for some. 提高10个百分点 comes on top."""
    words = context.text[piece.start : piece.end]
    if "百分点" in words or piece.number != before.number or piece.threshold is None or not _AMONG_THEM.match(words):
        return False
    kinds = [{(s.mention.kind, s.mention.unit) for s in p.found if s.slot == "support"} for p in (before, piece)]
    return bool(kinds[0] & kinds[1]) and (before.threshold is None or bool(_RAISED_TO.search(words)))


def grows(context: Context, piece: Piece) -> bool:
    """Whether a piece adds by step: 超过3亿元的，每增加1亿元再奖励20万元. That is no rung."""
    steps = any(s.slot == "step" for s in piece.found)
    return steps and bool(_ADDED.search(context.text[piece.start : piece.end]))


def _raises(context: Context, before: Piece, piece: Piece) -> bool:
    """按400元/人补贴；全年超过500人的，超出部分按600元/人补贴: the same for each, and more beyond a threshold."""
    words = context.text[piece.start : piece.end]
    elsewhere = piece.number != before.number or _NEW_RECIPIENT.match(words) or _FURTHER.search(words)
    if elsewhere or piece.threshold is None:
        return False
    alike = {(s.mention.kind, s.mention.unit) for s in piece.found if s.slot == "support" and not s.mention.ceiling}
    return bool(_BEYOND.search(words)) and any(
        s.slot == "support" and (s.mention.kind, s.mention.unit) in alike for s in before.found
    )


def _adds_by_step(context: Context, before: Piece, piece: Piece) -> bool:
    """按5‰给予补助；超出部分每增加1000万元，另补4万元: what comes on top of one grant, in one sentence."""
    if piece.number != before.number or not any(s.slot == "step" for s in piece.found):
        return False
    return grows(context, piece) or bool(_ON_TOP.match(context.text[piece.start : piece.end]))


def _same_opening(context: Context, before: Piece, piece: Piece) -> bool:
    """其首次被评为…的，给予…；其首次被评为…的，给予…: rungs without numbers, in one sentence."""
    if piece.number != before.number or piece.threshold or before.threshold:
        return False
    opening = context.text[piece.start : piece.start + 4]
    return opening.startswith("其") and any(c.of(context.text).startswith(opening) for c in before.clauses)


def _lists_on(context: Context, before: Piece, piece: Piece) -> bool:
    """实用新型…资助1000元/件；外观设计…资助500元/件；: further cases of one grant in one sentence, for no one else."""
    if piece.number != before.number or piece.threshold is not None:
        return False
    words = context.text[piece.start : piece.end]
    if _FURTHER.search(words):
        return False
    return bool(context.phrases.level.match(words)) or not _NEW_RECIPIENT.match(words)


def _head(context: Context, threshold: Slotted) -> str:
    return context.text[threshold.clause.start : threshold.mention.cue_start]


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
    heads = [_head(context, t) for t in thresholds if t]
    return len(heads) == len(rungs) and all(a == b and not a.startswith("对") for a, b in pairwise(heads))


def _are_cases(context: Context, parent: tuple[int, ...], rungs: Sequence[Frame]) -> bool:
    """按下列标准补贴运费：1.整列发运的，每列5万元；2.拼箱发运的，…: short cases, for whom the sentence above names."""
    node = next(n for n in context.outline.nodes if n.path == parent)
    lead = context.text[node.start : node.end].rstrip()
    openings = [re.split("(?<=，)", context.text[r.pieces[0].sentence.start : r.pieces[0].end])[0] for r in rungs]
    short = all(len(o) <= _CASE and re.search(r"的，?$", o) and not _NEW_RECIPIENT.match(o) for o in openings)
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
