"""How WordprocessingML writes names and values (ECMA-376, part 1). What the elements mean does not live here."""

from __future__ import annotations

from zhengtu.text.formats.lines import Element

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of an element that may be missing."""
    return element.get(f"{MAIN}{name}") if element is not None else None


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute that is a small whole number; None for anything else."""
    text = value(element, name) or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")
