"""What a number with a ceiling word is: the most that is given, or a bound on whoever applies. Other numbers: slots."""

from __future__ import annotations

import re
from typing import Literal

from zhengtu.extract.mentions import Mention
from zhengtu.model.lexicon import Lexicon

Slot = Literal["support", "condition", "step", "other"]
Decision = tuple[Slot, str]  # with the rule that decided

METRIC_AHEAD = re.compile(r"(?:(?<![总金限])额|收入|营收|规模|面积|人数|数量|费用|增幅|资本|年限|时间|期限|资产|产值)$")
PAPERS = re.compile(r"上传|提交|报送|填报|附件|材料")
# 可申请最高30万元的创业担保贷款: what somebody gets, whatever it is called.
GOT = re.compile(r"(?:可|可以|能够?)[^，。；\d]{0,8}(?:申请|享受|获得|申领|提供)(?:原则上|一般|最[高多])?$")
_GETS = re.compile(r"(?:可|能)[^，。；\d]{0,12}(?:申请|享受|获得|申领|提供)")
# What is never handed out, be it of one: 单价, 单户授信, 装机容量, 资产负债率.
MEASURED_AHEAD = re.compile(
    r"(?:[单总售房均定]价|价格|造价|租金水平|授信(?:额度|总额|金额)?|保额|余额|净值|容量|强度|增速|降幅|占比"
    r"|(?<!贴息利)(?<![补贷息费税])率|距离|高度|排放量|能耗|税收|纳税|利润|投资)(?:均|须|应|一般|原则上|总额)*$"
)
_LENT = re.compile("(?:授信|贷款|融资|担保|借款|债券)(?:额度|总额|金额|本金)?$")
# 补助对象为…, 奖励范围：… tell for whom, and grant nothing.
_FOR_WHOM = re.compile("(?:补[助贴]|奖[励补]|资助|支持|扶持|申报)(?:的?对象|范围|条件)")
# 超过10%但, 达到500万元且: a lower bound in front.
_LOWER_IN_FRONT = re.compile(r"\d[\d.]*[^，。；、\d]{1,10}(?:[、且但和]|而且|并且)$")
_PARTY = (
    r"(?:企业|单位|机构|项目|园区|主体|基地|平台|人员|人才|学生|毕业生|职工|家庭|农户|大户|户|场|合作社|团队|银行|公司|商户|街道|乡镇"
    r"|学校|医院|园|店|仓库|住房|商品房|住宅|房屋|车辆|贷款|保单|设备|产品|展会|活动|业务|纳税人|经营者|者|人)"
)
# …的企业，…; …的企业给予…; …的企业奖励5万元: whoever is bounded, and no 项目资金 or 企业补助.
_RECIPIENT = re.compile(
    rf"(?:/[^，。；\d]{{1,4}})?(?:[且并][^，。；]{{0,24}}?|[^，。；、\d的给奖补]{{1,8}})?的(?!部分|比例|标准|额度|幅度|范围)[^，。；、\d的]{{0,14}}?{_PARTY}"
    r"(?=，|给予|予以|按|可|一次性|每|享受|申请|[^，。；、\d]{0,6}(?:奖|补|贴|资助|扶持)[^，。；]{0,8}\d)"
)
_PARTY_AT_END = re.compile(rf"的(?:[^，。；、\d的]{{0,8}}{_PARTY})?，$")
_FURTHERED = re.compile("^(?:大力)?(?:支持|扶持|鼓励)")  # 支持投资额不超过3000万元的项目，按8%补助
_SUM_BEHIND = re.compile(r"[^，。；]*?\d")
# 对不超过员工总数10%的高管给予奖励 bounds how many they are.
_SO_MANY_OF = re.compile(
    r"(?:[且、和][^，。；]{0,40}?)?的(?!部分|比例|标准|额度|幅度|范围)[\u4e00-\u9fff（）、]{2,16}?(?:给予|予以|奖励|，)"
)
_RATE_GIVEN = re.compile("(?:抵[扣用减]|补贴|补助|奖励|奖补|资助|支持|扶持|报销|减免|优惠|兑付)(?:比例|率)$")
_BY_RATE = re.compile("的?(?:标准|比例)")
_FURTHER_RATES = re.compile(r"^(?:[、和及]\d[\d.]*[%‰])+")  # 不超过10%、8%、5%的比例


def slot_of_bounded(left: str, right: str, mention: Mention, lexicon: Lexicon, cue: str) -> Decision:
    """A number with a ceiling word: the most that is given, unless it bounds a metric of whoever applies.

    cue is the ceiling word with what stands between it and the number.
    """
    left = _FOR_WHOM.sub("", left)
    scoped = lexicon.scope_openers.search(left)
    fresh = lexicon.fresh_grants.search(left)
    given_behind = re.match(
        rf"[^，。；的、\d给予按享]{{0,6}}(?:{lexicon.grant_nouns.pattern})", right
    )  # 最多3个展位补贴
    if not lexicon.grants.search(cue) and bounds_recipient(left, right, mention, lexicon):
        return "condition", "slots.ceiling_of_recipient"
    received = lexicon.receiving_verbs.search(left) or lexicon.grants.search(cue) or given_behind
    if received and mention.kind == "count":  # 享受优惠的面积以500平方米为限, 最多奖励5家
        return "support", "slots.ceiling_of_count"
    if METRIC_AHEAD.search(left) and not lexicon.grants.search(left) and not scoped:
        given = mention.kind == "ratio" and lexicon.grants_after.match(_FURTHER_RATES.sub("", right).lstrip("的"))
        return ("support", "slots.ceiling_of_rate") if given else ("condition", "slots.ceiling_behind_metric")
    if mention.kind == "money":
        # 出口额超过1000万元、不超过5000万元的企业 bounds whom, not what.
        got = fresh or scoped or _GETS.search(left)
        capped = lexicon.ceilings_after.match(right)  # 执行200万元的上限
        whom = right.startswith("的") and not lexicon.grants_after.match(right.lstrip("的")) and not got and not capped
        if whom and not lexicon.grants.search(left + right):
            return "condition", "slots.ceiling_of_recipient"
        return "support", "slots.ceiling_of_sum"
    if mention.kind == "ratio":
        if left.startswith("对") and not lexicon.grants.search(left) and _SO_MANY_OF.match(right):
            return "condition", "slots.ceiling_of_recipient"
        beside = lexicon.grants.search(left) or lexicon.grants.search(right) or _RATE_GIVEN.search(left)
        by_rate = left.endswith("按") and _BY_RATE.match(right)  # 按不超过50%的标准报销
        matched = "配套" in right  # 按不超过国拨经费1:1的比例配套
        is_given = beside or matched or (by_rate and not names_party(right))
        return ("support", "slots.ceiling_of_rate") if is_given else ("condition", "slots.ceiling_of_ratio")
    if (fresh or scoped or lexicon.grants.search(left)) and not PAPERS.search(left):
        return "support", "slots.ceiling_of_count"
    return "condition", "slots.ceiling_behind_metric"


def bounds_recipient(left: str, right: str, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether an upper bound is one of what somebody has or buys: 单价不超过30万元, 不低于8%但不超过15%的企业."""
    recipient = _RECIPIENT.match(right)
    metric = MEASURED_AHEAD.search(left) or (recipient and (METRIC_AHEAD.search(left) or _LENT.search(left)))
    ahead = left[: metric.start()] if metric else ""
    left = _FURTHERED.sub("", left) if metric else left
    if metric and lexicon.grants.search(left):  # 给予注册资本不超过500万元的企业补助5万元
        named = re.search(rf"(?:{lexicon.giving_nouns.pattern}|资金)(?:金|总)?$", ahead)
        return bool(recipient and not named and _SUM_BEHIND.match(right, recipient.end()))
    if lexicon.grants.search(left) or GOT.search(left) or _given_at_once(right, lexicon):
        return False
    if metric:
        return True
    unscoped = mention.kind != "count" and not lexicon.scope_openers.search(left)
    return recipient is not None and (unscoped or _LOWER_IN_FRONT.search(left) is not None)


def bounds_party(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether a number stands in what tells for whom: 库龄不超过6个月的车辆，每辆奖励1000元."""
    return _RECIPIENT.match(right) is not None and not lexicon.grants.search(left)


def names_party(right: str) -> bool:
    """Whether a clause ends with whoever is meant: 按不低于30%的比例减免租金的园区，"""
    return _PARTY_AT_END.search(right) is not None


def _given_at_once(right: str, lexicon: Lexicon) -> bool:
    """最高50%的补助, 不超过3%给予贴息: the word of giving right behind."""
    return lexicon.grants_after.match(_FURTHER_RATES.sub("", right).lstrip("的")) is not None
