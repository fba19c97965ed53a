"""The text of a document alone, for tests that are not about remarks."""

from __future__ import annotations

from zhengtu.text.read import read_text


def text_in(data: bytes, shown: str) -> str:
    return read_text(data, shown)[0]
