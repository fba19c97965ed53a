"""The text of a document alone, for tests that are not about remarks, and why there is none."""

from __future__ import annotations

import pytest

from zhengtu.errors import UnreadableSource
from zhengtu.text.read import read_text


def text_in(data: bytes, shown: str) -> str:
    return read_text(data, shown)[0]


def refusal_of(data: bytes, shown: str) -> str:
    """What is said of a document that cannot be read, on one line."""
    with pytest.raises(UnreadableSource) as refused:
        text_in(data, shown)
    message = str(refused.value)
    assert "\n" not in message
    return message
