"""Files into text, and the only place where documents are opened. What the text says is nobody's business here."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Literal, TypeAlias

from zhengtu.errors import UnreadableSource
from zhengtu.model.source import Source
from zhengtu.text.decoding import FOREIGN, decode, decode_bytes
from zhengtu.text.remarks import lost_characters

Format: TypeAlias = Literal["txt", "html", "pdf", "docx"]

_MAX_BYTES = 64_000_000
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
# How a web page begins; NULs are left out before, so that this holds in UTF-16 too.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|table|div|section|article|main|p|h1)[\s>])",
    re.DOTALL | re.IGNORECASE,
)
_HTML_BEGINNING = 4096
_DECLARED_BIG5 = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?big5", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_source(path: Path, shown_as: str | None = None) -> Source:
    """Read a document: plain text (UTF-8, UTF-16 with byte order mark, GB18030, Big5), HTML, PDF with text layer, DOCX.

    Messages name the file as shown_as (default: path). Raises UnreadableSource for what is missing, empty, too large,
    in another format or encoding.
    """
    shown = shown_as or str(path)
    data = _bytes(path, shown)
    name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    text, remarks = read_text(data, shown)
    return Source(name, text, hashlib.sha256(data).hexdigest(), remarks)


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


def read_text(data: bytes, shown: str) -> tuple[str, tuple[str, ...]]:
    """Turn the bytes of a document into text, with remarks on what of it could not be read.

    Only the text of a plain text file is every character as it stands. The readers of other formats are imported here,
    since plain text needs none of them. Raises UnreadableSource.
    """
    remarks: tuple[str, ...] = ()
    match format_of(data):
        case "txt":
            text = decode(data, shown)
            return text, lost_characters(text)
        case "html":
            from zhengtu.text.formats.html import html_text

            text, remarks = html_text(_decoded_page(data, shown), shown)
        case "pdf":
            from zhengtu.text.formats.pdf import pdf_text

            text, remarks = pdf_text(data, shown)
        case "docx":
            from zhengtu.text.formats.docx import docx_text

            text, remarks = docx_text(data, shown)
    text = _read_back(_SURROGATE.sub("", FOREIGN.sub("", text)), shown)
    return text, (*remarks, *lost_characters(text))


def _read_back(text: str, shown: str) -> str:
    """Give a text on if it reads the same from the plain text file that will keep it."""
    data = text.encode()
    if format_of(data) != "txt":
        raise UnreadableSource(f"{shown} shows the source of a {format_of(data)} file as its text; give that file")
    return decode(data, shown)


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
    return decode_bytes(data, shown).removeprefix("\ufeff")
