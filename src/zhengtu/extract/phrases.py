"""Patterns put together from the words of the lexicon. The words themselves are rows of its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengtu.model.lexicon import Lexicon

_OF_A_YEAR = "累计|合计|最高|总额|不超过|$"  # 单个企业年累计, and what ends in front of 累计不超过


@dataclass(frozen=True, slots=True)
class Phrases:
    """What readers of measures look for, compiled once a document."""

    granting: re.Pattern[str]
    follow_up: re.Pattern[str]
    standard: re.Pattern[str]
    standard_is: re.Pattern[str]
    level: re.Pattern[str]
    given_on: re.Pattern[str]
    giving_near: re.Pattern[str]
    base_behind: re.Pattern[str]
    up_to_base: re.Pattern[str]
    before_base: re.Pattern[str]
    verb: re.Pattern[str]
    noun_at_end: re.Pattern[str]
    scope_or_giving: re.Pattern[str]
    for_years: re.Pattern[str]
    within: re.Pattern[str]
    capped_within: re.Pattern[str]
    period_of_another: re.Pattern[str]
    noun_of_sum_before: re.Pattern[str]
    paid_out: re.Pattern[str]
    recurring: re.Pattern[str]
    recipient: re.Pattern[str]
    recipient_ends: re.Pattern[str]
    judged_by: re.Pattern[str]
    name_of_grant: re.Pattern[str]
    in_full: re.Pattern[str]
    step: re.Pattern[str]


def compile_phrases(lexicon: Lexicon) -> Phrases:
    """Put the patterns together; re keeps what it has compiled, so that doing so again costs next to nothing."""
    verbs, nouns = lexicon.giving_verbs.pattern, lexicon.grant_nouns.pattern
    all_nouns, receive, hand_out = (
        words.pattern for words in (lexicon.giving_nouns, lexicon.receiving_verbs, lexicon.hand_out_verbs)
    )
    return Phrases(
        granting=re.compile(
            rf"{verbs}|{lexicon.relieving_verbs.pattern}|(?:费用?|租金|利息)由[^，。；]{{1,10}}?全额[承负]担|(?:{receive}|可以?申[请领报]).{{0,12}}(?:{nouns}|支持)|^.{{0,30}}(?:{nouns})$"
        ),
        follow_up=re.compile(
            r"(?:其中|同时|且|并|但|年度|每年|累计|合计|总额|总计|最高|最多|单(?:个|家|一|项|场|笔)?|每(?:个|家|年|户|项|站|届|单位)"
            rf"|对?同一|对?同个|各|全年|(?:与之|与其)?相?对?应的?(?:单|每|最高|{nouns})|(?:{nouns}|扶持)(?=上限|封顶|资金|金额|总额|额|标准|期|比例|最高|不超|累计|合计|款|面积|年限|时间)|上述|以上|以此|两类|两项|三项|原则上|对?一家)"
        ),
        standard=re.compile(rf"(?:{all_nouns})(?:的)?标准"),
        standard_is=re.compile(
            rf"(?:具体|其中，?)?(?:[^，。；：\d]{{0,6}}(?:{all_nouns})(?:资金|金额|费用?)?)?的?(?:标准|金额|额度)(?:如下|为|是|：|按)"
        ),
        level=re.compile(rf"(?:其中，?)?对?(?:国家|省|市|区|县)级的?(?:，|给|按|一次性|{nouns})"),
        given_on=re.compile(
            rf"(?:支持|扶持|(?<!工资)(?<!保障)标准为?|给|各|{receive}|获评|奖金)[^，]{{0,4}}$|(?<=[的，再另均各级类星性别件])[奖补]$"
        ),
        giving_near=re.compile(rf"[^，。；]{{0,8}}(?:{nouns}|支持)"),
        base_behind=re.compile(rf"的?([^，。；、的\d给予按]{{1,10}}?)(?:{nouns})"),
        up_to_base=re.compile(rf"按照?|(?:{verbs})(?!的)"),
        before_base=re.compile(rf"按照?|{verbs}|{nouns}"),
        verb=re.compile(verbs),
        noun_at_end=re.compile(rf"(?:{nouns})$"),
        scope_or_giving=re.compile(rf"每|单个|单家|{verbs}|{nouns}|最高|按照?"),
        noun_of_sum_before=re.compile(rf"^的?[^，。；、\d和及并]{{1,8}}(?:{nouns}|津贴|经费|费)(?:以?及|和|与|并|、)"),
        recipient=re.compile(
            rf"(?:{verbs})(?!{lexicon.ceilings.pattern})([^，；。\d]{{2,60}}?)(?=最高|不超过|一次性|每年|每|单个|\d|{nouns})"
        ),
        recipient_ends=re.compile(
            rf"{verbs}|{hand_out}|按照?|，(?:分别|一次性|实行|(?:每|单)(?![^，；。]{{0,40}}的[^，；。\d]{{2,14}}，))"
        ),
        name_of_grant=re.compile(
            rf"(?![每给予以按最一两各再另全]|次性|累计|合计|额外|增量|[^，。；]的|[^，。；]?其)[\u4e00-\u9fff][^的次性以予高件个家户名人场元额入升每年度\W\d](?:{nouns})"
        ),
        in_full=re.compile(
            rf"(?P<base>[^，。；、的\d]{{2,10}}?)(?:由[^，。；]{{1,10}}?)?(?:给予|予以)?全额(?:给予|予以)?(?:{nouns}|支持|返还|报销)"
            rf"|(?:以[下内上]|部分)的?全额(?:给予|予以)?(?:{nouns}|支持|返还)"
            r"|(?P<cost>(?<![除免减收]的)[^，。；、的\d]{0,8}(?:费(?!用)|(?<!所需|相关|各项|上述|工作|免除|减免)费用|租金|利息|贴息))"
            r"(?:全部|均)?由[^，。；]{1,10}?全[额部](?:承担|负担|支付|保障)"
            rf"|(?:给予|予以|享受)全额的?(?P<named>[^，。；、的\d]{{1,4}}(?:租|金|费|费用))(?:{nouns})"
        ),
        judged_by=re.compile(
            rf"(?:经|由|在|被|取得)(?P<body>[\u4e00-\u9fff]{{2,16}}?(?:{lexicon.body_endings.pattern}))"
            r"(?=[^，。；]{0,12}(?:认定|评定|批准|验收|备案|登记|审批|审核|同意|《))"
        ),
        **_phrases_of_time(lexicon),
    )


def _phrases_of_time(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """For how long, how often and by which steps something is given."""
    verbs, nouns, years = (w.pattern for w in (lexicon.giving_verbs, lexicon.grant_nouns, lexicon.year_numerals))
    pay = lexicon.pay_verbs.pattern
    steps = "|".join(form.removeprefix("每") for form in lexicon.steps.pattern.split("|"))
    return {
        "for_years": re.compile(
            rf"(?:连续(?:{nouns}|支持|贴息|发放|给予|享受)?(?:最长|最多|不超过|最长不超过)?|为期|累计(?:发放|享受|{nouns}|支持)?(?:最长|最多|不超过|最长不超过)?|(?:期限|时间|年限|(?:{nouns}|贴息|支持|享受|发放|租赁)期限?)(?:均?为|最长|最长为|最多|不超过|最长不超过)?|最长(?:不超过|发放|{nouns}|享受|支持)?"
            rf"|给[予与][^，。；\d]{{0,6}}不超过|(?<=，)(?:最长|最多)?不超过(?=(?:{years})年[。；，]))"
            rf"({years})年(?!以上|度|在|增|保持|达|实现|盈利|获|的[^，。；]{{0,8}}(?:企业|单位|机构|项目|平台|园区|人))"
        ),
        "capped_within": re.compile(r"(?:当|本|一)年(?:内|之内)?(?=[^，。；\d]{0,10}$)|自然年"),
        "within": re.compile(
            rf"年度|每年|全年|每月|按月(?=发放)|(?<![次当首翌上一二两三四五六七八九十\d])年(?={nouns}|{_OF_A_YEAR})"
        ),
        # 给予每月3000元租房补贴、30万元安家补贴: a sum with a noun of its own keeps its period to itself.
        "period_of_another": re.compile(
            rf"(?:每年|每月)(?:{lexicon.ceilings.pattern})?[\d.]+[万亿]?元(?=的?[^，。；、\d和及并]{{1,8}}(?:{nouns}|津贴|经费|费))"
        ),
        "paid_out": re.compile(
            rf"(?:按照?[^，。；]{{2,24}})?分(?:{years})(?:年|期|次|批|个?阶段)[^，。；]{{0,40}}(?:{pay})"
            rf"(?:，(?:每年|每期|每次|首[年期]|第一年)[^，。；]{{0,12}}\d%[^。；]{{0,30}})?"
            rf"|(?:首[期批次笔年]|先(?:期|行)?)[^，。；\d]{{0,8}}(?:{pay})[^，。；\d]{{0,6}}\d[\d.]*%[^。；]{{0,20}}(?:{pay})[^，。；]{{0,10}}"
        ),
        "recurring": re.compile(
            rf"(?:每年|连续(?:{years})年)(?:（[^（）]{{1,30}}）)?，?(?:按[^，]{{0,20}}|[\d.]+%的?)?(?:{verbs}|{nouns})"
            rf"|连续(?:{years})年[^，。；]{{0,8}}(?:{nouns})|连续(?:{nouns}|支持)(?:{years})年"
        ),
        "step": re.compile(
            r"每(?![年月季周日天班平标单个家户人名位场届次期批项件台套座处亩吨辆列条只支间张])[^，。；、\d每]{0,14}?"
            rf"(?:{steps})[^，。；、\d每]{{0,8}}$"
        ),
    }
