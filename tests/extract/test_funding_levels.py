"""Who pays what between three levels, for banners and beside zones that pay: scope|areas|exceptions|shares."""

from __future__ import annotations

import pytest

from .conftest import Read
from .funding import CITY_ARTICLES, CITY_ITEMS, rules


@pytest.mark.parametrize(
    ("city", "clause", "expected"),
    [
        (
            "贵港市",
            "第四条人才补贴资金由自治区、市、县（市、区）按4:3:3承担；其他条款由市本级与港北区、港南区、覃塘区按6:4承担，与桂平市、平南县按4:6承担。",
            [
                "4|||province 0.4 city 0.3 county 0.3",
                "others|桂平市、平南县||city 0.4 county 0.6",
                "others|港北区、港南区、覃塘区||city 0.6 county 0.4",
            ],
        ),
        (
            "廊坊市",
            "兑现资金由市、县（市、区）两级按照6:4的比例共担（廊坊开发区、临空经济区由其自行承担）。",
            ["others||廊坊开发区、临空经济区|city 0.6 county 0.4", "others|廊坊开发区、临空经济区||zone 1"],
        ),
        (
            "沧州市",
            "除第五条由市级财政全额保障外，其他条款按企业税收归属，由市、县（市、区）按6:4分担。",
            ["5|||city 1", "others|||city 0.6 county 0.4"],
        ),
        (
            "邢台市",
            "所需资金由市、县两级财政分级负担，市主城区（襄都区、信都区、南和区、任泽区、邢台经开区）市级负担60%、区级负担40%；其他县（市）市级负担40%、县级负担60%。",
            [
                "others|其他县（市）||city 0.4 county 0.6",
                "others|襄都区、信都区、南和区、任泽区、邢台经开区||city 0.6 county 0.4",
            ],
        ),
        (
            "来宾市",
            "市本级承担部分由市财政从工业发展专项资金中安排，县（市、区）承担部分由同级财政安排；市本级与县（市、区）分担比例为6:4。",
            ["others|||city 0.6 county 0.4"],
        ),
        (
            "梧州市",
            "资金分担：市本级60%，县（市、区）40%；其中苍梧县、蒙山县市本级70%，县级30%。",
            ["others||苍梧县、蒙山县|city 0.6 county 0.4", "others|苍梧县、蒙山县||city 0.7 county 0.3"],
        ),
        (
            "张家口市",
            "第一条至第三条由省、市、县（区）财政分别承担40%、30%、30%；第四条由用人单位和同级财政各承担50%；其余由县（区）财政承担。",
            ["1,2,3|||province 0.4 city 0.3 county 0.3", "4|||other 0.5 county 0.5", "others|||county 1"],
        ),
        (
            "宝鸡市",
            "市、县区财政按照4:6的比例落实奖补资金，高新区由高新区管委会全额落实。",
            ["others||高新区|city 0.4 county 0.6", "others|高新区||zone 1"],
        ),
        (
            "安康市",
            "奖补资金由市、县（市、区）按3:7配套安排，瀛湖生态旅游区、恒口示范区、安康高新区由市财政全额保障。",
            [
                "others||瀛湖生态旅游区、恒口示范区、安康高新区|city 0.3 county 0.7",
                "others|瀛湖生态旅游区、恒口示范区、安康高新区||city 1",
            ],
        ),
        (
            "呼和浩特市",
            "奖补资金由市本级与旗县区、开发区按6:4比例承担，和林格尔新区、经开区企业的奖补资金由所在开发区全额承担。",
            ["others||和林格尔新区、经开区|city 0.6 county 0.4", "others|和林格尔新区、经开区||zone 1"],
        ),
        (
            "赤峰市",
            "市级财政对红山区、松山区、元宝山区承担60%，对其他旗县承担80%，其余由旗县区财政承担。",
            ["others|其他旗县||city 0.8 county 0.2", "others|红山区、松山区、元宝山区||city 0.6 county 0.4"],
        ),
        (
            "大同市",
            "对平城区、云冈区、经开区，市与区按5:5承担；对其他县区，市与县区按6:4承担。",
            ["others|其他县区||city 0.6 county 0.4", "others|平城区、云冈区、经开区||city 0.5 county 0.5"],
        ),
        (
            "长治市",
            "本办法奖补资金按照属地原则由市、县（区）共同承担，比例为6:4；其中第四条、第六条由市级单独承担。",
            ["4,6|||city 1", "others|||city 0.6 county 0.4"],
        ),
        (
            "丹东市",
            "奖励资金由市财政与企业所在县（市）区财政各承担50%，前阳开发区、大孤山开发区比照县（市）区执行。",
            ["others|||city 0.5 county 0.5"],
        ),
        (
            "咸阳市",
            "秦都区、渭城区奖补资金由市、区财政按照5∶5比例承担，其余县市由省、市、县财政按照4∶3∶3比例承担。",
            ["others|其余县市||province 0.4 city 0.3 county 0.3", "others|秦都区、渭城区||city 0.5 county 0.5"],
        ),
        (
            "玉溪市",
            "第三条由省级财政补助40%，剩余60%由市、县（市、区）财政各承担一半。",
            ["3|||province 0.4 city 0.3 county 0.3"],
        ),
        ("邵阳市", "市财政承担奖补总额的60%，项目所在县市区财政承担奖补总额的40%。", ["others|||city 0.6 county 0.4"]),
        (
            "茂名市",
            "资金由市、区（县级市）财政按6:4承担，其中茂南区、电白区由市财政承担七成，高州市、化州市、信宜市由市财政承担五成。",
            [
                "others||茂南区、电白区、高州市、化州市、信宜市|city 0.6 county 0.4",
                "others|茂南区、电白区||city 0.7",
                "others|高州市、化州市、信宜市||city 0.5",
            ],
        ),
        (
            "锦州市",
            "所需资金由市与各县（市）区财政按4：6比例分担，滨海新区、松山新区按现行体制由新区财政承担。",
            ["others||滨海新区、松山新区|city 0.4 county 0.6", "others|滨海新区、松山新区||zone 1"],
        ),
    ],
)
def test_articles(city: str, clause: str, expected: list[str], read: Read) -> None:
    assert rules(read, CITY_ARTICLES.format(city=city, clause=clause)) == expected


@pytest.mark.parametrize(
    ("city", "clause", "expected"),
    [
        (
            "抚州市",
            "第一部分所需资金由市、县（区）按6:4比例分担，第二部分所需资金由省、市、县（区）按4:3:3比例分担。",
            ["1|||city 0.6 county 0.4", "2|||province 0.4 city 0.3 county 0.3"],
        ),
        (
            "宜春市",
            "第（一）项至第（三）项由市、县（市、区）财政按6∶4比例分担，其中袁州区、宜春经开区按5∶5；其余各项由市级财政全额承担。",
            [
                "1.1,1.2,1.3||袁州区、宜春经开区|city 0.6 county 0.4",
                "1.1,1.2,1.3|袁州区、宜春经开区||city 0.5 county 0.5",
                "others|||city 1",
            ],
        ),
        (
            "鹰潭市",
            "所涉资金，市级、区（市）级财政按6：4比例承担；余江区、贵溪市享受第（四）项政策的，资金由区（市）级财政全额承担。",
            ["2.4|余江区、贵溪市||county 1", "others|||city 0.6 county 0.4"],
        ),
        (
            "景德镇市",
            "第一至第三项奖补由市、县（市、区）按6:4承担；第四至六项由省、市、县（市、区）按4:3:3承担。",
            ["1.1,1.2,1.3|||city 0.6 county 0.4", "2.4,2.5,2.6|||province 0.4 city 0.3 county 0.3"],
        ),
    ],
)
def test_items(city: str, clause: str, expected: list[str], read: Read) -> None:
    assert rules(read, CITY_ITEMS.format(city=city, clause=clause)) == expected
