"""Markdown: text with nothing that Markdown takes for its own, links, tables. What a page says does not live here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARKS = re.compile(r"([\\`*\[\]<>|])")


def plain(text: str) -> str:
    r"""Text on one line that stands as it is.

    >>> plain("a|b\n<c>")
    'a\\|b \\<c\\>'
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def link(text: str, target: str) -> str:
    """A link; text is plain already.

    >>> link("第三条", "http://l/doc/a")
    '[第三条](http://l/doc/a)'
    """
    return f"[{text}]({target.replace('(', '%28').replace(')', '%29')})"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are Markdown already."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def numbers(rows: Sequence[int]) -> str:
    """Row numbers in order, with runs drawn together.

    >>> numbers([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
