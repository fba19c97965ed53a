"""Who gets it: the type of the recipient and the words that name it."""

from __future__ import annotations

import pytest

from zhengtu.extract.beneficiaries import read_beneficiary
from zhengtu.extract.phrases import compile_phrases
from zhengtu.model.lexicon import Lexicon


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
