"""Bytes into text, and the only place where documents are opened. What the text says is nobody's business here."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Literal, TypeAlias

from zhengtu.errors import UnreadableSource
from zhengtu.model.source import Source

Format: TypeAlias = Literal["txt", "html", "pdf", "docx"]

_MAX_BYTES = 64_000_000
_MAX_CHARACTERS = 5_000_000
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
# How a web page begins; NULs are left out before, so that this holds in UTF-16 too.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|table|div|section|article|main|p|h1)[\s>])",
    re.DOTALL | re.IGNORECASE,
)
_HTML_BEGINNING = 4096
_DECLARED_BIG5 = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?big5", re.IGNORECASE)
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
_FOREIGN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"[\s\ufeff]*")

# GB18030 gives a meaning to nearly any bytes, so a reading of it is checked. These are the characters that policies are
# written in. Of any 80 characters beyond ASCII they make up at least 26 % in the documents looked at, and at most 9 %
# in Korean, Japanese, Big5 or random bytes read as GB18030.
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


def read_source(path: Path, shown_as: str | None = None) -> Source:
    """Read a document: plain text (UTF-8, UTF-16 with byte order mark, GB18030), HTML, PDF with a text layer, DOCX.

    Messages name the file as shown_as (default: path). Raises UnreadableSource for what is missing, empty, too large,
    in another format or encoding.
    """
    shown = shown_as or str(path)
    data = _bytes(path, shown)
    name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Source(name, read_text(data, shown), hashlib.sha256(data).hexdigest())


def format_of(data: bytes) -> Format:
    """Tell the format of a document by how it begins; what is none of the others is txt.

    >>> format_of("<!DOCTYPE html>".encode("utf-16")), format_of("一、<div>".encode())
    ('html', 'txt')
    """
    if data.startswith(_PDF):
        return "pdf"
    if data.startswith(_ZIP):
        return "docx"
    return "html" if _HTML.match(data[:_HTML_BEGINNING].replace(b"\0", b"")) else "txt"


def read_text(data: bytes, shown: str) -> str:
    """Turn the bytes of a document into text; only that of a plain text file is every character as it stands.

    The readers are imported here, since plain text needs none of them. Raises UnreadableSource.
    """
    match format_of(data):
        case "txt":
            return decode(data, shown)
        case "html":
            from zhengtu.text.formats.html import html_text

            text = html_text(_decoded_page(data, shown), shown)
        case "pdf":
            from zhengtu.text.formats.pdf import pdf_text

            text = pdf_text(data, shown)
        case "docx":
            from zhengtu.text.formats.docx import docx_text

            text = docx_text(data, shown)
    return _read_back(_SURROGATE.sub("", _FOREIGN.sub("", text)), shown)


def _read_back(text: str, shown: str) -> str:
    """Give a text on if it reads the same from the plain text file that will keep it."""
    data = text.encode()
    if format_of(data) != "txt":
        raise UnreadableSource(f"{shown} shows the source of a {format_of(data)} file as its text; give that file")
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    r"""Turn the bytes of a document into text, every character kept.

    >>> decode("政策\r\n".encode("gb18030"), "a.txt")
    '政策\r\n'
    >>> decode(b"GIF89a", "a.gif")
    Traceback (most recent call last):
    zhengtu.errors.UnreadableSource: a.gif is a GIF image; give the text as DOCX, PDF, HTML or plain text
    """
    for magic, kind in _KINDS.items():
        if data.startswith(magic):
            raise UnreadableSource(f"{shown} is {kind}; give the text as DOCX, PDF, HTML or plain text")
    text = _decoded(data, shown)
    if found := _FOREIGN.search(text):
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


def _bytes(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableSource(f"{shown} does not exist; check the path") from None
    except IsADirectoryError:
        raise UnreadableSource(f"{shown} is a folder; give the text file of one document") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreadableSource(f"{shown} cannot be opened ({reason}); check the path and its permissions") from None
    if len(data) > _MAX_BYTES:
        raise UnreadableSource(f"{shown} is larger than {_MAX_BYTES // 1_000_000} MB; give the policy alone")
    return data


def _decoded_page(data: bytes, shown: str) -> str:
    """Decode a web page; of what it declares only Big5 is news, since UTF-8 and GB18030 are tried in any case."""
    if _DECLARED_BIG5.search(data[:_HTML_BEGINNING]):
        try:
            return data.decode("big5hkscs")
        except UnicodeDecodeError:
            pass
    return _decoded(data, shown).removeprefix("\ufeff")


def _decoded(data: bytes, shown: str) -> str:
    if encoding := _UTF16.get(data[:2]):
        return _utf16(data, encoding, shown)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte {data[error.start]:#04x} in line {line}"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise UnreadableSource(f"{shown} is neither UTF-8 ({where}) nor GB18030; save it as UTF-8") from None
    if not (_FOREIGN.search(text) or _reads_as_chinese(text)):
        raise UnreadableSource(f"{shown} is not UTF-8 ({where}), and no Chinese text as GB18030; save it as UTF-8")
    return text


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
