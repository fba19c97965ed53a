"""What a quantity in a clause is taken for: a support, a condition on the beneficiary, a step, or neither.

A lost or turned bound is the worst error there is, so the comparator decides first: a lower bound is a condition,
an upper bound is a support unless it stands behind the name of a metric.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengtu.extract.bounded import (
    GOT,
    MEASURED_AHEAD,
    METRIC_AHEAD,
    PAPERS,
    Decision,
    Slot,
    bounds_party,
    names_party,
    slot_of_bounded,
)
from zhengtu.extract.clauses import Clause
from zhengtu.extract.context import Context
from zhengtu.extract.homes import is_home
from zhengtu.extract.mentions import Mention
from zhengtu.extract.shares import SHARED_OUT
from zhengtu.model.lexicon import Lexicon

# 每引进1户 and 每出口1美元 say what a sum is for, not how much of it there must be.
UNIT_STEP = "slots.unit_step"
HOME = "slots.home"  # 最高200平方米人才公寓
RAISED_TO = "slots.raised_to"  # 小微企业提高到80%: more for some, instead of what was given in front
_EACH_ONE = re.compile(r"每(?![一二两三四五六七八九十\d]+年)[^，。；每]{0,12}$")  # 每三年复评一次
_PAID_IN_PARTS = re.compile(r"分[一二两三四五六七八九十\d]{1,2}(?:[年期次批]|个?阶段)[^，。；]{0,12}$")
_PART_PAID = re.compile(
    r"(?:(?:首[期批次笔年]|先期?|再|剩余|其余|每[年期次]|各)[^，。；\d]{0,10}(?:拨付|兑现|兑付|支付|发放)|拨付|兑付|支付|发放)(?:剩余|其余)?(?:[^，。；\d的]{0,4}(?:总额|金额|资金))?的?$"
)
# 按50%、30%、20%的比例分三年拨付 shares out over the years; 按租金的50%、30%分两年发放 is of a base.
_SHARED_OVER_YEARS = re.compile(
    r"(?:、[\d.]+%)*的?(?:比例|标准)?，?分[一二两三四五六\d](?:年|期|次|批|个?阶段)[^，。；\d给奖补]{0,8}(?:(?:给予|补[助贴]|奖[励补]|资助)?到位|拨付|兑现|兑付|支付|发放)"
)
_TAX_RATE = re.compile(r"的?[^，。；]{0,4}(?:税率|税收标准|税负|费率)")
_TAX_RATE_AHEAD = re.compile(r"(?:税率|税收标准|费率)(?:为|是|的)?$")
_FEE_RATE_AHEAD = re.compile(r"费率(?:为|是|在)?$")
_AGE_AHEAD = re.compile(
    r"(?:年龄|[库车账机校工]龄|账期|成立时间|注册时间|毕业时间|(?:成立|注册|毕业|设立)(?:时间)?)(?:均|一般|原则上|最[高多大长])*$"
)
# A line of credit is lent, not given.
_CREDIT = re.compile(r"[^，。；]{0,6}(?:授信|信贷规模|资金池)")
# 市级财政按兑付额的50%给予奖补 pays another level back, 按市级60%、县级40%比例兑现 shares out: neither grants.
_PAID_BACK = re.compile(r"(?:兑付|兑现|拨付|垫付)(?:金?额|资金|数)?的$")
# 已获得50万元的企业 tells what somebody has, 追回10万元 what is taken away.
# 只享受一次1000万元的奖励 tells which of two grants is left.
_RECEIVED = re.compile(
    r"(?:已|曾)(?:经)?(?:获得?|享受|领取|取得)[^，。；]{0,16}$|[只仅](?:[可能]以?)?(?:享受|获得|领取)一次性?(?:的?[^，。；\d]{1,6})?$"
)
_TAKEN_BACK = re.compile(
    r"(?:加价|加收|追回|追缴|收回|退回|退还|缴回|扣减|罚款|取消|停发|不再给予|处以)[^，。；]{0,12}$"
)
# 由原来的30%提高至50%: the old figure.
_REPLACED = re.compile(r"[由从](?:原来|原先|原有|原|现行|现有|现)?的?(?:每[^，。；\d]{1,6})?$")
_RAISED = re.compile(r"[^，。；\d]{0,4}(?:提高|调整|上调|增加|提升|降低|下调)[至到为]")
# 在上述标准基础上上浮20%, 补助比例提高5个百分点: on top of what is given; 较上年提高20% is asked.
_ON_TOP = re.compile(
    r"(?:基础上|标准|比例|额度|金额|限额|奖励|补贴|补助|资助|奖补)[^，。；\d]{0,6}(?:上浮|提高|上调|增加)$"
)
COMPARED_WITH = re.compile(r"上年|去年|上一?年度|同期|同比|增速|占比")
_GROWTH_RAISED = re.compile(r"增[速幅长率][^，。；、\d]{0,6}(?:提高|增加)$")  # 增速提高5个百分点的，再奖励3万元
GOES_ON = re.compile(r"[，。；、）]|$|给予|予以|进行|奖|补|资助|支持|的(?:标准|比例)")
_INTEREST = re.compile("贴息$")  # 三年以上贷款贴息2个百分点
# 资金按利息的50%计算: what the sum of a grant comes to.
_RECKONED = re.compile("(?:予以|进行)?(?:计算|计发|计补|计提|核算|核定)(?=[，。；]|$)")
_ASKED_AS_LOWER = re.compile(r"按照?$")
_GIVEN_BEHIND_RATE = re.compile(r"的?(?:比例|标准|额度)?(?:给予|予以|给与|发放|奖|补|资助|支持|扶持)")
# 按执行额1万美元奖励3000元: 3000元 for each of them.
_BY_AMOUNT = re.compile(
    r"按照?[^，。；\d的]{0,16}(?:额|收入|产值|投资|投入)$"
    r"|每(?![年月季周日天班平标单个家户人名位场届次期批项件台套座处亩吨辆列条只支间张])[^，。；、\d每]{1,8}$"
)
_ITS_SUM = re.compile(r"(?:奖励|奖补|补[助贴]|资助|给予|扶持)[^，。；、\d]{0,8}\d[\d.]*[十百千万]*元")
_RATE_RAISED = re.compile(
    r"(?:支持|奖励|补[助贴]|资助|奖补|贴息|扶持)(?:比例|标准)(?:可|相应|再)*(?:提高|上调|放宽|提升|上浮|增加)[到至为]$"
)
_NEAR = 40  # characters in front of a clause in which the grant stands that it goes on with
# 给予15万元奖励，其中当年营业收入1亿元以上的提高至25万元
_SUM_RAISED = re.compile(
    r"(?:其中[^。；]{2,40}的?，?|(?:奖励|补[助贴]|资助|支持|奖补|扶持|标准)[^，。；\d]{0,4})(?:可|再|相应)*(?:提高|上调|增加)[到至为]$"
)
# 给予50万元；由上市企业牵头的，提高至80万元: the grant stands in another part of the sentence.
_BARE_RAISED = re.compile(r"(?:可|再|相应)*(?:提高|上调|增加)[到至为]")
_OF_SOME = re.compile(r"(?P<grant>[^。\n]{4,120})；[^。；\n]{2,60}的，$")
# 评选不超过5个项目 says how many are chosen.
_SELECTED = re.compile(
    r"(?:名额(?:总数)?|评选|遴选|选取|推选|择优|评定|评审认定)(?:出|选择|支持|确定)?[^，。；\d]{0,6}$"
)
# A sum for each of something is granted, whatever the verb: 每人每月800元, 1000元/件.
_UNIT_RATE = re.compile(
    r"每(?:人|名|户|家|件|个|台|班|列|辆|场|届|航次|天|平方米|立方米|亩|吨|标?箱|柜|美元|单|票|张|床|间|店|公斤|千克|千瓦时|度电?|课时)"
    r"[^，。；\d]{0,6}$"
)
_PER_BEHIND = re.compile(r"/[\u4e00-\u9fff㎡]")
# What a government sets aside is neither granted to one nor asked of one.
_BUDGET = re.compile(
    r"(?:预算|资金总额|资金总量|资金规模|专项资金|资金池|基金)[^，；。给奖补资助]{0,6}$|安排[^，；。]{0,4}$"
)


# 100万美元以下的奖励1万元, 1000万元至3000万元部分补助3%: what has a sum of its own behind it is no sum.
_HAS_ITS_SUM = re.compile(
    r"的?(?:部分|(?:给予|予以)?全额|(?:[^，。；、\d]{0,4}(?:奖励|补助|补贴|资助|扶持|奖补|给予|予以)[^，。；、\d]{0,6}\d))"
)
# 三年内累计给予…: for how long is given, not what is asked.
_SPAN_OF_GRANT = re.compile(
    r"(?:(?:补[贴助]|奖[励补]|资助|支持)?(?:累计|合计|总额)|最高|最多|给予|每[年月季]|按照?其|逐年|(?:房租|租金)(?:减|免|按)|(?:分别)?按照?(?:每|月|季|年|[^，。；\d]{1,12}\d)|免[收租交])"
)
_TIME_OF_GRANT = re.compile(
    r"(?:补[贴助]|贴息|奖励|奖补|支持|扶持|资助|享受|减免|免租)(?:期限?|时间|年限|时限)(?:为|一般|均)?$|最长为?$"
)
_SINCE = re.compile(r"(?:^|[起后])$")
_GIVEN_WITHIN = re.compile(r"，(?:连续|每[人名户家年月]|(?:分别)?按照?)")
_OF_SUM = "(?:金额|额度|总额|资金|经费|强度|力度|标准|水平|额)"
_FLOOR = re.compile("(?:最[低少]|至少|保底|下限[为是]?|起[步底]?)$")
_FOR_EACH = re.compile(r"每[^，。；、\d每]{1,6}(?:每(?:年|个?月|[天日次期]))?$")
_APPLIED_FOR = re.compile(r"(?:申请|申报)[^，。；\d]{0,6}$")
_RECIPIENT_BEHIND = re.compile(r"的[\u4e00-\u9fff]{1,6}，")
_UPPER_END = re.compile(
    r"^(?:（[^（）]{1,8}）)?[至到-][\d.]+[十百千万亿]*[^\d，。；、（部的]{0,3}(?:（[^（）]{1,8}）)?"
)

# 近3年内未发生事故, 3年内不得申报, 2年内不迁出, 6个月内完成验收: a time in which something is not or must be done.
_SINCE_WHEN = re.compile(r"(?:毕业|离校|成立|注册|登记|设立|退役|落户)后?$")  # 离校2年内未就业的毕业生 says whom
_WITHIN_WHICH = re.compile(
    r"[^，。；\d]{0,6}?(?:不(?:得|予|再|能|准|迁|搬|撤|改|享|受理|纳入|转)|[未无没]|取消|停止|禁止|限制|完成(?:验收|整改|备案|项目)|提交|报送|办[结理]|作出|提出|申[报请]|拨付|兑付|退[还回])"
)
# 总投资的30%以内、最高100万元给予补助
_SUM_BESIDE = re.compile(r"[、且和](?:最[高多]|不超过|总额)[^，。；的]*\d[^，。；的]{1,6}(?:给予|予以|补|奖|资助)")
# 可突破50万元上限 lifts a cap.
_CAP_LIFTED = re.compile("的?(?:最高)?(?:上限|限额|限制|封顶)(?!以[上下])")  # 限额以上企业
# 逾期每日按0.5‰扣减补助 takes away.
_TAKES_AWAY = re.compile(r"的?(?:比例|标准)?(?:予以|相应)?(?:扣[减除回]|核[减扣]|[调削]减|缴纳|加收|追缴|处以)")


@dataclass(frozen=True, slots=True)
class Slotted:
    """A mention with the slot it fills, the rule that decided so, and the clause that holds it."""

    mention: Mention
    slot: Slot
    clause: Clause
    rule: str = ""


def slot_of(context: Context, clause: Clause, mention: Mention) -> Decision:
    """Decide by comparator, then by the words of giving round the number."""
    text, lexicon = context.text, context.lexicon
    left = text[clause.start : mention.cue_start]
    right = text[mention.full_end : clause.end]
    if mention.op_rule == "comparators_after:起" and left.endswith("第"):  # 从第201人起
        return "other", "slots.counted_from"
    if _FEE_RATE_AHEAD.search(left) and mention.op and mention.kind == "ratio":
        return "condition", "slots.fee_rate"
    if (_TAX_RATE_AHEAD.search(left) and not mention.op) or (mention.kind == "money" and _CREDIT.match(right)):
        return "other", "slots.tax_or_credit"
    if mention.kind == "money" and _BUDGET.search(left):
        return "other", "slots.budget"
    if mention.op in (">", ">=") and _CAP_LIFTED.match(right):
        return "other", "slots.cap_lifted"
    if _RECEIVED.search(left) or _TAKEN_BACK.search(left):
        return "other", "slots.received_or_taken_back"
    if mention.kind != "duration" and not mention.op and _TAKES_AWAY.match(right):
        return "other", "slots.received_or_taken_back"
    if mention.kind == "ratio" and (_PAID_BACK.search(left) or _within(SHARED_OUT, clause.of(text), len(left))):
        return "other", "slots.share_of_finance"
    if stepped := _slot_of_step(context, left, right, mention):
        return stepped
    words = text[clause.start : mention.start]
    in_parts = _PAID_IN_PARTS.search(words) or (mention.kind == "ratio" and _is_paid_part(words, right))
    if in_parts or (not mention.op and _TAX_RATE.match(right)):
        return "other", "slots.instalment_or_tax_rate"
    if _REPLACED.search(left) and _RAISED.match(right):
        return "other", "slots.replaced_figure"
    if mention.unit == "rank" and mention.op:
        return "condition", "slots.rank"
    if mention.kind == "duration":
        return _slot_of_time(context, left, right, mention)
    if mention.unit == "m2" and mention.op not in (">=", ">") and is_home(text, clause, left, right):
        return "support", HOME
    if mention.ranged:
        return _given_or(context, left, right, mention, ("condition", "slots.range"))
    if mention.op in (">=", ">", "<"):
        if _is_least(left, right, mention, lexicon, words[len(left) :]):
            return "support", "slots.floor_of_sum"
        if not _handed_over(left, right, mention, lexicon):
            return "condition", "slots.lower_bound"
    if mention.kind == "count" and (mention.ceiling or not mention.op) and _SELECTED.search(left):
        return "other", "slots.selected"
    if mention.ceiling:
        return slot_of_bounded(left, right, mention, lexicon, text[mention.cue_start : mention.start])
    if mention.op == "<=":
        asked: Decision = ("condition", "slots.upper_bound")
        if right.rstrip("，；。") == "的":  # 分档奖励：1000万元以内的，奖励6万元
            return asked
        if mention.kind == "ratio" and _SUM_BESIDE.match(right):
            return "support", "slots.ceiling_of_rate"
        if mention.kind == "count" and not right.rstrip("，；。）\n") and _counts_given(left, lexicon):
            return "support", "slots.ceiling_of_count"
        return _given_or(context, left, right, mention, asked) if mention.kind in ("money", "ratio") else asked
    if mention.unit == "rank":
        return ("other", "slots.counted_from") if right.startswith("起") else ("condition", "slots.rank")
    if mention.kind == "count":
        return ("condition", "slots.compared_count") if mention.op else _NEITHER
    return _given_or(context, left, right, mention, _NEITHER)


def _counts_given(left: str, lexicon: Lexicon) -> bool:
    """享受免租的面积300平方米以内, 补助人数20人以内."""
    given = lexicon.grants.search(left) or lexicon.receiving_verbs.search(left)
    return bool(given) and not (left.startswith("对") or PAPERS.search(left))


def _is_paid_part(words: str, right: str) -> bool:
    of_base = words.endswith("的")
    return bool(_PART_PAID.search(words) or (not of_base and _SHARED_OVER_YEARS.match(right)))


def _spans_grant(context: Context, left: str, right: str, mention: Mention) -> bool:
    """三年内累计给予…, 自迁入之日起三年内，按…: for how long is given; 第2-3年 are years by their number."""
    since = mention.op_rule == "comparators_after:内" and _SINCE.search(left)
    given = since and _GIVEN_WITHIN.match(context.text, mention.full_end)
    of_grant = mention.op == "<=" and _TIME_OF_GRANT.search(left)
    return bool(given or of_grant or _SPAN_OF_GRANT.match(right) or left.endswith("第"))


def _step_in_words(context: Context, ahead: str, mention: Mention) -> re.Match[str] | None:
    """每为本区企业引进10名…, 每新增税收100万元: words stand between 每 and a number that is not one."""
    step = context.phrases.step.search(ahead) if not mention.op and mention.value != 1 else None
    given = context.lexicon.grants.search(step[0]) if step else None
    return None if given else step


def _slot_of_step(context: Context, left: str, right: str, mention: Mention) -> Decision | None:
    """每增加500万美元 is a step, 每引进1户 says what a sum is for; None for what is neither."""
    ahead = left + context.text[mention.cue_start : mention.start]
    step = re.search(rf"(?:{context.lexicon.steps.pattern}|每)$", ahead) or _step_in_words(context, ahead, mention)
    step = step or _by_amount(left, right, mention)
    if step and step[0] == "每" and mention.kind == "duration":
        return None
    each_one = mention.value == 1 and not mention.op and _EACH_ONE.search(left)
    alone = mention.kind == "money" and _GIVEN_BEHIND_RATE.match(right) and not re.search(r"\d", right)
    if each_one and alone:  # 每单1元给予补助; 每1美元奖励0.02元 is for each of them
        return "support", "slots.unit_rate"
    if step or (each_one and not context.lexicon.grants.search(each_one[0])):
        increases = step is not None and re.search(r"[增多]", step[0])
        return ("step", "slots.step") if mention.value != 1 or increases else ("other", UNIT_STEP)
    return None


def _slot_of_time(context: Context, left: str, right: str, mention: Mention) -> Decision:
    within = mention.op_rule == "comparators_after:内" and not _SINCE_WHEN.search(left)
    if within and _WITHIN_WHICH.match(right):
        return "other", "slots.span_of_duty"
    if _spans_grant(context, left, right, mention):
        return "other", "slots.span_of_grant"
    aged = _AGE_AHEAD.search(left) or context.text.startswith("岁", mention.end - 1)
    bounded = mention.ceiling and (aged or bounds_party(left, right, context.lexicon))
    compared = mention.op and (not mention.ceiling or bounded)
    return ("condition", "slots.compared_duration") if compared else _NEITHER


def _by_amount(left: str, right: str, mention: Mention) -> re.Match[str] | None:
    """按执行额1万美元奖励3000元: a sum that another one is given for."""
    given_for = mention.kind == "money" and not mention.op and _ITS_SUM.match(right)
    return _BY_AMOUNT.search(left) if given_for else None


def _within(pattern: re.Pattern[str], words: str, at: int) -> bool:
    return any(match.start() <= at < match.end() for match in pattern.finditer(words))


_NEITHER: Decision = ("other", "slots.neither")


def _handed_over(left: str, right: str, mention: Mention, lexicon: Lexicon) -> bool:
    """给予 directly in front: 给予不低于10万元奖励 is a sum, not a threshold; 补助不低于最低工资标准的80% is a duty."""
    if _APPLIED_FOR.search(left) or names_party(right):  # 按不低于每人2万元的标准发放安家费的，
        return False
    if mention.kind != "count" and _ASKED_AS_LOWER.search(left) and _GIVEN_BEHIND_RATE.match(right):
        return True  # 按不低于2%的比例给予奖励
    if mention.kind == "money" and re.search(rf"(?:{lexicon.giving_nouns.pattern}){_OF_SUM}$", left):
        bounds = _RECIPIENT_BEHIND.match(right)  # 补助额超过200万元的项目，分两批拨付
        return mention.op in (">=", ">") and not bounds  # 奖励金额不低于50万元
    over_noun = mention.op_rule == "quantities.comparator_over_noun"
    giving = lexicon.giving_verbs if over_noun else lexicon.fresh_grants
    return bool(re.search(rf"(?:{giving.pattern})$", left))


def _is_least(left: str, right: str, mention: Mention, lexicon: Lexicon, cue: str) -> bool:
    """最低给予20万元, 经费支持30万元起步, 每人不低于5000元补助: the least that is given, and no metric in front.

    cue is the comparator in front of the number with what stands between the two.
    """
    metric = METRIC_AHEAD.search(left) or MEASURED_AHEAD.search(left)
    least = mention.kind == "money" and mention.op in (">=", ">") and not metric
    if not least or _APPLIED_FOR.search(left) or names_party(right):
        return False
    behind = lexicon.grants_after.match(right.lstrip("的")) or _GIVEN_BEHIND_RATE.match(right)
    if _FLOOR.search(mention.op_rule):
        named = re.search(rf"(?:{lexicon.giving_nouns.pattern})(?:{_OF_SUM})?$", left)
        return bool(lexicon.grants.search(cue) or behind or named or lexicon.fresh_grants.search(left))
    return bool((_FOR_EACH.search(left) or "每" in cue) and (behind or lexicon.fresh_grants.search(left)))


def _given_or(context: Context, left: str, right: str, mention: Mention, otherwise: Decision) -> Decision:
    rule = _granted(context, left, right, mention)
    return ("support", rule) if rule else otherwise


def _granted(context: Context, left: str, right: str, mention: Mention) -> str | None:
    """The rule by which a number is what is given; None where it is not."""
    lexicon, phrases = context.lexicon, context.phrases
    if mention.kind == "ratio" and _GROWTH_RAISED.search(left):
        return None
    if mention.kind == "money" and (_UNIT_RATE.search(left) or _PER_BEHIND.match(right)):
        return "slots.unit_rate"
    beyond = _UPPER_END.sub("", right)
    whole = mention.kind == "money" or beyond.startswith(("的", "部分"))  # 80%以下的补贴10万元, 20%以内部分补5%
    if mention.op and whole and _HAS_ITS_SUM.match(beyond):
        return None
    by_range = mention.ranged and _ASKED_AS_LOWER.search(left)  # 按10万-30万元给予补助
    behind = (beyond if by_range else right).lstrip("的")
    if lexicon.grants_after.match(
        re.sub(r"^(?:一次性|[、和及与]\d[^，]*?(?=奖|补|资|扶|支|发放))", "", behind).lstrip("的")
    ):
        return "slots.giving_behind"
    if lexicon.fresh_grants.search(left):
        return "slots.giving_in_front"
    if mention.kind == "money" and GOT.search(left) and phrases.giving_near.match(behind):
        return "slots.got"  # 可申请1万元的一次性创业补贴
    ahead = context.text[max(0, mention.cue_start - len(left) - _NEAR) : mention.cue_start]
    # Where the most is raised (最高100万元，其中省级的提高至150万元), so is this the most.
    to_sum = (
        mention.kind == "money"
        and not lexicon.ceilings.search(ahead)
        and (_SUM_RAISED.search(left) or _raised_for_some(context, left, mention))
    )
    raised = to_sum or _RATE_RAISED.search(left)
    if mention.kind in ("ratio", "money") and not mention.op and raised and GOES_ON.match(right):
        return RAISED_TO
    if mention.kind == "ratio" and not mention.op and _INTEREST.search(left):
        return "slots.giving_in_front"
    if mention.kind == "ratio" and not mention.op and _is_on_top(left, right):
        return "slots.on_top"
    if mention.kind == "ratio":
        end = re.search(
            r"标准|比例|申领|领取|^兑[付现][^，。；]{0,8}券|^(?:[、和]\d[\d.]*[%‰])*[，。；]?$", right
        ) or lexicon.giving_verbs.search(right)
        if right.startswith("、"):  # 前两年按70%、后三年按50%奖励
            end = end or lexicon.grants.search(right)
        if _RECKONED.match(right):
            end = lexicon.grants.search(context.text, max(0, mention.start - _NEAR), mention.start)
        elif right.startswith(("兑付", "兑现", "申请")):  # 创新券按合同金额的30%兑付
            end = end or re.search("券|最高", left)
        by_rate = re.search(r"按照?", left) and end
        near = phrases.giving_near.match(right)
        return "slots.by_rate" if by_rate else "slots.giving_near" if near else None
    return "slots.standing_sum" if phrases.given_on.search(left) or re.search(r"再增加$", left) else None


def _raised_for_some(context: Context, left: str, mention: Mention) -> bool:
    """Whether a part of a sentence says no more than to which sum the grant in front of it is raised, and for whom."""
    if not _BARE_RAISED.fullmatch(left):
        return False
    some = _OF_SOME.search(context.text[max(0, mention.cue_start - len(left) - 200) : mention.cue_start - len(left)])
    return some is not None and bool(context.lexicon.grants.search(some["grant"]))


def _is_on_top(left: str, right: str) -> bool:
    return bool(_ON_TOP.search(left) and GOES_ON.match(right) and not COMPARED_WITH.search(left))
