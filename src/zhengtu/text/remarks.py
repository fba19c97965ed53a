"""What is said of a file that was not read whole, in English and Chinese. Whether it was, its reader finds out."""

from __future__ import annotations

from collections.abc import Sequence

LOST = "\ufffd"
_SHOWN = 5


def lost_characters(text: str) -> tuple[str, ...]:
    """A remark on the lines with bytes that belong to no character, if there are any."""
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if LOST in line] if LOST in text else []
    if not lines:
        return ()
    count, where = text.count(LOST), ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
    return (
        f"Characters that could not be decoded: {count} (line {where}); compare them with the original. "
        f"/ 有{count}个字符无法解码（第{where}行），请与原文核对。",
    )


def pages_without_text(pages: Sequence[int]) -> tuple[str, ...]:
    """A remark on pages, counted from 1, that show pictures and have no text."""
    if not pages:
        return ()
    listed = _runs(pages)
    return (
        f"Pages without a text layer were not read: {listed}; run text recognition over them. "
        f"/ 没有文字层的页面未读取：第{listed}页，请先做文字识别。",
    )


def pictures(count: int) -> tuple[str, ...]:
    """A remark on pictures within the text."""
    if not count:
        return ()
    return (
        f"Pictures that were not read: {count}; text in them is missing. / 有{count}张图片未读取，其中的文字缺失。",
    )


def left_out(sentences: int) -> tuple[str, ...]:
    """A remark on sentences of a page that were taken for parts of the site."""
    if not sentences:
        return ()
    return (
        f"Sentences of the page that were taken for the site's and left out: {sentences}; compare with the page. "
        f"/ 页面中有{sentences}个句子被视为网站内容而略去，请与网页核对。",
    )


def _runs(numbers: Sequence[int]) -> str:
    """Numbers in order, runs of them as one.

    >>> _runs([3, 4, 5, 9])
    '3-5, 9'
    """
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in runs)
