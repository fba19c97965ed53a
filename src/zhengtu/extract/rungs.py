"""Whether a grant is a further rung of the one in front, adds to it by step, or lists a further case of it.

What is joined for that is told in frames; which number is on which rung, in ladders.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context
from zhengtu.extract.neighbours import slotted
from zhengtu.extract.pieces import Piece
from zhengtu.extract.slots import UNIT_STEP, Slotted

_FURTHER = re.compile(r"[另再](?:加?奖|给予|予以|行|补)|额外|另外|追加")  # on a further condition: a grant of its own
_OF_ITS_OWN = re.compile(
    r"(?:[费额金价款本息]|费用|投入|投资|支出|收入)(?:的|按照?)\d"
)  # 补贴比例为12% is of what was said
_MORE = re.compile("(?:每[年月人户家])*(?:再|另|额外)(?:外|行)?(?:一次性)?(?:给予|予以|奖|补|资助|追加)")
_BEYOND = re.compile(r"(?:超出|超过)的?部分|[从自]第\d+[名人家个单票列班]")
_ON_TOP = re.compile(r"(?:对?(?:超出|超过)[^，。；]{0,12}部分|在此基础上|在上述基础上|此后|其后|之后|以后)，?")
_ADDED = re.compile(
    r"[另再](?:给予|予以|奖|行|补|增)|加[奖补]|增[加补](?:奖|补|给)|追加|额外|另外|增加\d[\d.]*[十百千]?[万亿]?元"
)
_LETS_OFF = re.compile("(?:减免|免收|免除|减收)[^，。；]{0,8}(?:租金|房租)|(?:租金|房租)[^，。；]{0,4}(?:减免|免收)")
_ASSESSED_ANEW = re.compile("^[^，；。\\d]{0,10}(?:复评|复核|复审|重新认定|再次认定)")
_RECURS = re.compile("每[人名户家]?每?[年月]")
_RENTED, _BOUGHT = re.compile("租[赁用]"), re.compile(r"[^，。；]{0,6}(?:购[置买建]|自建|新建)")  # 租赁…；购置…
_AMONG_THEM = re.compile("其中")
_RAISED_TO = re.compile("(?:[提调]高|上浮|提升|上调|放宽|增加)[至到为]")
YEAR = re.compile("第[一二三四五]年|首年|次年")
_YEARS = {"首年": 1, "次年": 2} | {f"第{numeral}年": at for at, numeral in enumerate("一二三四五", start=1)}
_LEADS_TO_NUMBER = re.compile("(?:处于|介于|位于|[在为达]到?|实现)$")
_RAISED_TO_ONE = re.compile(rf"{_RAISED_TO.pattern}\d[\d.]*(?:%|[百千]?[万亿]?元)[，；。]?$")
_RATE_RAISED_TO = re.compile(rf"(?:比例|标准|上限|限额|额度|金额)(?:可|相应)?{_RAISED_TO.pattern}")
_THE_REST = re.compile("对?(?:其他|其余|其它)(?!条|各)")
_AT_A_RATE = re.compile(r"按照?[^，；。\d]{0,12}\d[\d.]*%")
_IN_BRACKETS = re.compile("（[^（）]*）")
# 给予团队…，给予本人…, 并对获奖选手…: one grant for each.
TO_OTHERS = re.compile(
    r"(?:并|同时|另外?|再)*(?:给[予与]|奖励|资助|补助|补贴)[^，。；、\d按的]{0,12}?"
    r"(?:本人|个人|团队|单位|企业|机构|成员|负责人|院校|导师|选手|园区|学校|高校|人员|博士后|人才|教练|工匠|[^，。；\d]方)"
    r"(?=(?:每[人年月]|每[个场名家届件台][^，。；、\d]{0,6}?|最高|不超过|一次性|各|奖励|补助|补贴|人民币)*\d)"
    r"|(?:并|同时)对(?!其?超|其?新增|增量)"
)
NEW_RECIPIENT = re.compile(
    r"(?:其中，?)?(?:并?对|给[予与]|向|鼓励|支持|按)|(?!(?:每|新|全职|柔性)*(?:引进|招收|培养)[^，；。]{1,20}的，)"
    "[^，；。]{2,40}(?:企业|单位|机构|平台|园区|人才|高校|主体)的?，"
)


def gives_to_others(context: Context, clause: Clause, before: Clause) -> bool:
    """给予企业10万元奖励，给予其负责人2万元奖励: a sum for somebody else behind a sum."""
    to_others = TO_OTHERS.match(context.text, clause.start, clause.end)
    return to_others is not None and any(s.slot == "support" for s in slotted(context, (before,)))


def gives_more_on(context: Context, clauses: Sequence[Clause]) -> bool:
    """给予100万元资助，评估优秀的，再给予30万元: a further sum for what a clause of its own asks."""
    if len(clauses) < 2 or not clauses[0].of(context.text).endswith("的，"):
        return False
    return bool(_MORE.match(context.text, clauses[1].start, clauses[1].end)) and not any(
        s.slot == "step" for s in slotted(context, tuple(clauses))
    )


def raises_for_some(context: Context, clause: Clause) -> bool:
    """其中出口额300万美元以下的企业补助比例提高至40%, 其中…的按40%补助."""
    words = clause.of(context.text)
    asks = _AMONG_THEM.match(words) and (_RAISED_TO.search(words) or _AT_A_RATE.search(words) or "全额" in words)
    return bool(asks) and any(s.slot == "condition" for s in slotted(context, (clause,)))


def raises_instead(context: Context, clause: Clause) -> bool:
    """按40%给予补助，对小微企业提高到60%: what stands behind 对 is no grant of its own."""
    words = clause.of(context.text)
    only = len(context.mentions_in(clause.start, clause.end)) == 1
    return only and _RAISED_TO_ONE.search(words) is not None and not context.phrases.verb.search(words)


def is_further_step(context: Context, before: Piece, piece: Piece) -> bool:
    """The next rung: a threshold on the same metric, named in the same words or left out."""
    here, there = piece.threshold, before.threshold
    if here is None or there is None or _falls_below(before, here):
        return False
    if here.mention.unit != there.mention.unit:  # 营业收入2亿元以上且增长15%的…；增长30%以上的
        return _same_as_last_asked(context, before, here)
    words, words_before = (
        _LEADS_TO_NUMBER.sub("", _IN_BRACKETS.sub("", words_in_front(context, t))) for t in (here, there)
    )
    subject, subject_before = (context.text[p.start : t.clause.start] for p, t in ((piece, here), (before, there)))
    if subject and subject_before and subject != subject_before and words == words_before:
        return False  # 改造县城中心，面积达到…; 改造乡镇中心，面积达到…
    if words.startswith("对"):
        return words == words_before and (here.mention.kind != "duration" or _alike_behind(context, there, here))
    return len(words) <= 2 or words == words_before or words_before.endswith(words)


def _alike_behind(context: Context, before: Slotted, here: Slotted) -> bool:
    """Whether two ages are asked of the same: 对40岁以下的博士给予…，对35岁以下的硕士给予… are two grants."""
    behind = (context.text[s.mention.full_end : s.clause.end] for s in (before, here))
    first, second = (re.split(r"给予|予以|奖|补|，|\d", words)[0] for words in behind)
    return first == second


def _falls_below(before: Piece, here: Slotted) -> bool:
    """Whether a threshold is an upper bound below the lowest rung: that asks of others, and is no rung further down."""
    asked = [s.mention for s in before.found if s.slot == "condition" and s.mention.unit == here.mention.unit]
    from_below = bool(asked) and all(mention.op in (">", ">=") for mention in asked)
    return from_below and here.mention.op in ("<", "<=") and here.mention.value < min(m.value for m in asked)


def is_for_the_rest(context: Context, before: Piece, piece: Piece) -> bool:
    """出口额300万美元以下的企业，全额补助，其他企业按40%补助: what those get that a threshold leaves.

    Behind ； that is a grant of its own.
    """
    asked = before.threshold is not None and piece.threshold is None and piece.number == before.number
    asked = asked and not context.text.startswith("；", before.end - 1)
    return asked and bool(_THE_REST.match(context.text, piece.start, piece.end))


def _same_as_last_asked(context: Context, before: Piece, here: Slotted) -> bool:
    """Whether a threshold is named in the words of one that the piece in front asks for besides its first.

    Without words it goes on with what was asked last: 年度不少于40班的，按航距：2000公里以内的，…；2000公里以上的，….
    """
    words = _LEADS_TO_NUMBER.sub("", words_in_front(context, here))
    asked = [s for s in before.found if s.slot == "condition"]
    alike = [s for s in asked if s.mention.unit == here.mention.unit]
    if not words:
        return asked[-1:] == alike[-1:]
    ahead = [_LEADS_TO_NUMBER.sub("", words_in_front(context, one)) for one in alike]
    return len(words) > 1 and any(one.endswith(words) for one in ahead)


def is_step_of_table(context: Context, before: Piece, piece: Piece) -> bool:
    """领军人才，每人10万元；拔尖人才，每人5万元: rows of one table, which are one sentence."""
    rows = context.outline.text.row_at(before.start), context.outline.text.row_at(piece.start)
    return piece.number == before.number and None not in rows and rows[0] != rows[1]


def is_further_year(context: Context, before: Piece, piece: Piece) -> bool:
    """第一年奖励10万元；第二年…，再奖励5万元；第三年…: a sum for each year of one grant, in one sentence."""
    year = YEAR.match(context.text, piece.start, piece.end)
    years = YEAR.findall(context.text, before.start, before.end)
    follows = year is not None and years and _YEARS[year[0]] == _YEARS[years[-1]] + 1
    return bool(follows) and piece.number == before.number


def is_special_case(context: Context, before: Piece, piece: Piece) -> bool:
    """按20%补助；其中年出口额300万美元以下的提高至40%: more for some. 提高10个百分点 comes on top."""
    words = context.text[piece.start : piece.end]
    special = _AMONG_THEM.match(words) or _RATE_RAISED_TO.search(words) or raises_instead(context, piece.clauses[-1])
    if "百分点" in words or piece.number != before.number or piece.threshold is None or not special:
        return False
    raised = before.threshold is None or _RAISED_TO.search(words) or _asks_more(before.threshold, piece.threshold)
    return bool(_kinds(before) & _kinds(piece)) and bool(raised)


def _asks_more(below: Slotted, above: Slotted) -> bool:
    """投资300万元以上的，按10%给予补助，其中投资1000万元以上的按12%: more of the same, and more is asked."""
    same = below.mention.unit == above.mention.unit and above.mention.op in (">", ">=")
    return same and below.mention.value < above.mention.value


def _kinds(piece: Piece) -> set[tuple[str, str]]:
    """What a piece gives, by kind and unit: a rate that no figure says (全额补助) is one too."""
    whole = {("ratio", "ratio")} if piece.spelt_out else set[tuple[str, str]]()
    return whole | {(s.mention.kind, s.mention.unit) for s in piece.found if s.slot == "support"}


def raises_for_named(context: Context, before: Piece, piece: Piece) -> bool:
    """按5%给予补助。其中属于小巨人企业的，补助比例提高到8%: more of the same for some that are named."""
    words = context.text[piece.start : piece.end]
    among = _AMONG_THEM.match(words) or (piece.number == before.number and raises_instead(context, piece.clauses[-1]))
    more = among and _RAISED_TO.search(words) and "百分点" not in words
    kinds = [{(s.mention.kind, s.mention.unit) for s in p.found if s.slot == "support"} for p in (before, piece)]
    return bool(more) and piece.threshold is None and bool(kinds[0] & kinds[1])


def grows(context: Context, piece: Piece) -> bool:
    """Whether a piece adds by step: 超过3亿元的，每增加1亿元再奖励20万元. That is no rung."""
    steps = any(s.slot == "step" for s in piece.found)
    return steps and bool(_ADDED.search(context.text[piece.start : piece.end]))


def raises_beyond(context: Context, before: Piece, piece: Piece) -> bool:
    """按400元/人补贴；全年超过500人的，超出部分按600元/人补贴: the same for each, and more beyond a threshold."""
    words = context.text[piece.start : piece.end]
    elsewhere = piece.number != before.number or NEW_RECIPIENT.match(words) or _FURTHER.search(words)
    if elsewhere or piece.threshold is None:
        return False
    alike = {(s.mention.kind, s.mention.unit) for s in piece.found if s.slot == "support" and not s.mention.ceiling}
    return bool(_BEYOND.search(words)) and any(
        s.slot == "support" and (s.mention.kind, s.mention.unit) in alike for s in before.found
    )


def adds_by_step(context: Context, before: Piece, piece: Piece) -> bool:
    """按5‰给予补助；超出部分每增加1000万元，另补4万元: what comes on top of one grant, in one sentence."""
    if piece.number != before.number or not any(s.slot == "step" for s in piece.found):
        return False
    return grows(context, piece) or bool(_ON_TOP.match(context.text[piece.start : piece.end]))


def same_opening(context: Context, before: Piece, piece: Piece) -> bool:
    """其首次被评为…的，给予…；其首次被评为…的，给予…: rungs without numbers, in one sentence."""
    if piece.number != before.number or piece.threshold or before.threshold:
        return False
    opening = context.text[piece.start : piece.start + 4]
    return opening.startswith("其") and any(c.of(context.text).startswith(opening) for c in before.clauses)


def lists_on(context: Context, before: Piece, piece: Piece) -> bool:
    """实用新型…资助1000元/件；外观设计…资助500元/件；: further cases of one grant in one sentence, for no one else."""
    if piece.number != before.number or piece.threshold is not None:
        return False
    words = context.text[piece.start : piece.end]
    if _FURTHER.search(words) or TO_OTHERS.match(words) or _is_whole(context, piece):
        return False
    if _gives_something_else(context, before, piece):
        return False
    if _THE_REST.match(words) and context.text.startswith("；", before.end - 1):
        return False
    return bool(context.phrases.level.match(words)) or not NEW_RECIPIENT.match(words)


def _is_whole(context: Context, piece: Piece) -> bool:
    """参加目录外展会的，按展位费的50%给予补助，每个展位最高1万元: what is done, a rate or sum, and a cap of its own."""
    first, *further = piece.clauses
    given = [s for s in piece.found if s.slot == "support"]
    capped = any(s.mention.ceiling for s in given) and not all(s.mention.ceiling for s in given)
    rates = any(s.mention.kind == "ratio" for s in given)
    based = not rates or _OF_ITS_OWN.search(context.text, piece.start, piece.end) is not None
    return capped and based and bool(further) and first.of(context.text).endswith("的，")


def _gives_something_else(context: Context, before: Piece, piece: Piece) -> bool:
    """每人每月800元租房补贴；首次购房的，给予8万元购房补贴: the grants go by different names.

    So do a rent that is let off, what is given once beside what recurs, and for each one beside what is given
    whole; and who is assessed anew (复评优秀的) is not who is recognised.
    """
    words, words_before = (context.text[p.start : p.end] for p in (piece, before))
    if any(pattern.search(words) and not pattern.search(words_before) for pattern in (_LETS_OFF, _ASSESSED_ANEW)):
        return True
    if _RECURS.search(words_before) and "一次性" in words and not _RECURS.search(words):
        return True
    if _counts_each(piece) and not _counts_each(before):
        return True
    names = [set(context.phrases.name_of_grant.findall(context.text, p.start, p.end)) for p in (before, piece)]
    rented, bought = (_RENTED.search(context.text, before.start, before.end), _BOUGHT.match(context.text, piece.start))
    return (all(names) and not names[0] & names[1]) or bool(rented and bought)


def _counts_each(piece: Piece) -> bool:
    """Whether a piece begins with what it gives for each of: 设站单位每招收1名博士后，…."""
    return any(s.rule == UNIT_STEP and s.clause == piece.clauses[0] for s in piece.found)


def words_in_front(context: Context, threshold: Slotted) -> str:
    return context.text[threshold.clause.start : threshold.mention.cue_start]
