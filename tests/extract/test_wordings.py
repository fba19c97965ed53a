"""One entitlement in many wordings: what several sums, levels, ranks and rates of a sentence are each for."""

from __future__ import annotations

import pytest

from .conftest import Read
from .sayings import asked, said


@pytest.mark.parametrize(
    ("sentence", "supports"),
    [
        (
            "对新引进的毕业生发放安家补贴，其中专科生1万元，本科生2万元，硕士生3万元。",
            ["amount 10000 CNY when=专科生", "amount 20000 CNY when=本科生", "amount 30000 CNY when=硕士生"],
        ),
        (
            "对新引进的创业团队，给予最低600万元资助；对新引进的讲师，给予为期四年每人每年3万元的生活补贴。",
            ["amount 6000000 CNY bound=min", "amount 30000 CNY per=person period=year duration_years=4"],
        ),
        (
            "对按期完工的项目，按3年期LPR给予一次性贴息，单个项目最高贴息补助80万元。",
            ["ceiling 800000 CNY per=project"],
        ),
        (
            "对参加省外展会的企业给予补助，补助金额最高为每标准展位1.2万元，最高给予企业9万元。",
            ["ceiling 12000 CNY per=booth", "ceiling 90000 CNY"],
        ),
        ("对首次纳入限额以上的零售企业奖励6万元。", ["amount 60000 CNY"]),
        (
            "对设备投资达到300万元（含）、900万元（含）以上的，分别按照投资额的1.2%、1.6%，最高给予70万元奖补。",
            ["rate 0.012 ratio of=投资额 tier=1", "rate 0.016 ratio of=投资额 tier=2", "ceiling 700000 CNY"],
        ),
        (
            "按服务外包执行额2万美元奖励人民币5000元，单个企业年累计不超过40万元。",
            ["amount 5000 CNY per=increment", "ceiling 400000 CNY per=enterprise period=year"],
        ),
        (
            "对企业独立站服务费给予25%支持，最高支持15万元；交易额达到60万美元的，支持比例提高至40%，最高支持20万元。",
            [
                "rate 0.25 ratio of=独立站服务费 tier=1",
                "ceiling 150000 CNY tier=1",
                "rate 0.4 ratio of=独立站服务费 tier=2",
                "ceiling 200000 CNY tier=2",
            ],
        ),
        (
            "博士、硕士分别给予9万元、5万元安家费，连续2年每月分别发放2500元、1500元生活补贴。",
            [
                "amount 90000 CNY tier=1 when=博士",
                "amount 50000 CNY tier=2 when=硕士",
                "amount 2500 CNY period=month tier=1 when=博士 duration_years=2",
                "amount 1500 CNY period=month tier=2 when=硕士 duration_years=2",
            ],
        ),
        (
            "展览分为全国性展览、区域性展览，按面积分别给予18元/平方米、12元/平方米补助，分别最高不超过90万元、40万元。",
            [
                "amount 18 CNY per=m2 tier=1 when=全国性展览",
                "amount 12 CNY per=m2 tier=2 when=区域性展览",
                "ceiling 900000 CNY tier=1 when=全国性展览",
                "ceiling 400000 CNY tier=2 when=区域性展览",
            ],
        ),
        (
            "每年评选标杆项目，设一等奖2名、二等奖4名，分别奖励80万元、50万元。",
            ["amount 800000 CNY tier=1 when=一等奖", "amount 500000 CNY tier=2 when=二等奖"],
        ),
        (
            "对企业不超过员工总数8%的管理人员给予奖励，单个企业不超过60万元。",
            ["ceiling 600000 CNY per=enterprise"],
        ),
        (
            "给予投资额10%的补助，单个项目80万元以内、单个企业200万元以内。",
            ["rate 0.1 ratio of=投资额", "ceiling 800000 CNY per=project", "ceiling 2000000 CNY per=enterprise"],
        ),
        (
            "入驻企业前两年免收租金，第三年按40%收取租金。",
            ["rate 1 ratio of=租金 duration_years=2", "rate 0.6 ratio of=租金 when=第三年 duration_years=1"],
        ),
        (
            "节水投资90万元—300万元的，一次性奖励4万元；300万元以上的，一次性奖励7万元。",
            ["amount 40000 CNY tier=1", "amount 70000 CNY tier=2"],
        ),
        (
            "人员费用按欧洲1.2万元/人、非洲1.5万元/人、其他地区0.6万元/人给予补助。",
            [
                "amount 12000 CNY per=person when=欧洲",
                "amount 15000 CNY per=person when=非洲",
                "amount 6000 CNY per=person when=其他地区",
            ],
        ),
        (
            "对经认定的创新平台，国家级、省级、市级分别给予200万元、100万元、30万元一次性奖励。",
            [
                "amount 2000000 CNY tier=1 when=国家级",
                "amount 1000000 CNY tier=2 when=省级",
                "amount 300000 CNY tier=3 when=市级",
            ],
        ),
        (
            "对获得质量奖金奖、银奖的企业，分别给予20万元和10万元的奖励。",
            ["amount 200000 CNY tier=1 when=质量奖金奖", "amount 100000 CNY tier=2 when=银奖"],
        ),
        (
            "对获得认定的项目给予配套，对国家级的给予80%的资金配套，对省级的给予50%的资金配套。",
            ["rate 0.8 ratio when=国家级", "rate 0.5 ratio when=省级"],
        ),
        (
            "经市人社局认定的A类、B类、C类人才，在本区购买首套住房的，分别给予90万元、60万元、30万元补贴。",
            [
                "amount 900000 CNY tier=1 when=A类",
                "amount 600000 CNY tier=2 when=B类",
                "amount 300000 CNY tier=3 when=C类",
            ],
        ),
        (
            "对在本区企业就业、毕业4年以内的全日制博士、硕士、本科毕业生，分别按每月1800元、1200元、700元发放租房补贴。",
            [
                "amount 1800 CNY period=month tier=1 when=全日制博士",
                "amount 1200 CNY period=month tier=2 when=硕士",
                "amount 700 CNY period=month tier=3 when=本科毕业生",
            ],
        ),
        (
            "对新引进的博士每人每月补贴2800元，最长发放3年。",
            ["amount 2800 CNY per=person period=month duration_years=3"],
        ),
        (
            "对年进出口额800万美元以上的企业，进出口额较上年度每增加100万美元奖励3万元。",
            ["amount 30000 CNY per=increment"],
        ),
        (
            "按每标箱180元给予货主补助，全年出口箱量600标箱以上的按每标箱240元补助。",
            ["amount 180 CNY per=TEU tier=1", "amount 240 CNY per=TEU tier=2"],
        ),
        (
            "按初级、中级、高级工每人600元、900元、1500元给予培训补贴。",
            [
                "amount 600 CNY per=person tier=1 when=初级",
                "amount 900 CNY per=person tier=2 when=中级",
                "amount 1500 CNY per=person tier=3 when=高级工",
            ],
        ),
        (
            "对租用库房的企业，第一年按每月每平方米18元、第二年按每月每平方米9元给予补贴。",
            [
                "amount 18 CNY per=m2 period=month when=第一年",
                "amount 9 CNY per=m2 period=month when=第二年",
            ],
        ),
        (
            "一等奖1名，奖励24万元；二等奖2名，各奖励12万元；三等奖4名，各奖励6万元。",
            ["amount 240000 CNY when=一等奖", "amount 120000 CNY when=二等奖", "amount 60000 CNY when=三等奖"],
        ),
        (
            "入驻园区的企业，第一年免收租金，第二年和第三年租金减半。",
            [
                "rate 1 ratio of=租金 when=第一年 duration_years=1",
                "rate 0.5 ratio of=租金 when=第二年和第三年 duration_years=2",
            ],
        ),
        (
            "重点展会的展位费按80%支持；一般展会按60%支持。",
            ["rate 0.8 ratio of=展位费 when=重点展会", "rate 0.6 ratio of=展位费 when=一般展会"],
        ),
        (
            "按实际物流费用的8%补贴，单个企业不超过60万元；经铁路口岸出口的，补贴比例为12%，单个企业不超过90万元。",
            [
                "rate 0.08 ratio of=实际物流费用",
                "ceiling 600000 CNY per=enterprise",
                "rate 0.12 ratio of=实际物流费用 when=经铁路口岸出口",
                "ceiling 900000 CNY per=enterprise when=经铁路口岸出口",
            ],
        ),
        ("按当笔贷款基准利率的50%给予企业贴息。", ["rate 0.5 ratio of=当笔贷款基准利率"]),
        ("对入驻企业给予3年免租金支持。", ["rate 1 ratio of=租金 duration_years=3"]),
        ("符合条件的人才可申请5年免租入住人才公寓。", ["rate 1 ratio of=租金 duration_years=5"]),
        (
            "对入住人才公寓的毕业生，入住4年内按市场租金的35%减免租金，减免面积不超过70平方米。",
            ["rate 0.35 ratio of=市场租金 duration_years=4", "ceiling 70 m2"],
        ),
        (
            "企业入驻国有楼宇的，前三年免收60%租金，第四年免收20%租金。",
            [
                "rate 0.6 ratio of=租金 when=前三年 duration_years=3",
                "rate 0.2 ratio of=租金 when=第四年 duration_years=1",
            ],
        ),
        (
            "按不超过一年期贷款市场报价利率（LPR）的45%给予贴息。",
            ["rate 0.45 ratio bound=max of=一年期贷款市场报价利率（LPR）"],
        ),
        ("发放服务券，抵扣比例不高于服务合同金额的35%。", ["rate 0.35 ratio bound=max of=服务合同金额"]),
        ("毕业生有资金需求的，可申请最高25万元的创业担保贷款。", ["ceiling 250000 CNY"]),
        (
            "对经口岸办批准的班列，单列编组不少于45标箱的，给予平台公司去程每列20万元、回程每列12万元补助。",
            ["amount 200000 CNY per=train when=去程", "amount 120000 CNY per=train when=回程"],
        ),
        ("对自建独立站的企业，每站补助不超过8万元。", ["ceiling 80000 CNY per=site"]),
        (
            "按考核得分，第1名奖励100万元，第2至3名各奖励60万元，第4至6名各奖励30万元。",
            ["amount 1000000 CNY tier=1", "amount 600000 CNY tier=2", "amount 300000 CNY tier=3"],
        ),
        (
            "年出口额达到1000万元的奖励5万元，达到3000万元的奖励10万元，达到5000万元的奖励20万元。",
            ["amount 50000 CNY tier=1", "amount 100000 CNY tier=2", "amount 200000 CNY tier=3"],
        ),
        (
            "对企业投保信用保险的，按实缴保费的60%给予补助，小微企业提高到75%，单个企业年度补助不超过30万元。",
            [
                "rate 0.6 ratio of=实缴保费",
                "rate 0.75 ratio of=实缴保费 when=小微企业",
                "ceiling 300000 CNY per=enterprise period=year",
            ],
        ),
        (
            "对参展企业给予每个展位8000元补助，重点展会提高至1.5万元。",
            ["amount 8000 CNY per=booth", "amount 15000 CNY per=booth when=重点展会"],
        ),
        (
            "对租用海外仓的企业，按每平方米每月不超过12元给予补贴，年度最高20万元，补贴期不超过2年。",
            ["ceiling 12 CNY per=m2 period=month duration_years=2", "ceiling 200000 CNY period=year"],
        ),
        (
            "个人贷款最高30万元给予贴息支持，带动就业的个人最高额度提高至60万元。",
            ["ceiling 300000 CNY", "ceiling 600000 CNY when=带动就业的个人"],
        ),
        (
            "对参展企业给予不超过40%的补助，对小微企业提高到60%。",
            ["rate 0.4 ratio bound=max", "rate 0.6 ratio bound=max when=小微企业"],
        ),
        ("对获得省级奖励的企业，按省级奖励金额的40%给予配套奖励。", ["rate 0.4 ratio of=省级奖励金额"]),
        ("对举办对接活动的机构，每场次补助1万元，最多补助8场次。", ["amount 10000 CNY per=event", "ceiling 8 event"]),
        ("择优评选8家领军企业，每家奖励15万元。", ["amount 150000 CNY per=enterprise"]),
        (
            "对国际性、全国性、行业性展览项目，按展览面积分别给予28元/平方米、22元/平方米、16元/平方米补助。",
            [
                "amount 28 CNY per=m2 tier=1 when=国际性",
                "amount 22 CNY per=m2 tier=2 when=全国性",
                "amount 16 CNY per=m2 tier=3 when=行业性展览项目",
            ],
        ),
        (
            "对评选前三名的园区，分别给予30万元、20万元及10万元奖励。",
            ["amount 300000 CNY tier=1", "amount 200000 CNY tier=2", "amount 100000 CNY tier=3"],
        ),
        (
            "对参展企业每次补助1万元，每家企业每年不超过6个展会。",
            ["amount 10000 CNY per=session", "ceiling 6 event per=enterprise period=year"],
        ),
    ],
)
def test_each_sum_says_what_it_is_for(sentence: str, supports: list[str], read: Read) -> None:
    record = read(f"一、奖励\n（一）{sentence}\n")
    assert [said(s) for m in record.measures for s in m.supports] == supports


@pytest.mark.parametrize(
    ("sentence", "conditions"),
    [
        (
            "按考核得分，第1名奖励100万元，第2至3名各奖励60万元。",
            ["rank = 1 rank tier=1", "rank >= 2 rank tier=2", "rank <= 3 rank tier=2"],
        ),
        (
            "对年营业收入1000万元以上（服务企业年营业收入500万元以上）的，给予5万元奖励。",
            ["revenue >= 10000000 CNY period=year alt=1", "revenue >= 5000000 CNY period=year alt=2"],
        ),
        (
            "年度销售额3亿元以上的批发企业，给予10万元奖励。",
            ["revenue >= 300000000 CNY period=year"],
        ),
        (
            "对年服务收入≥500万元的企业，给予5万元奖励。",
            ["revenue >= 5000000 CNY period=year"],
        ),
        (
            "对员工50人（不含）以上的企业，给予5万元奖励。",
            ["employees > 50 person"],
        ),
        (
            "年出口额达到1000万元的奖励5万元，达到3000万元的奖励10万元。",
            ["trade_volume >= 10000000 CNY period=year tier=1", "trade_volume >= 30000000 CNY period=year tier=2"],
        ),
        ("对年举办对接会6场次以上的机构，给予4万元补助。", ["other >= 6 event period=year"]),
        (
            "对年执飞50个、90个航班以上的企业，分别给予30万元、60万元奖励。",
            ["flights >= 50 flight period=year tier=1", "flights >= 90 flight period=year tier=2"],
        ),
        ("对全年执飞70个航班以上的航空公司，给予40万元补助。", ["flights >= 70 flight period=year"]),
        ("对毕业生创业且带动4人以上就业的，给予1万元补贴。", ["employees >= 4 person"]),
        ("对来自4个（含）以上国家的会议项目，给予20万元补助。", ["other >= 4 country"]),
        ("对离校2年内未就业的毕业生，给予3000元补贴。", ["other <= 2 year"]),
        ("对承诺自获奖之日起5年内不迁出的企业，给予20万元奖励。", []),
    ],
)
def test_each_threshold_says_what_it_measures(sentence: str, conditions: list[str], read: Read) -> None:
    record = read(f"一、奖励\n（一）{sentence}\n")
    assert [asked(c) for m in record.measures for c in m.conditions] == conditions


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "一、奖励\n（一）对培训机构，给予10万元奖励。年培训500人以上的，再给予5万元奖励。\n",
            [("training_institution",), ("training_institution",)],
        ),
        ("一、支持产业园建设\n（一）年度考核优秀的，给予10万元奖励。\n", [("park_operator",)]),
        (
            "一、支持事项\n事项一：海外仓建设\n【支持标准】年度考核优秀的，给予10万元奖励。\n",
            [("overseas_warehouse_operator",)],
        ),
        ("一、奖励\n（一）新型研发机构购置办公用房的，给予10万元奖励。\n", [("other",)]),
        ("一、奖励\n（一）对为小微企业提供担保的担保机构，给予10万元奖励。\n", [("service_enterprise",)]),
        ("一、奖励\n（一）对合伙企业的自然人合伙人，按照其贡献的10%给予奖励。\n", [("individual",)]),
        ("一、奖励\n（一）对在本区举办论坛和会展活动的，给予最高50万元扶持。\n", [("event_organiser",)]),
        ("一、奖励\n（一）对经认定的孵化器和众创空间，给予最高20万元的资助。\n", [("park_operator",)]),
    ],
)
def test_recipient_is_found_where_the_grant_leaves_it_out(text: str, types: list[tuple[str, ...]], read: Read) -> None:
    assert [m.beneficiary for m in read(text).measures] == types


@pytest.mark.parametrize(
    "sentence",
    [
        "已获得市级奖励50万元以上的企业不再参评。",
        "弄虚作假的，追回已发放的10万元补贴。",
        "企业应当承担不低于职工工资总额2%的培训费用。",
        "见习单位发放的基本生活补助不低于本市最低工资标准的80%。",
        "公示期间有异议的，经查实不予支持，并处1万元罚款。",
        "奖励资金按50%、30%、20%的比例分三年拨付。",
        "逾期未完成的，每日按0.5‰扣减补助。",
        "专家评审费每人每天不超过900元，从工作经费中列支。",
        "投资额4000万元以下的项目由区级审批，4000万元以上的报市政府审定。",
        "对骗取资金的，3年内不得申报。",
    ],
)
def test_figure_that_nobody_is_given_is_no_support(sentence: str, read: Read) -> None:
    assert [said(s) for m in read(f"一、管理\n（一）{sentence}\n").measures for s in m.supports] == []


@pytest.mark.parametrize(
    ("sentence", "supports"),
    [
        ("给予社会保险补贴，补贴标准原则上不超过其实际缴费额的2/3。", ["rate 0.666667 ratio bound=max of=实际缴费额"]),
        ("按照不超过实际缴费额三分之二的标准给予企业补贴。", ["rate 0.666667 ratio bound=max of=实际缴费额"]),
        ("以其工资薪金为基础，按照标准税率15%测算纳税额，超出部分给予补贴。", []),
        ("为企业提供200亿元专属授信额度支持。", []),
        ("展位费全额补助，单个展位封顶4万元。", ["rate 1 ratio of=展位费", "ceiling 40000 CNY per=booth"]),
        (
            "企业入驻园区的，前两年免收租金，后三年租金减半。",
            ["rate 1 ratio of=租金 duration_years=2", "rate 0.5 ratio of=租金 duration_years=3"],
        ),
        ("首次入库的企业奖励10万元，次年再奖5万元。", ["amount 100000 CNY", "amount 50000 CNY"]),
        ("按不低于30%、不高于50%的比例给予补助。", ["rate 0.3 ratio bound=min", "rate 0.5 ratio bound=max"]),
        (
            "对首次突破1亿元的企业奖励30万元，每再增加5000万元追加10万元，最高不超过100万元。",
            ["amount 300000 CNY", "amount 100000 CNY per=increment", "ceiling 1000000 CNY"],
        ),
    ],
)
def test_share_in_words_and_figures_beside_it(sentence: str, supports: list[str], read: Read) -> None:
    record = read(f"一、奖励\n（一）{sentence}\n")
    found = [said(s).split(" when=")[0] for m in record.measures for s in m.supports]
    assert found == supports
