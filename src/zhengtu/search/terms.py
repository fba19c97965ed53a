"""What a person typed, as terms: a word, or a number with its unit. What the index holds is nobody's business here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhengtu.errors import BadParameter
from zhengtu.search.grams import fold
from zhengtu.typed import join_numbers, read_number

LONGEST = 200  # characters of a request
_MOST = 8  # terms
_TERM = re.compile(r'"([^"]+)"|“([^”]+)”|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word, and the number that it is: in yuan where 元 stands, of any unit where none does."""

    word: str
    number: Decimal | None = None
    unit: str | None = None


def read_terms(asked: str) -> tuple[Term, ...]:
    """The terms of a request, all of which have to be there. Raises BadParameter.

    >>> read_terms("海外仓 100万元")
    (Term(word='海外仓', number=None, unit=None), Term(word='100万元', number=Decimal('1000000'), unit='CNY'))
    >>> read_terms("“海外仓 补贴”")
    (Term(word='海外仓补贴', number=None, unit=None),)
    """
    if len(asked) > LONGEST:
        raise BadParameter(f"q has {len(asked)} characters; give at most {LONGEST}")
    asked = join_numbers(asked.encode("utf-8", "replace").decode())  # SQLite takes no lone surrogates
    words = [fold(next(filter(None, match.groups())))[0] for match in _TERM.finditer(asked)]
    terms = tuple(dict.fromkeys(_term(word) for word in words if word))
    if len(terms) > _MOST:
        raise BadParameter(f"q has {len(terms)} terms; give at most {_MOST}")
    return terms


def written(value: Decimal) -> str:
    """A number in the one way that it is kept in.

    >>> written(Decimal("1000000.00")), written(Decimal("0.50"))
    ('1000000', '0.5')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _term(word: str) -> Term:
    number = read_number(word)
    return Term(word) if number is None else Term(word, number.value, number.unit)
