"""Who gets it: the type of the recipient and the words that name it."""

from __future__ import annotations

import pytest

from zhengtu.extract.beneficiaries import read_beneficiary
from zhengtu.extract.phrases import compile_phrases
from zhengtu.model.lexicon import Lexicon

from .conftest import Read


def recipient(words: str, lexicon: Lexicon, before: str = "") -> tuple[tuple[str, ...], str | None]:
    types, phrase = read_beneficiary(words, before, lexicon, compile_phrases(lexicon))
    return types.value, phrase


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("对首次认定的企业，给予10万元奖励。", "enterprise"),
        ("对首次认定的产业园，给予10万元奖励。", "park_operator"),
        ("对年交易额前三位的跨境电商交易平台，给予10万元奖励。", "trading_platform"),
        ("对服务企业30家以上的综合服务平台，给予10万元奖励。", "service_platform"),
        ("对营业收入1000万元以上的服务企业，给予10万元奖励。", "service_enterprise"),
        ("对取得许可证的第三方支付平台，给予10万元奖励。", "payment_institution"),
        ("对新认定的公共海外仓运营主体，给予10万元奖励。", "overseas_warehouse_operator"),
        ("对培训30课时以上的培训机构，给予10万元奖励。", "training_institution"),
        ("对招生人数50人以上的高校，给予10万元奖励。", "university"),
        ("对新增进出口额4亿美元以上的镇街区，给予加分奖励。", "township"),
        ("对主导制定标准的行业协会，给予10万元奖励。", "association"),
        ("对跨境电商高层次人才，给予10万元奖励。", "individual"),
        ("航运公司新开航线的，给予10万元奖励。", "carrier"),
        ("增幅居全市前列的县市区，给予10万元奖励。", "county_government"),
        ("对引进领军人才的用人单位，给予10万元奖励。", "enterprise"),
        ("对各县区企业，给予10万元奖励。", "enterprise"),
        ("人力资源服务机构为园区企业引进人才的，给予10万元奖励。", "service_enterprise"),
        ("企业接收毕业生实习满2个月的，给予每人1000元奖励。", "enterprise"),
        ("软件企业入驻示范园区，前两年免收租金，给予10万元补助。", "enterprise"),
        ("对引进院士、领军人才的，给予10万元奖励。", "enterprise"),
        ("经管委会认定的领军人才，给予10万元奖励。", "individual"),
        ("新取得技师证书的，奖励个人2000元。", "individual"),
        ("园区每引进1户企业，奖励运营机构2万元。", "park_operator"),
        ("对年交易额3亿元以上的电商产业园，给予运营机构10万元奖励。", "park_operator"),
        ("按服务收入的5%对检测机构给予奖励。", "other"),
    ],
)
def test_type_is_the_head_of_the_phrase(words: str, kind: str, lexicon: Lexicon) -> None:
    assert recipient(words, lexicon)[0] == (kind,)


def test_recipient_behind_the_verb_wins_over_the_object(lexicon: Lexicon) -> None:
    words = "对首次认定的省级产业园区，分别给予园区经营管理机构最高100万元奖励。"
    assert recipient(words, lexicon) == (("park_operator",), "园区经营管理机构")


def test_place_is_not_the_recipient(lexicon: Lexicon) -> None:
    assert recipient("对入驻电子商务园区的企业，给予10万元奖励。", lexicon)[0] == ("enterprise",)


def test_words_in_brackets_do_not_count(lexicon: Lexicon) -> None:
    assert recipient("对组织培训的培训机构（企业），给予10万元奖励。", lexicon)[0] == ("training_institution",)


def test_sentence_before_names_whom_a_bare_grant_is_for(lexicon: Lexicon) -> None:
    assert recipient("给予不超过10万元补助。", lexicon, before="鼓励高校开设专业，")[0] == ("university",)


def test_nobody_named_is_an_enterprise_without_a_phrase(lexicon: Lexicon) -> None:
    assert recipient("给予10万元奖励。", lexicon) == (("enterprise",), None)


def test_grant_in_front_of_a_further_one_tells_whom_it_is_for(read: Read) -> None:
    found = read("一、高校开设订单班的，每班补助5万元。学生进入本市企业就业的比例达到60%的，另给予3万元奖励。").measures
    assert [m.beneficiary for m in found] == [("university",), ("university",)]


def test_cell_of_the_recipient_holds_for_every_grant_of_its_row(read: Read) -> None:
    headings = ["序号", "项目", "支持对象", "支持标准", "责任单位"]
    row = ["1", "人才培训", "年培训400人以上的培训机构", "每期补助2万元；获评省级的，一次性奖励10万元。", "市商务局"]
    found = read("\n".join(["某市支持事项表", *headings, *row, "2", *row[1:]])).measures[:2]
    assert [m.beneficiary for m in found] == [("training_institution",)] * 2
    assert [[c.value for c in m.conditions] for m in found] == [[400], [400]]


def test_phrase_begins_behind_the_word_that_joins_it(lexicon: Lexicon) -> None:
    words = "对运营1年以上，且年营业额达到2000万元的服务商，给予10万元奖励。"
    assert recipient(words, lexicon)[1] == "年营业额达到2000万元的服务商"
