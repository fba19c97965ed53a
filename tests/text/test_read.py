"""Bytes of documents into text: what is read, what is refused, and in which words."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from random import Random

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.errors import UnreadableSource
from zhengtu.text.decoding import decode
from zhengtu.text.read import read_source

ROOT = Path(__file__).resolve().parents[2]
POLICIES = sorted(ROOT.glob("data/policies/*/source.txt"))
SHORT = "关于支持跨境电子商务发展的通知\r\n第一条　每家企业最高不超过50万元。\r\n"
TRADITIONAL = (
    "為促進跨境電子商務發展，鼓勵企業設立海外倉，對符合條件的企業給予補貼，每家企業每年最高不超過一百萬元。" * 3
)
TO_TRADITIONAL = opencc.OpenCC("s2t")
KOREAN = "대한민국의 국민이 되는 요건은 법률로 정한다. 국가는 법률이 정하는 바에 의하여 재외국민을 보호할" * 3
JAPANESE = "日本国民は、正当に選挙された国会における代表者を通じて行動し、われらとわれらの子孫のために" * 3

# What a text file may hold: no control characters but the white ones, no lone surrogates, no non-characters.
characters = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r"
)
texts = st.text(characters, min_size=1).filter(
    lambda text: text.replace("\ufeff", "").strip() and not text.startswith(("%PDF-", "{\\rtf", "GIF8", "Rar!"))
)


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableSource) as refused:
        read_source(path)
    message = str(refused.value)
    assert "\n" not in message
    return message


@given(texts)
def test_utf8_is_read_character_by_character(text: str) -> None:
    assert decode(text.encode("utf-8"), "a.txt") == text


@given(texts)
def test_utf16_with_byte_order_mark_is_read_and_keeps_the_mark(text: str) -> None:
    assert decode(b"\xff\xfe" + text.encode("utf-16-le"), "a.txt") == "\ufeff" + text
    assert decode(b"\xfe\xff" + text.encode("utf-16-be"), "a.txt") == "\ufeff" + text


@given(st.binary())
def test_any_bytes_give_their_text_or_one_line_of_refusal(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except UnreadableSource as refused:
        assert re.fullmatch(r"a\.txt .+", str(refused))
    else:
        encodings = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
        assert "\ufffd" in text or data in [text.encode(name, "replace") for name in encodings]


@given(st.integers(), st.integers(0x80, 0xB0))
def test_random_high_bytes_are_no_chinese(seed: int, lowest: int) -> None:
    data = bytes(Random(seed).choices(range(lowest, 0xFF), k=400))
    with pytest.raises(UnreadableSource):
        decode(data, "a.txt")


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_policy_reads_the_same_in_every_encoding(path: Path, encoding: str, tmp_path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    copy = tmp_path / "copy.txt"
    copy.write_bytes(text.encode(encoding))

    assert read_source(copy).text.removeprefix("\ufeff") == text.removeprefix("\ufeff")


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.parent.name)
def test_a_utf8_file_with_one_hole_is_read_around_it(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    at = data.index("。".encode())
    (tmp_path / "a.txt").write_bytes(data[:at] + data[at + 1 :])

    source = read_source(tmp_path / "a.txt")

    line = data.count(b"\n", 0, at) + 1
    assert re.sub("\ufffd+", "。", source.text) == data.decode("utf-8")
    (remark,) = source.remarks
    assert remark.startswith(f"Characters that could not be decoded: 2 (line {line});")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_with_many_holes_is_refused(encoding: str, tmp_path: Path) -> None:
    data = POLICIES[0].read_bytes().decode("utf-8").encode(encoding)
    (tmp_path / "a.txt").write_bytes(b"\xff".join(data[at : at + 501] for at in range(0, len(data), 501)))
    assert "UTF-8" in refusal(tmp_path / "a.txt")


def test_characters_that_were_lost_before_are_remarked_upon(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第一条\n奖励\ufffd万元。\n", encoding="utf-8")
    assert "(line 2)" in read_source(tmp_path / "a.txt").remarks[0]


def test_a_whole_file_has_no_remarks() -> None:
    assert [read_source(path).remarks for path in POLICIES] == [()] * len(POLICIES)


def test_source_holds_name_text_and_hash_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "政策.txt"
    path.write_bytes(SHORT.encode("gb18030"))

    source = read_source(path)

    assert (source.name, source.text) == ("政策.txt", SHORT)
    assert source.sha256 == hashlib.sha256(SHORT.encode("gb18030")).hexdigest()


def test_carriage_returns_and_byte_order_mark_are_kept() -> None:
    assert decode(b"\xef\xbb\xbf" + SHORT.encode(), "a.txt") == "\ufeff" + SHORT


def test_short_gb18030_text_is_read() -> None:
    assert decode("市商务局".encode("gb18030"), "a.txt") == "市商务局"


def test_traditional_characters_in_gb18030_are_read() -> None:
    assert decode(TRADITIONAL.encode("gb18030"), "a.txt") == TRADITIONAL


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.parent.name)
def test_traditional_characters_in_big5_are_read(path: Path) -> None:
    text = TO_TRADITIONAL.convert(path.read_bytes().decode("utf-8")).encode("big5hkscs", "ignore").decode("big5hkscs")
    assert decode(text.encode("big5hkscs"), "a.txt") == text


@pytest.mark.parametrize(
    "data",
    [
        "L'été dernier, les élèves français ont été reçus à l'école.".encode("latin-1"),
        "Für größere Ämter müssen Bürger über achtzehn sein.".encode("latin-1"),
        "Российская Федерация есть демократическое государство.".encode("cp1251"),
        KOREAN.encode("euc-kr"),
        JAPANESE.encode("euc-jp"),
        JAPANESE.encode("shift-jis"),
    ],
    ids=["french", "german", "russian", "korean", "japanese-euc", "japanese-sjis"],
)
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="UTF-8"):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n", b"\xff\xfe", "　　\n".encode("gb18030")])
def test_nothing_but_white_space_is_empty(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert "is empty" in refusal(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "DOC"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1\\ansi}", "RTF"),
    ],
)
def test_known_formats_are_named(data: bytes, kind: str, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(data)
    assert kind in refusal(tmp_path / "a.bin")


def test_control_character_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("第一条\n第二条\x00\n".encode())
    assert "line 2 holds the control character U+0000" in refusal(tmp_path / "a.txt")


def test_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == f"{tmp_path / 'none.txt'} does not exist; check the path"


def test_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_loop_of_links_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert "symbolic links" in refusal(tmp_path / "loop")


def test_messages_can_name_a_file_otherwise(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"^policies/x/source\.txt does not exist"):
        read_source(tmp_path / "none.txt", shown_as="policies/x/source.txt")
