"""Whether a policy holds on a day, and the sentence that decides. The rule itself is the saved question CQ01.

"In force" is never stored: it depends on the day that is asked about. A draft is a draft on every day.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from zhengtu.errors import BadDay, BadParameter
from zhengtu.store import formats
from zhengtu.store.base import Store
from zhengtu.store.library import Question
from zhengtu.store.parameters import day, read_parameter, terms_of
from zhengtu.web.addresses import Addresses
from zhengtu.web.statements import Row, read_rows

QUESTION = "CQ01-status-on-a-day"
# What the question calls a standing in English, as a name for programs.
STANDINGS = {
    "in force": "in_force",
    "expired": "expired",
    "not yet in force": "not_yet_in_force",
    "counting, not yet in force": "counting",
    "no stated end": "no_stated_end",
    "draft": "draft",
}
_CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
_KEPT_DAYS = 64
_ON = read_parameter("on | date | 日期 | day")


@dataclass(frozen=True, slots=True)
class Validity:
    """The standing of a policy on a day. Days that no text states are None; place is the span of the sentence.

    city is the Chinese name of who issued it, or the title where that is not known.
    """

    policy: str
    city: str
    on: date
    standing: str
    labels: Mapping[str, str]
    valid_from: str | None
    valid_until: str | None
    counted_from: str | None
    sentences: tuple[str, ...]
    place: str | None

    @property
    def is_in_force(self) -> bool:
        """Whether somebody can rely on it; what states no end holds until something says otherwise."""
        return self.standing in ("in_force", "no_stated_end")


def today() -> date:
    """The day in China."""
    return datetime.now(_CHINA).date()


def asked_day(given: Sequence[str]) -> date:
    """The day that was asked about, today where none was. Raises BadDay.

    >>> asked_day(["2024-06-30"])
    datetime.date(2024, 6, 30)
    >>> asked_day(["30.6.2024"])
    Traceback (most recent call last):
    zhengtu.errors.BadDay: on is '30.6.2024'; give a day as YYYY-MM-DD
    """
    filled = [value.strip() for value in given if value.strip()]
    try:
        terms_of(_ON, filled, ())
    except BadParameter as error:
        raise BadDay(str(error)) from error
    return day(filled[0]) if filled else today()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Knows the standing of every policy of a release on the days that were asked about last."""

    store: Store
    question: Question
    _days: OrderedDict[date, Mapping[str, Validity]] = field(default_factory=OrderedDict)

    def on(self, when: date) -> Mapping[str, Validity]:
        """The standings on a day by the IRI of the policy: one query, none for a day that is remembered."""
        known = self._days.get(when)
        if known is None:
            text = self.question.bound({"on": terms_of(_ON, [when.isoformat()], ())})
            _, rows = read_rows(self.store.query(text, formats.JSON.media_type))
            known = self._days[when] = {row["policy"].value: _validity(row, when) for row in rows}
            while len(self._days) > _KEPT_DAYS:
                self._days.popitem(last=False)
        return known

    def of(self, iri: str, when: date) -> Validity | None:
        """The standing of the policy that a resource is or belongs to; None where it belongs to none."""
        known = self.on(when)
        policy, mark, rest = iri.partition("/id/policy/")
        return known.get(f"{policy}{mark}{rest.partition('/')[0]}")


def calendar(store: Store, questions: Sequence[Question]) -> Calendar:
    """A calendar over a store. Raises BadParameter where the question that it rests on is not shipped."""
    found = next((question for question in questions if question.id == QUESTION), None)
    if found is None:
        raise BadParameter(f"queries/ lacks {QUESTION}, which says whether a policy is in force")
    return Calendar(store, found)


def members_of(found: Validity | None, addresses: Addresses) -> dict[str, Any] | None:
    """What a list or an answer says of validity, as plain values; page is the place of the sentence in the text."""
    if found is None:
        return None
    span = (found.place or "").removeprefix(f"{found.policy}/")
    return {
        "on": found.on.isoformat(),
        "standing": found.standing,
        "label": dict(found.labels),
        "from": found.valid_from,
        "until": found.valid_until,
        "counted_from": found.counted_from,
        "sentences": list(found.sentences),
        "evidence": found.place,
        "page": f"{addresses.document(found.policy)}#{span}" if span else None,
    }


def _validity(row: Row, when: date) -> Validity:
    def text(name: str) -> str | None:
        return row[name].value if name in row else None

    zh, _, en = row["standing"].value.partition(" / ")
    said = (text("sentence") or "").split(" ¦ ")
    return Validity(
        policy=row["policy"].value,
        city=row["city"].value,
        on=when,
        standing=STANDINGS[en],
        labels={"zh": zh, "en": en},
        valid_from=text("from"),
        valid_until=text("until"),
        counted_from=text("counted_from"),
        sentences=tuple(sentence for sentence in said if sentence),
        place=text("place"),
    )
