"""The text layer of a PDF file as lines, without page numbers and running headers. Scans are told, not recognised."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError

from zhengtu.errors import UnreadableSource
from zhengtu.text.formats.pdf_tables import EDGE, Page, Row, written
from zhengtu.text.remarks import pages_without_text

_MAX_PAGES = 2000
# Drawing operations, of which a page of text has some thousand; a form that is drawn counts as many, since it is
# parsed each time. The budget keeps forms within forms from growing without end.
_MAX_OPERATIONS = 1_000_000
_FORM_OPERATIONS = 100
_MAX_STREAM_BYTES = 30_000_000
_MAX_STREAM_ELEMENTS = 1_000_000
_UNREADABLE_SHARE = 0.3

# Where two characters look the same, a font may name the radical for the character. NFKC knows the radicals of
# Kangxi and the compatibility ideographs, these of the supplement it does not.
_RADICALS = dict(zip("⺁⺒⺟⺠⺩⺮⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳", "厂巳母民王竹虎西见角贝车长门青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟", strict=True))  # fmt: skip # noqa: E501
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_PAGE_NUMBER = re.compile(r"[-—－–·]\s*\d{1,4}\s*[-—－–·]|第?\s*\d{1,4}\s*[页/][\s/,，]*(?:共?\s*\d{1,4}\s*页?)?")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,4}(?![0-9])")
_RECURRING_SHARE = 0.6


class _TooLarge(Exception):
    """A budget is used up."""


class _Budget:
    """Counts what is drawn, as a visitor of pypdf."""

    def __init__(self) -> None:
        self._left = _MAX_OPERATIONS

    def __call__(self, operator: object, *_: object) -> None:
        self._left -= _FORM_OPERATIONS if operator == b"Do" else 1
        if self._left < 0:
            raise _TooLarge


def pdf_text(data: bytes, shown: str) -> tuple[str, tuple[str, ...]]:
    """Read the text layer, and say which pages have none.

    Raises UnreadableSource where there is none at all, and for a file that is protected, damaged or too large.
    """
    try:
        with _silenced(), _limited():
            pages, pictured = _read(data)
    except (FileNotDecryptedError, DependencyError):
        raise UnreadableSource(
            f"{shown} is a protected PDF file; save a copy without password and restrictions and give that"
        ) from None
    except _TooLarge:
        raise UnreadableSource(
            f"{shown} is too large for a policy document (over {_MAX_PAGES} pages or {_MAX_OPERATIONS} drawing "
            "operations); give the pages with the policy alone"
        ) from None
    except Exception as error:  # a damaged file makes pypdf raise nearly anything
        raise UnreadableSource(
            f"{shown} is a damaged PDF file ({type(error).__name__}); save it anew, or give its text as plain text"
        ) from None
    _refuse_without_text(pages, bool(pictured), shown)
    return "".join(f"{line}\n" for line in _body(pages)), pages_without_text(pictured)


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep pypdf's remarks on fonts away from the terminal; whoever configures logging still gets them."""
    logger, handler = logging.getLogger("pypdf"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _limited() -> AbstractContextManager[object]:
    return apply_configuration(
        zlib_maximum_output_length=_MAX_STREAM_BYTES,
        lzw_maximum_output_length=_MAX_STREAM_BYTES,
        run_length_maximum_output_length=_MAX_STREAM_BYTES,
        array_based_stream_maximum_output_length=_MAX_STREAM_BYTES,
        stream_parsing_work_maximum_count=_MAX_STREAM_ELEMENTS,
    )


def _read(data: bytes) -> tuple[list[list[str]], list[int]]:
    """Read the lines of each page, and find the pages, counted from 1, that have pictures and no text."""
    reader = PdfReader(io.BytesIO(data))
    if len(reader.pages) > _MAX_PAGES:
        raise _TooLarge
    budget = _Budget()
    pages = [_items(page, budget) for page in reader.pages]
    pictured = [at for at, page in enumerate(pages, start=1) if not page and _has_image(reader.pages[at - 1])]
    return written(pages), pictured


def _items(page: PageObject, budget: _Budget) -> list[str | Row]:
    """The lines of a page, and the rows of its tables."""
    drawn = Page()

    def draw(operator: object, operands: Sequence[object], matrix: Sequence[float], _: object) -> None:
        budget(operator)
        drawn.draw(operator, operands, matrix)

    def write(text: str, *place: Sequence[float]) -> None:
        drawn.write(_folded(text), *place)

    return drawn.items(_folded(page.extract_text(visitor_operand_before=draw, visitor_text=write)))


def _has_image(page: PageObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources else None
    return objects is not None and any(
        drawn.get_object().get("/Subtype") == "/Image" for drawn in objects.get_object().values()
    )


def _folded(text: str) -> str:
    return _COMPATIBLE.sub(lambda found: _RADICALS.get(found[0]) or unicodedata.normalize("NFKC", found[0]), text)


def _refuse_without_text(pages: list[list[str]], has_images: bool, shown: str) -> None:
    characters = [c for line in chain.from_iterable(pages) for c in line if not c.isspace()]
    unreadable = sum(c == "\ufffd" or unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs") for c in characters)
    if characters and unreadable < _UNREADABLE_SHARE * len(characters):
        return
    if characters:
        reason = "whose text layer does not say which characters its glyphs are"
    else:
        reason = f"without a text layer ({len(pages)} pages{' of pictures' if has_images else ''})"
    raise UnreadableSource(
        f"{shown} is a PDF file {reason}; run text recognition over it (for example ocrmypdf -l chi_sim --force-ocr), "
        "compare the result with the pages, and give that"
    )


def _body(pages: list[list[str]]) -> Iterator[str]:
    """Leave out page numbers and what recurs at the same edge of most pages.

    What recurs at the top to the letter (a title, the head of a table) stays where it stands first.
    """
    tops = _recurring([page[:EDGE] for page in pages])
    bottoms = _recurring([page[-EDGE:] for page in pages])
    seen: set[str] = set()
    for index, page in enumerate(pages):
        for at, line in enumerate(page):
            is_top, is_bottom = at < EDGE, at >= len(page) - EDGE
            if (is_top or is_bottom) and _PAGE_NUMBER.fullmatch(line):
                continue
            if is_bottom and not bottoms.isdisjoint(_shapes(line, index)):
                continue
            if is_top and not tops.isdisjoint(_shapes(line, index)):
                if _squeeze(line) not in tops or line in seen:
                    continue
                seen.add(line)
            yield line


def _recurring(edges: list[list[str]]) -> set[str]:
    counts: Counter[str] = Counter()
    for index, edge in enumerate(edges):
        counts.update({shape for line in edge for shape in _shapes(line, index)})
    return {line for line, count in counts.items() if count >= max(3, _RECURRING_SHARE * len(edges))}


def _shapes(line: str, index: int) -> Iterator[str]:
    """The line, and the line with each number that may be a page number written as the number of the first page."""
    squeezed = _squeeze(line)
    yield squeezed
    for found in _NUMBER.finditer(squeezed):
        yield f"{squeezed[: found.start()]}<{int(found[0]) - index}>{squeezed[found.end() :]}"


def _squeeze(line: str) -> str:
    return "".join(line.split())
