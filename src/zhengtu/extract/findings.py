"""What a reader reports beside its facts: something it could not settle, where, and what to do about it."""

from __future__ import annotations

from zhengtu.model.record import Diagnostic, Evidence, Severity


def finding(code: str, severity: Severity, place: Evidence, english: str, chinese: str) -> Diagnostic:
    """Report a place of the source. Both messages quote the same words and say what a person should check."""
    return Diagnostic(code, severity, place.start, place.end, f"{english} / {chinese}")


def quoted(place: Evidence, length: int = 40) -> str:
    """The words of a place on one line, for a message."""
    words = "".join(place.quote.split())
    return words if len(words) <= length else f"{words[:length]}…"
