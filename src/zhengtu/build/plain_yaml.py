"""YAML that says what it seems to say, for files that people write by hand. What the files mean does not live here.

The YAML of 2004 turns `on` and `no` into booleans, 0110 into 72 and 2026-03-02 into a date, and lets the last of two
equal keys win. Here only true, false, null and plain numbers are more than text, and a key stands once.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.constructor import ConstructorError

# What YAML says of `op: >=` without quotes helps nobody.
_COMPARATORS = ("expected chomping or indentation indicators", "found character '>'")


def read(content: bytes) -> Any:
    """Read one document. Numbers are int or Decimal. Raises ValueError saying what is wrong and in which line.

    >>> read("on: 2026-03-02\\nmodes: [0110, 9710]\\nshare: 0.3\\nbinding: no".encode())
    {'on': '2026-03-02', 'modes': ['0110', 9710], 'share': Decimal('0.3'), 'binding': 'no'}
    >>> read(b"a: 1\\na: 2")
    Traceback (most recent call last):
    ValueError: line 2: the key 'a' stands twice; keep one
    """
    try:
        return yaml.load(content, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or "this is no YAML"
        hint = '; write comparators in quotes, ">="' if problem.startswith(_COMPARATORS) else ""
        raise ValueError(f"line {line}: {problem}{hint}") from None
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


# A number with a leading zero is a code (0110), one of more digits a hash; neither is to be counted with.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?$")
_BARE_WORDS = (
    ("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), "tf"),
    ("tag:yaml.org,2002:null", re.compile(r"(?:null|~|)$"), ["n", "~", ""]),
    ("tag:yaml.org,2002:int", _NUMBER, "-0123456789"),
)


def _construct_number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int | Decimal:
    text = str(loader.construct_scalar(node))
    if not _NUMBER.match(text):
        raise ConstructorError(None, None, f"{text!r} is no plain number", node.start_mark)
    return Decimal(text) if "." in text else int(text)


class _PlainLoader(yaml.SafeLoader):
    yaml_implicit_resolvers = {  # noqa: RUF012 (the way of PyYAML): first character → tags that it may begin
        first: [(tag, pattern)] for tag, pattern, firsts in _BARE_WORDS for first in firsts
    }
    yaml_constructors = {  # noqa: RUF012
        **yaml.SafeLoader.yaml_constructors,
        **dict.fromkeys(("tag:yaml.org,2002:int", "tag:yaml.org,2002:float"), _construct_number),
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise ComposerError(None, None, "references (*name) are not read; write it out", self.get_mark())
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise ConstructorError(
                    None, None, f"the key {key!r} is no text; write it in quotes", key_node.start_mark
                )
            if key in seen:
                raise ConstructorError(None, None, f"the key {key!r} stands twice; keep one", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)
