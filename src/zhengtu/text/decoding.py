"""Bytes into characters: in which encoding, around which holes, and what is no text. Files are opened in read.py."""

from __future__ import annotations

import re

from zhengtu.errors import UnreadableSource
from zhengtu.text.remarks import LOST

_MAX_CHARACTERS = 5_000_000
_KINDS = {
    b"\xd0\xcf\x11\xe0": "an old or a protected office document (DOC, XLS, WPS)",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
}
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# Tab, line feed, vertical tab, form feed and carriage return occur in texts; no other control character does.
FOREIGN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BLANK = re.compile(r"[\s\ufeff]*")

# GB18030 gives a meaning to nearly any bytes, so a reading of it is checked, as is one of Big5. These are the
# characters that policies are written in. Of any 80 characters beyond ASCII they make up at least 26 % in the documents
# looked at, and at most 9 % in Korean, Japanese or random bytes read as one of the two, or in one read as the other.
_COMMON = frozenset(
    "，、。：；（）《》〔〕“”—…·业的区人企市务商资年元境电政发持一跨万地申展对上支新励高奖进予项补公金单关服和不给"
    "实在能以设合国才定件办行请用工位南中产技管本港出制建贴条临等经外局按部会理目有度额创策广提过开及家级入平州内专第每个"
    "保机科法基造于方口業務資電發對進項補單關實設國產貼條經會額創廣過開級內專個機"
)
_COMMON_SHARE = 0.15
_SAMPLE = 80
# In a short text every character should at least be one of the 3755 of GB 2312 level 1, or punctuation.
_PLAIN_SHARE = 0.9
_LEVEL_2 = 0xD8
_BEYOND_GB2312 = "\ufeff\xa0·—©〇"

# A text with so few holes is read around them.
_MOST_HOLES = 5
_HOLE_SHARE = 0.002


def decode(data: bytes, shown: str) -> str:
    r"""Turn the bytes of a document into text, every character kept. Raises UnreadableSource.

    >>> decode("政策\r\n".encode("gb18030"), "a.txt")
    '政策\r\n'
    >>> decode(b"GIF89a", "a.gif")
    Traceback (most recent call last):
    zhengtu.errors.UnreadableSource: a.gif is a GIF image; give the text as DOCX, PDF, HTML or plain text
    """
    for magic, kind in _KINDS.items():
        if data.startswith(magic):
            raise UnreadableSource(f"{shown} is {kind}; give the text as DOCX, PDF, HTML or plain text")
    return checked(decode_bytes(data, shown), shown)


def checked(text: str, shown: str) -> str:
    """Give a text on if it is one. Raises UnreadableSource."""
    if found := FOREIGN.search(text):
        raise UnreadableSource(
            f"{shown} is binary or damaged: line {_line(text, found.start())} holds the control character "
            f"U+{ord(found.group()):04X}; give a plain text file (UTF-8 or GB18030)"
        )
    if _BLANK.fullmatch(text):
        raise UnreadableSource(f"{shown} is empty; give a file with the text of the document")
    if len(text) > _MAX_CHARACTERS:
        raise UnreadableSource(
            f"{shown} holds {len(text)} characters, more than any policy (limit {_MAX_CHARACTERS}); give one document"
        )
    return text


def decode_bytes(data: bytes, shown: str) -> str:
    """Find the encoding among UTF-16 with byte order mark, UTF-8, GB18030 and Big5. Raises UnreadableSource."""
    if encoding := _UTF16.get(data[:2]):
        return _utf16(data, encoding, shown)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte {data[error.start]:#04x} in line {line}"
    text = _decoded(data, "gb18030")
    if text is not None and (FOREIGN.search(text) or _reads_as_chinese(text)):
        return text
    other = _decoded(data, "big5hkscs")
    if other is not None and len(other) >= _SAMPLE and _reads_as_chinese(other):
        return other
    for encoding in ("utf-8", "gb18030"):
        if (around := _around_holes(data, encoding)) is not None:
            return around
    if text is None:
        raise UnreadableSource(f"{shown} is neither UTF-8 ({where}) nor GB18030; save it as UTF-8")
    raise UnreadableSource(f"{shown} is not UTF-8 ({where}), and no Chinese text as GB18030; save it as UTF-8")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _around_holes(data: bytes, encoding: str) -> str | None:
    """The text with a mark for each byte that belongs to no character; None where there are more than a few."""
    text = data.decode(encoding, "replace")
    is_nearly_whole = text.count(LOST) <= min(_MOST_HOLES, _HOLE_SHARE * len(text))
    return text if is_nearly_whole and not FOREIGN.search(text) and _reads_as_chinese(text) else None


def _utf16(data: bytes, encoding: str, shown: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"{shown} begins like UTF-16 but breaks off at byte {error.start}; save it again as UTF-8"
        ) from None


def _reads_as_chinese(text: str) -> bool:
    beyond_ascii = [c for c in text if c > "\x7f" and not c.isspace()]
    if len(beyond_ascii) >= _SAMPLE:
        return sum(c in _COMMON for c in beyond_ascii) >= _COMMON_SHARE * len(beyond_ascii)
    return sum(map(_is_plain, beyond_ascii)) >= _PLAIN_SHARE * len(beyond_ascii)


def _is_plain(character: str) -> bool:
    try:
        return character.encode("gb2312")[0] < _LEVEL_2
    except UnicodeEncodeError:
        return character in _BEYOND_GB2312


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
