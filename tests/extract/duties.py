"""The bodies that answer for something in a small document, as tests write what they expect: * is a lead."""

from __future__ import annotations

from .conftest import Read


def answering(read: Read, text: str) -> list[str]:
    record = read(
        "某市促进外贸发展若干措施\n一、支持园区\n对园区给予10万元奖励。"
        + text
        + "\n二、附则\n本措施自2024年1月1日起施行。"
    )
    return sorted(r.agency + ("*" if r.role == "lead" else "") for r in record.responsibilities)


def names(expected: str) -> list[str]:
    return sorted(expected.split("|"))
