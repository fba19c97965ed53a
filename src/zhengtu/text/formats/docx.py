"""A DOCX document as lines: tables, and paragraphs with the numbers that Word shows. docx_numbering.py counts them."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from zhengtu.errors import UnreadableSource
from zhengtu.text.formats.docx_numbering import Numbering
from zhengtu.text.formats.lines import Element, Lines, walk
from zhengtu.text.formats.wordprocessing import MAIN, STRICT, is_on, number, value
from zhengtu.text.remarks import pictures

_MAX_PART_BYTES = 32_000_000
_CONTENT_TYPES_OF_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = {
    "document.main+xml": "document",
    "template.main+xml": "document",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "document",
    "numbering+xml": "numbering",
    "styles+xml": "styles",
}
_CONTENT_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# Properties, deleted text, instructions of fields, and the second copy of what an old Word would show instead.
_SKIPPED = frozenset(
    {
        f"{MAIN}{name}"
        for name in ("pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "del", "moveFrom", "instrText", "rt")
    }
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_CHARACTERS = {f"{MAIN}tab": "\t", f"{MAIN}ptab": "\t", f"{MAIN}noBreakHyphen": "-"}
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_BREAKS = frozenset((f"{MAIN}br", f"{MAIN}cr"))
_MOST_COLUMNS = 50
_TABLE_OF_CONTENTS = "Table of Contents"


class _TooLarge(Exception):
    """A part is larger than any policy."""


def docx_text(data: bytes, shown: str) -> tuple[str, tuple[str, ...]]:
    """Read body text and tables, and count the pictures; headers, footers, footnotes and comments stay out.

    Raises UnreadableSource for an archive that is no DOCX, damaged, protected, or far too large once unpacked.
    """
    try:
        parts = _parts(data)
        if "document" not in parts:
            raise UnreadableSource(
                f"{shown} is a ZIP archive or an office document other than DOCX (XLSX, PPTX); "
                "give each document as DOCX, PDF, HTML or plain text"
            )
        text = _Reader(parts).read()
    except _TooLarge:
        raise UnreadableSource(
            f"{shown} unpacks to more than {_MAX_PART_BYTES // 1_000_000} MB of text; give the policy alone as DOCX"
        ) from None
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError),
        *(etree.LxmlError, ValueError, OverflowError),
    ) as error:
        raise UnreadableSource(
            f"{shown} is a damaged DOCX document ({type(error).__name__}); open it and save it anew"
        ) from None
    if not text:
        raise UnreadableSource(f"{shown} is a DOCX document without text; if it holds pictures, give their text")
    return text, pictures(sum(1 for _ in parts["document"].iter(*_PICTURES)))


def _parts(data: bytes) -> dict[str, Element]:
    """Parse the parts that matter, found by their content types."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "[Content_Types].xml" not in archive.namelist():
            return {}
        types = _parse(archive, "[Content_Types].xml")
        known = set(archive.namelist())
        parts: dict[str, Element] = {}
        for override in types.iter(_CONTENT_TYPE):
            name = override.get("PartName", "").lstrip("/")
            part = _PARTS.get(override.get("ContentType", "").removeprefix(_CONTENT_TYPES_OF_WORD))
            if part and part not in parts and name in known and "/glossary/" not in name:
                parts[part] = _parse(archive, name)
        return parts


def _parse(archive: zipfile.ZipFile, name: str) -> Element:
    info = archive.getinfo(name)
    # What zipfile unpacks ends at the size that is declared, but for methods that no office program writes.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    if info.file_size > _MAX_PART_BYTES:
        raise _TooLarge
    content = archive.read(info).replace(STRICT, MAIN[1:-1].encode())
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


class _Reader:
    """Walks over the body and writes its lines."""

    def __init__(self, parts: dict[str, Element]) -> None:
        self._root = parts["document"]
        self._numbering = Numbering(parts.get("numbering"), parts.get("styles"))
        self._lines = Lines()
        self._numbers: list[str] = []  # of each paragraph that is open (one within a text box stands within another)

    def read(self) -> str:
        for event, element in walk(self._root, self._is_skipped):
            if event == "start":
                self._begin(element)
            elif event == "end":
                self._finish(element)
        return self._lines.text()

    def _is_skipped(self, element: Element) -> bool:
        if element.tag in _SKIPPED:
            return True
        if element.tag == f"{MAIN}r":
            return is_on(element.find(f"{MAIN}rPr/{MAIN}vanish"))
        if element.tag == f"{MAIN}p":
            return self._numbering.style_name(element).lower().startswith("toc ")
        if element.tag == f"{MAIN}sdt":
            return value(element.find(f"{MAIN}sdtPr/{MAIN}docPartObj/{MAIN}docPartGallery")) == _TABLE_OF_CONTENTS
        return element.tag == f"{MAIN}tr" and element.find(f"{MAIN}trPr/{MAIN}del") is not None

    def _begin(self, element: Element) -> None:
        tag = element.tag
        if tag == f"{MAIN}p":
            self._lines.end_line()
            self._numbers.append(self._numbering.next_number(element))
        elif tag == f"{MAIN}tr":
            self._lines.open_row()
        elif tag == f"{MAIN}tc" and _is_in_row(element):
            properties = element.find(f"{MAIN}tcPr")
            span = number(_property(properties, "gridSpan")) or 1
            merged = _property(properties, "vMerge")
            goes_on = merged is not None and value(merged) != "restart"
            self._lines.open_cell(min(span, _MOST_COLUMNS), goes_on=goes_on)
        elif tag in (f"{MAIN}t", _MATHS_TEXT):
            self._write(element.text or "")
        elif tag in _CHARACTERS:
            self._write(_CHARACTERS[tag])
        elif tag in _BREAKS:
            self._lines.end_line()

    def _finish(self, element: Element) -> None:
        if element.tag == f"{MAIN}p":
            self._lines.end_line()
            self._numbers.pop()
        elif element.tag == f"{MAIN}tr":
            self._lines.close_row()
        elif element.tag == f"{MAIN}tc" and _is_in_row(element):
            self._lines.close_cell()

    def _write(self, text: str) -> None:
        if self._numbers and self._numbers[-1] and text.strip():
            self._lines.write(self._numbers[-1])
            self._numbers[-1] = ""
        self._lines.write(text)


def _property(properties: Element | None, name: str) -> Element | None:
    return None if properties is None else properties.find(f"{MAIN}{name}")


def _is_in_row(cell: Element) -> bool:
    return any(element.tag == f"{MAIN}tr" for element in cell.iterancestors())
