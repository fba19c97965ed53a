"""The reference of the lists over REST: filters as the files of queries/api have them, members as the shapes do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhengtu.handbook.markdown import plain, table
from zhengtu.handbook.questions import MADE_BY
from zhengtu.store.collections import Collection
from zhengtu.web.answers.shapes import SHAPES, Member
from zhengtu.web.answers.validity import STANDINGS
from zhengtu.web.api.lists import DEFAULT_LIMIT, MAX_LIMIT
from zhengtu.web.api.schemas import EXAMPLES

_INTRODUCTION = f"""# The lists over REST

`openapi.json` says the same for programs. Every list answers `{{"items": […], "next": …, "release": …}}` in JSON,
JSON-LD or CSV, by `Accept` or `format=json|jsonld|csv`. How to work with them: [use the API](../howto/use-the-api.md).

| parameter of every list | |
|---|---|
| `limit` | at most so many items, 1 to {MAX_LIMIT}, else {DEFAULT_LIMIT} |
| `cursor` | where the page begins; `next` of an answer has it, and it stays good over releases |
| `fields` | only these members, with commas between them; `id` stays |
| `format` | `json`, `jsonld` or `csv` |
| `on` | lists of what belongs to policies: the day that `validity` is told for, today in China without it |
| `standing` | the same lists: only where the policy is {", ".join(STANDINGS.values())} on that day |

A filter that is given more than once means any of its values; different filters narrow together. An entry of a code
list is given by its code, its IRI or its label in either language.
"""


def api_page(collections: Sequence[Collection]) -> str:
    """The whole page."""
    return MADE_BY + _INTRODUCTION + "".join(part for one in collections for part in _section(one))


def _section(collection: Collection) -> Iterator[str]:
    yield f"\n## `/api/{collection.id}` {collection.titles['zh']} · {collection.titles['en']}\n\n"
    yield f"{plain(collection.note)}\n\n"
    filters = [
        [f"`{one.name}`", f"{one.labels['zh']} · {one.labels['en']}", f"`{EXAMPLES[one.name]}`"]
        for one in collection.filters
    ]
    yield table(["filter", "", "such as"], filters)
    members = [row for member in SHAPES[collection.id] for row in _rows(member)]
    yield "\n" + table(["member", "property", "values"], members)


def _rows(member: Member, start: str = "") -> Iterator[list[str]]:
    name = f"{start}{member.name}"
    yield [f"`{name}`", f"`{member.property}`", member.kind.value + (", several" if member.many else "")]
    for part in member.parts:
        yield from _rows(part, f"{name}.")
