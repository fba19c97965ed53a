"""How supports combine and what limits them, in the wordings of many places; and sentences that only look like it."""

from __future__ import annotations

import pytest

from .conftest import Read

ARTICLES = "第一条 园区\n对园区奖励。\n第二条 平台\n对平台奖励。\n第三条 附则\n"


def kinds(read: Read, sentence: str) -> set[str]:
    return {rule.kind for rule in read(ARTICLES + sentence).rules}


@pytest.mark.parametrize(
    "sentence",
    [
        "同一项目不重复享受。",
        "同一企业同一事项不得重复申报。",
        "已获得其他财政资金支持的，不再重复支持。",
        "同一笔费用不予重复补助。",
        "同一事项不可重复享受。",
        "各项政策不重复计算。",
        "对同一企业的同类奖励不得兼得。",
        "同类政策不可兼享。",
        "同一人员只能享受1次补助。",
        "每家企业仅可享受一次奖励。",
        "每种补贴每人只能享受一次。",
        "同一身份信息只能用于享受一次补贴。",
        "符合多项条件的，只能选择其中一项申报。",
        "企业可择一享受，避免重复支持。",
        "同一项目符合多项政策的，不叠加享受。",
        "各项奖励不可叠加享受。",
        "与市级同类政策不重复奖励。",
        "同一产品不得多头申报。",
        "已获得省财政资金支持的项目，市级不再支持。",
    ],
)
def test_no_duplication(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"no_duplication"}


@pytest.mark.parametrize(
    "sentence",
    [
        "按照就高不重复原则执行。",
        "按照“就高不就低、从优不重复”的原则执行。",
        "按从高从优不重复的原则给予支持。",
        "按择高不重复原则兑现。",
        "按照就高、不重复的原则执行。",
        "按最高标准执行，不重复享受。",
    ],
)
def test_no_duplication_with_the_highest(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"no_duplication", "highest_applies"}


@pytest.mark.parametrize(
    "sentence",
    [
        "同时符合多项政策的，按就高原则执行。",
        "同时获得多个级别奖项时，仅对最高级别的奖项给予奖励。",
        "符合多项条款的，按最高一项给予奖励。",
        "奖励标准不一致的，从高执行。",
        "同一企业同时符合多项条件的，取最高项予以奖励。",
        "与上级政策重合的，以金额较高者为准。",
        "符合多档标准的，择高支持。",
        "按照孰高原则给予补助。",
        "同一年度多次获奖的，按最高奖项奖励。",
        "符合两个以上条款的，由企业选择其中最高的一项享受。",
        "双方均符合条件的，按标准较高的一方计发。",
        "企业可按最优惠政策享受。",
        "与省级同类补贴政策相重叠的，按标准高的执行。",
        "与其他政策重复的，以金额较高的享受。",
    ],
)
def test_highest_applies(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"highest_applies"}


@pytest.mark.parametrize(
    "sentence",
    [
        "奖补资金实行总量控制。",
        "专项资金实行年度总额控制，超出预算的按比例折算。",
        "审定金额超出年度预算的，按比例核减。",
        "当年资金不足时，按同比例压减。",
        "申请总额超出预算安排的，同比例调减。",
        "资金兑现以当年预算为限，兑完即止。",
        "补贴名额先到先得，额满即止。",
        "确定每年补贴的资金总额，实行总量调控。",
        "发放总额超过年度补贴资金总额的，延至下一年度受理申请。",
        "当年预算不足支付的，结转下一年度优先兑付。",
        "在年度预算规模内择优支持。",
        "根据当年财力情况，等比例调整奖补金额。",
        "资金总额不足的，按实际比例拨付，用完为止。",
        "补助资金实行限额管理。",
        "在年度资金额度内按优先顺序安排。",
        "奖补资金在年度预算内安排。",
    ],
)
def test_budget_limited(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"budget_limited"}


@pytest.mark.parametrize(
    "sentence",
    [
        "省市可同步享受政策。",
        "以上政策可叠加享受。",
        "可与省级政策叠加享受。",
        "同时符合多个阶段条件的，可同时申请多个阶段的补贴。",
        "各项奖励可累计享受。",
        "企业可以同时享受上述政策。",
        "不同项目的奖励可以兼得。",
        "享受本条政策的，不影响其享受其他政策。",
        "该奖励不受重复享受限制。",
        "本项奖励可与第一条补助同时享受。",
        "符合多项条件的，可分别享受。",
    ],
)
def test_stackable(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"stackable"}


@pytest.mark.parametrize(
    "sentence",
    [
        "上级部门另有规定的，从其规定。",
        "省级以上主管部门另有安排的，按其规定执行。",
        "国家、省、市另有规定的，从其规定。",
        "自治区另有规定的，按自治区规定执行。",
        "国家和省另有规定的，按国家和省规定执行。",
        "省、市政策与本规定不一致的，按省、市政策执行。",
        "本措施与上级政策不一致的，以上级政策为准。",
        "如遇国家政策调整，按新政策执行。",
        "国家、省政策有调整的，相应调整执行。",
        "其经营贡献奖励按照市有关规定执行。",
        "法律、法规另有规定的，从其规定。",
        "执行期间如遇上级政策变化，按照上级规定执行。",
    ],
)
def test_follows_higher_policy(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"follows_higher_policy"}


@pytest.mark.parametrize(
    "sentence",
    [
        "不得同时申领其他补贴。",
        "两类补贴不能同时享受。",
        "本政策与其他同类扶持政策不同时享受。",
        "已享受一企一策的企业，不再适用第一条。",
        "享受综合性政策扶持的企业，原则上不再享受同一类型普惠性政策扶持。",
        "下属企业不得申请与总部同一类型的奖励。",
        "房地产企业不适用本政策。",
        "本措施不适用于金融企业。",
        "已获国家级奖励的园区不再参评。",
        "失信企业不在本政策支持范围。",
        "上述两项奖励只能二选一。",
        "已领取国家购车补贴的车辆，不再纳入补助范围。",
    ],
)
def test_exclusive(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"exclusive"}


@pytest.mark.parametrize(
    "sentence",
    [
        "原办法同时废止。",
        "《甲市支持若干措施》（甲政发〔2020〕1号）自本措施施行之日起废止。",
        "《甲市支持若干措施》（甲政发〔2020〕1号）停止执行。",
        "原有政策即行废止。",
        "《甲市支持若干措施》同时失效。",
        "《甲市支持若干措施》不再执行。",
        "《甲市支持若干措施》（甲政发〔2020〕1号）自发布之日起实行，该措施自本细则施行之日起废止。",
    ],
)
def test_repeals(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"repeals"}


@pytest.mark.parametrize(
    "sentence",
    [
        "废止前已受理尚未兑现的，仍按原政策执行。",
        "施行前已受理但尚未拨付的项目，仍按《甲市支持若干措施》（甲政发〔2020〕1号）办理。",
        "此前已签订协议的企业，继续按照协议约定执行。",
        "原政策期限内的事项，按原政策继续兑现。",
        "本措施施行前已立项的项目，适用原规定。",
        "此前规定与本措施不一致的，以本措施为准。",
        "过渡期内新旧政策可自行选择。",
        "有效期内签订的协议继续有效。",
        "已享受原补贴且尚未期满的人员，仍按原标准发至期满。",
    ],
)
def test_transitional(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"transitional"}


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年1月1日以后发生的事项，可以按照本规定追溯兑现。",
        "2025年1月1日至本措施施行前发生的事项，参照本措施执行。",
        "政策适用时间追溯至2024年1月1日。",
        "支持政策时间从2024年1月1日开始计算。",
        "2024年1月1日起至本办法印发之日符合条件的，可参照本办法执行。",
        "2024年1月1日以来符合条件的企业，按本政策兑现。",
    ],
)
def test_retroactive(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == {"retroactive"}


@pytest.mark.parametrize(
    "sentence",
    [
        "从高校引进人才。",
        "促进产业就高质量发展开展合作。",
        "从优势企业中遴选。",
        "按最高不超过50万元给予奖励。",
        "建设食品安全追溯体系。",
        "完善商品可追溯平台。",
        "修改、废止本措施应当公开征求意见。",
        "由市商务局负责解释。",
        "按照省有关要求组织申报。",
        "企业可择优申报。",
        "子女可选择一所公办学校就读。",
        "创业者自有资金不足的，可申请创业担保贷款。",
        "比重低于3%的，不享受本条补助。",
        "专项资金，是指由市级财政预算安排，专门用于支持外贸的资金。",
        "评价结果作为下一年度预算安排的重要依据。",
        "市财政局负责专项资金预算管理。",
        "市财政局负责资金预算安排，并会同有关部门组织绩效评价。",
        "按照财力状况，将各县区分为三类。",
        "园区企业由管委会全额承担，不适用上述比例。",
        "弄虚作假的，追回资金，3年内不得再申报。",
        "项目不得重复建设。",
        "避免重复检测、重复收费。",
    ],
)
def test_words_that_only_look_like_a_rule(sentence: str, read: Read) -> None:
    assert kinds(read, sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("同一企业年度内获得多个称号的，按最高标准奖励，不累计。", {"no_duplication", "highest_applies"}),
        ("同类政策择优享受，不叠加。", {"no_duplication", "highest_applies"}),
        ("人才符合两类以上条件的，按高层次享受，不累计计算。", {"no_duplication", "highest_applies"}),
        ("与我市其他政策内容有交叉重叠的，企业可自主选择其一享受。", {"no_duplication"}),
        ("除明确可叠加的条款外，同一项目不得重复享受。", {"no_duplication"}),
        ("晋级的按差额补足奖励，不重复计奖。", {"no_duplication"}),
        ("本政策可与国家、省级政策叠加。", {"stackable"}),
        ("第一条与第二条可以叠加享受。", {"stackable"}),
        ("以上奖励可累加，单家企业累计最高不超过500万元。", {"stackable"}),
        ("享受总部企业奖励的，不得再享受租金补贴。", {"exclusive"}),
        ("国家、省和南通市出台新规定的，从其规定。", {"follows_higher_policy"}),
        ("如与上级政策相抵触，以上级政策规定为准。", {"follows_higher_policy"}),
        ("执行期间国家法律法规和上级政策调整的，从其规定。", {"follows_higher_policy"}),
        ("2022年1月1日至施行前发生的事项，可按本措施申报。", {"retroactive"}),
        ("本办法自2024年1月1日起施行，2023年度符合条件的项目参照执行。", {"retroactive"}),
        ("2025年1月1日至本办法施行之日期间发生的事项参照执行。", {"retroactive"}),
        ("原办法与本办法不一致的，以本办法为准。", {"transitional"}),
        ("当年度兑现资金超过预算安排时，按比例予以兑付。", {"budget_limited"}),
        ("市财政局负责预算安排和资金拨付。", set()),
        ("同一企业最多可申报两个项目。", set()),
        ("获得更高级别认定的，给予晋级补差奖励。", set()),
    ],
)
def test_wordings_of_many_places(sentence: str, expected: set[str], read: Read) -> None:
    assert kinds(read, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "本办法施行前已审核、未兑付的事项，继续按照原《甲市扶持资金管理暂行办法》执行。",
        "2022年已受理尚未拨付的事项，按2022年度申报通知的标准继续兑付。",
    ],
)
def test_what_was_begun_goes_on_by_the_old_rules(sentence: str, read: Read) -> None:
    assert "transitional" in kinds(read, sentence)
